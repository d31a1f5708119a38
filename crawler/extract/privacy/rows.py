"""The words of a page with its tables told apart: a line for each row, `|` between its cells. Pure.

Asked for of pages with a number alone.
"""

from collections.abc import Iterator

from crawler.extract.flat import FlatPage
from store.privacy.labels import CELL

_CELLS = frozenset({"td", "th"})
_WITHIN = "\f"  # between two lines of one cell


def words_in_rows(flat: FlatPage) -> str:
    """Every block of it, in order; of a table's row its empty cells too."""
    return "".join(_pieces(flat))


def _pieces(flat: FlatPage) -> Iterator[str]:
    row, cell, column, count = -1, -1, 0, 0
    for at, block in enumerate(flat.blocks):
        here = next((one for one in flat.ancestors(block.node) if _is_a_cell(flat, one)), -1)
        if here >= 0 and here == cell:
            yield _WITHIN
        elif here >= 0 and flat.parents[here] == row:
            step = _column(flat, here) - column
            yield CELL * step
            column += step
        else:
            yield CELL * (count - column - 1)
            yield "\n" if at else ""
            row, column, count = -1, 0, 0
            if here >= 0:
                row, column = flat.parents[here], _column(flat, here)
                count = sum(_is_a_cell(flat, one) for one in flat.children(row))
                yield CELL * column
        cell = here
        yield block.text


def _is_a_cell(flat: FlatPage, element: int) -> bool:
    return flat.tags[element].name in _CELLS


def _column(flat: FlatPage, cell: int) -> int:
    cells = [one for one in flat.children(flat.parents[cell]) if _is_a_cell(flat, one)]
    return cells.index(cell)
