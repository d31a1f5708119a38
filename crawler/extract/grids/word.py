"""A Word document's body as grids and words: docx read from its XML, with merged cells, nested
tables and indents.

Text that was deleted under change tracking or is hidden is not in the document; a text box is
written twice in the XML and read once. A table that lays out others is no table: theirs are.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from crawler.extract.grids.amounts import parse_amount
from crawler.extract.grids.grid import MAX_COLUMNS, Grid, plain, squared
from crawler.extract.grids.safe_xml import XmlRefused, xml_root

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_OF_2003 = "{http://schemas.microsoft.com/office/word/2003/wordml}"  # Word 2003's own XML
_NAMESPACES = (_W, _STRICT, _OF_2003)
_TWICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = frozenset({"del", "moveFrom", "instrText", "delText"})
_MAX_CELLS = 1_000_000
_MAX_TABLES = 400
_ABOVE = 6
_LONGEST_ABOVE = 80
_TWIPS = 210  # twentieths of a point in one full-width character of ordinary size


class WordUnreadable(Exception):
    """Why no words could be read."""


@dataclass(frozen=True, slots=True)
class WordReading:
    """`text` is all words in their order, `prose` those outside tables."""

    grids: tuple[Grid, ...]
    text: str
    prose: str
    is_cut: bool = False  # there are more tables than these
    pictures: int = 0


def read_word_xml(document: bytes) -> WordReading:
    """`document` is the part word/document.xml, or a whole document of Word 2003 or Office's flat
    XML. Raises WordUnreadable.
    """
    try:
        root = xml_root(document, "docx")
    except XmlRefused as refused:
        raise WordUnreadable(str(refused)) from refused
    body = next((node for node in root.iter() if _name(node) == "body"), None)
    if body is None:
        raise WordUnreadable("docx without a body")
    pictures = sum(_name(node) in ("drawing", "pict") for node in body.iter())
    return replace(_reading(list(_blocks(body))), pictures=pictures)


def _reading(blocks: "list[str | list[_Row]]") -> WordReading:
    grids: list[Grid] = []
    above: list[str] = []
    words: list[str] = []
    prose: list[str] = []
    is_cut = False
    for at, block in enumerate(blocks):
        if isinstance(block, str):
            words.append(block.strip())
            prose.append(block.strip())
            above.append(block)
            continue
        if (grid := _grid(block, above[-_ABOVE:], blocks[at + 1 : at + 6])) is not None:
            is_cut = len(grids) == _MAX_TABLES
            grids += [] if is_cut else [grid]
        words.extend("\t".join(cell.words.strip() for cell in row) for row in block)
        above = []
    return WordReading(tuple(grids), "\n".join(words), "\n".join(prose), is_cut)


# --- the XML


@dataclass(slots=True)
class _WordCell:
    words: str
    columns: int = 1
    goes_on: bool = False  # merged with the cell above it


_Row = list[_WordCell]


def _name(node: Any) -> str:
    tag = node.tag
    if not isinstance(tag, str):
        return ""
    known = next((namespace for namespace in _NAMESPACES if tag.startswith(namespace)), None)
    return tag.removeprefix(known) if known else f"?{tag}"


def _blocks(parent: Any, *, enters_tables: bool = True) -> Iterator[str | list[_Row]]:
    """Paragraphs and tables in their order, those inside content controls and insertions too."""
    for node in parent:
        name = _name(node)
        if name == "p":
            if words := _paragraph(node):
                yield words
        elif name == "tbl":
            yield from _table(node) if enters_tables else ()
        elif name and name not in _LEFT_OUT and not name.endswith("Pr") and node.tag != _TWICE:
            yield from _blocks(node, enters_tables=enters_tables)


def _table(table: Any) -> Iterator[str | list[_Row]]:
    """The table; of one whose cells hold tables only what is data by itself, and those."""
    rows = list(_inside(table, "tr"))
    cells = [cell for row in rows for cell in _inside(row, "tc")]
    own = [_row(row) for row in rows if not _is_hidden(row)]
    if not any(_name(node) == "tbl" for cell in cells for node in cell.iter()):
        yield own
        return
    amounts = sum(parse_amount(cell.words) is not None for row in own for cell in row)
    if amounts > 1:
        yield own
    for cell in cells:
        yield from (block for block in _blocks(cell) if amounts < 2 or not isinstance(block, str))


def _is_hidden(row: Any) -> bool:
    """Format > font > hidden, on a row or on a run of letters (17.3.2.41, 17.4.20 of ECMA-376)."""
    return any(
        _name(mark) in ("hidden", "vanish") and _value(mark) not in ("0", "false", "off")
        for properties in row
        if _name(properties) in ("trPr", "rPr")
        for mark in properties
    )


def _inside(parent: Any, wanted: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, content controls looked through."""
    for node in parent:
        name = _name(node)
        if name == wanted:
            yield node
        elif name in ("sdt", "sdtContent", "ins", "customXml", "smartTag"):
            yield from _inside(node, wanted)


def _row(row: Any) -> _Row:
    before = _number(row, "trPr", "gridBefore")
    cells = [_WordCell("")] * min(before, MAX_COLUMNS) if before else []
    return [*cells, *(_cell(cell) for cell in _inside(row, "tc"))][:MAX_COLUMNS]


def _cell(cell: Any) -> _WordCell:
    merge = next(
        (
            node
            for properties in cell
            if _name(properties) == "tcPr"
            for node in properties
            if _name(node) == "vMerge"
        ),
        None,
    )
    goes_on = merge is not None and _value(merge) != "restart"
    parts = [block for block in _blocks(cell, enters_tables=False) if isinstance(block, str)]
    return _WordCell(
        "\n".join(parts), max(1, min(_number(cell, "tcPr", "gridSpan"), MAX_COLUMNS)), goes_on
    )


def _number(node: Any, properties: str, name: str) -> int:
    for group in node:
        if _name(group) == properties:
            for entry in group:
                if _name(entry) == name and (value := _value(entry)).isdecimal():
                    return min(int(value), MAX_COLUMNS)
    return 0


def _value(node: Any) -> str:
    return next((value for name in _NAMESPACES if (value := node.get(f"{name}val"))), "")


def _paragraph(paragraph: Any) -> str:
    words = "".join(_letters(paragraph))
    return "\u3000" * _depth(paragraph) + words if words.strip() else ""


def _letters(parent: Any) -> Iterator[str]:
    for node in parent:
        name = _name(node)
        if name == "t":
            yield node.text or ""
        elif name in ("tab", "br", "cr"):
            yield " "
        elif name == "noBreakHyphen":
            yield "-"
        elif (
            name
            and name not in _LEFT_OUT
            and not name.endswith("Pr")
            and node.tag != _TWICE
            and name not in ("p", "tbl")
            and not (name == "r" and _is_hidden(node))
        ):
            yield from _letters(node)
        elif name in ("p", "tbl"):  # a text box inside a paragraph
            yield " "
            yield from _letters(node)


def _depth(paragraph: Any) -> int:
    for properties in paragraph:
        for node in properties if _name(properties) == "pPr" else ():
            if _name(node) == "ind":
                characters = [
                    node.get(f"{_W}{name}") or "" for name in ("leftChars", "firstLineChars")
                ]
                if any(value.isdecimal() for value in characters):
                    return min(
                        12, sum(int(value) for value in characters if value.isdecimal()) // 100
                    )
                points = [node.get(f"{_W}{name}") or "" for name in ("left", "start", "firstLine")]
                return min(12, sum(int(value) for value in points if value.isdecimal()) // _TWIPS)
    return 0


# --- the grid


def _grid(table: list[_Row], above: list[str], below: "list[str | list[_Row]]") -> Grid | None:
    rows: list[list[str]] = []
    repeats: set[tuple[int, int]] = set()
    area = 0
    is_cut = False
    for number, cells in enumerate(table):
        row: list[str] = []
        for cell in cells:
            over = rows[-1][len(row)] if cell.goes_on and rows and len(row) < len(rows[-1]) else ""
            words = over if cell.goes_on else cell.words
            for step in range(min(cell.columns, MAX_COLUMNS - len(row))):
                if words and (step or cell.goes_on):
                    repeats.add((number, len(row)))
                row.append(words)
        rows.append(row)
        area += len(row)
        if area > _MAX_CELLS:
            is_cut = True
            break
    if not rows or max(map(len, rows)) < 2:
        return None
    before = [line.strip() for line in above if len(plain(line)) <= _LONGEST_ABOVE]
    after: list[str] = []
    for block in below:
        if not isinstance(block, str) or len(after) > 3:
            break
        if after or plain(block).startswith(("注", "备注", "说明")):
            after.append(block.strip())
    return Grid(squared(rows), "\n".join(before), "\n".join(after), frozenset(repeats), is_cut)
