"""The fingerprint of a page: a version and one hash over the set of its meaningful blocks.

A block's hash is 16 hex digits: 6 of its shape (numbers replaced) and 10 of its words. So what was
learned to be volatile can be masked on both sides from the hashes alone: a mask is a block hash, or
a shape (6 digits) that masks every number in its place. Order never matters: a list re-sorted, or
tabs shuffled, are not news (docs/field-notes.md §11).
"""

from collections.abc import Collection, Iterable, Sequence
from hashlib import sha256

from crawler.extract.stable import shapes_of, stable_lines
from store.records import Block

VERSION = "v1"
_SHAPE, _WORDS = 6, 10
_TEXT_KEPT = 200


def blocks_of(said: Sequence[tuple[str, str]]) -> tuple[Block, ...]:
    """A block for each (identity, text): `identity` decides its hash, `text` is what people are
    shown.
    """
    words = stable_lines([identity for identity, _ in said])
    shapes = shapes_of(words)
    digest_of = {one: _digest(one) for one in {*words, *shapes}}
    return tuple(
        Block(digest_of[shape][:_SHAPE] + digest_of[one][:_WORDS], text[:_TEXT_KEPT])
        for one, shape, (_, text) in zip(words, shapes, said, strict=True)
    )


def fingerprint_of(hashes: Iterable[str], masks: Collection[str] = frozenset()) -> str:
    """The fingerprint over block hashes, masked ones left out. A page without a word has one too:
    the next look may find it unchanged.
    """
    kept = sorted({h for h in hashes if not is_masked(h, masks)})
    return f"{VERSION}:{_digest(' '.join(kept))[:32]}"


def is_masked(block_hash: str, masks: Collection[str]) -> bool:
    """The block itself or its shape (6 hex digits) is known to be volatile."""
    return bool(masks) and (block_hash in masks or block_hash[:_SHAPE] in masks)


def learn_masks(first: Iterable[str], second: Iterable[str]) -> frozenset[str]:
    """What differs between two looks seconds apart: by shape where only numbers turned, else the
    blocks themselves.

    A shape that any block of either look keeps while standing still is no counter's: the entries of
    a list often differ in nothing but numbers, and masking their shape would hide every later one.
    """
    one, two = set(first), set(second)
    gone, came, steady = one - two, two - one, {h[:_SHAPE] for h in one & two}
    shapes = ({h[:_SHAPE] for h in gone} & {h[:_SHAPE] for h in came}) - steady
    return frozenset(shapes | {h for h in gone | came if h[:_SHAPE] not in shapes})


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
