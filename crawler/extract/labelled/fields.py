"""Labels of a page and what stands under each: 来信时间：2026-07-06, <th>设定依据</th><td>…</td>,
<h3>申请条件</h3><p>…</p>, 【办理流程】 in bold before its paragraph.

A label is a text of its own, or the beginning of one before a colon; in the midst of a sentence it
is none. Its value is the rest of its line, else the cell beside its cell, else the rest of the
largest element that begins with it and holds no other label, else what follows that element up to
the next label or heading.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise
from operator import attrgetter
from types import MappingProxyType
from unicodedata import normalize

from crawler.extract.flat import FlatPage, RawBlock
from crawler.extract.labelled.tabs import APART, box_of_tab
from crawler.extract.patterns import patterns

_PATTERNS = patterns(__name__)
_LEAD = _PATTERNS["lead"]
_UNKNOWN_LABEL = _PATTERNS["unknown_label"]
_MARKED = _PATTERNS["marked"]
_BEGINS = _PATTERNS["begins"]
_BEHIND = _PATTERNS["behind"]
_BEFORE_INLINE = _PATTERNS["before_inline"].pattern
_AFTER_INLINE = _PATTERNS["after_inline"].pattern
_AROUND = ":【】[]()〖〗《》「」<>*●◆■·★▶▪•—-_|?!、."
_CELLS = frozenset(("td", "th", "dt"))
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6", "th", "dt"))
_LONGEST = 24  # characters of a text that is a label and nothing else
_LONGEST_BY_FORM = 48  # with a unit and a day in it
_LONGEST_UNKNOWN = 12
_MOST_PIECES = 8  # texts that are one label
_LONG_TEXT = 4_000  # of one run, looked through for labels within
_ENDS_A_LABEL = (":", "：", "】", "〗", "」")
_MAX_FIELDS = 3_000
_OF_THE_TEXT = re.compile(r"card|\btabs?\b")
_DEEP = 8  # elements around a table that is one's whole
_FRAME = frozenset(("nav", "footer"))
_A_DAY = re.compile(r"\s*[:：]?\s*(?:19|20)\d\d\s*[-/.年]\s*\d")
_run_of = attrgetter("run")


@dataclass(frozen=True, slots=True)
class PrintedLabel:
    """A label: what it means, as printed, and where it stands: from `start` to `end` of its run,
    `behind` the first run after it. `is_alone`: nothing else stands in its runs.
    """

    meaning: str
    words: str
    run: int
    start: int
    end: int
    behind: int
    is_alone: bool


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The labels of one kind of page, by their words; `like`: by a part of them, where the place
    says that it is a label.
    """

    meanings: Mapping[str, str]
    ended: Mapping[str, str]  # those that are labels before a day only
    shaped: tuple[tuple[str, re.Pattern[str]], ...]  # by their form: 县教育局回复
    inline: re.Pattern[str]
    open_ended: re.Pattern[str]  # labels before a day that need no colon: 发表于 2026-4-2
    like: tuple[tuple[str, re.Pattern[str]], ...]

    def meaning_of(self, text: str) -> str:
        """What the text means as a label, "" where it is none."""
        if len(text) > _LONGEST_BY_FORM:
            return ""
        words = plain(text)
        by_form = (name for name, form in self.shaped if form.fullmatch(words))
        known = self.meanings.get(words, "") if len(text) <= _LONGEST else ""
        return known or next(by_form, "")

    def meaning_before_a_value(self, label: str) -> str:
        """What a label means that was found before its value."""
        return self.meaning_of(label) or self.ended[label]

    def meaning_like(self, text: str) -> str:
        """What a label of these words means by a part of them, "" where nobody knows."""
        words = plain(text)
        if not 2 <= len(words) <= _LONGEST_UNKNOWN:
            return ""
        return next((name for name, pattern in self.like if pattern.search(words)), "")


def vocabulary(
    labels: Mapping[str, Sequence[str]],
    *,
    open_ended: Mapping[str, Sequence[str]] = MappingProxyType({}),
    like: Sequence[tuple[str, re.Pattern[str]]] = (),
    shaped: Sequence[tuple[str, re.Pattern[str]]] = (),
) -> Vocabulary:
    """Labels by their words, of tables that say meaning -> words."""
    meanings = {plain(word): name for name, words in labels.items() for word in words}
    ended = {word: name for name, words in open_ended.items() for word in words}
    known = map(re.escape, sorted(meanings, key=len, reverse=True))
    spelled = "|".join([*(form.pattern for _, form in shaped), *known])
    before_a_day = "|".join(map(re.escape, ended)) or "(?!)"
    return Vocabulary(
        meanings,
        ended,
        tuple(shaped),
        re.compile(rf"{_BEFORE_INLINE}(?P<label>{spelled}){_AFTER_INLINE}"),
        re.compile(rf"(?P<label>{before_a_day})\s{{0,3}}[:：]?\s{{0,3}}(?=\d)"),
        tuple(like),
    )


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """A label without number, brackets, what stands in them behind it, colon and inner blanks."""
    words = _LEAD.sub("", re.sub(r"\s", "", normalize("NFKC", text)))
    return _BEHIND.sub("", words.rstrip(":?")).strip(_AROUND)


def fields_of(page: FlatPage, known: Vocabulary) -> list[PrintedLabel]:
    """The page's labels in order, those of its menus and foot left out."""
    return list(islice(_found(page, known), _MAX_FIELDS))


def _found(page: FlatPage, known: Vocabulary) -> Iterator[PrintedLabel]:
    begins = [*(block.run for block in page.blocks), len(page.runs)]
    done = 0
    for block, (_, end) in zip(page.blocks, pairwise(begins), strict=True):
        if block.run < done or (block.area in _FRAME and not _is_of_the_text(page, block.node)):
            continue
        if in_pieces := _in_pieces(page, block, end, known):
            yield in_pieces
            done = in_pieces.behind
            continue
        for run in range(block.run, end):
            yield from _in_run(page, run, block, known)


def _is_of_the_text(page: FlatPage, element: int) -> bool:
    """The head or foot of a card (card-footer) is no page's, nor is a bar of tabs (nav-tabs) its
    menu.
    """
    around = islice(page.ancestors(element), 3)
    return any(_OF_THE_TEXT.search(page.tags[one].names) for one in around)


def _in_pieces(page: FlatPage, block: RawBlock, end: int, known: Vocabulary) -> PrintedLabel | None:
    """A label cut up: 申<br>请<br>条<br>件 in a cell, or by tags within its line."""
    pieces = [(block.text, end)] if end - block.run > 1 else []
    cell = block.node
    if (
        page.tags[cell].name in _CELLS
        and page.run_starts[cell] == block.run
        and len(block.text) <= 4
    ):
        behind = page.run_ends[cell]
        if 1 < behind - block.run <= _MOST_PIECES:
            pieces.append(("".join(page.runs[block.run : behind]), behind))
    for text, behind in pieces:
        if meaning := known.meaning_of(text):
            length = len(page.runs[block.run])
            return PrintedLabel(meaning, plain(text), block.run, 0, length, behind, is_alone=True)
    return None


def _in_run(page: FlatPage, run: int, block: RawBlock, known: Vocabulary) -> Iterator[PrintedLabel]:
    text = page.runs[run]
    meaning = known.meaning_of(text) or _before_a_day(page, run, known)
    if (
        not meaning
        and known.like
        and len(text) <= _LONGEST
        and _is_a_label_s_place(page, run, block)
    ):
        meaning = known.meaning_like(text)
    if meaning:
        yield PrintedLabel(meaning, plain(text), run, 0, len(text), run + 1, is_alone=True)
        return
    text = text[:_LONG_TEXT]
    has_colon = any(mark in text for mark in _ENDS_A_LABEL)
    matches = [*known.inline.finditer(text)] if has_colon else []
    matches += known.open_ended.finditer(text)
    if not matches and has_colon and known.like and (begin := _BEGINS.match(text)):
        if meaning := known.meaning_like(begin["label"]):
            yield PrintedLabel(
                meaning, plain(begin["label"]), run, 0, begin.end(), run + 1, is_alone=False
            )
        return
    end = 0
    for match in sorted(matches, key=re.Match.start):
        if match.end() <= end:
            continue  # one label by two patterns
        label, end = match["label"], match.end()
        meaning = known.meaning_before_a_value(label)
        yield PrintedLabel(meaning, label, run, match.start(), match.end(), run + 1, is_alone=False)


def _before_a_day(page: FlatPage, run: int, known: Vocabulary) -> str:
    """What a word means that is a label where a day stands behind it, here in a text of its own."""
    meaning = known.ended.get(plain(page.runs[run])) if len(page.runs[run]) <= _LONGEST else None
    behind = page.runs[run + 1] if run + 1 < len(page.runs) else ""
    return meaning if meaning and _A_DAY.match(behind) else ""


def _is_a_label_s_place(page: FlatPage, run: int, block: RawBlock) -> bool:
    """Numbered, in brackets, before a colon, a heading, or the first cell of its row."""
    text = page.runs[run]
    if _MARKED.fullmatch(text):
        return True
    if block.run != run or block.text != text:
        return False
    element = block.node
    name = page.tags[element].name
    if name == "td":
        row = page.parents[element]
        return element == row + 1 and page.ends[element] < page.ends[row]
    if name == "th":
        beside = page.ends[element]
        return beside >= len(page.tags) or page.tags[beside].name != "th"
    return name in _HEADINGS


@dataclass(frozen=True, slots=True)
class Value:
    """The words under a label, and the run behind the last of them. `is_apart`: they stand where
    nobody knows which of them are the label's (tabs, links within the page).
    """

    text: str
    end: int
    is_apart: bool = False


class Values:
    """The words under each of a page's labels."""

    def __init__(self, page: FlatPage, fields: list[PrintedLabel]) -> None:
        self._page, self._fields = page, fields
        self._runs = [field.run for field in fields]
        self._alone = frozenset(field.run for field in fields if field.is_alone)

    def of(self, number: int) -> Value:
        """What stands under the label of that place among the fields."""
        field, page = self._fields[number], self._page
        following = self._fields[number + 1] if number + 1 < len(self._fields) else None
        own = page.runs[field.run][field.end :]
        if following is not None and following.run == field.run:
            return Value(_trimmed(page.runs[field.run][field.end : following.start]), field.run + 1)
        element = innermost(page, field.run)
        box = box_of_tab(page, element, self._alone) if field.is_alone else None
        if box is not None:
            return self._whole(box) if box != APART else Value("", field.behind, is_apart=True)
        cell = self._cell(element, field.run)
        if cell >= 0:
            inside = self._joined(own, field.behind, page.run_ends[cell])
            return inside if inside.text else self._beside(cell)
        unit = self._unit(element, field)
        if unit < 0:
            around = element if element >= 0 else 0
            return self._joined(own, field.behind, page.run_ends[around])
        inside = self._joined(own, field.behind, page.run_ends[unit])
        behind = self._behind(unit)
        return Value(f"{inside.text} {behind.text}".strip(), max(inside.end, behind.end))

    def _whole(self, box: int) -> Value:
        start, end = self._page.run_starts[box], self._page.run_ends[box]
        return Value(_trimmed(" ".join(self._page.runs[start:end])), end)

    def _joined(self, own: str, start: int, end: int) -> Value:
        """`own` and the runs up to the next label, known or not."""
        stop = self._stop(start, end)
        return Value(_trimmed(" ".join([own, *self._page.runs[start:stop]])), max(start, stop))

    def _stop(self, start: int, end: int) -> int:
        """The first of the runs that is a label."""
        place = bisect_left(self._runs, start)
        if place < len(self._runs):
            end = min(end, self._runs[place])
        runs = self._page.runs
        labels = (run for run in range(start, end) if _UNKNOWN_LABEL.fullmatch(runs[run]))
        return next(labels, max(start, end))

    def _cell(self, element: int, run: int) -> int:
        """The cell that begins with the label, else -1."""
        for around in islice(self._page.ancestors(element), 6):
            if self._page.run_starts[around] != run:
                return -1
            if self._page.tags[around].name in _CELLS:
                return around
        return -1

    def _beside(self, cell: int) -> Value:
        """The cell beside a label's cell; without one, what follows the row."""
        page = self._page
        beside, parent = page.ends[cell], page.parents[cell]
        if beside < page.ends[parent]:
            if _is_headed(page, beside):
                return self._whole(beside)
            return self._joined("", page.run_starts[beside], page.run_ends[beside])
        return self._behind(parent)

    def _unit(self, element: int, field: PrintedLabel) -> int:
        """The largest element that begins with the label and holds no other; -1 where the innermost
        holds others.
        """
        page, unit = self._page, -1
        for around in page.ancestors(element):
            holds_others = self._labels_in(field.behind, page.run_ends[around])
            if (
                page.run_starts[around] != field.run
                or holds_others
                or page.tags[around].name == "body"
            ):
                break
            unit = around
        return unit

    def _labels_in(self, start: int, end: int) -> bool:
        place = bisect_left(self._runs, start)
        return place < len(self._runs) and self._runs[place] < end

    def _behind(self, element: int) -> Value:
        """What follows the element in the one around it, up to a label or heading."""
        page = self._page
        words: list[str] = []
        end = page.run_ends[element]
        for here in page.behind(element):
            start, stop = page.run_starts[here], page.run_ends[here]
            tag = page.tags[here]
            if tag.heading or tag.area in _FRAME:
                break
            if self._stop(start, stop) < stop:
                # a table under a row of headings is the value as a whole
                if not words and _is_headed(page, here):
                    words, end = page.runs[start:stop], stop
                break
            words += page.runs[start:stop]
            end = stop
        return Value(_trimmed(" ".join(words)), end)


def _is_headed(page: FlatPage, element: int) -> bool:
    """It is, or begins with, a table whose first row is of headings over others of as many cells."""
    inside = range(element, min(page.ends[element], element + _DEEP))
    row = next((one for one in inside if page.tags[one].name == "tr"), -1)
    if row < 0 or page.run_starts[row] != page.run_starts[element]:
        return False
    heads = [*page.children(row)]
    below = next(page.behind(row), -1)
    if page.tags[page.parents[row]].name == "thead":
        body = next(page.behind(page.parents[row]), -1)
        below = next(page.children(body), -1) if body >= 0 else -1
    is_of_heads = len(heads) > 1 and all(page.tags[cell].name == "th" for cell in heads)
    return is_of_heads and below >= 0 and len([*page.children(below)]) == len(heads)


def _trimmed(text: str) -> str:
    return text.strip(" :：\u3000】]")


def innermost(page: FlatPage, run: int) -> int:
    """The innermost element around the run, -1 where there is none."""
    element = page.blocks[max(0, bisect_right(page.blocks, run, key=_run_of) - 1)].node
    while element >= 0 and not page.run_starts[element] <= run < page.run_ends[element]:
        element = page.parents[element]
    inner = element
    while inner >= 0:
        element = inner
        inner = next(
            (
                child
                for child in page.children(element)
                if page.run_starts[child] <= run < page.run_ends[child]
            ),
            -1,
        )
    return element
