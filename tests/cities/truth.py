"""What is true of a city, set down by whoever made it, before the product saw it.

`truth.toml` of a city:

    [[problem]]                # must be named on the night of `due` at the latest
    unit = "u03"
    rule = "stale_channel"     # or several that would all be right: ["stale_channel", "empty_channel"]
    at = "/tzgg/"              # stands in the finding's subject or in its evidence's address; "" any
    from = 2026-05-01          # before this day it would be false
    due = 2026-05-12
    until = 2026-06-30         # mended: must be closed on this night at the latest; left out: never
    why = "通知公告 2025-10-20 起没有新信息"

    [[clear]]                  # a person can tell that it is in order: must be said clear on these nights
    unit = "u05"
    rule = "stale_homepage"
    at = ""
    on = [2026-05-12]

    [[doubt]]                  # either answer can be argued: neither counted
    unit = "u07"
    rule = "stale_channel"
    at = "/xwzx/"

Whatever is named beyond `problem` and `doubt` is a false accusation.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

_EVER = date.max


@dataclass(frozen=True, slots=True)
class Matter:
    """A thing of which the truth is known. `due` is None for what can be argued."""

    unit: str
    rules: frozenset[str]
    at: str
    start: date = date.min
    due: date | None = None
    until: date = _EVER
    on: tuple[date, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Truth:
    problems: tuple[Matter, ...]
    clear: tuple[Matter, ...]
    doubts: tuple[Matter, ...]


def read_truth(path: Path) -> Truth:
    """Raises KeyError for a matter without unit, rule or day."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    return Truth(
        *(tuple(map(_matter, told.get(name, ()))) for name in ("problem", "clear", "doubt"))
    )


def _matter(told: dict[str, Any]) -> Matter:
    rule = told["rule"]
    return Matter(
        told["unit"],
        frozenset([rule] if isinstance(rule, str) else rule),
        told.get("at", ""),
        told.get("from", date.min),
        told.get("due"),
        told.get("until", _EVER),
        tuple(told.get("on", ())),
        told.get("why", ""),
    )
