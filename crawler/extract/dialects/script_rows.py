"""Rows kept in a script of the page, {t: "…", u: "/a/1.html", d: "2026-01-05"}, which the browser
lays out: whoever opens the page sees a list.

Known by what the strings inside one bracket are, whatever their names: an address, a title in
Chinese, most often a day. A menu kept the same way has short names and no days.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import escape, unescape
from itertools import islice
from statistics import median

from crawler.extract.dates import read_date
from crawler.extract.dialects import generic
from crawler.extract.dialects.reading import ListPage, ListReading
from crawler.extract.flat import flatten
from crawler.extract.patterns import patterns
from crawler.extract.safe_parse import parse

NAME = "script_rows"
_PATTERNS = patterns(__name__)
_SCRIPT_BEGINS = _PATTERNS["script_begins"]
_SCRIPT_ENDS = _PATTERNS["script_ends"]
_TOKEN = _PATTERNS["token"]
_ADDRESS = _PATTERNS["address"]
_TITLE_KEY = _PATTERNS["title_key"]
_DAY_KEY = _PATTERNS["day_key"]
_CHINESE = re.compile("[一-鿿]")
_MAY_HOLD_A_TITLE = re.compile(r"[一-鿿]|\\u[4-9]")
_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))")
_EPOCH = re.compile(r"1[3-9]\d{8}(?:\d{3})?")
_BEIJING = timedelta(hours=8)
_MOST_ROWS = 3_000
_LONGEST_SCRIPT = 400_000
_SHORTEST_TITLE = 4  # Chinese characters
_TITLES_OF_ENTRIES = 10  # characters of most titles, where no row bears a day
_UNDATED_ROWS = 3
_MOST_IN_A_CALL = 4

_Row = tuple[str, str, str]
_Strings = list[tuple[str, str]]  # the name before it, the words


def read(page: ListPage) -> ListReading | None:
    """The rows of the page's scripts as a list; None where they hold none."""
    rows = dict.fromkeys(_rows(page.source))
    if not rows:
        return None
    html = "".join(
        f'<li><a href="{escape(address)}">{escape(title)}</a><span>{escape(day)}</span></li>'
        for title, address, day in rows
    )
    inside = flatten(parse(f"<ul>{html}</ul>"))
    reading = generic.read(ListPage(inside, "", page.url, page.base, page.as_of))
    is_dated = bool(reading.items) and 2 * reading.with_days >= len(reading.items)
    titles = [len(item.title) for item in reading.items]
    if not is_dated and (len(titles) < _UNDATED_ROWS or median(titles) < _TITLES_OF_ENTRIES):
        return None
    return replace(reading, dialect=NAME, certain=True, spans=(), next_pages=(), data_requests=())


def _rows(source: str) -> list[_Row]:
    """Those of one script are a list where they are several, or stand in an array."""
    rows: list[_Row] = []
    for words in _scripts(source):
        if len(words) <= _LONGEST_SCRIPT and _MAY_HOLD_A_TITLE.search(words):
            found = list(islice(_rows_in(words), _MOST_ROWS))
            if len(found) > 1 or any(is_in_array for _, is_in_array in found):
                rows += [row for row, _ in found]
    return rows[:_MOST_ROWS]


def _scripts(source: str) -> Iterator[str]:
    """What stands in each; one that nothing ends is the last, looked for once."""
    at = 0
    while (begin := _SCRIPT_BEGINS.search(source, at)) and (
        end := _SCRIPT_ENDS.search(source, begin.end())
    ):
        yield source[begin.end() : end.start()]
        at = end.end()


def _rows_in(script: str) -> Iterator[tuple[_Row, bool]]:
    """Strings by the bracket they stand in, and whether that stands in an array; what makes no row
    is handed to the bracket around it: new Date("2026-01-05").
    """
    around: list[tuple[str, _Strings]] = [("", [])]
    for token in _TOKEN.finditer(script):
        sign = token["bracket"]
        if sign is None:
            words = token["number"] or _spelled_out(token["words"][1:-1])
            around[-1][1].append((token["key"] or "", words))
        elif sign in "[{(":
            around.append((sign, []))
        elif len(around) > 1:
            _, strings = around.pop()
            row = _row(strings)
            if row:
                yield row, around[-1][0] == "["
            elif len(strings) <= _MOST_IN_A_CALL:
                around[-1][1].extend(strings)


def _row(strings: _Strings) -> _Row | None:
    address = next((words for _, words in strings if _ADDRESS.search(words)), "")
    titles = [
        (key, words)
        for key, words in strings
        if words != address and len(_CHINESE.findall(words)) >= _SHORTEST_TITLE
    ]
    if not address or not titles:
        return None
    named = (words for key, words in titles if _TITLE_KEY.search(key))
    title = next(named, titles[0][1])
    days = [
        (key, day)
        for key, words in strings
        if words not in (address, title) and (day := _day(words))
    ]
    named_days = (day for key, day in days if _DAY_KEY.search(key))
    day = next(named_days, days[0][1] if days else "")
    return unescape(re.sub("<[^<>]*>", "", title)), unescape(address), day


def _day(words: str) -> str:
    """A day as it is written, or seconds or milliseconds since 1970, told in Beijing."""
    if _EPOCH.fullmatch(words):
        seconds = int(words[:10])
        return f"{datetime.fromtimestamp(seconds, UTC) + _BEIJING:%Y-%m-%d}"
    return words if len(words) <= 30 and read_date(words, is_labelled=True) else ""


def _spelled_out(words: str) -> str:
    """Without the backslashes of a script: \\/ and \\u6c90."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], words)
