"""Endless sites: the budgets that end them (docs/faults.md W1), counted per crawl. Pure but for its
own counters.

Cf. Heritrix: TooManyHops, TooManyPathSegments, PathologicalPath. What is refused is counted by
reason, never silent.
"""

import re
from collections import Counter
from urllib.parse import urlsplit

MAX_DEPTH = 6
MAX_QUERY_VARIANTS = 50  # of one path
MAX_REPEATS = 2  # of one path segment; numbers are dates and ids
MAX_SEGMENTS = 20
MAX_URL = 2000

_DIGITS = re.compile(r"\d+")


class TrapBudget:
    """Says why an address is not worth following, or nothing."""

    def __init__(self) -> None:
        self._variants: Counter[str] = Counter()

    def refusal(self, url: str, depth: int, *, is_listed: bool = False) -> str:
        """The budget that `url` breaks, or "". Counts it where it is admitted.

        `is_listed`: an item, a document or a further page of a list. Old sites keep all articles at
        one path with a number in the query (show.asp?id=), and lists have an end of their own; for
        these the variants are no trap.
        """
        parts = urlsplit(url)
        segments = [s for s in parts.path.split("/") if s]
        if depth > MAX_DEPTH:
            return "depth"
        if len(url) > MAX_URL or len(segments) > MAX_SEGMENTS:
            return "long_address"
        if any(
            count > MAX_REPEATS
            for count in Counter(s for s in segments if not s.isdigit()).values()
        ):
            return "repeated_segments"
        if parts.query and not is_listed:
            shape = f"{parts.netloc}{_DIGITS.sub('#', parts.path)}"
            if self._variants[shape] >= MAX_QUERY_VARIANTS:
                return "query_variants"
            self._variants[shape] += 1
        return ""
