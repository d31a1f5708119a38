"""Lines no wider than a terminal: a Chinese character counts 2, no word is broken, and what goes on
below stands under where it began.
"""

import re
from collections.abc import Sequence
from unicodedata import east_asian_width

# A line may end behind a blank and between Chinese characters, never before what closes.
_UNBREAKABLE = re.compile(
    r"\[[^\]]*\]\s*|[“（《]*(?:[^\s\u2e80-\uffef“”…]+|\S)[，。、；：？！）》”…\]]*\s*"
)
# What a line begins with before its words: blanks, a mark of a list, the rule of `doctor`.
_COLOUR = r"\x1b\[[0-9;]*m"
_COLOURS = re.compile(_COLOUR)
_BEFORE_WORDS = re.compile(rf"(?:\s|{_COLOUR})*(?:[✓✗!?→·•+-](?:\s|{_COLOUR})+|\d+[.)]\s+)?")
# Laid out already, or to be copied as it stands: what moves the cursor, frames, JSON, a command.
_LEFT_WHOLE = re.compile(
    r"\x1b(?!\[[0-9;]*m)|[\r\u2500-\u259f]|^\s*(?:[{\[]|[!-~]*\bgongkai [a-z])"
)
NARROWEST = 20


def columns(text: str) -> int:
    """How wide it stands in a terminal; what colours it takes no room."""
    shown = _COLOURS.sub("", text)
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in shown)


def wrapped(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` columns, broken where Chinese and English may be; a word
    that is wider has a line of its own.
    """
    lines, free = [""], width
    for piece in _UNBREAKABLE.findall(text):
        if columns(piece.rstrip()) > free and lines[-1]:
            lines.append("")
            free = width
        lines[-1] += piece
        free -= columns(piece)
    return [line.rstrip() for line in lines]


def in_columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Each cell but the last as wide as the widest of its column, two blanks between."""
    widths = [max(map(columns, cells)) for cells in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell + " " * (width - columns(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]


def fitted(text: str, width: int) -> str:
    """Each line of `text` as a terminal of `width` columns shows it without breaking a word."""
    if width < NARROWEST:
        return text
    return "\n".join(_fitted_line(line, width) for line in text.split("\n"))


def _fitted_line(line: str, width: int) -> str:
    if columns(line) <= width or _LEFT_WHOLE.search(line):
        return line
    begins = _BEFORE_WORDS.match(line)
    before = begins[0] if begins else ""
    first, *rest = wrapped(line[len(before) :], width - columns(before))
    return "\n".join([before + first, *(" " * columns(before) + one for one in rest)])
