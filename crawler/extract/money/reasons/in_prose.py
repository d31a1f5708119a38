"""Where the prose of a document gives the purpose of a spending line.

Behind the name and its money (其他支出250万元，主要用于…; 其他支出为…), before it (路灯改造等250万元列入
其他支出), or as the cause of its change, which may tell what it is for. Words are found here;
whether they name something is asked in `crawler.extract.money.reasons.explained`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice

from crawler.extract.grids.amounts import parse_amount
from crawler.extract.grids.grid import plain
from crawler.extract.money.says_other import bare_words
from crawler.extract.patterns import parts_of, patterns

_PATTERNS = patterns(__name__)
# characters between the item's name and the words of purpose: `（项）3845.49万元。主要用于：`
_REACH = 60
LONGEST = 160
_MOST_MENTIONS, _MOST_PURPOSES = 100, 8  # of one name in one document
# A bare 其他 stands in every paragraph; only one that is followed by its money or its purpose names
# the line.
_SHORT = 4

_FOLLOWS = _PATTERNS["name_follows"]
_NAME_ENDS = _PATTERNS["name_ends"]
_AMOUNT = _PATTERNS["amount"]
_DIRECTLY = _PATTERNS["directly"]
_SPEAKS_OF_IT = _PATTERNS["speaks_of_it"]
_PURPOSE = _PATTERNS["purpose"]
_NOT_PURPOSE = _PATTERNS["not_purpose"]
_END = _PATTERNS["end"]
_NEXT_ITEM = _PATTERNS["next_item"]
_ANOTHER_ITEM = _PATTERNS["another_item"]
_CELLS_TOGETHER = _PATTERNS["cells_together"]
_SUFFIX = _PATTERNS["suffix"]
_BARE = _PATTERNS["bare"]
_WITHIN_ANOTHER = _PATTERNS["within_another"]
_ONE_OF_TWO = _PATTERNS["one_of_two"]
_BOOKED_UNDER = _PATTERNS["booked_under"]
_PAID_FROM = _PATTERNS["paid_from"]
_PAID = _PATTERNS["paid"]
_SENTENCE_BEFORE = _PATTERNS["sentence_before"]
_BOOKED_BEGINS = _PATTERNS["booked_begins"]
_CAUSE = _PATTERNS["cause"]
_CAUSE_IS_A_CHANGE = _PATTERNS["cause_is_a_change"]
_YEAR_BEFORE = _PATTERNS["year_before"]
_YEAR_BEFORE_COMPARES = _PATTERNS["year_before_compares"]
_HAS_ENDED = _PATTERNS["has_ended"]
_OF_A_CODE = _PATTERNS["of_a_code"]
_REFERS = _PATTERNS["refers"]
_ITEM_STARTS = _PATTERNS["item_starts"]
_MONEY = re.compile(parts_of(__name__)["money"])
_CELL = " | "  # between the cells of a row, in the text of a page


@dataclass(frozen=True, slots=True)
class StatedPurpose:
    """Words given for an item, without spaces.

    `between` stands between name and purpose and may name the item once more, one level down:
    `其他生活救助（款）其他城市生活救助（项）`. `is_sure`: it is said of this item alone, and as its
    purpose. `listed_yuan` is what the things listed come to, by these words and by all up to the
    full stop; 0.0 where no money is given.
    """

    words: str
    between: str = ""
    is_sure: bool = True
    listed_yuan: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Prose:
    """A document's words and the year of its money, None where it tells none."""

    text: str
    year: int | None = None


NO_PROSE = Prose("")


def purposes_in(prose: Prose, name: str, code: str = "") -> list[StatedPurpose]:
    """What the prose gives for the item, called by its name or code, in order of appearance."""
    item = bare_words(name).replace("其它", "其他")
    if len(item) < 2 or not prose.text:
        return []
    return list(_purposes(_prose(prose.text), item, code, prose.year))


def refers_elsewhere(words: str) -> bool:
    """Whether the words send the reader to another place: 详见附件3."""
    return bool(_REFERS.search(plain(words)))


@lru_cache(maxsize=1_000)
def _purposes(prose: str, item: str, code: str, year: int | None) -> tuple[StatedPurpose, ...]:
    """One name is searched for once, however many rows bear it, and at its first places only."""
    found: list[StatedPurpose] = []
    mentions = chain(_mentions(prose, item), _mentions_by_code(prose, code))
    for start, end in islice(mentions, _MOST_MENTIONS):
        window = prose[end : end + _REACH + LONGEST]
        next_item = _NEXT_ITEM.search(window)
        window = window[: next_item.start()] if next_item else window
        is_old = _is_of_another_year(prose, start, year)
        if is_old and _HAS_ENDED.search(_SENTENCE_BEFORE.split(window)[0]):
            continue
        is_alone = not is_old and not (
            len(item) <= _SHORT and _ONE_OF_TWO.search(prose[start - 3 : start])
        )
        for purpose in (*_before(prose, start, window), *_behind(window, is_alone)):
            if purpose.words and purpose not in found:
                found.append(purpose)
        if len(found) >= _MOST_PURPOSES:
            break
    return tuple(found)


def _mentions(prose: str, item: str) -> Iterator[tuple[int, int]]:
    """Where each mention starts and ends; prose may shorten 其他水利支出 to 其他水利（项）, and calls a
    bare 其他 by any of its names.
    """
    stem = _SUFFIX.sub("", item)
    is_bare = bool(_BARE.match(item))
    name = "其他" if is_bare else stem if len(stem) >= _SHORT else item
    at = prose.find(name)
    while at >= 0:
        follows = _FOLLOWS.match(prose, at + len(name))
        end = follows.end() if follows else at + len(name)
        if len(name) < _SHORT or is_bare:
            is_mention = not _WITHIN_ANOTHER.search(prose[max(0, at - 2) : at]) and (
                _is_followed_by_money_or_purpose(prose, end) or _is_booked(prose, at, end)
            )
        else:
            is_mention = bool(
                _NAME_ENDS.match(prose, end) or _NAME_ENDS.match(prose, at + len(name))
            )
        if is_mention:
            yield at, end
        at = prose.find(name, at + len(name))


def _mentions_by_code(prose: str, code: str) -> Iterator[tuple[int, int]]:
    """207类99款99项150万元，主要是…: the code, its levels named or not."""
    if len(code) not in (5, 7) or not code.isdigit():
        return
    parts = [part for part in (code[:3], code[3:5], code[5:]) if part]
    levels = zip(parts, "类款项", strict=False)
    named = "[,、的第]{0,2}".join(rf"[(]?{part}[)]?[(]?{of}级?[)]?" for part, of in levels)
    apart = "[-—.]?".join(parts)
    for match in re.finditer(rf"(?<!\d)(?:{apart}(?!\d)|{named})", prose):
        follows = _FOLLOWS.match(prose, match.end()) or match
        end = (_OF_A_CODE.match(prose, follows.end()) or follows).end()
        if _is_followed_by_money_or_purpose(prose, end):
            yield match.start(), end


def _is_of_another_year(prose: str, start: int, year: int | None) -> bool:
    """上年其他支出主要用于…, 2024年其他支出… in the budget of 2025: said of another year."""
    told = _YEAR_BEFORE.search(prose[max(0, start - 14) : start])
    if not told or _YEAR_BEFORE_COMPARES.search(prose[max(0, start - 16) : start]):
        return False
    return told["before"] is not None or (year is not None and int(told["year"]) < year)


def _is_followed_by_money_or_purpose(prose: str, end: int) -> bool:
    amount = _AMOUNT.match(prose, end)
    has_amount = amount is not None and amount.end() > end
    return has_amount or bool(_DIRECTLY.match(prose, end) or _SPEAKS_OF_IT.match(prose, end))


def _is_booked(prose: str, start: int, end: int) -> bool:
    before = prose[max(0, start - 12) : start]
    return bool(
        _BOOKED_UNDER.search(before)
        or (_PAID_FROM.search(before) and _PAID.match(prose[end : end + 6]))
    )


def _before(prose: str, start: int, window: str) -> Iterator[StatedPurpose]:
    """路灯改造等250万元列入其他支出."""
    before = prose[max(0, start - LONGEST) : start]
    marker = _BOOKED_UNDER.search(before) or (_PAID.match(window) and _PAID_FROM.search(before))
    if marker:
        sentence = _SENTENCE_BEFORE.split(before[: marker.start()])[-1]
        words = _BOOKED_BEGINS.sub("", sentence)
        yield StatedPurpose(words, listed_yuan=(_sum_in(words), 0.0))


def _behind(window: str, is_alone: bool) -> Iterator[StatedPurpose]:
    amount = _AMOUNT.match(window)
    at = amount.end() if amount else 0
    directly = _DIRECTLY.match(window, at)
    if directly:
        yield from _given(window, 0, directly.end(), is_alone)
    marker = _PURPOSE.search(window)
    while marker and marker.start() <= _REACH + at:
        if _ANOTHER_ITEM.search(window[at : marker.start()]):
            break
        yield from _given(window, marker.start(), marker.end(), is_alone)
        marker = _PURPOSE.search(window, marker.end())
    cause = _CAUSE.search(window)
    if cause and cause.start() <= _REACH + at:
        words = _words_at(window[cause.end() :])
        if not _CAUSE_IS_A_CHANGE.search(words):
            yield StatedPurpose(words, is_sure=False)
    sentence = _SENTENCE_BEFORE.split(window)[0]
    if refers_elsewhere(sentence) and not _ANOTHER_ITEM.search(sentence):
        yield StatedPurpose(sentence.strip(",:、"), is_sure=False)


def _given(window: str, marked_at: int, at: int, is_alone: bool) -> Iterator[StatedPurpose]:
    rest = window[at:].lstrip(":,")
    if _NOT_PURPOSE.match(rest):
        return
    words = _words_at(rest)
    to_the_stop = re.split(r"[。\n]", rest)[0]
    yield StatedPurpose(words, window[:marked_at], is_alone, (_sum_in(words), _sum_in(to_the_stop)))


def _sum_in(words: str) -> float:
    """What the sums of money in the words come to, in yuan."""
    found = (parse_amount(money) for money in _MONEY.findall(words))
    return sum(amount.in_yuan("元") for amount in found if amount is not None)


def _words_at(rest: str) -> str:
    end = _END.search(rest)
    words = rest[: end.start() if end else LONGEST][:LONGEST]
    cells = _CELLS_TOGETHER.search(words)
    return _to_closing(words[: cells.start()] if cells else words).strip(",:、")


def _to_closing(words: str) -> str:
    """Up to the bracket that closes what was opened before the words."""
    depth = 0
    for at, letter in enumerate(words):
        depth += (letter == "(") - (letter == ")")
        if depth < 0:
            return words[:at]
    return words


@lru_cache(maxsize=4)
def _prose(text: str) -> str:
    """The document's prose for searching, made once for all its lines. Only rows of tables keep
    their ends: a sentence is broken over lines as the paper is wide.
    """
    parts: list[str] = []
    was_row = False
    for line in text.splitlines():
        words = plain(line)
        if not words:
            continue
        is_row = _CELL in line
        if parts and (is_row or was_row):
            parts.append("\n")
        elif parts and _ITEM_STARTS.match(line) and parts[-1][-1] not in "。;:,、(\n":
            parts.append("。")
        parts.append(words)
        was_row = is_row
    return "".join(parts).replace("其它", "其他")
