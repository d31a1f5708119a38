"""A table as offices keep it (.xlsx, .xls, .csv in UTF-8 or GBK, a web page) as rows of plain text.
Pure: bytes in, rows out.
"""

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime
from itertools import islice

from python_calamine import CalamineError, CalamineWorkbook

from config.office_table.web_table import is_web_page, web_tables
from config.problems import ConfigProblem
from config.sentences import said

Row = tuple[int, list[str]]  # the row's number as a spreadsheet shows it, and its cells
MOST_BYTES = 16 << 20  # 10,000 units are 2 MB
MOST_ROWS = 200_000
MOST_COLUMNS = 256  # a list of units has a dozen

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx and .xls by their first bytes; names lie
_DELIMITERS = (",", "\t", ";", "，")


def table_sheets(body: bytes, name: str) -> tuple[list[list[Row]], list[ConfigProblem]]:
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
    return [[row for row in sheet if any(row[1])] for sheet in sheets], []


def _workbook_sheets(body: bytes) -> list[list[Row]] | None:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(body))
        return [
            _numbered(
                workbook.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=MOST_ROWS)
            )
            for name in workbook.sheet_names
        ]
    except (CalamineError, OSError, ValueError):
        return None


def _csv_sheets(body: bytes) -> list[list[Row]] | None:
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


def _numbered(rows: Iterable[Iterable[object]]) -> list[Row]:
    return [
        (number, [_text(cell) for cell in islice(row, MOST_COLUMNS)])
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
