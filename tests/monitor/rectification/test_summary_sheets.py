"""The summary as sheets: every turn with its day, and counts that add up."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from monitor.rectification.summary_sheets import summary_sheets
from tests.monitor.rectification.desk import CLOSED, FOUND, LATE, SECRET, TAKEN_BACK, stands
from tests.monitor.report.sample import DAY, config


def sheet(body: bytes, name: str) -> list[list[Any]]:
    """Its head and its rows, without the summary above them."""
    page = openpyxl.load_workbook(io.BytesIO(body))[name]
    return [[cell.value for cell in row] for row in page.rows][1:]


def test_every_turn_has_its_day(tmp_path: Path) -> None:
    body = summary_sheets(stands(config(tmp_path)), config(tmp_path))
    head, *rows = sheet(body, "整改情况")
    by_number = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    assert len(by_number) == len(FOUND)
    late = by_number[LATE.id]
    days = [late[name].date() for name in ("告知日期", "确认日期", "整改期限", "答复日期")]
    assert days == [date(2012, 11, day) for day in (5, 11, 20, 13)]
    assert late["答复内容"] == "已开通，请复核。" and late["审核"] == "2012年11月14日采纳"
    assert (late["逾期天数"], late["责任人"]) == (3, "赵六") and not late["核实整改完成日期"]
    assert by_number[CLOSED.id]["核实整改完成日期"].date() == DAY
    assert "名录有误" in by_number[TAKEN_BACK.id]["撤回"]
    assert not by_number[SECRET.id]["答复内容"] and "不予列明" in by_number[SECRET.id]["问题"]


def test_the_units_add_up(tmp_path: Path) -> None:
    body = summary_sheets(stands(config(tmp_path)), config(tmp_path))
    _, *rows = sheet(body, "各单位")
    *units, total = rows
    assert total[0] == "合计" and total[1] == len(FOUND)
    for place in range(1, len(total)):
        assert sum(row[place] for row in units) == total[place]
    assert sum(total[2:-2]) == total[1], "each finding under one stage"
