"""Which characters of a page its reader sees as its text: no watermark, no hidden layer, no white on
white. Runs in the child.

A PDF draws what it is told, in any order: words for searching beneath a scan, 内部资料 across a
table, last year's row in a layer that is switched off. Characters are told apart by how they are
printed (size, colour, angle, layer); a whole manner of printing is left out where it is a
watermark's, or where the page, drawn, shows nothing in its places.
"""

import ctypes
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from crawler.extract.grids.pdf_page import Glyph

_ASKEW = 5  # degrees from a quarter turn beyond which words are a watermark's, or a seal's
_FAINT = 0.5  # of full opacity
_LIGHT = 0.7  # of white, from which a printed colour may be a watermark's
_PALE = 0.9  # from which it is to be asked whether it shows at all
_LARGE = 1.8  # times the size of ordinary letters
_OVERLAP = 0.12  # of the smaller box, from which two characters stand upon each other
_OFTEN = 0.25  # of a manner's characters upon others: it was printed over them
_SHOWN = 0.2  # of a line's characters that show, below which it is hidden
_INK = 24  # levels of grey between the lightest and the darkest dot of a character that shows
_BUCKET = 24.0  # points
_SCALE = 1.5  # dots a point
_INVISIBLE = (
    raw.FPDF_TEXTRENDERMODE_INVISIBLE,
    raw.FPDF_TEXTRENDERMODE_CLIP,
)


@dataclass(frozen=True, slots=True)
class Manner:
    """How a character is printed. `angle` in degrees from the page's upright, -1 for askew."""

    size: int
    colour: tuple[int, int, int, int]
    angle: int
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
    manner: Manner
    box: tuple[float, float, float, float]

    @property
    def line(self) -> int:
        return round(self.glyph.bottom)


class Manners:
    """The manners of a text page's characters; what an object says of itself is asked once."""

    def __init__(self, text: pdfium.PdfTextPage, turn: int) -> None:
        self._text, self._turn = text.raw, turn
        self._said: dict[int, tuple[tuple[int, int, int, int], bool, str]] = {}

    def of(self, at: int, size: float, degrees: float) -> Manner:
        item = raw.FPDFText_GetTextObject(self._text, at)
        key = ctypes.cast(item, ctypes.c_void_p).value or 0
        if key not in self._said:
            self._said[key] = _colour(item), _is_invisible(item), _layer(item)
        colour, is_invisible, layer = self._said[key]
        return Manner(round(size), colour, _angle(degrees - self._turn), is_invisible, layer)


def seen(
    page: pdfium.PdfPage, printed: Sequence[Printed], *, has_picture: bool
) -> tuple[Glyph, ...]:
    """The characters that belong to the page's text, in their order.

    `has_picture`: a picture covers most of the page; the invisible words over it are what somebody
    recognised in it, and stay.
    """
    by_manner: dict[Manner, list[Printed]] = defaultdict(list)
    for each in printed:
        by_manner[each.manner].append(each)
    is_recognised = has_picture and all(manner.is_invisible for manner in by_manner)
    gone = {
        manner
        for manner in by_manner
        if manner.angle < 0
        or manner.opacity < _FAINT
        or (manner.is_invisible and not is_recognised)
    }
    if len(by_manner) - len(gone) > 1:
        kept = {manner: chars for manner, chars in by_manner.items() if manner not in gone}
        gone |= _watermarks(kept)
    left = [each for each in printed if each.manner not in gone]
    asked = [each for each in left if each.manner.layer or each.manner.light >= _PALE]
    hidden = _hidden(page, asked) if asked and not is_recognised else set()
    return tuple(each.glyph for each in left if (each.manner, each.line) not in hidden)


def _watermarks(by_manner: dict[Manner, list[Printed]]) -> set[Manner]:
    """Those printed over, or under, the ordinary ones: a light or large one at the first touch,
    another where a good part of it stands upon others.
    """
    sizes = Counter({manner: len(chars) for manner, chars in by_manner.items()})
    ordinary = max(sizes, key=lambda manner: (sizes[manner], -manner.light))
    found: set[Manner] = set()
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
    return [(column, row) for column in columns[:50] for row in rows[:50]]


def _are_upon_each_other(one: Glyph, other: Glyph) -> bool:
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    if width <= 0 or height <= 0 or (one.text == other.text and abs(one.size - other.size) < 1):
        return False
    smaller = min((each.right - each.left) * (each.bottom - each.top) for each in (one, other))
    return width * height > _OVERLAP * max(smaller, 0.1)


def _hidden(page: pdfium.PdfPage, asked: Iterable[Printed]) -> set[tuple[Manner, int]]:
    """The lines whose places on the drawn page are of one shade: white on white, a layer that is
    off.
    """
    bitmap = page.render(scale=_SCALE, grayscale=True, may_draw_forms=False)
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    dots = bytes(bitmap.buffer)
    to_device = _Device(page, width, height)

    def is_shown(each: Printed) -> bool:
        left, top, right, bottom = to_device.box(each.box)
        rows = [dots[row * stride + left : row * stride + right] for row in range(top, bottom)]
        filled = [row for row in rows if row]
        return bool(filled) and max(map(max, filled)) - min(map(min, filled)) >= _INK

    lines: dict[tuple[Manner, int], list[bool]] = defaultdict(list)
    for each in asked:
        lines[each.manner, each.line].append(is_shown(each))
    return {line for line, shown in lines.items() if sum(shown) < max(1, _SHOWN * len(shown))}


class _Device:
    """From a PDF's own coordinates to the dots of the drawn page."""

    def __init__(self, page: pdfium.PdfPage, width: int, height: int) -> None:
        self._page, self._width, self._height = page.raw, width, height

    def box(self, box: tuple[float, float, float, float]) -> tuple[int, int, int, int]:
        left, bottom, right, top = box
        inset = 0.15 * (right - left)  # neither the neighbours nor a table's lines
        corners = [
            self._dot(left + inset, bottom + 0.2 * (top - bottom)),
            self._dot(right - inset, top - 0.2 * (top - bottom)),
        ]
        columns, rows = sorted(x for x, _ in corners), sorted(y for _, y in corners)
        return columns[0], rows[0], columns[1] + 1, rows[1] + 1

    def _dot(self, x: float, y: float) -> tuple[int, int]:
        column, row = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(self._page, 0, 0, self._width, self._height, 0, x, y, column, row)
        return (
            max(0, min(self._width - 1, column.value)),
            max(0, min(self._height - 1, row.value)),
        )


# --- what an object says of itself


_SHADES = tuple(ctypes.c_uint() for _ in range(4))  # made once: a page has thousands of objects


def _colour(item: Any) -> tuple[int, int, int, int]:
    shades = _SHADES
    mode = raw.FPDFTextObj_GetTextRenderMode(item)
    ask = (
        raw.FPDFPageObj_GetStrokeColor
        if mode == raw.FPDF_TEXTRENDERMODE_STROKE
        else raw.FPDFPageObj_GetFillColor
    )
    if not ask(item, *shades):
        return 0, 0, 0, 255
    red, green, blue, opacity = (shade.value for shade in shades)
    return red, green, blue, opacity


def _is_invisible(item: Any) -> bool:
    return raw.FPDFTextObj_GetTextRenderMode(item) in _INVISIBLE


def _layer(item: Any) -> str:
    """The name of the layer (optional content, ISO 32000-1 8.11) that it belongs to, or ""."""
    for at in range(min(8, raw.FPDFPageObj_CountMarks(item))):
        mark = raw.FPDFPageObj_GetMark(item, at)
        if _text(raw.FPDFPageObjMark_GetName, mark) == "OC":
            return f"{_text(raw.FPDFPageObjMark_GetParamStringValue, mark, b'Name')}#"
    return ""


def _text(ask: Any, mark: Any, *arguments: bytes) -> str:
    room, length = (ctypes.c_ushort * 256)(), ctypes.c_ulong()
    place = ctypes.cast(room, ask.argtypes[-3])
    if not ask(mark, *arguments, place, ctypes.sizeof(room), length):
        return ""
    return bytes(room)[: max(0, length.value - 2)].decode("utf-16-le", "replace")


def _angle(degrees: float) -> int:
    quarter = round(degrees / 90) * 90
    return -1 if abs(degrees - quarter) > _ASKEW else quarter % 360
