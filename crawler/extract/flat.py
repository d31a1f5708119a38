"""A page laid flat: one walk over its tags, and every later reader works on plain lists.

Runs are the texts in order; blocks are runs between block-level tags; nodes are the elements (with
the span of runs inside them), so that "the text of this row" is a slice. Areas are settled after
the walk, when shares of text are known.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from html import unescape
from itertools import accumulate, compress, count, islice
from operator import attrgetter
from typing import NamedTuple

from crawler.extract.areas import (
    FRAME_SHARE,
    LONGEST_HEADING,
    SURE_SHARE,
    SURE_TAGS,
    is_consent_button,
    is_heading_of_neighbours,
)
from crawler.extract.publication import TEXT_BEGINS
from crawler.extract.safe_parse import ParsedTree
from crawler.extract.tags import CLOSES, OPENS, TAGS, Tag, attribute

MAX_RUNS = 200_000
LONG_TEXT = 1_000_000  # characters between two tags
MAX_ANCHORS = 120_000


class Anchor:
    """A link as written. `tooltip` is @title, the full words where the visible ones are cut."""

    __slots__ = ("area", "href", "node", "onclick", "run", "target", "text", "tooltip")

    def __init__(
        self,
        href: str,
        onclick: str,
        tooltip: str,
        node: int,
        run: int,
        text: str = "",
        area: str = "main",
    ) -> None:
        self.href, self.onclick, self.tooltip = href, onclick, tooltip
        self.node, self.run = node, run
        self.text, self.area = text, area
        self.target: str | None = None  # its address, once it has been worked out


class Place(Enum):
    """Where a line stands to the page's text; `EDGE` also where nobody has looked."""

    TEXT = "inside the text"
    EDGE = "at the text's edge"
    BESIDE = "beside the text"


class RawBlock:
    """The words between two block-level tags, `link_characters` of them in links; `heading` 1–4
    inside h1–h4, else 0. Settled when the text has been found (noise/places.py): `place`; `words`,
    what of the text may count there; `row`, the line of a table it stands in, -1 for none. `prose`:
    how many characters of prose it holds (title_and_text.py), None until somebody asks.
    """

    __slots__ = (
        "area",
        "heading",
        "link_characters",
        "node",
        "place",
        "prose",
        "row",
        "run",
        "text",
        "words",
    )

    def __init__(self, text: str, node: int, run: int, heading: int, link_characters: int) -> None:
        self.text, self.node, self.run = text, node, run
        self.heading, self.link_characters = heading, link_characters
        self.area = "main"
        self.place = Place.EDGE
        self.words = text
        self.row = -1
        self.prose: int | None = None


class Stamp(NamedTuple):
    """A day told to machines: in `value` (@datetime, @content, @title; "" where its words tell it).

    `run`: the place among the runs where it stands; `element`: -1 where it can hold no words.
    """

    value: str
    names: str  # of the element, and what it is a property of
    element: int
    run: int


@dataclass(slots=True)
class FlatPage:
    """The lists of one page; elements, runs, blocks and links are told by their places in them."""

    # of the elements, in document order; the four columns below are as long
    tags: list[Tag] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)  # the first element that is no longer inside
    run_starts: list[int] = field(default_factory=list)
    run_ends: list[int] = field(default_factory=list)
    runs: list[str] = field(default_factory=list)
    blocks: list[RawBlock] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    anchor_nodes: list[int] = field(default_factory=list)  # the element of each
    # menus of another kind: an image map's areas and a select's options, by address with their
    # words or the run in which these stand
    menu: list[tuple[str, str | int]] = field(default_factory=list)
    stamps: list[Stamp] = field(default_factory=list)
    metas: dict[str, str] = field(default_factory=dict)  # names in lower case, first value wins
    title: str = ""
    base: str = ""
    refresh: str = ""  # content of meta refresh
    frames: list[str] = field(default_factory=list)
    images: int = 0
    pictures: list[int] = field(default_factory=list)  # of large ones that lead nowhere, the run
    has_password_field: bool = False
    # spans of runs under headings such as 相关信息
    neighbours: list[tuple[int, int]] = field(default_factory=list)
    is_cut: bool = False  # too many elements, runs or links to keep
    # each element, and the end of the page
    _anchors_before: list[int] = field(default_factory=list)
    _signatures: dict[int, int] = field(default_factory=dict)

    def blocks_in(self, index: int) -> tuple[int, int]:
        """The span of blocks that began inside the element."""
        return bisect_left(self.blocks, index, key=_node_of), bisect_left(
            self.blocks, self.ends[index], key=_node_of
        )

    def anchors_in(self, index: int) -> tuple[int, int]:
        """The span of links inside the element, or that it is."""
        return self._anchors_before[index], self._anchors_before[self.ends[index]]

    def count_anchors(self) -> None:
        begins = bytearray(len(self.tags) + 1)
        for node in self.anchor_nodes:
            begins[node + 1] = 1
        self._anchors_before = list(accumulate(begins))

    def children(self, index: int) -> Iterator[int]:
        """The elements directly inside."""
        child = index + 1
        while child < self.ends[index]:
            yield child
            child = self.ends[child]

    def behind(self, index: int) -> Iterator[int]:
        """The elements behind it in the one around it."""
        parent, here = self.parents[index], self.ends[index]
        while parent >= 0 and here < self.ends[parent]:
            yield here
            here = self.ends[here]

    def ancestors(self, index: int) -> Iterator[int]:
        """The element and all around it, innermost first."""
        while index >= 0:
            yield index
            index = self.parents[index]

    def signature(self, index: int) -> int:
        """Equal for elements of the same shape within elements of the same shapes, up to the root."""
        path = []
        while index >= 0 and index not in self._signatures:
            path.append(index)
            index = self.parents[index]
        signature = self._signatures[index] if index >= 0 else 0
        for index in reversed(path):
            signature = self._signatures[index] = hash((signature, self.tags[index].shape))
        return signature


_node_of = attrgetter("node")


def flatten(tree: ParsedTree) -> FlatPage:
    """Everything the later readers need, from one walk over `tree`."""
    page = FlatPage()
    _walk(tree.regular_html(), page)
    page.count_anchors()
    _settle_areas(page)
    return page


def _walk(html: str, page: FlatPage) -> None:
    """The one pass. It sees every tag of every page: local names, and nothing done twice."""
    tags, parents, ends, run_starts, run_ends = (
        page.tags,
        page.parents,
        page.ends,
        page.run_starts,
        page.run_ends,
    )
    runs, blocks, anchors = page.runs, page.blocks, page.anchors
    # by turns: regular HTML has no < or > but those of its tags
    texts_and_tags = [
        *html.replace("<", ">").split(">"),
        "",
    ]
    texts, sources = texts_and_tags[::2], texts_and_tags[1::2]
    here, elements, run_count = -1, 0, 0
    parts: list[str] = []  # of the block being filled
    block_run, block_node, heading, link_characters = 0, -1, 0, 0
    open_links: list[tuple[int, int]] = [(-1, -1)]  # element and anchor, the innermost last
    link_element, link = open_links[-1]
    link_parts: list[str] = []
    in_title = False

    for text, source, tag in zip(texts, sources, map(TAGS.__getitem__, sources), strict=True):
        if text:
            if len(text) > LONG_TEXT:
                text, page.is_cut = text[:LONG_TEXT], True
            words = text.split()
            if not words or run_count >= MAX_RUNS:
                if parts:
                    parts.append(" ")
            elif in_title:
                page.title = f"{page.title} {_read(words)}".strip()
            else:
                if not parts:
                    block_node, block_run = here, run_count
                run = _read(words) if "&" in text else " ".join(words)
                runs.append(run)
                run_count += 1
                parts.append(text)
                if link >= 0:
                    link_parts.append(text)
                    link_characters += len(run)
        if parts and tag.breaks:
            # most blocks are one run
            blocks.append(
                RawBlock(
                    runs[-1] if len(parts) == 1 else _joined(parts),
                    block_node,
                    block_run,
                    heading,
                    link_characters,
                )
            )
            link_characters = 0
            parts.clear()
        step = tag.step
        if step is CLOSES:
            run_ends[here] = run_count
            ends[here] = elements
            if here == link_element:
                if link_parts:
                    anchors[open_links[-1][1]].text = (
                        runs[-1] if len(link_parts) == 1 else _joined(link_parts)
                    )
                open_links.pop()
                link_element, link = open_links[-1][0], -1
            if tag.is_special:
                heading, in_title = 0, False
            here = parents[here]
        elif step is OPENS:
            parents.append(here)
            here = elements
            elements += 1
            tags.append(tag)
            run_starts.append(run_count)
            run_ends.append(0)
            ends.append(0)
            if tag.is_special:
                if tag.is_clickable and (anchor := _note_anchor(source, page, here)) >= 0:
                    link_element, link = here, anchor
                    open_links.append((here, anchor))
                    link_parts.clear()
                if tag.heading:
                    heading = tag.heading
                elif tag.name == "title":
                    in_title = not page.title
                elif tag.name == "option" and (address := attribute(source, "value").strip()):
                    page.menu.append((address, run_count))
                if tag.tells_a_day:
                    page.stamps.append(_stamp(source, tag, here, run_count))
        elif tag.is_special:
            if tag.tells_a_day:
                page.stamps.append(_stamp(source, tag, -1, run_count))
            _note(tag.name, source, page, anchors[link] if link >= 0 else None)


def _joined(parts: list[str]) -> str:
    return _read("".join(parts).split())


def _read(words: list[str]) -> str:
    text = " ".join(words)
    return unescape(text) if "&" in text else text


def _note_anchor(source: str, page: FlatPage, node: int) -> int:
    """The new anchor's index, or -1 where the element leads nowhere."""
    if len(page.anchors) >= MAX_ANCHORS:
        page.is_cut = True
        return -1
    href = attribute(source, "href").strip(" \t\n\r\f")  # a wide space is part of the address
    onclick = attribute(source, "onclick") if " onclick=" in source else ""
    if not href and not onclick:
        return -1
    tooltip = " ".join(attribute(source, "title").split()) if " title=" in source else ""
    page.anchor_nodes.append(node)
    page.anchors.append(Anchor(href, onclick, tooltip, node, len(page.runs)))
    return len(page.anchors) - 1


def _stamp(source: str, tag: Tag, element: int, run: int) -> Stamp:
    values = (attribute(source, name).strip() for name in ("datetime", "content", "title"))
    names = (
        f"{tag.names} {attribute(source, 'itemprop').lower()}{' pubdate' * (' pubdate' in source)}"
    )
    return Stamp(next(filter(None, values), ""), names, element, run)


_LARGE = re.compile(r"width\s*[=:]\s*[\"']?\s*(?:[3-9]\d\d|\d{4}|100%)", re.IGNORECASE)


def _note(name: str, source: str, page: FlatPage, link: Anchor | None) -> None:
    """What elements without words say: pictures, fields, and the head of the page."""
    if name == "img":
        page.images += 1
        if link is None and _LARGE.search(source):
            page.pictures.append(len(page.runs))
        if link is not None and not link.text:
            link.text = " ".join((attribute(source, "alt") or attribute(source, "title")).split())
    elif name == "input":
        page.has_password_field = (
            page.has_password_field or attribute(source, "type").lower() == "password"
        )
    elif name == "meta":
        content = " ".join(attribute(source, "content").split())
        about = (attribute(source, "name") or attribute(source, "property")).strip().lower()
        if about and content:
            page.metas.setdefault(about, content[:500])
        if not page.refresh and attribute(source, "http-equiv").lower() == "refresh":
            page.refresh = content
    elif name == "base":
        page.base = page.base or attribute(source, "href").strip()
    elif name == "area" and (address := attribute(source, "href").strip()):
        words = attribute(source, "alt") or attribute(source, "title")
        page.menu.append((address, " ".join(words.split())))
    elif name == "frame" and (address := attribute(source, "src").strip()):
        page.frames.append(address)


def _settle_areas(page: FlatPage) -> None:
    """Give every block and anchor its area: the innermost frame with less than half the words."""
    lengths = [0, *accumulate(map(len, page.runs))]
    most, surely = FRAME_SHARE * (lengths[-1] or 1), SURE_SHARE * (lengths[-1] or 1)
    areas = ["main"] * len(lengths)
    dated: list[int] | None = None
    in_article_until = -1
    for start, end in _neighbours(page):
        if lengths[end] - lengths[start] <= surely:
            areas[start:end] = ["aside"] * (end - start)
            page.neighbours.append((start, end))
    for start, end in _consent_boxes(page):
        if lengths[end] - lengths[start] <= most:
            areas[start:end] = ["aside"] * (end - start)
    for index in [index for index, tag in enumerate(page.tags) if tag.area]:
        tag, start, end = page.tags[index], page.run_starts[index], page.run_ends[index]
        if tag.area == "main":
            in_article_until = max(in_article_until, end)
        elif tag.area == "footer" and _has_the_title(page, start, end):
            continue
        elif lengths[end] - lengths[start] <= (surely if tag.name in SURE_TAGS else most) and not (
            tag.name == "header" and start < in_article_until
        ):
            if tag.area == "nav" and end - start >= 2 and tag.name not in ("nav", "header"):
                dated = (
                    list(compress(count(), map(_DATE.fullmatch, page.runs)))
                    if dated is None
                    else dated
                )
                if bisect_left(dated, end) - bisect_left(dated, start) >= (
                    1 if tag.name in _LINES_OF_LISTS else DATED_ROWS
                ):
                    # xxgk_nav_list: dated entries lead to no part of the site, whatever the element
                    # is called
                    continue
            areas[start:end] = [tag.area] * (end - start)
    for block in page.blocks:
        block.area = areas[block.run]
    for anchor in page.anchors:
        anchor.area = areas[anchor.run]


def _has_the_title(page: FlatPage, start: int, end: int) -> bool:
    """A heading that names the page stands in no foot, whatever the element is called."""
    return any(
        start <= block.run < end and len(block.text) >= _A_TITLE and block.text in page.title
        for block in page.blocks
        if block.heading
    )


_A_TITLE = 6  # characters


def _neighbours(page: FlatPage) -> Iterator[tuple[int, int]]:
    """The spans of texts under headings such as 相关信息 or “You may also like”: other pages'."""
    headings = (
        b
        for b in page.blocks
        if len(b.text) <= LONGEST_HEADING and is_heading_of_neighbours(b.text)
    )
    for block in islice((b for b in headings if not _names_the_page(b, page)), MAX_NEIGHBOURS):
        yield from _headed_by(block, page)


def _names_the_page(block: RawBlock, page: FlatPage) -> bool:
    return block.heading == 1 or block.text.strip(" :：>»") in page.title


def _headed_by(block: RawBlock, page: FlatPage) -> Iterator[tuple[int, int]]:
    """The innermost element that begins with the heading and holds more; else the heading and the
    element behind it. Not what is beside it in a table, nor what holds this page's own title or
    byline.
    """
    element, start = block.node, block.run
    while (
        not _says_more(page, element, start)
        and (parent := page.parents[element]) >= 0
        and not _begins_earlier(page, parent, start)
    ):
        element = parent
    if _says_more(page, element, start):
        if page.tags[element].name not in _ROWS and _leads_away(page, element):
            yield page.run_starts[element], page.run_ends[element]
        return
    yield start, page.run_ends[element]
    beside = page.ends[element]
    if beside < len(page.tags) and _goes_with_the_heading(page, element, beside):
        yield page.run_starts[beside], page.run_ends[beside]


def _goes_with_the_heading(page: FlatPage, heading: int, beside: int) -> bool:
    is_sibling = (
        page.parents[beside] == page.parents[heading] and page.tags[beside].name not in _CELLS
    )
    return is_sibling and _leads_away(page, beside)


def _says_more(page: FlatPage, element: int, start: int) -> bool:
    """The element holds words besides the heading and its 更多."""
    first, last = page.run_starts[element], page.run_ends[element]
    return (
        first != start or last - first > 4 or sum(map(len, page.runs[first:last])) > LONGEST_HEADING
    )


def _begins_earlier(page: FlatPage, element: int, start: int) -> bool:
    return page.run_starts[element] != start


def _leads_away(page: FlatPage, element: int) -> bool:
    """Links, no title and no byline of this page: a table's row that begins with 推荐 has none."""
    first, last = page.anchors_in(element)
    if first == last:
        return False
    blocks = page.blocks[slice(*page.blocks_in(element))]
    return len(blocks) <= MAX_NEIGHBOUR_LINES and not any(
        b.heading == 1
        or (len(b.text) >= 4 and not b.link_characters and b.text in page.title)
        or TEXT_BEGINS.match(b.text)
        for b in blocks
    )


_ROWS = frozenset(("tr",))
_CELLS = frozenset(("td", "th", "tr"))


def _consent_boxes(page: FlatPage) -> Iterator[tuple[int, int]]:
    """The spans of notices about cookies with their buttons, whatever the elements are called: they
    stand before the page until somebody has answered. A text about cookies has no button.
    """
    for block in page.blocks:
        if "ookie" not in block.text or len(block.text) > LONGEST_NOTICE:
            continue
        for element in islice(page.ancestors(block.node), CONSENT_LEVELS):
            start, end = page.run_starts[element], page.run_ends[element]
            if end - start > MAX_NOTICE_RUNS or page.tags[element].name in ("body", "html"):
                break
            if any(is_consent_button(run) for run in page.runs[start:end]):
                yield start, end
                break


LONGEST_NOTICE, MAX_NOTICE_RUNS, CONSENT_LEVELS = 500, 24, 5

# Entries bear their date in a text of its own.
_DATE = re.compile(
    r"[\[(（]?\s*(?:20\d\d|19\d\d)\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?:\s+\d{1,2}:\d\d(?::\d\d)?)?\s*[\])）]?"
)
DATED_ROWS = 3
MAX_NEIGHBOURS = 50  # such headings on one page, and lines under one of them: more is no sidebar
MAX_NEIGHBOUR_LINES = 500
_LINES_OF_LISTS = frozenset(("ul", "dl", "dd", "tr", "table"))
