"""Chinese words as a full-text index can hold them: overlapping pairs of characters. Pure.

SQLite's own trigram tokenizer finds no two-character word, and 环保 is one (docs/stack.md §10: 0 of
203 hits). Runs of Han characters become pairs and a last single one, other words stay whole; a
query of the same pairs as a phrase finds the run wherever it stands.
"""

import re
import unicodedata

# C6: what cannot be seen must not keep a word from being found.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SPACE = re.compile(r"\s+")
_HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_RUN = re.compile(f"[{_HAN}]+|[^\\W_{_HAN}]+")


def plain(text: str) -> str:
    """The text as it is compared: NFKC, nothing invisible, blanks single, lower case."""
    return _SPACE.sub(" ", _UNSEEN.sub("", unicodedata.normalize("NFKC", text))).strip().casefold()


def runs(text: str) -> list[str]:
    """Runs of Han characters, and words or numbers of other letters, in order; `text` is plain."""
    return _RUN.findall(text)


def indexed(text: str) -> str:
    """`text` (plain) as the index takes it: tokens with blanks between."""
    return " ".join(token for run in runs(text) for token in _tokens(run))


def query(words: str) -> str:
    """An FTS5 expression for what a person typed: every run must occur, each as it was typed. ""
    where there is nothing to look for.

    Operators, quotes, `%` and `*` of the typed words are no part of any run, so they cannot reach
    the index (docs/faults.md C4).
    """
    return " AND ".join(_phrase(run) for run in dict.fromkeys(runs(plain(words))))


def _tokens(run: str) -> list[str]:
    if not _is_han(run):
        return [run]
    return [
        run[at : at + 2] for at in range(len(run))
    ]  # the last one stands alone, so that a single character is found at the end of a run


def _phrase(run: str) -> str:
    if not _is_han(run) or len(run) == 1:
        return f'"{run}"*'
    return '"' + " ".join(_tokens(run)[:-1]) + '"'


def _is_han(run: str) -> bool:
    return re.match(f"[{_HAN}]", run) is not None
