"""What of the findings needs somebody today, and what does not."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from monitor.console.attention import LastNight, Need, needs
from store.desk.entries import DeskAction, DeskEntry, Standing
from store.findings import FindingTurn
from tests.monitor.report.sample import DAY, DUE, NO_SITE, STALE

TODAY = DUE + timedelta(days=2)
NIGHT = LastNight(DAY, {STALE.id: FindingTurn.OPENED}, {STALE.id})


def ids(found: list[Need]) -> list[int]:
    return [need.finding.id for need in found]


def test_the_day_that_people_set_goes_before_the_one_that_was_given() -> None:
    later = {STALE.id: Standing(deadline=TODAY + timedelta(days=1))}
    [need] = needs([STALE], later, NIGHT, TODAY)
    assert (need.due, need.overdue_days, need.is_soon) == (TODAY + timedelta(days=1), 0, True)
    [need] = needs([STALE], {}, NIGHT, TODAY)
    assert (need.due, need.overdue_days) == (DUE, 2)


def test_of_what_nobody_was_told_nothing_is_late_or_soon() -> None:
    untold = replace(NIGHT, told=())
    [need] = needs([STALE], {}, untold, TODAY)
    assert (need.due, need.is_overdue, need.deadline.is_running) == (DUE, False, False)
    [need] = needs([STALE], {}, untold, DUE)
    assert not need.is_soon
    [need] = needs([STALE], {STALE.id: Standing(deadline=DUE)}, untold, TODAY)
    assert need.overdue_days == 2, "whoever gave it a day has told it"


def test_without_a_day_nothing_is_late() -> None:
    [need] = needs([replace(STALE, due=None)], {}, NIGHT, date(2020, 1, 1))
    assert (need.due, need.is_overdue, need.is_soon) == (None, False, False)


def test_what_was_not_looked_at_again_stands_last_however_grave() -> None:
    older = replace(STALE, last_confirmed=DAY - timedelta(days=1))
    found = needs([older, *NO_SITE], {}, NIGHT, TODAY)
    assert ids(found)[-1] == STALE.id and found[-1].is_unconfirmed and found[-1].is_critical
    assert not any(need.is_unconfirmed for need in found[:-1])


def test_what_the_office_withdrew_needs_nobody_though_the_ledger_does_not_know_yet() -> None:
    at = datetime(2012, 11, 24, tzinfo=UTC)
    word = DeskEntry(STALE.id, 0, DeskAction.WITHDRAWN, "登记有误", "wang", "王主任", at)
    assert ids(needs([STALE, NO_SITE[0]], {STALE.id: Standing(withdrawn=word)}, NIGHT, TODAY)) == [
        NO_SITE[0].id
    ]
    assert needs([replace(STALE, state="withdrawn")], {}, NIGHT, TODAY) == []
