"""Does a line's name say 其他, and does it say anything else?

A pure question of words (docs/rulebook.md §5): whether an 其他 is *too much* is the monitor's to
judge, because codes ending in 99 are statutory and every budget has them.
"""

import re
from collections.abc import Collection

from crawler.extract.grids.grid import plain
from crawler.extract.patterns import patterns

_PATTERNS = patterns(__name__)
_NUMBERING = _PATTERNS["numbering"]
_QUOTES = _PATTERNS["quotes"]
_BRACKETS = {"(": ")", "[": "]", "【": "】", "〔": "〕", "〖": "〗"}
_OTHER_FIRST = _PATTERNS["other_first"]
_OTHER_LAST = _PATTERNS["other_last"]
_AFTER_WORDS = _PATTERNS["after_words"]
_NOT_AFTER = _PATTERNS["not_after"]
_OF_NOBODY = _PATTERNS["of_nobody"]
_SUFFIX = _PATTERNS["suffix"]
_TAIL_NUMBER = _PATTERNS["tail_number"]
_BARE = _PATTERNS["bare"]

_FALSE_FRIENDS = _PATTERNS["false_friends"]

_ENGLISH = _PATTERNS["english"]
_ENGLISH_PARTY = _PATTERNS["english_party"]
_ENGLISH_LISTED = _PATTERNS["english_listed"]
_ENGLISH_INCOME = _PATTERNS["english_income"]
_ENGLISH_EMPTY = _PATTERNS["english_empty"]
_ENGLISH_PREFIX = _PATTERNS["english_prefix"]


def says_other(name: str) -> bool:
    """Whether the name says 其他 of a spending: not 其中, 其余, 其他收入, nor 其他单位."""
    words = bare_words(name)
    if _FALSE_FRIENDS.match(words):
        return False
    if _OTHER_FIRST.match(words) or _OTHER_LAST.search(words) or _words_before(words):
        return True
    return _english_other(_english(name))


def is_bare(name: str) -> bool:
    """Whether the name says 其他 and nothing more: 其他费用1, （三）其 它, 杂费, OTHER COSTS."""
    if not says_other(name):
        return False
    words = bare_words(name)
    if _BARE.match(words) or _BARE.match(_TAIL_NUMBER.sub("", words)):
        return True
    if _OF_NOBODY.match(_words_before(words)):
        return True
    english = _ENGLISH_PREFIX.sub("", _english(name))
    return bool(_ENGLISH.search(english)) and not re.search(r"\w", _ENGLISH_EMPTY.sub("", english))


def says_as_little(name: str, vague: Collection[str]) -> bool:
    """Whether the name is one of the office's vague words (lexicon.toml, `vague`): 零星支出, 不可预见费."""
    words = bare_words(name)
    return words in vague or (bool(words) and _SUFFIX.sub("", words) in vague)


def bare_words(name: str) -> str:
    """The name without numbering, quotes, spaces and invisible characters."""
    words = _QUOTES.sub("", _NUMBERING.sub("", plain(name)))
    if words[:1] and words[-1:] == _BRACKETS.get(words[0]):
        words = words[1:-1]
    return words


def _words_before(words: str) -> str:
    """What stands before an 其他 that ends the name (村级其他支出), "" where none does."""
    found = _AFTER_WORDS.match(words)
    return found[1] if found and not _NOT_AFTER.search(found[1]) else ""


def _english(name: str) -> str:
    return re.sub(r"\s+", " ", name).strip().lower()


def _english_other(words: str) -> bool:
    if not _ENGLISH.search(words) or _ENGLISH_INCOME.search(words):
        return False
    return not (_ENGLISH_PARTY.search(words) or _ENGLISH_LISTED.search(words))
