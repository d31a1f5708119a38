"""A table as a worksheet that prints: a summary above it, the header frozen, filters, landscape A4.

Every text is written as text: what looks like a formula on somebody's page stays words
(docs/faults.md D4), and an address is never a link. Numbers are written as numbers, so that a
column can be sorted; days as days, in the office's writing.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from monitor.judging.plain_text import printable

EXCEL_CELL_LIMIT = 32_767  # characters
_TEXT_STAYS_TEXT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_HEADER = {"bold": True, "valign": "vcenter", "border": 1, "bg_color": "#F2F2F2", "text_wrap": True}
_WRAPPED = {"text_wrap": True, "valign": "top", "border": 1}

Cell = str | int | float | date


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    summary: str
    columns: Mapping[str, int]  # title -> width in characters
    rows: Sequence[Sequence[Cell]]
    frozen: int  # columns that stay in view
    header: Mapping[str, object] = field(default_factory=dict)  # how it looks, besides what all do
    day_format: str = "yyyy-mm-dd"


@contextmanager
def workbook(stream: BytesIO, created: datetime | None = None) -> Iterator[Any]:
    """A workbook that is written to `stream` at the end of the block."""
    with xlsxwriter.Workbook(stream, _TEXT_STAYS_TEXT) as book:
        if created:
            book.set_properties({"created": created.replace(tzinfo=None)})
        yield book


def add_sheet(book: Any, sheet: Sheet) -> Any:
    """The worksheet, for what only one table has besides."""
    page = book.add_worksheet(sheet.name)
    header = book.add_format({**_HEADER, **sheet.header})
    wrapped = book.add_format(_WRAPPED)
    number_format = book.add_format({**_WRAPPED, "align": "center"})
    day = book.add_format({**_WRAPPED, "num_format": sheet.day_format, "align": "left"})
    page.write_string(0, 0, sheet.summary, book.add_format({"bold": True, "font_size": 13}))
    for place, (title, width) in enumerate(sheet.columns.items()):
        page.set_column(place, place, width)
        page.write_string(1, place, title, header)
    for number, row in enumerate(sheet.rows, start=2):
        for place, cell in enumerate(row):
            if isinstance(cell, date):
                page.write_datetime(number, place, cell, day)
            elif isinstance(cell, int | float):
                page.write_number(number, place, cell, number_format)
            else:
                page.write_string(number, place, printable(cell)[:EXCEL_CELL_LIMIT], wrapped)
    page.autofilter(1, 0, max(1, len(sheet.rows) + 1), len(sheet.columns) - 1)
    page.freeze_panes(2, sheet.frozen)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0, 1)
    return page
