"""Words that came from other people's pages, made fit for our documents: what cannot be printed is
taken out.

XML holds no control characters, and bidirectional or zero-width ones can make a sentence read as
another (docs/faults.md C6, D4).
"""

import re

# C0 and C1 controls but tab and newline, zero-width and bidirectional marks, lone surrogates,
# non-characters.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)

# Anything a mail program would underline: a scheme, or a bare host name.
_ADDRESS = re.compile(
    r"https?://[^\s（）()，。；、”“\"'<>]+|(?:[a-z0-9-]+\.)+[a-z]{2,}\b(?:[/:?][^\s（）()，。；、”“\"'<>]*)?",
    re.IGNORECASE,
)
# Rules whose subject may be a stranger's page: of them no report, alert or explanation holds an
# address to follow.
NEVER_LINKED = frozenset({"hijacked_site"})

_INNER = {"“": "‘", "”": "’"}
_SCHEME = re.compile("^http", re.IGNORECASE)


def printable(text: str) -> str:
    return _UNPRINTABLE.sub("", text)


def with_inner_quotes(text: str) -> str:
    """Quotation marks within quotation marks as GB/T 15834 asks: “张集写好‘下半篇文章’”. What is not
    closed as it was opened stays as it stands.
    """
    depth, written = 0, []
    for letter in text:
        depth -= letter == "”"
        if depth < 0:
            return text
        written.append(_INNER.get(letter, letter) if depth else letter)
        depth += letter == "“"
    return "".join(written) if depth == 0 else text


def unlinked(url: str) -> str:
    """An address for people to read and for no program to turn into a link: `hxxp` and a dot in
    brackets.

    Monitored sites may be hijacked; our messages never lead there (docs/faults.md C2).
    """
    return _SCHEME.sub("hxxp", printable(url)).replace(".", "[.]")


def defanged(text: str, spared: str = "") -> str:
    """`text` with every address in it broken up, so that no program makes a link of it
    (docs/faults.md W10).

    Addresses below `spared`, the office's own console, stay whole: links lead there and nowhere
    else (docs/faults.md C2).
    """
    own = f"{spared.rstrip('/')}/" if spared else ""
    return _ADDRESS.sub(
        lambda found: found[0] if own and found[0].startswith(own) else unlinked(found[0]), text
    )


def fit_for(rule: str, text: str) -> str:
    """`text` as a document on a finding of `rule` may hold it."""
    return defanged(text) if rule in NEVER_LINKED else text
