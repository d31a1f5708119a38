"""What the tests of this package share: the shipped thresholds, and pages and workbooks made on the
spot.
"""

import io
from collections.abc import Sequence

from openpyxl import Workbook
from selectolax.lexbor import LexborHTMLParser

from config.rulebook import VagueExpense
from crawler.extract.money import WorkbookReading, read_tables_html, read_workbook
from monitor.measures.spending import level
from store.records import SpendLine, SpendTable

LIMITS = VagueExpense()


def read_page(
    html: str, *, title: str = "某局2012年部门预算", text: str = ""
) -> tuple[SpendTable, ...]:
    tree = LexborHTMLParser(html)
    return read_tables_html(tree, text, title=title, tolerance=LIMITS.sum_tolerance)


def read_book(body: bytes, *, title: str = "某局2012年部门预算") -> WorkbookReading:
    return read_workbook(body, title=title, tolerance=LIMITS.sum_tolerance)


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
