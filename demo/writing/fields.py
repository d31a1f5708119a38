"""The fields of work and their words, from `fields.toml`."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class Field:
    topics: tuple[str, ...]  # what the news is about
    services: tuple[str, ...]  # what citizens come for
    people: str  # whom it serves
    function: tuple[str, str, str, str]  # 类, its name; 款, its name of the spending classification
    tasks: tuple[str, ...]  # names of two 项 of that 款
    other: str  # name of its catch-all 项 (…99)


_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
FIELDS = TypeAdapter(dict[str, Field]).validate_python(_TABLE["fields"])
PLACES: tuple[str, ...] = tuple(_TABLE["places"])
