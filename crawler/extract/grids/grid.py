"""A grid: one published table as rows of cell texts, whatever file it came from.

Every file format ends here, so that what a table *means* is written once. Spans are already
resolved: a merged cell's words stand in each place it covers, and the places that only repeat are
listed, because repeated words help to read a header while a repeated amount would be counted twice.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

MAX_COLUMNS = 256  # docs/faults.md §D: rules of the document child
MAX_ROWS = 200_000
MAX_CELLS = 5_000_000  # the rectangle that a reader may hold at once (docs/stack.md §7)

PICTURE = "\ufffc"  # a cell of nothing but a picture, which is not an empty one

EMPTY_ROWS_END = 5_000  # empty rows after which a table is over
EMPTY_COLUMNS_END = 64

# What a publisher (or a hand that hides) puts between characters and nobody sees.
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u180e]")
_SENTENCE = 12  # characters from which a cell may be a sentence that gives a reason
_SAYS_WHY = re.compile("用于|用於|主要|包括|包含|安排")
_MAX_SENTENCES = 2_000
_MAX_TEXT = 400_000
_LEADING = re.compile("^[\u3000\u00a0 \t]*")


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of equal width, top to bottom.

    `repeats` holds the (row, column) of cells that only repeat a merged neighbour; `rows_at` the
    row of the source where counting does not start at 0; `is_cut` says that a limit stopped the
    reading: such a table is never judged.
    """

    rows: tuple[tuple[str, ...], ...]
    before: str = ""  # caption, heading and words just above, lines kept
    after: str = ""  # notes just below
    repeats: frozenset[tuple[int, int]] = frozenset()
    is_cut: bool = False

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    def own(self, row: int, column: int) -> str:
        """The cell's words, or "" where it only repeats a merged neighbour."""
        return "" if (row, column) in self.repeats else self.rows[row][column]


def squared(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Rows filled up to equal width with empty cells."""
    width = max((len(row) for row in rows), default=0)
    return tuple(tuple(row) + ("",) * (width - len(row)) for row in rows)


def plain(text: str) -> str:
    """The text for comparison: NFKC, without invisible characters and spaces."""
    if text.isascii():
        return "".join(text.split())
    return _plain_cell(text) if len(text) <= _LONGEST_CELL else _plain(text)


def _plain(text: str) -> str:
    return "".join(_INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).split())


# The cells of a table are asked for again and again, by what each of them may be.
_plain_cell = lru_cache(maxsize=4096)(_plain)
_LONGEST_CELL = 100  # characters


def readable(text: str) -> str:
    """The text as a person would quote it: invisible characters dropped, runs of space made one."""
    return " ".join(_INVISIBLE.sub("", text).split())


def indent(text: str) -> int:
    """Depth by leading space, in half-widths: a full-width space counts two."""
    lead = _LEADING.match(_INVISIBLE.sub("", text))
    return sum(2 if space == "\u3000" else 1 for space in lead.group()) if lead else 0


def sentences_of(grids: Iterable[Grid]) -> str:
    """The cells that say why; no whole rows, which would lend one line another's note."""
    cells = (
        cell
        for grid in grids
        for row in grid.rows
        for cell in dict.fromkeys(row)
        if len(cell) >= _SENTENCE and _SAYS_WHY.search(cell)
    )
    return "。\n".join(islice(cells, _MAX_SENTENCES))[:_MAX_TEXT]


def words_of(grids: Iterable[Grid]) -> str:
    """Every cell's words, row by row.

    At most 400,000 characters, the rest cut off; what only repeats a merged cell is left out.
    """
    lines: list[str] = []
    length = 0
    for grid in grids:
        for number, row in enumerate(grid.rows):
            words = " ".join(
                cell for column in range(len(row)) if (cell := readable(grid.own(number, column)))
            )
            if words:
                lines.append(words)
                length += len(words)
            if length > _MAX_TEXT:
                return "\n".join(lines)[:_MAX_TEXT]
    return "\n".join(lines)


def before_the_gap(places: Iterable[int], gap: int, limit: int) -> int:
    """The last place before a gap of emptiness, at most `limit`."""
    last = 0
    for place in sorted(places):
        if place - last > gap or place > limit:
            break
        last = place
    return last
