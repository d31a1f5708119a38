"""Rows of a list of fees, each told whole, or told to lack its basis or its standard
(docs/rulebook.md §3.9).

A list is told by its heading and a row of headings over it; prices of hospitals, budgets and guides
are none. What the page says beside the table, a legal text or the number of a document, is the
basis of all its rows; where a file beside it may hold what is missing, nothing is said of a row.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from crawler.extract.grids.grid import Grid, plain, readable
from crawler.extract.patterns import patterns
from store.records import Link, Mention

COMPLETE, NO_BASIS, NO_STANDARD = "fee_complete", "fee_without_basis", "fee_without_standard"
UNREAD = "fee_list_unread"  # a page by the name of such a list shows a picture alone
MOST_ROWS = 300  # of one document
_HEADS = 5  # rows in which the headings are looked for
_LONGEST_NAME, _LONGEST_ROW, _SHORTEST_CELL = 80, 200, 3

_PATTERNS = patterns(__name__)


@dataclass(frozen=True, slots=True)
class _Columns:
    head: int  # the row of the headings
    name: int
    standards: tuple[int, ...]
    bases: tuple[int, ...]


def fee_rows(
    title: str, text: str, grids: Iterable[Grid], attachments: Iterable[Link] = ()
) -> tuple[Mention, ...]:
    """One mention a row, its term the fee's name, its sentence the row. `text` is all that the page
    says.
    """
    rows = [row for grid in grids for row in _rows_of(title, text, grid)]
    if any(_PATTERNS["a_file"].search(link.text) for link in attachments):
        rows = [row for row in rows if row.side == COMPLETE]
    return tuple(rows[:MOST_ROWS])


def list_in_a_picture(title: str) -> tuple[Mention, ...]:
    """Of a page that shows a picture and says nothing: one mention where its title is a list's."""
    is_list = _PATTERNS["is_list"].search(title) and not _PATTERNS["is_other"].search(title)
    return (Mention(UNREAD, title[:_LONGEST_NAME], title[:_LONGEST_ROW]),) if is_list else ()


def may_list_fees(title: str, text: str) -> bool:
    """Cheap: whether a grid of its tables is worth the making."""
    return not _PATTERNS["is_other"].search(title) and bool(
        _PATTERNS["is_list"].search(f"{title}\n{text}")
    )


def _rows_of(title: str, text: str, grid: Grid) -> Iterator[Mention]:
    heading = f"{title}\n{grid.before}"
    columns = _columns(grid, is_of_fees=bool(_PATTERNS["is_list"].search(plain(heading))))
    if grid.is_cut or columns is None or _PATTERNS["is_other"].search(title):
        return
    has_basis = bool(
        _PATTERNS["names_a_basis"].search(f"{_beside(grid, text)}\n{heading}\n{grid.after}")
    )
    above: dict[int, str] = {}
    for cells in grid.rows[columns.head + 1 :]:
        name = readable(cells[columns.name])
        if _is_a_fee(name, cells):
            row = " | ".join(filter(None, map(readable, dict.fromkeys(cells))))[:_LONGEST_ROW]
            meant = _filled_down(cells, columns, above)
            for side in _lacks(meant, columns, has_basis=has_basis):
                yield Mention(side, name, row)


def _filled_down(
    cells: tuple[str, ...], columns: _Columns, above: dict[int, str]
) -> tuple[str, ...]:
    """An empty cell below a filled one may be one with it, which many tables do not say; one with a
    stroke in it (/, 无) is empty by itself. `above` bears the last words of each column.
    """
    meant = list(cells)
    for place in (*columns.standards, *columns.bases):
        if cells[place].strip():
            above[place] = cells[place]
        else:
            meant[place] = above.get(place, "")
    return tuple(meant)


def _columns(grid: Grid, *, is_of_fees: bool) -> _Columns | None:
    """Where names, standards and bases stand; None where no row heads them."""
    for number, cells in enumerate(grid.rows[:_HEADS]):
        heads = [plain(cell) for cell in cells]
        names = [place for place, head in enumerate(heads) if _PATTERNS["name"].fullmatch(head)]
        standards = tuple(
            place for place, head in enumerate(heads) if _heads(head, _PATTERNS["standard"])
        )
        bases = tuple(place for place, head in enumerate(heads) if _heads(head, _PATTERNS["basis"]))
        says_fee = any("收费" in heads[place] for place in names)
        if names and (standards or bases) and (is_of_fees or says_fee):
            return _Columns(number, names[-1], standards, bases)
    return None


def _heads(head: str, words: re.Pattern[str]) -> bool:
    is_named_as_fee = _PATTERNS["name"].fullmatch(head) is not None
    return bool(words.fullmatch(head)) and not is_named_as_fee


def _is_a_fee(name: str, cells: tuple[str, ...]) -> bool:
    is_heading = len({plain(cell) for cell in cells}) == 1
    return (
        0 < len(name) <= _LONGEST_NAME
        and not is_heading
        and not _PATTERNS["empty"].fullmatch(name)
        and not _PATTERNS["no_fee"].fullmatch(plain(name))
    )


def _lacks(cells: tuple[str, ...], columns: _Columns, *, has_basis: bool) -> Iterator[str]:
    others = [cell for place, cell in enumerate(cells) if place != columns.name]
    if any(_PATTERNS["excused"].search(cell) for cell in others):
        return
    lacking = []
    is_based = has_basis or any(_PATTERNS["names_a_basis"].search(cell) for cell in others)
    if not is_based and _are_empty(cells, columns.bases):
        lacking.append(NO_BASIS)
    # the catalogues after the form of the Ministry of Finance have no column of standards
    if columns.standards and _are_empty(cells, columns.standards):
        lacking.append(NO_STANDARD)
    yield from lacking or [COMPLETE]


def _are_empty(cells: tuple[str, ...], columns: tuple[int, ...]) -> bool:
    return all(_PATTERNS["empty"].fullmatch(cells[place]) for place in columns)


def _beside(grid: Grid, text: str) -> str:
    """What the page says without the words of this table."""
    cells = {readable(cell) for row in grid.rows for cell in row}
    for cell in sorted(cells, key=len, reverse=True):
        if len(cell) >= _SHORTEST_CELL:
            text = text.replace(cell, " ")
    return text
