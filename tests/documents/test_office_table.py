"""The office's own table in the sandbox: what it says, and what asks for too much."""

import io
import time
from pathlib import Path

import openpyxl
import pytest

from config.office_table.table_file import table_sheets
from config.office_table.units_table import units_of
from crawler.documents.office_table import sheets_in_sandbox
from tests.documents import bombs

HEAD = ["单位名称", "类别", "网址"]


def workbook(*, far: str = "") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEAD)
    sheet.append(["某县财政局", "部门", "点击访问"])
    sheet["C2"].hyperlink = "http://czj.example.gov.cn/"
    sheet.append(["某县水利局", None, "无"])
    sheet.merge_cells("B2:B3")
    sheet.row_dimensions[3].hidden = True
    if far:
        sheet[far] = " "
    body = io.BytesIO()
    book.save(body)
    return body.getvalue()


def filed(folder: Path, body: bytes) -> Path:
    table = folder / "t.xlsx"
    table.write_bytes(body)
    return table


@pytest.mark.parametrize(
    "body",
    [workbook(), "单位名称,类别\n某县财政局,部门\n".encode("gb18030"), b""],
    ids=["xlsx", "csv", "nothing"],
)
def test_a_table_is_the_same_in_the_sandbox(body: bytes, tmp_path: Path) -> None:
    assert sheets_in_sandbox(filed(tmp_path, body)) == table_sheets(body, "t.xlsx")


def test_an_old_workbook_is_read(tmp_path: Path) -> None:
    body = bombs.old_workbook([(0, 0, "单位名称"), (0, 1, "类别"), (1, 0, "甲局"), (1, 1, "部门")])
    sheets, _ = sheets_in_sandbox(filed(tmp_path, body))
    assert [draft["name"] for draft in units_of(sheets, "t.xls").drafts] == ["甲局"]


@pytest.mark.parametrize(
    "body",
    [
        workbook(far="XFD1048576"),
        bombs.old_workbook([(0, 0, "单位名称"), (0, 1, "类别"), (65_535, 255, "x")]),
    ],
    ids=["XFD1048576", "IV65536"],
)
def test_a_far_cell_is_refused_at_once_and_told(body: bytes, tmp_path: Path) -> None:
    began = time.monotonic()
    sheets, (problem,) = sheets_in_sandbox(filed(tmp_path, body))
    assert not sheets and "很远处" in problem.text().zh and "far out" in problem.text().en
    assert time.monotonic() - began < 10, "a second, and as much for a busy machine"


@pytest.mark.parametrize(
    "body",
    [bombs.zip_bomb(), bombs.overlong_sheet(), b"PK\x03\x04 broken"],
    ids=["zip bomb", "overlong sheet", "broken"],
)
def test_what_is_too_much_or_broken_is_refused(body: bytes, tmp_path: Path) -> None:
    sheets, problems = sheets_in_sandbox(filed(tmp_path, body))
    assert not sheets and len(problems) == 1
