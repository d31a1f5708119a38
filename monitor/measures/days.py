"""Days and deadlines: ages in days, limits in days or calendar months, the last day on which a
thing is still on time.

"6 months" and "1 year" are calendar months, same day number, clamped to the month's end
(docs/rulebook.md §1); a limit of 14 days is kept at age 14 and passed at age 15. Days are Chinese
days whatever the machine's zone, and the offset is fixed: a rule opens nothing, not even the table
of time zones.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

from config.rulebook import Clause
from config.words import Words

CHINA = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class Limit:
    """How old the newest thing may be. Exactly one of `days` and `months` is set."""

    days: int = 0
    months: int = 0
    mark: str = "law"  # law | product | local | county: whose number it is

    def last_day_on_time(self, since: date) -> date:
        return add_months(since, self.months) if self.months else since + timedelta(days=self.days)

    def is_passed(self, since: date, as_of: date) -> bool:
        return as_of > self.last_day_on_time(since)

    def overdue_days(self, since: date, as_of: date) -> int:
        return max(0, (as_of - self.last_day_on_time(since)).days)

    def is_near(self, since: date, as_of: date, warn_days: int | None) -> bool:
        """Past the early day: `warn_days` of age, or four fifths of the deadline where none is
        given.
        """
        age = (as_of - since).days
        allowed = (self.last_day_on_time(since) - since).days
        return age > (warn_days if warn_days is not None else allowed * 4 // 5)

    @property
    def text(self) -> Words:
        if not self.months:
            return Words(f"{self.days}天", f"{self.days} days")
        if self.months % 12 == 0:
            years = self.months // 12
            return Words(f"{years}年", f"{years} year" + ("s" if years > 1 else ""))
        return Words(f"{self.months}个月", f"{self.months} months")

    @property
    def short(self) -> str:
        """For columns and machines: `14 d`, `6 mo`."""
        return f"{self.months} mo" if self.months else f"{self.days} d"


def add_months(day: date, months: int) -> date:
    """The same day number `months` later, clamped to that month's end: 31 August + 6 = 28 (29)
    February.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@lru_cache(10_000)
def chinese_day(instant: datetime) -> date:
    """The day in China of an aware instant: the night of 02:00 there began on the day before in
    UTC.
    """
    return instant.astimezone(CHINA).date()


def day_of(day: date) -> Words:
    """A day, as a sentence says it."""
    return Words(f"{day.year}年{day.month}月{day.day}日", day.isoformat())


def hour_of(instant: datetime) -> Words:
    """The hour in China, as a sentence says it."""
    at = instant.astimezone(CHINA)
    return Words(f"{day_of(at.date()).zh}{at.hour}时", f"{at:%Y-%m-%d %H:00}")


def minute_of(instant: datetime) -> Words:
    """The minute in China, as a sentence says it."""
    at = instant.astimezone(CHINA)
    return Words(f"{hour_of(at).zh}{at.minute}分", f"{at:%Y-%m-%d %H:%M}")


def mark_of(clause: Clause, mark: str) -> str:
    """Whose number a threshold of that mark (`RuleLimits.mark`) is beside that clause. The local
    circulars of 2012 named faults but no numbers: those are ours.
    """
    return "product" if mark == "law" and clause.mark == "local" else mark
