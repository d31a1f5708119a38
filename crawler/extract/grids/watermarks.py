"""Characters that are printed on a page and are no part of its text: watermarks, by how they are
printed and by what they stand upon.

A page draws what it is told, in any order: 内部资料 across a table, a seal over its total.
Characters are told apart by their manner of printing (size, colour, angle, layer); a whole manner
is left out where it is a watermark's.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from crawler.extract.grids.pdf_page import Glyph

_ASKEW = 5  # degrees from a quarter turn beyond which words are a watermark's, or a seal's
_FAINT = 0.5  # of full opacity
_LIGHT = 0.7  # of white, from which a printed colour may be a watermark's
_LARGE = 1.8  # times the size of ordinary letters
_OVERLAP = 0.12  # of the smaller box, from which two characters stand upon each other
_OFTEN = 0.25  # of a manner's characters upon others: it was printed over them
_BUCKET = 24.0  # points
_MOST_BUCKETS = 50  # that one character is looked for in, each way


@dataclass(frozen=True, slots=True)
class PrintManner:
    """How a character is printed. `angle` in degrees from the page's upright, None where askew."""

    size: int
    colour: tuple[int, int, int, int]
    angle: int | None
    is_invisible: bool
    layer: str

    @property
    def light(self) -> float:
        red, green, blue, _ = self.colour
        return (0.299 * red + 0.587 * green + 0.114 * blue) / 255

    @property
    def opacity(self) -> float:
        return self.colour[3] / 255


@dataclass(frozen=True, slots=True)
class Printed:
    """A character, its manner, and its box in the PDF's own coordinates."""

    glyph: Glyph
    manner: PrintManner
    box: tuple[float, float, float, float]

    @property
    def line(self) -> int:
        return round(self.glyph.bottom)


def by_manners(printed: Iterable[Printed]) -> dict[PrintManner, list[Printed]]:
    manners: dict[PrintManner, list[Printed]] = defaultdict(list)
    for each in printed:
        manners[each.manner].append(each)
    return manners


def watermarks(by_manner: Mapping[PrintManner, Sequence[Printed]]) -> set[PrintManner]:
    """The manners that are no part of the text: askew, faint, or printed over the rest."""
    gone = {manner for manner in by_manner if manner.angle is None or manner.opacity < _FAINT}
    kept = {manner: chars for manner, chars in by_manner.items() if manner not in gone}
    return gone | (_printed_over(kept) if len(kept) > 1 else set())


def quarter(degrees: float) -> int | None:
    """The quarter turn that an angle is, 0, 90, 180 or 270; None for one that is askew."""
    nearest = round(degrees / 90) * 90
    return None if abs(degrees - nearest) > _ASKEW else nearest % 360


def _printed_over(by_manner: Mapping[PrintManner, Sequence[Printed]]) -> set[PrintManner]:
    """Those printed over, or under, the ordinary ones: a light or large one at the first touch,
    another where a good part of it stands upon others.
    """
    sizes = Counter({manner: len(chars) for manner, chars in by_manner.items()})
    ordinary = max(sizes, key=lambda manner: (sizes[manner], -manner.light))
    found: set[PrintManner] = set()
    for manner, chars in by_manner.items():
        is_alike = manner.colour == ordinary.colour and manner.size <= _LARGE * ordinary.size
        if manner == ordinary or (is_alike and manner.layer == ordinary.layer):
            continue
        others = [each.glyph for other in by_manner if other != manner for each in by_manner[other]]
        upon = _count_upon([each.glyph for each in chars], others)
        is_suspect = manner.light >= _LIGHT or manner.size > _LARGE * ordinary.size
        if upon and (is_suspect or upon >= _OFTEN * len(chars)):
            found.add(manner)
    return found


def _count_upon(glyphs: Iterable[Glyph], others: Iterable[Glyph]) -> int:
    """How many stand upon one of the others; the same letter twice in one place is bold print."""
    buckets: dict[tuple[int, int], list[Glyph]] = defaultdict(list)
    for other in others:
        for place in _places(other):
            buckets[place].append(other)
    return sum(
        any(
            _are_upon_each_other(glyph, other)
            for place in _places(glyph)
            for other in buckets.get(place, ())
        )
        for glyph in glyphs
    )


def _places(glyph: Glyph) -> list[tuple[int, int]]:
    columns = range(int(glyph.left // _BUCKET), int(glyph.right // _BUCKET) + 1)
    rows = range(int(glyph.top // _BUCKET), int(glyph.bottom // _BUCKET) + 1)
    return [(column, row) for column in columns[:_MOST_BUCKETS] for row in rows[:_MOST_BUCKETS]]


def _are_upon_each_other(one: Glyph, other: Glyph) -> bool:
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    if width <= 0 or height <= 0 or (one.text == other.text and abs(one.size - other.size) < 1):
        return False
    smaller = min((each.right - each.left) * (each.bottom - each.top) for each in (one, other))
    return width * height > _OVERLAP * max(smaller, 0.1)
