"""Rows of a list: for every link the element that stands for one entry, its words and its date.

A row is the nearest li, tr, dd … around the link, else the largest element around it that leads to one address only.
Rows belong together when the elements around them are of the same shape (tags and class names without numbers), so that
lists cut into groups of five, or with a table around every line, still are one list.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import compress, count
from operator import attrgetter
from typing import NamedTuple

from crawler.extract.dates import find_dates, is_plausible, read_month_day, read_relative, to_plain, url_date, with_year
from crawler.extract.flat import Anchor, FlatPage
from crawler.extract.links import full_words, target_of
from store.records import Item

_ROW_TAGS = frozenset({"li", "tr", "dd", "dt", "dl"})
_LIST_TAGS = frozenset({"body", "ul", "ol", "table", "tbody"})
_run_of = attrgetter("run")
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
    within: int = -1  # the element that holds the entries


def read_rows(page: FlatPage, base: str, as_of: date) -> list[Row]:
    """Every link of the page outside header and footer as a row, dated or not; images and words of one entry are one row."""
    anchors = page.anchors[:MAX_ROWS]
    titles = [_title_in(anchor, page) or full_words(anchor) for anchor in anchors]
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
        start, end = places.texts_of(element, index)
        if _leads_to_a_neighbour(page.runs[max(0, anchor.run - 1) : anchor.run + 1]):
            continue
        day = month_day = None
        if not speaking.isdisjoint(range(start, end)):
            day, month_day = _row_date(page.runs[start:end], anchor.text, as_of, places.column_of_dates(element))
            title = _without_date(title)
        group = hash((page.signature(page.parents[element]), page.tags[element].name))
        within = page.parents[element]
        rows[element].append(Row(title.strip(_BULLETS) or title, target, anchor.area, group, day, month_day, index, (start, end), within))
    met = Counter(url for members in rows.values() for url in {row.url for row in members})
    entries = (row for members in rows.values() for row in _each_with_its_date(_entries_of(members, met), page, as_of))
    return sorted(entries, key=attrgetter("order"))


class _Places:
    """Which element of a page stands for the entry around a link."""

    def __init__(self, page: FlatPage, targets: Sequence[str]) -> None:
        self._page, self._targets = page, targets
        self._counted: dict[int, int] = {}
        self._columns: dict[int, tuple[int, int] | None] = {}

    def row_of(self, anchor: int) -> int:
        tags, parents = self._page.tags, self._page.parents
        element = best = self._page.anchor_nodes[anchor]
        for _ in range(_CLIMB):
            tag, parent = tags[element].name, parents[element]
            links = self._links_in(element)
            if tag in ("dt", "dd", "li") and parent >= 0 and self._links_in(parent) == 1 and (tag != "li" or self._is_a_line(parent)):
                return parent  # one <dl> or <ul> an entry, its date in the <dd> or the next <li>
            if links <= _MAX_ROW_LINKS and tag in _ROW_TAGS:
                return element
            if links > 1 or parent < 0 or tag in _LIST_TAGS:
                return element if 1 < links <= 3 and tag in _ENTRY_TAGS and self._has_one_date(element) else best
            best, element = element, parent
        return best

    def texts_of(self, element: int, anchor: int) -> tuple[int, int]:
        """The span of the entry's texts: for a <dt> with its date in the <dd> beside it, up to the next link; for a link that
        no element is wrapped around, the line it stands in."""
        page = self._page
        start, end, parent = page.run_starts[element], page.run_ends[element], page.parents[element]
        if element == page.anchor_nodes[anchor]:
            line = bisect_right(page.blocks, start, key=_run_of) - 1
            line_end = page.blocks[line + 1].run if 0 <= line < len(page.blocks) - 1 else end
            if line >= 0 and line_end - page.blocks[line].run <= _SPAN and self._is_alone(anchor, page.blocks[line].run, line_end):
                return page.blocks[line].run, max(end, line_end)
        if parent < 0 or page.tags[element].name != "dt":
            return start, end
        last = page.run_ends[parent]
        following = next((page.anchors[i].run for i in range(anchor + 1, len(self._targets)) if self._targets[i]), last)
        return start, max(end, min(following, last))

    def column_of_dates(self, element: int) -> tuple[int, int] | None:
        """Which cell of the table's rows bears the date of publication, where the table's head names several dates."""
        if self._page.tags[element].name != "tr":
            return None
        table = next((e for e in self._page.ancestors(element) if self._page.tags[e].name == "table"), -1)
        if table not in self._columns:
            self._columns[table] = _date_column(self._page, table) if table >= 0 else None
        return self._columns[table]

    def _is_alone(self, anchor: int, start: int, end: int) -> bool:
        """No other entry's link in the line."""
        near = range(max(0, anchor - 3), min(len(self._targets), anchor + 4))
        return not any(
            i != anchor and self._targets[i] not in ("", self._targets[anchor]) and start <= self._page.anchors[i].run < end for i in near
        )

    def _is_a_line(self, element: int) -> bool:
        """A <ul> that is one line of a list: its one link and its one date in <li>s of their own, more such lines around it."""
        page = self._page
        cells = sum(1 for i in range(element + 1, page.ends[element]) if page.parents[i] == element)
        around = page.parents[element]
        return 2 <= cells <= 8 and around >= 0 and self._links_in(around) > 1 and self._has_one_date(element)

    def _links_in(self, element: int) -> int:
        """How many addresses the element leads to. A span of more links than any entry holds is a list of them."""
        known = self._counted.get(element)
        if known is None:
            start, end = self._page.anchors_in(element)
            inside = self._targets[start : min(end, start + _SPAN)]
            known = self._counted[element] = bool(inside[0]) if len(inside) == 1 else len({t for t in inside if t})
        return known

    def _has_one_date(self, element: int) -> bool:
        page = self._page
        return len(find_dates(" ".join(page.runs[page.run_starts[element] : page.run_ends[element]])[:600])) == 1


def _title_in(anchor: Anchor, page: FlatPage) -> str:
    """The title inside a link that is a whole card: its heading, else its first line that is no date. "" for a plain link."""
    if len(anchor.text) < _CARD or page.run_ends[anchor.node] - page.run_starts[anchor.node] < 2:
        return ""
    lines = page.blocks[slice(*page.blocks_in(anchor.node))]
    if len(lines) < 2:
        return ""
    heading = next((line.text for line in lines if line.heading), "")
    return heading or next((line.text for line in lines if len(line.text) >= 4 and not find_dates(line.text[:20])), "")


_CARD = 12  # characters; a shorter link holds no date beside its title


def _entries_of(rows: Sequence[Row], met: Mapping[str, int]) -> list[Row]:
    """A line may hold a [channel] link before the title, or a picture and the words of one entry: the longest title speaks for it.

    Only where several links of one line are all as long as titles is each an entry of its own (lists in columns). What other
    lines lead to as well, as `met` counts, is the unit or the channel of the entry.
    """
    rows = [row for row in rows if met[row.url] == 1] or [*rows]
    if len(rows) == 1:
        return [*rows]
    by_target: dict[str, Row] = {}
    for row in rows:
        known = by_target.get(row.url)
        if known is None or len(row.title) > len(known.title):
            by_target[row.url] = row
    longest = max(len(row.title) for row in by_target.values())
    return [row for row in by_target.values() if len(row.title) >= max(5, longest / 2) or len(row.title) == longest]


def _each_with_its_date(rows: list[Row], page: FlatPage, as_of: date) -> list[Row]:
    """Several entries in one line (lists in columns): each has the texts up to the next one's link, or from the one before."""
    if len(rows) < 2:
        return rows
    starts = [page.anchors[row.order].run for row in rows]
    first, last = rows[0].runs
    behind = _dated_between(rows, [*zip(starts, [*starts[1:], last], strict=True)], page, as_of)
    before = _dated_between(
        rows, [*zip([first, *(start + 1 for start in starts[:-1])], [start + 1 for start in starts], strict=True)], page, as_of
    )
    best = max(behind, before, key=lambda reading: sum(row.day is not None or row.month_day is not None for row in reading))
    return best if any(row.day or row.month_day for row in best) else rows


def _dated_between(rows: list[Row], spans: list[tuple[int, int]], page: FlatPage, as_of: date) -> list[Row]:
    found = []
    for row, (start, end) in zip(rows, spans, strict=True):
        day, month_day = _row_date(page.runs[start:end], page.anchors[row.order].text, as_of)
        found.append(row._replace(day=day, month_day=month_day))
    return found


_MORE = re.compile(
    r"(?:[\[【<(（]?\s*(?:更多|more|查看更多|详细|详情|查看|查看详情|阅读全文|点击查看|进入|下载|首\s*页|[上下前后]一?页|尾\s*页|末\s*页|>+|»+|\.+)\s*[\]】>)）+»>…·.]*)+",
    re.IGNORECASE,
)


_TO_A_NEIGHBOUR = re.compile(r"[\[【\s]*[上下前后]\s*一\s*(?:篇|条|则|个)\s*[\]】]?\s*(?:[:：]|$)")


def _leads_to_a_neighbour(texts: Sequence[str]) -> bool:
    return any(text[:1] in "[【上下前后" and _TO_A_NEIGHBOUR.match(text) for text in texts)


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
    r"\s*(?:(?:发布|发文|更新)?(?:时间|日期)\s*:\s*)?[\[(（【]?\s*(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?:\s+\d{1,2}:\d\d(?::\d\d)?)?\s*[\])）】]?\s*$"
)
_CLOCK = re.compile(r"今天是|今日是|现在是|(?:当前|现在|北京|系统)时间|农历|(?:打印|生成)(?:时间|日期)")
# Only as a system writes it: 2012年3月5日全县天气通报 is a title that begins with a date.
_DATE_HEAD = re.compile(
    r"\s*(?:\[\s*(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}\s*\]\s*|\(\s*(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}\s*\)\s*|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}\s*[\s:|]\s*)"
)
_SIGNED_COLUMN = re.compile(r"(?:成文|印发|生成|截止|施行|实施|生效|报名|有效)\S{0,4}\s*:?\s*$")


def _row_date(
    texts: Sequence[str], title_letters: str, as_of: date, column: tuple[int, int] | None = None
) -> tuple[date | None, tuple[int, int] | None]:
    """The row's date, complete or without its year; words of the title itself never count.

    `column`: of so many dates in a row the one that the table's head calls the date of publication. A date that stands by
    itself or behind a label goes before one that stands among the words of an abstract.
    """
    yearless: tuple[int, int] | None = None
    among_words: list[date] = []
    alone: list[date] = []
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
        is_only_date = _ONLY_DATE.fullmatch(plain) is not None
        if is_only_date or (run not in title_letters and _date_shape(plain)):
            hits = find_dates(plain)
            before_it = to_plain(before) + plain[: hits[0].start] if hits else ""
            if hits and not _CLOCK.search(before_it) and (column or not _SIGNED_COLUMN.search(before_it)):
                (among_words if _is_prose(plain) else alone).append(hits[0].day)
        if is_only_date:
            before = "" if run in title_letters else run[-8:]
            continue  # nothing else stands in it
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
    if alone and not (column and len(alone) != column[1]):
        day = alone[column[0]] if column else alone[0]
        return (day if is_plausible(day, as_of) else None), None
    if alone or (among_words and yearless is None):
        day = (alone or among_words)[0]
        return (day if is_plausible(day, as_of) else None), None
    if parts and days:
        return _made(parts[0][0], parts[0][1], days[0], as_of), None
    if yearless and years:
        return _made(years[0], *yearless, as_of), None
    plain = to_plain(title_letters)
    glued = (_DATE_HEAD.match(plain) or _DATE_TAIL.search(plain)) if _MAY_SPEAK_OF_TIME.search(title_letters) else None
    if glued and (hits := find_dates(glued.group())):
        return (hits[0].day if is_plausible(hits[0].day, as_of) else None), None
    return None, yearless


def _date_shape(plain: str) -> bool:
    return "20" in plain or "19" in plain or "年" in plain


def _is_prose(plain: str) -> bool:
    return len(plain) > 40 or "，" in plain or "。" in plain


_PUBLISHED_COLUMN = re.compile(r"(?:发布|公开|公布|上网|上传|更新|登载|信息)\s*(?:日期|时间)|^\s*(?:日\s*期|时\s*间)\s*$")
_ANY_DATE_COLUMN = re.compile(r"日\s*期|时\s*间|年\s*月\s*日")


def _date_column(page: FlatPage, table: int) -> tuple[int, int] | None:
    """(which of the date columns is the publication's, how many there are), by the head of the table; None where it names no two."""
    head = next((e for e in range(table + 1, page.ends[table]) if page.tags[e].name == "tr"), -1)
    if head < 0:
        return None
    words = [block.text for block in page.blocks[slice(*page.blocks_in(head))]]
    dates = [word for word in words if len(word) <= 12 and _ANY_DATE_COLUMN.search(word)]
    published = [place for place, word in enumerate(dates) if _PUBLISHED_COLUMN.search(word)]
    return (published[0], len(dates)) if len(dates) >= 2 and published else None


def _made(year: int, month: int, day: int, as_of: date) -> date | None:
    try:
        made = date(year, month, day)
    except ValueError:
        return None
    return made if is_plausible(made, as_of) else None


def _without_date(title: str) -> str:
    """The title without a date glued to its end or front: <a>标题 [2012-03-05]</a>."""
    if not _MAY_SPEAK_OF_TIME.search(title):
        return title
    head = _DATE_HEAD.match(to_plain(title))
    if head and len(title) - head.end() >= 4:
        title = title[head.end() :]
    match = _DATE_TAIL.search(to_plain(title))
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
    newest date is taken: in doubt for the unit. A home page shows several lists of one shape, each of which begins anew.
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
    sizes = Counter(row.within for row in rows)
    for index, row in enumerate(rows):
        if index and row.month_day and sizes[row.within] > 1 and _begins_another_list(row, rows[index - 1], days[-1], not_after):
            not_after = as_of
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


_FAR = timedelta(days=120)


def _begins_another_list(row: Row, before: Row, day_before: date | None, not_after: date) -> bool:
    """In another element, and either words stand between (a heading, 更多), or the next date would be months away: a list cut
    into groups of five goes on where it was."""
    if row.within == before.within or row.month_day is None:
        return False
    if row.runs[0] > before.runs[1]:
        return True
    following = with_year(*row.month_day, not_after)
    return day_before is not None and following is not None and day_before - following > _FAR


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
