"""The summary in words: counts that add up, nothing told that may not be."""

import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from monitor.rectification.summary_paper import write_summary
from monitor.report.papers.paper import Paper
from monitor.report.papers.paper_docx import paper_docx
from store.desk.entries import DeskAction
from tests.monitor.rectification.desk import BACK, FOUND, LATE, SECRET, TAKEN_BACK, said, stands
from tests.monitor.report.sample import config


def text(paper: Paper) -> str:
    return "\n".join(paragraph.text for paragraph in paper.paragraphs)


def test_counts_add_up_to_the_whole_and_to_the_units(tmp_path: Path) -> None:
    paper = write_summary(stands(config(tmp_path)), config(tmp_path))
    [whole] = [line for line in text(paper).splitlines() if line.startswith("列入汇总的问题共")]
    total, units, *counts = map(int, re.findall(r"\d+", whole))
    assert total == sum(counts) == len(FOUND) and units == 5
    each = re.findall(r"共(\d+)项，", "\n".join(text(paper).splitlines()[4:]))
    assert sum(map(int, each)) == len(FOUND)
    [annex] = paper.annexes
    assert len(annex.rows) == len(FOUND) and sum(annex.widths) == 156


def test_only_what_a_crawl_verified_is_called_repaired(tmp_path: Path) -> None:
    paper = write_summary(stands(config(tmp_path)), config(tmp_path))
    assert "经检查核实整改完成1项" in text(paper) and "答复已采纳、待检查核实1项" in text(paper)
    rows = {row[0]: row for row in paper.annexes[0].rows}
    assert rows[str(LATE.id)][5] == (
        "答复于2012年11月14日采纳，待检查核实；逾期3天；答复后检查仍发现"
    )
    assert "整改后再次出现1次" in rows[str(BACK.id)][5]


def test_what_is_secret_is_counted_and_not_set_out(tmp_path: Path) -> None:
    paper = write_summary(stands(config(tmp_path)), config(tmp_path))
    [row] = [row for row in paper.annexes[0].rows if row[0] == str(SECRET.id)]
    assert row[2] == "（认定涉密至2013年1月31日，不予列明）"
    assert row[4] == "—", "of what may not be told nothing is due"
    assert SECRET.sentence_zh not in text(paper) + str(paper.annexes)
    assert "认定涉密的1项" in text(paper)


def test_what_was_withdrawn_is_counted_and_accuses_nobody(tmp_path: Path) -> None:
    paper = write_summary(stands(config(tmp_path)), config(tmp_path))
    assert TAKEN_BACK.sentence_zh not in text(paper) + str(paper.annexes)
    assert "撤回1项" in text(paper)


def test_what_waits_for_the_office_stands_with_its_finding(tmp_path: Path) -> None:
    wishes = said(
        BACK,
        (DeskAction.EXTENSION_ASKED, "招标未完成", date(2012, 12, 20)),
        (DeskAction.SECRECY_CLAIMED, "已定密", None),
    )
    found = stands(config(tmp_path), [BACK], {BACK.id: wishes})
    [row] = write_summary(found, config(tmp_path)).annexes[0].rows
    assert "；申请延期至2012年12月20日，待决定；申报涉密，待决定" in row[5]


def test_told_is_said_only_where_a_message_arrived(tmp_path: Path) -> None:
    setup = config(tmp_path)
    nobody = write_summary(stands(setup, [BACK], {}, told={}), setup)
    heard = write_summary(stands(setup, [BACK], {}, told={(BACK.id, 1): date(2012, 11, 5)}), setup)
    assert nobody.annexes[0].rows[0][5].startswith("未告知，期限未起算")
    assert heard.annexes[0].rows[0][5].startswith("已通知，待确认")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_word_opens_it(tmp_path: Path, language: str) -> None:
    setup = config(tmp_path, language=language)
    [table] = Document(io.BytesIO(paper_docx(write_summary(stands(setup), setup)))).tables
    assert len(table.rows) == 1 + len(FOUND)


def test_nothing_is_late_of_which_nobody_was_told(tmp_path: Path) -> None:
    setup = config(tmp_path)
    unheard = replace(LATE, id=99)
    said = text(write_summary(stands(setup, [unheard, LATE]), setup))
    assert "逾期未整改1项" in said and "未告知、期限未起算1项" in said


def test_nothing_to_list_is_said(tmp_path: Path) -> None:
    paper = write_summary(stands(config(tmp_path), []), config(tmp_path))
    assert "没有列入汇总的问题" in text(paper) and paper.annexes == ()
