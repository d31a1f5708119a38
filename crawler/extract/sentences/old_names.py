"""Names of bodies, places and offices that are called otherwise by now, each in its sentence: what
a person of the office is asked about.

A page of the time before, a title of law, a decree by its number, history, careers, frauds and
other people's words bear old names rightly and are left alone; so is a longer name, which is
another body's. What is in doubt is left alone too: asking too much makes nobody look.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from config.rulebook import OldName
from crawler.extract.patterns import patterns
from store.records import Mention

SIDE = "old_name"
_LONGEST_SENTENCE = 200
_BEFORE, _BEHIND = 12, 24  # characters that say what the name is part of
_NUMERALS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_NAMES_IN = re.compile("[一-龥]{4,}")  # several bodies may have taken the place of one
_GRACE = timedelta(days=365)  # after the decision, until the offices below were renamed too

_PATTERNS = patterns(__name__)


def old_names(
    title: str, text: str, names: Sequence[OldName], days: Iterable[date | None]
) -> tuple[Mention, ...]:
    """The first sentence of each old name that may be wrong there.

    Args:
        days: all that the page says of when it was written; one of the time before acquits it.
    """
    pattern = _pattern(tuple(name.old for name in names))
    if pattern is None or not pattern.search(text) or _PATTERNS["looks_back"].search(title):
        return ()
    earliest = min(filter(None, days), default=None)
    found: dict[str, Mention] = {}
    for sentence in _PATTERNS["sentence_ends"].split(text):
        for name in _wrong_in(sentence, names, pattern):
            if not (earliest and earliest <= name.since + _GRACE):
                said = " ".join(sentence.split())[:_LONGEST_SENTENCE]
                found.setdefault(name.old, Mention(SIDE, name.old, said))
    return tuple(found.values())


def _wrong_in(
    sentence: str, names: Sequence[OldName], pattern: re.Pattern[str]
) -> Iterator[OldName]:
    if not pattern.search(sentence) or _PATTERNS["of_the_past"].search(sentence):
        return
    known = {name.old: name for name in names}
    quoted = [match.span() for match in _PATTERNS["quoted"].finditer(sentence)]
    for match in pattern.finditer(sentence):
        name = known[match.group()]
        is_quoted = any(start <= match.start() and match.end() <= end for start, end in quoted)
        if not is_quoted and not _is_right_there(sentence, match, name):
            yield name


def _is_right_there(sentence: str, match: re.Match[str], name: OldName) -> bool:
    before = sentence[max(0, match.start() - _BEFORE) : match.start()]
    behind = sentence[match.end() : match.end() + _BEHIND]
    is_local = _PATTERNS["begins_with_its_place"].match(name.old) is not None
    is_part_of_a_word = (
        not is_local
        and not _PATTERNS["begins_nationally"].match(name.old)
        and _PATTERNS["begins_a_word"].search(before) is None
    )
    return bool(
        is_part_of_a_word
        or _PATTERNS["former"].search(before)
        or (is_local and _PATTERNS["former_with_its_place"].search(before))
        or _PATTERNS["another_body"].match(behind)
        or _PATTERNS["cites"].search(behind)
        or any(int(year) <= name.since.year for year in _years_in(sentence))
        or any(new in sentence for new in _NAMES_IN.findall(name.new))
    )


def _years_in(sentence: str) -> list[str]:
    """二〇一五年 is a year too."""
    return _PATTERNS["year"].findall(sentence.translate(_NUMERALS))


@lru_cache(maxsize=16)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))) if names else None
