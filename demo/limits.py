"""How old the newest item of a kind of channel may be, as printed in docs/rulebook.md §4, and the
age arithmetic of §1.

Written anew for the city, so that its truth does not lean on the monitor it is compared with.
"""

from calendar import monthrange
from datetime import date, timedelta

HOME_DAYS = 14
LIMIT_DAYS = {"news": 14}
LIMIT_MONTHS = {"notice": 6, "policy": 6, "interpretation": 6, "budget": 12, "powers": 12}


# Budgets and final accounts (docs/rulebook.md §7): a department's within 40 days of the approval, a
# township's by a day of the product's.
DEPARTMENT_DAYS = 40
TOWN_BUDGET_BY, TOWN_ACCOUNTS_BY = (6, 30), (11, 30)
FIRST_YEAR_OF_THE_DUTY = 2015


def paper_due(word: str, year: int, approved: date | None) -> date:
    """By when the 预算 or 决算 of that year is due, `approved` None where its approval is not on
    record.
    """
    if approved:
        return approved + timedelta(days=DEPARTMENT_DAYS)
    return date(year, *TOWN_BUDGET_BY) if word == "预算" else date(year + 1, *TOWN_ACCOUNTS_BY)


def is_overdue(kind: str, newest: date, as_of: date) -> bool:
    """Whether a channel of that kind, whose newest item is of `newest`, is past its limit on
    `as_of`.
    """
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
