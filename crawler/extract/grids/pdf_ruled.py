"""Tables with drawn lines: the lattice of the lines, the cells between them, the words in each
cell.

A merged cell is where no line is drawn between two places of the lattice. A row that holds several
amounts above each other, in two columns or more, is several rows whose lines were left out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from crawler.extract.grids.amounts import parse_amount
from crawler.extract.grids.grid import MAX_COLUMNS
from crawler.extract.grids.pdf_lines import PrintedLine, joined, lines_of
from crawler.extract.grids.pdf_page import Glyph, PdfPage, RuledLine

_NEAR = 3.0  # points within which two lines are one line, or meet
_MAX_RULES = 4_000  # merged lines of a page: a page of more is a drawing
_MAX_LATTICE = 40_000  # places of one page's table
_MOST_DEPTHS = (
    6  # left edges in one column up to which they are depths of a hierarchy, and not centred words
)


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table as it stands on one page. `columns` are the x of its upright lines."""

    left: float
    top: float
    right: float
    bottom: float
    columns: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]
    repeats: frozenset[tuple[int, int]]
    is_cut: bool = False  # it goes on below these rows

    def holds(self, glyph: Glyph) -> bool:
        return (
            self.left - _NEAR <= glyph.centre <= self.right + _NEAR
            and self.top - _NEAR <= glyph.middle <= self.bottom + _NEAR
        )


@dataclass(frozen=True, slots=True)
class _Lattice:
    """The lines of one table, merged: each at most once at one place."""

    level: tuple[RuledLine, ...]
    upright: tuple[RuledLine, ...]

    @property
    def box(self) -> tuple[float, float, float, float]:
        xs = [edge for rule in self.level for edge in (rule.start, rule.end)] + [
            rule.at for rule in self.upright
        ]
        ys = [edge for rule in self.upright for edge in (rule.start, rule.end)] + [
            rule.at for rule in self.level
        ]
        return min(xs), min(ys), max(xs), max(ys)


def ruled_tables(page: PdfPage, continued: Sequence[float] = ()) -> tuple[RuledTable, ...]:
    """The ruled tables of a page, top to bottom.

    `continued` are the columns of the table that the page before ended with: a part of it that is
    drawn with fewer lines (合计 over four columns) is laid into the same columns.
    """
    tables = [
        table for frame in _frames(page) if (table := _table(page, frame, continued)) is not None
    ]
    return tuple(sorted(tables, key=lambda table: (table.top, table.left)))


def _frames(page: PdfPage) -> list[_Lattice]:
    """The lines that touch each other, one group a table."""
    level, upright = _merged(page.level), _merged(page.upright)
    if len(level) + len(upright) > _MAX_RULES:
        return []
    group = list(range(len(level) + len(upright)))

    def root(at: int) -> int:
        while group[at] != at:
            group[at] = group[group[at]]
            at = group[at]
        return at

    for row, flat in enumerate(level):
        for column, tall in enumerate(upright):
            if (
                flat.start - _NEAR <= tall.at <= flat.end + _NEAR
                and tall.start - _NEAR <= flat.at <= tall.end + _NEAR
            ):
                group[root(row)] = root(len(level) + column)
    frames: dict[int, tuple[list[RuledLine], list[RuledLine]]] = {}
    for row, flat in enumerate(level):
        frames.setdefault(root(row), ([], []))[0].append(flat)
    for column, tall in enumerate(upright):
        frames.setdefault(root(len(level) + column), ([], []))[1].append(tall)
    return [
        _Lattice(tuple(flats), tuple(talls))
        for flats, talls in frames.values()
        if len(flats) > 1 and talls
    ]


def _merged(rules: Iterable[RuledLine]) -> list[RuledLine]:
    """The lines with those in one place joined where they meet or overlap."""
    places: list[list[RuledLine]] = []
    for rule in sorted(rules, key=lambda each: each.at):
        if (
            places
            and rule.at - places[-1][-1].at <= _NEAR * 0.6
            and rule.at - places[-1][0].at <= _NEAR
        ):
            places[-1].append(rule)
        else:
            places.append([rule])
    merged: list[RuledLine] = []
    for place in places:
        at = sum(rule.at for rule in place) / len(place)
        parts: list[tuple[float, float]] = []
        for rule in sorted(place, key=lambda each: each.start):
            if parts and rule.start <= parts[-1][1] + _NEAR:
                parts[-1] = (parts[-1][0], max(parts[-1][1], rule.end))
            else:
                parts.append((rule.start, rule.end))
        merged.extend(RuledLine(at, start, end) for start, end in parts)
    return merged


def _table(page: PdfPage, frame: _Lattice, continued: Sequence[float]) -> RuledTable | None:
    left, top, right, bottom = frame.box
    xs = _places([*(rule.at for rule in frame.upright), left, right])
    ys = _places([*(rule.at for rule in frame.level), top, bottom])
    # Left and right pages of a bound document stand a little apart.
    shifted = [known + xs[0] - continued[0] for known in continued] if continued else []
    if shifted and all(any(abs(x - known) <= 2 * _NEAR for known in shifted) for x in xs):
        xs = shifted
    if len(xs) < 3 or len(ys) < 2 or len(xs) > MAX_COLUMNS + 1:
        return None
    is_cut = len(xs) * len(ys) > _MAX_LATTICE
    ys = ys[: _MAX_LATTICE // len(xs)]
    cells = _Cells(frame, xs, ys)
    inside: dict[tuple[int, int], list[Glyph]] = {}
    for glyph in page.glyphs:
        place = (_band(ys, glyph.middle), _band(xs, glyph.centre))
        if place[0] is not None and place[1] is not None:
            inside.setdefault(cells.corner[place[0], place[1]], []).append(glyph)
    words = {place: lines_of(glyphs) for place, glyphs in inside.items()}
    rows, repeats = _filled(cells, words, len(ys) - 1, len(xs) - 1)
    return RuledTable(left, top, right, bottom, tuple(xs), rows, repeats, is_cut)


def _places(values: Iterable[float]) -> list[float]:
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _NEAR:
            places.append(value)
    return places


def _band(places: Sequence[float], at: float) -> int | None:
    """The number of the band between two places in which `at` lies."""
    if not places[0] - _NEAR <= at <= places[-1] + _NEAR:
        return None
    return max(0, min(len(places) - 2, sum(place <= at for place in places) - 1))


class _Cells:
    """Which place of the lattice belongs to which cell: `corner` gives a cell's upper left place."""

    def __init__(self, frame: _Lattice, xs: Sequence[float], ys: Sequence[float]) -> None:
        self.corner: dict[tuple[int, int], tuple[int, int]] = {}
        right_walls = {
            (row, column)
            for column in range(len(xs) - 2)
            for row in _crossed(frame.upright, xs[column + 1], ys)
        }
        lower_walls = {
            (row, column)
            for row in range(len(ys) - 2)
            for column in _crossed(frame.level, ys[row + 1], xs)
        }
        for row in range(len(ys) - 1):
            for column in range(len(xs) - 1):
                if (row, column) not in self.corner:
                    self._flood((row, column), right_walls, lower_walls, len(ys) - 1, len(xs) - 1)

    def _flood(
        self,
        corner: tuple[int, int],
        right_walls: set[tuple[int, int]],
        lower_walls: set[tuple[int, int]],
        height: int,
        width: int,
    ) -> None:
        waiting = [corner]
        while waiting:
            row, column = waiting.pop()
            if (row, column) in self.corner:
                continue
            self.corner[row, column] = corner
            if column + 1 < width and (row, column) not in right_walls:
                waiting.append((row, column + 1))
            if column and (row, column - 1) not in right_walls:
                waiting.append((row, column - 1))
            if row + 1 < height and (row, column) not in lower_walls:
                waiting.append((row + 1, column))
            if row and (row - 1, column) not in lower_walls:
                waiting.append((row - 1, column))


def _crossed(rules: Sequence[RuledLine], at: float, bands: Sequence[float]) -> list[int]:
    """The bands through whose middle a line at `at` runs."""
    here = [rule for rule in rules if abs(rule.at - at) <= _NEAR]
    return [
        band
        for band in range(len(bands) - 1)
        if any(
            rule.start - _NEAR <= (bands[band] + bands[band + 1]) / 2 <= rule.end + _NEAR
            for rule in here
        )
    ]


def _filled(
    cells: _Cells, words: dict[tuple[int, int], tuple[PrintedLine, ...]], height: int, width: int
) -> tuple[tuple[tuple[str, ...], ...], frozenset[tuple[int, int]]]:
    rows: list[tuple[str, ...]] = []
    repeats: set[tuple[int, int]] = set()
    edges = [
        _depths([lines[0] for (_, corner), lines in words.items() if corner == column and lines])
        for column in range(width)
    ]
    for row in range(height):
        here = {column: words.get(cells.corner[row, column], ()) for column in range(width)}
        own = {column for column in range(width) if cells.corner[row, column] == (row, column)}
        for part in _parts({column: lines for column, lines in here.items() if column in own}):
            number = len(rows)
            rows.append(
                tuple(
                    _indented(part[column], edges[column])
                    if column in own
                    else joined(here[column])
                    for column in range(width)
                )
            )
            repeats.update(
                (number, column)
                for column in range(width)
                if column not in own and rows[-1][column]
            )
    return tuple(rows), frozenset(repeats)


def _parts(cells: dict[int, tuple[PrintedLine, ...]]) -> list[dict[int, tuple[PrintedLine, ...]]]:
    """The rows of a band of the lattice: one, or one for each of the amounts stacked in it."""
    stacks = [
        lines
        for lines in cells.values()
        if len(lines) > 1 and all(parse_amount(line.text) is not None for line in lines)
    ]
    tallest = max(stacks, key=len, default=())
    has_names = any(len(lines) >= len(tallest) and lines not in stacks for lines in cells.values())
    if len(stacks) < 2 or not has_names or not all(_is_stacked(lines, tallest) for lines in stacks):
        return [cells]
    middles = [line.middle for line in tallest]
    parts: list[dict[int, tuple[PrintedLine, ...]]] = [dict.fromkeys(cells, ()) for _ in middles]
    for column, lines in cells.items():
        for line in lines:
            nearest = min(range(len(middles)), key=partial(_distance, middles, line.middle))
            parts[nearest][column] = (*parts[nearest][column], line)
    return parts


def _is_stacked(lines: Sequence[PrintedLine], tallest: Sequence[PrintedLine]) -> bool:
    """Whether they stand beside others, and are no amount broken in two (9628221 | 3.44)."""
    decimals = {len(line.text.partition(".")[2]) for line in lines}
    is_beside = all(
        min(abs(line.middle - other.middle) for other in tallest) < 0.5 * line.size
        for line in lines
    )
    return is_beside and (len(tallest) > 2 or (len(decimals) == 1 and decimals != {0}))


def _distance(middles: Sequence[float], middle: float, at: int) -> float:
    return abs(middles[at] - middle)


def _depths(lines: Sequence[PrintedLine]) -> tuple[float, ...]:
    """The left edges of a column's words, where they are few enough to be depths; else ()."""
    if not lines:
        return ()
    depths: list[float] = []
    for line in sorted(lines, key=lambda each: each.left):
        if not depths or line.left - depths[-1] > 0.4 * line.size:
            depths.append(line.left)
    return tuple(depths) if len(depths) <= _MOST_DEPTHS else ()


def _indented(lines: Sequence[PrintedLine], depths: Sequence[float]) -> str:
    """The cell's words, a full-width space for each em that they stand in from the edge."""
    if not lines or not depths or parse_amount(lines[0].text) is not None:
        return joined(lines)
    ems = round((lines[0].left - depths[0]) / max(lines[0].size, 1.0))
    return "\u3000" * max(0, min(12, ems)) + joined(lines)
