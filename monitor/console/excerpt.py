"""A few words round the first place where a search found something. Pure."""

import re
from collections.abc import Sequence

from monitor.console.line_diff import DiffPiece
from store.search.bigrams import plain, runs

AROUND = 48  # characters on each side
ELLIPSIS = "…"


def excerpt(text: str, words: str) -> tuple[DiffPiece, ...]:
    """The words of `text` (plain) round the first of the searched `words`, these marked; its
    beginning where none stands in it.
    """
    wanted = runs(plain(words))
    pattern = re.compile(
        "|".join(re.escape(run) for run in sorted(wanted, key=len, reverse=True)) or "$^"
    )
    first = pattern.search(text)
    start = max(0, first.start() - AROUND) if first else 0
    end = min(len(text), (first.end() if first else start) + AROUND * 2)
    pieces = _marked(text[start:end], pattern)
    return (
        *((DiffPiece(ELLIPSIS),) if start else ()),
        *pieces,
        *((DiffPiece(ELLIPSIS),) if end < len(text) else ()),
    )


def marked(text: str, words: str) -> tuple[DiffPiece, ...]:
    """All of a title, the searched words marked as they stand in it."""
    wanted: Sequence[str] = runs(plain(words))
    if not wanted:
        return (DiffPiece(text),)
    return _marked(text, re.compile("|".join(re.escape(run) for run in wanted), re.IGNORECASE))


def with_marks(text: str, terms: Sequence[str]) -> tuple[DiffPiece, ...]:
    """All of a line, the terms marked as they stand in it."""
    return (
        _marked(text, re.compile("|".join(map(re.escape, terms)))) if terms else (DiffPiece(text),)
    )


def _marked(text: str, pattern: re.Pattern[str]) -> tuple[DiffPiece, ...]:
    pieces: list[DiffPiece] = []
    at = 0
    for found in pattern.finditer(text):
        if found.start() > at:
            pieces.append(DiffPiece(text[at : found.start()]))
        if found.end() > found.start():
            pieces.append(DiffPiece(found.group(), True))
        at = found.end()
    return (*pieces, *((DiffPiece(text[at:]),) if at < len(text) else ()))
