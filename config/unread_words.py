"""Why a document was not read, in the office's language: readers say it briefly and in English
(`document_unreadable`), people are told it in words.
"""

import re
import tomllib
from functools import cache
from importlib import resources

from config.words import Words


def unread_words(why: str) -> Words:
    """The words for what a reader said; what no row knows is said as it stands."""
    return next((words for pattern, words in _rows() if pattern.search(why)), Words(why, why))


@cache
def _rows() -> tuple[tuple[re.Pattern[str], Words], ...]:
    text = resources.files("config").joinpath("unread_words.toml").read_text(encoding="utf-8")
    return tuple(
        (re.compile(found), Words(zh, en)) for found, zh, en in tomllib.loads(text)["rows"]
    )
