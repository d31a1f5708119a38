"""What differs between two looks without anything being said: clocks, counters, weather, sharing
bars (docs/field-notes.md §11).

Whole lines that are noise are dropped; counts inside a meaningful line are cut out of it, since
view counts stand in the row of their item. Every dropping has a name, so that `compare` can say why
something was ignored.
"""

from functools import lru_cache

from crawler.extract.noise.counts import without_counts
from crawler.extract.patterns import pattern_rows, patterns

_PATTERNS = patterns(__name__)
# Lines that are noise as a whole, by why.
_LINES = pattern_rows(__name__, "lines")
# What is cut out of a line that stays.
_INSIDE = pattern_rows(__name__, "inside")
_INSIDE_LATIN = pattern_rows(__name__, "inside_latin")
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


@lru_cache(maxsize=4096)
def why_noise(line: str) -> str:
    """Why a whole line says nothing ("clock", "counter", …), or "" where it may mean something."""
    if len(line) > 160 or not _may_be_noise(line):
        return ""
    stripped = line.strip(" \t|·•-—:：。?？!！")
    for why, pattern in _LINES:
        if pattern.fullmatch(stripped):
            return why
    left, why = cut(stripped)
    if why and not any(character.isalnum() for character in left):
        return why
    parts = stripped.split()
    whys = [why_noise(part) for part in parts] if 1 < len(parts) <= 12 else [""]
    return whys[0] if all(whys) else ""  # 在线人数：4 页面生成耗时：12.001毫秒


def _may_be_noise(line: str) -> bool:
    lowered = line.lower()
    return bool(_HINT.search(lowered) or _HINT_LATIN.search(lowered) or _TOKEN.search(line))


def is_age(line: str) -> bool:
    """The line tells how long ago something was, and nothing else: 3小时前, 昨天, “2 days ago”."""
    return len(line) <= _LONGEST_AGE and _AGE.fullmatch(line.strip(" []()")) is not None


def without_noise(line: str) -> str:
    """The line without the counts, clocks and masked addresses inside it."""
    return cut(line)[0]


def cut(line: str) -> tuple[str, str]:
    """What is left of the line, and why the first that is missing was cut out, "" where none is."""
    if len(line) > _LONGEST_BYLINE or ("。" in line and "今天是" not in line):
        return line, ""  # a sentence that tells how often a site was visited is no counter
    lowered, first = line.lower(), ""
    for is_so, rows in (
        (_INSIDE_HINT.search(lowered), _INSIDE),
        (_INSIDE_LATIN_HINT.search(lowered), _INSIDE_LATIN),
    ):
        for why, pattern in rows if is_so else ():
            line, times = pattern.subn(" ", line)
            first = first or (why if times else "")
    counted = without_counts(line)
    return " ".join(counted.split()) if first else counted, first or (
        "counter" if counted != line else ""
    )


def is_label(line: str) -> bool:
    """The line is the label of a counter: 阅读量, 浏览次数：."""
    return len(line) <= _LONGEST_VALUE and _LABEL.fullmatch(line) is not None


def is_value(line: str) -> bool:
    """The line is the number of a counter alone, or what stands in its place: 3.2万, (12), --."""
    return len(line) <= _LONGEST_VALUE and _VALUE.fullmatch(line) is not None
