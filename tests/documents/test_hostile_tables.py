"""A table that somebody sends may be broken or made to cost: it is refused in words, and never ends
the command (docs/faults.md D1, D5).
"""

import io
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import openpyxl
import pytest

from config.office_table.table_file import MOST_BYTES
from config.office_table.units_table import MOST_UNITS, UnitsTable, units_of
from crawler.documents.office_table import sheets_in_sandbox

HEADINGS = ["单位名称", "类别", "网址"]
ROW = ["某市财政局", "政府部门", "http://czj.example.gov.cn/"]
LINE = ",".join(ROW)
HEAD = ",".join(HEADINGS)


def workbook(far: str = "") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADINGS)
    sheet.append(ROW)
    if far:
        sheet[far] = "x"
    body = io.BytesIO()
    book.save(body)
    return body.getvalue()


def read_bounded(table: Path) -> UnitsTable:
    sheets, problems = sheets_in_sandbox(table)
    return UnitsTable(problems=tuple(problems)) if problems else units_of(sheets, table.name)


BOMBS: dict[str, Callable[[], bytes]] = {
    "a cell in the farthest corner": partial(workbook, "XFD1048576"),
    "tables in tables": lambda: b"<html>" + b"<table><tr><td>" * 60_000 + HEAD.encode(),
    "more bytes than any list": lambda: f"{HEAD}\n".encode() + b"," * MOST_BYTES,
    "more rows than any list": lambda: "\n".join(
        [HEAD, *(f"甲{n}局,政府部门," for n in range(MOST_UNITS + 1))]
    ).encode(),
}  # fmt: skip


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_in_words(bomb: str, tmp_path: Path) -> None:
    table = tmp_path / "units.xlsx"
    table.write_bytes(BOMBS[bomb]())
    read = read_bounded(table)
    assert not read.drafts
    [problem] = read.problems
    assert problem.file == "units.xlsx"


def test_columns_without_end_cost_nothing(tmp_path: Path) -> None:
    table = tmp_path / "units.csv"
    table.write_text(f"{HEAD}{',' * 1_000_000}\n{LINE}\n", encoding="utf-8")
    assert [draft["name"] for draft in read_bounded(table).drafts] == [ROW[0]]


def test_a_file_without_an_end_is_not_read_to_it(tmp_path: Path) -> None:
    table = tmp_path / "units.xlsx"
    os.symlink("/dev/zero", table)
    [problem] = read_bounded(table).problems
    assert "16 MB" in problem.what.zh


def test_an_honest_table_is_read_as_ever(tmp_path: Path) -> None:
    table = tmp_path / "units.xlsx"
    table.write_bytes(workbook())
    read = read_bounded(table)
    assert not read.problems and [draft["name"] for draft in read.drafts] == [ROW[0]]
