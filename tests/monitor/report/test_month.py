"""Which findings stood in a month, and how."""

from dataclasses import replace
from datetime import date

import pytest

from monitor.report.month import stood_in
from store.findings import FindingEvent, FindingTurn
from tests.monitor.report.sample import STALE

FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)
OPENED, CLOSED, REOPENED = FindingTurn.OPENED, FindingTurn.CLOSED, FindingTurn.REOPENED


def turn(what: FindingTurn, day: date, said: str = "当时的话") -> FindingEvent:
    return FindingEvent(STALE.id, what, day.isoformat(), day, "problem", "9天", said, said)


@pytest.mark.parametrize(
    ("turns", "opened", "closed"),
    [
        ([turn(OPENED, date(2026, 2, 1))], date(2026, 2, 1), None),
        ([turn(OPENED, date(2026, 3, 31))], date(2026, 3, 31), None),
        (
            [turn(OPENED, date(2026, 2, 1)), turn(CLOSED, date(2026, 3, 1))],
            date(2026, 2, 1),
            date(2026, 3, 1),
        ),
        (
            [turn(OPENED, date(2026, 2, 1)), turn(CLOSED, date(2026, 4, 1))],
            date(2026, 2, 1),
            None,
        ),
        (
            [
                turn(OPENED, date(2026, 1, 1)),
                turn(CLOSED, date(2026, 2, 1)),
                turn(REOPENED, date(2026, 3, 9)),
            ],
            date(2026, 3, 9),
            None,
        ),
    ],
)
def test_what_stood_on_a_day_of_it_is_listed_as_it_was_at_its_end(
    turns: list[FindingEvent], opened: date, closed: date | None
) -> None:
    [stood] = stood_in(STALE, turns, FIRST, LAST)
    assert (stood.opened, stood.closed) == (opened, closed)
    assert stood.state == ("closed" if closed else "open")


@pytest.mark.parametrize(
    "turns",
    [
        [turn(OPENED, date(2026, 4, 1))],
        [turn(OPENED, date(2026, 2, 1)), turn(CLOSED, date(2026, 2, 28))],
        [],
    ],
)
def test_what_did_not_stand_in_it_is_not_listed(turns: list[FindingEvent]) -> None:
    assert list(stood_in(STALE, turns, FIRST, LAST)) == []


def test_nothing_is_told_that_was_found_later() -> None:
    later = replace(STALE, last_confirmed=date(2026, 5, 1), sentence_zh="五月的话")
    [stood] = stood_in(later, [turn(OPENED, date(2026, 3, 2))], FIRST, LAST)
    assert (stood.sentence_zh, stood.measured, stood.last_confirmed) == ("当时的话", "9天", LAST)
    then = replace(later, last_confirmed=date(2026, 3, 30))
    [same] = stood_in(then, [turn(OPENED, date(2026, 3, 2))], FIRST, LAST)
    assert same.sentence_zh == "五月的话", "its last word is of that month"
