"""The day of a repair, and from when it runs."""

from dataclasses import replace
from datetime import timedelta

from store.desk.deadline import deadline_of
from store.desk.entries import Standing
from tests.monitor.report.sample import DUE, STALE

LATER = DUE + timedelta(days=5)


def test_the_days_run_from_the_day_on_which_it_was_told() -> None:
    told = deadline_of(STALE, Standing(), {STALE.id})
    assert (told.day, told.is_running) == (DUE, True)
    assert [told.days_past(day) for day in (DUE, LATER)] == [0, 5]
    untold = deadline_of(STALE, Standing(), ())
    assert (untold.day, untold.is_running, untold.days_past(LATER)) == (DUE, False, 0)


def test_what_people_set_goes_before_and_is_a_word_of_telling() -> None:
    given = deadline_of(STALE, Standing(deadline=LATER), ())
    assert (given.day, given.is_running) == (LATER, True)


def test_without_a_day_nothing_is_past() -> None:
    assert deadline_of(replace(STALE, due=None), Standing(), {STALE.id}).days_past(LATER) == 0
