from collections.abc import Iterator
from datetime import date

from monitor.scoring.lives import lives
from store.findings import FindingEvent, FindingTurn
from store.records import Finding

DAYS = [date(2026, 10, day) for day in range(1, 5)]
FOUND = Finding(
    *(7, "u", "stale_channel", "channel:a", "", "open", "problem", DAYS[2], "r", DAYS[3], None, 1),
    *("20 d", "14 d", "law", "reg2019.53", "今", "now"),
)


def events(*turns: FindingTurn) -> Iterator[FindingEvent]:
    for turn, day in zip(turns, DAYS, strict=False):
        yield FindingEvent(7, turn, "r", day, "problem", "15 d", "昔", "then")


def test_a_finding_that_came_back_has_two_lives_each_with_its_sentence() -> None:
    turns = events(FindingTurn.OPENED, FindingTurn.CLOSED, FindingTurn.REOPENED)
    first, second = lives(FOUND, turns)
    assert (first.begun, first.ended, first.sentence("zh")) == (DAYS[0], DAYS[1], "昔")
    assert (second.begun, second.ended, second.sentence("zh")) == (DAYS[2], None, "今")
    assert not first.is_withdrawn and not second.is_withdrawn


def test_a_withdrawn_life_does_not_take_the_next_with_it() -> None:
    turns = events(FindingTurn.OPENED, FindingTurn.WITHDRAWN, FindingTurn.REOPENED)
    assert [life.is_withdrawn for life in lives(FOUND, turns)] == [True, False]


def test_what_the_office_took_back_on_the_desk_counts_before_the_ledger_knows() -> None:
    assert [life.is_withdrawn for life in lives(FOUND, events(FindingTurn.OPENED), {0})] == [True]
