"""A table as offices keep it (.xlsx, .xls, .csv in UTF-8 or GBK, a web page) as rows of plain text.
Pure: bytes in, rows out.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import islice
from types import MappingProxyType
from typing import NamedTuple

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from config.office_table.web_table import is_web_page, web_tables
from config.office_table.xlsx_marks import SheetMarks, xlsx_marks
from config.problems import ConfigProblem
from config.sentences import said

MOST_BYTES = 16 << 20  # 10,000 units are 2 MB


class TableRow(NamedTuple):
    """A row of plain text. A cell that was merged with those below it stands in each of them."""

    number: int  # as a spreadsheet shows it
    cells: list[str]
    links: Mapping[int, str] = MappingProxyType({})  # column to the address behind its cell
    is_hidden: bool = False
    goes_on: frozenset[int] = frozenset()  # columns whose cell is merged with the one above


MOST_ROWS = 200_000
MOST_COLUMNS = 256  # a list of units has a dozen

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx and .xls by their first bytes; names lie
_DELIMITERS = (",", "\t", ";", "，")


def table_sheets(body: bytes, name: str) -> tuple[list[list[TableRow]], list[ConfigProblem]]:
    """The rows of every sheet (one for a csv), blank rows left out; no sheets and a problem where
    it is not a table.
    """
    if body.startswith(_WORKBOOKS):
        sheets = _workbook_sheets(body)
    elif is_web_page(body):
        sheets = [_numbered(table) for table in web_tables(body)]
    else:
        sheets = _csv_sheets(body)
    if sheets is None:
        return [], [ConfigProblem(name, *said("no_table"))]
    return [[row for row in sheet if any(row.cells)] for sheet in sheets], []


def _workbook_sheets(body: bytes) -> list[list[TableRow]] | None:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(body))
        marks = xlsx_marks(body)
        return [
            _sheet(workbook.get_sheet_by_name(name), marks.get(name, SheetMarks()))
            for name in workbook.sheet_names
        ]
    except (CalamineError, OSError, ValueError):
        return None


def _sheet(sheet: CalamineSheet, marks: SheetMarks) -> list[TableRow]:
    """The rows with what is merged downwards filled in; a cell merged across stays one."""
    rows = _numbered(sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS))
    links: dict[int, dict[int, str]] = {}
    for (number, column), target in marks.links.items():
        links.setdefault(number - 1, {})[column] = target
    goes_on: dict[int, set[int]] = {}
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
        for at in range(top + 1, min(bottom + 1, len(rows))):
            if left < len(rows[at].cells):
                rows[at].cells[left] = rows[top].cells[left]
                goes_on.setdefault(at, set()).add(left)
                if left in links.get(top, {}):
                    links.setdefault(at, {})[left] = links[top][left]
    return [
        row._replace(
            links=links.get(at, {}),
            is_hidden=marks.is_hidden or row.number in marks.hidden_rows,
            goes_on=frozenset(goes_on.get(at, ())),
        )
        for at, row in enumerate(rows)
    ]


def _csv_sheets(body: bytes) -> list[list[TableRow]] | None:
    text = _decoded(body)
    if text is None or "\x00" in text:
        return None
    # A title stands above the headings in most of these tables, so the best of the first lines
    # decides.
    delimiter = max(
        _DELIMITERS,
        key=lambda mark: max((line.count(mark) for line in text.splitlines()[:10]), default=0),
    )
    try:
        return [_numbered(list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)))]
    except csv.Error:
        return None


def _decoded(body: bytes) -> str | None:
    utf16 = body.startswith((b"\xff\xfe", b"\xfe\xff"))
    # UTF-8 first: GBK text is almost never valid UTF-8, while UTF-8 text often passes for GBK.
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "gb18030"):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _numbered(rows: Iterable[Iterable[object]]) -> list[TableRow]:
    return [
        TableRow(number, [_text(cell) for cell in islice(row, MOST_COLUMNS)])
        for number, row in enumerate(rows, start=1)
    ]


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))  # a spreadsheet keeps every number as a float
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).replace("\u3000", " ").strip()
