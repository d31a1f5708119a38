"""Working days as far as they can be counted without the year's official calendar.

Monday to Friday only: holidays and moved weekends (调休) are published a year at a time and are not known here yet,
so whoever prints such a date says how it was counted (rulebook.md §1, day arithmetic).
"""

from datetime import date, timedelta

from config.words import Words

HOW_COUNTED = Words(
    "按周一至周五计算，未计法定节假日和调休",
    "counted Monday to Friday, public holidays not taken into account",
)

SATURDAY = 5


def workdays_after(day: date, count: int) -> date:
    """The `count`-th working day after `day`; `day` itself does not count."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < SATURDAY
    return day
