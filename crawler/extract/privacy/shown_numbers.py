"""Which persons' numbers an answer shows, and its facts with these masked: nothing leaves the
reader unmasked.

A number counts wherever the public gets it: in the words, in what stands in their place (alt,
title, meta, a form's value), in a comment of the source. In a script, or in an address, it counts
only where the words round it say what it is: serial numbers of eighteen places stand there by the
thousand, and one in a hundred thousand looks like a person's. What a label, the head of a column or
a key names as another number is that wherever the answer repeats it.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

from config.rulebook import Rulebook
from config.rulebook_files import shipped_rulebook
from crawler.extract.flat import FlatPage
from crawler.extract.privacy.rows import words_in_rows
from crawler.extract.reader import ReadingContext
from store.privacy.masking import digest, has_number, masked_facts
from store.privacy.numbers import (
    ALWAYS,
    FoundNumber,
    NumberKind,
    find,
    has_long_run,
    may_hold_one,
    words,
)
from store.records import PageFacts, PersonalNumber

_DOUBTFUL = frozenset({"script", "address"})
_MOST = 500  # numbers named of one page; more than these are a file of persons all the same
_HAN = re.compile(r"[\u4e00-\u9fff]")
_QUOTES = re.compile(r"[\"'`<>]")
_NEAR = 8  # characters between a name and a number in an address, in words of a script
# All of it, but for letters before and behind.
_FILE_NAME = re.compile(
    r"(?:^|/)(?:[A-Za-z]+[-_]?)?\d{17}[\dXx](?:[-_]?[A-Za-z]+)?\.[A-Za-z]{3,4}(?:[?#]|$)"
)
_MAIL_NAME = re.compile(r"mailto:\d{17}[\dXx]@")
_PERSONS = re.compile("|".join(words()["of_persons"]))
_BEFORE = 24
_REACH = 400  # characters back to the name of an attribute
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"[^"<>]*|'[^'<>]*|[^"'<>\s]*)\Z""")
_DIGIT_ENTITY = re.compile(r"&#(?:0*(?:4[89]|5[0-7])|[xX]0*3\d)\b")
_ESCAPES = "\\u003"  # digits as scripts may spell them
_DIGIT_ESCAPED = re.compile(r"\\u00(3[0-9]|[57]8)")
_DIGIT_ENCODED = re.compile(r"%(?:25)?3[0-9]")
_LEADS = frozenset({"href", "src", "action", "data-src", "data-url", "data-href", "onclick"})


class Surface(NamedTuple):
    """Something of an answer that people, or their programs, can read. `place`: title | text | meta
    | attribute | comment | script | hidden | address.
    """

    place: str
    text: str
    start: int = 0  # where in that place the text begins
    beside: str = ""  # of an address: the words that lead there
    in_rows: Callable[[], str] | None = None  # the text with its tables told apart


def with_numbers(
    facts: PageFacts, surfaces: Iterable[Surface], context: ReadingContext
) -> PageFacts:
    """The facts with the numbers that are shown, and without their digits."""
    kinds = kinds_looked_for(context.rulebook or shipped_rulebook())
    values, shown = set[str](), dict[str, PersonalNumber]()
    showing, found = list[Surface](), list[FoundNumber]()
    for surface in (*surfaces, *_said_in_facts(facts)):
        for laid_out in _laid_out(surface, kinds):
            if here := find(laid_out.text, kinds=kinds, in_words=True):
                values |= {one.value for one in here}
                showing.append(laid_out)
                found += here
    explained = _explained(found)
    for surface in showing:
        for number in find(surface.text, as_of=context.as_of, kinds=kinds):
            if (
                number.value not in shown
                and number.value not in explained
                and len(shown) < _MOST
                and _counts(number, surface)
            ):
                shown[number.value] = PersonalNumber(
                    number.kind.value,
                    number.masked,
                    surface.place,
                    surface.start + number.start,
                    digest(number.value, context.key),
                )
    if values:
        facts = masked_facts(facts, context.key, kinds, values)
    return replace(facts, personal_numbers=tuple(shown.values()))


def _laid_out(surface: Surface, kinds: Collection[NumberKind]) -> Iterator[Surface]:
    """As it stands and, where its tables say more, with these told apart."""
    if surface.in_rows is None:
        yield surface
    elif may_hold_one(surface.text, kinds):
        yield surface._replace(text=surface.in_rows())
        yield surface


def _explained(found: Iterable[FoundNumber]) -> set[str]:
    """What one place of the answer names as a number of another kind is it everywhere, unless
    another place says that it is a person's.
    """
    persons = {number.value for number in found if number.is_labelled}
    return {number.value for number in found if number.is_anothers} - persons


def kinds_looked_for(rulebook: Rulebook) -> frozenset[NumberKind]:
    """Identity numbers always; the others where the office says so."""
    limits = rulebook.limits.privacy_leak
    wanted = {
        NumberKind.OLD_ID_CARD: limits.old_numbers,
        NumberKind.BANK_CARD: limits.bank_cards,
        NumberKind.MOBILE: limits.mobiles,
    }
    return ALWAYS | {kind for kind, is_wanted in wanted.items() if is_wanted}


def page_surfaces(flat: FlatPage, source: str, url: str) -> Iterator[Surface]:
    """Of a page: its words, block by block, and what of its source people do not see."""
    yield Surface("title", flat.title)
    words = "\n".join(block.text for block in flat.blocks)
    yield Surface("text", words, in_rows=lambda: words_in_rows(flat))
    yield from address_surfaces(url, beside=flat.title)
    has_one = has_long_run(source)
    if has_one or "&#" in source or _ESCAPES in source:
        yield from source_surfaces(source)
    if has_one or ("%" in source and _DIGIT_ENCODED.search(source) is not None):
        for anchor in filter(lambda anchor: has_number(anchor.href), flat.anchors):
            beside = f"{anchor.text} {anchor.tooltip} {flat.title}"
            yield Surface("address", unquote(anchor.href), beside=beside)


def source_surfaces(source: str) -> Iterator[Surface]:
    """Each place of the source round a long number; entities and escapes read as what they mean."""
    if _DIGIT_ENTITY.search(source):
        source = unescape(source)
    source = _without_escapes(source)
    for start, number in _in_source(source):
        yield Surface(_place_in(source, number.start), source[start : number.end + _NEAR], start)


def data_surfaces(source: str) -> Iterator[Surface]:
    """Of an answer to a script: numbers of entries stand there beside everything else."""
    source = _without_escapes(source)
    for start, number in _in_source(source):
        yield Surface("script", source[start : number.end + _NEAR], start)


def _without_escapes(source: str) -> str:
    if _ESCAPES not in source:
        return source
    return _DIGIT_ESCAPED.sub(lambda escape: chr(int(escape[1], 16)), source)


def address_surfaces(url: str, *, beside: str = "") -> Iterator[Surface]:
    """`beside`: the words that lead there."""
    if has_number(url):
        yield Surface("address", unquote(url), beside=beside)


def _said_in_facts(facts: PageFacts) -> Iterator[Surface]:
    """What people see of rows that a script makes, however their source spells them (\\u4e8e); and
    what heads of the answer say of it.
    """
    rows = [item.title for item in facts.items]
    rows += [message.title for message in facts.inquiries or ()]
    yield Surface("text", "；".join(rows))
    yield Surface("script", "；".join((facts.encoding_declared, *facts.anomalies)))


def unread(facts: PageFacts) -> PageFacts:
    """Of a document in which no word could be read: nothing was looked through."""
    return replace(facts, personal_numbers=None)


def _in_source(source: str) -> Iterator[tuple[int, FoundNumber]]:
    """The numbers of it, each with where the words before it begin."""
    if has_long_run(source):
        yield from (
            (_beginning_of_words(source, number.start), number)
            for number in find(source, in_words=True)
        )


def _beginning_of_words(source: str, at: int) -> int:
    """Within a tag its beginning, whose other attributes say what a value is."""
    before = max(0, at - _BEFORE)
    inside = source.rfind("<", max(0, at - _REACH), at)
    return min(before, inside) if inside > source.rfind(">", max(0, at - _REACH), at) else before


def _place_in(source: str, at: int) -> str:
    lower = source[:at].lower() if at < 2_000_000 else source[at - 2_000_000 : at].lower()
    if lower.rfind("<!--") > lower.rfind("-->"):
        return "comment"
    if lower.rfind("<script") > lower.rfind("</script"):
        return "script"
    inside = source[max(0, at - _REACH) : at]
    if inside.rfind("<") <= inside.rfind(">"):
        return "text"
    attribute = _ATTRIBUTE.search(inside)
    if attribute and attribute[1].lower() in _LEADS:
        return "address"
    if attribute and attribute[1].lower().startswith("on"):
        return "script"
    return "meta" if inside[inside.rfind("<") :].lower().startswith("<meta") else "attribute"


def _counts(number: FoundNumber, surface: Surface) -> bool:
    if surface.place not in _DOUBTFUL or number.is_labelled:
        return True
    before = surface.text[max(0, number.start - _NEAR) : number.start]
    behind = surface.text[number.end : number.end + _NEAR]
    if _HAN.search(_QUOTES.split(before)[-1] + _QUOTES.split(behind)[0]) is not None:
        return True
    return _MAIL_NAME.search(surface.text) is not None or (
        _FILE_NAME.search(surface.text) is not None and _PERSONS.search(surface.beside) is not None
    )
