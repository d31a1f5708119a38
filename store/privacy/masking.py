"""Facts and looks as they may be kept: every word masked, addresses too, hashes made with the
office's key. Pure.

Two gates use it. The reader masks what it read before anybody else sees it; the merge masks
addresses, which the crawler needs as they are.
"""

import hmac
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote, unquote

from store.privacy.numbers import (
    ALWAYS,
    NumberKind,
    find,
    mask,
    mask_known,
    masked_value,
)

if TYPE_CHECKING:  # every command masks what it prints, and most read no page
    from store.records import PageFacts

# Fields that hold addresses, wherever they stand in records, or header fields that may.
ADDRESSES = frozenset(
    (
        *("url", "channel_url", "final_url", "next_pages", "data_requests", "jumps_to"),
        *("headers", "asked", "outcome_reason"),
    )
)
_KEPT_AS_WRITTEN = "/:?#[]@!$&'()*+,;=%~"
_MAY_HOLD_ONE = re.compile(r"\d{6}(?:\d{9}|[-_.]\d{8}[-_.]\d{3})|%(?:25)*(?:3\d|[Ee][Ff])")
_MOST_LAYERS = 3
_LEAST_OF_IT = 8  # digits of a number cut in two
_A_PART = re.compile(rf"(?<!\d)\d{{{_LEAST_OF_IT - 1},18}}[\dXx](?![0-9A-Za-z])")
_TAG = 8  # hex digits by which two masked addresses are told apart
_Record = TypeVar("_Record")


def digest(value: str, key: bytes) -> str:
    """By which the same number is known again, 16 hex digits."""
    return hmac.new(key, value.encode(), "sha256").hexdigest()[:16]


def masked_record(record: _Record, kinds: Collection[NumberKind] = ALWAYS) -> _Record:
    """Every text in the record masked, whatever it is nested in; addresses left as they are."""
    change = _masked if kinds is ALWAYS else lambda text: mask(text, kinds)
    masked: _Record = _through(record, change, is_address=False)
    return masked


@lru_cache(1024)  # most texts of a visit are those of the one before
def _masked(text: str) -> str:
    return mask(text)


def with_masked_addresses(record: _Record, key: bytes = b"") -> _Record:
    """Every address in the record masked; its texts left as they are."""
    masked: _Record = _through(record, lambda url: mask_address(url, key), is_address=True)
    return masked


def masked_facts(
    facts: "PageFacts",
    key: bytes,
    kinds: Collection[NumberKind] = ALWAYS,
    values: Collection[str] = (),
) -> "PageFacts":
    """A reading in which the numbers `values` were found: its words masked, its block hashes made
    with the key. A hash's first six digits are of its shape, in which no digit counts: they stay.

    What is known to be a number is masked wherever its digits stand: words that the reader joined
    may have put other digits beside them, words that it cut short hold the beginning, and of two
    blocks each may hold a part.
    """
    known, parts = frozenset(values), frozenset(_parts_of(values))

    def masked(text: str) -> str:
        text = mask(mask_known(text, known), kinds)
        return _A_PART.sub(lambda found: _hidden_part(found[0], parts), text)

    words = masked("\n".join(block.text for block in facts.blocks))
    blocks, end = [], 0
    for block in facts.blocks:
        start, end = end, end + len(block.text)
        blocks.append(replace(block, hash=_keyed(block.hash, key), text=words[start:end]))
        end += 1
    kept: PageFacts = _through(replace(facts, blocks=()), masked, is_address=False)
    return replace(kept, blocks=tuple(blocks), outcome_reason=masked(kept.outcome_reason))


def _parts_of(values: Collection[str]) -> Iterator[str]:
    """Beginnings and ends of the numbers that tell more than where and when somebody was born."""
    for number in values:
        for length in range(_LEAST_OF_IT, len(number)):
            yield from (number[:length], number[-length:])


def _hidden_part(digits: str, parts: Collection[str]) -> str:
    return f"{digits[:4]}{'*' * (len(digits) - 4)}" if digits in parts else digits


def mask_address(url: str, key: bytes = b"") -> str:
    """The address with its numbers starred, and with the key a tag behind each, so that two are not
    taken for one; as it was where it has none. What was percent-encoded round them is decoded.
    """
    if not has_number(url):
        return url
    text = _decoded(url)
    pieces, end = [], 0
    for number in find(text, in_words=True):
        pieces += [text[end : number.start], masked_value(number.value)]
        pieces.append(f"~{digest(number.value, key)[:_TAG]}" if key else "")
        end = number.end
    return quote("".join([*pieces, text[end:]]), safe=_KEPT_AS_WRITTEN)


def has_number(url: str) -> bool:
    """Whether an address spells out a person's number."""
    return may_hold_number(url) and bool(find(_decoded(url), in_words=True))


def may_hold_number(urls: str) -> bool:
    """Of one address or of many: whether a closer look may find a person's number."""
    return _MAY_HOLD_ONE.search(urls) is not None


def is_masked_address(url: str) -> bool:
    """An address that was masked leads nowhere: it is not asked for."""
    return "**********" in url and "~" in url


def _decoded(url: str) -> str:
    """Without its percent signs; an address within an address has them encoded again."""
    for _ in range(_MOST_LAYERS):
        before, url = url, unquote(url)
        if url == before or "%" not in url:
            break
    return url


def _keyed(block_hash: str, key: bytes) -> str:
    return block_hash[:6] + digest(block_hash, key)[: len(block_hash) - 6]


def _through(value: Any, change: Any, *, is_address: bool, name: str = "") -> Any:
    """The value with `change` applied to its addresses, or to all other texts."""
    if isinstance(value, str):
        return change(value) if (name in ADDRESSES) is is_address and value else value
    if isinstance(value, tuple):
        changed = tuple(_through(one, change, is_address=is_address, name=name) for one in value)
        return changed if any(a is not b for a, b in zip(value, changed, strict=True)) else value
    if is_dataclass(value) and not isinstance(value, type):
        return _changed(value, change, is_address=is_address)
    return value


def _changed(record: Any, change: Any, *, is_address: bool) -> Any:
    found = {}
    for name in _names(record.__class__):
        before = getattr(record, name)
        if not before or (not is_address and name in ADDRESSES):
            continue
        after = _through(before, change, is_address=is_address, name=name)
        if after is not before and after != before:
            found[name] = after
    return replace(record, **found) if found else record


@cache
def _names(kind: Any) -> Sequence[str]:
    return tuple(field.name for field in fields(kind))
