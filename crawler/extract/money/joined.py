"""The pieces of a table that was cut over pages, `<table>`s or sheets, laid together again.

A piece goes on with the table before it where the columns are the same and nothing between them
names another table. Whether all pieces were found is told by sums: pieces are added to a head until
its rows come to its printed total. A table that is whole by itself is never added to.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from crawler.extract.grids.amounts import parse_amount
from crawler.extract.grids.grid import Grid, plain
from crawler.extract.money.columns import first_data_row, heading_rows, panels_of, title_lines
from crawler.extract.money.naming import table_title
from crawler.extract.money.sangong import upright
from crawler.extract.money.tree import grow
from crawler.extract.patterns import patterns

_PATTERNS = patterns(__name__)
_BETWEEN_PIECES = _PATTERNS["between_pieces"]
_GOES_ON = _PATTERNS["goes_on"]
_MAX_PIECES = 60  # of one table; each is laid to the others and added up


def joined(grids: Iterable[Grid], tolerance: float) -> Iterator[tuple[Grid, int]]:
    """The grids in their order, pieces of one table as one grid, and how many pieces each is of;
    `tolerance` as in `tree.grow`.
    """
    todo = list(grids)
    while todo:
        pieces = 1 if is_whole(todo[0], tolerance) else 1 + _pieces_after(todo, tolerance)
        laid = list(accumulate(todo[:pieces], _laid_below))
        enough = next((at for at, grid in enumerate(laid) if is_whole(grid, tolerance)), pieces - 1)
        yield laid[enough], enough + 1
        del todo[: enough + 1]


def is_whole(grid: Grid, tolerance: float) -> bool:
    """Whether some total is printed in it, and its rows come to that."""
    grid = upright(grid)
    panels = panels_of(grid, year=None, document="other")
    tree = grow(grid, panels[:1], "", tolerance) if panels else None
    return tree is not None and tree.is_total_printed and not tree.anomalies


def _pieces_after(grids: Sequence[Grid], tolerance: float) -> int:
    """How many of the grids behind the first may go on with it."""
    head = grids[0]
    if first_data_row(head) is None:
        return 0
    following = grids[1:_MAX_PIECES]
    return next(
        (
            at
            for at, grid in enumerate(following)
            if not _goes_on(head, grid) or is_whole(grid, tolerance)
        ),
        len(following),
    )


def _goes_on(head: Grid, grid: Grid) -> bool:
    if first_data_row(grid) is None or grid.width != head.width:
        return False
    title = _bare_title(table_title(title_lines(head), head.before))
    is_announced = all(
        _BETWEEN_PIECES.match(line) or (title and _bare_title(line) == title)
        for line in map(plain, [*grid.before.splitlines(), *title_lines(grid)])
        if line
    )
    heading = heading_rows(grid)
    return is_announced and (
        heading == heading_rows(head) if heading else _lies_in_columns_of(head, grid)
    )


def _lies_in_columns_of(head: Grid, grid: Grid) -> bool:
    """Whether it has amounts where the head has them."""
    panels = panels_of(head, year=None, document="other")
    return bool(panels) and all(
        any(parse_amount(row[panel.amount_column]) is not None for row in grid.rows)
        and any(re.search(r"[^\W\d_]", row[panel.name_column]) for row in grid.rows)
        for panel in panels
    )


def _laid_below(head: Grid, grid: Grid) -> Grid:
    first = first_data_row(grid) or 0
    down = len(head.rows) - first
    return replace(
        head,
        rows=head.rows + grid.rows[first:],
        after=grid.after,
        repeats=head.repeats | {(row + down, at) for row, at in grid.repeats if row >= first},
        is_cut=head.is_cut or grid.is_cut,
    )


def _bare_title(line: str) -> str:
    return _GOES_ON.sub("", plain(line))
