"""HTML text to a tree, in bounded time for any input, and the tree as regular HTML that is quick to
go through.

The parser is quadratic in nesting depth, in attributes of one tag, in options of a select box, and
in bold words left open over many paragraphs (40 kB of `<p><b id=1>x<p><b id=2>x…`: 9 s), without
any error. Cheap counts over the text find such pages first, and tags are cut from them, not words;
docs/decisions/0011-one-parser.md tells why there is no second parser.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

MAX_DEPTH = 512
# what follows so many is not read: a table of ten megabytes would take half a gigabyte
MAX_TAGS = 300_000
LONG_TAG = 2_048  # characters between < and >, from where on attributes are counted
# of one long tag, or more of them whose squares add up to as much: a tenth of a second
MAX_ATTRIBUTES = 8_000
REOPENING_TAGS = 2_000  # fewer tags cost the parser less than half a second, whatever they are
HARMLESS_TAGS = 8_000  # so many are still harmless if they are only nested in each other
MAX_OPTIONS = 4_000  # of a select box; their words stay
# formatting elements that the parser may have to open again, one for each tag and each one left
# open
MAX_REOPENED = 1_000_000


@dataclass(frozen=True, slots=True)
class ParsedTree:
    """A page without scripts, styles and templates; `anomaly`: what was cut from it first."""

    lexbor: LexborHTMLParser
    anomaly: str = ""

    def regular_html(self) -> str:
        """The tree as the parser writes it: every tag lower case and closed, attributes in double
        quotes, and no < or > but those of tags, so that splitting at them is all the parsing it
        needs.
        """
        html = _without_comments(self.lexbor.html or "")
        if "<xmp" in html or "<plaintext" in html:
            html = _RAW.sub(_escaped, html)
        if html.count("<") != html.count(">"):
            html = _without_strays(html)
        return html.replace("&nbsp;", "\xa0")


def parse(text: str) -> ParsedTree:
    """The tree of a decoded page. Never raises, whatever the text."""
    tree, anomaly = tree_of(text)
    tree.strip_tags(_UNSEEN)
    return ParsedTree(tree, anomaly)


def tree_of(text: str) -> tuple[LexborHTMLParser, str]:
    """As `parse`, with its scripts, styles and templates; and the anomaly."""
    if "\0" in text:
        text = text.replace("\0", "")  # the parser drops what follows a NUL
    if text.count("<iframe") > text.count("</iframe"):
        # an open one swallows the rest of the page as its own text
        text = _OPEN_IFRAME.sub(r"<\1></\1>", text)
    text, anomaly = _made_harmless(text)
    return LexborHTMLParser(text), anomaly


_UNSEEN = [
    "script", "style", "noscript", "template", "iframe", "object", "svg", "math", "noframes",
    "noembed",
]  # fmt: skip
_OPEN_IFRAME = re.compile(r"<(iframe)\b[^>]{0,2000}>(?!\s*</iframe)", re.IGNORECASE)
_RAW = re.compile(r"(<(xmp|plaintext)\b[^>]*>)(.*?)(?=</\2>|\Z)", re.DOTALL)


def _without_comments(html: str) -> str:
    """A comment inside a tag is an attribute's odd name (<a <!-- >), and tags follow it."""
    kept, done = [], 0
    start = html.find("<!--")
    while start >= 0:
        tag = html.rfind("<", done, start)
        is_inside = tag >= 0 and html.find(">", tag, start) < 0
        end = start if is_inside else html.find("-->", start + 4)
        if end < 0:
            break
        if not is_inside:
            kept.append(html[done:start])
            done = end + 3
        start = html.find("<!--", end + 3)
    return "".join([*kept, html[done:]])


def _without_strays(html: str) -> str:
    """A < may stand in the name of a tag or of an attribute (<div <span>), and nowhere else."""
    tags = (piece.partition("<") for piece in html.split(">"))
    return ">".join(f"{text}{begins}{tag.replace('<', '&lt;')}" for text, begins, tag in tags)


def _escaped(match: re.Match[str]) -> str:
    return match[1] + match[3].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


# --- what the parser must not see


def _made_harmless(text: str) -> tuple[str, str]:
    """The text without what would take quadratic time, and why something was cut: "" | cut: too
    many tags | long_tag | deep_nesting.
    """
    anomaly = ""
    if _has_too_many_attributes(text):
        text, anomaly = _LONG_TAG.sub(r"<\1>", text), "long_tag"
    tags = text.count("<")
    if tags > MAX_TAGS:
        text, tags, anomaly = (
            text[: -len(text.split("<", MAX_TAGS)[-1]) - 1],
            MAX_TAGS,
            "cut: too many tags",
        )
    if (
        tags > REOPENING_TAGS
        and tags * _left_open(_FORMATTING.findall(text), at_most=MAX_REOPENED // tags)
        > MAX_REOPENED
    ):
        text, anomaly = _FORMATTING_TAG.sub("", text), "deep_nesting"
    if tags > MAX_OPTIONS and len(_OPTION.findall(text)) > MAX_OPTIONS:
        text = _OPTION.sub(" ", text)
    if tags > HARMLESS_TAGS and _depth(text) > MAX_DEPTH:
        text, anomaly = _without_deep_tags(text), "deep_nesting"
    return text, anomaly


def _has_too_many_attributes(text: str) -> bool:
    """Looked for at every LONG_TAG-th place: a tag as long lies across one, and has no > in it."""
    cost = end = 0
    for place in range(LONG_TAG, len(text), LONG_TAG):
        if place <= end:
            continue
        begin, end = text.rfind(">", end, place), text.find(">", place)
        if end < 0:
            end = len(text)
        if end - begin > LONG_TAG and (tag := _TAG_NAME.search(text, begin + 1, end)):
            cost += text.count(" ", tag.start(), end) ** 2
    return cost > MAX_ATTRIBUTES**2


_TAG_NAME = re.compile(r"<[a-zA-Z]")
_LONG_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9]{0,20})[^>]{2048,}>?")


_OPTION = re.compile(r"</?option\b[^>]*>?", re.IGNORECASE)
_FORMATTING_NAMES = (
    "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
)  # fmt: skip
# Both cases of each letter are spelled out: the matcher goes through them three times as fast as
# through a case-blind pattern.
_FORMATTING = re.compile(
    rf"<(/?(?=[bcefinstuBCEFINSTU])(?:{'|'.join(''.join(f'[{letter}{letter.upper()}]' for letter in name) for name in _FORMATTING_NAMES)})(?=[\s/>]))"
)
_FORMATTING_TAG = re.compile(_FORMATTING.pattern + r"[^>]*>?")


def _left_open(tags: Sequence[str], at_most: int) -> int:
    """How many formatting elements are open at once, at most (or all of them, where they are few);
    each is opened again in every later paragraph.
    """
    if len(tags) <= at_most:
        return len(tags)
    opened: dict[str, int] = defaultdict(int)
    most: dict[str, int] = defaultdict(int)
    for tag in tags:
        name = tag.lstrip("/").lower()
        opened[name] = max(0, opened[name] - 1) if tag[0] == "/" else opened[name] + 1
        most[name] = max(most[name], opened[name])
    return sum(most.values())


_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)[^>]*>?")
# These close themselves: real pages leave thousands of them open.
_SELF_CLOSING = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p", "li", "tr", "td", "th", "dt", "dd", "option"))  # fmt: skip


def _depth(text: str) -> int:
    deepest = depth = 0
    for end, name in _TAG.findall(text):
        if name.lower() not in _SELF_CLOSING:
            depth = max(0, depth - 1) if end else depth + 1
            deepest = max(deepest, depth)
    return deepest


def _without_deep_tags(text: str) -> str:
    """The words of a page nested out of all reason, and its tags as deep as others nest."""
    depth = 0

    def kept(tag: re.Match[str]) -> str:
        nonlocal depth
        if tag[2].lower() in _SELF_CLOSING:
            return tag[0] if depth <= MAX_DEPTH else " "
        depth = max(0, depth - 1) if tag[1] else depth + 1
        return tag[0] if depth <= MAX_DEPTH - bool(tag[1]) else " "

    return _TAG.sub(kept, text)
