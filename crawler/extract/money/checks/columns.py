"""What a table's columns and sides must come to: 合计 = 基本支出 + 项目支出 in each row, 收入总计 =
支出总计, and, in a village's books, what was left + income - spending = what is left.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from crawler.extract.grids.amounts import parse_amount
from crawler.extract.grids.grid import Grid, plain, readable
from crawler.extract.money.checks.rounding import is_rounding
from crawler.extract.money.columns import heading_rows
from crawler.extract.patterns import patterns
from store.records import Difference

_PATTERNS = patterns(__name__)
_SUM_COLUMN = _PATTERNS["sum_column"]
_PARTS = _PATTERNS["parts"]
_LEFT_PAIR = _PATTERNS["left_pair"]
_RIGHT_PAIR = _PATTERNS["right_pair"]
_INCOME = _PATTERNS["income"]
_SPENDING = _PATTERNS["spending"]
_BOOKS = [
    _PATTERNS["opening"],
    _PATTERNS["came_in"],
    _PATTERNS["went_out"],
    _PATTERNS["closing"],
]
_COUNT_ROW = _PATTERNS["count_row"]
_TOTAL_ROW = _PATTERNS["total_row"]
_MAX_TOLD = 3
_NAMES = 4  # columns in which the name of a row stands


def columns_that_differ(grid: Grid, unit: str, digit: float) -> list[Difference]:
    """The differences of one grid, at most three of its rows; `unit` is that of its amounts,
    `digit` what the last one printed is worth.
    """
    return [
        *islice(_rows(grid, unit, digit), _MAX_TOLD),
        *_balance(grid, unit, digit),
        *_books(grid, unit, digit),
    ]


def stated_columns(grid: Grid, unit: str) -> tuple[tuple[str, float], ...]:
    """What the only row of 合计 states in each column that has a heading of its own, in yuan."""
    headings = heading_rows(grid)
    rows = [
        row
        for row in range(len(headings), len(grid.rows))
        if any(_TOTAL_ROW.match(plain(cell)) for cell in grid.rows[row][:_NAMES])
    ]
    if not headings or len(rows) != 1:
        return ()
    heads = [_lowest(column) for column in zip(*headings, strict=True)]
    return tuple(
        (head, amount)
        for column, head in enumerate(heads)
        if head and heads.count(head) == 1
        if (amount := _yuan(grid, rows[0], column, unit)) is not None
    )


def _rows(grid: Grid, unit: str, digit: float) -> Iterator[Difference]:
    """合计 of each row against the columns right of it that are its parts."""
    headings = heading_rows(grid)
    heads = [_lowest(column) for column in zip(*headings, strict=True)]
    for at, head in enumerate(heads):
        parts = _parts_of(heads, at)
        if not (_SUM_COLUMN.match(head) and parts):
            continue
        for row in range(len(headings), len(grid.rows)):
            stated = _yuan(grid, row, at, unit)
            found = [_yuan(grid, row, part, unit) for part in parts]
            amounts = [amount for amount in found if amount is not None]
            name = _name(grid, row, at)
            if stated is None or not amounts or not name:
                continue
            if not is_rounding(stated - sum(amounts), len(amounts), digit):
                yield Difference("columns", name, stated, sum(amounts))


def _parts_of(heads: Sequence[str], at: int) -> list[int]:
    """The columns behind a sum that are known to be all its parts."""
    parts: list[int] = []
    for column in range(at + 1, len(heads)):
        if not _PARTS.match(heads[column]) or heads[column] in [heads[part] for part in parts]:
            break
        parts.append(column)
    words = [heads[part] for part in parts]
    is_all = any(map(_LEFT_PAIR.search, words)) and any(map(_RIGHT_PAIR.search, words))
    return parts if is_all else []


def _lowest(column: Sequence[str]) -> str:
    return next((words for words in reversed(column) if words and not _COUNT_ROW.match(words)), "")


def _name(grid: Grid, row: int, before: int) -> str:
    """The row's last words left of the sum; "" for a row that numbers the columns."""
    cells = [readable(grid.rows[row][column]) for column in range(before)]
    words = [cell for cell in cells if cell and parse_amount(cell) is None]
    return "" if not words or _COUNT_ROW.match(plain(words[-1])) else words[-1][:40]


def _balance(grid: Grid, unit: str, digit: float) -> Iterator[Difference]:
    """收入总计 = 支出总计."""
    income, spending = _beside(grid, _INCOME, unit), _beside(grid, _SPENDING, unit)
    if income is None or spending is None:
        return
    if not is_rounding(income - spending, 2, digit):
        yield Difference("balance", "收入总计、支出总计", income, spending)


def _books(grid: Grid, unit: str, digit: float) -> Iterator[Difference]:
    """What was left, came in, went out and is left."""
    opening, came_in, went_out, closing = (_beside(grid, words, unit) for words in _BOOKS)
    if opening is None or came_in is None or went_out is None or closing is None:
        return
    found = opening + came_in - went_out
    if not is_rounding(closing - found, 4, digit):
        yield Difference("books", "期末结余", closing, found)


def _beside(grid: Grid, words: re.Pattern[str], unit: str) -> float | None:
    """The amount right of the only cell that says so, None where several do or none."""
    found = [
        (row, column)
        for row in range(len(grid.rows))
        for column in range(grid.width)
        if words.match(plain(grid.own(row, column)))
    ]
    if len(found) != 1:
        return None
    row, column = found[0]
    amounts = (_yuan(grid, row, right, unit) for right in range(column + 1, grid.width))
    return next((amount for amount in amounts if amount is not None), None)


def _yuan(grid: Grid, row: int, column: int, unit: str) -> float | None:
    amount = parse_amount(grid.own(row, column))
    return amount.in_yuan(unit) if amount else None
