"""One document, all its tables: what `crawler.extract.money` offers to the reader of pages."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from crawler.extract.grids.grid import Grid
from crawler.extract.grids.html import grids_of
from crawler.extract.money.says_other import bare_words
from crawler.extract.money.tables import tables_of, weighed_against
from store.records import SpendLine, SpendTable

MAX_TABLES = 200
_ROUNDING = 1.001  # one total and the same, printed in 元 here and in 万元 there


def read_tables_html(
    tree: LexborHTMLParser, text: str, *, title: str, tolerance: float
) -> tuple[SpendTable, ...]:
    """The tables of a page in order. `text` is its prose, where reasons are looked for."""
    return read_grids(grids_of(tree), text=text, title=title, tolerance=tolerance)


def read_grids(
    grids: Iterable[Grid], *, text: str, title: str, tolerance: float
) -> tuple[SpendTable, ...]:
    """The tables of one document's grids, whatever file they came from, at most 200.

    `text` is the document's prose, `title` its name, `tolerance` the share by which printed sums
    may differ (limits.toml, `vague_expense.sum_tolerance`): by it the reader tells which row stands
    in which. How much of an 其他 is too much is not asked here.
    """
    tables: list[SpendTable] = []
    for grid in grids:
        tables.extend(tables_of(grid, title=title, text=text, tolerance=tolerance))
        if len(tables) >= MAX_TABLES:
            break
    return _reconciled(_weighed_in_the_whole(tables[:MAX_TABLES]))


def _weighed_in_the_whole(tables: Sequence[SpendTable]) -> list[SpendTable]:
    """The tables, 基本支出 by 经济分类 weighed against the whole that another table states."""
    wholes: dict[tuple[object, ...], float] = {}
    for table in tables:
        if _can_be_whole(table) and table.kind in ("function", "income_expense"):
            key = table.document, table.year
            wholes[key] = max(wholes.get(key, 0.0), table.total_yuan or 0.0)

    def weighed(table: SpendTable) -> SpendTable:
        whole = wholes.get((table.document, table.year), 0.0)
        is_part = (
            table.kind == "economic"
            and _can_be_whole(table)
            and whole > (table.total_yuan or 0.0) * _ROUNDING
        )
        return weighed_against(table, whole) if is_part else table

    return [weighed(table) for table in tables]


def _reconciled(tables: Sequence[SpendTable]) -> tuple[SpendTable, ...]:
    """The tables, each 其他 marked where a table of a larger total names it too.

    A document prints the same line in 支出总表, 一般公共预算支出表 and again in a fund's own table;
    100 % of a fund that is 0.5 % of the spending is no fault of the whole.
    """
    largest: dict[tuple[object, ...], float] = {}
    for table in tables:
        if _can_be_whole(table):
            for line in table.lines:
                key = _key(table, line)
                largest[key] = max(largest.get(key, 0.0), table.total_yuan or 0.0)

    def marked(table: SpendTable, line: SpendLine) -> SpendLine:
        is_elsewhere = largest.get(_key(table, line), 0.0) > (table.total_yuan or 0.0) * _ROUNDING
        is_weighed = line.is_weighed_elsewhere is not None
        return replace(line, is_weighed_elsewhere=True) if is_weighed and is_elsewhere else line

    return tuple(
        replace(table, lines=tuple(marked(table, line) for line in table.lines)) for table in tables
    )


def _can_be_whole(table: SpendTable) -> bool:
    return table.is_spending and not table.anomalies and bool(table.unit) and bool(table.total_yuan)


def _key(table: SpendTable, line: SpendLine) -> tuple[object, ...]:
    return table.document, table.year, line.code or bare_words(line.name)
