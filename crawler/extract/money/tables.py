"""From a grid to the spending tables that are in it, every 其他 line weighed and its reason read.

A table's `anomalies` are reasons why none of its shares means anything (sums_differ, parts_exceed,
table_cut): its lines are given as read, and none is weighed. A total that is not printed is the sum
of the top rows; a unit that is not stated leaves `unit` empty and the amounts as printed.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from crawler.extract.grids.amounts import stated_unit
from crawler.extract.grids.grid import Grid, plain, readable
from crawler.extract.money.columns import Panel, newest_year, panels_of, title_lines
from crawler.extract.money.explained import BROKEN_DOWN, Reason, find_reason
from crawler.extract.money.names_first import names_first
from crawler.extract.money.naming import document_of, table_title, year_in_prose, year_of
from crawler.extract.money.sangong import upright
from crawler.extract.money.says_other import is_bare, says_other
from crawler.extract.money.table_kind import is_spending, table_kind
from crawler.extract.money.tree import SpendTree, grow
from store.records import SpendLine, SpendTable

_BOTH_SIDES = re.compile("收支|收入|income", re.IGNORECASE)
_MAX_LINES = 50_000
_MAX_EXPLAINED = 500  # 其他 lines whose reason is looked for: each is a search through the prose
_ENOUGH_PROSE = 200_000


def tables_of(grid: Grid, *, title: str, text: str, tolerance: float) -> tuple[SpendTable, ...]:
    """A grid's tables, left to right; `title` and `text` are the document's (see `tree.grow`)."""
    grid = upright(names_first(grid))
    inside = title_lines(grid)
    caption = table_title(inside, grid.before)
    year = year_of(caption, title) or year_in_prose(grid.before, text[:500]) or newest_year(grid)
    document = document_of(caption, title, grid.before)
    panels = panels_of(grid, year=year, document=document)
    unit_above = stated_unit(*inside, grid.before, grid.after)
    prose = f"{text[:_ENOUGH_PROSE]}\n{grid.after}"
    tables = (
        _table(grid, group, group[0].unit or unit_above, caption or title, prose, tolerance)
        for group in _side_by_side(panels, caption)
    )
    return tuple(
        replace(table, year=year, document=document) for table in tables if table is not None
    )


def _side_by_side(panels: Sequence[Panel], caption: str) -> list[list[Panel]]:
    """The panels of each table: headings that are printed again word for word go on with the table,
    人员经费 left and 公用经费 right.

    收支总表 is left alone: what stands side by side there are two tables, whatever its headings
    say.
    """
    groups: list[list[Panel]] = []
    for panel in panels:
        if (
            groups
            and panel.headings
            and panel.headings == groups[-1][0].headings
            and not _BOTH_SIDES.search(plain(caption))
        ):
            groups[-1].append(panel)
        else:
            groups.append([panel])
    return groups


def _table(
    grid: Grid, panels: Sequence[Panel], unit: str, caption: str, text: str, tolerance: float
) -> SpendTable | None:
    panel = panels[0]
    tree = grow(grid, panels, unit, tolerance)
    names = [row.name for row in tree.rows]
    kind = table_kind(caption, panel.headings, [row.code for row in tree.rows])
    spends = is_spending(caption, panel.side, panel.headings, names)
    if not tree.rows or (kind == "other" and not unit and not spends):
        return None
    is_cut = grid.is_cut or len(tree.rows) > _MAX_LINES
    anomalies = (*tree.anomalies, *(["table_cut"] if is_cut else []))
    lines = _weighed(tree, text) if spends and not anomalies else _plain_lines(tree)
    return SpendTable(
        title=readable(caption)[:200],
        kind=kind,
        is_spending=spends,
        year=None,
        document="other",
        unit=unit,
        total_yuan=tree.total,
        lines=tuple(lines),
        anomalies=anomalies,
        is_total_printed=tree.is_total_printed,
        whole_yuan=tree.total,
    )


def weighed_against(table: SpendTable, whole: float) -> SpendTable:
    """The table of a part (基本支出) with its shares those of the document's whole spending.

    40 % of 基本支出 may be 4 % of the spending, and is then no fault.
    """
    lines = (replace(line, share=_share(line.amount_yuan, whole)) for line in table.lines)
    return replace(table, lines=tuple(lines), whole_yuan=whole)


def _plain_lines(tree: SpendTree) -> list[SpendLine]:
    """The lines as read, with what their names say, none weighed."""
    return [
        SpendLine(
            code=row.code,
            name=row.name[:200],
            amount_yuan=row.amount,
            share=_share(row.amount, tree.total),
            level=tree.level(at),
            is_other=says_other(row.name),
            is_bare=is_bare(row.name),
            is_nested_other=says_other(row.name)
            and any(says_other(tree.rows[above].name) for above in tree.above(at)),
            row=row.index,
        )
        for at, row in enumerate(tree.rows[:_MAX_LINES])
    ]


def _weighed(tree: SpendTree, text: str) -> list[SpendLine]:
    """The lines, every 其他 with its rank, its reason, and whether the rows below carry it."""
    lines = _plain_lines(tree)
    below: dict[int, list[int]] = {}
    for at, parent in enumerate(tree.parents):
        if parent is not None:
            below.setdefault(parent, []).append(at)
    leaves = sorted(
        (row.amount or 0.0 for at, row in enumerate(tree.rows) if at not in below), reverse=True
    )
    rank_of = {amount: rank for rank, amount in reversed(list(enumerate(leaves, start=1)))}
    others = [at for at, line in enumerate(lines) if line.is_other]
    for at in others[:_MAX_EXPLAINED]:
        parts = below.get(at, ())
        reason = _reason(tree, at, parts, text)
        lines[at] = replace(
            lines[at],
            rank=None if parts else rank_of[tree.rows[at].amount or 0.0],
            is_broken_down=_is_broken_down(tree, at, parts),
            is_weighed_elsewhere=False,  # as far as this one table tells
            explained=reason.kind,
            reason=reason.words,
        )
    return lines


def _reason(tree: SpendTree, at: int, children: Sequence[int], text: str) -> Reason:
    row = tree.rows[at]
    named_parts = [
        (part.name, part.amount or 0.0)
        for child in children
        if not says_other((part := tree.rows[child]).name)
    ]
    above = [tree.rows[place].name for place in tree.above(at)]
    return find_reason(
        row.name, note=row.note, children=named_parts, amount=row.amount, above=above, text=text
    )


def _is_broken_down(tree: SpendTree, at: int, children: Sequence[int]) -> bool:
    """Whether the rows below carry the money, the largest part of it at least."""
    amount = tree.rows[at].amount or 0.0
    return (
        amount > 0
        and sum(tree.rows[child].amount or 0.0 for child in children) >= BROKEN_DOWN * amount
    )


def _share(amount: float | None, total: float | None) -> float | None:
    return amount / total if amount is not None and total else None
