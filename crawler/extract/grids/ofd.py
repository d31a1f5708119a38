"""OFD, the national format of fixed pages (GB/T 33190): its XML measured as characters and drawn
lines, which are then read as a PDF's are (`pdf_ruled`, `pdf_aligned`).

Lengths are millimetres, y counts downwards. A character stands where its object's Boundary, CTM and
TextCode put it (11.3): X and Y are the first one's, DeltaX and DeltaY the steps from each to the
next, with `g n v` for n steps of v. What is not visible, faint or askew is no text of the page.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from posixpath import dirname, join, normpath
from typing import Any

from crawler.extract.grids.drawn_lines import Drawn, Point, sorted_lines, strokes
from crawler.extract.grids.matrix import UPRIGHT, Matrix, moved, product
from crawler.extract.grids.pdf_page import Glyph, PdfPage
from crawler.extract.grids.safe_xml import XmlRefused, local_attribute, local_name, xml_root
from crawler.extract.grids.watermarks import Printed, PrintManner, by_manners, quarter, watermarks

_POINTS = 72 / 25.4  # in a millimetre
MAX_PAGES = 1_000
_MAX_GLYPHS = 20_000  # a page
_MAX_ALL_GLYPHS = 600_000
_MAX_SEGMENTS = 40_000  # a page
_MAX_DEPTH = 8  # drawings within drawings, blocks within blocks
_MAX_OBJECTS = 100_000  # a page
_FARTHEST = 1e5  # millimetres
_A4 = (0.0, 0.0, 210.0, 297.0)
_PALE, _DARK = 0.9, 0.8  # of white: words that need a ground, a ground on which they show
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_PATH = re.compile(rf"[SMLQBAC]|{_NUMBER.pattern}")
_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


class OfdUnreadable(Exception):
    """Why no page could be read; the message is for the page's `document_unreadable`."""


@dataclass(frozen=True, slots=True)
class OfdDocument:
    title: str
    pages: tuple[PdfPage, ...]


def read_ofd(parts: Mapping[str, bytes]) -> OfdDocument:
    """`parts` are the XML members of the package. Raises OfdUnreadable."""
    try:
        start = xml_root(_part(parts, "OFD.xml"), "ofd")
        roots = [node for node in start.iter() if local_name(node) == "DocRoot"]
        if not roots:
            raise OfdUnreadable("ofd without a document")
        pages = [
            page for root in roots for page in _Document(parts, (root.text or "").strip()).pages()
        ]
    except XmlRefused as refused:
        raise OfdUnreadable(str(refused)) from refused
    title = next((node.text or "" for node in start.iter() if local_name(node) == "Title"), "")
    return OfdDocument(title.strip(), tuple(pages))


def _part(parts: Mapping[str, bytes], name: str) -> bytes:
    found = parts.get(normpath(name.replace("\\", "/")).lstrip("/"))
    if found is None:
        raise OfdUnreadable(f"ofd without {name}"[:100])
    return found


# --- the document


class _Document:
    """One document of a package: its resources, its templates, its pages."""

    def __init__(self, parts: Mapping[str, bytes], root: str) -> None:
        self._parts, self._folder = parts, dirname(root.lstrip("/"))
        self._tree = xml_root(_part(parts, root), "ofd")
        self._styles: dict[str, Any] = {}  # draw parameters by ID
        self._composites: dict[str, Any] = {}
        for node in self._tree.iter():
            if local_name(node) in ("PublicRes", "DocumentRes") and (name := self._name(node.text)):
                self._take_resources(name)
        areas = [node for node in self._tree.iter() if local_name(node) == "PageArea"]
        self._area = _area(areas[0]) if areas else _A4
        self._templates = {
            node.get("ID"): node.get("BaseLoc")
            for node in self._tree.iter()
            if local_name(node) == "TemplatePage"
        }

    def pages(self) -> Iterator[PdfPage]:
        found = [node for node in self._tree.iter() if local_name(node) == "Page"]
        if len(found) > MAX_PAGES:
            raise OfdUnreadable(f"{len(found)} pages")
        glyphs = 0
        for node in found:
            page = self._page(node.get("BaseLoc") or "")
            glyphs += len(page.glyphs)
            if glyphs > _MAX_ALL_GLYPHS:
                raise OfdUnreadable(f"more than {_MAX_ALL_GLYPHS:,} characters in the ofd")
            yield page

    def _page(self, place: str) -> PdfPage:
        tree = xml_root(_part(self._parts, self._name(place)), "ofd")
        areas = [node for node in tree if local_name(node) == "Area"]
        sheet = _Sheet(_area(areas[0]) if areas else self._area, self._styles, self._composites)
        for template in [node for node in tree if local_name(node) == "Template"]:
            if base := self._templates.get(template.get("TemplateID")):
                sheet.draw_layers(xml_root(_part(self._parts, self._name(base)), "ofd"))
        sheet.draw_layers(tree)
        return sheet.page()

    def _take_resources(self, name: str) -> None:
        if (part := self._parts.get(name)) is None:
            return
        for node in xml_root(part, "ofd").iter():
            kind = local_name(node)
            if kind == "DrawParam":
                self._styles[str(node.get("ID"))] = node
            elif kind == "CompositeGraphicUnit":
                self._composites[str(node.get("ID"))] = node

    def _name(self, place: str | None) -> str:
        """The member's name; a place is told from the document's folder, or from the root."""
        place = (place or "").strip().replace("\\", "/")
        return normpath(place if place.startswith("/") else join(self._folder, place)).lstrip("/")


def _area(node: Any) -> tuple[float, float, float, float]:
    """The page's box, left, top, width, height; A4 where none is told."""
    boxes = {local_name(child): _numbers(child.text) for child in node}
    for name in ("PhysicalBox", "ApplicationBox", "ContentBox"):
        box = boxes.get(name, [])
        if len(box) == 4 and box[2] > 0 and box[3] > 0:
            return box[0], box[1], box[2], box[3]
    return _A4


# --- one page


@dataclass(frozen=True, slots=True)
class _Letter:
    """A character by its base point and how it is printed, in millimetres."""

    text: str
    at: Point
    ahead: Point  # from here to where the next would stand
    size: float
    degrees: float
    manner: PrintManner


@dataclass(slots=True)
class _Sheet:
    area: tuple[float, float, float, float]
    styles: Mapping[str, Any]
    composites: Mapping[str, Any]
    letters: list[_Letter] = field(default_factory=list)
    drawn: list[Drawn] = field(default_factory=list)
    grounds: list[tuple[float, float, float, float]] = field(default_factory=list)
    picture: float = 0.0
    objects: int = 0

    def draw_layers(self, tree: Any) -> None:
        for content in [node for node in tree if local_name(node) == "Content"]:
            for layer in [node for node in content if local_name(node) == "Layer"]:
                if layer.get("Visible") == "false":
                    continue
                self._draw(layer, UPRIGHT, local_attribute(layer, "DrawParam"), 0)

    def _draw(self, parent: Any, outer: Matrix, style: str, depth: int) -> None:
        for node in parent:
            kind = local_name(node)
            self.objects += 1
            if self.objects > _MAX_OBJECTS:
                raise OfdUnreadable(f"more than {_MAX_OBJECTS:,} objects on one page")
            if not kind or node.get("Visible") == "false":
                continue
            own = node.get("DrawParam") or style
            place = product(_placing(node), outer)
            if kind == "TextObject":
                self._write(node, place, own)
            elif kind == "PathObject":
                self._draw_path(node, place, own)
            elif kind == "ImageObject":
                self._place_picture(node, outer)
            elif depth < _MAX_DEPTH and kind == "PageBlock":
                self._draw(node, outer, own, depth + 1)
            elif depth < _MAX_DEPTH and kind == "CompositeObject":
                unit = self.composites.get(node.get("ResourceID") or "")
                for content in unit if unit is not None else ():
                    if local_name(content) == "Content":
                        self._draw(content, place, own, depth + 1)

    def _write(self, node: Any, place: Matrix, style: str) -> None:
        fills, strokes_it = node.get("Fill") != "false", node.get("Stroke") == "true"
        if not fills and not strokes_it:
            return
        colour = self._colour(node, "FillColor" if fills else "StrokeColor", style)
        size = _number(node.get("Size"), 3.5)
        a, b, c, d, _, _ = place
        turn = math.degrees(math.atan2(b, a)) + _number(node.get("CharDirection"), 0.0)
        height = size * math.hypot(c, d)
        if not 0.2 <= height < 400:
            return
        manner = PrintManner(round(height * _POINTS), colour, quarter(turn), False, "")
        wide = size * _number(node.get("HScale"), 1.0)
        x = y = 0.0
        for code in [child for child in node if local_name(child) == "TextCode"]:
            x, y = _number(code.get("X"), x), _number(code.get("Y"), y)
            words = "".join(code.itertext()).strip("\r\n")
            for text, at, ahead in _steps(words, (x, y), code, wide):
                if len(self.letters) >= _MAX_GLYPHS:
                    raise OfdUnreadable(f"more than {_MAX_GLYPHS:,} characters on one page")
                if not text.isspace() and ord(text) > 32:
                    here, there = moved(*at, place), moved(*ahead, place)
                    step = there[0] - here[0], there[1] - here[1]
                    self.letters.append(_Letter(text, here, step, height, turn, manner))

    def _draw_path(self, node: Any, place: Matrix, style: str) -> None:
        strokes_it, fills = node.get("Stroke") != "false", node.get("Fill") == "true"
        data = next((c.text for c in node if local_name(c) == "AbbreviatedData"), "") or ""
        for outline in _outlines(data):
            points = [moved(x, y, place) for x, y in outline]
            scaled = [(x * _POINTS, y * _POINTS) for x, y in points]
            if strokes_it or fills:
                self.drawn.extend(strokes(scaled, is_stroked=strokes_it))
            if len(self.drawn) > _MAX_SEGMENTS:
                raise OfdUnreadable(f"more than {_MAX_SEGMENTS:,} lines on one page")
            if fills and _light(self._colour(node, "FillColor", style)) < _DARK:
                xs, ys = [x for x, _ in points], [y for _, y in points]
                self.grounds.append((min(xs), min(ys), max(xs), max(ys)))

    def _place_picture(self, node: Any, outer: Matrix) -> None:
        x, y, width, height = _boundary(node)
        left, top = moved(x, y, outer)
        share = width * height / (self.area[2] * self.area[3])
        self.picture = max(self.picture, min(1.0, share))
        self.grounds.append((left, top, left + width, top + height))

    def _colour(self, node: Any, name: str, style: str) -> tuple[int, int, int, int]:
        """Of the object, else of its draw parameters, else black; red, green, blue, opacity."""
        opacity = _number(node.get("Alpha"), 255.0)
        found = next((child for child in node if local_name(child) == name), None)
        for _ in range(_MAX_DEPTH):
            params = self.styles.get(style)
            if found is not None or params is None:
                break
            found = next((child for child in params if local_name(child) == name), None)
            style = params.get("Relative") or ""
        if found is None:
            return 0, 0, 0, int(opacity)
        opacity *= _number(found.get("Alpha"), 255.0) / 255
        return (*_rgb(_numbers(found.get("Value"))), max(0, min(255, int(opacity))))

    def page(self) -> PdfPage:
        turns = Counter(quarter(letter.degrees) for letter in self.letters)
        turn = turns.most_common(1)[0][0] or 0 if turns else 0
        frame = _Upright(self.area, turn)
        printed = [_printed(letter, frame, turn) for letter in self.letters]
        gone = watermarks(by_manners(printed))
        glyphs = tuple(
            each.glyph
            for each, letter in zip(printed, self.letters, strict=True)
            if each.manner not in gone and (each.manner.light < _PALE or self._has_ground(letter))
        )
        level, upright = sorted_lines(
            (frame.seen_points(start), frame.seen_points(end)) for start, end in self.drawn
        )
        unknown = sum(0xE000 <= ord(letter.text) <= 0xF8FF for letter in self.letters)
        return PdfPage(frame.width, frame.height, glyphs, level, upright, self.picture, unknown)

    def _has_ground(self, letter: _Letter) -> bool:
        x, y = letter.at
        return any(
            left <= x <= right and top <= y <= bottom for left, top, right, bottom in self.grounds
        )


class _Upright:
    """From a page's millimetres to its points as it is read: a page written lying is stood up."""

    def __init__(self, area: tuple[float, float, float, float], turn: int) -> None:
        self._left, self._top, self._width, self._height = area
        self._turn = turn
        sides = (self._height, self._width) if turn in (90, 270) else (self._width, self._height)
        self.width, self.height = sides[0] * _POINTS, sides[1] * _POINTS

    def seen(self, x: float, y: float) -> Point:
        x, y = x - self._left, y - self._top
        if self._turn == 90:  # words run downwards
            x, y = y, self._width - x
        elif self._turn == 270:
            x, y = self._height - y, x
        elif self._turn == 180:
            x, y = self._width - x, self._height - y
        return x * _POINTS, y * _POINTS

    def seen_points(self, point: Point) -> Point:
        return self.seen(point[0] / _POINTS, point[1] / _POINTS)


def _printed(letter: _Letter, frame: _Upright, turn: int) -> Printed:
    x, y = frame.seen(*letter.at)
    size = letter.size * _POINTS
    degrees = letter.degrees - turn
    angle = quarter(degrees) or 0
    ahead = math.hypot(*letter.ahead) * _POINTS
    wide = size * (0.5 if letter.text.isascii() else 1.0)
    wide = min(wide, ahead) if 0.2 * wide < ahead else wide
    # The middle lies half the width along the base line and 0.35 of the size above it.
    along, above = wide / 2, 0.35 * size
    radians = math.radians(angle)
    centre = (
        x + along * math.cos(radians) + above * math.sin(radians),
        y + along * math.sin(radians) - above * math.cos(radians),
    )
    half = (wide / 2, size / 2) if angle in (0, 180) else (size / 2, wide / 2)
    glyph = Glyph(
        letter.text,
        centre[0] - half[0],
        centre[1] - half[1],
        centre[0] + half[0],
        centre[1] + half[1],
        size,
    )
    box = (glyph.left, glyph.top, glyph.right, glyph.bottom)
    manner = letter.manner
    upright = PrintManner(manner.size, manner.colour, quarter(degrees), manner.is_invisible, "")
    return Printed(glyph, upright, box)


def _steps(words: str, at: Point, code: Any, wide: float) -> Iterator[tuple[str, Point, Point]]:
    """(character, where it stands, where the next one stands), in the object's own frame."""
    right, down = _deltas(code.get("DeltaX"), len(words)), _deltas(code.get("DeltaY"), len(words))
    x, y = at
    for number, text in enumerate(words):
        width = wide * (0.5 if text.isascii() else 1.0)
        has_step = number < len(right) or number < len(down)
        ahead = (
            x + (right[number] if number < len(right) else 0.0 if has_step else width),
            y + (down[number] if number < len(down) else 0.0),
        )
        yield text, (x, y), ahead
        x, y = ahead


def _deltas(text: str | None, most: int) -> list[float]:
    """The steps, `g n v` written out."""
    if not text or len(text) > 200_000:
        return []
    words = iter(text.split())
    steps: list[float] = []
    for word in words:
        if word == "g":
            count, step = (_number(next(words, None), 0.0) for _ in range(2))
            steps.extend([step] * max(0, min(int(count), most - len(steps))))
        else:
            steps.append(_number(word, 0.0))
        if len(steps) >= most:
            break
    return steps[:most]


def _outlines(data: str) -> Iterator[list[Point]]:
    """The points of each part of a path; of a curve only its end."""
    points: list[Point] = []
    marks = iter(islice(_PATH.findall(data), 8 * _MAX_SEGMENTS))
    for mark in marks:
        if mark not in _OPERANDS:
            continue
        numbers = [_number(next(marks, None), 0.0) for _ in range(_OPERANDS[mark])]
        if mark in "SM":
            if len(points) > 1:
                yield points
            points = []
        if mark == "C" and points:
            points.append(points[0])
        elif numbers:
            points.append((numbers[-2], numbers[-1]))
    if len(points) > 1:
        yield points


# --- numbers


def _placing(node: Any) -> Matrix:
    """From the object's own frame to the one it stands in: CTM, then Boundary's corner."""
    x, y, _, _ = _boundary(node)
    ctm = _numbers(node.get("CTM"))
    own: Matrix = (ctm[0], ctm[1], ctm[2], ctm[3], ctm[4], ctm[5]) if len(ctm) == 6 else UPRIGHT
    return product(own, (1.0, 0.0, 0.0, 1.0, x, y))


def _boundary(node: Any) -> tuple[float, float, float, float]:
    box = _numbers(node.get("Boundary"))
    return (box[0], box[1], box[2], box[3]) if len(box) == 4 else (0.0, 0.0, 0.0, 0.0)


def _numbers(text: str | None) -> list[float]:
    return [_number(word, 0.0) for word in (text or "")[:2_000].split()]


def _number(text: str | None, default: float) -> float:
    """The number within what a page may hold; `default` where there is none."""
    if text is None or not _NUMBER.fullmatch(text.strip()):
        return default
    return max(-_FARTHEST, min(_FARTHEST, float(text)))


def _rgb(values: list[float]) -> tuple[int, int, int]:
    if len(values) == 4:  # CMYK, 0 to 255 each
        key = 255 - values[3]
        shades = [key * (255 - value) / 255 for value in values[:3]]
    else:
        shades = values if len(values) == 3 else (values or [0.0])[:1] * 3
    red, green, blue = (max(0, min(255, int(shade))) for shade in shades)
    return red, green, blue


def _light(colour: tuple[int, int, int, int]) -> float:
    red, green, blue, _ = colour
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255
