"""How far nights judged a unit; and what a span of answers does not prove."""

from datetime import date, timedelta

from monitor.console.over_time.nights import (
    calendar,
    cause_of,
    counted,
    nights_judged,
    unit_extents,
    unit_nights,
)
from store.judged import Extent
from store.queries.console.over_time import AnswerCount, AnswerDays, NightsHeld

MONDAY = date(2026, 3, 2)


def day(n: int) -> date:
    return MONDAY + timedelta(days=n)


def held(*states: str, left_out: tuple[int, ...] = ()) -> NightsHeld:
    """A night a day in these states; "" where there was none."""
    by_day = {day(n): state for n, state in enumerate(states) if state}
    visited = frozenset(one for one in by_day if (one - MONDAY).days not in left_out)
    return NightsHeld(by_day, {"u": visited}, frozenset({"u"}))


def said(rule: str, answer: str, first: int, last: int, why: str = "") -> AnswerDays:
    return AnswerDays("u", rule, answer, why, day(first), day(last))


def test_each_night_is_judged_by_itself() -> None:
    nights = unit_nights(
        "u",
        held("complete", "complete", "complete"),
        [
            said("dead_link", "clear", 0, 1),
            said("dead_link", "cannot_tell", 2, 2, "site_down"),
            said("stale_channel", "cannot_tell", 1, 2, "walled"),
        ],
    )
    assert [night.extent for night in nights] == [*Extent][:3]
    assert nights[1].why == {"walled": 1}
    assert nights[1].extent_of("dead_link") is Extent.WHOLLY
    assert nights[1].extent_of("stale_channel") is Extent.NOT_AT_ALL
    assert [night.leaves_open("stale_channel") for night in nights] == [False, True, True]


def test_answers_that_reach_over_a_blind_night_or_one_that_left_it_out_do_not_count_there() -> None:
    nights = unit_nights(
        "u",
        held("complete", "blind", "complete", "complete", left_out=(2,)),
        [said("dead_link", "clear", 0, 3)],
    )
    whole, none = Extent.WHOLLY, Extent.NOT_AT_ALL
    assert [night.extent for night in nights] == [whole, none, none, whole]
    assert [night.cause for night in nights] == ["", "own_network", "not_visited", ""]
    assert nights[1].leaves_open("dead_link")


def test_a_blind_night_judges_nobody_whatever_answers_reach_over_it() -> None:
    nights = held("complete", "blind", "complete")
    counts = [AnswerCount("u", True, day(0), day(2), 3), AnswerCount("u", False, day(2), day(2), 1)]
    judged = nights_judged(nights, {"u": counts})
    assert [judged[day(n)].judged for n in range(3)] == [1, 0, 1]
    assert (judged[day(1)].not_at_all, judged[day(1)].undecided) == (1, 0)
    assert (judged[day(2)].partly, judged[day(2)].undecided) == (1, 1)
    assert cause_of("u", nights, day(9)) == "not_visited", "no night came to its end that day"


def test_a_unit_that_is_never_visited_is_judged_without() -> None:
    nights = NightsHeld({day(0): "complete"}, {}, frozenset())
    [night] = unit_nights("u", nights, [said("missing_site", "problem", 0, 0)])
    assert night.extent is Extent.WHOLLY


def test_a_night_of_which_nothing_was_said_binds_nothing() -> None:
    [night] = unit_nights("u", held("complete"), [said("dead_link", "not_applicable", 0, 0)])
    assert night.extent is Extent.NOT_APPLICABLE


def test_the_quick_count_is_the_same() -> None:
    states = held("complete", "blind", "complete", "", "complete", left_out=(4,))
    answers = [said("a", "clear", 0, 4), said("b", "cannot_tell", 2, 2), said("c", "problem", 2, 4)]
    counts = [
        AnswerCount("u", one.answer != "cannot_tell", one.first, one.last, 1) for one in answers
    ]
    slow = [(night.day, night.extent) for night in unit_nights("u", states, answers)]
    assert unit_extents("u", states, counts) == slow
    assert counted(extent for _, extent in slow)[Extent.NOT_AT_ALL] == 2


def test_the_calendar_has_every_day_and_says_which_had_no_night() -> None:
    nights = [(day(0), Extent.WHOLLY), (day(8), Extent.PARTLY)]
    drawn = calendar(nights, day(-1), day(30))
    assert len(drawn.cells) == 32
    assert [cell.extent for cell in drawn.cells[:3]] == [None, Extent.WHOLLY, None]
    sunday, monday = drawn.cells[0], drawn.cells[1]
    assert (sunday.x, monday.x) == (0, 14), "weeks are columns and begin on Monday"
    april, march = drawn.months
    assert (april.name, april.missing, march.name, march.missing) == ("2026-04", 1, "2026-03", 29)
    assert march.nights[Extent.PARTLY] == 1
