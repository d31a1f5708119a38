"""Words that came from other people's pages, made fit for our documents: what cannot be printed is
taken out.

XML holds no control characters, and bidirectional or zero-width ones can make a sentence read as
another (docs/faults.md C6, D4).
"""

import re
from dataclasses import dataclass

# C0 and C1 controls but tab and newline, zero-width and bidirectional marks, lone surrogates,
# non-characters.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)

# Anything a mail program would underline: a scheme, or a bare host name.
ADDRESS = re.compile(
    r"https?://[^\s（）()，。；、”“\"'<>]+|(?:[a-z0-9-]+\.)+[a-z]{2,}\b(?:[/:?][^\s（）()，。；、”“\"'<>]*)?",
    re.IGNORECASE,
)
# Rules whose subject may be a stranger's page: of them no report, alert or explanation holds an
# address to follow.
NEVER_LINKED = frozenset({"hijacked_site"})

_INNER = {"“": "‘", "”": "’"}
_SCHEME = re.compile("^http", re.IGNORECASE)
_BEFORE_THE_HOST = re.compile(r"^https?://(?:[^/?#]*@)?")


def printable(text: str) -> str:
    return _UNPRINTABLE.sub("", text)


def with_inner_quotes(text: str) -> str:
    """Quotation marks within quotation marks as GB/T 15834 asks: “张集写好‘下半篇文章’”. What is not
    closed as it was opened stays as it stands.
    """
    if "“" not in text and "”" not in text:
        return text  # as nearly all
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


@dataclass(frozen=True, slots=True)
class Spared:
    """Which addresses stay whole: those of the office's own console, and those on hosts that it has
    on record.
    """

    console: str = ""
    hosts: frozenset[str] = frozenset()

    def keeps(self, address: str) -> bool:
        own = f"{self.console.rstrip('/')}/" if self.console else ""
        is_console = bool(own) and address.startswith(own)
        return is_console or _host(address) in self.hosts


NOTHING_SPARED = Spared()


def defanged(text: str, spared: Spared = NOTHING_SPARED) -> str:
    """`text` with every address in it broken up, so that no program makes a link of it
    (docs/faults.md W10), but those that are `spared`.
    """
    return ADDRESS.sub(
        lambda found: found[0] if spared.keeps(found[0]) else unlinked(found[0]), text
    )


def _host(address: str) -> str:
    return _BEFORE_THE_HOST.sub("", address.lower()).split("/")[0].split("?")[0].split(":")[0]


def fit_for(rule: str, text: str) -> str:
    """`text` as a document on a finding of `rule` may hold it."""
    return defanged(text) if rule in NEVER_LINKED else text
