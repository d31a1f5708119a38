"""Tags as the parser writes them, and what each means to the walk over a page: read once for each
spelling.

Pages repeat their tags, and the pages of a site each other's, so that hardly any tag has to be
taken apart.
"""

import re
from functools import lru_cache
from html import unescape

from crawler.extract.areas import area_opened_by

_INLINE = frozenset(("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img", "input", "ins", "kbd", "label", "mark", "nobr", "o:p", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "ucapcontent"))  # fmt: skip
_UNNAMED = frozenset(("b", "strong", "em", "i", "font", "u", "small", "sub", "sup", "nobr", "o:p", "s", "del", "ins", "big", "tt", "wbr", "img", "input"))  # fmt: skip
# Written without an end tag; images and fields are unnamed besides.
_VOID = frozenset(("area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link", "meta", "param", "source", "track", "wbr"))  # fmt: skip
# Elements whose names nobody asks for: stripes of a table, styles of a paragraph.
_NAMELESS = frozenset(("a", "p", "tr", "tbody", "center", "html", "head"))
_NOTED = frozenset(("meta", "base", "title", "frame", "img", "input", "area", "option"))
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4}

OPENS, CLOSES, STANDS = "opens", "closes", "stands"


class Tag:
    """A start or end tag.

    `step`: it opens an element, closes the innermost open one, or does neither, being nothing that
    anybody asks for. `area`: nav, aside, footer or (article) main where it opens one, else "".
    `shape`: its names without what differs from row to row. `tells_a_day`: <time>, or named as the
    day of publication for machines. `is_special`: the walk has to look at more than its step.
    `rows`: over how many rows of a table its cell reaches.
    """

    __slots__ = (
        "area",
        "breaks",
        "heading",
        "is_clickable",
        "is_special",
        "name",
        "names",
        "rows",
        "shape",
        "step",
        "tells_a_day",
    )

    def __init__(
        self,
        written: str,
        names: str,
        *,
        is_clickable: bool,
        tells_a_day: bool = False,
        rows: int = 1,
    ) -> None:
        self.name = name = written.lstrip("/")
        self.step = _step(written, name)
        self.breaks = name[:1].isalpha() and name not in _INLINE
        self.heading = _HEADINGS.get(name, 0)
        self.is_clickable = name == "a" or is_clickable
        self.names = names
        self.shape = f"{name} {_shape(names)}" if names else name
        self.area = area_opened_by(name, names) if self.step is OPENS else ""
        self.tells_a_day = tells_a_day
        self.rows = rows
        self.is_special = (
            bool(self.heading)
            or name in _NOTED
            or ((self.is_clickable or tells_a_day) and self.step is OPENS)
        )


def _step(written: str, name: str) -> str:
    if name in _UNNAMED or name in _VOID or not name[:1].isalpha():
        return STANDS
    return CLOSES if written.startswith("/") else OPENS


@lru_cache(maxsize=8192)
def _tag(written: str, names: str, is_clickable: bool, tells_a_day: bool, rows: int) -> Tag:
    return Tag(written, names, is_clickable=is_clickable, tells_a_day=tells_a_day, rows=rows)


def read_tag(source: str) -> Tag:
    """The tag spelled by `source`, all between < and >; style and the like make no difference."""
    written = source.partition(" ")[0]
    names = (
        ""
        if written in _NAMELESS
        else f"{attribute(source, 'class')} {attribute(source, 'id')}".lower().strip()
    )
    tells_a_day = written == "time" or any(mark in source for mark in _DAY_MARKS)
    rows = _rows(source) if " rowspan=" in source else 1
    return _tag(written, names, ' onclick="' in source, tells_a_day, rows)


def _rows(source: str) -> int:
    told = attribute(source, "rowspan").strip()
    return min(int(told), _MOST_ROWS) or 1 if re.fullmatch(r"[0-9]{1,5}", told) else 1


# as microdata and microformats name the day
_DAY_MARKS = ('itemprop="datePublished"', 'itemprop="dateModified"', 'published"')


class Tags(dict[str, Tag]):
    """The tag of each spelling, kept but for links and spellings too long to come again."""

    def __missing__(self, source: str) -> Tag:
        if source.startswith("a "):
            return LINK
        tag = read_tag(source)
        if len(source) <= _REPEATED:
            if len(self) >= _KEPT:
                self.clear()
            self[source] = tag
        return tag


_REPEATED = 120  # characters
_MOST_ROWS = 1_000  # that one cell may reach over, as browsers have it too
_KEPT = 20_000
LINK = read_tag("a")
TAGS = Tags()


def attribute(source: str, name: str) -> str:
    """An attribute's value, "" without one. Exact: the parser writes inner quotes as entities."""
    value = source.partition(f' {name}="')[2].partition('"')[0]
    return unescape(value) if "&" in value else value


_VARYING = re.compile(
    r"[\d_-]+|\b(?:odd|even|first|last|on|cur|current|active|hover|selected|clearfix|new|top)\b"
)


@lru_cache(maxsize=8192)
def _shape(names: str) -> str:
    """Class names without what differs from row to row, so that siblings of one list look alike."""
    return " ".join(_VARYING.sub(" ", names).split())
