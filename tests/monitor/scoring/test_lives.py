from collections.abc import Iterator
from datetime import date

from monitor.scoring.lives import lives
from store.findings import FindingTurn
from store.queries.quarters.answers import FoundTurn

DAYS = [date(2026, 10, day) for day in range(1, 5)]


def turns(*every: FindingTurn) -> Iterator[FoundTurn]:
    told = ("u", "stale_channel", "channel:a", "reg2019.53", "law", "今", "now")
    for turn, day in zip(every, DAYS, strict=False):
        yield FoundTurn(7, *told, turn, day, "15 d", "昔", "then")


def test_a_finding_that_came_back_has_two_lives_each_with_its_sentence() -> None:
    every = turns(FindingTurn.OPENED, FindingTurn.CLOSED, FindingTurn.REOPENED)
    first, second = lives(every)
    assert (first.begun, first.ended, first.sentence("zh")) == (DAYS[0], DAYS[1], "昔")
    assert (second.begun, second.ended, second.sentence("zh")) == (DAYS[2], None, "今")
    assert not first.is_withdrawn
    assert not second.is_withdrawn


def test_a_withdrawn_life_does_not_take_the_next_with_it() -> None:
    every = turns(FindingTurn.OPENED, FindingTurn.WITHDRAWN, FindingTurn.REOPENED)
    assert [life.is_withdrawn for life in lives(every)] == [True, False]


def test_what_the_office_took_back_on_the_desk_counts_before_the_ledger_knows() -> None:
    assert [life.is_withdrawn for life in lives(turns(FindingTurn.OPENED), {0})] == [True]


def test_of_a_time_that_is_over_nothing_is_told_by_a_sentence_of_later() -> None:
    every = [*turns(FindingTurn.OPENED, FindingTurn.CLOSED)]
    for over, said in ((DAYS[0], "昔"), (DAYS[1], "今"), (None, "今")):
        assert [life.sentence("zh") for life in lives(every, over=over)] == [said]
    [open_still] = lives(every[:1], over=DAYS[0])
    assert open_still.sentence("en") == "then"
