"""Which part of a page an element opens: nav, aside or footer, by its tag and its names."""

from functools import lru_cache

from crawler.extract.patterns import pattern_rows, patterns

_PATTERNS = patterns(__name__)

# A frame of the page holds little of its text; a wrapper that only happens to be called header
# holds most of it. What is a frame by its tag or by its heading is believed sooner: beside a short
# notice the other pages' titles are most of the words.
FRAME_SHARE = 0.5
SURE_SHARE = 0.8
SURE_TAGS = frozenset(("nav", "aside", "footer"))

_BY_TAG = {
    "nav": "nav",
    "header": "nav",
    "footer": "footer",
    "aside": "aside",
    "article": "main",
    "main": "main",
}

# One class or id name as a whole; 左右 (left, right) say nothing: the main list is as often on
# either side.
_BY_NAME = pattern_rows(__name__, "by_name")


def area_opened_by(tag: str, names: str) -> str:
    """ "nav", "aside", "footer", "main" (an article, whose own header is no frame), or "" for an
    element that opens no frame. `names`: its classes and id, lower case.
    """
    if tag in _BY_TAG:
        return _BY_TAG[tag]
    if tag in ("body", "html", "a", "input", "button", "li", "h1"):
        return ""
    words = names.split()
    for area, pattern in _BY_NAME:
        if any(pattern.fullmatch(word) for word in words):
            return area
    return ""


# Headings above links to other pages, in the three languages met. Nothing that may head a text's
# own parts: 相关文件 and 相关附件 belong to the text they stand under.
LONGEST_HEADING = 36
_NEIGHBOURS = _PATTERNS["neighbours"]


_MARKS = " \t·•■◆|:：>»…[]【】+."


@lru_cache(maxsize=4096)
def is_heading_of_neighbours(text: str) -> bool:
    """The words head a list of other pages: “相关信息”, “You may also like”, “À lire aussi”."""
    return _NEIGHBOURS.fullmatch(text.strip(_MARKS)) is not None


_CONSENT_BUTTON = _PATTERNS["consent_button"]
LONGEST_BUTTON = 40


@lru_cache(maxsize=4096)
def is_consent_button(text: str) -> bool:
    """The words of a button under a notice about cookies: “Accept all”, “接受”."""
    return len(text) <= LONGEST_BUTTON and _CONSENT_BUTTON.fullmatch(text.strip()) is not None
