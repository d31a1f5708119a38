"""A unit is told at an address of its own, besides its leader."""

from dataclasses import replace
from pathlib import Path

from config.office import Person
from config.office import Report as ReportSettings
from monitor.report.gathering.gather import gather
from store.ledger import Ledger
from tests.monitor.alerts.test_queueing import ledger, office, spend_nights, to
from tests.monitor.alerts.test_send import FIRST_NIGHT
from tests.monitor.report.sample import FINDINGS, STALE, inspection

__all__ = ["ledger"]  # a fixture


def test_a_unit_is_told_itself_of_its_own_alone_and_where_to_answer(
    ledger: Ledger, tmp_path: Path
) -> None:
    setup = office(tmp_path)
    itself = Person(id="zhangji-ban", name="张集镇党政办", role="unit")
    units = tuple(
        unit.model_copy(update={"responsible": ["leader", "zhangji-ban"]})
        if unit.id == "zhangji"
        else unit
        for unit in setup.units
    )
    told = setup.office.model_copy(
        update={
            "people": [*setup.office.people, itself],
            "report": ReportSettings(answer_to="市政府312室"),
        }
    )
    setup = replace(setup, units=units, office=told)
    spend_nights(ledger, setup, 2)
    [(subject, body)] = to(ledger, "zhangji-ban")
    assert STALE.sentence_zh.rstrip("。") in body and "新问题1项" in subject
    assert "对你单位（含下属单位）的检查" in body and "您负责" not in body
    assert "请按编号将整改情况报市政府312室。" in body
    assert not any(one.sentence_zh in body for one in FINDINGS if one.unit != "zhangji")
    [(_, leaders)] = to(ledger, "leader")
    assert STALE.sentence_zh.rstrip("。") in leaders and "你单位" not in leaders
    found = gather(inspection(), setup, FIRST_NIGHT)
    [stale] = [problem for problem in found.problems if problem.unit == "zhangji"]
    assert stale.persons == ("分管领导",), "an address is no owner"
