"""The data tables of a page as grids.

Old county pages lay out with tables, so a table may hold a page, a menu or a table: the words of an
inner table never count for the outer one, and which grid holds data is decided later by what stands
in it. Spans are capped and rowspans clipped to the table, so that a page cannot ask for more cells
than it has words for.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.extract.grids.amounts import parse_amount
from crawler.extract.grids.grid import MAX_COLUMNS, PICTURE, Grid

MAX_SPAN = 1_000  # docs/stack.md §7
_MAX_CELLS = 200_000  # of one page, all tables together
_NEAR = 400  # characters of prose above and below that belong to a table

_UNSEEN = frozenset(("script", "style", "noscript", "template", "head", "iframe", "object", "select", "textarea"))  # fmt: skip
_BLOCKS = frozenset(("p", "div", "tr", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "table", "center", "section", "article", "caption", "dl", "dt", "dd", "br", "hr", "form"))  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_INDENT = re.compile(
    r"(?:padding-left|text-indent)\s*:\s*(\d{1,3})(?:\.\d+)?\s*(px|em|pt)", re.IGNORECASE
)
_LAYOUT_SPACE = re.compile(r"[ \t\r\n\f]+")


def grids_of(tree: LexborHTMLParser, *, with_amounts: bool = True) -> tuple[Grid, ...]:
    """The grids of a page's tables in order, but those without two amounts, where these are asked
    for, or two columns.
    """
    if tree.body is None or tree.css_first("table") is None:
        return ()
    walk = _Walk()
    walk.over(tree.body)
    return tuple(
        grid
        for table in walk.tables
        if (table.has_data or not with_amounts) and (grid := _grid(table, walk)).width > 1
    )


@dataclass(slots=True)
class _PageCell:
    colspan: int
    rowspan: int
    words: list[str] = field(default_factory=list)
    has_picture: bool = False

    @property
    def text(self) -> str:
        # ASCII space is layout; full-width and no-break spaces are how publishers indent.
        words = _LAYOUT_SPACE.sub(" ", "".join(self.words)).strip(" ")
        return PICTURE if self.has_picture and not words.strip() else words


@dataclass(slots=True)
class _PageTable:
    rows: list[list[_PageCell]] = field(default_factory=list)
    opened: int = 0  # places in the walk's prose
    closed: int = 0
    is_cut: bool = False
    open_cell: _PageCell | None = None

    @property
    def has_data(self) -> bool:
        amounts = (parse_amount(cell.text) is not None for row in self.rows for cell in row)
        return _at_least(2, amounts)


def _at_least(wanted: int, truths: Iterator[bool]) -> bool:
    for is_true in truths:
        wanted -= is_true
        if wanted <= 0:
            return True
    return False


class _Walk:
    """One pass over the page without recursion, however deep it nests."""

    def __init__(self) -> None:
        self.tables: list[_PageTable] = []
        self.prose: list[str] = []
        self.data_ends: set[int] = set()  # places in the prose where a table of data closed
        self.openings: set[int] = set()
        self._open: list[_PageTable] = []
        self._cells = 0

    def over(self, top: LexborNode) -> None:
        todo: list[tuple[LexborNode, bool]] = [(top, True)]
        while todo:
            node, enters = todo.pop()
            if not enters:
                self._leave(node)
                continue
            tag = node.tag or ""
            if node.is_text_node:
                self._say(node.text_content or "")
                continue
            if not node.is_element_node or tag in _UNSEEN or _is_hidden(node):
                continue
            self._enter(node, tag)
            todo.append((node, False))
            todo.extend((child, True) for child in reversed(list(node.iter(include_text=True))))

    def _say(self, words: str) -> None:
        if self._open and self._open[-1].open_cell is not None:
            self._open[-1].open_cell.words.append(words)
        self.prose.append(words)

    def _enter(self, node: LexborNode, tag: str) -> None:
        if tag in _BLOCKS:
            self.prose.append("\n")
            if tag == "br":
                self._say(" ")
        if tag == "table":
            self._open.append(_PageTable(opened=len(self.prose)))
            self.tables.append(self._open[-1])
            self.openings.add(len(self.prose))
        elif tag == "tr" and self._open:
            self._open[-1].rows.append([])
        elif tag in {"td", "th"} and self._open:
            self._begin_cell(node, self._open[-1])
        elif tag == "img" and self._open and (cell := self._open[-1].open_cell) is not None:
            cell.has_picture = cell.has_picture or not _is_spacer(node)

    def _begin_cell(self, node: LexborNode, table: _PageTable) -> None:
        self.prose.append(" ")
        self._cells += 1
        if self._cells > _MAX_CELLS:
            table.is_cut = True
            table.open_cell = None
            return
        style = node.attributes.get("style") or ""
        cell = _PageCell(
            _span(node, "colspan"), _span(node, "rowspan"), ["\u3000" * _indent(style)]
        )
        if not table.rows:
            table.rows.append([])
        table.rows[-1].append(cell)
        table.open_cell = cell

    def _leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag in {"td", "th"} and self._open:
            self._open[-1].open_cell = None
        elif tag == "table" and self._open:
            table = self._open.pop()
            table.closed = len(self.prose)
            if table.has_data:
                self.data_ends.add(table.closed)
        elif tag == "caption" and self._open:
            self._open[-1].opened = len(self.prose)  # the words of a caption stand above
        if tag in _BLOCKS:
            self.prose.append("\n")

    def near(self, table: _PageTable) -> tuple[str, str]:
        """The words above and below a table, up to the next table that holds data."""
        above: list[str] = []
        at, length = table.opened, 0
        while at > 0 and length < _NEAR and at not in self.data_ends:
            at -= 1
            above.append(self.prose[at])
            length += len(self.prose[at].strip())
        below: list[str] = []
        at, length = table.closed, 0
        while at < len(self.prose) and length < _NEAR and at not in self.openings:
            below.append(self.prose[at])
            length += len(self.prose[at].strip())
            at += 1
        return _lines("".join(reversed(above)))[-_NEAR:], _lines("".join(below))[:_NEAR]


def _grid(table: _PageTable, walk: _Walk) -> Grid:
    rows: list[list[str]] = []
    repeats: set[tuple[int, int]] = set()
    hanging: dict[int, tuple[str, int]] = {}  # column -> words, rows still to cover
    is_cut = table.is_cut
    area = 0
    for number, cells in enumerate(table.rows):
        row: list[str] = []

        def put(words: str, is_repeat: bool, row: list[str] = row, number: int = number) -> None:
            if is_repeat:
                repeats.add((number, len(row)))
            row.append(words)

        queue = list(cells)
        while (
            queue or len(row) in hanging or any(column > len(row) for column in hanging)
        ) and len(row) < MAX_COLUMNS:
            column = len(row)
            if column in hanging:
                words, left = hanging.pop(column)
                put(words, is_repeat=True)
                if left > 1:
                    hanging[column] = (words, left - 1)
                continue
            if not queue:
                put("", is_repeat=False)
                continue
            cell = queue.pop(0)
            rowspan = min(cell.rowspan or MAX_SPAN, len(table.rows) - number)
            for step in range(min(cell.colspan, MAX_COLUMNS - column)):
                put(cell.text, is_repeat=step > 0)
                if rowspan > 1:
                    hanging[column + step] = (cell.text, rowspan - 1)
        area += len(row)
        rows.append(row)
        if area > _MAX_CELLS:
            is_cut = True
            break
    before, after = walk.near(table)
    width = max((len(row) for row in rows), default=0)
    return Grid(
        tuple(tuple(row) + ("",) * (width - len(row)) for row in rows),
        before,
        after,
        frozenset(repeats),
        is_cut,
    )


def _span(node: LexborNode, name: str) -> int:
    digits = re.match(r"\s*(\d{1,6})", node.attributes.get(name) or "1")
    return max(0 if name == "rowspan" else 1, min(MAX_SPAN, int(digits[1]))) if digits else 1


def _indent(style: str) -> int:
    found = _INDENT.search(style)
    if not found:
        return 0
    return min(20, int(found[1]) if found[2].lower() == "em" else int(found[1]) // 14)


def _is_spacer(image: LexborNode) -> bool:
    """A picture of a few points, with which old pages keep distances."""
    sizes = (image.attributes.get(side) or "" for side in ("width", "height"))
    return any(re.match(r"\s*\d\s*(?:px)?\s*$", size) for size in sizes)


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def _lines(text: str) -> str:
    return "\n".join(
        words for line in text.split("\n") if (words := _LAYOUT_SPACE.sub(" ", line).strip())
    )
