"""What the words right before a date say that it is: 发布时间, 成文日期, closing date."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from crawler.extract.patterns import data_of
from store.records import DateRole

_WORDS = data_of(__name__)


class Label(NamedTuple):
    """What a date is; of two labels of one role that of the lower `rank` speaks."""

    role: DateRole
    rank: int


def label_of(before: str) -> Label | None:
    """The label that the words end in, which stand right before a date."""
    before = without_weekday(before)
    if any(word in before[-_GREETING:] for word in _GREETINGS):
        return CLOCK
    last = before.rstrip(" ])[(:|-")[-1:]
    if last not in _ENDS and not _LATIN.search(before):
        return None  # most words before a day are no label
    return next((label for label, pattern in _LABELS if pattern.search(before)), None)


def role_of(before: str) -> DateRole | None:
    """The role that the words right before a date give it."""
    return label.role if (label := label_of(before)) else None


def without_weekday(before: str) -> str:
    """The words without those that may stand between a label and its date: Sunday, on, am."""
    while (words := before.rstrip(_SEPARATORS)).rpartition(" ")[2].lower() in WEEKDAYS:
        before = words.rpartition(" ")[0]
    return before.rstrip()


def _pattern(
    verbs: str = "", words: str = "", tongues: str | Sequence[str] = ()
) -> re.Pattern[str]:
    verb, noun = _spaced(verbs), _spaced(_WORDS["nouns"])
    labels = [rf"(?<![^\W_])(?:{tongue})" for tongue in _listed(tongues)]
    if words:
        labels.append(_spaced(words))
    if verbs:
        labels += [
            rf"(?:{verb})\s*(?:{noun})",
            rf"(?:{verb})(?=\s*[:|])",
            rf"(?:\A|[\s|·,;\]])\W*(?:{verb})",
        ]
    return re.compile(rf"(?:{'|'.join(labels)})\s*[\])]?\s*[:|\-]?\s*[\[(]?\s*$", re.IGNORECASE)


def _listed(tongues: str | Sequence[str]) -> list[str]:
    return [tongues] if isinstance(tongues, str) else [*tongues]


def _spaced(words: str) -> str:
    """Alternatives whose characters may be set apart, as in 发 布 时 间."""
    return "|".join(r"\s*".join(word) for word in words.split())


_LABELS = tuple(
    (Label(DateRole(row.pop("role")), rank), _pattern(**row))
    for rank, row in enumerate(map(dict, _WORDS["labels"]))
)
_CHINESE = ("verbs", "words")
CLOCK = _LABELS[0][0]
_GREETINGS, _GREETING = _WORDS["greetings"].split(), 16  # characters
_ENDS = frozenset(
    word[-1]
    for words in (
        _WORDS["nouns"],
        *(row.get(kind, "") for row in _WORDS["labels"] for kind in _CHINESE),
    )
    for word in words.split()
)
# and words between a label and its date
WEEKDAYS = frozenset(_WORDS["between"].split())
_LATIN = re.compile("[A-Za-z]")
_SEPARATORS = " \t,."
