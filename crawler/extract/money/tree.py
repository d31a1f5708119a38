"""From the rows of a panel to a tree with a total that adds up.

Which row stands in which is told by codes (201 · 20105 · 2010507), by indent, or by numbering (一、
（一） 1.); publishers mix them and forget them. So each reading is tried, and the one under which
the top rows add up to the printed total is taken. Where none does, the table says so and nobody is
accused from it.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crawler.extract.grids.amounts import parse_amount
from crawler.extract.grids.grid import Grid, indent, plain, readable
from crawler.extract.money.columns import Panel
from crawler.extract.money.says_other import bare_words
from crawler.extract.patterns import patterns

_PATTERNS = patterns(__name__)
_TOTAL = _PATTERNS["total"]
_GRAND = _PATTERNS["grand"]
_OF_THE_YEAR = _PATTERNS["of_the_year"]
_SUBTOTAL = _PATTERNS["subtotal"]
_BALANCE = _PATTERNS["balance"]
_SECTION = _PATTERNS["section"]
_NOTE_ROW = _PATTERNS["note_row"]
_CODE_IN_NAME = _PATTERNS["code_in_name"]
_OF_WHICH = _PATTERNS["of_which"]
_WIDTH_OF_WHICH = 6  # half-widths of 其中：
_NUMBERINGS = (
    re.compile(r"^[一二三四五六七八九十]{1,4}[、.,]"),
    re.compile(r"^\([一二三四五六七八九十]{1,4}\)"),
    re.compile(r"^\d{1,3}[、.,)](?!\d)"),
    re.compile(r"^\(\d{1,3}\)"),
)


@dataclass(frozen=True, slots=True)
class TreeRow:
    """One printed line. `amount` in yuan; None where the cell states none."""

    index: int  # row of the grid
    code: str
    name: str  # as a person would quote it
    amount: float | None
    note: str
    indent: int
    group: str = ""


@dataclass(frozen=True, slots=True)
class SpendTree:
    """`parents[i]` is the place of row i's parent in `rows`, or None for a top row."""

    rows: tuple[TreeRow, ...]
    parents: tuple[int | None, ...]
    total: float | None
    is_total_printed: bool
    anomalies: tuple[str, ...]

    def level(self, at: int) -> int:
        """Its depth, 0 for a top row."""
        return len(self.above(at))

    def above(self, at: int) -> list[int]:
        """The places of the rows that row stands in, the nearest first."""
        chain: list[int] = []
        parent = self.parents[at]
        while parent is not None:
            chain.append(parent)
            parent = self.parents[parent]
        return chain


def grow(grid: Grid, panels: Sequence[Panel], unit: str, tolerance: float) -> SpendTree:
    """The tree of one table, which may be printed in several panels side by side.

    `unit` is that of the amounts (元, 万元, …), `tolerance` the share by which sums may differ.
    """
    rows = _spending_section(
        [row for panel in panels for row in _rows(grid, panel, panel.unit or unit)]
    )
    spending = [
        row for row in rows if not _is_total(row) and not _is_subtotal(row) and not _is_balance(row)
    ]
    balances = sum(row.amount or 0.0 for row in rows if _is_balance(row) and not _is_of_which(row))
    printed = _printed_total(rows)
    parents, total, anomalies = _best_reading(spending, printed, balances, tolerance)
    anomalies += _parts_that_exceed(spending, parents, total, tolerance)
    return SpendTree(tuple(spending), tuple(parents), total, printed is not None, tuple(anomalies))


def _rows(grid: Grid, panel: Panel, unit: str) -> list[TreeRow]:
    rows: list[TreeRow] = []
    upper = [""] * len(panel.code_columns)
    for index in range(panel.first_row, len(grid.rows)):
        printed = grid.rows[index][panel.name_column]
        code, name = _code_and_name(grid, panel, index, upper)
        if not plain(name) or not re.search(r"[^\W\d_]", name) or _NOTE_ROW.match(plain(name)):
            continue
        amount = parse_amount(grid.own(index, panel.amount_column))
        note = " ".join(
            words for column in panel.note_columns if (words := readable(grid.rows[index][column]))
        )
        group = next(
            (
                words
                for column in reversed(panel.group_columns)
                if (words := readable(grid.rows[index][column]))
            ),
            "",
        )
        rows.append(
            TreeRow(
                index,
                code,
                name,
                amount.in_yuan(unit) if amount else None,
                note,
                _depth_by_space(printed),
                group,
            )
        )
    return rows


def _depth_by_space(printed: str) -> int:
    """Leading space and that of 其中：, below whose words the further parts stand."""
    return indent(printed) + (
        _WIDTH_OF_WHICH if _OF_WHICH.match(plain(printed)) and indent(printed) else 0
    )


def _spending_section(rows: list[TreeRow]) -> list[TreeRow]:
    """The spending part of a table that prints income above and spending below in one column; any
    other table as it is.

    The heading of a part may hold its sum and stand over it (一、收入合计 … 二、支出合计 …) or
    close it.
    """
    heads = [
        (at, found[1])
        for at, row in enumerate(rows)
        if (found := _SECTION.match(bare_words(row.name)))
    ]
    income = next((at for at, side in heads if side == "收入"), None)
    spending = next(
        (at for at, side in heads if side == "支出" and income is not None and at > income), None
    )
    if income is None or spending is None:
        return rows
    has_rows_below = any(
        not _is_total(row) and not _is_subtotal(row) and not _is_balance(row)
        for row in rows[spending + 1 :]
    )
    return rows[spending:] if has_rows_below else rows[income + 1 :]


def _code_and_name(grid: Grid, panel: Panel, index: int, upper: list[str]) -> tuple[str, str]:
    """Joined code and name. 类, 款, 项 in three cells are joined; `upper` fills a blank 类."""
    name = readable(grid.rows[index][panel.name_column]) or _total_words(grid, panel, index)
    parts = [
        re.sub(r"[\s.\-]", "", plain(grid.rows[index][column])) for column in panel.code_columns
    ]
    if any(parts) and all(re.fullmatch(r"\d*", part) for part in parts):
        if len(parts) > 1:
            last = max(at for at, part in enumerate(parts) if part)
            for at in range(last + 1):
                parts[at] = parts[at] or upper[at]
            upper[:] = parts[: last + 1] + [""] * (len(parts) - last - 1)
            is_split = all(len(part) <= (3 if at == 0 else 2) for at, part in enumerate(parts))
            return (
                "".join(part.zfill(2) if at and part else part for at, part in enumerate(parts))
                if is_split
                else max(parts, key=len)
            ), name
        return parts[0], name
    inside = _CODE_IN_NAME.match(plain(name))
    if inside:
        return inside[1], _without_code(name, inside[1])
    return "", name


def _without_code(name: str, code: str) -> str:
    """The name as it is quoted, behind its code and what encloses that: [2010399]其他…支出."""
    words = readable(unicodedata.normalize("NFKC", name[: len(code) + 6]) + name[len(code) + 6 :])
    return re.sub(rf"^[\[(【]?\s*{code}\s*[\])】]?[-_.、:\s]*", "", words)


def _total_words(grid: Grid, panel: Panel, index: int) -> str:
    """合计 where it stands in the code's column and the name's is empty."""
    left = (readable(grid.own(index, column)) for column in panel.code_columns)
    return next((words for words in left if _TOTAL.match(plain(words))), "")


def _is_total(row: TreeRow) -> bool:
    return not row.code and bool(_TOTAL.match(re.sub(r"\W", "", bare_words(row.name))))


def _is_subtotal(row: TreeRow) -> bool:
    return not row.code and bool(_SUBTOTAL.search(plain(row.name)))


def _is_balance(row: TreeRow) -> bool:
    return not row.code and bool(_BALANCE.search(plain(row.name)))


def _is_of_which(row: TreeRow) -> bool:
    return bool(_OF_WHICH.match(plain(row.name)))


def _printed_total(rows: Sequence[TreeRow]) -> TreeRow | None:
    """The row with the year's spending: 本年支出合计, 合计, then 总计, which may hold a balance."""
    stated = [row for row in rows if _is_total(row) and row.amount is not None]

    def weight(row: TreeRow) -> tuple[int, float]:
        name = plain(row.name)
        return (
            2 if _OF_THE_YEAR.search(name) else 0 if _GRAND.match(bare_words(name)) else 1,
            row.amount or 0.0,
        )

    return max(stated, key=weight, default=None)


def _best_reading(
    rows: Sequence[TreeRow], printed: TreeRow | None, balances: float, tolerance: float
) -> tuple[list[int | None], float | None, list[str]]:
    """Parents, total and faults of the first reading under which the top rows add up."""
    readings = [parents for way in _WAYS if (parents := way(rows)) is not None]
    if printed is None or printed.amount is None:
        parents = readings[0]
        return parents, _sum_of_top(rows, parents) if rows else None, []
    total = printed.amount
    for parents in readings:
        top = _sum_of_top(rows, parents)
        if _agree(top, total, tolerance):
            return parents, total, []
        if (
            balances
            and _GRAND.match(bare_words(printed.name))
            and _agree(top + balances, total, tolerance)
        ):
            return parents, top, []
    by_sums = _parents_by_sums(rows, readings[0], total, tolerance)
    if by_sums is not None:
        return by_sums, total, []
    return (
        readings[0],
        total,
        [f"sums_differ: {_sum_of_top(rows, readings[0]):.2f} against {total:.2f}"],
    )


def _by_code(rows: Sequence[TreeRow]) -> list[int | None] | None:
    if sum(bool(row.code) for row in rows) < max(1, len(rows) / 2):
        return None
    parents: list[int | None] = []
    place: dict[str, int] = {}
    for at, row in enumerate(rows):
        prefixes = (
            [row.code[:length] for length in range(len(row.code) - 1, 0, -1)] if row.code else []
        )
        parents.append(
            next(
                (place[prefix] for prefix in prefixes if prefix in place),
                at - 1 if at and not row.code and _is_of_which(row) else None,
            )
        )
        if row.code:
            place[row.code] = at
    return parents


def _by_indent(rows: Sequence[TreeRow]) -> list[int | None] | None:
    return _by_depth(rows, lambda row: row.indent)


def _by_numbering(rows: Sequence[TreeRow]) -> list[int | None] | None:
    return _by_depth(rows, _numbering)


def _by_numbering_loosely(rows: Sequence[TreeRow]) -> list[int | None] | None:
    """As by numbering, but a row without a number stands beside the numbered ones."""
    return _by_depth(
        rows, lambda row: 0 if _numbering(row) == len(_NUMBERINGS) else _numbering(row)
    )


def _flat(rows: Sequence[TreeRow]) -> list[int | None]:
    parents: list[int | None] = []
    above: int | None = None
    for at, row in enumerate(rows):
        is_part = _is_of_which(row) and above is not None
        parents.append(above if is_part else None)
        above = above if is_part else at
    return parents


_WAYS: tuple[Callable[[Sequence[TreeRow]], list[int | None] | None], ...] = (
    _by_code,
    _by_indent,
    _by_numbering,
    _by_numbering_loosely,
    _flat,
)


def _by_depth(
    rows: Sequence[TreeRow], depth_of: Callable[[TreeRow], int]
) -> list[int | None] | None:
    depths = [depth_of(row) for row in rows]
    if len(set(depths)) < 2:
        return None
    parents: list[int | None] = []
    open_rows: list[tuple[int, int]] = []
    for at, depth in enumerate(depths):
        while open_rows and open_rows[-1][0] >= depth:
            open_rows.pop()
        parents.append(open_rows[-1][1] if open_rows else None)
        open_rows.append((depth, at))
    return parents


def _numbering(row: TreeRow) -> int:
    name = plain(row.name)
    return next(
        (depth for depth, shape in enumerate(_NUMBERINGS) if shape.match(name)), len(_NUMBERINGS)
    )


def _parents_by_sums(
    rows: Sequence[TreeRow], parents: Sequence[int | None], total: float, tolerance: float
) -> list[int | None] | None:
    """Without any sign of depth: a row that equals the sum of those right below is their parent."""
    if any(parent is not None for parent in parents) or len(rows) > 400:
        return None
    found: list[int | None] = list(parents)
    at = 0
    while at < len(rows):
        target, sum_below = rows[at].amount, 0.0
        for below in range(at + 1, min(len(rows), at + 40)):
            sum_below += rows[below].amount or 0.0
            if target and below > at + 1 and abs(sum_below - target) < 0.006:
                found[at + 1 : below + 1] = [at] * (below - at)
                at = below
                break
        at += 1
    return found if _agree(_sum_of_top(rows, found), total, tolerance) else None


def _sum_of_top(rows: Sequence[TreeRow], parents: Sequence[int | None]) -> float:
    """The sum of the rows that stand in no row with an amount; a bare heading lends its place."""
    is_inside: list[bool] = []
    for parent in parents:
        is_inside.append(
            parent is not None and (rows[parent].amount is not None or is_inside[parent])
        )
    return round(
        sum(row.amount or 0.0 for row, inside in zip(rows, is_inside, strict=True) if not inside), 4
    )


def _agree(one: float, other: float, tolerance: float) -> bool:
    return abs(one - other) <= tolerance * max(abs(one), abs(other))


def _parts_that_exceed(
    rows: Sequence[TreeRow], parents: Sequence[int | None], total: float | None, tolerance: float
) -> list[str]:
    """Rows whose parts come to more than they, by what matters for a share of the total."""
    sums: dict[int, float] = {}
    for row, parent in zip(rows, parents, strict=True):
        if parent is not None:
            sums[parent] = sums.get(parent, 0.0) + (row.amount or 0.0)
    over = [
        at
        for at, parts in sums.items()
        if rows[at].amount and parts - (rows[at].amount or 0.0) > tolerance * abs(total or 0.0)
    ]
    return [f"parts_exceed: {rows[at].code or rows[at].name}" for at in over[:5]]
