"""Is an 其他 explained, and by what kind of words?

A reason is looked for in the row's own note, in the rows below it, and in the document's prose.
What is found is classed (docs/rulebook.md §5): *specific* names a real purpose; *generic* is a
definition from the chart of accounts or next to nothing; *circular* repeats the line's own name.
Only a specific reason explains: that is the complaint of the 2012 circular, 没有事由.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from crawler.extract.grids.grid import plain
from crawler.extract.money.says_other import bare_words
from crawler.extract.patterns import patterns

_PATTERNS = patterns(__name__)
BROKEN_DOWN = 0.90  # child rows that sum to this part of the line explain it (docs/rulebook.md §5)
# characters between the item's name and the words of purpose: `（项）3845.49万元。主要用于：`
_REACH = 60
_LONGEST = 160
_MOST_MENTIONS, _MOST_PURPOSES = 100, 5  # of one name in one document

_PURPOSE = _PATTERNS["purpose"]
_NOT_PURPOSE = _PATTERNS["not_purpose"]
_END = _PATTERNS["end"]
_NEXT_ITEM = _PATTERNS["next_item"]
_ANOTHER_ITEM = _PATTERNS["another_item"]
_NAME_FOLLOWS = (
    r"(?:支出|经费|费)?[”\"」]?(?:\((?:\d{2,3})?[类款项][级]?\)[”\"]?|\(\d{3,7}\))*[”\"]?"
)
_AMOUNT_FOLLOWS = (
    r"(?:预算|决算|支出|安排|共计|合计|为|是|:|,|共|约|金额|\()*\d[\d,.]*\s*(?:万|亿|千)?元"
)
# A bare 其他 stands in every paragraph; only one that is followed by its money or its purpose names
# the line.
_SHORT = 4
_MONEY_OR_PURPOSE = f"(?={_AMOUNT_FOLLOWS}|[,:。]?主要用于|[,:。]?用于)"
# 其他水利 does not name 其他水利管理事务.
_NAME_ENDS = (
    "(?=[^一-鿿]|$|主要|用于|用於|包括|包含|安排|预算|决算|为|是|系|共|约|合计|支出|经费|资金)"
)

_AFTER_NAME = re.compile(_NAME_FOLLOWS + _NAME_ENDS)
_AFTER_SHORT_NAME = re.compile(_NAME_FOLLOWS + _MONEY_OR_PURPOSE)
_SUFFIX = _PATTERNS["suffix"]

_DEFINITIONS = _PATTERNS["definitions"]
_EMPTY_WORDS = _PATTERNS["empty_words"]
_TRIVIAL = _PATTERNS["trivial"]
_GLUE = _PATTERNS["glue"]
_NO_NOTE = _PATTERNS["no_note"]


@dataclass(frozen=True, slots=True)
class Reason:
    """`kind`: None (nothing found), specific, generic or circular; `words`: without spaces."""

    kind: str | None = None
    words: str = ""


def find_reason(
    name: str,
    *,
    note: str = "",
    children: Sequence[tuple[str, float]] = (),
    amount: float | None = None,
    above: Sequence[str] = (),
    text: str = "",
) -> Reason:
    """The best reason given for a line: a specific one wherever it stands, else the first that was
    given.

    `children` are (name, amount) of the rows below that are not themselves 其他; `above` the names
    of the rows this one stands in; `text` the prose of the same document.
    """
    found: list[Reason] = []
    if not _NO_NOTE.match(plain(note)):
        found.append(Reason(classify(plain(note), name, above), plain(note)[:_LONGEST]))
    if amount and sum(part for _, part in children) >= BROKEN_DOWN * amount:
        found.append(Reason("specific", "、".join(part for part, _ in children)[:_LONGEST]))
    found.extend(
        Reason(classify(words, name, [*above, between]), words)
        for between, words in purposes_in(text, name)
    )
    specific = [reason for reason in found if reason.kind == "specific"]
    return (specific or found or [Reason()])[0]


def classify(purpose: str, name: str, above: Sequence[str] = ()) -> str:
    """specific | generic | circular: what is left without the line's own words."""
    words = plain(purpose)
    without_definition = _DEFINITIONS.sub("", words)
    left = _without(
        without_definition,
        [bare_words(name)[:_REACH], *(bare_words(label)[:_REACH] for label in above)],
    )
    if len(_GLUE.sub("", _EMPTY_WORDS.sub("", left))) >= 2:
        return "specific"
    is_definition = without_definition != words
    is_repetition = (
        not is_definition
        and bool(_shared(words, bare_words(name)))
        and not _GLUE.sub("", _TRIVIAL.sub("", left))
    )
    return "circular" if is_repetition else "generic"


def purposes_in(text: str, name: str) -> list[tuple[str, str]]:
    """What the prose gives for the item, in order of appearance: (words between name and purpose,
    words of purpose).

    The words between may name the item once more, one level down:
    `其他生活救助（款）其他城市生活救助（项）`.
    """
    item = bare_words(name)
    return list(_purposes(_prose(text), item)) if len(item) >= 2 and text else []


@lru_cache(maxsize=1_000)
def _purposes(prose: str, item: str) -> tuple[tuple[str, str], ...]:
    """One name is searched for once, however many rows bear it, and at its first places only."""
    found: list[tuple[str, str]] = []
    for end in islice(_mentions(prose, item), _MOST_MENTIONS):
        window = prose[end : end + _REACH + _LONGEST]
        next_item = _NEXT_ITEM.search(window)
        between, words = _purpose_at(window[: next_item.start()] if next_item else window)
        if words and (between, words) not in found:
            found.append((between, words))
        if len(found) >= _MOST_PURPOSES:
            break
    return tuple(found)


def _mentions(prose: str, item: str) -> Iterator[int]:
    """Where each mention ends; prose may shorten 其他水利支出 to 其他水利（项）."""
    stem = _SUFFIX.sub("", item)
    name = stem if len(stem) >= _SHORT else item
    follows = _AFTER_SHORT_NAME if len(item) <= _SHORT else _AFTER_NAME
    at = prose.find(name)
    while at >= 0:
        mention = follows.match(prose, at + len(name))
        if mention:
            yield mention.end()
        at = prose.find(name, at + len(name))


@lru_cache(maxsize=4)
def _prose(text: str) -> str:
    """The document's prose for searching, made once for all its lines."""
    return plain(text)


def _purpose_at(window: str) -> tuple[str, str]:
    marker = _PURPOSE.search(window)
    if marker is None or marker.start() > _REACH or _ANOTHER_ITEM.search(window[: marker.start()]):
        return "", ""
    rest = window[marker.end() :].lstrip(":,")
    if _NOT_PURPOSE.match(rest):
        return "", ""
    end = _END.search(rest)
    return window[: marker.start()], rest[: end.start() if end else _LONGEST][:_LONGEST].strip(
        ",:、"
    )


def _without(words: str, labels: Sequence[str]) -> str:
    """The words without the runs of two or more that a label has too, longest runs first."""
    for label in labels:
        while run := _shared(words, label):
            words = words.replace(run, " ")
    return words


def _shared(words: str, label: str) -> str:
    """The longest run of two or more that both have; labels are short, plain search will do."""
    for length in range(min(len(words), len(label)), 1, -1):
        for start in range(len(label) - length + 1):
            run = label[start : start + length]
            if run in words and " " not in run:
                return run
    return ""
