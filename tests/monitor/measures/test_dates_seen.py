"""Which dates disagree with our own looks, and by how much at least."""

from datetime import date, timedelta

from config.rulebook import BackdatedItem
from monitor.measures.dates_seen import Discord, backdated, burst, came_late, is_habit

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


def together(count: int, *, days: int = 20) -> list[Discord]:
    """Items that the look of 20 November showed and that of the 18th lacked."""
    absent = NOVEMBER - timedelta(days=2)
    claimed = absent - timedelta(days=days)
    return [
        Discord(f"第{n}号通知", f"http://a.example/{n}.html", claimed, NOVEMBER, absent, days)
        for n in range(count)
    ]


def test_late_items_of_one_look_after_news_were_found_wanting_are_a_burst() -> None:
    wanted = NOVEMBER - timedelta(days=5)
    found = burst(together(3), [NOVEMBER - timedelta(days=90), wanted], LIMITS)
    assert found is not None and (len(found.items), found.after) == (3, wanted)
    assert burst(together(2), [wanted], LIMITS) is None
    assert burst(together(3, days=3), [wanted], LIMITS) is None, "three days are no lateness"


def test_what_came_before_long_after_or_at_another_look_is_none() -> None:
    last_look_without = NOVEMBER - timedelta(days=2)
    for days, is_one in ((0, True), (7, True), (8, False), (-1, False)):
        found = burst(together(3), [last_look_without - timedelta(days=days)], LIMITS)
        assert (found is not None) is is_one, days
    spread = [one._replace(seen=NOVEMBER - timedelta(days=n)) for n, one in enumerate(together(3))]
    assert burst(spread, [last_look_without], LIMITS) is None
