"""An old Word document (.doc, and what WPS writes as .wps) as grids and words, from its own bytes
([MS-DOC]).

The stream `WordDocument` names, in its table stream, the pieces of which the text is made, each in
UTF-16 or in the code page. In the text each cell ends
with the character 7, and so does, once more, each row; the second kind is told by the properties of
its paragraph, which also say where the cells' edges are.
"""

import re
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from crawler.extract.grids.compound import CompoundFile, CompoundRefused
from crawler.extract.grids.grid import MAX_COLUMNS, Grid, plain, squared
from crawler.extract.grids.word import WordReading, WordUnreadable

_FIELD = re.compile("\x13[^\x13\x14\x15]*\x14([^\x13\x15]*)\x15|\x13[^\x13\x14\x15]*\x15")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_BREAKS = str.maketrans({"\x0b": "\n", "\x0c": "\n", "\x1e": "-", "\xa0": " ", "\x09": " "})
_MAX_TEXT = 4_000_000
_MAX_TABLES = 400
_ABOVE = 6
_LONGEST_ABOVE = 80
_SAME_EDGE = 30  # twentieths of a point

# Properties of a paragraph and of a table row: [MS-DOC] 2.6.2, 2.6.3.
_IN_TABLE, _ROW_END, _HUGE, _CELLS, _TABS = 0x2416, 0x2417, 0x6646, 0xD608, 0xC615
_OPERAND = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}


@dataclass(frozen=True, slots=True)
class _Edges:
    """A row's cells: one more of `lefts` than cells; `goes_on`: merged with the cell above."""

    lefts: tuple[int, ...]
    goes_on: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Paragraph:
    is_in_table: bool = False
    is_row_end: bool = False
    edges: _Edges | None = None


_Rows = list[tuple[list[str], _Edges | None]]


def read_old_word(body: bytes) -> WordReading:
    """The tables and words of a .doc. Raises WordUnreadable."""
    try:
        text, paragraphs = _document(body)
    except (struct.error, IndexError, CompoundRefused) as broken:
        raise WordUnreadable(f"broken doc: {broken}"[:200]) from broken
    return _reading(list(_blocks(text, paragraphs)))


def _document(body: bytes) -> tuple[str, dict[int, _Paragraph]]:
    """The main text, and the properties of each paragraph by the place of its last character."""
    file = CompoundFile(body)
    main = file.stream("WordDocument")
    if struct.unpack_from("<H", main, 0)[0] != 0xA5EC:
        raise WordUnreadable("not a Word document of 1997 or later")
    flags = struct.unpack_from("<H", main, 10)[0]
    if flags & 0x0100:
        raise WordUnreadable("encrypted")
    length_of_text = struct.unpack_from("<i", main, 0x4C)[0]
    table = file.stream("1Table" if flags & 0x0200 else "0Table")
    first, length = struct.unpack_from("<II", main, 0x01A2)
    pieces = _piece_table(table[first : first + length])
    first, length = struct.unpack_from("<II", main, 0x0102)
    runs = list(_runs(main, table[first : first + length], cache(lambda: file.stream("Data"))))
    count = (len(pieces) - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}I", pieces, 0)
    parts: list[str] = []
    paragraphs: dict[int, _Paragraph] = {}
    for at in range(count):
        place = struct.unpack_from("<I", pieces, 4 * (count + 1) + 8 * at + 2)[0]
        size = max(0, min(ends[at + 1] - ends[at], _MAX_TEXT))
        width = 1 if place & 0x4000_0000 else 2
        start = (place & 0x3FFF_FFFF) // 2 if width == 1 else place
        letters = main[start : start + width * size]
        words = (
            letters.decode("cp1252", "replace")
            if width == 1
            else letters.decode("utf-16-le", "replace")
        )
        parts.append(words.ljust(size)[:size])
        for end, paragraph in runs:
            if start < end <= start + width * size:
                paragraphs[ends[at] + (end - start) // width - 1] = paragraph
        if ends[at + 1] > min(length_of_text, _MAX_TEXT):
            break
    return "".join(parts)[: max(0, min(length_of_text, _MAX_TEXT))], paragraphs


def _piece_table(properties: bytes) -> bytes:
    at = 0
    while at < len(properties) and properties[at] == 1:  # formatting, passed over
        at += 3 + struct.unpack_from("<H", properties, at + 1)[0]
    if at >= len(properties) or properties[at] != 2:
        raise WordUnreadable("doc without a table of pieces")
    return properties[at + 5 : at + 5 + struct.unpack_from("<I", properties, at + 1)[0]]


def _runs(
    main: bytes, places: bytes, data: Callable[[], bytes]
) -> Iterator[tuple[int, _Paragraph]]:
    """(end in the stream, properties) of each paragraph of a table, from pages of 512 bytes."""
    count = max(0, (len(places) - 4) // 8)
    for number in struct.unpack_from(f"<{count}I", places, 4 * (count + 1)) if count else ():
        page = main[(number & 0x3F_FFFF) * 512 : (number & 0x3F_FFFF) * 512 + 512]
        if len(page) < 512:
            continue
        in_page = page[511]
        ends = struct.unpack_from(f"<{in_page + 1}I", page, 0)
        for at in range(in_page):
            offset = page[4 * (in_page + 1) + 13 * at] * 2
            if not offset:
                continue
            size = page[offset]
            properties = (
                page[offset + 3 : offset + 2 * size]
                if size
                else page[offset + 4 : offset + 2 + 2 * page[offset + 1]]
            )
            paragraph = _paragraph(properties, data)
            if paragraph.is_in_table:
                yield ends[at + 1], paragraph


def _paragraph(properties: bytes, data: Callable[[], bytes], depth: int = 0) -> _Paragraph:
    is_in_table = is_row_end = False
    edges: _Edges | None = None
    at = 0
    while at + 2 < len(properties):
        code = struct.unpack_from("<H", properties, at)[0]
        at += 2
        kind = code >> 13
        if code == _CELLS:
            size = struct.unpack_from("<H", properties, at)[0] + 1
            edges = _edges(properties[at + 2 : at + size])
        elif kind == 6:
            size = properties[at] + 1
            if code == _TABS and properties[at] == 255:
                break
        else:
            size = _OPERAND[kind]
        if code == _IN_TABLE:
            is_in_table = bool(properties[at])
        elif code == _ROW_END:
            is_row_end = bool(properties[at])
        elif code == _HUGE and depth == 0:
            place = struct.unpack_from("<I", properties, at)[0]
            length = struct.unpack_from("<H", data(), place)[0]
            return _paragraph(data()[place + 2 : place + 2 + length], data, 1)
        at += size
    return _Paragraph(is_in_table or is_row_end, is_row_end, edges)


def _edges(operand: bytes) -> _Edges | None:
    count = operand[0] if operand else 0
    if not 0 < count <= MAX_COLUMNS or len(operand) < 1 + 2 * (count + 1):
        return None
    lefts = struct.unpack_from(f"<{count + 1}h", operand, 1)
    flags = [
        struct.unpack_from("<H", operand, place)[0]
        if (place := 1 + 2 * (count + 1) + 20 * at) + 2 <= len(operand)
        else 0
        for at in range(count)
    ]
    return _Edges(
        lefts, frozenset(at for at, bits in enumerate(flags) if bits & 0x20 and not bits & 0x40)
    )


# --- words and tables


def _blocks(text: str, paragraphs: dict[int, _Paragraph]) -> Iterator[str | _Rows]:
    """Paragraphs and tables in their order."""
    table: _Rows | None = None
    cells: list[str] = []
    words: list[str] = []
    start = 0
    for mark in re.finditer("[\r\x07]", text):
        said = text[start : mark.start()]
        start = mark.end()
        paragraph = paragraphs.get(mark.start(), _Paragraph())
        if mark[0] == "\x07" and paragraph.is_row_end:
            table = table or []
            table.append((cells, paragraph.edges))
            cells, words = [], []
        elif mark[0] == "\x07":
            cells.append("\n".join([*words, said]))
            words = []
        elif paragraph.is_in_table:
            words.append(said)
        else:
            if table is not None:
                yield table
                table = None
            yield said
    if table is not None:
        yield table
    if text[start:]:
        yield text[start:]


def _reading(blocks: list[str | _Rows]) -> WordReading:
    grids: list[Grid] = []
    above: list[str] = []
    words: list[str] = []
    prose: list[str] = []
    for at, block in enumerate(blocks):
        if isinstance(block, str):
            lines = [line for line in _clean(block).split("\n") if line.strip()]
            prose.extend(line.strip() for line in lines)
            words.extend(line.strip() for line in lines)
            above.extend(lines)
            continue
        words.extend("\t".join(_clean(cell).strip() for cell in cells) for cells, _ in block)
        if len(block) > 1 and len(grids) < _MAX_TABLES:
            near = [line.strip() for line in above[-_ABOVE:] if len(plain(line)) <= _LONGEST_ABOVE]
            grids.append(_grid(block, near, blocks[at + 1 : at + 4]))
        above = []
    return WordReading(tuple(grids), "\n".join(words), "\n".join(prose))


def _clean(words: str) -> str:
    for _ in range(5):  # fields within fields
        words = _FIELD.sub(lambda found: found[1] or "", words)
    return _CONTROL.sub("", words.translate(_BREAKS))


def _grid(table: _Rows, above: list[str], below: list[str | _Rows]) -> Grid:
    """Cells laid into the columns that the edges of all rows make together."""
    columns: list[int] = []
    for left in sorted(left for _, edges in table if edges for left in edges.lefts):
        if not columns or left - columns[-1] > _SAME_EDGE:
            columns.append(left)
    columns = columns[: MAX_COLUMNS + 1]
    rows: list[list[str]] = []
    repeats: set[tuple[int, int]] = set()
    for number, (cells, edges) in enumerate(table):
        row: list[str] = []
        for at, cell in enumerate(cells[:MAX_COLUMNS]):
            span = _span(columns, edges, at)
            goes_on = (
                edges is not None
                and at in edges.goes_on
                and bool(rows)
                and len(row) < len(rows[-1])
            )
            said = rows[-1][len(row)] if goes_on else _clean(cell).rstrip()
            for step in range(span):
                if said and (step or goes_on):
                    repeats.add((number, len(row)))
                row.append(said)
        rows.append(row)
    notes = [_clean(block).strip() for block in below if isinstance(block, str)]
    after = [line for line in notes if plain(line).startswith(("注", "备注", "说明"))]
    return Grid(squared(rows), "\n".join(above), "\n".join(after), frozenset(repeats))


def _span(columns: list[int], edges: _Edges | None, cell: int) -> int:
    if edges is None or cell + 1 >= len(edges.lefts):
        return 1
    left, right = edges.lefts[cell], edges.lefts[cell + 1]
    return max(1, sum(left + _SAME_EDGE < column <= right + _SAME_EDGE for column in columns))
