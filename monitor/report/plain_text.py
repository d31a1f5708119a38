"""Words that came from other people's pages, made fit for our documents: what cannot be printed is taken out.

XML holds no control characters, and bidirectional or zero-width ones can make a sentence read as another (faults.md
C6, D4).
"""

import re

# C0 and C1 controls but tab and newline, zero-width and bidirectional marks, lone surrogates, non-characters.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufffe\uffff]")

_SCHEME = re.compile("^http", re.IGNORECASE)


def printable(text: str) -> str:
    return _UNPRINTABLE.sub("", text)


def unlinked(url: str) -> str:
    """An address for people to read and for no program to turn into a link: `hxxp` and a dot in brackets.

    Monitored sites may be hijacked; our messages never lead there (faults.md C2).
    """
    return _SCHEME.sub("hxxp", printable(url)).replace(".", "[.]")
