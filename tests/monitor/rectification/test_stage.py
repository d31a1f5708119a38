"""How far a finding is on its way to a repair, and which are told to the superiors."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from monitor.rectification.stage import RepairStage, is_to_be_escalated, rectification
from store.desk.entries import DeskAction, DeskEntry, Standing, standing_of
from store.records import Finding
from tests.monitor.report.sample import DUE, STALE

ZONE = ZoneInfo("Asia/Shanghai")
DAY = timedelta(days=1)
FOUND = replace(STALE, due=DUE, last_confirmed=DUE + 2 * DAY)
LATE = DUE + 2 * DAY
TOLD = (STALE.id,)


def word(what: DeskAction, on: date = DUE - 5 * DAY, day: date | None = None) -> DeskEntry:
    return DeskEntry(
        STALE.id, 0, what, "甲", "zhen", "甲镇", datetime.combine(on, time(10), ZONE), day
    )


def said(*words: DeskEntry) -> Standing:
    return standing_of([replace(one, id=place) for place, one in enumerate(words, 1)], 0)


def stage(*words: DeskEntry, finding: Finding = FOUND, today: date = DUE) -> RepairStage:
    return rectification(finding, said(*words), TOLD, today, ZONE).stage


def test_a_life_from_beginning_to_end() -> None:
    words: list[DeskEntry] = []
    met = [stage()]
    for what in (
        *(DeskAction.ACKNOWLEDGED, DeskAction.PERSON, DeskAction.ANSWERED, DeskAction.SENT_BACK),
        *(DeskAction.ANSWERED, DeskAction.ACCEPTED),
    ):
        words.append(word(what))
        met.append(stage(*words))
    met.append(stage(*words, finding=replace(FOUND, state="closed", closed=DUE)))
    assert met == [
        *(
            RepairStage.TOLD,
            RepairStage.ACKNOWLEDGED,
            RepairStage.IN_HAND,
            RepairStage.ANSWERED,
            RepairStage.SENT_BACK,
        ),
        *(RepairStage.ANSWERED, RepairStage.ACCEPTED, RepairStage.VERIFIED),
    ]


def test_of_what_nobody_was_told_nothing_is_late_and_it_is_said() -> None:
    untold = rectification(FOUND, Standing(), (), LATE + 90 * DAY, ZONE)
    assert (untold.stage, untold.overdue_days) == (RepairStage.UNTOLD, 0)
    assert untold.deadline.day == DUE, "the standard day stands, and does not run"
    known = said(word(DeskAction.ACKNOWLEDGED))
    assert rectification(FOUND, known, (), LATE, ZONE).overdue_days == 2


def test_no_word_of_people_closes_a_finding_and_nothing_waits_for_them_once_it_ended() -> None:
    answered = said(word(DeskAction.ANSWERED))
    assert rectification(FOUND, answered, TOLD, DUE, ZONE).waiting
    ended = rectification(replace(FOUND, state="closed"), answered, TOLD, LATE, ZONE)
    assert (ended.is_over, ended.waiting, ended.overdue_days) == (True, (), 0)
    assert stage(word(DeskAction.WITHDRAWN)) is RepairStage.WITHDRAWN


def test_what_may_not_be_told_is_not_late_until_its_day_is_over() -> None:
    accepted = said(
        word(DeskAction.SECRECY_CLAIMED), word(DeskAction.SECRECY_ACCEPTED, day=LATE + DAY)
    )
    kept = rectification(FOUND, accepted, TOLD, LATE + DAY, ZONE)
    assert (kept.stage, kept.secret_until, kept.overdue_days) == (
        RepairStage.UNDER_SECRECY,
        LATE + DAY,
        0,
    )
    repaired = rectification(
        replace(FOUND, state="closed", closed=LATE), accepted, TOLD, LATE + DAY, ZONE
    )
    assert (repaired.stage, repaired.secret_until) == (RepairStage.VERIFIED, LATE + DAY)
    back = rectification(FOUND, accepted, TOLD, LATE + 2 * DAY, ZONE)
    assert (back.stage, back.secret_until, back.overdue_days) == (RepairStage.TOLD, None, 4)


@pytest.mark.parametrize("of_later_day", [True, False])
def test_only_a_night_of_a_later_day_contradicts_an_answer(of_later_day: bool) -> None:
    answered = said(word(DeskAction.ANSWERED, LATE - DAY if of_later_day else LATE))
    assert rectification(FOUND, answered, TOLD, LATE, ZONE).is_found_after_answer is of_later_day


def is_escalated(*words: DeskEntry, finding: Finding = FOUND, told: tuple[int, ...] = TOLD) -> bool:
    return is_to_be_escalated(finding, said(*words), told, LATE, ZONE)


def test_what_was_told_and_not_repaired_in_time_is_told_to_the_superiors_once() -> None:
    assert is_escalated()
    assert is_escalated(word(DeskAction.ACKNOWLEDGED), word(DeskAction.PERSON))
    assert not is_escalated(told=())
    assert not is_escalated(word(DeskAction.ESCALATED, day=DUE))
    assert not is_to_be_escalated(FOUND, Standing(), (STALE.id,), DUE, ZONE)


def test_what_this_night_did_not_find_again_is_told_to_nobody() -> None:
    assert not is_escalated(finding=replace(FOUND, last_confirmed=LATE - DAY))
    assert not is_escalated(finding=replace(FOUND, state="closed"))


def test_the_deadline_is_the_one_that_was_granted() -> None:
    asked = word(DeskAction.EXTENSION_ASKED)
    assert not is_escalated(asked, word(DeskAction.EXTENSION_GRANTED, day=LATE))
    assert is_escalated(asked, word(DeskAction.EXTENSION_REFUSED))


@pytest.mark.parametrize("what", [DeskAction.EXTENSION_ASKED, DeskAction.SECRECY_CLAIMED])
def test_while_the_office_owes_a_decision_nobody_is_late_who_asked_in_time(
    what: DeskAction,
) -> None:
    assert not is_escalated(word(what, DUE))
    assert is_escalated(word(what, DUE + DAY))


def test_an_answer_that_a_later_look_contradicts_does_not_stop_the_day() -> None:
    assert is_escalated(word(DeskAction.ANSWERED, DUE))
    same_day = replace(FOUND, due=LATE - DAY, last_confirmed=LATE)
    assert is_escalated(word(DeskAction.ANSWERED, LATE), finding=same_day)
