"""The day of a list's row: alone or behind a label, whole or in pieces, with its year or not.

Where a row tells several days, their labels or the heads of their columns decide; where these do
not, none is the row's.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from crawler.extract.date_labels import Label, label_of
from crawler.extract.date_pieces import Pieces, is_calendar, read_pieces, read_two_digits
from crawler.extract.dates import (
    ALONE,
    DateFound,
    find_dates,
    is_plausible,
    read_date,
    read_relative,
    to_plain,
)
from crawler.extract.patterns import patterns
from store.records import DateRole

_PATTERNS = patterns(__name__)
MAY_SPEAK_OF_TIME = _PATTERNS["may_speak_of_time"]
_DATE_TAIL = _PATTERNS["date_tail"]
_DATE_HEAD = _PATTERNS["date_head"]
_CLOCK = _PATTERNS["clock"]
_BESIDE = _PATTERNS["beside"]
_A_LABEL = _PATTERNS["a_label"]
_TO = _PATTERNS["to"]
_ROUNDED = _PATTERNS["rounded"]
_MAY_BE_AN_AGE = _PATTERNS["may_be_an_age"]
_VERB_BEHIND = _PATTERNS["verb_behind"]
_APART = _PATTERNS["apart"]
_MOST_TEXTS = 60
_LONGEST = 80  # characters; what is longer tells more than a day


class RowDay(NamedTuple):
    """What a row tells of its day: `told` where something is missing, `short` where its year has
    two digits, `is_ahead` where it is yet to come, and so none of publication.
    """

    day: date | None = None
    told: Pieces | None = None
    short: tuple[int, int, int] | None = None
    is_ahead: bool = False
    rounded: int = 0  # days ago, where it is told in weeks, months or years
    is_number: bool = False  # all that is told is a number, as a day or anything else

    @property
    def is_dated(self) -> bool:
        """More than a number is told, which may count or name anything."""
        return bool(
            self.day
            or self.short
            or self.is_ahead
            or self.rounded
            or (self.told and self.told.month)
        )


NO_DAY = RowDay()


class _Told(NamedTuple):
    pieces: Pieces
    label: Label | None
    is_labelled: bool = False  # by words for a day, known ones or not
    is_number: bool = False


def row_day(
    texts: Sequence[str],
    title: str,
    as_of: date,
    cells: Sequence[int] = (),
    heads: Sequence[str] = (),
) -> RowDay:
    """The day of a row with these texts; words of the title itself never count.

    `cells`: where among the texts those of its cells begin, beyond which no day goes on; `heads`:
    what stands above each cell, where a head was found.
    """
    if not heads and (alone := _day_alone(texts[:_MOST_TEXTS], title)):
        return _checked(alone, as_of)
    told: list[_Told] = []
    for before, begin, words in _told_by(texts[:_MOST_TEXTS], title, cells):
        plain = " ".join(words)
        if (relative := _relative(plain, as_of)) is not None:
            return relative
        if short := read_two_digits(plain):
            return RowDay(short=short)
        head = heads[bisect_right(cells, begin) - 1] if heads and begin >= cells[0] else ""
        told += _days_in(plain, words, before, head)
    days = _the_one([day for day in told if day.pieces.is_whole])
    if days is not None:
        return _checked(days.as_date(), as_of)
    if (glued := _glued_to(title)) is not None:
        return _checked(glued, as_of)
    if any(day.pieces.is_whole for day in told):
        return NO_DAY  # none of several, or a deadline
    return _without_all(told, as_of)


def is_any_within(places: Sequence[int], begin: int, end: int) -> bool:
    """One of `places`, which are in order, lies in the span: of texts that may speak of time, say."""
    at = bisect_left(places, begin)
    return at < len(places) and places[at] < end


def _day_alone(texts: Sequence[str], title: str) -> date | None:
    """Of a row that shows one day without a label, and nothing else that may speak of time."""
    beside = [text for text in texts if text != title]
    speaking = [text for text in beside if MAY_SPEAK_OF_TIME.search(text)]
    if len(speaking) != 1 or not ALONE.fullmatch(speaking[0]):
        return None
    return None if any(map(_A_LABEL.search, map(to_plain, beside))) else read_date(speaking[0])


def _without_all(told: Sequence[_Told], as_of: date) -> RowDay:
    """A day without its year, with that of another box; else a day alone, for a heading to tell
    the rest.
    """
    month_day = _the_one([day for day in told if day.pieces.month and day.pieces.day])
    years = {day.pieces for day in told if day.pieces.year and not day.pieces.month}
    if month_day and len(years) == 1:
        whole = month_day.below(years.pop())
        return _checked(whole.as_date() if whole else None, as_of)
    if month_day:
        return RowDay(told=month_day)
    alone = [day for day in told if day.pieces.day and not day.pieces.month]
    days = {day.pieces for day in alone if not day.is_number} or {day.pieces for day in alone}
    is_number = all(day.is_number for day in alone)
    return RowDay(told=days.pop(), is_number=is_number) if len(days) == 1 else NO_DAY


def _told_by(
    texts: Sequence[str], title: str, cells: Sequence[int]
) -> Iterator[tuple[str, int, list[str]]]:
    """The texts that may tell a day, those that may be pieces of one together: what stands right
    before them, where they begin, and they themselves, plain.
    """
    pieces: list[str] = []
    begin, before = 0, ""
    for index, text in enumerate(texts):
        if text == title and not pieces:
            before = ""
            continue
        speaks = MAY_SPEAK_OF_TIME.search(text) is not None and len(text) <= _LONGEST
        plain = to_plain(text).strip() if speaks or len(text) <= _MARK else ""
        is_piece = bool(plain) and text != title and is_calendar(plain)
        if pieces and (not is_piece or index in cells):
            yield before, begin, pieces
            pieces, before = [], ""
        if is_piece:
            begin = begin if pieces else index
            pieces.append(plain)
            continue
        is_own = text not in title
        if speaks and is_own:
            yield before, index, [plain]
        before = to_plain(text[-_LABEL:]) if is_own else ""
    if pieces:
        yield before, begin, pieces


_MARK = 9  # characters: 年, 月, / between pieces, September
_LABEL = 16


def _days_in(plain: str, words: Sequence[str], before: str, head: str) -> Iterator[_Told]:
    if is_calendar(plain) or len(words) > 1:
        parts = [plain] if len(words) == 1 or read_pieces(plain) else words
        for part in parts:
            if (pieces := read_pieces(part)) is not None:
                label = _labelled(pieces, before if _A_LABEL.search(before) else "", head)
                yield label._replace(is_number=part.isdecimal())
            before = ""
        return
    hits = find_dates(plain)
    for hit in hits:
        prefix = plain[: hit.start]
        label = _labelled(
            Pieces.of(hit.day),
            f"{before} {prefix}" if prefix.strip() or _A_LABEL.search(before) else "",
            head,
        )
        if label.label is None and (verb := _VERB_BEHIND.fullmatch(plain, hit.end)):
            label = _labelled(Pieces.of(hit.day), f"{verb[1]}:", "")
        if not _CLOCK.search(prefix) and _is_told(hit, plain, label, len(hits)):
            yield label
    if not hits and (beside := _BESIDE.fullmatch(plain)) and (told := read_pieces(beside["when"])):
        yield _Told(told, None)


def _labelled(pieces: Pieces, before: str, head: str) -> _Told:
    """With the label that stands right before, else with that of its column."""
    for words in filter(str.strip, (before, head)):
        label = label_of(words)
        if label is not None or _A_LABEL.search(words):
            return _Told(pieces, label, is_labelled=True)
    return _Told(pieces, None)


def _is_told(hit: DateFound, plain: str, told: _Told, hits: int) -> bool:
    """By its label, or beside other words and no part of them: no sentence, no end of a span."""
    behind = plain[hit.end :]
    if _TO.match(behind) or _TO.match(plain[: hit.start][::-1]):
        return False
    if told.label is not None:
        return True
    if hits > 1 or "。" in plain:
        return False
    if _APART.match(behind) and _APART.match(plain[: hit.start][::-1]) and "，" not in plain:
        return True
    # as a system writes it, whatever it stands beside
    return "年" not in plain[hit.start : hit.end] and len(plain) <= _PROSE


_PROSE = 40


def _the_one(told: Sequence[_Told]) -> Pieces | None:
    """What is called the publication's; else what has no label; else the only thing told."""
    published = [day for day in told if day.label and day.label.role is DateRole.LABELLED]
    first = min((day.label.rank for day in published if day.label), default=0)
    unlabelled = [day for day in told if not day.label and not day.is_labelled]
    others = [day for day in told if day.is_labelled and _may_be_the_entrys(day.label)]
    for among in (
        [day for day in published if day.label and day.label.rank == first],
        unlabelled,
        others,
    ):
        if among:
            days = {day.pieces for day in among}
            return days.pop() if len(days) == 1 else None
    return None


def _may_be_the_entrys(label: Label | None) -> bool:
    return label is None or label.role is DateRole.UPDATED


def _relative(plain: str, as_of: date) -> RowDay | None:
    if not _MAY_BE_AN_AGE.search(plain):
        return None
    if (beside := _BESIDE.fullmatch(plain)) is not None:
        plain = beside["when"]
    if (day := read_relative(plain, as_of)) is not None:
        return RowDay(day)
    if (rounded := _ROUNDED.fullmatch(plain)) is not None:
        days = int(rounded["n"]) * _DAYS_OF[rounded["unit"]]
        return RowDay(rounded=days)
    return None


_DAYS_OF = {"周": 7, "星期": 7, "月": 30, "年": 365}


def _checked(day: date | None, as_of: date) -> RowDay:
    if day is None or is_plausible(day, as_of):
        return RowDay(day)
    return RowDay(is_ahead=day > as_of)


def _glued_to(title: str) -> date | None:
    if not MAY_SPEAK_OF_TIME.search(title):
        return None
    plain = to_plain(title)
    glued = _DATE_HEAD.match(plain) or _DATE_TAIL.search(plain)
    hits = find_dates(glued.group()) if glued else []
    return hits[0].day if hits else None


def without_date(title: str) -> str:
    """The title without a date glued to its end or front: <a>标题 [2012-03-05]</a>."""
    if not MAY_SPEAK_OF_TIME.search(title):
        return title
    head = _DATE_HEAD.match(to_plain(title))
    if head and len(title) - head.end() >= 4:
        title = title[head.end() :]
    match = _DATE_TAIL.search(to_plain(title))
    return title[: match.start()] if match and match.start() >= 4 else title
