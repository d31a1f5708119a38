"""On how many nights the home page of a site opened, and how long it took. Pure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median, quantiles
from zoneinfo import ZoneInfo

from monitor.console.over_time.course import Course, course
from store.outcomes import Outcome, OutcomeGroup
from store.queries.console.over_time import HomeDays, SiteTime

FEW = 20  # probes; of fewer no 95th percentile is told
_NOT_THEIRS = frozenset(
    {OutcomeGroup.BLOCKED, OutcomeGroup.OURS, OutcomeGroup.POLICY, OutcomeGroup.INSIDE}
)
OPENED, FAILED, UNSEEN = "opened", "failed", "unseen"


@dataclass(frozen=True, slots=True)
class Uptime:
    """`met`: of each night on which there was something to see, what it was, oldest first: opened;
    failed; or unseen, kept out or not ours to say. Nights without a look are in none of them.
    """

    site: str
    met: tuple[tuple[date, str], ...]

    def count(self, what: str) -> int:
        return sum(one == what for _, one in self.met)

    @property
    def share(self) -> float | None:
        """Of the nights that count for or against the site; None where there is none."""
        opened, failed = self.count(OPENED), self.count(FAILED)
        return opened / (opened + failed) if opened + failed else None


def uptime(site: str, rows: Iterable[HomeDays], nights: Collection[date]) -> Uptime:
    """`rows`: those of this site. A night on which it opened once is one on which it opened."""
    known = frozenset(nights)
    met: dict[date, str] = {}
    worst_first = sorted(
        ((_met(row.outcome), row.days) for row in rows), key=lambda one: _WORST.index(one[0])
    )
    for what, days in worst_first:
        met.update(dict.fromkeys(days & known, what))
    return Uptime(site, tuple(sorted(met.items())))


_WORST = (UNSEEN, FAILED, OPENED)


def _met(outcome: str) -> str:
    known = Outcome(outcome)
    if known.shows_the_page:
        return OPENED
    return UNSEEN if known.group in _NOT_THEIRS else FAILED


@dataclass(frozen=True, slots=True)
class ResponseTimes:
    """In seconds, of the probes that met the page; `slow`: nineteen of twenty took no longer, None
    of few.
    """

    answered: int
    of: int
    usual: float
    slow: float | None
    course: Course


def response_times(
    times: Sequence[SiteTime], probes: int, zone: ZoneInfo, since: date, until: date
) -> ResponseTimes | None:
    """`times`: those of one site; `probes`: how many there were, whatever came of them. None where
    no probe met the page.
    """
    if not times:
        return None
    by_day: dict[date, list[float]] = {}
    for one in times:
        by_day.setdefault(one.at.astimezone(zone).date(), []).append(one.seconds)
    every = [one.seconds for one in times]
    levels = [(day, median(of_it)) for day, of_it in sorted(by_day.items())]
    return ResponseTimes(
        len(every),
        probes,
        median(every),
        quantiles(every, n=20)[-1] if len(every) >= FEW else None,
        course(levels, since, until),
    )
