"""Rows of a list: for every link the element that stands for one entry, its words and its date.

A row is the nearest li, tr, dd … around the link, else the largest element around it that leads to
one address only. Rows belong together (crawler.extract.row_groups) when the elements around them
are of the same shape (tags and class names without numbers), so that lists cut into groups of five,
or with a table around every line, still are one list.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import compress, count
from operator import attrgetter
from typing import NamedTuple

from crawler.extract.dates import find_dates
from crawler.extract.flat import Anchor, FlatPage
from crawler.extract.links import full_words, target_of
from crawler.extract.patterns import patterns
from crawler.extract.row_dates import MAY_SPEAK_OF_TIME, date_column, row_date, without_date
from crawler.extract.title_and_text import crumb_spans

_PATTERNS = patterns(__name__)
_ROW_TAGS = frozenset({"li", "tr", "dd", "dt", "dl"})
_LIST_TAGS = frozenset({"body", "ul", "ol", "table", "tbody"})
_run_of = attrgetter("run")
_ENTRY_TAGS = frozenset({"div", "p", "section", "article"})
_CLIMB = 40
_MAX_ROW_LINKS = 6
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


def read_rows(page: FlatPage, base: str, as_of: date) -> list[ListRow]:
    """Every link outside header and footer as a row; images and words of one entry are one row."""
    anchors = page.anchors[:MAX_ROWS]
    titles = [_title_in(anchor, page) or full_words(anchor) for anchor in anchors]
    crumbs = {run for start, end in crumb_spans(page) for run in range(start, end)}
    targets = [
        target_of(anchor, base)
        if title
        and anchor.area in ("main", "aside")
        and not _is_more(title)
        and anchor.run not in crumbs
        else ""
        for anchor, title in zip(anchors, titles, strict=True)
    ]
    speaking = set(compress(count(), map(MAY_SPEAK_OF_TIME.search, page.runs)))
    places = _Places(page, targets)
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
        if not speaking.isdisjoint(range(start, end)):
            day, month_day = row_date(
                page.runs[start:end], anchor.text, as_of, places.column_of_dates(element)
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
            )
        )
    met = Counter(url for members in rows.values() for url in {row.url for row in members})
    entries = (
        row
        for members in rows.values()
        for row in _each_with_its_date(_entries_of(members, met), page, as_of)
    )
    return sorted(entries, key=attrgetter("order"))


class _Places:
    """Which element of a page stands for the entry around a link."""

    def __init__(self, page: FlatPage, targets: Sequence[str]) -> None:
        self._page, self._targets = page, targets
        self._counted: dict[int, int] = {}
        self._columns: dict[int, tuple[int, int] | None] = {}
        self._around_titles = {
            element
            for block in page.blocks
            if block.heading == 1
            for element in page.ancestors(block.node)
        }

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
                return (
                    element
                    if 1 < links <= 3 and tag in _ENTRY_TAGS and self._has_one_date(element)
                    else best
                )
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
        """No other entry's link in the line."""
        near = range(max(0, anchor - 3), min(len(self._targets), anchor + 4))
        return not any(
            i != anchor
            and self._targets[i] not in ("", self._targets[anchor])
            and start <= self._page.anchors[i].run < end
            for i in near
        )

    def _is_a_line(self, element: int) -> bool:
        """A <ul> that is one line of a list: link and date in <li>s, more such lines around it."""
        page = self._page
        cells = sum(1 for i in range(element + 1, page.ends[element]) if page.parents[i] == element)
        around = page.parents[element]
        return (
            2 <= cells <= 8
            and around >= 0
            and self._links_in(around) > 1
            and self._has_one_date(element)
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

    def _has_one_date(self, element: int) -> bool:
        page = self._page
        return (
            len(
                find_dates(
                    " ".join(page.runs[page.run_starts[element] : page.run_ends[element]])[:600]
                )
            )
            == 1
        )


def _title_in(anchor: Anchor, page: FlatPage) -> str:
    """The title inside a link that is a card: its heading, else its first line without a date."""
    if len(anchor.text) < _CARD or page.run_ends[anchor.node] - page.run_starts[anchor.node] < 2:
        return ""
    lines = page.blocks[slice(*page.blocks_in(anchor.node))]
    if len(lines) < 2:
        return ""
    heading = next((line.text for line in lines if line.heading), "")
    return heading or next(
        (line.text for line in lines if len(line.text) >= 4 and not find_dates(line.text[:20])), ""
    )


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


_MORE = _PATTERNS["more"]


_TO_A_NEIGHBOUR = _PATTERNS["to_a_neighbour"]


def _leads_to_a_neighbour(texts: Sequence[str]) -> bool:
    return any(text[:1] in "[【上下前后" and _TO_A_NEIGHBOUR.match(text) for text in texts)


def _is_more(title: str) -> bool:
    return len(title) <= 40 and _MORE.fullmatch(title) is not None
