"""Which characters of a page its reader sees as its text: no watermark, no hidden layer, no white
on white. Runs in the child.

Watermarks are told by how they are printed (`crawler.extract.grids.watermarks`); what is pale or in
a layer is looked for on the page as pdfium draws it: last year's row in a layer that is switched
off leaves nothing there.
"""

import ctypes
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from crawler.extract.grids.pdf_page import Glyph
from crawler.extract.grids.watermarks import Printed, PrintManner, by_manners, quarter, watermarks

_PALE = 0.9  # of white, from which it is to be asked whether a colour shows at all
_SHOWN = 0.2  # of a line's characters that show, below which it is hidden
_INK = 24  # levels of grey between the lightest and the darkest dot of a character that shows
_SCALE = 1.5  # dots a point
_INVISIBLE = (
    raw.FPDF_TEXTRENDERMODE_INVISIBLE,
    raw.FPDF_TEXTRENDERMODE_CLIP,
)


class Manners:
    """The manners of a text page's characters; what an object says of itself is asked once."""

    def __init__(self, text: pdfium.PdfTextPage, turn: int) -> None:
        self._text, self._turn = text.raw, turn
        self._said: dict[int, tuple[tuple[int, int, int, int], bool, str]] = {}

    def of(self, at: int, size: float, degrees: float) -> PrintManner:
        item = raw.FPDFText_GetTextObject(self._text, at)
        key = ctypes.cast(item, ctypes.c_void_p).value or 0
        if key not in self._said:
            self._said[key] = _colour(item), _is_invisible(item), _layer(item)
        colour, is_invisible, layer = self._said[key]
        return PrintManner(round(size), colour, quarter(degrees - self._turn), is_invisible, layer)


def seen(
    page: pdfium.PdfPage, printed: Sequence[Printed], *, has_picture: bool
) -> tuple[Glyph, ...]:
    """The characters that belong to the page's text, in their order.

    `has_picture`: a picture covers most of the page; the invisible words over it are what somebody
    recognised in it, and stay.
    """
    by_manner = by_manners(printed)
    is_recognised = has_picture and all(manner.is_invisible for manner in by_manner)
    gone = watermarks(by_manner)
    if not is_recognised:
        gone |= {manner for manner in by_manner if manner.is_invisible}
    left = [each for each in printed if each.manner not in gone]
    asked = [each for each in left if each.manner.layer or each.manner.light >= _PALE]
    hidden = _hidden(page, asked) if asked and not is_recognised else set()
    return tuple(each.glyph for each in left if (each.manner, each.line) not in hidden)


def _hidden(page: pdfium.PdfPage, asked: Iterable[Printed]) -> set[tuple[PrintManner, int]]:
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

    lines: dict[tuple[PrintManner, int], list[bool]] = defaultdict(list)
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
