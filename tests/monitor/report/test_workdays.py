"""Working days against the State Council's yearly notices (国务院办公厅关于部分节假日安排的通知), written
down here from the notices and not from the library that the product counts by.
"""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from config.office import WorkYear
from monitor.report.workdays import (
    COUNTED,
    ESTIMATED,
    calendar_of,
    how_counted,
    workdays_after,
)

# Year: the days off as they were announced (first-last), and the weekend days that were worked.
# 2020 with the extension of the Spring Festival to 2 February; 2019 with the longer Labour Day.
NOTICES: dict[int, tuple[str, str]] = {
    2019: (
        "01-01 02-04-02-10 04-05-04-07 05-01-05-04 06-07-06-09 09-13-09-15 10-01-10-07",
        "02-02 02-03 04-28 05-05 09-29 10-12",
    ),
    2020: (
        "01-01 01-24-02-02 04-04-04-06 05-01-05-05 06-25-06-27 10-01-10-08",
        "01-19 04-26 05-09 06-28 09-27 10-10",
    ),
    2021: (
        "01-01-01-03 02-11-02-17 04-03-04-05 05-01-05-05 06-12-06-14 09-19-09-21 10-01-10-07",
        "02-07 02-20 04-25 05-08 09-18 09-26 10-09",
    ),
    2022: (
        "01-01-01-03 01-31-02-06 04-03-04-05 04-30-05-04 06-03-06-05 09-10-09-12 10-01-10-07",
        "01-29 01-30 04-02 04-24 05-07 10-08 10-09",
    ),
    2023: (
        "01-01-01-02 01-21-01-27 04-05 04-29-05-03 06-22-06-24 09-29-10-06",
        "01-28 01-29 04-23 05-06 06-25 10-07 10-08",
    ),
    2024: (
        "01-01 02-10-02-17 04-04-04-06 05-01-05-05 06-08-06-10 09-15-09-17 10-01-10-07",
        "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
    ),
    2025: (
        "01-01 01-28-02-04 04-04-04-06 05-01-05-05 05-31-06-02 10-01-10-08",
        "01-26 02-08 04-27 09-28 10-11",
    ),
    2026: (
        "01-01-01-03 02-15-02-23 04-04-04-06 05-01-05-05 06-19-06-21 09-25-09-27 10-01-10-07",
        "01-04 02-14 02-28 05-09 09-20 10-10",
    ),
}
# Worked at the end of a year for a holiday of the next: 元旦 of 2023 took no such day.
OFF_AT_THE_END = {date(2019, 12, 31): False, date(2022, 12, 31): True}
SATURDAY = 5


def days_of(year: int, spelled: str) -> Iterator[date]:
    for part in spelled.split():
        first = date.fromisoformat(f"{year}-{part[:5]}")
        last = date.fromisoformat(f"{year}-{part[6:] or part[:5]}")
        yield from (first + timedelta(days=day) for day in range((last - first).days + 1))


@pytest.mark.parametrize("year", NOTICES)
def test_every_day_of_the_year_is_as_the_notice_has_it(year: int) -> None:
    calendar, (off, worked) = calendar_of([]), NOTICES[year]
    is_off, is_worked = set(days_of(year, off)), set(days_of(year, worked))
    assert all(day.weekday() >= SATURDAY for day in is_worked)
    day, wrong = date(year, 1, 1), []
    while day.year == year:
        is_workday = day in is_worked or (day.weekday() < SATURDAY and day not in is_off)
        if calendar.is_workday(day) != is_workday:
            wrong.append(day.isoformat())
        day += timedelta(days=1)
    assert not wrong
    assert calendar.is_official(year)


def test_the_days_at_the_turn_of_a_year() -> None:
    calendar = calendar_of([])
    assert {day: not calendar.is_workday(day) for day in OFF_AT_THE_END} == OFF_AT_THE_END


@pytest.mark.parametrize(
    ("opened", "count", "due"),
    [
        (date(2020, 1, 20), 5, date(2020, 2, 4)),  # over the Spring Festival that was made longer
        (date(2024, 9, 13), 3, date(2024, 9, 19)),  # a worked Saturday, then 中秋
        (date(2023, 9, 28), 20, date(2023, 11, 1)),  # two worked days in one weekend
        (date(2026, 2, 13), 10, date(2026, 3, 5)),  # nine days off, two Saturdays worked
        (date(2026, 9, 18), 10, date(2026, 10, 9)),
        (date(2025, 12, 31), 1, date(2026, 1, 4)),  # a Sunday that is worked
    ],
)
def test_deadlines_in_working_days(opened: date, count: int, due: date) -> None:
    assert workdays_after(opened, count, calendar_of([])) == due


def test_a_year_without_a_notice_is_said_and_is_not_official() -> None:
    calendar = calendar_of([])
    assert not calendar.is_official(2027)
    said = how_counted(date(2026, 12, 20), date(2027, 1, 8), calendar)
    assert said == ESTIMATED.filled(years="2027")
    assert "2027" in said.zh and "not on record" in said.en
    assert how_counted(date(2019, 1, 1), date(2026, 12, 31), calendar) == COUNTED


def test_the_notice_that_the_office_writes_goes_before_the_library() -> None:
    new_year = WorkYear(year=2027, off=[date(2027, 1, 1)], worked=[date(2027, 1, 9)])
    calendar = calendar_of([new_year])
    assert calendar.is_official(2027)
    assert not calendar.is_workday(date(2027, 1, 1))
    assert calendar.is_workday(date(2027, 1, 9))
    assert how_counted(date(2026, 12, 20), date(2027, 1, 8), calendar) == COUNTED
