"""Labels of a page and what stands under each: 来信时间：2026-07-06, <th>设定依据</th><td>…</td>,
<h3>申请条件</h3><p>…</p>, 【办理流程】 in bold before its paragraph.

A label is a text of its own, or the beginning of one before a colon; in the midst of a sentence it
is none. Its value is the rest of its line, else the cell beside its cell, else the rest of the
largest element that begins with it and holds no other label, else what follows that element up to
the next label or heading.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from operator import attrgetter
from unicodedata import normalize

from crawler.extract.flat import FlatPage
from crawler.extract.patterns import data_of, patterns

_PATTERNS = patterns(__name__)
_LEAD = _PATTERNS["lead"]
_UNKNOWN_LABEL = _PATTERNS["unknown_label"]
_AROUND = ":【】[]()〖〗《》「」<>*●◆■·★▶▪•—-_|"
_CELLS = frozenset(("td", "th", "dt"))
_LONGEST = 24  # characters of a text that is a label and nothing else
_LONG_TEXT = 4_000  # of one run, looked through for labels within
_MAX_FIELDS = 3_000
_FRAME = frozenset(("nav", "footer"))
_run_of = attrgetter("run")


@dataclass(frozen=True, slots=True)
class Field:
    """A label: what it means, as printed, and where it stands (half open within its run).
    `is_alone`: the run is the label and nothing else.
    """

    meaning: str
    words: str
    run: int
    start: int
    end: int
    is_alone: bool


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The labels of one kind of page, by their words."""

    meanings: Mapping[str, str]
    inline: re.Pattern[str]
    open_ended: re.Pattern[str]  # labels before a day that need no colon: 发表于 2026-4-2

    def meaning_of(self, text: str) -> str:
        """What the text means as a label, "" where it is none."""
        return self.meanings.get(plain(text), "") if len(text) <= _LONGEST else ""


@cache
def vocabulary(module: str) -> Vocabulary:
    """The tables `labels` and `open_ended` (meaning -> words) beside `module`."""
    data = data_of(module)
    meanings = {word: name for name, words in data["labels"].items() for word in words}
    open_ended = {w: name for name, words in data.get("open_ended", {}).items() for w in words}
    spelled = "|".join(map(re.escape, sorted(meanings, key=len, reverse=True)))
    ended = "|".join(map(re.escape, open_ended)) or "(?!)"
    return Vocabulary(
        meanings | open_ended,
        re.compile(
            _PATTERNS["before_inline"].pattern + rf"(?P<label>{spelled})[】\]〗》」)）\s]*[:：]"
        ),
        re.compile(rf"(?P<label>{ended})\s{{0,3}}[:：]?\s{{0,3}}(?=\d)"),
    )


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """A label without number, brackets, colon and inner blanks."""
    return _LEAD.sub("", re.sub(r"\s", "", normalize("NFKC", text))).strip(_AROUND)


def fields_of(page: FlatPage, known: Vocabulary) -> list[Field]:
    """The page's labels in order, those of its menus and foot left out."""
    ends = [block.run for block in page.blocks[1:]] + [len(page.runs)]
    runs = (
        run
        for block, end in zip(page.blocks, ends, strict=True)
        if block.area not in _FRAME
        for run in range(block.run, end)
    )
    found = (field for run in runs for field in _in_run(page.runs[run], run, known))
    return list(islice(found, _MAX_FIELDS))


def _in_run(text: str, run: int, known: Vocabulary) -> Iterator[Field]:
    if meaning := known.meaning_of(text):
        yield Field(meaning, plain(text), run, 0, len(text), is_alone=True)
        return
    text = text[:_LONG_TEXT]
    matches = [*known.inline.finditer(text)] if ":" in text or "：" in text else []
    matches += known.open_ended.finditer(text)
    for match in sorted(matches, key=re.Match.start):
        label = match["label"]
        meaning = known.meanings[label]
        yield Field(meaning, label, run, match.start(), match.end(), is_alone=False)


@dataclass(frozen=True, slots=True)
class Value:
    """The words under a label, and the run behind the last of them."""

    text: str
    end: int


class Values:
    """The words under each of a page's labels."""

    def __init__(self, page: FlatPage, fields: list[Field]) -> None:
        self._page, self._fields = page, fields
        self._runs = [field.run for field in fields]

    def of(self, number: int) -> Value:
        """What stands under the label of that place among the fields."""
        field, page = self._fields[number], self._page
        following = self._fields[number + 1] if number + 1 < len(self._fields) else None
        own = page.runs[field.run][field.end :]
        if following is not None and following.run == field.run:
            return Value(_trimmed(page.runs[field.run][field.end : following.start]), field.run + 1)
        element = innermost(page, field.run)
        cell = self._cell(element, field.run)
        if cell >= 0:
            inside = self._joined(own, field.run + 1, page.run_ends[cell])
            return inside if inside.text else self._beside(cell)
        unit = self._unit(element, field.run)
        if unit < 0:
            around = element if element >= 0 else 0
            return self._joined(own, field.run + 1, page.run_ends[around])
        inside = self._joined(own, field.run + 1, page.run_ends[unit])
        behind = self._behind(unit)
        return Value(f"{inside.text} {behind.text}".strip(), max(inside.end, behind.end))

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
            return self._joined("", page.run_starts[beside], page.run_ends[beside])
        return self._behind(parent)

    def _unit(self, element: int, run: int) -> int:
        """The largest element that begins with the label and holds no other; -1 where the innermost
        holds others.
        """
        page, unit = self._page, -1
        for around in page.ancestors(element):
            holds_others = self._labels_in(run + 1, page.run_ends[around])
            if page.run_starts[around] != run or holds_others or page.tags[around].name == "body":
                break
            unit = around
        return unit

    def _labels_in(self, start: int, end: int) -> bool:
        place = bisect_left(self._runs, start)
        return place < len(self._runs) and self._runs[place] < end

    def _behind(self, element: int) -> Value:
        """What follows the element in the one around it, up to a label or heading."""
        page = self._page
        parent, here = page.parents[element], page.ends[element]
        words: list[str] = []
        end = page.run_ends[element]
        while parent >= 0 and here < page.ends[parent]:
            start, stop = page.run_starts[here], page.run_ends[here]
            tag = page.tags[here]
            if tag.heading or tag.area in _FRAME or self._stop(start, stop) < stop:
                break
            words += page.runs[start:stop]
            end, here = stop, page.ends[here]
        return Value(_trimmed(" ".join(words)), end)


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
