"""One document, all its tables: what `crawler.extract.money` offers to the reader of pages."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from selectolax.lexbor import LexborHTMLParser

from crawler.extract.grids.amounts import YUAN, unit_of_sum
from crawler.extract.grids.grid import Grid, words_of
from crawler.extract.grids.html import grids_of
from crawler.extract.money.checks.across import (
    columns_of_others,
    numbers_in,
    statements_that_differ,
)
from crawler.extract.money.columns import first_data_row
from crawler.extract.money.joined import joined
from crawler.extract.money.naming import another_office, prepared_by
from crawler.extract.money.offices import office_over, offices_over, words_about
from crawler.extract.money.reasons.detail_tables import with_detail_tables
from crawler.extract.money.says_other import bare_words
from crawler.extract.money.tables import tables_of
from crawler.extract.money.whole import ROUNDING, FoundTable, unweighed, weighed_in_wholes
from store.records import Difference, SpendLine, SpendTable

MAX_TABLES = 200
_LONGEST_COVER = 200


def read_tables_html(
    tree: LexborHTMLParser,
    text: str,
    *,
    title: str,
    tolerance: float,
    vague: Collection[str] = (),
) -> tuple[SpendTable, ...]:
    """The tables of a page in order. `text` is its prose, where reasons are looked for."""
    return read_grids(grids_of(tree), text=text, title=title, tolerance=tolerance, vague=vague)


def read_grids(
    grids: Iterable[Grid],
    *,
    text: str,
    title: str,
    tolerance: float,
    vague: Collection[str] = (),
) -> tuple[SpendTable, ...]:
    """The tables of one document's grids, whatever file they came from, at most 200.

    `text` is the document's prose, `title` its name, `tolerance` the share by which printed sums
    may differ (limits.toml, `vague_expense.sum_tolerance`): by it the reader tells which row stands
    in which; `vague` the names that say as little as 其他 (lexicon.toml). How much of an 其他 is too
    much is not asked here.
    """
    found: list[FoundTable] = []
    numbers: set[float] = set()
    grids = list(grids)
    text = "\n".join(filter(None, (_cover(grids), text)))
    offices = offices_over(grid.before for grid in grids)
    for grid, pieces in joined(grids, tolerance):
        numbers |= numbers_in(grid)
        office = office_over(grid.before) if offices else ""
        of_grid = tables_of(
            grid,
            title=title,
            text=words_about(office, text) if office else text,
            tolerance=tolerance,
            pieces=pieces,
            vague=vague,
        )
        found.extend(replace(each, office=office) for each in of_grid)
        if len(found) >= MAX_TABLES:
            break
    found = _told_once(_of_one_document(found[:MAX_TABLES]))
    found = [_of_this_unit(_with_unit(each, found, text), title) for each in found]
    weighed = with_detail_tables(weighed_in_wholes(found, title=title, text=text))
    tables = _reconciled(
        [replace(each, table=_without_false_amounts(each.table)) for each in weighed]
    )
    differences = [*columns_of_others(weighed), *statements_that_differ(tables, numbers, text)]
    return _with_remarks(tables, differences)


def _cover(grids: Sequence[Grid]) -> str:
    """The words of the sheets before the first with data (2025年部门预算, 某局)."""
    cover = list(takewhile(lambda grid: first_data_row(grid) is None, grids))
    return words_of(cover)[:_LONGEST_COVER] if len(cover) < len(grids) else ""


def _with_remarks(
    tables: Sequence[SpendTable], differences: Sequence[Difference]
) -> tuple[SpendTable, ...]:
    """The tables; what the document states two ways is remarked at the first that is spending, once."""
    told: set[str] = set()
    remarked: list[SpendTable] = []
    for table in tables:
        of_document = map(str, differences) if table.is_spending else ()
        remarks = [
            each for each in dict.fromkeys((*table.remarks, *of_document)) if each not in told
        ]
        told.update(remarks)
        remarked.append(replace(table, remarks=tuple(remarks)))
    return tuple(remarked)


def _of_one_document(found: Sequence[FoundTable]) -> list[FoundTable]:
    """The tables; one that does not say its year or stage has those of all the others."""
    years = {each.table.year for each in found} - {None}
    stages = {each.table.document for each in found} - {"other"}
    year = years.pop() if len(years) == 1 else None
    stage = stages.pop() if len(stages) == 1 else "other"
    return [
        replace(
            each,
            table=replace(
                each.table,
                year=each.table.year or year,
                document=stage if each.table.document == "other" else each.table.document,
            ),
        )
        for each in found
    ]


def _told_once(found: Sequence[FoundTable]) -> list[FoundTable]:
    """The tables without those that are printed twice, line for line."""
    first: dict[tuple[object, ...], FoundTable] = {}
    for each in found:
        table = each.table
        lines = tuple((line.code, bare_words(line.name), line.amount_yuan) for line in table.lines)
        about = (table.title, prepared_by(each.above), table.is_spending, table.unit)
        first.setdefault((*about, table.year, table.document, lines), each)
    return list(first.values())


def _with_unit(each: FoundTable, found: Sequence[FoundTable], text: str) -> FoundTable:
    """The table; where it states no unit, with that of the table or the sentence of the document
    that states the same total.
    """
    table = each.table
    if table.unit or not table.total_yuan:
        return each
    units = {
        other.table.unit
        for other in found
        if other.table.unit
        and other.table.total_yuan
        and abs(other.table.total_yuan / YUAN[other.table.unit] - table.total_yuan) < 0.006
    }
    unit = units.pop() if len(units) == 1 else unit_of_sum(table.total_yuan, text)
    if not unit:
        return each
    lines = tuple(
        replace(line, amount_yuan=round(line.amount_yuan * YUAN[unit], 4))
        if line.amount_yuan is not None
        else line
        for line in table.lines
    )
    total = round(table.total_yuan * YUAN[unit], 4)
    return replace(
        each, table=replace(table, unit=unit, lines=lines, total_yuan=total, whole_yuan=total)
    )


def _of_this_unit(each: FoundTable, title: str) -> FoundTable:
    """The table; one that another office heads is said so, and not weighed."""
    other = another_office(each.caption, title)
    if not (other and each.table.is_spending):
        return each
    return replace(each, table=unweighed(each.table, f"of_another_unit: {other}"))


def _without_false_amounts(table: SpendTable) -> SpendTable:
    """The table; where no unit is known, with its shares only: an amount read as 元 may be 万元."""
    if table.unit or not table.lines or not _is_in_chinese(table):
        return table
    told = unweighed(table, "no_unit") if table.is_spending else table
    lines = tuple(replace(line, amount_yuan=None) for line in told.lines)
    return replace(told, lines=lines, total_yuan=None, whole_yuan=None)


def _is_in_chinese(table: SpendTable) -> bool:
    """Whether its amounts are yuan, then; pounds are counted as they are."""
    return any("一" <= letter <= "鿿" for line in table.lines for letter in line.name)


def _reconciled(found: Sequence[FoundTable]) -> tuple[SpendTable, ...]:
    """The tables, each 其他 marked where a table of a larger total holds its money too.

    A document prints the same line in 支出总表, 一般公共预算支出表 and again in a fund's own table;
    100 % of a fund that is 0.5 % of the spending is no fault of the whole.
    """
    printed: dict[tuple[object, ...], list[tuple[FoundTable, float]]] = {}
    for each in found:
        for line in each.table.lines if _can_be_whole(each.table) else ():
            printed.setdefault(_key(each.table, line), []).append((each, line.amount_yuan or 0.0))

    def marked(each: FoundTable, line: SpendLine) -> SpendLine:
        is_elsewhere = any(
            (other.table.total_yuan or 0.0) > (each.table.total_yuan or 0.0) * ROUNDING
            and amount * ROUNDING >= (line.amount_yuan or 0.0)
            and not each.is_of_another_office(other)
            for other, amount in printed.get(_key(each.table, line), ())
        )
        is_weighed = line.is_weighed_elsewhere is not None
        return replace(line, is_weighed_elsewhere=True) if is_weighed and is_elsewhere else line

    return tuple(
        replace(each.table, lines=tuple(marked(each, line) for line in each.table.lines))
        for each in found
    )


def _can_be_whole(table: SpendTable) -> bool:
    return table.is_spending and not table.anomalies and bool(table.unit) and bool(table.total_yuan)


def _key(table: SpendTable, line: SpendLine) -> tuple[object, ...]:
    return table.document, table.year, line.code or bare_words(line.name)
