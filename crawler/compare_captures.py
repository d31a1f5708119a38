"""Two captures of one page: what was added, what removed, what differs without meaning anything,
and why.

Lines are compared as sets with counts, so that order and markup are not news; a line that only
changed its borders (a paragraph split in two, a heading that gained a mark) is found again in the
other side's running text. Where either side is not the page, nothing is claimed: `changed` is None,
with why.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from crawler.extract.blocks import meaningful_lines
from crawler.extract.document_kind import document_kind
from crawler.extract.encoding import decode
from crawler.extract.flat import FlatPage, Place, RawBlock, flatten
from crawler.extract.links import base_of, target_of
from crawler.extract.noise.counts import figures_acted_on
from crawler.extract.noise.meanings import meanings
from crawler.extract.noise.places import settle_places
from crawler.extract.noise.words import is_age
from crawler.extract.page import read_page
from crawler.extract.reader import Reader, ReadingContext
from crawler.extract.received_answer import ReceivedAnswer
from crawler.extract.safe_parse import parse
from crawler.extract.stable import shape_of, stable_url, stable_words
from crawler.extract.title_and_text import NO_BODY, find_body
from crawler.moved_dates import moved_by_a_day
from store.privacy.markup import mask_markup
from store.records import Item, PageFacts, PageKind

_SHOW_LISTS = (PageKind.LIST, PageKind.HOME)
_SHELL_SHARE = 0.05
_LINKS_OF_AN_ENTRY = 4


@dataclass(frozen=True, slots=True)
class Ignored:
    """A text that differs without counting, and why."""

    text: str
    # navigation | footer | aside | clock | counter | … | moved | date moved by a day | link target
    why: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """`changed` None: cannot tell, and `why` says so. `significance` 0..1: the share of the words
    that differ, raised for entries.
    """

    changed: bool | None
    why: str = ""
    significance: float = 0.0
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    ignored: tuple[Ignored, ...] = ()


def compare(
    old: bytes, new: bytes, *, url: str, as_of: date, read: Reader = read_page
) -> Comparison:
    """What changed between two captures of `url`. `read` is to open documents where their words are
    to be compared; `read_page` tells only their bytes apart.
    """
    if old == new:
        return Comparison(False, "identical bytes")
    before, after = (_side(body, url, as_of, read) for body in (old, new))
    doubt = _doubt(before, after)
    if doubt:
        return Comparison(None, doubt)
    if _is_dated_list(before.facts) and _is_dated_list(after.facts):
        aged = _entries_with_ages(before.flat, url) | _entries_with_ages(after.flat, url)
        before, after = (
            replace(side, lines=_list_lines(side.facts, aged)) for side in (before, after)
        )
    added, removed, moved = _difference(before, after)
    added, removed = _with_other_addresses(added, removed, before, after)
    added, removed, masked = _without_masked_addresses(added, removed)
    added, removed, shifted = _without_shifted_days(added, removed, after)
    added, removed, counted = _without_figures_beside(added, removed, before, after)
    ignored = (
        *(Ignored(line, "moved") for line in moved),
        *(Ignored(line, "date moved by a day") for line in shifted),
        *(Ignored(line, "masked address") for line in masked),
        *(Ignored(line, "counter") for line in counted),
        *_ignored(before, after),
    )
    if not added and not removed:
        return Comparison(False, "meaningful words are the same", 0.0, ignored=ignored)
    return Comparison(
        True,
        "",
        _significance(added, removed, before, after),
        tuple(added),
        tuple(removed),
        ignored,
    )


@dataclass(frozen=True, slots=True)
class _Side:
    facts: PageFacts
    lines: list[str]
    frame: list[tuple[str, str]] = field(default_factory=list)  # (line, why it does not count)
    is_whole: bool = True  # the closing tag is there
    title: str = ""  # the whole <title>
    flat: FlatPage | None = None  # None for documents
    beside: frozenset[str] = frozenset()  # of the lines, those beside the text

    @property
    def running_text(self) -> str:
        """All words of the page, frame included, in the form that is compared."""
        return stable_words(" ".join([*self.lines, *(line for line, _ in self.frame)]))

    @property
    def words(self) -> int:
        return sum(len(line) for line in self.lines)


def _side(body: bytes, url: str, as_of: date, read: Reader) -> _Side:
    facts = read(ReceivedAnswer(body, url, status=None), ReadingContext(as_of))
    if document_kind(body, url, ""):
        return _Side(facts, [block.text for block in facts.blocks])
    text = mask_markup(decode(body).text)
    flat = flatten(parse(text))
    settle_places(flat, NO_BODY if facts.kind in _SHOW_LISTS else find_body(flat))
    is_whole = "</html" in text[-2000:].lower() or "</body" in text[-2000:].lower()
    lines = _content_lines(flat.blocks, facts)
    beside = meaningful_lines(block for block in flat.blocks if block.place is Place.BESIDE)
    return _Side(facts, lines, _frame(flat), is_whole, flat.title, flat, frozenset(beside))


def _is_dated_list(facts: PageFacts) -> bool:
    """A channel with its entries. A page of mere links is compared by line: it may mean much."""
    return facts.kind is PageKind.LIST and (
        not facts.items or any(item.claimed for item in facts.items)
    )


def _list_lines(facts: PageFacts, aged: Collection[str]) -> list[str]:
    """Entries by title and date: an edited title at the same address is one line gone and one come.
    `aged`: where entries lead whose date is told by its distance, which grows by itself.
    """
    days = {item: item.claimed for item in facts.items if stable_url(item.url) not in aged}
    return [f"{item.title} {days.get(item) or ''}".strip() for item in facts.items] + [
        b.text
        for b in facts.blocks
        if b.text and not any(b.text == i.title[:200] for i in facts.items)
    ]


def _entries_with_ages(page: FlatPage | None, url: str) -> set[str]:
    """The stable addresses beside which 3小时前 or 昨天 stands, in the innermost element that holds
    both.
    """
    addresses = set[str]()
    if page is None:
        return addresses
    base = base_of(page, url)
    for element in _elements_with_ages(page):
        spans = map(page.anchors_in, page.ancestors(element))
        first, last = next((span for span in spans if span[0] < span[1]), (0, 0))
        if last - first <= _LINKS_OF_AN_ENTRY:
            addresses |= {stable_url(target_of(a, base)) for a in page.anchors[first:last]}
    return addresses


def _elements_with_ages(page: FlatPage) -> Iterator[int]:
    ends = [*(block.run for block in page.blocks[1:]), len(page.runs)]
    for block, end in zip(page.blocks, ends, strict=False):
        if any(map(is_age, page.runs[block.run : end])):
            yield block.node


def _content_lines(blocks: list[RawBlock], facts: PageFacts) -> list[str]:
    lines = meaningful_lines(blocks)
    attachments = [f"{link.text} {stable_url(link.url)}" for link in facts.attachments]
    return lines + attachments


def _frame(flat: FlatPage) -> list[tuple[str, str]]:
    """What stands on the page and does not count, with the reason."""
    frame = []
    said = meanings(flat.blocks)
    for block, (left, why) in zip(flat.blocks, said, strict=True):
        if why and not left:
            frame.append((block.text, why))
        elif block.area != "main":
            frame.append((block.text, {"nav": "navigation"}.get(block.area, block.area)))
        elif why:
            frame.append((block.text, why))
    return frame


def _doubt(before: _Side, after: _Side) -> str:
    """Why nothing can be said: a side that is not the page, or that was cut off."""
    for name, side in (("old", before), ("new", after)):
        if not side.facts.outcome.shows_the_page:
            return f"{name} side is not the page: {side.facts.outcome.value} {side.facts.outcome_reason}".strip()
        if side.facts.document_unreadable:
            return f"{name} side: {side.facts.document_unreadable}"
    small, large = sorted((before, after), key=lambda s: s.words)
    if small.words < _SHELL_SHARE * large.words and large.words > 400:
        return "one side shows a shell without the page's text"
    if before.is_whole != after.is_whole and (small.words < large.words or not small.is_whole):
        cut = before if not before.is_whole else after
        if cut is small:
            return "one side is cut off before its end"
    return ""


def _difference(before: _Side, after: _Side) -> tuple[list[str], list[str], list[str]]:
    """(added, removed, moved): lines by their stable words.

    What the other side's running text, its frame included, holds as often is only moved; so is a
    heading that repeats the page's own title, which is the same on both sides.
    """
    titles = _title_parts(before) & _title_parts(after)
    old, new = ((_once_beside(side), side.running_text) for side in (before, after))
    added, come = _more_than_in(new, old, titles)
    removed, gone = _more_than_in(old, new, titles)
    return added, removed, [*come, *gone]


def _once_beside(side: _Side) -> list[str]:
    """The lines, those beside the text once: a slide show repeats its slides."""
    once = dict.fromkeys(line for line in side.lines if line in side.beside)
    return [*once, *(line for line in side.lines if line not in side.beside)]


def _more_than_in(
    side: tuple[list[str], str], other: tuple[list[str], str], titles: set[str]
) -> tuple[list[str], list[str]]:
    """The lines that `side` has more often than `other`: (really more, only moved). Each side is
    (lines, running text).
    """
    (lines, text), (other_lines, other_text) = side, other
    here, there = _counted(lines), _counted(other_lines)
    more: list[str] = []
    moved: list[str] = []
    for words, line in {stable_words(line): line for line in lines}.items():
        if here[words] > there[words]:
            is_moved = words in titles or other_text.count(words) >= text.count(words)
            (moved if is_moved else more).append(line)
    return more, moved


def _with_other_addresses(
    added: list[str], removed: list[str], before: _Side, after: _Side
) -> tuple[list[str], list[str]]:
    """Entries of a list with the words they had, at another address: one gone, one come
    (docs/field-notes.md §9, same title, new URL).
    """
    if not (_is_dated_list(before.facts) and _is_dated_list(after.facts)):
        return added, removed
    old, new = (_addresses(each.facts.items) for each in (before, after))
    led_elsewhere = sorted(
        words for words in old.keys() & new.keys() if not old[words] & new[words]
    )
    gone, come = (
        [f"{words} {address}" for words in led_elsewhere for address in sorted(side[words])]
        for side in (old, new)
    )
    return [*added, *come], [*removed, *gone]


def _addresses(items: Iterable[Item]) -> dict[str, set[str]]:
    """By title, where its entries lead."""
    found: dict[str, set[str]] = defaultdict(set)
    for item in items:
        found[item.title].add(stable_url(item.url))
    return found


def _title_parts(side: _Side) -> set[str]:
    return {stable_words(part) for part in _TITLE_PARTS.split(side.title)} - {""}


_TITLE_PARTS = re.compile(r"[|_–—»·]|\s-\s")
_ADDRESS = re.compile(
    r"\[email[\s\xa0]protected\]|[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,30}){1,4}", re.IGNORECASE
)
_MASK = re.compile(r"\[email[\s\xa0]protected\]", re.IGNORECASE)


def _without_masked_addresses(
    added: Sequence[str], removed: Sequence[str]
) -> tuple[list[str], list[str], list[str]]:
    """Lines that differ only by a hidden mail address ("[email protected]") are set apart."""
    masked: list[str] = []
    gone = {
        stable_words(_ADDRESS.sub("@", line)): line for line in removed if _ADDRESS.search(line)
    }
    came = {stable_words(_ADDRESS.sub("@", line)): line for line in added if _ADDRESS.search(line)}
    for words in gone.keys() & came.keys():
        if bool(_MASK.search(gone[words])) != bool(_MASK.search(came[words])):
            masked += [gone[words], came[words]]
    return (
        [line for line in added if line not in masked],
        [line for line in removed if line not in masked],
        masked,
    )


def _without_shifted_days(
    added: Sequence[str], removed: Sequence[str], after: _Side
) -> tuple[list[str], list[str], list[str]]:
    """Where every entry moved by one day the dates are set apart: a time zone, and nothing new."""
    came, gone = moved_by_a_day(added, removed, set(after.lines).difference(added))
    return (
        [line for line in added if line not in came],
        [line for line in removed if line not in gone],
        [line for line in added if line in came],
    )


def _without_figures_beside(
    added: Sequence[str], removed: Sequence[str], before: _Side, after: _Side
) -> tuple[list[str], list[str], list[str]]:
    """Lines beside the text that differ in nothing but figures are set apart, whatever is counted
    there, but for figures that people act on.
    """
    came = {_shape(line): line for line in added if line in after.beside}
    gone = {_shape(line): line for line in removed if line in before.beside}
    counted = {
        line
        for shape in came.keys() & gone.keys()
        if figures_acted_on(came[shape]) == figures_acted_on(gone[shape])
        for line in (came[shape], gone[shape])
    }
    return (
        [line for line in added if line not in counted],
        [line for line in removed if line not in counted],
        sorted(counted.intersection(added)),
    )


def _shape(line: str) -> str:
    return shape_of(stable_words(line))


def _counted(lines: Iterable[str]) -> Counter[str]:
    return Counter(words for line in lines if (words := stable_words(line)))


def _ignored(before: _Side, after: _Side) -> tuple[Ignored, ...]:
    old, new = Counter(before.frame), Counter(after.frame)
    differing = [Ignored(text[:200], why) for text, why in ((new - old) + (old - new))]
    return (*differing, *_led_elsewhere(before, after))[:200]


def _led_elsewhere(before: _Side, after: _Side) -> Iterable[Ignored]:
    """Links of the text with the same words and other targets: told, and no change of meaning."""
    old, new = _targets(before), _targets(after)
    for words in old.keys() & new.keys():
        if not old[words] & new[words]:
            yield Ignored(f"{words} → {min(new[words])}"[:200], "link target")


def _targets(side: _Side) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for link in side.facts.links:
        if link.area == "main" and link.text:
            found[link.text].add(stable_url(link.url))
    return found


def _significance(
    added: Sequence[str], removed: Sequence[str], before: _Side, after: _Side
) -> float:
    """The larger share of words or, for lists, of entries that differ. Never 0 for a change."""
    changed = sum(map(len, added)) + sum(map(len, removed))
    share = changed / max(1, before.words + after.words)
    entries = (
        (len(added) + len(removed)) / max(1, len(before.lines) + len(after.lines))
        if before.facts.items or after.facts.items
        else 0.0
    )
    return round(min(1.0, max(0.01, share, entries)), 3)
