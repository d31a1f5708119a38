"""Of which owed items a government's directory by unit may hold those of everybody, by its name:
部门信息公开 of all, 部门信息公开年报 of the reports alone. Pure; the words: directories.toml.
"""

import re
import tomllib
from pathlib import Path

from config.rulebook import OwedItem, OwedItems
from monitor.measures.disclosure import plain_words
from monitor.measures.owed import is_named_by
from store.queries.read_elsewhere import ReadElsewhere

_WORDS = tomllib.loads((Path(__file__).parent / "directories.toml").read_text("utf-8"))
_BODIES = re.compile(_WORDS["bodies"])


def is_in_a_directory(item: OwedItem, read: ReadElsewhere, owed: OwedItems) -> bool:
    """A directory of one matter whose list holds others' entries alone does not hold the unit's."""
    return any(
        may_hold(name, item, owed) and not (name in read.of_others and _is_of(name, item, owed))
        for name in read.directories
    )


def may_hold(name: str, item: OwedItem, owed: OwedItems) -> bool:
    """A directory that names a matter holds that; one that names none, or the whole, holds all."""
    words = _words(name)
    if any(word in words for word in _WORDS["whole"]):
        return True
    if any(is_named_by(one, words) for one in owed.owed_items):
        return _is_of(name, item, owed)
    return not any(word in words for word in _WORDS["matters"])


def _is_of(name: str, item: OwedItem, owed: OwedItems) -> bool:
    words = _words(name)
    return is_named_by(item, words) or is_named_by(owed.whole_of(item) or item, words)


def _words(name: str) -> str:
    return _BODIES.sub("", plain_words(name))
