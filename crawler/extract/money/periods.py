"""Tables that print a year's months, quarters or halves side by side and no sum of them: a column
of the whole is laid beside them, for no line is judged by its January. Pure.
"""

import re
from dataclasses import replace

from crawler.extract.grids.amounts import parse_amount
from crawler.extract.grids.grid import Grid, plain
from crawler.extract.patterns import patterns

_PATTERNS = patterns(__name__)
_PERIOD = _PATTERNS["period"]
_NO_WHOLE = _PATTERNS["no_whole"]
_WHOLE = "合计"
_HEADS_IN = 20  # rows
_LETTER = re.compile(r"[^\W\d_]")


def with_the_whole(grid: Grid) -> Grid:
    """The grid with a last column for the sum of its periods; itself where it prints no periods, or
    a column that may be their sum.
    """
    for at, row in enumerate(grid.rows[:_HEADS_IN]):
        heads = [plain(grid.own(at, column)) for column in range(grid.width)]
        periods = [column for column, head in enumerate(heads) if _PERIOD.fullmatch(head)]
        if len({heads[column] for column in periods}) < 2 or len(periods) != len(
            {heads[column] for column in periods}
        ):
            continue
        others = [head for column, head in enumerate(heads) if column not in periods and head]
        if not all(map(_NO_WHOLE.search, others)):
            return grid
        sums = [_sum_of([row[column] for column in periods]) for row in grid.rows[at + 1 :]]
        column = ("",) * at + (_WHOLE, *sums)
        return replace(
            grid, rows=tuple((*row, cell) for row, cell in zip(grid.rows, column, strict=True))
        )
    return grid


def _sum_of(cells: list[str]) -> str:
    """“3300” of 300, 900, “—” and 2100; "" where a cell holds words, or none holds an amount."""
    amounts = [amount for cell in cells if (amount := parse_amount(cell)) is not None]
    units = {amount.unit for amount in amounts}
    words = [cell for cell in cells if parse_amount(cell) is None and _LETTER.search(cell)]
    if not amounts or len(units) > 1 or words:
        return ""
    return f"{sum(amount.value for amount in amounts):.2f}{units.pop()}"
