"""Chinese words as a full-text index can hold them: overlapping pairs of characters. Pure.

SQLite's own trigram tokenizer finds no two-character word, and 环保 is one (docs/stack.md §10: 0 of
203 hits). Runs of Han characters become pairs and a last single one, other words stay whole. The
index holds which column of which document has a token, not at which place: all pairs of a run are
asked for, and where a run has more than one the words themselves are looked at.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

# C6: what cannot be seen must not keep a word from being found.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SPACE = re.compile(r"\s+")
_HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_RUN = re.compile(f"[{_HAN}]+|[^\\W_{_HAN}]+")
_ONE_HAN = re.compile(f"[{_HAN}]")


def plain(text: str) -> str:
    """The text as it is compared: NFKC, nothing invisible, blanks single, lower case."""
    return _SPACE.sub(" ", _UNSEEN.sub("", unicodedata.normalize("NFKC", text))).strip().casefold()


def runs(text: str) -> list[str]:
    """Runs of Han characters, and words or numbers of other letters, in order; `text` is plain."""
    return _RUN.findall(text)


def indexed(text: str) -> str:
    """`text` (plain) as the index takes it: tokens with blanks between."""
    return " ".join(token for run in runs(text) for token in _tokens(run))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person typed: every run must occur, each as it was typed."""

    runs: tuple[str, ...]

    @classmethod
    def of(cls, words: str) -> "Wanted":
        return cls(tuple(dict.fromkeys(runs(plain(words)))))

    @property
    def expression(self) -> str:
        """As FTS5 is asked; "" where there is nothing to look for. Operators, quotes, `%` and `*`
        of the typed words are no part of any run, so they cannot reach the index (docs/faults.md
        C4).
        """
        return " AND ".join(dict.fromkeys(each for run in self.runs for each in _asked(run)))

    @property
    def must_be_read(self) -> tuple[str, ...]:
        """The runs of which the index holds parts alone."""
        return tuple(run for run in self.runs if len(run) > 2 and _is_han(run))


def stand_in(wanted: Iterable[str], *columns: str) -> bool:
    """Whether each of these runs of Han characters stands in one of the columns (plain)."""
    return all(any(run in column for column in columns) for run in wanted)


def _tokens(run: str) -> list[str]:
    """The last one of a run stands alone, so that a single character is found at its end."""
    return [run[at : at + 2] for at in range(len(run))] if _is_han(run) else [run]


def _asked(run: str) -> list[str]:
    if not _is_han(run) or len(run) == 1:
        return [f'"{run}"*']
    return [f'"{token}"' for token in _tokens(run)[:-1]]


def _is_han(run: str) -> bool:
    return _ONE_HAN.match(run) is not None
