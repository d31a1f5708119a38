"""A PDF's characters, drawn lines and pictures, measured by pdfium. Runs in the child: pdfium may
abort the process.
"""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from crawler.documents.fixed_pages import BROKEN_PAGE, PICTURE, judged
from crawler.documents.pdf_visible import Manners, seen
from crawler.documents.reading import DocumentReading, DocumentUnreadable
from crawler.extract.grids.drawn_lines import Drawn, sorted_lines, strokes
from crawler.extract.grids.matrix import UPRIGHT, Matrix, moved, product
from crawler.extract.grids.pdf_page import Glyph, PdfPage
from crawler.extract.grids.watermarks import Printed

MAX_PAGES = 1_000
_MAX_GLYPHS = 20_000  # a page; a full page of small print has some 4,000
_MAX_ALL_GLYPHS = 600_000
_MAX_SEGMENTS = 40_000  # a page
_MAX_FORMS = 5  # drawings within drawings


def read_pdf(body: bytes) -> DocumentReading:
    """The grids and words of a PDF; pages that are pictures are named. Raises DocumentUnreadable."""
    try:
        document = pdfium.PdfDocument(body)
    except pdfium.PdfiumError as broken:
        why = "encrypted" if "assword" in str(broken) else f"broken pdf: {broken}"
        raise DocumentUnreadable(why[:200]) from broken
    pages = list(_pages(document))
    if not pages:
        raise DocumentUnreadable("pdf without pages")
    return judged(pages, "pdf")


def _pages(document: pdfium.PdfDocument) -> Iterator[PdfPage]:
    glyphs = 0
    if len(document) > MAX_PAGES:
        raise DocumentUnreadable(f"{len(document)} pages")
    for number in range(len(document)):
        try:
            page = document[number]
        except pdfium.PdfiumError:
            yield BROKEN_PAGE
            continue
        measured = _measured(page)
        page.close()
        glyphs += len(measured.glyphs)
        if glyphs > _MAX_ALL_GLYPHS:
            raise DocumentUnreadable(f"more than {_MAX_ALL_GLYPHS:,} characters in the pdf")
        yield measured


# --- measuring one page


def _measured(page: pdfium.PdfPage) -> PdfPage:
    box = page.get_bbox()
    text = page.get_textpage()
    turn = _turn(text)
    place = _UprightPage(box, turn)
    printed = tuple(_printed(text, place, turn))
    unknown = sum(map(partial(_is_unknown, text.raw), range(text.count_chars())))
    drawn: list[Drawn] = []
    picture = 0.0
    area = max(1.0, (box[2] - box[0]) * (box[3] - box[1]))
    for kind, item, matrix in _objects(page.raw, UPRIGHT, 0):
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = _bounds(item, matrix)
            picture = max(picture, abs((right - left) * (top - bottom)) / area)
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            drawn += ((place.seen(*start), place.seen(*end)) for start, end in _lines(item, matrix))
            if len(drawn) > _MAX_SEGMENTS:  # a drawing: no line of it is a table's
                drawn = []
                break
    glyphs = seen(page, printed, has_picture=picture >= PICTURE)
    text.close()
    level, upright = sorted_lines(drawn)
    return PdfPage(place.width, place.height, glyphs, level, upright, picture, unknown)


def _is_unknown(text: Any, at: int) -> bool:
    """Whether nothing says which character this is: no code for it, or one of a private use."""
    code = raw.FPDFText_GetUnicode(text, at)
    if code <= 32:
        return bool(raw.FPDFText_HasUnicodeMapError(text, at) == 1)
    return bool(0xE000 <= code <= 0xF8FF or 0xFFFD <= code <= 0xFFFF)


class _UprightPage:
    """From a PDF's own coordinates to the page as it is read: upright, from the upper left corner."""

    def __init__(self, box: tuple[float, float, float, float], turn: int) -> None:
        self._left, self._bottom, self._right, self._top = box
        self._turn = turn
        width, height = self._right - self._left, self._top - self._bottom
        self.width, self.height = (height, width) if turn in (90, 270) else (width, height)

    def seen(self, x: float, y: float) -> tuple[float, float]:
        if self._turn == 270:  # clockwise, as pdfium counts: words run upwards
            return y - self._bottom, x - self._left
        if self._turn == 90:
            return self._top - y, self._right - x
        if self._turn == 180:
            return self._right - x, y - self._bottom
        return x - self._left, self._top - y


def _turn(text: pdfium.PdfTextPage) -> int:
    """Where most words run to, in quarter turns: a wide table is often printed lying on its side."""
    count = text.count_chars()
    step = max(1, count // 60)
    angles = Counter(
        round(math.degrees(raw.FPDFText_GetCharAngle(text.raw, at)) / 90) % 4 * 90
        for at in range(0, count, step)
    )
    return angles.most_common(1)[0][0] if angles else 0


def _printed(text: pdfium.PdfTextPage, place: _UprightPage, turn: int) -> Iterator[Printed]:
    """The characters; heights by base line and font size: fonts lie about their boxes."""
    handle, manners = text.raw, Manners(text, turn)
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    if text.count_chars() > _MAX_GLYPHS:
        raise DocumentUnreadable(f"more than {_MAX_GLYPHS:,} characters on one page")
    for at in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(handle, at)
        if (
            code <= 32
            or 0xD800 <= code < 0xE000
            or code in (0xA0, 0x3000)
            or code > 0x10FFFF
            or raw.FPDFText_IsGenerated(handle, at) == 1
        ):
            continue
        if not raw.FPDFText_GetLooseCharBox(handle, at, box) or not raw.FPDFText_GetCharOrigin(
            handle, at, x, y
        ):
            continue
        raw.FPDFText_GetMatrix(handle, at, matrix)
        size = abs(raw.FPDFText_GetFontSize(handle, at)) * math.hypot(matrix.c, matrix.d)
        left, right = sorted(
            (place.seen(box.left, box.top)[0], place.seen(box.right, box.bottom)[0])
        )
        base = place.seen(x.value, y.value)[1]
        if 0.5 <= size < 1_000 and all(map(math.isfinite, (left, right, base))):
            degrees = math.degrees(raw.FPDFText_GetCharAngle(handle, at))
            yield Printed(
                Glyph(chr(code), left, base - 0.85 * size, right, base + 0.15 * size, size),
                manners.of(at, size, degrees),
                (box.left, box.bottom, box.right, box.top),
            )


def _objects(parent: Any, matrix: Matrix, depth: int) -> Iterator[tuple[int, Any, Matrix]]:
    """Every object of a page as (kind, object, matrix), those inside drawings by the drawing's."""
    count, get = (
        (raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject)
        if depth
        else (raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject)
    )
    for at in range(count(parent)):
        item = get(parent, at)
        kind = raw.FPDFPageObj_GetType(item)
        if kind != raw.FPDF_PAGEOBJ_FORM:
            yield kind, item, matrix
        elif depth < _MAX_FORMS:
            yield from _objects(item, product(_matrix(item), matrix), depth + 1)


def _matrix(item: Any) -> Matrix:
    found = raw.FS_MATRIX()
    return (
        (found.a, found.b, found.c, found.d, found.e, found.f)
        if raw.FPDFPageObj_GetMatrix(item, ctypes.byref(found))
        else UPRIGHT
    )


def _bounds(item: Any, matrix: Matrix) -> tuple[float, float, float, float]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    return (*moved(left.value, bottom.value, matrix), *moved(right.value, top.value, matrix))


def _lines(item: Any, matrix: Matrix) -> Iterator[Drawn]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
    if fill.value or stroke.value:
        for points in _outlines(item, product(_matrix(item), matrix)):
            yield from strokes(points, is_stroked=bool(stroke.value))


def _outlines(item: Any, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """The points of each part of a path; a part that is closed ends where it began."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for at in range(min(raw.FPDFPath_CountSegments(item), _MAX_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(item, at)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points
            points = []
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        points.append(moved(x.value, y.value, matrix))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1:
        yield points
