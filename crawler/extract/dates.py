"""Dates in text: every spelling of docs/field-notes.md §10.3, those of Europe and America with the
year at their end, and the refusals that keep numbers from becoming dates.

Pure calendar reading; what a date *is* (published, signed, deadline) is decided in `page_dates.py`.
An impossible date is refused, never repaired: 2022-02-30 is no date at all.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from crawler.extract.patterns import data_of, patterns

_PATTERNS = patterns(__name__)
_A_DAY = timedelta(days=1)
# signing dates of old documents; nothing older is published on the web as a document's own date
EARLIEST = date(1949, 10, 1)


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date and where it stood in the text (half-open span)."""

    day: date
    start: int
    end: int


def find_dates(text: str) -> list[DateFound]:
    """Every complete calendar date in `text`, in order; impossible ones are left out."""
    if alone := ALONE.fullmatch(text):
        day = _valid(int(alone[1]), int(alone[3]), int(alone[4]))
        return [DateFound(day, alone.start(1), alone.end(4))] if day is not None else []
    year_first = _MAY_HOLD_A_DATE.search(text) is not None
    year_last = _MAY_END_IN_A_YEAR.search(text) is not None
    if not year_first and not year_last:
        return []
    plain = to_plain(text)
    found = [*_year_first(plain)] if year_first else []
    if year_last:
        found += _year_last(plain)
    return sorted(found, key=lambda f: f.start)


def _year_first(plain: str) -> Iterator[DateFound]:
    for pattern in (_NUMERIC, _WRITTEN, _NUMERALS) if "年" in plain else (_NUMERIC,):
        for match in pattern.finditer(plain):
            if (day := _day_of(match)) is not None:
                yield DateFound(day, match.start(), match.end())


def _year_last(plain: str) -> Iterator[DateFound]:
    """20 May 2012, May 20, 2012, 20.05.2012, and 20/05/2012 where no month could be meant."""
    for match in _DAY_MONTH_YEAR.finditer(plain):
        month = MONTHS.get((match["name"] or match["name2"] or "").lower(), 0)
        first, second = (int(match[group] or 0) for group in ("a", "b"))
        if match["s"] == ".":
            day, month = first, second
        elif match["s"]:
            # 05/06/2012 is the fifth of June here and the sixth of May there
            is_clear = first > 12 or second > 12 or first == second
            day, month = (max(first, second), min(first, second)) if is_clear else (0, 0)
        else:
            day = int(match["d"] or match["d2"])
        if (found := _valid(int(match["y"]), month, day)) is not None:
            yield DateFound(found, match.start(), match.end())


def read_date(text: str, *, is_labelled: bool = False) -> date | None:
    """The first date of a short text such as a list row's or a meta tag's, else None.

    After a label (`is_labelled`) the compact form 20220328 is a date too; anywhere else it may be a
    telephone number.
    """
    found = find_dates(text)
    if found:
        return found[0].day
    if is_labelled and (match := _COMPACT.search(to_plain(text))):
        return _valid(int(match["y"]), int(match["m"]), int(match["d"]))
    return None


def read_month_day(text: str) -> tuple[int, int] | None:
    """(month, day) of a year-less row date that is all of `text`: [03-28], 03/28, 3月28日."""
    match = _YEARLESS.fullmatch(to_plain(text).strip())
    if match is None:
        return None
    month, day = int(match["m"] or match["m2"]), int(match["d"] or match["d2"])
    return (month, day) if _valid(2000, month, day) else None


def read_relative(text: str, as_of: date) -> date | None:
    """3小时前, 昨天, 2 days ago … by the day of the look, which is kinder where hours cross midnight.

    None for 1周前 and longer: rounded to no day.
    """
    match = _RELATIVE.fullmatch(to_plain(text).strip())
    if match is None:
        return None
    if days := match["n"] or match["n2"]:
        return as_of - timedelta(days=int(days))
    return as_of - timedelta(days=_RELATIVE_DAYS.get((match["word"] or "").lower(), 0))


def with_year(month: int, day: int, not_after: date) -> date | None:
    """The latest such day not after `not_after` (docs/field-notes.md §10.4, year-less rows)."""
    # eight years always hold a 29 February
    for year in range(not_after.year, not_after.year - 9, -1):
        candidate = _valid(year, month, day)
        if candidate is not None and candidate <= not_after:
            return candidate
    return None


def is_plausible(day: date, as_of: date) -> bool:
    """Not in the future (a day's grace for time zones), nor before anything was published."""
    return EARLIEST <= day <= as_of + _A_DAY


def url_date(url: str) -> date | None:
    """The day spelled in an address, else None: t20220328_, /2022/3/28/, /202203/t20220328."""
    # all patterns begin so, and few addresses do
    if not ("/20" in url or "t20" in url or "/199" in url or "t199" in url):
        return None
    for pattern in _URL_PATTERNS:
        for match in pattern.finditer(url):
            day = _valid(int(match["y"]), int(match["m"]), int(match["d"]))
            if day is not None and day.year >= 1995:
                return day
    return None


def _plain_one(odd: re.Match[str]) -> str:
    return PLAIN_OF[odd[0]]


def to_plain(text: str) -> str:
    """Full-width digits, dashes, colons and the many zeros made plain; same length as `text`."""
    return _ODD.sub(_plain_one, text)


_PLAIN = str.maketrans(
    "０１２３４５６７８９－—–―‐‑−／．：∶﹕～〔〕【】［］（）○Ｏ〇零\u3000\xa0\u2002\u2003",
    "0123456789-------/.:::~[][][]()〇〇〇〇    ",
)
PLAIN_OF: dict[str, str] = {chr(odd): chr(plain) for odd, plain in _PLAIN.items()}
_ODD = re.compile(r"[０-９－—–―‐‑−／．：∶﹕～〔〕【】［］（）○Ｏ〇零\u3000\xa0\u2002\u2003]")
_MAY_HOLD_A_DATE = re.compile(
    r"[12１２][09０９]\d\d\s*[-—–―‐‑−－/／.．年]|[\d０-９一二三四五六七八九〇○零OＯ]\s*年"
)

# Looked for first: a year behind what may end a month or a day.
_MAY_END_IN_A_YEAR = re.compile(r"[12][09]\d\d(?!\d|[-/年]|\.\d)(?<=[\w .,/-]\d{4})")
MONTHS: dict[str, int] = {
    name: int(month)
    for month, names in data_of(__name__)["months"].items()
    for name in names.split()
}
_DAY_MONTH_YEAR = _PATTERNS["day_month_year"]

# What most lists show and nothing else, 2012-03-05 or [2012/3/5]: read at once, with what the
# patterns below make of it.
ALONE = re.compile(r"[\[(]?((?:19|20)\d\d)([-/.])(\d\d?)\2(\d\d?)[\])]?", re.ASCII)

# Not in the midst of a longer number, version, address or code: 1.2012.3.5, SD2012-03-05,
# 2012-03-05-001.
_NUMERIC = re.compile(
    r"(?<![A-Za-z0-9_.\-])(?P<y>(?:19|20)\d\d)\s{0,2}(?P<s>[-/.])\s{0,2}(?P<m>\d{1,2})\s{0,2}(?P=s)\s{0,2}(?P<d>\d{1,2})(?!\d|[-/.]\d)"
    r"(?P<z>T(?P<h>\d\d):\d\d(?::\d\d(?:\.\d+)?)?(?:Z|\+00:?00))?"
)
_WRITTEN = re.compile(
    r"(?<!\d)(?<!民国)(?P<y>(?:19|20)\d\d|\d\d)\s{0,4}年\s{0,4}(?P<m>\d{1,2})\s{0,4}月\s{0,4}(?P<d>\d{1,2})(?!\d)\s{0,4}[日号]?"
)
_NUMERALS = re.compile(
    r"(?P<y>[一二三四五六七八九〇O0壹贰]{4})\s{0,2}年\s{0,2}(?P<m>[一二三四五六七八九十〇元正]{1,3}|\d{1,2})\s{0,2}月\s{0,2}(?P<d>[一二三四五六七八九十廿卅]{1,4}|\d{1,2})\s{0,2}[日号]"
)
_COMPACT = re.compile(r"(?<!\d)(?P<y>20\d\d|199\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)")
_YEARLESS = re.compile(
    r"[\[(]?\s*(?:(?P<m>\d{1,2})\s?[-/.]\s?(?P<d>\d{1,2})|(?P<m2>\d{1,2})\s?月\s?(?P<d2>\d{1,2})\s?[日号]?)(?:\s+\d{1,2}:\d\d)?\s*[\])]?"
)
_RELATIVE = _PATTERNS["relative"]
_RELATIVE_DAYS: dict[str, int] = data_of(__name__)["relative_days"]

_URL_PATTERNS = (
    re.compile(r"[/_]t(?P<y>20\d\d|199\d)(?P<m>\d\d)(?P<d>\d\d)_\d"),
    re.compile(r"/(?P<y>20\d\d|199\d)(?P<s>[-/_])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?=[/_.]|$)"),
    re.compile(r"/(?P<y>20\d\d|199\d)-?(?P<m>\d\d)[/-](?P<d>\d\d)(?=[/_.]|$)"),
    re.compile(r"/(?P<y>20\d\d|199\d)/(?P<m>\d\d)(?P<d>\d\d)(?=[/_.]|$)"),
    re.compile(r"/(?P<y>20\d\d|199\d)(?P<m>\d\d)(?P<d>\d\d)(?=[/_]|$)"),
)

_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {
    "O": "0",
    "0": "0",
    "壹": "1",
    "贰": "2",
    "元": "1",
    "正": "1",
}


def _day_of(match: re.Match[str]) -> date | None:
    year, month, day = match["y"], match["m"], match["d"]
    if not year.isdecimal():
        year = str(number_of(year))
    # 12年3月5日: with 年 written out the century is no riddle, without it (12-03-05) it is
    if len(year) == 2:
        year = "20" + year
    found = _valid(int(year), small_number(month), small_number(day))
    if found is not None and match.re is _NUMERIC and match["z"] and int(match["h"]) >= 16:
        return found + timedelta(days=1)  # written in UTC, read in Beijing
    return found


def number_of(numerals: str | None) -> int:
    """The number whose digits are written out: 二〇二四; 0 where they are none."""
    digits = "".join(_DIGITS.get(c, "x") for c in numerals or "")
    return int(digits) if digits.isdecimal() else 0


def small_number(numeral: str) -> int:
    """1–31 in digits or Chinese numerals (十二, 二十三, 廿八, 卅, 一〇); 0 where it is neither."""
    if numeral.isdecimal():
        return int(numeral)
    numeral = numeral.replace("廿", "二十").replace("卅", "三十").replace("十十", "十")
    if "十" not in numeral:
        return number_of(numeral)
    tens, _, ones = numeral.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return 10 * int(_DIGITS.get(tens, "1") if tens else "1") + int(
        _DIGITS.get(ones, "0") if ones else "0"
    )


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if found >= EARLIEST else None
