"""What a server answers to a list's own script: a datastore, or JSON with entries or HTML in it."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crawler.extract.dates import is_plausible, read_date, url_date
from crawler.extract.dialects import generic
from crawler.extract.dialects.hanweb import read_store
from crawler.extract.dialects.reading import ListPage, ListReading
from crawler.extract.flat import FlatPage, flatten
from crawler.extract.links import absolute
from crawler.extract.safe_parse import parse
from store.records import Item

# Half of a surrogate pair: JSON allows it, no UTF-8 text can hold it, and the page it stood on
# could not be kept.
_HALF = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)
_STORE = re.compile(r"^\s*(?:<\?xml[^>]*>\s*)?<datastore\b", re.IGNORECASE)
_JSONP = re.compile(r"^\s*[\w.$]{1,60}\s*\(\s*([\[{].*[\]}])\s*\)\s*;?\s*$", re.DOTALL)
_BEIJING = timedelta(hours=8)
_MAX_ITEMS = 3_000

_TITLES = (
    "title", "articletitle", "name", "titletext", "infotitle", "subject", "showtitle", "headline",
    "doctitle",
)  # fmt: skip
_ADDRESSES = (
    "url", "href", "link", "docpuburl", "weburl", "puburl", "path", "articleurl", "vurl",
    "infourl",
)  # fmt: skip
# What the platform shows as the date of publication goes before what it keeps for itself.
_DATES = ("display_publish_time", "publish_time", "publishtime", "publishdate", "pubdate", "pub_date", "deploytime", "docreltime", "releasetime", "date", "time", "create_time", "createtime", "createdate")  # fmt: skip
# Names nobody told us of: what ends in one of these, with a value that can be one.
_LIKE_A_TITLE = re.compile(r"title|headline|subject")
_LIKE_AN_ADDRESS = re.compile(r"(?:url|link|href|path)$")
_LIKE_A_DATE = re.compile(
    r"(?:pub|release|issue|deploy|show).*(?:date|time)|(?:date|time)(?:str)?$"
)
_TOTALS = ("total", "totalrecord", "totalcount", "totalelements", "count", "recordcount", "records")


def read_data(text: str, *, url: str, as_of: date) -> ListReading | None:
    """The entries of a data answer, and the request for its next page; None where `text` is none."""
    if _STORE.search(text[:400]):
        reading = read_store(text, ListPage(FlatPage(), text, url, url, as_of))
        return replace(reading, data_requests=reading.data_requests or _next(url, reading))
    data = json_of(text)
    if data is None:
        return None
    html = _html_inside(data)
    if html:
        page = flatten(parse(html))
        count = re.search(r"\bcount\s*=\s*['\"]?(\d{1,7})", html)
        reading = generic.read(ListPage(page, html, url, url, as_of))
        reading = replace(
            reading,
            dialect="jpaas",
            items_claimed=int(count[1]) if count else _total(data),
            certain=True,
        )
    else:
        entries = max(_lists_of_entries(data), key=len, default=[])
        items = tuple(_items(entries, url, as_of))
        reading = ListReading(
            dialect="gkmlpt" if "gkmlpt" in url else "json",
            items=items,
            items_claimed=_total(data),
            dated=sum(item.claimed is not None for item in items),
            certain=True,
            anomalies=(f"entries_unread:{len(entries) - len(items)}",)
            if len(entries) > len(items)
            else (),
        )
    return replace(reading, data_requests=_next(url, reading), next_pages=())


_ERROR = re.compile(r"404|410|5\d\d")


def error_told(text: str) -> str:
    """ "404 Not Found" where an object's own status says so, as frameworks answer under 200; else ""."""
    data = json_of(text)
    if not isinstance(data, dict):
        return ""
    code = next((str(data[key]) for key in ("status", "code") if key in data), "")
    said = data.get("error") or data.get("message") or data.get("msg") or ""
    return f"{code} {said}"[:60] if _ERROR.fullmatch(code) and isinstance(said, str) else ""


def json_of(text: str) -> Any:
    """What a JSON answer says, JSONP included; None where it is none."""
    stripped = text.strip()
    wrapped = _JSONP.match(stripped)
    stripped = wrapped.group(1) if wrapped else stripped
    if not stripped.startswith(("{", "[")):
        return None
    try:
        return json.loads(_HALF.sub(r"\\ufffd", stripped), strict=False)
    except (ValueError, RecursionError):
        return None


def values_in(data: Any, most: int = 200_000) -> Iterator[Any]:
    """Every value inside, breadth first and without recursion, `most` of them."""
    waiting = [data]
    for _ in range(most):
        if not waiting:
            return
        value = waiting.pop()
        yield value
        if isinstance(value, dict):
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def _html_inside(data: Any) -> str:
    found = [
        value
        for value in values_in(data)
        if isinstance(value, str)
        and "<" in value
        and re.search(r"<(?:li|a|tr|ul|div)\b", value, re.IGNORECASE)
        and "href" in value
    ]
    return max(found, key=len, default="") if not list(_lists_of_entries(data)) else ""


def _lists_of_entries(data: Any) -> Iterator[list[dict[str, Any]]]:
    for value in values_in(data):
        if isinstance(value, list) and value and all(isinstance(entry, dict) for entry in value):
            first = {key.lower(): entry for key, entry in value[0].items()}
            if _first(first, _TITLES, _LIKE_A_TITLE) and _first(
                first, _ADDRESSES, _LIKE_AN_ADDRESS
            ):
                yield value


def _items(entries: list[dict[str, Any]], url: str, as_of: date) -> Iterator[Item]:
    for position, entry in enumerate(entries[:_MAX_ITEMS]):
        lower = {key.lower(): value for key, value in entry.items()}
        title = unescape(re.sub(r"<[^>]*>", "", _first(lower, _TITLES, _LIKE_A_TITLE))).strip()
        target = absolute(_first(lower, _ADDRESSES, _LIKE_AN_ADDRESS), url)
        if not title or not target:
            continue
        others = (key for key in lower if key not in _DATES and _LIKE_A_DATE.search(key))
        days = (_day(lower[key]) for key in (*_DATES, *others) if lower.get(key))
        claimed = next((day for day in days if day is not None and is_plausible(day, as_of)), None)
        spelled = url_date(target)
        yield Item(
            " ".join(title.split()),
            target,
            claimed,
            spelled if spelled and is_plausible(spelled, as_of) else None,
            position,
        )


def _first(entry: dict[str, Any], names: tuple[str, ...], like: re.Pattern[str]) -> str:
    """The value of the first name that the entry has; else of one that is called alike."""
    known = (*names, *(name for name in entry if name not in names and like.search(name)))
    return next(
        (entry[name] for name in known if isinstance(entry.get(name), str) and entry[name].strip()),
        "",
    )


def _day(value: object) -> date | None:
    """A date as text, or seconds or milliseconds since 1970, read in Beijing."""
    if isinstance(value, str) and not value.isdecimal():
        return read_date(value, is_labelled=True)
    if isinstance(value, str) and len(value) == 8:
        return read_date(value, is_labelled=True)
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
    seconds = number / 1000 if number > 1e11 else number
    if not 0 < seconds < 4e9:
        return None
    return (datetime.fromtimestamp(seconds, UTC) + _BEIJING).date()


def _total(data: Any) -> int | None:
    for value in values_in(data):
        if isinstance(value, dict):
            for key, number in value.items():
                if (
                    key.lower() in _TOTALS
                    and isinstance(number, int | str)
                    and str(number).isdecimal()
                ):
                    return int(number)
    return None


_PAGE_KEYS = ("page", "pageno", "pagenum", "pageindex", "current", "currentpage", "curpage", "p")


def _next(url: str, reading: ListReading) -> tuple[str, ...]:
    """The same request for the next page, while more is claimed than this page can complete."""
    if not reading.items or reading.items_claimed is None:
        return ()
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    for key, value in query.items():
        if key.lower() in _PAGE_KEYS and value.isdecimal():
            if int(value) * len(reading.items) >= reading.items_claimed:
                return ()
            query[key] = str(int(value) + 1)
            return (urlunsplit(parts._replace(query=urlencode(query))),)
        if key == "paramJson":
            inner = json_of(value)
            if isinstance(inner, dict) and isinstance(inner.get("pageNo"), int):
                if inner["pageNo"] * len(reading.items) >= reading.items_claimed:
                    return ()
                query[key] = json.dumps(inner | {"pageNo": inner["pageNo"] + 1})
                return (urlunsplit(parts._replace(query=urlencode(query))),)
    return ()
