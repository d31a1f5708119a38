"""A page laid flat: one walk over the tree, and every later reader works on plain lists.

Runs are the texts in order; blocks are runs between block-level tags; nodes are the elements (with the span of runs
inside them), so that "the text of this row" is a slice. Areas are settled after the walk, when shares of text are known.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from crawler.extract.areas import FRAME_SHARE, area_opened_by
from crawler.extract.safe_parse import Attributes, Tree

MAX_RUNS = 200_000
MAX_ANCHORS = 120_000


class Node:
    """An element: its place in the tree and the runs, blocks and anchors inside it (half-open spans)."""

    __slots__ = ("anchors_end", "anchors_start", "block_end", "block_start", "names", "parent", "run_end", "run_start", "signature", "tag")

    def __init__(self, tag: str, parent: int, names: str, signature: int, run: int, block: int, anchor: int) -> None:
        self.tag, self.parent, self.names, self.signature = tag, parent, names, signature
        self.run_start = self.run_end = run
        self.block_start = self.block_end = block
        self.anchors_start = self.anchors_end = anchor


@dataclass(slots=True)
class Anchor:
    """A link as written: address, words and place."""

    href: str
    onclick: str
    tooltip: str  # @title, the full words where the visible ones are cut
    node: int
    run: int
    block: int
    text: str = ""
    area: str = "main"
    target: str | None = None  # its address, once it has been worked out


@dataclass(slots=True)
class RawBlock:
    """The words between two block-level tags."""

    text: str
    node: int
    run: int
    heading: int = 0
    link_characters: int = 0
    area: str = "main"


@dataclass(slots=True)
class FlatPage:
    nodes: list[Node] = field(default_factory=list)
    runs: list[str] = field(default_factory=list)
    blocks: list[RawBlock] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    metas: dict[str, str] = field(default_factory=dict)  # names in lower case, first value wins
    title: str = ""
    base: str = ""
    refresh: str = ""  # content of meta refresh
    frames: list[str] = field(default_factory=list)
    images: int = 0
    elements: int = 0
    has_password_field: bool = False
    is_cut: bool = False  # too many runs or links to keep

    def text_of(self, node: Node) -> str:
        return " ".join(self.runs[node.run_start : node.run_end])

    def ancestors(self, index: int) -> Iterator[Node]:
        """The node and all around it, innermost first."""
        while index >= 0:
            node = self.nodes[index]
            yield node
            index = node.parent


def flatten(tree: Tree) -> FlatPage:
    """Everything the later readers need, from one walk over `tree`."""
    page = FlatPage()
    _walk(tree, page)
    _settle_areas(page)
    return page


_INLINE = frozenset(("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img", "input", "ins", "kbd", "label", "mark", "nobr", "o:p", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "ucapcontent"))  # fmt: skip
_UNNAMED = frozenset(("b", "strong", "em", "i", "font", "u", "small", "sub", "sup", "nobr", "o:p", "s", "del", "ins", "big", "tt", "wbr", "img", "input"))  # fmt: skip
_CHILDLESS = frozenset({"br", "hr", "meta", "link", "base", "col", "area", "param", "wbr"})
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4}


def _walk(tree: Tree, page: FlatPage) -> None:
    """The one pass. Local names for speed: this loop sees every tag of every page."""
    nodes, runs, blocks, anchors = page.nodes, page.runs, page.blocks, page.anchors
    stack: list[tuple[int, int]] = []  # (node or -1 for an unnamed inline tag, anchor index or -1)
    parts: list[str] = []  # of the block being filled
    here, heading, link, block_run, block_node, link_characters = -1, 0, -1, 0, -1, 0
    link_parts: list[str] = []
    in_title = False
    signature = 0

    def end_block() -> None:
        nonlocal block_run, link_characters
        if parts:
            text = " ".join("".join(parts).split())
            parts.clear()
            if text:
                blocks.append(RawBlock(text, block_node, block_run, heading, link_characters))
            link_characters = 0
        block_run = len(runs)

    for step in tree.walk():
        if step is None:
            index, anchor = stack.pop()
            if anchor >= 0:
                anchors[anchor].text = " ".join("".join(link_parts).split()) or anchors[anchor].text
                link = -1
            if index >= 0:
                node = nodes[index]
                if node.tag not in _INLINE:
                    end_block()
                    if node.tag in _HEADINGS:
                        heading = 0
                    elif node.tag == "title":
                        in_title = False
                node.run_end, node.block_end, node.anchors_end = len(runs), len(blocks), len(anchors)
                here = node.parent
                signature = nodes[here].signature if here >= 0 else 0
        elif isinstance(step, str):
            if in_title:
                page.title = (page.title + " " + " ".join(step.split())).strip()
                continue
            if step.isspace() or len(runs) >= MAX_RUNS:
                if parts:
                    parts.append(" ")
                continue
            if not parts:
                block_node, block_run = here, len(runs)
            stripped = " ".join(step.split())
            runs.append(stripped)
            parts.append(step)
            if link >= 0:
                link_parts.append(step)
                link_characters += len(stripped)
        else:
            tag, attributes = step
            page.elements += 1
            if tag in _UNNAMED or (tag == "span" and not attributes):
                stack.append((-1, -1))
                if tag == "img":
                    page.images += 1
                    if link >= 0 and not anchors[link].text:
                        anchors[link].text = " ".join((attributes.get("alt") or attributes.get("title") or "").split())
                elif tag == "input" and (attributes.get("type") or "").lower() == "password":
                    page.has_password_field = True
                continue
            if tag not in _INLINE:
                end_block()
                if tag in _HEADINGS:
                    heading = _HEADINGS[tag]
                elif tag in _HEAD_TAGS:
                    _note_head(tag, attributes, page)
                    in_title = tag == "title" and not page.title
                if tag in _CHILDLESS:
                    stack.append((-1, -1))
                    continue
            names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower() if attributes and tag != "a" else ""
            signature = hash((signature, tag, _shape(names) if names else ""))
            node = Node(tag, here, names, signature, len(runs), len(blocks), len(anchors))
            here = len(nodes)
            nodes.append(node)
            anchor = -1
            if tag == "a" or (attributes and "onclick" in attributes):
                anchor = _note_anchor(attributes, page, here)
                if anchor >= 0:
                    link = anchor
                    link_parts.clear()
            stack.append((here, anchor))
    end_block()


_HEAD_TAGS = frozenset({"meta", "base", "title", "iframe", "frame"})


def _note_head(tag: str, a: Attributes, page: FlatPage) -> None:
    if tag == "meta":
        name = (a.get("name") or a.get("property") or "").strip().lower()
        content = " ".join((a.get("content") or "").split())
        if name and content:
            page.metas.setdefault(name, content[:500])
        if (a.get("http-equiv") or "").lower() == "refresh" and not page.refresh:
            page.refresh = content
    elif tag == "base":
        page.base = page.base or (a.get("href") or "").strip()
    elif tag in ("iframe", "frame") and a.get("src"):
        page.frames.append((a.get("src") or "").strip())


def _note_anchor(a: Attributes, page: FlatPage, node: int) -> int:
    """The new anchor's index, or -1 where the element leads nowhere."""
    href, onclick = (a.get("href") or "").strip(), a.get("onclick") or ""
    if len(page.anchors) >= MAX_ANCHORS:
        page.is_cut = True
        return -1
    if not href and not onclick:
        return -1
    tooltip = " ".join((a.get("title") or "").split())
    page.anchors.append(Anchor(href, onclick, tooltip, node, len(page.runs), len(page.blocks)))
    return len(page.anchors) - 1


_VARYING = re.compile(r"[\d_-]+|\b(?:odd|even|first|last|on|cur|current|active|hover|selected|clearfix|new|top)\b")


@lru_cache(maxsize=8192)
def _shape(names: str) -> str:
    """Class names without what differs from row to row, so that siblings of one list look alike."""
    return " ".join(_VARYING.sub(" ", names).split())


def _settle_areas(page: FlatPage) -> None:
    """Give every block and anchor its area: the innermost frame around it that holds less than half of the page's words."""
    lengths = [0]
    for run in page.runs:
        lengths.append(lengths[-1] + len(run))
    total = lengths[-1] or 1
    areas: list[str] = ["main"] * (len(page.runs) + 1)
    in_article_until = -1
    for node in page.nodes:
        if node.tag in ("article", "main"):
            in_article_until = max(in_article_until, node.run_end)
            continue
        area = area_opened_by(node.tag, node.names, "")
        if not area or (node.tag == "header" and node.run_start < in_article_until):
            continue
        if lengths[node.run_end] - lengths[node.run_start] <= FRAME_SHARE * total:
            areas[node.run_start : node.run_end] = [area] * (node.run_end - node.run_start)
    for block in page.blocks:
        block.area = areas[min(block.run, len(page.runs))]
    for anchor in page.anchors:
        anchor.area = areas[min(anchor.run, len(page.runs))]
