"""What the words beside a number say it is: a person's, a body's, or something else's. Pure.

A label stands before its number in the same line or cell, in the cell to the left, in the line
above, or at the head of the column. The nearest that says anything is believed. Words are in
`labels.toml`.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import cache
from itertools import takewhile
from pathlib import Path
from tomllib import loads
from typing import NamedTuple

CELL = "|"  # between two cells of one line; the cells of the lines above it are heads
_BEFORE = 120  # characters in which a label is looked for
_WIDEST = 2_000  # characters of a row before or behind a number
_MOST_HEADS = 4  # rows of words at the top of a table
_LONGEST = 30  # of a line or a cell that is a label
_AROUND = " \t\f\r\u3000:=\"'\\“”‘’([【〔{<,.、_#是为"
_LONG_NUMBER = re.compile(r"\d{6}|(?:\d\|){5}")  # in one piece, or a digit a cell
_WORD = re.compile(r"[\u4e00-\u9fff]+\Z")
_KEY = re.compile(r"[A-Za-z][\w$-]*\Z", re.ASCII)
_IN_BRACKETS = re.compile(r"\(([^()]*)\)?\Z")
_NAME_OF_FIELD = re.compile(r"""<[^<>]*?\b(?:name|id)\s*=\s*["']?([\w.-]+)[^<>]*\Z""", re.ASCII)

_OPTION = re.compile(r"<option\b[^<>]*\Z", re.IGNORECASE)  # its words are shown, its value is a key


class Says(Enum):
    NOTHING = ""
    PERSON = "an identity number, or a number that is made of it"
    BODY = "the code of a body, or of a person who trades"
    ANOTHER = "a number of another kind"


class Labels:
    """Of one text; its rows are told apart when they are first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._heads: dict[int, Sequence[Sequence[str]]] | None = None

    def of(self, start: int) -> Iterator[str]:
        """What may name the number that begins there, the nearest first."""
        reach = max(0, start - _WIDEST)
        line_start = self._text.rfind("\n", reach, start) + 1
        cells = self._text[max(line_start, reach) : start].split(CELL)
        yield _plain(cells[-1][-_BEFORE:])
        if cells[-1].strip(_AROUND + "G") or (reach and not line_start):
            return  # words stand between, or the line is no row
        if len(cells) > 1:
            yield from (_plain(cell) for cell in reversed(cells[:-1]) if cell.strip())
        yield from self._above(line_start, start, len(cells) - 1)

    def are_headed_apart(self, first: int, last: int) -> bool:
        """Whether the cells of two places in a row have heads of their own."""
        above, above_last = self._heads_over(first), self._heads_over(last)
        return bool(above and above_last) and above != above_last

    def _heads_over(self, place: int) -> tuple[str, ...]:
        line_start = self._text.rfind("\n", 0, place) + 1
        column = self._text.count(CELL, line_start, place)
        return tuple(self._above(line_start, place, column))

    def _above(self, line_start: int, start: int, column: int) -> Iterator[str]:
        line = self._text[line_start : start + _WIDEST].split("\n", 1)[0]
        count = line.count(CELL)
        if count == 0:
            yield from self._line_above(line_start)
            return
        if self._heads is None:
            self._heads = dict(_heads_of(self._text))
        heads = self._heads.get(line_start, ())
        # cells that go over several lines stand at the left: others are counted from the right
        for head in sorted(heads, key=lambda head: len(head) != count + 1):
            if count + 1 - column <= len(head):
                yield _plain(head[column - count - 1])

    def _line_above(self, line_start: int) -> Iterator[str]:
        """The line alone, or none of several: what is headed like a table without being one."""
        lines = self._text[max(0, line_start - 200) : line_start].split("\n")[-2::-1]
        labels = list(takewhile(_is_label, lines))
        if len(labels) == 1:
            yield _plain(labels[0])


def _heads_of(text: str) -> Iterator[tuple[int, Sequence[Sequence[str]]]]:
    """Of every line in cells, by where it begins: the lines at the top of its table, the last of
    them first.
    """
    heads: tuple[Sequence[str], ...] = ()
    at, is_headed = 0, True
    for line in text.split("\n"):
        cells = line.split(CELL)
        if len(cells) == 1 or (not is_headed and heads and len(cells) > len(heads[0])):
            heads, is_headed = (), True
        if len(cells) > 1 and is_headed and _LONG_NUMBER.search(line) is None:
            heads = (cells, *heads) if len(heads) < _MOST_HEADS else heads
        elif len(cells) > 1:
            is_headed = False
            yield at, heads
        at += len(line) + 1


def what_they_say(labels: Sequence[str]) -> Says:
    return next(
        (said for label in labels if (said := _said(label)) is not Says.NOTHING), Says.NOTHING
    )


def _said(label: str) -> Says:
    """The last word of it, and what brackets behind that explain."""
    label = label.rstrip(_AROUND)
    brackets = _IN_BRACKETS.search(label)
    if brackets is not None:
        inside = _said(brackets[1])
        return inside if inside is not Says.NOTHING else _said(label[: brackets.start()])
    key = _KEY.search(label)
    if key is not None:
        return _said_by_key(key[0], label)
    word = _WORD.search(label)
    return _said_by_word(word[0]) if word is not None else Says.NOTHING


def _said_by_word(word: str) -> Says:
    patterns = _patterns()
    if patterns.bodies.search(word):
        return Says.BODY
    if patterns.persons.search(word):
        return Says.PERSON
    if patterns.nothing.search(word):
        return Says.NOTHING
    return Says.ANOTHER if patterns.others.search(word) else Says.NOTHING


def _said_by_key(key: str, label: str) -> Says:
    if key.lower() == "value" and _OPTION.search(label) is not None:
        return Says.ANOTHER
    if key.lower() == "value" and (named := _NAME_OF_FIELD.search(label)) is not None:
        key = named[1]
    key = re.sub(r"[^a-z0-9]", "", key.lower())
    patterns = _patterns()
    if patterns.body_keys.search(key):
        return Says.BODY
    if patterns.person_keys.search(key):
        return Says.PERSON
    return Says.ANOTHER if patterns.other_keys.search(key) else Says.NOTHING


def _is_label(line: str) -> bool:
    return len(line) <= _LONGEST and _said(_plain(line)) is not Says.NOTHING


def _plain(words: str) -> str:
    return unicodedata.normalize("NFKC", words)


class _Patterns(NamedTuple):
    persons: re.Pattern[str]
    bodies: re.Pattern[str]
    nothing: re.Pattern[str]
    others: re.Pattern[str]
    person_keys: re.Pattern[str]
    body_keys: re.Pattern[str]
    other_keys: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = loads(Path(__file__).with_name("labels.toml").read_text(encoding="utf-8"))

    def ending(name: str, behind: str = "") -> re.Pattern[str]:
        return re.compile(rf"(?:{'|'.join(words[name])}){behind}\Z")

    return _Patterns(
        ending("persons", "(?:件|号|号码|号码为|编号|编码|码)?"),
        ending("bodies", "(?:号|号码|编号)?"),
        ending("nothing"),
        ending("others"),
        ending("person_keys", "(?:h|hm|no|num|number|code|id|str|value)?"),
        ending("body_keys"),
        ending("other_keys"),
    )
