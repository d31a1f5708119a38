"""Have all dates of a list moved by one day? Then a time zone was set and nothing was said. Pure.

A server that begins to write its times in UTC, or ceases to, moves what was entered at midnight by
a day: every entry, and none by two. Where one entry alone moved its day was changed.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from crawler.extract.dates import DateFound, find_dates
from crawler.extract.stable import stable_words

AT_LEAST = 3  # entries; of two, both may have been changed by hand
_A_DAY = timedelta(days=1)
_CLOCK = re.compile(r"\s*(?:T|\s)\s*\d{1,2}:\d\d(?::\d\d)?")


def moved_by_a_day(
    added: Sequence[str], removed: Sequence[str], kept: Iterable[str]
) -> tuple[set[str], set[str]]:
    """Of the lines that came and went those that are the same entries, all a day earlier or all a
    day later. Empty where any of them, or of the lines that stayed, kept its day.
    """
    came, gone = _dated(added), _dated(removed)
    pairs = [
        (new, old)
        for words in came.keys() & gone.keys()
        if len(came[words]) == len(gone[words])
        for new, old in zip(sorted(came[words]), sorted(gone[words]), strict=True)
    ]
    moves = {new[0] - old[0] for new, old in pairs}
    if len(pairs) < AT_LEAST or moves not in ({_A_DAY}, {-_A_DAY}) or _dated(kept):
        return set(), set()
    return {line for (_, line), _ in pairs}, {line for _, (_, line) in pairs}


def _dated(lines: Iterable[str]) -> dict[str, list[tuple[date, str]]]:
    """By their other words, the lines that are an entry's: one date, at the end or at the front."""
    dated: dict[str, list[tuple[date, str]]] = defaultdict(list)
    for line in lines:
        found = find_dates(line)
        if len(found) == 1 and (words := _words_beside(line, found[0])) is not None:
            dated[words].append((found[0].day, line))
    return dated


def _words_beside(line: str, found: DateFound) -> str | None:
    """None where the date stands among words."""
    before, after = line[: found.start], _CLOCK.sub("", line[found.end :], count=1)
    if any(map(str.isalnum, before)) and any(map(str.isalnum, after)):
        return None
    return stable_words(before + after)
