"""The lines that say nothing by their words, wherever they stand: clocks, counters, ages, buttons
(docs/field-notes.md §11).

Whole lines that are noise are dropped; counts and ages inside a meaningful line are cut out of it,
since they stand in the row of their item. Every dropping has a name, so that `compare` can say why
something was ignored. What only its place tells is told in `meanings`.
"""

import re
from functools import lru_cache

from crawler.extract.noise.counts import KNOWN, without_counts
from crawler.extract.patterns import pattern_rows, patterns

_PATTERNS = patterns(__name__)
# Lines that are noise as a whole, by why.
_LINES = pattern_rows(__name__, "lines")
# What is cut out of a line that stays.
_INSIDE = pattern_rows(__name__, "inside")
_HINT = _PATTERNS["hint"]
_TOKEN = _PATTERNS["token"]
_MAY_BE_NOISE = re.compile(f"{_HINT.pattern}|{KNOWN.pattern}")
_INSIDE_HINT = _PATTERNS["inside_hint"]
_LABEL = _PATTERNS["label"]
_VALUE = _PATTERNS["value"]
_AGE = _PATTERNS["age_alone"]
# Characters.
_LONGEST_AGE = 30
_LONGEST_LINE = 160
_LONGEST_BYLINE = 400
_LONGEST_VALUE = 20
_MOST_PARTS = 12


def why_noise(line: str) -> str:
    """Why a whole line says nothing ("clock", "counter", …), or "" where it may mean something."""
    if len(line) > _LONGEST_LINE:
        return ""
    return _why(line) if _MAY_BE_NOISE.search(line.lower()) or _TOKEN.search(line) else ""


@lru_cache(maxsize=4096)
def _why(line: str) -> str:
    stripped = line.strip(" \t|·•-—:：。?？!！")
    if _HINT.search(line.lower()) or _TOKEN.search(line):
        for why, pattern in _LINES:
            if pattern.fullmatch(stripped):
                return why
    left, why = cut(stripped)
    if left == stripped:
        return ""
    if not any(map(str.isalnum, left)):
        return why
    parts = left.split()
    is_noise = len(parts) <= _MOST_PARTS and all(map(why_noise, parts))
    return why if is_noise else ""  # 在线人数：4 打印本页


def is_age(line: str) -> bool:
    """The line tells how long ago something was, and nothing else: 3小时前, 昨天, “2 days ago”."""
    return len(line) <= _LONGEST_AGE and _AGE.fullmatch(line.strip(" []()")) is not None


def without_noise(line: str) -> str:
    """The line without the counts, clocks and masked addresses inside it."""
    return cut(line)[0]


def cut(line: str) -> tuple[str, str]:
    """What is left of the line, and why the first that is missing was cut out, "" where none is."""
    if len(line) > _LONGEST_BYLINE or "。" in line:
        return line, ""
    left, first = line, ""
    if _INSIDE_HINT.search(line.lower()):
        for why, pattern in _INSIDE:
            left, times = pattern.subn(" ", left)
            first = first or (why if times else "")
    counted = without_counts(left)
    if counted == left and not first:
        return line, ""
    return " ".join(counted.split()), first or "counter"


def is_label(line: str) -> bool:
    """The line is the label of a counter: 阅读量, 浏览次数：."""
    return len(line) <= _LONGEST_VALUE and _LABEL.fullmatch(line) is not None


def is_value(line: str) -> bool:
    """The line is the number of a counter alone, or what stands in its place: 3.2万, (12), --."""
    return len(line) <= _LONGEST_VALUE and _VALUE.fullmatch(line) is not None
