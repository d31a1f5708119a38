"""From what is drawn on a page to the lines of tables, all in points."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from crawler.extract.grids.pdf_page import RuledLine

_THIN = 2.5  # points up to which a box is a line
_SHORTEST = 3.0  # points from which a line may be part of a table
_LEVEL = 1.0  # points by which a line's ends may differ

Point = tuple[float, float]
Drawn = tuple[Point, Point]


def strokes(points: Sequence[Point], *, is_stroked: bool) -> Iterator[Drawn]:
    """The straight lines of an outline: a thin filled box is one, a wide one is a coloured ground."""
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    low, high = min(y for _, y in points), max(y for _, y in points)
    if right - left <= _THIN or high - low <= _THIN:
        is_upright = high - low > right - left
        x, y = (left + right) / 2, (low + high) / 2
        yield ((x, low), (x, high)) if is_upright else ((left, y), (right, y))
    elif is_stroked:
        yield from pairwise(points)


def sorted_lines(
    drawn: Iterable[Drawn],
) -> tuple[tuple[RuledLine, ...], tuple[RuledLine, ...]]:
    """The level lines and the upright ones; what is aslant or too short is none of a table's."""
    level: list[RuledLine] = []
    upright: list[RuledLine] = []
    for (x0, y0), (x1, y1) in drawn:
        if abs(y1 - y0) <= _LEVEL and abs(x1 - x0) >= _SHORTEST:
            level.append(RuledLine((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) <= _LEVEL and abs(y1 - y0) >= _SHORTEST:
            upright.append(RuledLine((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return tuple(level), tuple(upright)
