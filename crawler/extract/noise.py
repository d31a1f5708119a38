"""What differs between two looks without anything being said: clocks, counters, weather, sharing
bars (docs/field-notes.md §11).

Whole lines that are noise are dropped; counts inside a meaningful line are cut out of it, since
view counts stand in the row of their item. Every dropping has a name, so that `compare` can say why
something was ignored.
"""

from functools import lru_cache

from crawler.extract.patterns import pattern_rows, patterns

_PATTERNS = patterns(__name__)
# Lines that are noise as a whole, by why.
_LINES = pattern_rows(__name__, "lines")
# What is cut out of a line that stays.
_INSIDE = pattern_rows(__name__, "inside")
_HINT = _PATTERNS["hint"]
_TOKEN = _PATTERNS["token"]
_INSIDE_HINT = _PATTERNS["inside_hint"]


@lru_cache(maxsize=4096)
def why_noise(line: str) -> str:
    """Why a whole line says nothing ("clock", "counter", …), or "" where it may mean something."""
    if len(line) > 160 or not (_HINT.search(line.lower()) or _TOKEN.search(line)):
        return ""
    stripped = line.strip(" \t|·•-—:：")
    for why, pattern in _LINES:
        if pattern.fullmatch(stripped):
            return why
    parts = stripped.split()
    whys = (
        [why_noise(part) for part in parts]
        if 1 < len(parts) <= 12 and any(c.isdigit() for c in stripped)
        else [""]
    )
    return whys[0] if all(whys) else ""  # 在线人数：4 页面生成耗时：12.001毫秒


def without_noise(line: str) -> str:
    """The line without the counts, clocks and masked addresses inside it."""
    if not _INSIDE_HINT.search(line.lower()) or ("。" in line and "今天是" not in line):
        return line  # a sentence that tells how often a site was visited is no counter
    for _, pattern in _INSIDE:
        line = pattern.sub(" ", line)
    return " ".join(line.split())
