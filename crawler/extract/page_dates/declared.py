"""The day of publication as a page declares it to machines: in its meta tags and in JSON-LD."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from crawler.extract.dates import read_date
from crawler.extract.patterns import data_of

_NAMES = data_of(__name__)
MAX_SCRIPTS = 20
LONGEST_SCRIPT = 200_000  # characters
MAX_DEPTH = 4


class Declared(NamedTuple):
    """A day told to machines. `written`: as its words say, before an instant of UTC is read in
    Beijing.
    """

    day: date
    written: date


def standard_day(metas: Mapping[str, str]) -> date | None:
    """The day of the meta tag that the standard for government sites prescribes."""
    return found.day if (found := _first_day(metas, _NAMES["standard"])) else None


def declared_days(metas: Mapping[str, str], source: str) -> list[Declared]:
    """The days of publication by the schemas that a page follows, the surest first.

    `metas`: names in lower case; `source`: the page as received. Days of change are never taken.
    """
    found = (_first_day(metas, _NAMES["published"]), _day_in_json(source))
    return [*filter(None, found)]


def said_day(metas: Mapping[str, str]) -> date | None:
    """The day of a meta tag by which systems mean the publication or the last change."""
    return found.day if (found := _first_day(metas, _NAMES["said"])) else None


def told_to_machines(written: str) -> Declared | None:
    """The day of an attribute's value."""
    plain = read_date(written[:10])
    day = read_date(written, is_labelled=True) or plain
    return Declared(day, plain or day) if day is not None else None


@lru_cache(maxsize=4096)
def _letters(name: str) -> str:
    return re.sub(r"[^a-z]", "", name)


def _first_day(metas: Mapping[str, str], names: list[str]) -> Declared | None:
    by_name: dict[str, str] = {}
    for name, content in metas.items():
        by_name.setdefault(_letters(name), content)
    days = (told_to_machines(by_name[name]) for name in names if name in by_name)
    return next(filter(None, days), None)


# --- JSON-LD


def _day_in_json(source: str) -> Declared | None:
    articles: dict[date, Declared] = {}
    pages: dict[date, Declared] = {}
    for script in islice(_scripts(source), MAX_SCRIPTS):
        for thing in _things(_read(script)):
            written = thing.get("datePublished") or thing.get("pubDate")
            if isinstance(written, str) and (told := told_to_machines(written)):
                (articles if _is_a(_NAMES["articles"], thing) else pages)[told.day] = told
    found = articles or pages
    return next(iter(found.values())) if len(found) == 1 else None


def _scripts(source: str) -> Iterator[str]:
    """What stands in elements of the type, which scripts alone have; none behind one left open."""
    mark = source.find("ld+json")
    while mark >= 0:
        begin = source.find(">", mark) + 1
        end = source.find("</", begin)
        while end >= 0 and source[end + 2 : end + 8].lower() != "script":
            end = source.find("</", end + 2)
        if not begin or end < 0:
            return
        if end - begin <= LONGEST_SCRIPT:
            yield source[begin:end]
        mark = source.find("ld+json", end)


def _read(script: str) -> Any:
    """What the script says, () where it cannot be read."""
    written = script.strip().removeprefix("//").strip().removeprefix("<![CDATA[")
    written = _TRAILING_COMMA.sub(r"\1", written.removesuffix("]]>").strip().removesuffix("//"))
    try:
        return json.loads(written, strict=False)
    except (ValueError, RecursionError):
        return ()


_TRAILING_COMMA = re.compile(r",(\s*[}\]])")


def _things(read: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """What the page is or is about: never a list's entries, a comment or a picture inside it."""
    for thing in read if isinstance(read, list) else [read]:
        if not isinstance(thing, dict) or depth > MAX_DEPTH:
            continue
        for inside in ("@graph", "mainEntity"):
            yield from _things(thing.get(inside), depth + 1)
        # Baidu's own form has no type
        if "pubDate" in thing or _is_a(_NAMES["articles"] + _NAMES["pages"], thing):
            yield thing


def _is_a(kinds: list[str], thing: Mapping[str, Any]) -> bool:
    types = thing.get("@type", ())
    return any(
        str(name).lower().endswith(tuple(kinds))
        for name in (types if isinstance(types, list) else [types])
    )
