"""Whether two entries of a list are the same entry. Never the URL alone: positional addresses
change their title when an item is added (docs/field-notes.md §9); never the title alone:
“财政收支情况” appears every month.
"""

import hashlib
import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

from store.urls import canonical

_SPACE = re.compile(r"[\s\u200b\ufeff]+")
_CUT_SHORT = re.compile(r"(?:\.{2,}|…+)$")

# Below this share of common characters a new title at an old address is a new entry, not a
# corrected one.
SAME_TEXT = 0.5


@lru_cache(maxsize=16_384)
def title_key(title: str) -> str:
    """A title as it is compared: NFKC, without blanks, without the dots of a shortened list row."""
    return _CUT_SHORT.sub("", _SPACE.sub("", unicodedata.normalize("NFKC", title))).casefold()


def item_key(title: str, url: str) -> str:
    """Sixteen hex digits for one entry of one channel: what the planner seeds and the spider's
    paging meets again.
    """
    return hashlib.sha256(f"{canonical(url)}\n{title_key(title)}".encode()).hexdigest()[:16]


def is_same_text(one: str, other: str) -> bool:
    """Whether one title key is the other, corrected or shortened."""
    if one.startswith(other) or other.startswith(one):
        return bool(one) and bool(other)
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= SAME_TEXT
