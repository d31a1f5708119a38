"""The fields of work and their words, from `fields.toml`."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Field:
    topics: tuple[str, ...]  # what the news is about
    services: tuple[str, ...]  # what citizens come for
    people: str  # whom it serves
    function: tuple[str, str, str, str]  # 类, its name; 款, its name of the spending classification
    tasks: tuple[str, ...]  # names of two 项 of that 款
    other: str  # name of its catch-all 项 (…99)


def _field(words: dict[str, Any]) -> Field:
    return Field(**{name: tuple(value) if isinstance(value, list) else value for name, value in words.items()})


_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
FIELDS: dict[str, Field] = {name: _field(words) for name, words in _TABLE["fields"].items()}
PLACES: tuple[str, ...] = tuple(_TABLE["places"])
