"""Has a known page changed, or only moved? Decided over block hashes, from two looks seconds apart. Pure.

What differs between two looks seconds apart is volatile by construction (field-notes §11). A page is unchanged when
everything in which it differs from the known one is volatile, and stands where something else stood before.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher


def volatile(first: Sequence[str], second: Sequence[str]) -> frozenset[str]:
    """Block hashes that only one of two looks shows."""
    return frozenset(first) ^ frozenset(second)


def is_same(known: Sequence[str], seen: Sequence[str], masks: frozenset[str]) -> bool:
    """`seen` is the known page but for volatile blocks.

    A known counter is not among `masks` (its number was another one), so volatile blocks are matched by place: a run
    of them may stand in for as many known blocks, never for more. A block that is gone or new is a change, and a page
    of which less than half stands still is not the known page, whatever it is.
    """
    steady = [block for block in known if block not in masks]
    if steady and steady == [block for block in seen if block not in masks]:
        return True
    steps = SequenceMatcher(None, known, seen, autojunk=False).get_opcodes()
    in_common = sum(k2 - k1 for tag, k1, k2, _, _ in steps if tag == "equal")
    return in_common * 2 >= max(len(known), 1) and all(
        tag == "equal" or (k2 - k1 == s2 - s1 and masks.issuperset(seen[s1:s2])) for tag, k1, k2, s1, s2 in steps
    )
