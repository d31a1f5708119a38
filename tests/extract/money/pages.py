"""What the tests of this package share: the shipped thresholds, and pages and workbooks made on the
spot.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from selectolax.lexbor import LexborHTMLParser

from config.rulebook import VagueExpense
from crawler.extract.grids.grid import sentences_of, words_of
from crawler.extract.grids.workbook import WorkbookUnreadable, sheets_of
from crawler.extract.money import read_grids, read_tables_html
from monitor.measures.spending.vague_spending import level
from store.records import SpendLine, SpendTable

LIMITS = VagueExpense()


@dataclass(frozen=True, slots=True)
class WorkbookReading:
    """`text` is every cell's words, line by line; `unreadable` says why nothing was read, "" where
    all went well.
    """

    tables: tuple[SpendTable, ...] = ()
    text: str = ""
    unreadable: str = ""


def read_page(
    html: str, *, title: str = "某局2012年部门预算", text: str = ""
) -> tuple[SpendTable, ...]:
    tree = LexborHTMLParser(html)
    return read_tables_html(tree, text, title=title, tolerance=LIMITS.sum_tolerance)


def read_book(body: bytes, *, title: str = "某局2012年部门预算") -> WorkbookReading:
    """The tables of an xlsx, xls or csv, read without a child."""
    try:
        grids = sheets_of(body)
    except WorkbookUnreadable as why:
        return WorkbookReading(unreadable=str(why))
    prose = sentences_of(grids)
    tables = read_grids(grids, text=prose, title=title, tolerance=LIMITS.sum_tolerance)
    return WorkbookReading(tables, words_of(grids))


def html_table(
    rows: Sequence[Sequence[object]],
    *,
    above: str = "<p>2012年支出预算表</p><p>单位：万元</p>",
    below: str = "",
) -> str:
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<html><body><div>{above}<table border=1>{cells}</table>{below}</div></body></html>"


def xlsx(
    rows: Sequence[Sequence[object]], *, merged: Sequence[str] = (), sheet: str = "Sheet1"
) -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(list(row))
    for place in merged:
        page.merge_cells(place)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def line(table: SpendTable, name: str) -> SpendLine:
    """The one line of that name."""
    [found] = [each for each in table.lines if each.name.replace(" ", "") == name]
    return found


def vague(line: SpendLine) -> str | None:
    """What the shipped limits make of the line."""
    return level(line, LIMITS)
