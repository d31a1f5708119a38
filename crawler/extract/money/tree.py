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

from crawler.extract.grids.amounts import is_unreadable, parse_amount
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
_WIDTH_OF_COLUMN = 40  # deeper than any indent within one
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
    name: str  # as a person would quote it; "" for an amount that no name stands beside
    amount: float | None
    note: str
    indent: int
    group: str = ""
    lost: str = ""  # what stands in the cell of the amount and is none: ####, 见附表


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
    printed = [row for panel in panels for row in _rows(grid, panel, panel.unit or unit)]
    rows = _spending_side(_spending_section(printed))
    total = _printed_total(rows)
    spending = [row for row in rows if row.name and row is not total and not _is_sum(row)]
    balances = sum(row.amount or 0.0 for row in rows if _is_balance(row) and not _is_of_which(row))
    if total is None:
        parents = _first_reading(spending)
        whole, anomalies = _sum_of_all(rows, spending, parents)
    else:
        parents, whole, anomalies = _best_reading(spending, total, balances, tolerance)
    anomalies += _parts_that_exceed(spending, parents, whole, tolerance)
    is_printed = total is not None or _is_printed_in_parts(rows, whole, tolerance)
    return SpendTree(tuple(spending), tuple(parents), whole, is_printed, tuple(anomalies))


def _rows(grid: Grid, panel: Panel, unit: str) -> list[TreeRow]:
    rows: list[TreeRow] = []
    upper = [""] * len(panel.code_columns)
    for index in range(panel.first_row, len(grid.rows)):
        depth = _depth(grid, panel, index)
        code, name = _code_and_name(grid, panel, index, upper)
        cell = grid.own(index, panel.amount_column)
        amount = parse_amount(cell)
        if not re.search(r"[^\W\d_]", name):
            name = ""
        if _NOTE_ROW.match(plain(name)) or not (name or amount):
            continue
        rows.append(
            TreeRow(
                index,
                code,
                name,
                amount.in_yuan(unit) if amount else None,
                " ".join(_words(grid, index, panel.note_columns)),
                depth,
                next(iter(_words(grid, index, panel.group_columns[::-1])), ""),
                lost=readable(cell) if is_unreadable(cell) else "",
            )
        )
    return rows


def _words(grid: Grid, row: int, columns: Sequence[int]) -> list[str]:
    return [words for column in columns if (words := readable(grid.rows[row][column]))]


def _depth(grid: Grid, panel: Panel, index: int) -> int:
    """Leading space and that of 其中：, below whose words the further parts stand; a name that stands
    in a column left of the others' is that much less deep.
    """
    printed = grid.rows[index][panel.name_column]
    columns = (panel.name_column, *panel.group_columns[::-1])
    left = next((at for at, column in enumerate(columns) if plain(grid.rows[index][column])), 0)
    of_which = _WIDTH_OF_WHICH if _OF_WHICH.match(plain(printed)) and indent(printed) else 0
    return (len(columns) - left) * _WIDTH_OF_COLUMN + indent(printed) + of_which


def _spending_section(rows: list[TreeRow]) -> list[TreeRow]:
    """The spending part of a table that prints income and spending in one column, one below the
    other; any other table as it is.

    The heading of a part may hold its sum and stand over it (一、收入合计 … 二、支出合计 …) or
    close it.
    """
    heads = {side: at for at, row in reversed(list(enumerate(rows))) if (side := _side(row.name))}
    income, spending = heads.get("收入"), heads.get("支出")
    if income is None or spending is None:
        return rows
    if spending < income:
        is_closed_by_head = not any(map(_is_item, rows[spending + 1 : income]))
        return rows[: spending + 1] if is_closed_by_head else rows[spending:income]
    below = rows[spending + 1 :]
    if not any(map(_is_item, below)):
        return rows[income + 1 :]
    return rows[spending : spending + 1 + _next_part(rows[spending], below)]


def _next_part(head: TreeRow, below: Sequence[TreeRow]) -> int:
    """Where the part under a numbered head is over: at the next number of its kind, 四、期末结余."""
    depth = _numbering(head)
    return next(
        (at for at, row in enumerate(below) if _numbering(row) == depth < len(_NUMBERINGS)),
        len(below),
    )


def _spending_side(rows: list[TreeRow]) -> list[TreeRow]:
    """The rows of spending where a column of its own says of each row 收入 or 支出."""
    sides = {_side(row.group) for row in rows}
    return (
        [row for row in rows if _side(row.group) != "收入"] if {"收入", "支出"} <= sides else rows
    )


def _side(words: str) -> str:
    """收入 or 支出 where the words head such a part and name nothing more, else ""."""
    found = _SECTION.match(bare_words(words))
    return found[1] if found else ""


def _is_item(row: TreeRow) -> bool:
    return bool(row.name) and not _is_sum(row)


def _code_and_name(grid: Grid, panel: Panel, index: int, upper: list[str]) -> tuple[str, str]:
    """Joined code and name. 类, 款, 项 in three cells are joined; `upper` fills a blank 类."""
    name = readable(grid.rows[index][panel.name_column]) or _words_left_of_name(grid, panel, index)
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


def _words_left_of_name(grid: Grid, panel: Panel, index: int) -> str:
    """A name that stands left of the column of names: 合计 in that of codes, 三、本期支出 over its
    parts.
    """
    columns = (*panel.group_columns[::-1], *panel.code_columns)
    left = (readable(grid.own(index, column)) for column in columns)
    return next((words for words in left if re.search(r"[^\W\d_]", words)), "")


def _is_total(row: TreeRow) -> bool:
    return not row.code and bool(_TOTAL.match(re.sub(r"\W", "", bare_words(row.name))))


def _is_sum(row: TreeRow) -> bool:
    """A total, a subtotal or a balance: no spending of its own."""
    return _is_total(row) or _is_subtotal(row) or _is_balance(row)


def _is_subtotal(row: TreeRow) -> bool:
    return not row.code and bool(_SUBTOTAL.search(plain(row.name)))


def _is_balance(row: TreeRow) -> bool:
    return not row.code and bool(_BALANCE.search(plain(row.name)))


def _is_of_which(row: TreeRow) -> bool:
    return bool(_OF_WHICH.match(plain(row.name)))


def _printed_total(rows: Sequence[TreeRow]) -> TreeRow | None:
    """The row with the year's spending: 本年支出合计, 合计, then 总计, which may hold a balance; where
    there is none, the heading over all rows (三、本期支出 23,000) or a last amount without a name
    that is the sum of the rows.
    """
    stated = [row for row in rows if row.name and _is_total(row) and row.amount is not None]

    def weight(row: TreeRow) -> tuple[int, float]:
        name = plain(row.name)
        return (
            2 if _OF_THE_YEAR.search(name) else 0 if _GRAND.match(bare_words(name)) else 1,
            row.amount or 0.0,
        )

    if stated or not rows:
        return max(stated, key=weight, default=None)
    head, last = rows[0], rows[-1]
    if _side(head.name) == "支出" and head.amount is not None:
        return head
    items = list(filter(_is_item, rows))
    is_sum = not last.name and _sum_of_top(items, _first_reading(items)) == last.amount
    return last if is_sum else None


def _first_reading(rows: Sequence[TreeRow]) -> list[int | None]:
    return next(parents for way in _WAYS if (parents := way(rows)) is not None)


def _sum_of_all(
    rows: Sequence[TreeRow], spending: Sequence[TreeRow], parents: Sequence[int | None]
) -> tuple[float | None, list[str]]:
    """The sum of a list without a printed total; None and why where a part of it is not known."""
    if not spending:
        return None, []
    found = _sum_of_top(spending, parents)
    unknown = [
        *(f"{row.name} “{row.lost}”" for row in rows if row.lost),
        *(row.name for row in rows if row.name and _is_total(row) and not row.lost and found),
        *("an amount without a name" for row in rows if not row.name),
    ]
    if unknown:
        return None, [f"no_total: {'、'.join(unknown[:3])}; the rows read come to {found:.2f}"]
    return found, []


def _is_printed_in_parts(rows: Sequence[TreeRow], total: float | None, tolerance: float) -> bool:
    """Whether the sums of the parts are printed, 人员经费合计 and 公用经费合计, and come to all rows."""
    parts = [row.amount for row in rows if _is_subtotal(row) and row.amount is not None]
    return len(parts) > 1 and total is not None and _agree(sum(parts), total, tolerance)


def _best_reading(
    rows: Sequence[TreeRow], printed: TreeRow, balances: float, tolerance: float
) -> tuple[list[int | None], float | None, list[str]]:
    """Parents, total and faults of the first reading under which the top rows add up.

    Where amounts of rows cannot be read, the printed total stands as long as the others stay below
    it.
    """
    readings = [parents for way in _WAYS if (parents := way(rows)) is not None]
    total = printed.amount or 0.0
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
    found = _sum_of_top(rows, readings[0])
    if any(row.lost for row in rows) and found < total:
        return readings[0], total, []
    return readings[0], total, [f"sums_differ: {found:.2f} against {total:.2f}"]


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
