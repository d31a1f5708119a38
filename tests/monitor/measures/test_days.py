"""Deadlines to the day: 14 is on time and 15 is late, months are calendar months."""

from datetime import UTC, date, datetime

import pytest

from monitor.measures.days import Limit, add_months, chinese_day


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 11, 15), 2, date(2027, 1, 15)),
    ],
)
def test_months_keep_the_day_number_or_the_months_end(
    day: date, months: int, expected: date
) -> None:
    assert add_months(day, months) == expected


def test_fourteen_days_are_on_time_and_fifteen_are_not() -> None:
    limit = Limit(days=14)
    assert not limit.is_passed(date(2026, 11, 9), date(2026, 11, 23))
    assert limit.is_passed(date(2026, 11, 8), date(2026, 11, 23))
    assert limit.overdue_days(date(2026, 11, 8), date(2026, 11, 23)) == 1


def test_without_an_early_day_four_fifths_of_the_deadline_warn() -> None:
    limit = Limit(days=100)
    assert not limit.is_near(date(2026, 1, 1), date(2026, 3, 22), None)
    assert limit.is_near(date(2026, 1, 1), date(2026, 3, 23), None)


def test_limits_are_said_in_both_languages() -> None:
    assert Limit(months=12).text == ("1年", "1 year")
    assert Limit(months=6).text == ("6个月", "6 months")
    assert Limit(days=14).text == ("14天", "14 days")


def test_a_night_that_begins_in_china_belongs_to_the_chinese_day() -> None:
    assert chinese_day(datetime(2012, 3, 4, 18, tzinfo=UTC)) == date(2012, 3, 5)
