"""What the child says of one document, and how it travels: JSON on a pipe, checked again on this
side.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from crawler.extract.grids.grid import Grid

CUT_WORDS = "cut: the words of the first "
MAX_SENT = 24_000_000  # bytes of one reading; more is no document that a citizen reads either
_MAX_TEXT = 400_000
_MAX_PAGES = 2_000
_MAX_GRIDS = 400
_MAX_CELLS = 200_000  # of all grids together
_MAX_REPEATS = 40_000
_MAX_BENEATH = 500


ReadBody = Callable[[bytes, str, int], "DocumentReading"]
"""Body, name, depth (archives it was taken out of): how a member of an archive is read."""


class DocumentUnreadable(Exception):
    """Why a document could not be read; the message is for the page's `document_unreadable`."""


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """`unreadable` says why nothing, or not all, was read; "" where all went well: it is never "no
    其他".

    `kind` is what the bytes are: pdf | workbook | csv | word | archive | …; `pages` the words, page
    by page; `prose` the words outside tables, where reasons are looked for; `title` what the
    document calls itself; `remarks` what a person should know of it (`image_only: page 3 of 9`).
    """

    kind: str
    grids: tuple[Grid, ...] = ()
    pages: tuple[str, ...] = ()
    prose: str = ""
    title: str = ""
    unreadable: str = ""
    remarks: tuple[str, ...] = field(default=())
    # what the file holds of persons' numbers besides: hidden cells, numbers kept in full
    beneath: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All words, a page below the other."""
        return "\n".join(page for page in self.pages if page)


def to_json(reading: DocumentReading) -> bytes:
    """The reading as one JSON object; a grid that is cut to fit says so, and is never judged."""
    grids = [_trimmed(grid) for grid in reading.grids[:_MAX_GRIDS]]
    while sum(len(grid.rows) * grid.width for grid in grids) > _MAX_CELLS:
        _halve_the_largest(grids)
    while True:
        sent = json.dumps(
            {
                "kind": reading.kind,
                "grids": [_grid(grid) for grid in grids],
                "pages": _first(reading.pages[:_MAX_PAGES]),
                "prose": reading.prose[:_MAX_TEXT],
                "title": reading.title[:500],
                "unreadable": (reading.unreadable or _cut(reading))[:500],
                "remarks": [
                    remark[:500] for remark in (*_cut_words(reading), *reading.remarks)[:50]
                ],
                "beneath": reading.beneath[:_MAX_BENEATH],
            },
            ensure_ascii=False,
        ).encode("utf-8", "replace")
        if len(sent) <= MAX_SENT:
            return sent
        _halve_the_largest(grids)


def from_json(sent: bytes) -> DocumentReading:
    """The reading that was sent. Raises ValueError, KeyError or TypeError where it is none."""
    said: dict[str, Any] = json.loads(sent)
    return DocumentReading(
        kind=str(said["kind"]),
        grids=tuple(
            Grid(
                tuple(tuple(map(str, row)) for row in grid["rows"]),
                str(grid["before"]),
                str(grid["after"]),
                frozenset((int(row), int(column)) for row, column in grid["repeats"]),
                bool(grid["is_cut"]),
            )
            for grid in said["grids"]
        ),
        pages=tuple(map(str, said["pages"])),
        prose=str(said["prose"]),
        title=str(said["title"]),
        unreadable=str(said["unreadable"]),
        remarks=tuple(map(str, said["remarks"])),
        beneath=tuple(map(str, said["beneath"])),
    )


def _cut(reading: DocumentReading) -> str:
    return f"cut: more than {_MAX_GRIDS} tables" if len(reading.grids) > _MAX_GRIDS else ""


def _cut_words(reading: DocumentReading) -> Iterator[str]:
    if len(reading.pages) > _MAX_PAGES or sum(map(len, reading.pages)) > _MAX_TEXT:
        yield f"{CUT_WORDS}{_MAX_TEXT:,} characters of {_MAX_PAGES:,} pages"


def _halve_the_largest(grids: list[Grid]) -> None:
    largest = max(
        range(len(grids)),
        key=lambda at: (len(grids[at].rows) * grids[at].width, len(grids[at].rows)),
    )
    kept = len(grids[largest].rows) // 2
    repeats = frozenset(place for place in grids[largest].repeats if place[0] < kept)
    grids[largest] = replace(
        grids[largest], rows=grids[largest].rows[:kept], repeats=repeats, is_cut=True
    )


def _grid(grid: Grid) -> dict[str, Any]:
    return {
        "rows": grid.rows,
        "before": grid.before[:2_000],
        "after": grid.after[:2_000],
        "repeats": sorted(grid.repeats)[:_MAX_REPEATS],
        "is_cut": grid.is_cut or len(grid.repeats) > _MAX_REPEATS,
    }


def _trimmed(grid: Grid) -> Grid:
    """The grid without the empty rows and columns at its end."""
    last_row = max((at for at, row in enumerate(grid.rows) if any(row)), default=-1)
    last_column = max((at for row in grid.rows for at, cell in enumerate(row) if cell), default=-1)
    if last_row + 1 == len(grid.rows) and last_column + 1 == grid.width:
        return grid
    rows = tuple(row[: last_column + 1] for row in grid.rows[: last_row + 1])
    repeats = frozenset(
        (row, column) for row, column in grid.repeats if row <= last_row and column <= last_column
    )
    return replace(grid, rows=rows, repeats=repeats)


def _first(pages: Iterable[str]) -> list[str]:
    kept: list[str] = []
    room = _MAX_TEXT
    for page in pages:
        if room <= 0:
            break
        kept.append(page[:room])
        room -= len(page)
    return kept
