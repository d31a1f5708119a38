"""What the lines of a page say: noise left out of them, by where they stand and by their words."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from crawler.extract.flat import Place, RawBlock
from crawler.extract.noise.counts import without_counts
from crawler.extract.noise.words import cut, is_label, is_value, why_noise


class Meaning(NamedTuple):
    """What a line says: `left` of it, and why the rest, or all of it, was dropped ("": nothing was)."""

    left: str
    why: str


def meanings(blocks: Sequence[RawBlock]) -> list[Meaning]:
    """What each of `blocks` says where they stand one below the other.

    A counter may be cut in two by its markup, its label in one line and its number in the next.
    """
    found = [_meaning(block) for block in blocks]
    for place in _counters_in_two_lines(blocks):
        found[place] = found[place + 1] = Meaning("", "counter")
    return found


def _meaning(block: RawBlock) -> Meaning:
    line = block.words
    if block.place is Place.TEXT:
        return Meaning(line, "")
    why = why_noise(line)
    if why:
        return Meaning("", why)
    left, why = cut(line)
    if block.place is Place.BESIDE:
        counted = without_counts(left, of_any_name=True)
        left, why = counted, why or ("counter" if counted != left else "")
    return Meaning(left, why)


def _counters_in_two_lines(blocks: Sequence[RawBlock]) -> Iterator[int]:
    """The places of the first lines: 阅读量： and 3.2万 below it, or 12 and 点赞 below it."""
    for place, (above, below) in enumerate(pairwise(blocks)):
        if Place.TEXT in (above.place, below.place):
            continue
        for label, value in ((above, below), (below, above)):
            if (
                is_value(value.text)
                and is_label(label.text)
                and not (label is below and label.text.endswith((":", "：")))
            ):
                yield place
