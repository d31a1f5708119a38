"""How old the newest item of a kind of channel may be, as printed in rulebook.md §4, and the age arithmetic of §1.

Written anew for the city, so that its truth does not lean on the monitor it is compared with.
"""

from calendar import monthrange
from datetime import date, timedelta

HOME_DAYS = 14
LIMIT_DAYS = {"news": 14}
LIMIT_MONTHS = {"notice": 6, "policy": 6, "interpretation": 6, "budget": 12, "powers": 12}


def is_overdue(kind: str, newest: date, as_of: date) -> bool:
    """Whether a channel of that kind, whose newest item is of `newest`, is past its limit on `as_of`."""
    due = last_day(kind, newest)
    return due is not None and as_of > due


def last_day(kind: str, newest: date) -> date | None:
    """The last day on which the channel is still in time; None where its kind has no deadline."""
    if kind in LIMIT_DAYS:
        return newest + timedelta(days=LIMIT_DAYS[kind])
    if kind in LIMIT_MONTHS:
        return add_months(newest, LIMIT_MONTHS[kind])
    return None


def add_months(day: date, months: int) -> date:
    """The same day number so many months later, clamped to the month's end."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
