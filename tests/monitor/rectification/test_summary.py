"""How far every repair is: each finding once, under one stage, and no word taken for a repair."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from config.office import Person
from monitor.rectification.stage import RepairStage
from monitor.rectification.summary import relapses
from store.findings import FindingEvent, FindingTurn
from tests.monitor.rectification.desk import (
    BACK,
    CLOSED,
    FOUND,
    LATE,
    SECRET,
    TAKEN_BACK,
    stands,
)
from tests.monitor.report.sample import DAY, config


def test_every_finding_stands_under_one_stage(tmp_path: Path) -> None:
    found = stands(config(tmp_path))
    stages = {line.finding.id: line.stands.stage for line in found.lines}
    assert stages == {
        CLOSED.id: RepairStage.VERIFIED,
        TAKEN_BACK.id: RepairStage.WITHDRAWN,
        LATE.id: RepairStage.ACCEPTED,
        SECRET.id: RepairStage.UNDER_SECRECY,
        BACK.id: RepairStage.UNTOLD,
    }
    assert sum(len(found.of(stage)) for stage in RepairStage) == len(found.lines) == len(FOUND)
    assert sum(map(len, found.by_unit().values())) == len(FOUND)


def test_late_is_late_whatever_was_answered_and_secret_is_not(tmp_path: Path) -> None:
    found = stands(config(tmp_path))
    assert [line.finding.id for line in found.overdue] == [LATE.id]
    [late] = found.overdue
    assert late.stands.overdue_days == 3 and late.told == date(2012, 11, 5)


def test_who_was_named_goes_before_who_answers_for_the_unit(tmp_path: Path) -> None:
    setup = config(tmp_path, people=(Person(id="leader", name="分管领导"),))
    persons = {line.finding.id: line.persons for line in stands(setup).lines}
    assert persons[LATE.id] == ("赵六",) and persons[BACK.id] == ("分管领导",)


def test_what_ended_before_is_left_out_and_what_stands_never(tmp_path: Path) -> None:
    old = stands(config(tmp_path), since=DAY + timedelta(days=1))
    assert {line.finding.id for line in old.lines} == {LATE.id, SECRET.id, BACK.id}
    on_the_day = stands(config(tmp_path), since=DAY)
    assert len(on_the_day.lines) == len(FOUND)


def test_a_relapse_is_after_a_repair_and_not_after_a_withdrawal(tmp_path: Path) -> None:
    assert [line.finding.id for line in stands(config(tmp_path)).relapsed] == [BACK.id]

    def after(*turns: FindingTurn) -> int:
        said = (BACK.severity, "", BACK.sentence_zh, BACK.sentence_en)
        return relapses([FindingEvent(BACK.id, turn, "r", DAY, *said) for turn in turns])

    opened, closed, back = FindingTurn.OPENED, FindingTurn.CLOSED, FindingTurn.REOPENED
    assert after(opened, closed, back, closed, back) == 2
    assert after(opened, FindingTurn.WITHDRAWN, back) == 0
    assert after(opened, closed) == 0


def test_a_unit_that_left_the_list_is_told_by_its_id(tmp_path: Path) -> None:
    gone = replace(BACK, unit="gone")
    [line] = stands(config(tmp_path), [gone]).lines
    assert line.label == "gone" and line.persons == ()
