"""What differs between two looks without anything being said: clocks, counters, weather, sharing
bars (docs/field-notes.md §11).

Whole lines that are noise are dropped; counts inside a meaningful line are cut out of it, since
view counts stand in the row of their item. Every dropping has a name, so that `compare` can say why
something was ignored.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from crawler.extract.patterns import pattern_rows, patterns
from crawler.extract.publication import LINE_LENGTH, PUBLISHED

_PATTERNS = patterns(__name__)
# Lines that are noise as a whole, by why.
_LINES = pattern_rows(__name__, "lines")
# What is cut out of a line that stays.
_INSIDE = pattern_rows(__name__, "inside")
_INSIDE_LATIN = pattern_rows(__name__, "inside_latin")
_INSIDE_BYLINES = pattern_rows(__name__, "inside_bylines")
_HINT = _PATTERNS["hint"]
_HINT_LATIN = _PATTERNS["hint_latin"]
_TOKEN = _PATTERNS["token"]
_INSIDE_HINT = _PATTERNS["inside_hint"]
_INSIDE_LATIN_HINT = _PATTERNS["inside_latin_hint"]
_LABEL = _PATTERNS["label"]
_VALUE = _PATTERNS["value"]
_AGE = _PATTERNS["age_alone"]
_LONGEST_AGE = 30  # characters
_LONGEST_BYLINE = 400  # characters
_LONGEST_VALUE = 20  # characters
_SHORTEST_SENTENCE = 30


class Meaning(NamedTuple):
    """What a line says: `left` of it, and why the rest, or all of it, was dropped ("": nothing was)."""

    left: str
    why: str


def meanings(lines: Sequence[str]) -> list[Meaning]:
    """What each of `lines` says where they stand one below the other.

    A counter may be cut in two by its markup, its label in one line and its number in the next; and
    what stands between two sentences is part of a text, whose figures are its own.
    """
    found = [
        Meaning(line, "") if _is_between_sentences(lines, place) else _meaning(line)
        for place, line in enumerate(lines)
    ]
    for place in _counters_in_two_lines(lines):
        found[place] = found[place + 1] = Meaning("", "counter")
    return found


def _meaning(line: str) -> Meaning:
    why = why_noise(line)
    return Meaning("", why) if why else Meaning(*_cut(line))


def _is_between_sentences(lines: Sequence[str], place: int) -> bool:
    return (
        0 < place < len(lines) - 1
        and _is_sentence(lines[place - 1])
        and _is_sentence(lines[place + 1])
    )


def _is_sentence(line: str) -> bool:
    return len(line) >= _SHORTEST_SENTENCE and line.endswith("。")


@lru_cache(maxsize=4096)
def why_noise(line: str) -> str:
    """Why a whole line says nothing ("clock", "counter", …), or "" where it may mean something."""
    if len(line) > 160 or not _may_be_noise(line):
        return ""
    stripped = line.strip(" \t|·•-—:：。?？!！")
    for why, pattern in _LINES:
        if pattern.fullmatch(stripped):
            return why
    left, why = _cut(stripped)
    if why and not any(character.isalnum() for character in left):
        return why
    parts = stripped.split()
    whys = (
        [why_noise(part) for part in parts]
        if 1 < len(parts) <= 12 and any(c.isdigit() for c in stripped)
        else [""]
    )
    return whys[0] if all(whys) else ""  # 在线人数：4 页面生成耗时：12.001毫秒


def _may_be_noise(line: str) -> bool:
    lowered = line.lower()
    return bool(_HINT.search(lowered) or _HINT_LATIN.search(lowered) or _TOKEN.search(line))


def is_age(line: str) -> bool:
    """The line tells how long ago something was, and nothing else: 3小时前, 昨天, “2 days ago”."""
    return len(line) <= _LONGEST_AGE and _AGE.fullmatch(line.strip(" []()")) is not None


def without_noise(line: str) -> str:
    """The line without the counts, clocks and masked addresses inside it."""
    return _cut(line)[0]


def _cut(line: str) -> tuple[str, str]:
    """What is left of the line, and why the first that is missing was cut out, "" where none is."""
    if len(line) > _LONGEST_BYLINE or ("。" in line and "今天是" not in line):
        return line, ""  # a sentence that tells how often a site was visited is no counter
    lowered, first = line.lower(), ""
    for is_so, rows in (
        (_INSIDE_HINT.search(lowered), _INSIDE),
        (_INSIDE_LATIN_HINT.search(lowered), _INSIDE_LATIN),
        (_is_byline(line), _INSIDE_BYLINES),
    ):
        for why, pattern in rows if is_so else ():
            line, times = pattern.subn(" ", line)
            first = first or (why if times else "")
    return " ".join(line.split()) if first else line, first


def _is_byline(line: str) -> bool:
    return (
        len(line) <= LINE_LENGTH
        and any(map(line.__contains__, ("来源", "时间", "日期", "发布")))
        and PUBLISHED.search(line) is not None
    )


def _counters_in_two_lines(lines: Sequence[str]) -> Iterator[int]:
    """The places of the first lines: 阅读量： and 3.2万 below it, or 12 and 点赞 below it."""
    for place, (above, below) in enumerate(pairwise(lines)):
        if min(len(above), len(below)) > _LONGEST_VALUE:
            continue
        for label, value in ((above, below), (below, above)):
            if (
                len(value) <= _LONGEST_VALUE
                and _VALUE.fullmatch(value)
                and _LABEL.fullmatch(label)
                and not (label is below and label.endswith((":", "：")))
            ):
                yield place
