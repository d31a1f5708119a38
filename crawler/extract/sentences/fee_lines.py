"""Fees listed line by line in a page's words, each told whole or to lack its basis
(docs/rulebook.md §3.9).

A list is told by its heading and by numbered lines, each a fee and a price. What is said before
the first of them, or on lines of their own after the last, is the basis of all.
"""

import re
from collections.abc import Iterator

from crawler.extract.patterns import patterns
from crawler.extract.sentences import fee_rows
from crawler.extract.sentences.fee_rows import COMPLETE, MOST_ROWS, NO_BASIS
from store.records import Link, Mention

_OF_ROWS = patterns(fee_rows.__name__)
_PATTERNS = patterns(__name__)
_FEWEST, _LONGEST = 2, 200


def fee_lines(title: str, text: str, attachments: tuple[Link, ...] = ()) -> tuple[Mention, ...]:
    """One mention a fee, its term the fee's name, its sentence the line. `text` keeps its lines."""
    lines = text.split("\n")
    at = [(number, found) for number, line in enumerate(lines) if (found := _fee_of(line))]
    if len(at) < _FEWEST or _OF_ROWS["is_other"].search(title):
        return ()
    first, last = at[0][0], at[-1][0]
    opening = "\n".join((title, *lines[:first]))
    if not _OF_ROWS["is_list"].search(opening):
        return ()
    beside = "\n".join((opening, *lines[last + 1 :]))
    has_basis = bool(_OF_ROWS["names_a_basis"].search(beside))
    ends = [number for number, _ in at[1:]] + [last + 1]
    told = _told(lines, at, ends, has_basis=has_basis)
    if any(_OF_ROWS["a_file"].search(link.text) for link in attachments):
        told = (one for one in told if one.side == COMPLETE)
    return tuple(told)[:MOST_ROWS]


def _told(
    lines: list[str], at: list[tuple[int, re.Match[str]]], ends: list[int], *, has_basis: bool
) -> Iterator[Mention]:
    for (begin, found), end in zip(at, ends, strict=True):
        said = "\n".join(lines[begin:end])
        if not _OF_ROWS["excused"].search(said):
            side = COMPLETE if has_basis or _is_based(said) else NO_BASIS
            yield Mention(side, found["name"].strip(), lines[begin].strip()[:_LONGEST])


def _fee_of(line: str) -> re.Match[str] | None:
    found = _PATTERNS["fee_line"].match(line)
    return found if found and _PATTERNS["price"].search(line) else None


def _is_based(said: str) -> bool:
    """By a text, or by whatever follows 依据."""
    return bool(_OF_ROWS["names_a_basis"].search(said) or _PATTERNS["says_basis"].search(said))
