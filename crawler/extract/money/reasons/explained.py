"""Is an 其他 explained, and by what kind of words?

A reason is looked for in the line's own name, its note, the rows below it, and the document's prose
(a table of its own: `detail_tables`). What is found is classed (docs/rulebook.md §5): *specific*
names a real purpose; *generic* is a definition from the chart of accounts or next to nothing;
*circular* repeats the line's own name. Only a specific reason explains: that is the complaint of
the 2012 circular, 没有事由. *Unclear* is a text that may be the reason, of the whole or of a part;
*referred* sends the reader to an annex that is not here. Neither explains and neither accuses.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crawler.extract.grids.grid import plain
from crawler.extract.money.reasons.in_name import words_in_name
from crawler.extract.money.reasons.in_prose import (
    LONGEST,
    NO_PROSE,
    Prose,
    StatedPurpose,
    purposes_in,
    refers_elsewhere,
)
from crawler.extract.money.says_other import bare_words
from crawler.extract.patterns import patterns

_PATTERNS = patterns(__name__)
BROKEN_DOWN = 0.90  # child rows that sum to this part of the line explain it (docs/rulebook.md §5)
_LONGEST_LABEL = 60
_BEST_FIRST = ("specific", "unclear", "referred")

_WHOLE_DEFINITION = _PATTERNS["whole_definition"]
_DEFINITIONS = _PATTERNS["definitions"]
_CHAPTER = _PATTERNS["chapter"]
_EMPTY_WORDS = _PATTERNS["empty_words"]
_TRIVIAL = _PATTERNS["trivial"]
_GLUE = _PATTERNS["glue"]
_NAMED_FEE = _PATTERNS["named_fee"]
_NO_NOTE = _PATTERNS["no_note"]
_PUT_OFF = _PATTERNS["put_off"]


@dataclass(frozen=True, slots=True)
class Reason:
    """`kind`: None (nothing found), specific, unclear, referred, generic or circular; `words`:
    without spaces.
    """

    kind: str | None = None
    words: str = ""


def find_reason(
    name: str,
    *,
    note: str = "",
    children: Sequence[tuple[str, float]] = (),
    amount: float | None = None,
    above: Sequence[str] = (),
    code: str = "",
    prose: Prose = NO_PROSE,
    is_shared: bool = False,
) -> Reason:
    """The best reason given for a line: a specific one wherever it stands, else one that may be,
    else the first that was given.

    `children` are (name, amount) of the rows below that are not themselves 其他; `above` the names
    of the rows this one stands in; `prose` may name the line by its `code`, too. A note that
    `is_shared` stands beside several rows, and may be another one's unless it names this one.
    """
    is_of_another = is_shared and bare_words(name) not in plain(note)
    found = list(_in_the_table(name, children, amount, above))
    if not _NO_NOTE.match(plain(note)):
        kind = classify(plain(note), name, above)
        is_unclear = kind == "specific" and is_of_another
        found.append(_reason("unclear" if is_unclear else kind, plain(note)[:LONGEST]))
    for purpose in purposes_in(prose, name, code):
        kind = classify(purpose.words, name, [*above, purpose.between])
        if kind == "specific" and not _is_of_the_whole(purpose, amount):
            kind = "unclear"
        found.append(_reason(kind, purpose.words))
    return best(found)


def best(reasons: Sequence[Reason]) -> Reason:
    """The one that explains most, the first of several."""
    ranked = (reason for kind in _BEST_FIRST for reason in reasons if reason.kind == kind)
    return next(ranked, reasons[0] if reasons else Reason())


def classify(purpose: str, name: str, above: Sequence[str] = ()) -> str:
    """specific | generic | circular: what is left without the line's own words."""
    words = _PUT_OFF.sub("", plain(purpose))
    without_definition = _DEFINITIONS.sub("", words)
    is_definition = without_definition != words
    if is_definition and _WHOLE_DEFINITION.match(words):
        return "generic"
    labels = [bare_words(label)[:_LONGEST_LABEL] for label in (name, *above)]
    if _names_something(
        _EMPTY_WORDS.sub(" ", _without(_CHAPTER.sub("", without_definition), labels))
    ):
        return "specific"
    left = _without(without_definition, labels)
    is_repetition = (
        not is_definition
        and bool(_shared(words, bare_words(name)))
        and not _GLUE.sub("", _TRIVIAL.sub("", left))
    )
    return "circular" if is_repetition else "generic"


def _in_the_table(
    name: str,
    children: Sequence[tuple[str, float]],
    amount: float | None,
    above: Sequence[str],
) -> Iterator[Reason]:
    """What the name itself says, and the rows below."""
    label, words = words_in_name(name)
    in_name = _reason(classify(words, label, above), words)
    if in_name.kind in _BEST_FIRST:
        yield in_name
    if amount and sum(part for _, part in children) >= BROKEN_DOWN * amount:
        yield Reason("specific", "、".join(part for part, _ in children)[:LONGEST])


def _reason(kind: str, words: str) -> Reason:
    """What is put off until later (待方案确定后另行公开) sends nobody elsewhere today."""
    is_referred = kind != "specific" and refers_elsewhere(_PUT_OFF.sub("", words))
    return Reason("referred" if is_referred else kind, words)


def _is_of_the_whole(purpose: StatedPurpose, amount: float | None) -> bool:
    """Whether the things listed, where money is given for them, come to the line and not to a part
    of it, nor to more than it, as the next lines of a list do. A sum may be told beside its parts.
    """
    stated = purpose.listed_yuan[0]
    if not purpose.is_sure or not (stated and amount):
        return purpose.is_sure
    return any(
        abs(listed - times * amount) <= (1 - BROKEN_DOWN) * amount * times
        for listed in purpose.listed_yuan
        for times in (1, 2)
    )


def _names_something(left: str) -> bool:
    return len(_GLUE.sub("", left)) >= 2 or bool(_NAMED_FEE.search(left))


def _without(words: str, labels: Sequence[str]) -> str:
    """The words without the runs of two or more that a label has too, longest runs first."""
    for label in labels:
        while run := _shared(words, label):
            words = words.replace(run, " ")
    return words


def _shared(words: str, label: str) -> str:
    """The longest run of two or more that both have; labels are short, plain search will do."""
    for length in range(min(len(words), len(label)), 1, -1):
        for start in range(len(label) - length + 1):
            run = label[start : start + length]
            if run in words and " " not in run:
                return run
    return ""
