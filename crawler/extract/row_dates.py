"""The date of a list's row: alone or behind a label, whole or in pieces, with its year or not."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from crawler.extract.dates import find_dates, is_plausible, read_month_day, read_relative, to_plain
from crawler.extract.flat import FlatPage
from crawler.extract.patterns import patterns
from crawler.extract.publication import PUBLISHED_COLUMN

_PATTERNS = patterns(__name__)
ONLY_DATE = _PATTERNS["only_date"]
MAY_SPEAK_OF_TIME = _PATTERNS["may_speak_of_time"]
_YEAR_MONTH = _PATTERNS["year_month"]
_DAY_ONLY = _PATTERNS["day_only"]
_YEAR_ONLY = _PATTERNS["year_only"]
_DATE_TAIL = _PATTERNS["date_tail"]
_CLOCK = _PATTERNS["clock"]
_DATE_HEAD = _PATTERNS["date_head"]
_BESIDE = _PATTERNS["beside"]
_SIGNED_COLUMN = _PATTERNS["signed_column"]


def row_date(
    texts: Sequence[str], title_letters: str, as_of: date, column: tuple[int, int] | None = None
) -> tuple[date | None, tuple[int, int] | None]:
    """The row's date, complete or without its year; words of the title itself never count.

    `column`: of so many dates in a row the one that the table's head calls the date of publication.
    A date that stands by itself or behind a label goes before one that stands among the words of an
    abstract.
    """
    yearless: tuple[int, int] | None = None
    among_words: list[date] = []
    alone: list[date] = []
    parts: list[tuple[int, int]] = []
    days: list[int] = []
    years: list[int] = []
    for before, run in pairwise(("", *texts[:60])):
        if not MAY_SPEAK_OF_TIME.search(run) or (len(run) > 80 and run not in title_letters):
            continue
        plain = to_plain(run).strip()
        is_only_date = ONLY_DATE.fullmatch(plain) is not None
        if is_only_date or (run not in title_letters and _date_shape(plain)):
            hits = find_dates(plain)
            # A title names no column: the date beside “…实施意见” is not when something took
            # effect.
            before_it = (
                to_plain("" if before in title_letters else before[-8:]) + plain[: hits[0].start]
                if hits
                else ""
            )
            if (
                hits
                and not _CLOCK.search(before_it)
                and (column or not _SIGNED_COLUMN.search(before_it))
            ):
                (among_words if _is_prose(plain) else alone).append(hits[0].day)
        if is_only_date:
            continue  # nothing else stands in it
        beside = None if run in title_letters else _BESIDE.fullmatch(plain)
        alone_or_beside = beside["when"] if beside else plain
        if yearless is None and (month_day := read_month_day(alone_or_beside)) is not None:
            yearless = month_day
        if (relative := read_relative(alone_or_beside, as_of)) is not None:
            return relative, None
        if match := _YEAR_MONTH.fullmatch(plain):
            parts.append((int(match[1]), int(match[2])))
        elif _DAY_ONLY.fullmatch(plain):
            days.append(int(plain.rstrip("日 ")))
        elif match := _YEAR_ONLY.fullmatch(plain):
            years.append(int(match[1]))
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
    glued = (
        (_DATE_HEAD.match(plain) or _DATE_TAIL.search(plain))
        if MAY_SPEAK_OF_TIME.search(title_letters)
        else None
    )
    if glued and (hits := find_dates(glued.group())):
        return (hits[0].day if is_plausible(hits[0].day, as_of) else None), None
    return None, yearless


def is_ahead_of(texts: Sequence[str], title_letters: str, as_of: date) -> bool:
    """A date that stands by itself in the row is yet to come: a meeting's or a deadline's."""
    alone = (to_plain(run).strip() for run in texts[:60] if run not in title_letters)
    return any(
        hit.day > as_of and not is_plausible(hit.day, as_of)
        for plain in alone
        if ONLY_DATE.fullmatch(plain)
        for hit in find_dates(plain)
    )


def _date_shape(plain: str) -> bool:
    return "20" in plain or "19" in plain or "年" in plain


def _is_prose(plain: str) -> bool:
    return len(plain) > 40 or "，" in plain or "。" in plain


_ANY_DATE_COLUMN = _PATTERNS["any_date_column"]


def date_column(page: FlatPage, table: int) -> tuple[int, int] | None:
    """(which of the date columns is the publication's, how many there are), by the head of the
    table; None where it names no two.
    """
    head = next((e for e in range(table + 1, page.ends[table]) if page.tags[e].name == "tr"), -1)
    if head < 0:
        return None
    words = [block.text for block in page.blocks[slice(*page.blocks_in(head))]]
    dates = [word for word in words if len(word) <= 12 and _ANY_DATE_COLUMN.search(word)]
    published = [place for place, word in enumerate(dates) if PUBLISHED_COLUMN.search(word)]
    return (published[0], len(dates)) if len(dates) >= 2 and published else None


def in_pieces(texts: Sequence[str], as_of: date) -> date | None:
    """A day whose month stands apart from it, in boxes of their own: 17 | 2019-05."""
    month = next(filter(None, (_YEAR_MONTH.fullmatch(text) for text in texts)), None)
    day = next((text for text in texts if _DAY_ONLY.fullmatch(text)), None)
    if month is None or day is None:
        return None
    return _made(int(month[1]), int(month[2]), int(day.rstrip("日 ")), as_of)


def _made(year: int, month: int, day: int, as_of: date) -> date | None:
    try:
        made = date(year, month, day)
    except ValueError:
        return None
    return made if is_plausible(made, as_of) else None


def without_date(title: str) -> str:
    """The title without a date glued to its end or front: <a>标题 [2012-03-05]</a>."""
    if not MAY_SPEAK_OF_TIME.search(title):
        return title
    head = _DATE_HEAD.match(to_plain(title))
    if head and len(title) - head.end() >= 4:
        title = title[head.end() :]
    match = _DATE_TAIL.search(to_plain(title))
    return title[: match.start()] if match and match.start() >= 4 else title
