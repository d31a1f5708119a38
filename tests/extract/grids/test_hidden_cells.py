"""Rows and columns that the maker of a workbook hid, in its three kinds of file."""

import io
import struct

from openpyxl import Workbook

from crawler.extract.grids.hidden_cells import hidden_in_xls, hidden_in_xlsx
from crawler.extract.grids.workbook import sheets_of
from tests.documents.bombs import ole


def workbook() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["科目", "去年", "金额"], ["办公费", 1, 60], ["旧其他", 2, 500], ["合计", 4, 60]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    book.create_sheet("空")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_hidden_cells_of_an_xlsx_are_empty() -> None:
    hidden, shown = hidden_in_xlsx(workbook())
    assert (hidden.rows, hidden.columns) == ({2}, {1})
    assert (shown.rows, shown.columns) == (set(), set())
    grid = sheets_of(workbook())[0]
    assert grid.rows == (
        ("科目", "", "金额"),
        ("办公费", "", "60"),
        ("", "", ""),
        ("合计", "", "60"),
    )


def record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def test_hidden_cells_of_an_xls_are_told() -> None:
    begin, end = record(0x0809, struct.pack("<HH", 0x0600, 0x10) + bytes(12)), record(0x000A, b"")
    sheet = (
        begin
        + record(0x0208, struct.pack("<HHHHHHHH", 4, 0, 3, 255, 0, 0, 0x20, 0))
        + record(0x0208, struct.pack("<HHHHHHHH", 5, 0, 3, 255, 0, 0, 0x100, 0))
        + record(0x007D, struct.pack("<HHHHHH", 2, 3, 0, 15, 1, 0))
        + end
    )
    bound = record(0x0085, struct.pack("<IBBBB", 0, 0, 0, 1, 0) + b"A")
    start = len(begin) + len(bound) + len(end)
    bound = record(0x0085, struct.pack("<IBBBB", start, 0, 0, 1, 0) + b"A")
    [hidden] = hidden_in_xls(ole({"Workbook": (begin + bound + end + sheet).ljust(5_000, b"\0")}))
    assert (hidden.rows, hidden.columns) == ({4}, {2, 3})


def test_what_is_no_workbook_hides_nothing() -> None:
    assert hidden_in_xlsx(b"PK") == hidden_in_xls(b"\xd0\xcf") == []
