"""HTML text to a tree that can be walked, in bounded time for any input.

The fast parser is quadratic in nesting depth and in attributes of one tag (depth 200,000: 93 s; stack.md §4), without any
error. One linear pass over the tags finds such pages first; they go to a slower parser that takes them.
"""

import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag
from bs4.exceptions import ParserRejectedMarkup
from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_DEPTH = 512
MAX_TAG = 65_536  # characters between < and >
HARMLESS_TAGS = 8_000  # even nested in each other, so many tags cost the fast parser a tenth of a second only


Attributes = Mapping[str, str | None]
# One step of a walk: a start tag with its attributes, a run of text, or None for the end of the innermost open element.
Step = tuple[str, Attributes] | str | None


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed page: `lexbor` where the fast parser could be used, else `soup`."""

    lexbor: LexborHTMLParser | None
    soup: BeautifulSoup | None = None
    anomaly: str = ""

    def walk(self) -> Iterator[Step]:
        """Every element and text of the page in document order; scripts, styles and templates are left out."""
        if self.lexbor is not None:
            return _walk_lexbor(self.lexbor.root)
        return _walk_soup(self.soup) if self.soup is not None else iter(())


def parse(text: str) -> Tree:
    """The tree of a decoded page. Never raises; what could not be parsed at all has an empty walk and an anomaly."""
    if "\0" in text:
        text = text.replace("\0", "")  # both parsers stop or drop at a NUL
    if text.count("<iframe") > text.count("</iframe"):
        text = _OPEN_IFRAME.sub(r"<\1></\1>", text)  # an open one swallows the rest of the page as its own text
    danger = _danger(text)
    if not danger:
        return Tree(LexborHTMLParser(text))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return Tree(None, BeautifulSoup(_without_long_tags(text), "lxml"), danger)
        except (ParserRejectedMarkup, RecursionError, ValueError, AssertionError):
            return Tree(None, None, "unparseable")


_OPEN_IFRAME = re.compile(r"<(iframe)\b[^>]{0,2000}>(?!\s*</iframe)", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p", "li", "tr", "td", "th", "dt", "dd", "option"))  # fmt: skip


def _danger(text: str) -> str:
    """Why the fast parser must not see this page: "" | deep_nesting | long_tag.

    Elements that close themselves (p, li, td …) are not counted: real pages leave thousands of them open.
    """
    pieces = text.split("<")
    if len(text) > MAX_TAG and any(len(piece) > MAX_TAG and piece[:1].isalpha() and _is_long_tag(piece) for piece in pieces):
        return "long_tag"
    if len(pieces) < HARMLESS_TAGS:
        return ""
    depth = 0
    for match in _TAG.finditer(text):
        if match.group(2).lower() not in _VOID:
            depth = max(0, depth - 1) if match.group(1) else depth + 1
            if depth > MAX_DEPTH:
                return "deep_nesting"
    return ""


def _is_long_tag(piece: str) -> bool:
    end = piece.find(">")
    return end < 0 or end > MAX_TAG


_LONG_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9]{0,20})[^>]{4096,}>?")


def _without_long_tags(text: str) -> str:
    """Over-long tags cut down to their name: a million attributes cost the slow parser 384 MB."""
    return _LONG_TAG.sub(r"<\1>", text)


_SKIPPED = frozenset({"script", "style", "noscript", "template", "iframe", "object", "svg", "math"})


# Elements whose attributes nobody asks for: building their table of them costs more than the rest of the step.
_PLAIN = frozenset({"p", "br", "tr", "tbody", "b", "strong", "em", "i", "font", "u", "center", "html", "link", "head", "hr"})
_NO_ATTRIBUTES: Attributes = {}


def _walk_lexbor(root: LexborNode | None) -> Iterator[Step]:
    node = root
    depth = 0
    while node is not None:
        child: LexborNode | None = None
        tag = node.tag or ""
        if tag == "-text":
            yield node.text_content or ""
        elif tag[:1].isalpha() and tag not in _SKIPPED:
            yield tag, _NO_ATTRIBUTES if tag in _PLAIN else node.attributes
            child = node.first_child
            if child is None:
                yield None
        if child is not None:
            node, depth = child, depth + 1
            continue
        following = node.next
        while following is None:
            if depth == 0:
                return
            node, depth = node.parent, depth - 1
            yield None
            if node is None:
                return
            following = node.next
        node = following


def _walk_soup(soup: BeautifulSoup) -> Iterator[Step]:
    """The same steps from the slow parser's tree; linear, without recursion."""
    open_tags: list[Tag] = []
    skipping: Tag | None = None
    for thing in soup.descendants:
        while open_tags and thing.parent is not open_tags[-1]:
            closed = open_tags.pop()
            if skipping is None:
                yield None
            elif closed is skipping:
                skipping = None
        if isinstance(thing, Tag):
            open_tags.append(thing)
            if skipping is None and thing.name in _SKIPPED:
                skipping = thing
            elif skipping is None:
                yield thing.name, {name: _one_string(value) for name, value in thing.attrs.items()}
        elif skipping is None and isinstance(thing, NavigableString) and not isinstance(thing, PreformattedString):
            yield str(thing)


def _one_string(value: object) -> str:
    return " ".join(str(v) for v in value) if isinstance(value, list) else str(value)
