"""What was told and repaired over some nights, by rule."""

from datetime import date, timedelta

from monitor.console.over_time.nights import unit_nights
from monitor.console.over_time.trends import Turned, open_levels, rule_trends, turned, without
from store.findings import FindingTurn
from store.judged import Extent
from store.queries.console.over_time import AnswerDays, NightsHeld, UnitTurn

FIRST = date(2026, 3, 2)
WHOLLY, PARTLY, NOT_AT_ALL, _ = Extent


def day(n: int) -> date:
    return FIRST + timedelta(days=n)


def turn(finding: int, what: FindingTurn, n: int, rule: str = "dead_link") -> UnitTurn:
    return UnitTurn(finding, "u", rule, what, day(n))


LIFE = [
    turn(1, FindingTurn.OPENED, -9),
    turn(2, FindingTurn.OPENED, 1),
    turn(1, FindingTurn.CLOSED, 2),
    turn(2, FindingTurn.WITHDRAWN, 3),
    turn(1, FindingTurn.REOPENED, 3),
]


def test_what_was_open_before_counts_and_what_was_told_before_does_not() -> None:
    assert turned(LIFE, day(0), day(9)) == Turned(told=2, repaired=1, withdrawn=1)
    levels = open_levels(LIFE, [(day(n), WHOLLY) for n in range(5)])
    assert [level for _, level in levels] == [1, 2, 1, 1, 1]


def test_no_zero_where_something_was_undecided() -> None:
    closed = [*LIFE, turn(1, FindingTurn.CLOSED, 4)]
    nights = [(day(0), PARTLY), (day(1), NOT_AT_ALL), (day(4), PARTLY), (day(5), WHOLLY)]
    assert [level for _, level in open_levels(closed, nights)] == [1, None, None, 0]


def test_a_rule_that_only_could_not_tell_stands_there_too() -> None:
    held = NightsHeld({day(0): "complete", day(1): "complete"}, {}, frozenset())
    answers = [
        AnswerDays("u", "dead_link", "problem", "", day(0), day(1)),
        AnswerDays("u", "vague_expense", "cannot_tell", "walled", day(1), day(1)),
        AnswerDays("u", "old_name", "clear", "", day(0), day(1)),
    ]
    nights = unit_nights("u", held, answers)
    found = rule_trends([LIFE[0]], nights, {"dead_link": 1}, day(0), day(1))
    assert [(one.rule, one.open_now, one.undecided, one.of) for one in found] == [
        ("dead_link", 1, 0, 2),
        ("vague_expense", 0, 1, 2),
    ]
    assert found[1].course.gaps and not found[1].course.lines


def test_what_may_not_be_told_is_in_no_number() -> None:
    assert {one.finding for one in without(LIFE, {1})} == {2}
