"""A day in pieces: what a short text, or several in boxes of their own, tell of year, month and
day.

18 | 六月，2024; 2024 | 06 | 18; 18 | 2024.6; below a heading 2024年6月 only 18日. Weekdays and
hours beside them make no difference.
"""

import re
from datetime import date
from typing import NamedTuple

from crawler.extract.date_labels import WEEKDAYS
from crawler.extract.dates import ALONE, MONTHS, find_dates, number_of, read_date, small_number
from crawler.extract.patterns import pattern_rows, patterns

_PATTERNS = patterns(__name__)
_BESIDE = _PATTERNS["beside"]
_CALENDAR = _PATTERNS["calendar"]
_TWO_DIGITS = _PATTERNS["two_digits"]
_FORMS = pattern_rows(__name__, "forms")
_NAME = re.compile("[A-Za-z]+")
_LONGEST = 32  # characters
_EDGES = " []()【】,，.·|-"


class Pieces(NamedTuple):
    """What is told of a day; 0 where nothing is."""

    year: int = 0
    month: int = 0
    day: int = 0

    @classmethod
    def of(cls, day: date) -> "Pieces":
        return cls(day.year, day.month, day.day)

    @property
    def is_whole(self) -> bool:
        return bool(self.year and self.month and self.day)

    def below(self, heading: "Pieces") -> "Pieces | None":
        """With what the heading above tells; None where the two contradict each other."""
        if any(own and told and own != told for own, told in zip(self, heading, strict=True)):
            return None
        return Pieces(*(own or told for own, told in zip(self, heading, strict=True)))

    def as_date(self) -> date | None:
        """The day, where it is told whole and the calendar has it."""
        try:
            return date(*self)
        except ValueError:
            return None


def is_calendar(plain: str) -> bool:
    """Nothing but what may belong to a day, names of months and of weekdays among it."""
    if len(plain) > _LONGEST or not plain:
        return False
    if _CALENDAR.fullmatch(plain):
        return True
    if not plain.isascii():
        return False
    nameless = _NAME.sub(_without_month, plain)
    return nameless != plain and _CALENDAR.fullmatch(nameless or " ") is not None


def _without_month(name: re.Match[str]) -> str:
    word = name[0].lower()
    return "" if word in MONTHS or word in WEEKDAYS else name[0]


def read_pieces(plain: str) -> Pieces | None:
    """What all of a plain text tells of a day; None where it holds anything else."""
    if ALONE.fullmatch(plain):
        return Pieces.of(day) if (day := read_date(plain)) else None
    if plain.isdecimal():
        return _of_number(int(plain), len(plain))
    if len(plain) > _LONGEST:
        return None
    words = " ".join(_BESIDE.sub(" ", plain).split()).strip(_EDGES)
    hits = find_dates(words)
    if hits:
        rest = (words[: hits[0].start] + words[hits[0].end :]).strip(_EDGES)
        return None if rest or len(hits) > 1 else Pieces.of(hits[0].day)
    for _, pattern in _FORMS:
        if (match := pattern.fullmatch(words)) and (told := _told(match.groupdict())):
            return told
    return None


def _of_number(number: int, digits: int) -> Pieces | None:
    if digits == _YEAR:
        return Pieces(year=number) if 1900 <= number < 2100 else None
    return Pieces(day=number) if digits <= _DAY and 1 <= number <= _LAST_DAY else None


_YEAR, _DAY, _LAST_DAY = 4, 2, 31


def read_two_digits(plain: str) -> tuple[int, int, int] | None:
    """Three numbers of two digits, of which the first or the last is a year: 24/06/19."""
    match = _TWO_DIGITS.search(plain)
    if match is None or _BESIDE.sub(" ", plain.replace(match[0], "")).strip(_EDGES):
        return None
    return int(match["y"]), int(match["m"]), int(match["d"])


def _told(found: dict[str, str | None]) -> Pieces | None:
    year = int(found.get("y") or 0) or number_of(found.get("yn"))
    month = int(found.get("m") or 0) or small_number(found.get("n") or "")
    month = month or MONTHS.get((found.get("e") or "").lower(), 0)
    day = int(found.get("d") or 0) or small_number(found.get("dn") or "")
    is_no_month = bool(found.get("n") or found.get("e")) and not month
    return None if is_no_month else Pieces(year, month, day)
