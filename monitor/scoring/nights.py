"""The nights of a quarter as bits, so that "on how many of them" is one question. Pure."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Nights:
    """`days`: those of the nights that were carried through, sorted; `of`: how many there should
    have been; `until`: the last day that counts.
    """

    days: tuple[date, ...]
    of: int
    until: date

    def between(self, first: date, last: date | None) -> int:
        """Its nights from `first` to `last`, both included (None: to the end): a bit each."""
        low = bisect_left(self.days, first)
        high = bisect_right(self.days, last) if last else len(self.days)
        return ((1 << (high - low)) - 1) << low if high > low else 0
