"""A page's source with every person's number starred, wherever it stands in it and however tags,
entities and percent signs cut it up. Pure.
"""

import re

from store.privacy.masking import has_number, mask_address
from store.privacy.numbers import FoundNumber, find, hidden_places, mask

_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<[^<>]*>", re.DOTALL)
_COMMENT = re.compile(r"<!--(.*?(?:-->|\Z))", re.DOTALL)
# Tags between which words of two lines or two cells stand; all others cut no word.
_PARTS = re.compile(
    r"</?(?:p|div|td|th|tr|li|br|h[1-6]|table|ul|ol|dl|dt|dd|section|article|option|title)\b",
    re.IGNORECASE,
)
_LINES = re.compile(r"</?(?:p|div|br|li)\b", re.IGNORECASE)  # of which a cell may hold several
_DIGIT_ENTITY = re.compile(
    r"&#(?:0*(4[89]|5[0-7]|88|120)(?!\d)|[xX]0*(3[0-9]|58|78)(?![0-9a-fA-F]));?"
)  # and X
_DIGIT_ESCAPE = re.compile(r"\\(?:u00|x)(3[0-9]|[57]8)")
_INVISIBLE_ENTITY = re.compile(
    r"&(?:#0*(?:173|820[3-7]|823[4-8]|8288|829[4-7]|65279)|#[xX]0*(?:[aA][dD]|200[b-fB-F]"
    r"|202[a-eA-E]|206[06-9]|[fF]{2}[eE]|feff|FEFF)|shy|zwnj|zwj|lrm|rlm|ZeroWidthSpace|NoBreak);?"
)
_BLANK_ENTITY = re.compile(r"&(?:nbsp|ensp|emsp|thinsp|#160|#[xX][aA]0);?")
_WORD_OR_BLANKS = re.compile(r"\s+|\S+")
_ENCODED = re.compile(r"""[^\s"'<>]*%[0-9A-Fa-f]{2}[^\s"'<>]*""")


def mask_markup(source: str) -> str:
    """As people see the page and as programs read its source: both without a number's middle."""
    if "&" in source:
        source = _DIGIT_ENTITY.sub(_digit, source)
        source = _BLANK_ENTITY.sub("\u00a0", _INVISIBLE_ENTITY.sub("", source))
    if "%" in source:
        source = _ENCODED.sub(_address, source)
    if "\\" in source:
        source = _DIGIT_ESCAPE.sub(_digit_of_escape, source)
    if "<!--" in source:  # a table that somebody took out of the page is still in it
        source = _COMMENT.sub(lambda said: f"<!--{_masked_across_tags(said[1])}", source)
    return mask(_masked_across_tags(source))


def _masked_across_tags(source: str) -> str:
    said, places = _words_of(source)
    numbers = find(said, in_words=True)
    if not numbers:
        return source
    characters = list(source)
    for number in numbers:
        for place in _hidden(number):
            characters[places[place]] = "*"
    return "".join(characters)


def _words_of(source: str) -> tuple[str, list[int]]:
    """What stands between the tags, and where each character of it does."""
    said: list[str] = []
    places: list[int] = []
    end = 0
    for tag in _TAG.finditer(source):
        _take(source, end, tag.start(), said, places)
        if _PARTS.match(tag[0]):
            said.append("\f" if _LINES.match(tag[0]) else "\n")
            places.append(tag.start())
        end = tag.end()
    _take(source, end, len(source), said, places)
    return "".join(said), places


def _take(source: str, start: int, end: int, said: list[str], places: list[int]) -> None:
    """Blanks that indent the source are one, as where it is shown."""
    for word in _WORD_OR_BLANKS.finditer(source, start, end):
        last = word.start() + 1 if word[0].isspace() else word.end()
        said.append(source[word.start() : last])
        places += range(word.start(), last)


def _hidden(number: FoundNumber) -> tuple[int, ...]:
    return number.places[hidden_places(number.value)]


def _digit(entity: re.Match[str]) -> str:
    return chr(int(entity[1])) if entity[1] else chr(int(entity[2], 16))


def _digit_of_escape(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16))


def _address(found: re.Match[str]) -> str:
    return mask_address(found[0]) if has_number(found[0]) else found[0]
