"""The sheets of a spreadsheet as grids: xlsx and xls by calamine, csv by itself. Magic bytes
decide, never the name.

Meant to run in a child process with limits; the guards here make the ordinary bombs harmless
without one, too.
"""

import csv
import datetime
import io
import re
from collections.abc import Sequence
from dataclasses import replace

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum
from selectolax.lexbor import LexborHTMLParser

from crawler.extract.grids.biff_guard import BiffRefused, safe_xls
from crawler.extract.grids.grid import MAX_COLUMNS, MAX_ROWS, Grid, plain, squared
from crawler.extract.grids.hidden_cells import Hidden, hidden_in_xls, hidden_in_xlsx
from crawler.extract.grids.html import grids_of
from crawler.extract.grids.safe_xml import XmlRefused
from crawler.extract.grids.sheet_xml import sheets_of_xml
from crawler.extract.grids.zip_guard import ZipRefused, safe_xlsx

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # OLE2: xls, and doc as well
_MAX_SHEETS = 100
_MAX_MERGED = 40_000  # cells filled from merged ranges, all sheets together
# beyond, a float has digits that nobody wrote: a number of 18 places would become another one
_EXACT = float(1 << 53)
_MAX_CSV = 32_000_000
# a page saved or sent under an .xls name (docs/field-notes.md §13)
_HTML = re.compile(rb"<(?:html|table|!doctype html)\b", re.IGNORECASE)
_SHEET_XML = re.compile(rb"<(?:\w{1,10}:)?Workbook\b")
_BEGINS_TABLE = re.compile(r"表$|预算|决算|明细|支出情况|收支")

_Value = (
    int
    | float
    | str
    | bool
    | datetime.time
    | datetime.date
    | datetime.datetime
    | datetime.timedelta
)


class WorkbookUnreadable(Exception):
    """Why no table could be read; the message is for the page's `document_unreadable`."""


def sheets_of(body: bytes) -> tuple[Grid, ...]:
    """The grids of a workbook or csv in order, a sheet that holds several tables split.

    Raises:
        WorkbookUnreadable: empty, broken, encrypted, over a limit, or no spreadsheet at all.
    """
    if len(body) < 3:
        raise WorkbookUnreadable("empty file")
    if body.startswith(_ZIP):
        safe = _guarded_xlsx(body)
        return _calamine_grids(safe, hidden_in_xlsx(safe))
    if body.startswith(_COMPOUND):
        safe = _guarded_xls(body)
        return _calamine_grids(safe, hidden_in_xls(safe))
    if _SHEET_XML.search(body[:4096]):
        return tuple(part for grid in _xml_grids(body) for part in _split(grid))
    if _HTML.search(body[:4096]):
        return grids_of(LexborHTMLParser(_decoded(body[:_MAX_CSV])))
    return (_csv_grid(body),)


def _guarded_xlsx(body: bytes) -> bytes:
    try:
        return safe_xlsx(body, are_lost_cells_said=True)
    except ZipRefused as refused:
        raise WorkbookUnreadable(str(refused)) from refused


def _guarded_xls(body: bytes) -> bytes:
    try:
        return safe_xls(body)
    except BiffRefused as refused:
        raise WorkbookUnreadable(str(refused)) from refused


def _xml_grids(body: bytes) -> list[Grid]:
    try:
        return sheets_of_xml(body)
    except XmlRefused as refused:
        raise WorkbookUnreadable(str(refused)) from refused


def _calamine_grids(body: bytes, hidden: Sequence[Hidden]) -> tuple[Grid, ...]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(body)) as book:
            sheets = book.sheets_metadata
            shown = [
                (sheet.name, hidden[at] if len(hidden) == len(sheets) else Hidden())
                for at, sheet in enumerate(sheets)
                if sheet.visible == SheetVisibleEnum.Visible
                and sheet.typ == SheetTypeEnum.WorkSheet
            ]
            room = _MAX_MERGED
            grids: list[Grid] = []
            for at, (name, unseen) in enumerate(shown[:_MAX_SHEETS], start=1):
                grid = _sheet_grid(book.get_sheet_by_name(name), room, unseen)
                if at == _MAX_SHEETS < len(shown):
                    grid = replace(grid, is_cut=True)
                room -= len(grid.repeats)
                grids.extend(_split(grid))
            return tuple(grids)
    except BaseException as broken:
        # calamine answers some broken files with a panic, which is no Exception; everything else
        # passes on.
        if isinstance(broken, Exception) or type(broken).__name__ == "PanicException":
            raise WorkbookUnreadable(
                f"not readable as a spreadsheet: {type(broken).__name__}"
            ) from broken
        raise


def _sheet_grid(sheet: CalamineSheet, room: int, hidden: Hidden) -> Grid:
    rows = [
        [_words(value) for value in row[:MAX_COLUMNS]]
        for row in sheet.to_python(skip_empty_area=False, nrows=MAX_ROWS)
    ]
    repeats: set[tuple[int, int]] = set()
    width = max((len(row) for row in rows), default=0)
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        for row in range(top, min(bottom, len(rows) - 1) + 1):
            for column in range(left, min(right, width - 1) + 1):
                if (row, column) == (top, left) or len(repeats) >= room:
                    continue
                rows[row][column] = rows[top][left]
                repeats.add((row, column))
    for row, cells in enumerate(rows):
        for column in range(len(cells)) if row in hidden.rows else hidden.columns & {*range(width)}:
            cells[column : column + 1] = [""]
    return Grid(
        squared(rows),
        sheet.name,
        "",
        frozenset(repeats),
        is_cut=sheet.total_height > MAX_ROWS or len(repeats) >= room,
    )


def _words(value: _Value) -> str:
    if isinstance(value, bool | datetime.timedelta):
        return str(value)
    if isinstance(value, float):
        is_exact = abs(value) < _EXACT
        return f"{value:.6f}".rstrip("0").rstrip(".") if is_exact else f"{value:.14e}"
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()
    return str(value)


def _split(grid: Grid) -> list[Grid]:
    """The tables below each other in one sheet: one begins with a title after an empty row."""
    starts = [
        0,
        *(
            at
            for at in range(1, len(grid.rows))
            if _is_empty(grid.rows[at - 1]) and _is_title(grid, at)
        ),
    ]
    ends = [*starts[1:], len(grid.rows)]
    return [_part(grid, start, end) for start, end in zip(starts, ends, strict=True) if start < end]


def _part(grid: Grid, start: int, end: int) -> Grid:
    if (start, end) == (0, len(grid.rows)):
        return grid
    repeats = frozenset((row - start, column) for row, column in grid.repeats if start <= row < end)
    return Grid(grid.rows[start:end], grid.before, grid.after, repeats, grid.is_cut)


def _is_empty(row: Sequence[str]) -> bool:
    return not any(cell.strip() for cell in row)


def _is_title(grid: Grid, at: int) -> bool:
    own = [words for column in range(grid.width) if (words := plain(grid.own(at, column)))]
    return (
        len(own) == 1
        and bool(_BEGINS_TABLE.search(own[0]))
        and not own[0].startswith(("注", "说明", "备注"))
    )


def _csv_grid(body: bytes) -> Grid:
    if len(body) > _MAX_CSV:
        raise WorkbookUnreadable("csv over 32 MB")
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        body = body.decode("utf-16", errors="replace").encode()
    if body.startswith(b"%PDF") or b"\x00" in body[:4096]:
        raise WorkbookUnreadable("not a spreadsheet")
    text = _decoded(body)
    delimiter = _delimiter(text)
    if not delimiter:
        raise WorkbookUnreadable("no columns found")
    rows: list[list[str]] = []
    is_cut = False
    try:
        for row in csv.reader(io.StringIO(text), delimiter=delimiter):
            is_cut = is_cut or len(row) > MAX_COLUMNS
            if len(rows) >= MAX_ROWS:
                break
            rows.append(row[:MAX_COLUMNS])
    except csv.Error as broken:
        raise WorkbookUnreadable(f"csv: {broken}") from broken
    return Grid(squared(rows), is_cut=is_cut or len(rows) >= MAX_ROWS)


def _decoded(body: bytes) -> str:
    """UTF-8, strict or nearly (a foreign byte in a large file), else gb18030, all that was seen."""
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return body.decode("gb18030")
    except UnicodeDecodeError:
        as_utf8 = body.decode("utf-8-sig", errors="replace")
        as_gb = body.decode("gb18030", errors="replace")
    best = min((as_utf8, as_gb), key=lambda text: text.count("\ufffd"))
    if best.count("\ufffd") > max(1, len(best) // 1000):
        raise WorkbookUnreadable("encoding not recognised")
    return best


def _delimiter(text: str) -> str:
    """The delimiter that splits most of the first lines; "" where fewer than two lines are split."""
    lines = [line for line in text.splitlines()[:50] if line.strip()]
    split_by = {
        delimiter: sum(delimiter in line for line in lines) for delimiter in (",", "\t", ";")
    }
    best = max(split_by, key=lambda delimiter: split_by[delimiter])
    return best if split_by[best] >= 2 else ""
