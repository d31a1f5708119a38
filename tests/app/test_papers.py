"""The papers of the repair and of a quarter as a person asks for them, over an office's folder."""

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
import time_machine
from docx import Document

from app.night.repairs import repairs_since_last
from config.errors import Miswritten, NotFound
from config.folder import load
from monitor.report.write import read_material
from store.desk.desk import open_desk
from store.desk.entries import DeskAction, DeskEntry, add_entry
from store.findings import Change, FindingTurn, apply, open_findings
from store.ledger import open_ledger
from store.verdicts import VerdictRow, record
from tests.monitor.report.sample import DAY, FINDINGS, STALE
from tests.monitor.report.test_commands import folder, run

__all__ = ["folder"]  # a fixture

AUTUMN = datetime(2012, 11, 24, 2, tzinfo=UTC)


def paths(*words: str) -> list[Path]:
    return [Path(path) for path in json.loads(run("report", "--json", *words))["paths"]]


def numbers_in(path: Path) -> list[set[int]]:
    """By table, the numbers of its first column."""
    tables = Document(str(path)).tables
    return [
        {int(row.cells[0].text) for row in table.rows if row.cells[0].text.isdigit()}
        for table in tables
    ]


def say(folder: Path, finding: int, what: DeskAction, value: str = "", day: date | None = None):  # type: ignore[no-untyped-def]
    entry = DeskEntry(finding, 0, what, value, "lisi", "李四", AUTUMN, day=day)
    add_entry(open_desk(load(folder).data), entry)


def test_a_units_notice_has_the_numbers_of_the_circular(folder: Path) -> None:
    [path] = paths("--config", str(folder), "--notice", "zhangji")
    assert path.name == "zhangji.docx"
    evidence, receipt = numbers_in(path)
    night = read_material(load(folder).data)
    assert evidence == receipt == {one.id for one in night.listed if one.unit == "zhangji"}


def test_every_unit_with_something_to_repair(folder: Path) -> None:
    told = paths("--config", str(folder), "--notices")
    found = set().union(*(numbers_in(path)[1] for path in told))
    assert found == {one.id for one in FINDINGS} and len(told) == 6


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--notice", "nobody"), "没有编号为"),
        (("--notice", "xueji"), "薛集镇现无需要整改的问题"),
        (("--quarter", "2012Q5"), "不是季度"),
        (("--quarter", "2099Q1"), "还没有开始"),
        (("--quarter", "2011Q1"), "没有完成的检查"),
        (("--quarter", "2012Q4", "--rectification"), "一次只能生成一种"),
        (("--rectification", "--day", "2012-11-23"), "请去掉 --day"),
        (("--since", "2012-01-01"), "只用于 --rectification"),
    ],
)
def test_what_cannot_be_made_is_refused_clearly(
    folder: Path, words: tuple[str, ...], said: str
) -> None:
    with pytest.raises((NotFound, Miswritten)) as refused:
        run("report", "--config", str(folder), *words)
    assert said in refused.value.words.zh and refused.value.words.en


def test_where_nothing_is_open_nobody_is_praised_for_what_was_not_judged(folder: Path) -> None:
    with pytest.raises(NotFound) as refused:
        run("report", "--config", str(folder), "--notice", "xueji")
    assert "1个单位" in refused.value.words.zh, "how far it was judged"


def test_the_summary_counts_what_the_ledger_holds(folder: Path) -> None:
    say(folder, STALE.id, DeskAction.ANSWERED, "已更新")
    word, sheets = paths("--config", str(folder), "--rectification")
    [numbers] = numbers_in(word)
    book = openpyxl.load_workbook(sheets)
    in_sheet = {row[0].value for row in list(book["整改情况"].rows)[2:]}
    assert numbers == in_sheet == {one.id for one in FINDINGS}
    assert "2012年11月24日答复，待审核" in "".join(
        cell.text for row in Document(str(word)).tables[0].rows for cell in row.cells
    )


def test_what_is_decided_to_be_secret_stands_in_no_notice(folder: Path) -> None:
    say(folder, STALE.id, DeskAction.SECRECY_ACCEPTED, "经审定", date(2013, 1, 31))
    with pytest.raises(NotFound):
        run("report", "--config", str(folder), "--notice", "zhangji")


def test_repairs_are_told_since_the_circular_that_is_on_record(folder: Path) -> None:
    setup = load(folder)
    last = setup.office.report.model_copy(update={"last_circular": date(2012, 11, 1)})
    setup = replace(setup, office=setup.office.model_copy(update={"report": last}))
    ledger = open_ledger(setup.data / "ledger.db")
    try:
        repairs = repairs_since_last(setup, ledger, DAY)
    finally:
        ledger.close()
    assert repairs is not None and repairs.is_since_circular
    assert repairs.since == date(2012, 11, 1)


def test_a_first_night_tells_of_no_repairs_and_the_next_of_what_a_crawl_verified(
    folder: Path,
) -> None:
    ledger = open_ledger(load(folder).data / "ledger.db")
    try:
        assert repairs_since_last(load(folder), ledger, DAY) is None
        [mended] = [one for one in open_findings(ledger) if one.id == STALE.id]
        after = date(2012, 11, 24)
        closed = replace(mended, state="closed", closed=after)
        apply(ledger, [Change(FindingTurn.CLOSED, closed, "2012-11-24", after)])
        repairs = repairs_since_last(load(folder), ledger, after)
    finally:
        ledger.close()
    assert repairs is not None and not repairs.is_since_circular and repairs.since == DAY
    assert [one.id for one in repairs.verified] == [STALE.id]


def test_the_same_counts_in_circular_notices_summary_and_quarter(folder: Path) -> None:
    """The quarter's are of government sites alone: 检察院 is left out there, and said to be."""
    ledger = open_ledger(load(folder).data / "ledger.db")
    try:
        for one in FINDINGS:
            row = VerdictRow(one.rule, one.subject, "problem")
            record(ledger.db, one.unit, [row], run_id=DAY.isoformat(), day=DAY)
        ledger.db.conn.commit()
    finally:
        ledger.close()
    listed = {one.id: one for one in read_material(load(folder).data).listed}
    _, summed = paths("--config", str(folder), "--rectification")
    _, quarter = paths("--config", str(folder), "--quarter", "2012Q4")
    notices = paths("--config", str(folder), "--notices")
    in_summary = {row[0].value for row in list(openpyxl.load_workbook(summed)["整改情况"].rows)[2:]}
    in_quarter = {row[0].value for row in list(openpyxl.load_workbook(quarter)["问题"].rows)[2:]}
    in_notices = set().union(*(numbers_in(path)[0] for path in notices))
    assert set(listed) == in_summary == in_notices
    assert in_quarter == {number for number, one in listed.items() if one.unit != "jiancha"}


@time_machine.travel(AUTUMN)
def test_a_quarter_that_is_not_over_says_so(folder: Path) -> None:
    word, sheets = paths("--config", str(folder), "--quarter", "2012Q4")
    assert (word.name, sheets.name) == ("2012Q4.docx", "2012Q4.xlsx")
    text = "\n".join(one.text for one in Document(str(word)).paragraphs)
    assert "本季度尚未结束" in text and re.search(r"截至最近一次检查之日（2012年11月23日）", text)
    assert "没有适用的单项否决指标" in text, "2012 has no text of 2015"
