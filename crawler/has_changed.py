"""Has a known page changed, or only moved? Decided over block hashes, from two looks seconds apart.
Pure.

What differs between two looks seconds apart is volatile by construction (docs/field-notes.md §11);
the reader says what is learned from them (`learn_masks`). A page is unchanged when everything in
which it differs from the known one is volatile, and stands where something else stood before.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher

from crawler.extract.fingerprint import is_masked


def is_known(known: Sequence[str], seen: Sequence[str], masks: frozenset[str]) -> bool:
    """`seen` says nothing new, by what earlier nights learned: then nobody needs to look again.

    As in fingerprints, order says nothing. A page of which nothing stands still is never known by
    its noise alone.
    """
    steady = {block for block in known if not is_masked(block, masks)}
    return (
        bool(masks)
        and bool(steady)
        and steady == {block for block in seen if not is_masked(block, masks)}
    )


def is_same(known: Sequence[str], seen: Sequence[str], masks: frozenset[str]) -> bool:
    """`seen` is the known page but for volatile blocks.

    What turns in words and not in numbers alone is not among `masks` as it was known, so volatile
    blocks are matched by place: a run of them may stand in for as many known blocks, never for
    more. A block that is gone or new is a change, and a page of which less than half stands still
    is not the known page, whatever it is.
    """
    if is_known(known, seen, masks):
        return True
    steps = SequenceMatcher(None, known, seen, autojunk=False).get_opcodes()
    in_common = sum(k2 - k1 for tag, k1, k2, _, _ in steps if tag == "equal")
    return in_common * 2 >= max(len(known), 1) and all(
        tag == "equal"
        or (k2 - k1 == s2 - s1 and all(is_masked(block, masks) for block in seen[s1:s2]))
        for tag, k1, k2, s1, s2 in steps
    )
