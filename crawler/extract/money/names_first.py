"""Tables whose amounts stand left of their names (金额 | 项目): laid out the other way round, name
first, so that what follows reads one kind of table. Pure.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from crawler.extract.grids.amounts import parse_amount
from crawler.extract.grids.grid import Grid, plain

_ROWS_NEEDED = 3
_LOOKED_AT = 300  # rows
_LETTER = re.compile(r"[^\W\d_]")


def names_first(grid: Grid) -> Grid:
    """The grid with its column of names moved to the front where every amount stands left of it."""
    rows = [
        [plain(grid.own(row, column)) for column in range(grid.width)]
        for row in range(min(len(grid.rows), _LOOKED_AT))
    ]
    # Titles and notes fill one place of a row, and say nothing of its columns.
    full = [cells for cells in rows if sum(map(bool, cells)) > 1]
    names = [_count(full, column, of_amounts=False) for column in range(grid.width)]
    amounts = [_count(full, column, of_amounts=True) for column in range(grid.width)]
    best = max(range(grid.width), key=lambda column: names[column], default=0)
    is_behind = (
        best > 0
        and names[best] >= _ROWS_NEEDED
        and sum(amounts[best:]) == 0
        and max(amounts[:best]) >= _ROWS_NEEDED
        and max(names[:best]) < _ROWS_NEEDED
    )
    return _moved(grid, best) if is_behind else grid


def _count(rows: Sequence[Sequence[str]], column: int, *, of_amounts: bool) -> int:
    cells = [row[column] for row in rows]
    if of_amounts:
        return sum(parse_amount(cell) is not None for cell in cells)
    return sum(bool(_LETTER.search(cell)) and parse_amount(cell) is None for cell in cells)


def _moved(grid: Grid, name: int) -> Grid:
    order = [name, *(column for column in range(grid.width) if column != name)]
    place = {old: new for new, old in enumerate(order)}
    return replace(
        grid,
        rows=tuple(tuple(row[column] for column in order) for row in grid.rows),
        repeats=frozenset((row, place[column]) for row, column in grid.repeats),
    )
