"""Messages in what a server answers to a board's script: JSON entries with a title and a place
for an answer.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

from crawler.extract.data_answer import values_in
from crawler.extract.labelled.message import Shown, inquiry_of
from crawler.extract.links import absolute
from crawler.extract.patterns import data_of
from store.records import Inquiry

_NAMES = {name: re.compile(words) for name, words in data_of(__name__)["names"].items()}
_SECONDS = re.compile(r"([1-9]\d{8,9})(?:\d{3})?")
_CHINA = timezone(timedelta(hours=8))
_MAX = 500
_MAX_VALUES = 50_000


def inquiries_of_data(data: Any, *, url: str, as_of: date) -> tuple[Inquiry, ...]:
    """The messages of the answer's longest list of entries."""
    lists = (value for value in values_in(data, _MAX_VALUES) if isinstance(value, list))
    entries: list[dict[str, Any]] = max(
        ([entry for entry in each if isinstance(entry, dict)] for each in lists),
        key=len,
        default=[],
    )
    found = (_of_entry(entry, url, as_of) for entry in entries[:_MAX])
    return tuple(message for message in found if message is not None)


def _of_entry(entry: Mapping[str, Any], url: str, as_of: date) -> Inquiry | None:
    named = {key.lower(): value for key, value in entry.items()}
    title = _named(named, "title")
    has_a_place = any(_NAMES[name].search(key) for name in ("answered", "reply") for key in named)
    if not title or not has_a_place:
        return None
    shown = Shown(*(_named(named, name) for name in ("asked", "answered", "state", "reply")))
    link = next((v for k, v in named.items() if k.endswith("url") and isinstance(v, str)), "")
    message = inquiry_of(title, shown, as_of, absolute(link, url) if link else "")
    is_unanswered = shown.state is None and message.state == "untold"
    return replace(message, state="open") if is_unanswered else message


def _named(entry: Mapping[str, Any], name: str) -> str | None:
    """The first value of that meaning as words; None where there is none, or only null."""
    pattern = _NAMES[name]
    values = (v for k, v in entry.items() if pattern.search(k) and isinstance(v, str | int))
    words = next((str(value).strip() for value in values), None)
    return _day(words) if words and name in ("asked", "answered") else words


def _day(words: str) -> str:
    """Seconds or milliseconds since 1970 as the day they are in China; other words as they are."""
    since_1970 = _SECONDS.fullmatch(words)
    if since_1970 is None:
        return words
    return str(datetime.fromtimestamp(int(since_1970[1]), _CHINA).date())
