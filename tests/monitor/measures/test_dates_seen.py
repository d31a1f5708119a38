"""Which dates disagree with our own looks, and by how much at least."""

from datetime import date, timedelta

from config.rulebook import BackdatedItem
from monitor.measures.dates_seen import Discord, backdated, came_late, is_habit

LIMITS = BackdatedItem()
NOVEMBER = date(2026, 11, 20)


def came(claimed: date, seen: date, days: int) -> Discord:
    return Discord("关于召开会议的通知", "http://a.example/1.html", claimed, seen, None, days)


def late(count: int, *, apart: int = 0, days: int = 40) -> list[Discord]:
    seen = [NOVEMBER - timedelta(days=apart * n) for n in range(count)]
    return [came(day - timedelta(days=days), day, days) for day in seen]


def test_three_in_one_window_are_a_group() -> None:
    assert len(backdated(late(3, apart=10), LIMITS)) == 3


def test_three_spread_over_months_are_none() -> None:
    assert backdated(late(3, apart=20), LIMITS) == []


def test_two_are_too_few_and_fifteen_days_are_not_late() -> None:
    assert backdated(late(2), LIMITS) == []
    assert backdated(late(3, days=15), LIMITS) == []
    assert len(backdated(late(3, days=16), LIMITS)) == 3


def test_most_of_all_over_more_than_a_window_is_a_habit() -> None:
    often, rarely = late(4, apart=12), late(3, apart=5)
    assert is_habit(often, often, LIMITS)
    assert not is_habit(rarely, rarely, LIMITS)
    assert not is_habit(often, often + late(5, days=0), LIMITS)
    assert came_late(late(2, days=3), LIMITS.warn_days) == []
