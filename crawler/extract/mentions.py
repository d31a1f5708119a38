"""Sentences of the main text that speak of powers, fees, duties or rights (docs/rulebook.md §6).

One document counts once for a side and term. A false friend that covers the term, or a negation
within six characters before it, takes the hit away. Duties are known by their meaning too:
`mentions.toml` names the pages on which an office says what it does, and by when it answers.
Every hit keeps its sentence, so that people can judge the judge.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

from config.rulebook import Lexicon
from crawler.extract.patterns import data_of
from store.records import Mention

_NEGATIONS = re.compile(r"不得|不|无|未|免")
_NEGATION_WINDOW = 6
_SENTENCE_END = re.compile(r"[。！？!?；;\n]")
_SENTENCE_KEPT = 200
_CELL = " | "  # between the cells of a row, in the text of a page; blank cells are left out
_ROWS_BELOW = 200
_MORE_IN_A_HEAD = 6  # characters: 责任事项（对应责任）
_SAYS_SOMETHING = re.compile(r"[^\W_](?<![无略空])")
# Duties in a job advertisement are the applicant's.
_RECRUITING = re.compile(r"招聘|招录|招考|选调|引进人才|岗位表")
_SIDES = ("powers", "fees", "duties", "rights")
_DUTIES = [
    (called, re.compile(title), re.compile(says))
    for called, title, says in data_of(__name__)["duties_in_other_words"]
]


def find_mentions(title: str, text: str, lexicon: Lexicon) -> tuple[Mention, ...]:
    """The hits of one document, at most one for each side and term."""
    is_recruiting = bool(_RECRUITING.search(title))
    whole = f"{title}\n{text}"
    friends = _spans(whole, tuple(lexicon.false_friends))
    found: dict[tuple[str, str], Mention] = {}
    for side in _SIDES:
        if side == "duties" and is_recruiting:
            continue
        pattern = _pattern(tuple(getattr(lexicon, side)))
        if pattern is None:
            continue
        for match in pattern.finditer(whole):
            key = (side, match.group())
            if (
                key in found
                or _is_covered(match.span(), friends)
                or (side != "rights" and _is_negated(whole, match.start()))
                or (side == "duties" and _heads_an_empty_column(whole, match))
            ):
                continue
            found[key] = Mention(
                side, match.group(), _sentence_around(whole, match.start(), match.end())
            )
    if not is_recruiting:
        found |= {("duties", each.term): each for each in _duties_in_other_words(title, text)}
    return tuple(found.values())


def _heads_an_empty_column(text: str, hit: re.Match[str]) -> bool:
    """责任事项 over cells that are all blank: no row below has more cells than stand left."""
    start = text.rfind("\n", 0, hit.start()) + 1
    line, *below = text[start:].split("\n", _ROWS_BELOW + 1)
    place = text.count(_CELL, start, hit.start())
    cells = line.split(_CELL)
    if not place or len(cells[place].strip()) > len(hit.group()) + _MORE_IN_A_HEAD:
        return False
    rows = [*takewhile(lambda row: _CELL in row, below[:_ROWS_BELOW])]
    return bool(rows) and all(_filled(row) <= place for row in rows)


def _filled(row: str) -> int:
    return sum(bool(_SAYS_SOMETHING.search(cell)) for cell in row.split(_CELL))


def _duties_in_other_words(title: str, text: str) -> Iterator[Mention]:
    for called, of_page, says in _DUTIES:
        hits = says.finditer(text) if of_page.search(title) else ()
        for match in hits:
            if not _is_negated(text, match.start()):
                yield Mention("duties", called, _sentence_around(text, match.start(), match.end()))
                break


@lru_cache(maxsize=64)
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str] | None:
    words = sorted((t for t in terms if t), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words))) if words else None


def _spans(text: str, terms: tuple[str, ...]) -> list[tuple[int, int]]:
    pattern = _pattern(terms)
    return [match.span() for match in pattern.finditer(text)] if pattern else []


def _is_covered(span: tuple[int, int], friends: Sequence[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in friends)


def _is_negated(text: str, start: int) -> bool:
    before = _SENTENCE_END.split(text[max(0, start - _NEGATION_WINDOW) : start])[-1]
    return bool(_NEGATIONS.search(re.split(r"[，,、：:|]", before)[-1]))


def _sentence_around(text: str, start: int, end: int) -> str:
    left = max(
        (m.end() for m in _SENTENCE_END.finditer(text, max(0, start - _SENTENCE_KEPT), start)),
        default=max(0, start - _SENTENCE_KEPT),
    )
    match = _SENTENCE_END.search(text, end, end + _SENTENCE_KEPT)
    right = match.end() if match else min(len(text), end + _SENTENCE_KEPT)
    return " ".join(text[left:right].split())[:_SENTENCE_KEPT]
