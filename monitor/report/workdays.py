"""Working days (工作日): public holidays and moved weekends (调休) counted, and said where they
cannot be known yet.

The State Council publishes each year's calendar in the November before. `holidays` knows the years
published when it was released and only estimates later ones, without moved weekends (docs/stack.md
§15); the office writes a new year's notice into `[[work_calendar]]`, which goes before the library.
A date that crosses a year without a notice says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from config.office import Office, WorkYear
from config.words import Words

if TYPE_CHECKING:
    from holidays import HolidayBase

COUNTED = Words("已计法定节假日和调休", "public holidays and moved working days taken into account")
ESTIMATED = Words(
    "{years}年的放假通知未录入，节假日按推算计，请以正式通知为准",
    "the holiday notice of {years} is not on record: holidays are estimated, the official notice decides",
)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """What the office has written of single years; for all others the library's word."""

    years: tuple[WorkYear, ...] = field(default_factory=tuple)

    def is_workday(self, day: date) -> bool:
        written = next((year for year in self.years if year.year == day.year), None)
        if written is None:
            return bool(_china().is_working_day(day))
        return day in written.worked or (day.weekday() < _SATURDAY and day not in written.off)

    def is_official(self, year: int) -> bool:
        """Whether the year's moved weekends are known. Before the first notice there were none to
        move.
        """
        return (
            year in _published()
            or year < min(_published())
            or any(written.year == year for written in self.years)
        )


def calendar_of(years: Sequence[WorkYear]) -> WorkCalendar:
    return WorkCalendar(tuple(years))


def workdays_after(day: date, count: int, calendar: WorkCalendar = WorkCalendar()) -> date:
    """The `count`-th working day after `day`; `day` itself does not count."""
    while count:
        day += timedelta(days=1)
        count -= calendar.is_workday(day)
    return day


def repair_due(opened: date, office: Office) -> date:
    """Until when a fault found on that day is to be repaired, where nobody set another day."""
    return workdays_after(opened, office.report.rectify_workdays, calendar_of(office.work_calendar))


def how_counted(first: date, last: date, calendar: WorkCalendar) -> Words:
    """What a reader of a date must know of how it was reached."""
    unknown = "、".join(
        str(year) for year in range(first.year, last.year + 1) if not calendar.is_official(year)
    )
    return ESTIMATED.filled(years=unknown) if unknown else COUNTED


# The library knows every country's days and takes long to load: only where days are counted.


@cache
def _china() -> "HolidayBase":
    from holidays import country_holidays

    return country_holidays("CN")


@cache
def _published() -> frozenset[int]:
    """The years whose moved weekends the library carries: those are taken from the State Council's
    notices.
    """
    from holidays.countries.china import ChinaStaticHolidays

    return frozenset(ChinaStaticHolidays.special_public_holidays)


_SATURDAY = 5
