"""Rows of a list: for every link the element that stands for one entry, its words and its date.

A row is the nearest li, tr, dd … around the link, else the largest element around it that leads to
one address only. Rows belong together (crawler.extract.row_groups) when the elements around them
are of the same shape (tags and class names without numbers), so that lists cut into groups of five,
or with a table around every line, still are one list.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import compress, count, dropwhile, takewhile
from operator import attrgetter
from typing import NamedTuple

from crawler.extract.dates import find_dates, is_plausible, read_relative, to_plain
from crawler.extract.flat import Anchor, FlatPage, RawBlock
from crawler.extract.links import full_words, target_of
from crawler.extract.noise.words import why_noise
from crawler.extract.patterns import patterns
from crawler.extract.row_dates import (
    MAY_SPEAK_OF_TIME,
    ONLY_DATE,
    date_column,
    is_ahead_of,
    row_date,
    without_date,
)
from crawler.extract.title_and_text import crumb_spans

_PATTERNS = patterns(__name__)
_ROW_TAGS = frozenset({"li", "tr", "dd", "dt", "dl"})
_LIST_TAGS = frozenset({"body", "ul", "ol", "table", "tbody"})
_run_of = attrgetter("run")
_ENTRY_TAGS = frozenset({"div", "p", "section", "article"})
_CLIMB = 40
_FEW_LINKS, _MAX_ROW_LINKS, _MOST_LINKS = 3, 6, 30  # of one entry
_ALIKE = 3  # so many elements of one shape are no accident
_SHORT = 8  # characters; keywords, categories and 查看详情 are no longer
_SPAN = 40
MAX_ROWS = 3_000
_BULLETS = " ·•・▪■◆●>»-—\t"


class ListRow(NamedTuple):
    """One entry as the list shows it; `month_day` where the year is missing."""

    title: str
    url: str
    area: str
    group: int
    day: date | None = None
    month_day: tuple[int, int] | None = None
    order: int = 0
    runs: tuple[int, int] = (0, 0)  # the span of the page's texts that the entry takes up
    within: int = -1  # the element that holds the entries
    is_ahead: bool = False  # its day is yet to come, and so none of publication

    @property
    def is_dated(self) -> bool:
        """A day stands in the row, its year or not, past or to come."""
        return self.day is not None or self.month_day is not None or self.is_ahead


def read_rows(page: FlatPage, base: str, as_of: date) -> list[ListRow]:
    """Every link outside header and footer as a row; images and words of one entry are one row."""
    anchors = page.anchors[:MAX_ROWS]
    titles, targets = _titles_and_targets(anchors, page, base)
    speaking = set(compress(count(), map(MAY_SPEAK_OF_TIME.search, page.runs)))
    places = _Places(page, targets, as_of)
    rows: dict[int, list[ListRow]] = defaultdict(list)
    for index, target in enumerate(targets):
        if not target:
            continue
        anchor, title = anchors[index], titles[index]
        element = places.row_of(index)
        start, end = places.texts_of(element, index)
        if _leads_to_a_neighbour(page.runs[max(0, anchor.run - 1) : anchor.run + 1]):
            continue
        day = month_day = None
        is_ahead = False
        if not speaking.isdisjoint(range(start, end)):
            day, month_day = row_date(
                page.runs[start:end], anchor.text, as_of, places.column_of_dates(element)
            )
            is_ahead = not (day or month_day) and is_ahead_of(
                page.runs[start:end], anchor.text, as_of
            )
            title = without_date(title)
        group = hash((page.signature(page.parents[element]), page.tags[element].name))
        within = page.parents[element]
        rows[element].append(
            ListRow(
                title.strip(_BULLETS) or title,
                target,
                anchor.area,
                group,
                day,
                month_day,
                index,
                (start, end),
                within,
                is_ahead,
            )
        )
    entries = sorted(_entries_in(rows, page, as_of), key=attrgetter("order"))
    return _under_headings(entries, page, as_of)


def _titles_and_targets(
    anchors: Sequence[Anchor], page: FlatPage, base: str
) -> tuple[list[str], list[str]]:
    """Of each link: its title, and where it leads, "" where it is no entry's."""
    titles = [_title_in(anchor, page) or full_words(anchor) for anchor in anchors]
    crumbs = {run for start, end in crumb_spans(page) for run in range(start, end)}
    targets: list[str] = []
    more: list[int] = []
    for index, (anchor, title) in enumerate(zip(anchors, titles, strict=True)):
        target = ""
        if title and anchor.area in ("main", "aside") and anchor.run not in crumbs:
            if _is_more(title):
                more.append(index)
            else:
                target = target_of(anchor, base)
        targets.append(target)
    if len(more) >= _ALIKE:
        for index, title in _titles_above(more, titles, anchors, page).items():
            titles[index], targets[index] = title, target_of(anchors[index], base)
    return titles, targets


def _entries_in(rows: Mapping[int, list[ListRow]], page: FlatPage, as_of: date) -> list[ListRow]:
    """The entries of each element: most hold one link, and nothing is to be chosen."""
    entries: list[ListRow] = []
    crowded: dict[int, list[ListRow]] = {}
    for element, members in rows.items():
        if len(members) == 1 and len(members[0].title) > _SHORT:
            entries.append(members[0])
        else:
            crowded[element] = members
    if crowded:
        met = Counter(url for members in rows.values() for url in {row.url for row in members})
        for element, members in crowded.items():
            if not _is_part_of_an_entry(element, rows, page):
                entries += _each_with_its_date(_entries_of(members, met), page, as_of)
    return entries


class _Places:
    """Which element of a page stands for the entry around a link."""

    def __init__(self, page: FlatPage, targets: Sequence[str], as_of: date) -> None:
        self._page, self._targets, self._as_of = page, targets, as_of
        self._counted: dict[int, int] = {}
        self._columns: dict[int, tuple[int, int] | None] = {}
        self._around_titles = {
            element
            for block in page.blocks
            if block.heading == 1
            for element in page.ancestors(block.node)
        }

    @cached_property
    def _met(self) -> Counter[str]:
        return Counter(self._targets)

    def row_of(self, anchor: int) -> int:
        tags, parents = self._page.tags, self._page.parents
        element = best = self._page.anchor_nodes[anchor]
        for _ in range(_CLIMB):
            tag, parent = tags[element].name, parents[element]
            links = self._links_in(element)
            if links == 1 and parent in self._around_titles and element not in self._around_titles:
                return element  # one link beside a whole article is not an entry with an abstract
            if (
                tag in ("dt", "dd", "li")
                and parent >= 0
                and self._links_in(parent) == 1
                and (tag != "li" or self._is_a_line(parent))
            ):
                return parent  # one <dl> or <ul> an entry, its date in the <dd> or the next <li>
            if links <= _MAX_ROW_LINKS and tag in _ROW_TAGS:
                return element
            if links > 1 or parent < 0 or tag in _LIST_TAGS:
                return element if links > 1 and self._is_an_entry(element, links) else best
            best, element = element, parent
        return best

    def texts_of(self, element: int, anchor: int) -> tuple[int, int]:
        """The span of the entry's texts: for a <dt> with its date in the <dd> beside it, up to the
        next link; for a link that no element is wrapped around, the line it stands in.
        """
        page = self._page
        start, end, parent = page.run_starts[element], page.run_ends[element], page.parents[element]
        if element == page.anchor_nodes[anchor]:
            line = bisect_right(page.blocks, start, key=_run_of) - 1
            line_end = page.blocks[line + 1].run if 0 <= line < len(page.blocks) - 1 else end
            if (
                line >= 0
                and line_end - page.blocks[line].run <= _SPAN
                and self._is_alone(anchor, page.blocks[line].run, line_end)
            ):
                return page.blocks[line].run, max(end, line_end)
        if parent >= 0 and page.tags[element].name == "tr":
            return start, self._with_its_second_line(element, end)
        if parent < 0 or page.tags[element].name != "dt":
            return start, end
        last = page.run_ends[parent]
        following = next(
            (
                page.anchors[i].run
                for i in range(anchor + 1, len(self._targets))
                if self._targets[i]
            ),
            last,
        )
        return start, max(end, min(following, last))

    def _with_its_second_line(self, row: int, end: int) -> int:
        """The end of the row's texts, or of those of the next: 发布时间：… without a link, where no
        date stands beside the title.
        """
        page, beside = self._page, self._page.ends[row]
        is_second_line = (
            beside < len(page.tags)
            and page.parents[beside] == page.parents[row]
            and self._links_in(beside) == 0
            and self._dates_in(row) == 0
            and self._dates_in(beside) == 1
        )
        return page.run_ends[beside] if is_second_line else end

    def column_of_dates(self, element: int) -> tuple[int, int] | None:
        """Which cell bears the date of publication, where the table's head names several dates."""
        if self._page.tags[element].name != "tr":
            return None
        table = next(
            (e for e in self._page.ancestors(element) if self._page.tags[e].name == "table"), -1
        )
        if table not in self._columns:
            self._columns[table] = date_column(self._page, table) if table >= 0 else None
        return self._columns[table]

    def _is_alone(self, anchor: int, start: int, end: int) -> bool:
        """No other entry's link in the line; what many lines lead to is their channel."""
        near = range(max(0, anchor - 3), min(len(self._targets), anchor + 4))
        return not any(
            i != anchor
            and self._targets[i] not in ("", self._targets[anchor])
            and start <= self._page.anchors[i].run < end
            and self._met[self._targets[i]] < _ALIKE
            for i in near
        )

    def _is_a_line(self, element: int) -> bool:
        """A <ul> that is one line of a list: link and date in <li>s, more such lines around it."""
        page = self._page
        cells = sum(1 for _ in page.children(element))
        around = page.parents[element]
        return (
            2 <= cells <= 8
            and around >= 0
            and self._links_in(around) > 1
            and self._dates_in(element) >= 1
        )

    def _links_in(self, element: int) -> int:
        """How many addresses it leads to; a span of more links than an entry's is a list."""
        known = self._counted.get(element)
        if known is None:
            start, end = self._page.anchors_in(element)
            inside = self._targets[start : min(end, start + _SPAN)]
            known = self._counted[element] = (
                bool(inside[0]) if len(inside) == 1 else len({t for t in inside if t})
            )
        return known

    def _is_an_entry(self, element: int, links: int) -> bool:
        """One date, and few links; or more of them, where all but one are short (keywords, sharing,
        remarks) and other elements of the shape stand beside it.
        """
        tag, parent = self._page.tags[element], self._page.parents[element]
        if links <= _FEW_LINKS and tag.name in _ENTRY_TAGS:
            return self._dates_in(element) == 1
        if parent < 0 or tag.name not in _ENTRY_TAGS | _ROW_TAGS or links > _MOST_LINKS:
            return False
        if not self._has_one_title(element) or not self._tells_when(element):
            return False
        beside = self._page.children(parent)
        return sum(self._page.tags[child].shape == tag.shape for child in beside) >= _ALIKE

    def _has_one_title(self, element: int) -> bool:
        """All that is longer than a keyword leads to one address."""
        start, end = self._page.anchors_in(element)
        anchors = self._page.anchors[start:end]
        long = (
            target
            for target, anchor in zip(self._targets[start:end], anchors, strict=False)
            if target and len(anchor.text) > _SHORT
        )
        return len(set(long)) <= 1

    def _dates_in(self, element: int) -> int:
        return len(find_dates(" ".join(self._runs_of(element))[:600]))

    def _tells_when(self, element: int) -> bool:
        return self._dates_in(element) == 1 or any(
            read_relative(to_plain(run).strip(), self._as_of) for run in self._runs_of(element)
        )

    def _runs_of(self, element: int) -> list[str]:
        return self._page.runs[self._page.run_starts[element] : self._page.run_ends[element]]


def _is_part_of_an_entry(element: int, rows: Mapping[int, list[ListRow]], page: FlatPage) -> bool:
    """Keywords, buttons for sharing: nothing but short words, inside the entry that has the title."""
    if any(len(row.title) > _SHORT for row in rows[element]):
        return False
    length = max(len(row.title) for row in rows[element])
    return any(
        around in rows and any(len(row.title) > length for row in rows[around])
        for around in page.ancestors(page.parents[element])
    )


def _titles_above(
    more: Sequence[int], titles: Sequence[str], anchors: Sequence[Anchor], page: FlatPage
) -> dict[int, str]:
    """The links of 查看详情 and the like that lead to entries whose titles are no links: nothing else
    leads there, and a title with its day stands above.
    """
    led_to = Counter(anchor.href for anchor in anchors)
    above = {
        index: _title_above(anchors[index], page)
        for index in more
        if _READS_ON.fullmatch(titles[index]) and led_to[anchors[index].href] == 1
    }
    return {index: title for index, title in above.items() if title}


def _title_above(anchor: Anchor, page: FlatPage) -> str:
    """The heading or first line of the largest element that holds this link alone, with its date."""
    entry = -1
    for element in page.ancestors(anchor.node):
        first, last = page.anchors_in(element)
        if last - first > 1 or page.tags[element].name in _LIST_TAGS:
            break
        entry = element
    blocks = page.blocks[slice(*page.blocks_in(entry))] if entry >= 0 else []
    above = [block for block in blocks if block.run < anchor.run]
    is_dated = any(find_dates(block.text) for block in blocks)
    return _first_title(above) if is_dated else ""


def _title_in(anchor: Anchor, page: FlatPage) -> str:
    """The title inside a link that is a card: its heading, else its first line without a date."""
    first, last = page.run_starts[anchor.node], page.run_ends[anchor.node]
    if len(anchor.text) < _CARD or last - first < 2:
        return ""
    lines = page.blocks[slice(*page.blocks_in(anchor.node))]
    if len(lines) > 1:
        return _first_title(lines)
    return _behind_its_day(page.runs[first:last]) or _without_counts(anchor, page)


def _first_title(lines: Sequence[RawBlock]) -> str:
    return next((line.text for line in lines if line.heading), "") or next(
        (line.text for line in lines if len(line.text) >= 4 and _SAYS_MORE.search(line.text[:20])),
        "",
    )


def _without_counts(anchor: Anchor, page: FlatPage) -> str:
    """The title of a link that holds a counter or an age beside it: 标题 <i>阅读 3.2万</i>; "" where
    it holds none.
    """
    first, *others = page.runs[page.run_starts[anchor.node] : page.run_ends[anchor.node]]
    left = [run for run in others if why_noise(run) not in ("counter", "clock")]
    if len(left) == len(others):
        return ""
    shown = " ".join([first, *left])
    return anchor.tooltip if anchor.tooltip.startswith(shown.rstrip(".…· ")[:20]) else shown


def _behind_its_day(runs: Sequence[str]) -> str:
    """The title of a card on one line: 2024 05/25 title abstract; "" where no day stands first. What
    begins as the title does, or breaks off, is its abstract.
    """
    words = [*dropwhile(lambda run: not _SAYS_MORE.search(run), runs)]
    if not words or len(words) == len(runs):
        return ""
    title, *others = words
    return "".join(
        [
            title,
            *takewhile(
                lambda run: (
                    not run.startswith(title[: _CARD // 2]) and not run.endswith(("…", "...", "。"))
                ),
                others,
            ),
        ]
    )


# than a day: 25, 2022-03, 2022-03-25, 3月
_SAYS_MORE = re.compile(r"[^\W\d_年月日时分秒]")
_CARD = 12  # characters; a shorter link holds no date beside its title


def _entries_of(rows: Sequence[ListRow], met: Mapping[str, int]) -> list[ListRow]:
    """A line may hold a [channel] link before the title, or a picture and the words of one entry:
    the longest title speaks for it.

    Only where several links of one line are all as long as titles is each an entry of its own
    (lists in columns). What other lines lead to as well, as `met` counts, is the unit or the
    channel of the entry.
    """
    rows = [row for row in rows if met[row.url] == 1] or [*rows]
    if len(rows) == 1:
        return [*rows]
    by_target: dict[str, ListRow] = {}
    for row in rows:
        known = by_target.get(row.url)
        if known is None or len(row.title) > len(known.title):
            by_target[row.url] = row
    longest = max(len(row.title) for row in by_target.values())
    return [
        row
        for row in by_target.values()
        if len(row.title) >= max(5, longest / 2) or len(row.title) == longest
    ]


def _each_with_its_date(rows: list[ListRow], page: FlatPage, as_of: date) -> list[ListRow]:
    """Several entries in one line: each has the texts up to the next link or since the last."""
    if len(rows) < 2:
        return rows
    starts = [page.anchors[row.order].run for row in rows]
    first, last = rows[0].runs
    behind = _dated_between(rows, [*zip(starts, [*starts[1:], last], strict=True)], page, as_of)
    before = _dated_between(
        rows,
        [
            *zip(
                [first, *(start + 1 for start in starts[:-1])],
                [start + 1 for start in starts],
                strict=True,
            )
        ],
        page,
        as_of,
    )
    best = max(
        behind,
        before,
        key=lambda reading: sum(
            row.day is not None or row.month_day is not None for row in reading
        ),
    )
    return best if any(row.day or row.month_day for row in best) else rows


def _dated_between(
    rows: list[ListRow], spans: list[tuple[int, int]], page: FlatPage, as_of: date
) -> list[ListRow]:
    found = []
    for row, (start, end) in zip(rows, spans, strict=True):
        day, month_day = row_date(page.runs[start:end], page.anchors[row.order].text, as_of)
        found.append(row._replace(day=day, month_day=month_day))
    return found


def _under_headings(rows: list[ListRow], page: FlatPage, as_of: date) -> list[ListRow]:
    """Entries that say less than the heading above them: 12-25 below 2023年, or no day at all below
    the second and further days of the kind.
    """
    if any(row.month_day for row in rows):
        heading = _YEAR_ALONE
    elif not any(row.is_dated for row in rows):
        heading = ONLY_DATE
    else:
        return rows
    inside = {run for row in rows for run in range(*row.runs)}
    headings = [
        (block.run, plain)
        for block in page.blocks
        if block.area == "main" and len(block.text) <= _HEADING and block.run not in inside
        if not block.link_characters and heading.fullmatch(plain := to_plain(block.text).strip())
    ]
    if len(headings) < 2:
        return rows
    return [_with_heading(row, headings, as_of) for row in rows]


def _with_heading(row: ListRow, headings: Sequence[tuple[int, str]], as_of: date) -> ListRow:
    above = [words for run, words in headings if run < row.runs[0]]
    if not above or row.day:
        return row
    year = above[-1].rstrip("年度 ")
    written = f"{year}-{row.month_day[0]}-{row.month_day[1]}" if row.month_day else above[-1]
    day = next((hit.day for hit in find_dates(written) if is_plausible(hit.day, as_of)), None)
    return row._replace(day=day, month_day=None) if day else row


_HEADING = 16  # characters
_YEAR_ALONE = _PATTERNS["year_alone"]


_MORE = _PATTERNS["more"]
_READS_ON = _PATTERNS["reads_on"]


_TO_A_NEIGHBOUR = _PATTERNS["to_a_neighbour"]


def _leads_to_a_neighbour(texts: Sequence[str]) -> bool:
    return any(text[:1] in "[【上下前后" and _TO_A_NEIGHBOUR.match(text) for text in texts)


def _is_more(title: str) -> bool:
    return len(title) <= 40 and _MORE.fullmatch(title) is not None
