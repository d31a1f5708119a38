"""When things are published: dates that keep every healthy channel far inside its limit on every
day of the year.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from demo.seeded_random import SeededRandom
from demo.world import SHANGHAI


@dataclass(frozen=True, slots=True)
class Rhythm:
    """So many items on the first night, and the days between two."""

    first: int
    shortest: int
    longest: int


# news 14 d and notice, policy, interpretation 6 months, powers 1 year are the limits
# (docs/rulebook.md §4); the longest gap is about half of each.
RHYTHMS: dict[str, Rhythm] = {
    "news": Rhythm(17, 7, 9),
    "notice": Rhythm(4, 38, 58),
    "policy": Rhythm(4, 40, 58),
    "interpretation": Rhythm(3, 42, 58),
    "guide": Rhythm(4, 120, 170),
    "powers": Rhythm(4, 100, 160),
    "duties": Rhythm(2, 150, 220),
    "rights": Rhythm(2, 150, 220),
}


# Of a unit that the circular names for keeping its pages up to date (及时更新网上内容).
BRISK_NEWS = Rhythm(17, 3, 4)


def instants(
    rhythm: Rhythm, first_day: date, horizon: date, stops_on: date | None, rng: SeededRandom
) -> list[datetime]:
    """Oldest first. A channel that stopped has as many items, the last one on the day it stopped."""
    anchor = (
        stops_on
        if stops_on and stops_on < first_day
        else first_day - timedelta(days=rng.between(1, 4))
    )
    days = [anchor]
    while len(days) < rhythm.first:
        days.insert(0, days[0] - timedelta(days=rng.between(rhythm.shortest, rhythm.longest)))
    while days[-1] < horizon:
        days.append(days[-1] + timedelta(days=rng.between(rhythm.shortest, rhythm.longest)))
    return [at_work(day, rng) for day in days if stops_on is None or day <= stops_on]


def papers(
    first_day: date, horizon: date, stops_on: date | None, rng: SeededRandom
) -> Iterator[tuple[str, int, datetime]]:
    """("budget", its year) each spring and ("final_accounts", the year before) each autumn."""
    for year in range(first_day.year - 1, horizon.year + 1):
        for kind, of_year, opening in (
            ("budget", year, date(year, 2, 22)),
            ("final_accounts", year - 1, date(year, 8, 20)),
        ):
            day = opening + timedelta(days=rng.between(0, 14))
            if day <= horizon and (stops_on is None or day <= stops_on):
                yield kind, of_year, at_work(day, rng)


def approved_on(kind: str, year: int) -> date:
    """When the city's congress approved the budget of a year, and its standing committee the
    accounts of that year, a summer later.
    """
    return date(year, 2, 1) if kind == "budget" else date(year + 1, 7, 25)


def at_work(day: date, rng: SeededRandom) -> datetime:
    """Some minute of that day's office hours."""
    return datetime.combine(day, time(rng.between(9, 16), rng.between(0, 59)), SHANGHAI)
