"""Rows under a row of headings, whatever elements they are made of: <tr> under <th>, <li> of <span>
under an <li> of the same or in the list behind a <div>. A cell that reaches over several rows is a
cell of each.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from crawler.extract.flat import FlatPage
from crawler.extract.labelled.fields import PrintedLabel, innermost

_MAX_ROWS = 500
_CLIMB = 5


@dataclass(frozen=True, slots=True)
class HeadedRow:
    """A row and its cells by what their headings mean; `element` and each cell are elements."""

    element: int
    cells: dict[str, int]


def rows_under_headings(
    page: FlatPage, fields: list[PrintedLabel]
) -> Iterator[tuple[dict[str, int], list[HeadedRow]]]:
    """(columns by their meaning, rows) of each row of headings that has rows below it."""
    alone = {field.run: field for field in fields if field.is_alone}
    done: set[int] = set()
    for one, other in pairwise(sorted(alone)):
        head = _row_of_both(page, one, other)
        if head >= 0 and head not in done:
            done.add(head)
            columns = _columns(page, head, alone)
            rows = [*islice(_below(page, head, columns), _MAX_ROWS)]
            if len(columns) > 1 and rows:
                yield columns, rows


def words_of(page: FlatPage, element: int) -> str:
    return " ".join(page.runs[page.run_starts[element] : page.run_ends[element]]).strip()


def _row_of_both(page: FlatPage, one: int, other: int) -> int:
    """The element in which two labels stand in neighbouring cells, each the whole of its own."""
    left, right = _cell_of(page, one), _cell_of(page, other)
    is_row = left >= 0 and right >= 0 and page.parents[left] == page.parents[right]
    return page.parents[left] if is_row and page.ends[left] == right else -1


def _cell_of(page: FlatPage, run: int) -> int:
    """The largest element that holds this run and no other."""
    cell = -1
    for around in islice(page.ancestors(innermost(page, run)), _CLIMB):
        if page.run_ends[around] - page.run_starts[around] != 1:
            break
        cell = around
    return cell


def _columns(page: FlatPage, head: int, alone: dict[int, PrintedLabel]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for place, cell in enumerate(page.children(head)):
        start, end = page.run_starts[cell], page.run_ends[cell]
        if end - start == 1 and start in alone:
            columns.setdefault(alone[start].meaning, place)
    return columns


def _below(page: FlatPage, head: int, columns: dict[str, int]) -> Iterator[HeadedRow]:
    """The rows of as many cells that follow the headings, in their element or in the next."""
    width = sum(1 for _ in page.children(head))
    held: dict[int, tuple[int, int]] = {}  # place -> cell, and rows that it still reaches over
    for element in _following(page, head, width):
        own = list(islice(page.children(element), width + 1))
        if len(own) + len(held) != width:
            held.clear()
            continue
        further = iter(own)
        cells = [held[place][0] if place in held else next(further) for place in range(width)]
        reach = {place: held[place][1] if place in held else page.tags[cell].rows
                 for place, cell in enumerate(cells)}  # fmt: skip
        held = {place: (cells[place], left - 1) for place, left in reach.items() if left > 1}
        yield HeadedRow(element, {name: cells[place] for name, place in columns.items()})


def _following(page: FlatPage, head: int, width: int) -> Iterator[int]:
    """What may be its rows: the elements of its name beside it; where none has as many cells, those
    of one name in the element behind it.
    """
    beside = [here for here in page.behind(head) if page.tags[here].name == page.tags[head].name]
    if any(sum(1 for _ in islice(page.children(row), width + 1)) == width for row in beside):
        yield from beside
        return
    around = page.parents[head] if page.tags[page.parents[head]].name == "thead" else head
    body = next(page.behind(around), -1)
    if body >= 0:
        first = next(page.children(body), body)
        yield from (
            row for row in page.children(body) if page.tags[row].name == page.tags[first].name
        )
