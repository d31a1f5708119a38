"""From a grid to the spending tables that are in it, every 其他 line weighed and its reason read.

A table's `anomalies` are reasons why nothing follows from its lines: its shares mean nothing
(sums_differ, parts_exceed, table_cut, no_total), or an 其他 states none (unreadable), or its
amounts mean nothing (no_unit), or they are not this unit's (of_another_unit). Its lines are given
as read, and none is weighed. A total that is not printed is the sum of the top rows; whether that
is the whole is told by `crawler.extract.money.whole`.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from crawler.extract.grids.amounts import parse_amount, stated_unit, unit_of_all
from crawler.extract.grids.grid import Grid, plain, readable
from crawler.extract.money.checks.columns import columns_that_differ, stated_columns
from crawler.extract.money.checks.rounding import last_digit
from crawler.extract.money.checks.sums import sums_that_differ
from crawler.extract.money.checks.three_publics import three_publics_that_differ
from crawler.extract.money.columns import (
    Panel,
    heading_rows,
    newest_year,
    panels_of,
    title_lines,
)
from crawler.extract.money.names_first import names_first
from crawler.extract.money.naming import (
    document_of,
    heading_stage,
    table_title,
    without_trail,
    year_in_prose,
    year_of,
)
from crawler.extract.money.payments import as_payments, with_payments
from crawler.extract.money.periods import with_the_whole
from crawler.extract.money.reasons.explained import BROKEN_DOWN, Reason, find_reason
from crawler.extract.money.reasons.in_notes import footnotes, sentences_in_rows
from crawler.extract.money.reasons.in_prose import Prose
from crawler.extract.money.sangong import upright
from crawler.extract.money.says_other import is_bare, says_as_little, says_other
from crawler.extract.money.table_kind import is_spending, table_kind
from crawler.extract.money.tree import SpendTree, grow
from crawler.extract.money.whole import FoundTable
from store.records import Difference, SpendLine, SpendTable

_BOTH_SIDES = re.compile("收支|收入|income", re.IGNORECASE)
_MAX_LINES = 50_000
_MAX_EXPLAINED = 500  # 其他 lines whose reason is looked for: each is a search through the prose
_ENOUGH_PROSE = 200_000


def tables_of(
    grid: Grid,
    *,
    title: str,
    text: str,
    tolerance: float,
    pieces: int = 1,
    vague: Collection[str] = (),
) -> tuple[FoundTable, ...]:
    """A grid's tables, left to right; `title` and `text` are the document's (see `tree.grow`),
    `pieces` of how many grids this one was laid together, `vague` the words that say as little as
    其他.
    """
    grid = with_the_whole(upright(names_first(grid)))
    grid = replace(grid, before=without_trail(grid.before))
    payments = as_payments(grid)
    grid = payments.grid if payments else grid
    inside = title_lines(grid)
    caption = table_title(inside, grid.before)
    year = year_of(caption, title) or year_in_prose(grid.before, text[:500]) or newest_year(grid)
    stage = heading_stage(" ".join(cell for row in heading_rows(grid) for cell in row))
    document = document_of(caption, title, stage, grid.before)
    panels = panels_of(grid, year=year, document=document)
    unit_above = stated_unit(caption, *inside, grid.before, grid.after) or unit_of_all(text)
    prose = "\n".join((text[:_ENOUGH_PROSE], grid.after, sentences_in_rows(grid)))
    above = "\n".join((*inside, grid.before))
    tables = (
        _table(
            grid,
            group,
            _unit(grid, group[0]) or unit_above,
            caption or title,
            Prose(prose, year),
            tolerance,
            vague,
        )
        for group in _side_by_side(panels, caption)
    )
    return tuple(
        FoundTable(
            replace(table, year=year, document=document),
            caption,
            above,
            grid.after,
            pieces,
            stated_columns(grid, table.unit) if table.unit else (),
        )
        for table in tables
        if table is not None
    )


def _unit(grid: Grid, panel: Panel) -> str:
    """The unit of the column's heading; 元 where every amount names its own (12.6万元, 1,800元)."""
    amounts = [
        amount
        for row in range(panel.first_row, len(grid.rows))
        if (amount := parse_amount(grid.own(row, panel.amount_column))) is not None
    ]
    are_all_named = bool(amounts) and all(amount.unit for amount in amounts)
    return panel.unit or ("元" if are_all_named else "")


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
    grid: Grid,
    panels: Sequence[Panel],
    unit: str,
    caption: str,
    prose: Prose,
    tolerance: float,
    vague: Collection[str],
) -> SpendTable | None:
    panel = panels[0]
    tree = grow(grid, panels, unit, tolerance)
    names = [row.name for row in tree.rows]
    kind = table_kind(caption, panel.headings, [row.code for row in tree.rows])
    payments = as_payments(grid)
    spends = is_spending(caption, panel.side, panel.headings, names) or (
        payments is not None and payments.is_spending
    )
    if not tree.rows or (kind == "other" and not unit and not spends):
        return None
    is_cut = grid.is_cut or len(tree.rows) > _MAX_LINES
    unread = [
        f"unreadable: {row.name} “{row.lost}”"
        for row in tree.rows
        if row.lost and says_other(row.name)
    ]
    anomalies = (*tree.anomalies, *unread[:3], *(["table_cut"] if is_cut else []))
    is_weighed = spends and not anomalies
    lines = _plain_lines(tree, vague)
    if is_weighed:
        lines = _weighed(lines, tree, prose, footnotes(grid, prose.text))
    if is_weighed and payments:
        lines = with_payments(lines, payments, tree.total)
    remarks = _differences(grid, tree, unit, is_spending=spends) if unit and not is_cut else ()
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
        remarks=tuple(map(str, remarks)),
    )


def _differences(grid: Grid, tree: SpendTree, unit: str, *, is_spending: bool) -> list[Difference]:
    """What the table states two ways; the sums of income are not added up, balances stand in them."""
    digit = last_digit((cell for row in grid.rows for cell in row), unit)
    sums = sums_that_differ(tree, digit) if is_spending else []
    return [
        *sums,
        *columns_that_differ(grid, unit, digit),
        *three_publics_that_differ(grid, unit, digit),
    ]


def _plain_lines(tree: SpendTree, vague: Collection[str]) -> list[SpendLine]:
    """The lines as read, with what their names say, none weighed."""
    return [
        SpendLine(
            code=row.code,
            name=row.name[:200],
            amount_yuan=row.amount,
            share=_share(row.amount, tree.total),
            level=tree.level(at),
            is_other=says_other(row.name) or says_as_little(row.name, vague),
            is_bare=is_bare(row.name),
            is_nested_other=says_other(row.name)
            and any(says_other(tree.rows[above].name) for above in tree.above(at)),
            row=row.index,
        )
        for at, row in enumerate(tree.rows[:_MAX_LINES])
    ]


def _weighed(
    lines: list[SpendLine], tree: SpendTree, prose: Prose, notes: Mapping[int, str]
) -> list[SpendLine]:
    """The lines, every 其他 with its rank, its reason, and whether the rows below carry it."""
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
        reason = _reason(tree, at, parts, prose, notes.get(tree.rows[at].index, ""))
        lines[at] = replace(
            lines[at],
            rank=None if parts else rank_of[tree.rows[at].amount or 0.0],
            is_broken_down=_is_broken_down(tree, at, parts),
            is_weighed_elsewhere=False,  # as far as this one table tells
            explained=reason.kind,
            reason=reason.words,
        )
    return lines


def _reason(
    tree: SpendTree, at: int, children: Sequence[int], prose: Prose, footnote: str
) -> Reason:
    row = tree.rows[at]
    named_parts = [
        (part.name, part.amount or 0.0)
        for child in children
        if not says_other((part := tree.rows[child]).name)
    ]
    above = [tree.rows[place].name for place in tree.above(at)]
    beside = tree.rows[max(0, at - 1)], tree.rows[min(at + 1, len(tree.rows) - 1)]
    return find_reason(
        row.name,
        note=f"{row.note} {footnote}",
        is_shared=bool(row.note) and any(r.note == row.note for r in beside if r is not row),
        children=named_parts,
        amount=row.amount,
        above=above,
        code=row.code,
        prose=prose,
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
