"""Which night is due, over zones, changes of clocks and days nobody was there."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.service.due import DueNight, next_start, night_due, night_of, starts_at
from config.office import Schedule

SHANGHAI, NEW_YORK = ZoneInfo("Asia/Shanghai"), ZoneInfo("America/New_York")
AT_TWO = Schedule(night_at="02:00")


def in_shanghai(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def test_the_night_begins_at_two_in_the_office_and_not_in_utc() -> None:
    before, after = (
        datetime(2026, 11, 22, 17, 59, tzinfo=UTC),
        datetime(2026, 11, 22, 18, 0, tzinfo=UTC),
    )
    yesterday = date(2026, 11, 22)
    assert night_due(before, yesterday, AT_TWO, SHANGHAI) is None
    assert night_due(after, yesterday, AT_TWO, SHANGHAI) == DueNight(
        date(2026, 11, 23), is_catch_up=False
    )
    assert night_due(after, yesterday, AT_TWO, NEW_YORK) is None


def test_a_night_that_was_run_is_not_due_again() -> None:
    assert night_due(in_shanghai("2026-11-23T02:00"), date(2026, 11, 23), AT_TWO, SHANGHAI) is None
    assert night_due(in_shanghai("2026-11-23T21:00"), date(2026, 11, 23), AT_TWO, SHANGHAI) is None


def test_three_missed_days_make_one_catch_up() -> None:
    now, last = in_shanghai("2026-11-23T09:30"), date(2026, 11, 19)
    due = night_due(now, last, AT_TWO, SHANGHAI)
    assert due == DueNight(date(2026, 11, 23), is_catch_up=True, missed=3)
    assert night_due(now, due.day, AT_TWO, SHANGHAI) is None


def test_a_night_too_long_ago_waits_for_the_next() -> None:
    last = date(2026, 11, 22)
    assert night_due(in_shanghai("2026-11-23T21:59"), last, AT_TWO, SHANGHAI) == DueNight(
        date(2026, 11, 23), is_catch_up=True
    )
    assert night_due(in_shanghai("2026-11-23T22:00"), last, AT_TWO, SHANGHAI) is None
    assert night_due(in_shanghai("2026-11-24T02:00"), last, AT_TWO, SHANGHAI) == DueNight(
        date(2026, 11, 24), is_catch_up=True, missed=1
    )


def test_a_new_installation_runs_its_first_night_without_having_missed_any() -> None:
    assert night_due(in_shanghai("2026-11-23T09:30"), None, AT_TWO, SHANGHAI) == DueNight(
        date(2026, 11, 23), is_catch_up=True
    )
    assert night_due(in_shanghai("2026-11-23T23:30"), None, AT_TWO, SHANGHAI) is None


def test_a_skipped_day_has_no_night_and_is_not_missed() -> None:
    holiday = Schedule(night_at="02:00", skip_days=[date(2026, 10, 1), date(2026, 10, 2)])
    assert night_due(in_shanghai("2026-10-01T02:00"), date(2026, 9, 30), holiday, SHANGHAI) is None
    assert night_due(
        in_shanghai("2026-10-03T02:00"), date(2026, 9, 30), holiday, SHANGHAI
    ) == DueNight(date(2026, 10, 3), is_catch_up=False)
    assert next_start(in_shanghai("2026-09-30T12:00"), holiday, SHANGHAI) == in_shanghai(
        "2026-10-03T02:00"
    )


def test_a_night_begun_before_midnight_may_be_caught_up_after_it_and_leaves_the_next_one_alone() -> (
    None
):
    late = Schedule(night_at="23:00")
    ran_at = in_shanghai("2026-11-24T01:00")
    assert night_due(ran_at, date(2026, 11, 22), late, SHANGHAI) == DueNight(
        date(2026, 11, 23), is_catch_up=True
    )
    last = night_of(ran_at, late, SHANGHAI)
    assert night_due(in_shanghai("2026-11-24T23:00"), last, late, SHANGHAI) == DueNight(
        date(2026, 11, 24), is_catch_up=False
    )


@pytest.mark.parametrize(
    ("night_at", "day"),
    [
        ("02:30", date(2026, 3, 8)),  # New York puts its clocks forward: 02:30 does not exist
        ("01:30", date(2026, 11, 1)),  # and back: 01:30 comes twice
        ("02:30", date(2026, 7, 1)),
    ],
)
def test_a_change_of_clocks_gives_one_night_a_day(night_at: str, day: date) -> None:
    schedule, last = Schedule(night_at=night_at), day - timedelta(days=1)
    moment, nights = datetime.combine(day, datetime.min.time(), NEW_YORK).astimezone(UTC), []
    for _ in range(36 * 4):
        due = night_due(moment, last, schedule, NEW_YORK)
        if due:
            nights.append((due.day, due.is_catch_up))
            last = due.day
        moment += timedelta(minutes=15)
    assert nights == [(day, False), (day + timedelta(days=1), False)]


def test_every_night_of_a_year_is_due_once_in_every_zone() -> None:
    for name in ("UTC", "Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"):
        zone, last, nights = ZoneInfo(name), date(2025, 12, 31), []
        moment = starts_at(date(2026, 1, 1), AT_TWO, zone)
        while moment.astimezone(zone).date() <= date(2026, 12, 31):
            if due := night_due(moment, last, AT_TWO, zone):
                nights.append(due)
                last = due.day
            moment += timedelta(hours=1)
        assert [due.day for due in nights] == [
            date(2026, 1, 1) + timedelta(days=n) for n in range(365)
        ], name
        assert not any(due.is_catch_up or due.missed for due in nights), name
