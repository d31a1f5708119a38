"""The pages of a PDF as grids and words: what stands in tables, and what is said outside of them.

A table that goes on over a page is one table: the next part has the same columns and no title of
its own, and the headings that are printed again are dropped.
"""

import math
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from crawler.extract.grids.grid import Grid, plain, squared
from crawler.extract.grids.pdf_aligned import AlignedTable, aligned_tables
from crawler.extract.grids.pdf_broken_amounts import with_whole_amounts
from crawler.extract.grids.pdf_lines import PrintedLine, lines_of
from crawler.extract.grids.pdf_page import PdfPage
from crawler.extract.grids.pdf_ruled import RuledTable, ruled_tables

_PAGE_NUMBER = re.compile(
    r"^(?:[-—–·.\s]*\d{1,4}[-—–·.\s]*|第\d{1,4}页(?:[,，/]?共\d{1,4}页)?|\d{1,4}/\d{1,4}|page\d{1,4}(?:of\d{1,4})?)$",
    re.IGNORECASE,
)
_EDGE = 0.12  # of the page's height: where page numbers and running titles stand
_GOES_ON = re.compile(r"^(?:续表|續表|.*[(（]续[)）]|(?:金额|计量)?单位[:：].{0,8})+$")
_RUNNING = 3  # pages from which the same words at the edge are a running title
_SAME_COLUMN = 6.0  # points
_NOTE = re.compile(r"^(?:注|备注|说明|備註|註)\d?[:：.、]")
_ABOVE, _BELOW = 6, 5  # lines kept above and below a table
_LONGEST_ABOVE = 80
_MAX_PROSE = 400_000


@dataclass(frozen=True, slots=True)
class PdfReading:
    """`pages`: each page's words; `prose`: those outside tables; `title`: the first page's."""

    grids: tuple[Grid, ...]
    pages: tuple[str, ...]
    prose: str
    title: str = ""


@dataclass(slots=True)
class _Part:
    """A table's rows on one page, with the lines above it and below it."""

    columns: tuple[float, ...]  # of drawn lines
    spans: tuple[tuple[float, float], ...]  # of columns without lines
    rows: tuple[tuple[str, ...], ...]
    repeats: frozenset[tuple[int, int]]
    above: list[str]
    below: list[str] = field(default_factory=list)
    is_cut: bool = False


@dataclass(slots=True)
class _Sheet:
    """A page taken apart."""

    parts: list[_Part]
    tail: list[str]  # lines after the last table; all lines where there is none
    text: str  # all words, rows of tables as one line each
    prose: str  # those outside tables


def read_pdf_pages(pages: Sequence[PdfPage]) -> PdfReading:
    """The tables and words of a document's pages."""
    tables: list[_Part] = []
    prose: list[str] = []
    texts: list[str] = []
    is_open = False  # the last table reached the end of its page
    tail: list[str] = []
    running = _running_titles(pages)
    for page in pages:
        sheet = _sheet(page, tables[-1] if is_open else None, running)
        for at, part in enumerate(sheet.parts):
            if at == 0 and is_open and _goes_on(tables[-1], part):
                _append(tables[-1], part)
            else:
                part.above = part.above or tail[-2:]
                tables.append(part)
            tail = []
        texts.append(sheet.text)
        prose.append(sheet.prose)
        if sheet.parts or sheet.tail:
            is_open = bool(sheet.parts) and not sheet.tail
            tail = sheet.tail
    grids = tuple(_grid(part) for part in tables)
    return PdfReading(
        grids, tuple(texts), "\n".join(prose)[:_MAX_PROSE], _title(pages[0]) if pages else ""
    )


def _sheet(page: PdfPage, open_table: _Part | None, running: Collection[str]) -> _Sheet:
    ruled = ruled_tables(page, open_table.columns if open_table else ())
    free = _without_page_numbers(
        lines_of(glyph for glyph in page.glyphs if not any(table.holds(glyph) for table in ruled)),
        page,
        running,
    )
    free = with_whole_amounts(free)
    placed: list[tuple[float, float, RuledTable | AlignedTable]] = [
        (table.top, table.bottom, table) for table in ruled
    ]
    inside: set[int] = set()
    for aligned in aligned_tables(free, open_table.spans if open_table else ()):
        placed.append((free[aligned.first].top, free[aligned.last].bottom, aligned))
        inside.update(range(aligned.first, aligned.last + 1))
    outside = [line for at, line in enumerate(free) if at not in inside]
    parts: list[_Part] = []
    text: list[str] = []
    prose: list[str] = []
    floor = -math.inf  # a turned page may be written on above its edge
    for top, bottom, table in sorted(placed, key=lambda each: each[0]):
        above = [line for line in outside if floor <= line.middle < top]
        said = [line.text for line in above]
        if parts:
            parts[-1].below = _notes(said)
        parts.append(_part(table, said[-_ABOVE:]))
        prose.extend(paragraphs := _paragraphs(above, outside, page.width))
        text.extend([*paragraphs, *_row_lines(parts[-1])])
        floor = max(floor, bottom)
    last = [line for line in outside if line.middle >= floor]
    tail = [line.text for line in last]
    if parts:
        parts[-1].below = _notes(tail)
    prose.extend(paragraphs := _paragraphs(last, outside, page.width))
    text.extend(paragraphs)
    return _Sheet(parts, tail, "\n".join(text), "\n".join(prose))


def _row_lines(part: _Part) -> list[str]:
    rows = (
        "\t".join(
            cell.strip() for column, cell in enumerate(row) if (at, column) not in part.repeats
        )
        for at, row in enumerate(part.rows)
    )
    return [row.strip("\t") for row in rows if row.strip()]


def _part(table: RuledTable | AlignedTable, above: list[str]) -> _Part:
    short = [words for words in above if len(words) <= _LONGEST_ABOVE]
    if isinstance(table, RuledTable):
        return _Part(table.columns, (), table.rows, table.repeats, short, is_cut=table.is_cut)
    return _Part((), table.columns, table.rows, frozenset(), short)


def _notes(lines: Sequence[str]) -> list[str]:
    first = next((at for at, words in enumerate(lines) if _NOTE.match(plain(words))), None)
    return [] if first is None else list(lines[first : first + _BELOW])


def _goes_on(table: _Part, part: _Part) -> bool:
    """Whether a part at the top of a page belongs to the table that ended the page before."""
    is_titled = any(
        not _GOES_ON.match(plain(words)) and words not in table.above for words in part.above
    )
    if is_titled or len(part.columns) != len(table.columns) or len(part.spans) != len(table.spans):
        return False
    if part.spans:
        return all(
            one[0] < other[1] and other[0] < one[1]
            for one, other in zip(part.spans, table.spans, strict=True)
        )
    shift = part.columns[0] - table.columns[0]
    return all(
        abs(one - other - shift) <= _SAME_COLUMN
        for one, other in zip(part.columns, table.columns, strict=True)
    )


def _append(table: _Part, part: _Part) -> None:
    again = 0
    while again < min(len(part.rows), len(table.rows)) and _bare(part.rows[again]) == _bare(
        table.rows[again]
    ):
        again += 1
    offset = len(table.rows) - again
    table.rows = (*table.rows, *part.rows[again:])
    table.repeats |= {(row + offset, column) for row, column in part.repeats if row >= again}
    table.below = part.below
    table.is_cut = table.is_cut or part.is_cut
    table.spans = tuple(
        (min(one[0], other[0]), max(one[1], other[1]))
        for one, other in zip(table.spans, part.spans, strict=True)
    )


def _bare(row: Sequence[str]) -> list[str]:
    return [plain(cell) for cell in row]


def _grid(part: _Part) -> Grid:
    return Grid(
        squared(part.rows),
        "\n".join(part.above),
        "\n".join(part.below),
        part.repeats,
        part.is_cut,
    )


def _without_page_numbers(
    lines: Sequence[PrintedLine], page: PdfPage, running: Collection[str]
) -> list[PrintedLine]:
    def is_furniture(line: PrintedLine) -> bool:
        words = plain(line.text)
        return _is_at_the_edge(line, page) and (bool(_PAGE_NUMBER.match(words)) or words in running)

    return [line for line in lines if not is_furniture(line)]


def _running_titles(pages: Sequence[PdfPage]) -> set[str]:
    """The words at the edge of most pages: they would cut sentences and tables in two."""
    counted: Counter[str] = Counter()
    for page in pages:
        edge = (
            glyph
            for glyph in page.glyphs
            if glyph.bottom < _EDGE * page.height or glyph.top > (1 - _EDGE) * page.height
        )
        counted.update({plain(line.text) for line in lines_of(edge) if _is_at_the_edge(line, page)})
    needed = max(_RUNNING, len(pages) / 2)
    return {
        words for words, times in counted.items() if times >= needed and not _GOES_ON.match(words)
    }


def _is_at_the_edge(line: PrintedLine, page: PdfPage) -> bool:
    return line.bottom < _EDGE * page.height or line.top > (1 - _EDGE) * page.height


def _paragraphs(
    lines: Sequence[PrintedLine], of_page: Sequence[PrintedLine], width: float
) -> list[str]:
    """Lines joined where one runs to the right margin, which is as wide as the left."""
    margin = width - min((line.left for line in of_page), default=0.0)
    paragraphs: list[str] = []
    goes_on = False
    for line in lines:
        if goes_on:
            paragraphs[-1] += line.text
        else:
            paragraphs.append(line.text)
        goes_on = line.right > margin - 3 * line.size
    return paragraphs


def _title(page: PdfPage) -> str:
    """The words printed largest on the first page, where they are larger than the rest."""
    lines = [line for line in lines_of(page.glyphs) if len(plain(line.text)) >= 2]
    largest = max((line.size for line in lines), default=0.0)
    title = [line.text for line in lines if line.size > 0.85 * largest]
    words = "".join(title)
    return words[:120] if title and (len(title) <= 4 and len(words) <= 120) else ""
