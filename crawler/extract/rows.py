"""Rows of a list: for every link the element that stands for one entry, its words and its date.

A row is the nearest li, tr, dd … around the link, else the largest element around it that leads to one address only.
Rows belong together when the elements around them are of the same shape (tags and class names without numbers), so that
lists cut into groups of five, or with a table around every line, still are one list.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import compress, count
from operator import attrgetter
from typing import NamedTuple

from crawler.extract.dates import find_dates, is_plausible, read_month_day, read_relative, to_plain, url_date, with_year
from crawler.extract.flat import Anchor, FlatPage
from crawler.extract.links import full_words, target_of
from store.records import Item

_ROW_TAGS = frozenset({"li", "tr", "dd", "dt", "dl"})
_LIST_TAGS = frozenset({"body", "ul", "ol", "table", "tbody"})
_ENTRY_TAGS = frozenset({"div", "p", "section", "article"})
_CLIMB = 40
_MAX_ROW_LINKS = 6
_SPAN = 40
MAX_ROWS = 3_000


class Row(NamedTuple):
    """One entry as the list shows it; `month_day` where the year is missing."""

    title: str
    url: str
    area: str
    group: int
    day: date | None = None
    month_day: tuple[int, int] | None = None
    order: int = 0
    runs: tuple[int, int] = (0, 0)  # the span of the page's texts that the entry takes up


def read_rows(page: FlatPage, base: str, as_of: date) -> list[Row]:
    """Every link of the page outside header and footer as a row, dated or not; images and words of one entry are one row."""
    anchors = page.anchors[:MAX_ROWS]
    titles = [full_words(anchor) for anchor in anchors]
    targets = [
        target_of(anchor, base) if title and anchor.area in ("main", "aside") and not _is_more(title) else ""
        for anchor, title in zip(anchors, titles, strict=True)
    ]
    speaking = set(compress(count(), map(_MAY_SPEAK_OF_TIME.search, page.runs)))
    places = _Places(page, targets)
    rows: dict[int, list[Row]] = defaultdict(list)
    for index, target in enumerate(targets):
        if not target:
            continue
        anchor, title = anchors[index], titles[index]
        element = places.row_of(index)
        start, end = page.run_starts[element], places.end_of_row(element, index)
        day = month_day = None
        if not speaking.isdisjoint(range(start, end)):
            day, month_day = _row_date(page.runs[start:end], anchor, as_of)
            title = _without_date(title)
        group = hash((page.signature(page.parents[element]), page.tags[element].name))
        rows[element].append(Row(title.strip(_BULLETS) or title, target, anchor.area, group, day, month_day, index, (start, end)))
    return sorted((row for members in rows.values() for row in _entries_of(members)), key=attrgetter("order"))


class _Places:
    """Which element of a page stands for the entry around a link."""

    def __init__(self, page: FlatPage, targets: Sequence[str]) -> None:
        self._page, self._targets = page, targets
        self._counted: dict[int, int] = {}

    def row_of(self, anchor: int) -> int:
        tags, parents = self._page.tags, self._page.parents
        element = best = self._page.anchor_nodes[anchor]
        for _ in range(_CLIMB):
            tag, parent = tags[element].name, parents[element]
            links = self._links_in(element)
            if (tag == "dt" or tag == "dd") and parent >= 0 and self._links_in(parent) == 1:
                return parent  # one <dl> an entry, its date in the <dd>
            if links <= _MAX_ROW_LINKS and tag in _ROW_TAGS:
                return element
            if links > 1 or parent < 0 or tag in _LIST_TAGS:
                return element if 1 < links <= 3 and tag in _ENTRY_TAGS and self._has_one_date(element) else best
            best, element = element, parent
        return best

    def end_of_row(self, element: int, anchor: int) -> int:
        """Where the entry's texts end: for a <dt> with its date in the <dd> beside it, at the next link."""
        page = self._page
        end, parent = page.run_ends[element], page.parents[element]
        if parent < 0 or page.tags[element].name != "dt":
            return end
        following = next((page.anchors[i].run for i in range(anchor + 1, len(self._targets)) if self._targets[i]), end)
        return max(end, min(following, page.run_ends[parent]))

    def _links_in(self, element: int) -> int:
        """How many addresses the element leads to. A span of more links than any entry holds is a list of them."""
        known = self._counted.get(element)
        if known is None:
            start, end = self._page.anchors_in(element)
            known = self._counted[element] = len({t for t in self._targets[start : min(end, start + _SPAN)] if t})
        return known

    def _has_one_date(self, element: int) -> bool:
        page = self._page
        return len(find_dates(" ".join(page.runs[page.run_starts[element] : page.run_ends[element]])[:600])) == 1


def _entries_of(rows: Sequence[Row]) -> list[Row]:
    """A line may hold a [channel] link before the title, or a picture and the words of one entry: the longest title speaks for it.

    Only where several links of one line are all as long as titles is each an entry of its own (lists in columns).
    """
    if len(rows) == 1:
        return [*rows]
    by_target: dict[str, Row] = {}
    for row in rows:
        known = by_target.get(row.url)
        if known is None or len(row.title) > len(known.title):
            by_target[row.url] = row
    longest = max(len(row.title) for row in by_target.values())
    return [row for row in by_target.values() if len(row.title) >= max(5, longest / 2) or len(row.title) == longest]


_MORE = re.compile(
    r"(?:[\[【<(（]?\s*(?:更多|more|查看更多|详细|详情|查看|查看详情|阅读全文|点击查看|进入|下载|>+|»+|\.+)\s*[\]】>)）+»>…·.]*)+",
    re.IGNORECASE,
)


def _is_more(title: str) -> bool:
    return len(title) <= 40 and _MORE.fullmatch(title) is not None


# --- the date of a row -----------------------------------------------------------------------------------------------

_ONLY_DATE = re.compile(
    r"[\[(]?\s*(?:发布(?:时间|日期)|日期|时间)?\s*:?\s*(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?\s*(?:\d{1,2}:\d\d(?::\d\d)?)?\s*[\])]?"
)
_MAY_SPEAK_OF_TIME = re.compile(r"[0-9０-９〇○天日刚]")
_YEAR_MONTH = re.compile(r"(20\d\d)\s*[-/.年]\s*(\d{1,2})\s*月?")
_DAY_ONLY = re.compile(r"\d{1,2}\s*日?")
_YEAR_ONLY = re.compile(r"(20\d\d)\s*年?")
_DATE_TAIL = re.compile(
    r"\s*[\[(（【]?\s*(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?:\s+\d{1,2}:\d\d(?::\d\d)?)?\s*[\])）】]?\s*$"
)
_SIGNED_COLUMN = re.compile(r"(?:成文|印发|生成|截止|施行|实施|生效|报名|有效)\S{0,4}\s*:?\s*$")


def _row_date(texts: Sequence[str], anchor: Anchor, as_of: date) -> tuple[date | None, tuple[int, int] | None]:
    """The row's date, complete or without its year; words of the title itself never count."""
    title_letters = anchor.text
    yearless: tuple[int, int] | None = None
    before = ""
    parts: list[tuple[int, int]] = []
    days: list[int] = []
    years: list[int] = []
    for run in texts[:60]:
        if not _MAY_SPEAK_OF_TIME.search(run):
            # A title names no column: the date beside “…实施意见” is not when something took effect.
            before = "" if run in title_letters else run[-8:]
            continue
        if len(run) > 80 and run not in title_letters:
            before = run[-8:]
            continue
        plain = to_plain(run).strip()
        if _ONLY_DATE.fullmatch(plain) or (run not in title_letters and _date_shape(plain)):
            hits = find_dates(plain)
            if hits and not _SIGNED_COLUMN.search(to_plain(before) + plain[: hits[0].start]):
                return (hits[0].day if is_plausible(hits[0].day, as_of) else None), None
        if yearless is None and (month_day := read_month_day(plain)) is not None:
            yearless = month_day
        if (relative := read_relative(plain, as_of)) is not None:
            return relative, None
        if match := _YEAR_MONTH.fullmatch(plain):
            parts.append((int(match[1]), int(match[2])))
        elif _DAY_ONLY.fullmatch(plain):
            days.append(int(plain.rstrip("日 ")))
        elif match := _YEAR_ONLY.fullmatch(plain):
            years.append(int(match[1]))
        before = "" if run in title_letters else run[-8:]
    if parts and days:
        return _made(parts[0][0], parts[0][1], days[0], as_of), None
    if yearless and years:
        return _made(years[0], *yearless, as_of), None
    tail = _MAY_SPEAK_OF_TIME.search(title_letters) and _DATE_TAIL.search(to_plain(title_letters))
    if tail and (hits := find_dates(tail.group())):
        return (hits[0].day if is_plausible(hits[0].day, as_of) else None), None
    return None, yearless


def _date_shape(plain: str) -> bool:
    return "20" in plain or "19" in plain


def _made(year: int, month: int, day: int, as_of: date) -> date | None:
    try:
        made = date(year, month, day)
    except ValueError:
        return None
    return made if is_plausible(made, as_of) else None


def _without_date(title: str) -> str:
    """The title without a date glued to its end or front: <a>标题 [2012-03-05]</a>."""
    match = _DATE_TAIL.search(to_plain(title)) if _MAY_SPEAK_OF_TIME.search(title) else None
    return title[: match.start()] if match and match.start() >= 4 else title


_BULLETS = " ·•・▪■◆●>»-—\t"


# --- groups ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one list."""

    rows: tuple[Row, ...]
    dated: int

    @property
    def mean_title(self) -> float:
        return sum(len(row.title) for row in self.rows) / len(self.rows)


def group_rows(rows: Sequence[Row], as_of: date) -> list[Group]:
    """The page's lists, best first: most dated rows, then most rows of title length."""
    by_shape: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        by_shape[row.group].append(row)
    groups = [
        Group(tuple(with_years(members, as_of)), sum(r.day is not None or r.month_day is not None for r in members))
        for members in by_shape.values()
    ]
    return sorted(groups, key=lambda g: (-g.dated, -len(g.rows) if g.mean_title >= 8 else 0))


def with_years(rows: Sequence[Row], as_of: date) -> list[Row]:
    """Year-less rows get the latest year that keeps the list's order (field-notes §10.4).

    The first row may be pinned (置顶) and older than the rest; of the readings with and without that, the one with the
    newest date is taken: in doubt for the unit.
    """
    yearless = [row for row in rows if row.day is None and row.month_day is not None]
    if not yearless:
        return list(rows)
    best: list[date | None] = []
    for pinned in (0, 1) if len(rows) >= 3 else (0,):
        reading = _one_reading(rows, as_of, pinned)
        if not best or max((d for d in reading if d), default=date.min) > max((d for d in best if d), default=date.min):
            best = reading
    return [row._replace(day=day, month_day=None) for row, day in zip(rows, best, strict=True)]


def _one_reading(rows: Sequence[Row], as_of: date, pinned: int) -> list[date | None]:
    days: list[date | None] = []
    not_after = as_of
    for index, row in enumerate(rows):
        if row.day is not None:
            day: date | None = row.day
        elif row.month_day is None:
            day = None
        else:
            in_url = url_date(row.url)
            spelled = in_url is not None and (in_url.month, in_url.day) == row.month_day and in_url <= as_of
            day = in_url if spelled else with_year(*row.month_day, as_of if index < pinned else not_after)
        days.append(day)
        if day is not None and index >= pinned:
            not_after = min(not_after, day)
    return days


def to_items(rows: Sequence[Row], as_of: date) -> tuple[Item, ...]:
    """Rows as items, each address and title once, in the list's order."""
    seen: set[tuple[str, str]] = set()
    items: list[Item] = []
    for row in rows:
        if (row.url, row.title) in seen:
            continue
        seen.add((row.url, row.title))
        spelled = url_date(row.url)
        items.append(Item(row.title, row.url, row.day, spelled if spelled and is_plausible(spelled, as_of) else None, len(items)))
    return tuple(items)
