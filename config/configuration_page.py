"""docs/configuration.md, made from the models and `descriptions.toml`:
python -m config.configuration_page
"""

import inspect
import sys
from collections.abc import Iterator
from datetime import date
from types import NoneType
from typing import Any, Literal, Union, get_args, get_origin

import tomlkit
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from config.closed_model import HttpUrl, HttpUrlOrNone, Network, ProxyUrl
from config.descriptions import descriptions
from config.office import LISTEN, QUIET, TIME, TIME_OR_NONE, WEEKDAYS, Office, SummaryDay
from config.rulebook import (
    DAY_OF_THE_YEAR,
    ChannelClass,
    Clause,
    Indicator,
    Lexicon,
    Limits,
    OldName,
    OwedItems,
    Veto,
)
from config.unit import Unit

HEAD = """# Configuration · 配置

Made by `make docs` from the models in `config/` (`office.py`, `unit.py`, `rulebook.py`) and `config/descriptions.toml`; do not edit. `gongkai init` writes a commented folder to begin with; `gongkai units check` reads a folder as a night would, and says file, line, mistake and repair.

- A key that is not listed here is refused: a mistyped key must never be a setting silently not made. 未列出的键一律拒绝。
- An id is made of a-z, 0-9, - and _, 63 at most. 编号只用小写英文字母、数字、- 和 _（63 个以内）。
- Days are written without quotes (`2026-11-23`), times with (`"02:00"`). 日期不加引号，时间加引号。
- `office.toml` and `units/` must be there; the files of the rulebook are optional and change the shipped one (`config/defaults/`) key by key. 其余文件可以没有，只写要改的项。
"""
TABLE_HEAD = "\n| key | type | default | |\n|---|---|---|---|\n"

# File, what is said of it, and the tables it holds.
FILES: tuple[tuple[str, str, tuple[tuple[str, type[BaseModel]], ...]], ...] = (
    ("office.toml", "", (("", Office),)),
    ("units/ID.toml", "One file a unit, called by its id.", (("", Unit),)),
    ("limits.toml", "The table's name is the rule's id.", (("", Limits),)),
    (
        "channel_classes.toml",
        "A new class is looked at before the shipped ones.",
        (("[[channel_classes]]", ChannelClass),),
    ),
    ("clauses.toml", "", (("[[clauses]]", Clause),)),
    (
        "owed_items.toml",
        "What each kind of unit owes, in the columns of the standard catalogues.",
        (("", OwedItems),),
    ),
    (
        "lexicon.toml",
        "The words are added to the shipped ones; those under `[remove]` (the same keys) are taken out.",
        (("", Lexicon),),
    ),
    (
        "old_names.toml",
        "A hit is proposed in the console and told only when a person confirmed it.",
        (("[[old_names]]", OldName),),
    ),
    (
        "score.toml",
        "What a finding costs where `[score]` of office.toml is on; known ids override key by key.",
        (("[[indicators]]", Indicator), ("[[vetoes]]", Veto)),
    ),
)
_PATTERNS = {
    r"^[a-z0-9][a-z0-9_-]{0,62}$": "id",
    TIME: "HH:MM",
    TIME_OR_NONE: "HH:MM",
    QUIET: "HH:MM-HH:MM",
    DAY_OF_THE_YEAR: "MM-DD",
    r"^([a-z_][a-z0-9_-]{0,31})?$": "group",
    LISTEN: "HOST:PORT",
}
_PLAIN = {str: "text", int: "whole number", float: "number", bool: "true or false", date: "day"}
_CHECKED = {
    HttpUrl: "web address",
    HttpUrlOrNone: 'web address or `""`',
    Network: "address range",
    ProxyUrl: "proxy",
    SummaryDay: ", ".join(f'`"{day}"`' for day in WEEKDAYS) + " or whole number 1–28",
}


def configuration_document() -> str:
    """The whole page. Raises KeyError for a key that `descriptions.toml` does not describe."""
    return HEAD + "".join(
        f"\n## {file}\n{says and chr(10) + says + chr(10)}"
        + "".join("".join(_tables(heading, model)) for heading, model in tables)
        for file, says, tables in FILES
    )


def models() -> Iterator[type[BaseModel]]:
    """Every model of every file, each once."""
    found = [model for _, _, tables in FILES for _, model in tables]
    for model in found:
        below = [inner for field in model.model_fields.values() if (inner := _table_in(field))]
        found += [inner for inner in below if inner not in found]
    yield from found


def described_keys(model: type[BaseModel]) -> list[str]:
    """The keys that hold a value; those that begin a table are described by that table."""
    return [key for key, field in model.model_fields.items() if _table_in(field) is None]


def _tables(heading: str, model: type[BaseModel]) -> Iterator[str]:
    """The model's own keys, then every table below them under its heading."""
    about = inspect.cleandoc(model.__doc__ or "")
    yield f"\n### {heading}\n" if heading else ""
    yield f"\n{about}\n" if heading and about else ""
    if keys := described_keys(model):
        yield TABLE_HEAD + "".join(_row(model, key) for key in keys)
    for key, field in model.model_fields.items():
        if (inner := _table_in(field)) is not None:
            name = f"{heading.strip('[]')}.{key}".strip(".")
            many = get_origin(field.annotation) is list
            yield from _tables(f"[[{name}]]" if many else f"[{name}]", inner)


def _row(model: type[BaseModel], key: str) -> str:
    field, says = model.model_fields[key], descriptions()[model.__name__][key]
    kind = _kind(field.annotation, field.metadata).replace("|", "\\|")
    return f"| `{key}` | {kind} | {_default(field)} | {says.zh}<br>{says.en} |\n"


def _kind(annotation: Any, metadata: list[Any]) -> str:
    """What may be written, with its bounds."""
    inner = get_args(annotation)
    if hasattr(annotation, "__metadata__"):
        return _kind(annotation.__origin__, list(annotation.__metadata__))
    if get_origin(annotation) is Literal:
        return ", ".join(f'`"{value}"`' for value in inner)
    if get_origin(annotation) is list:
        return f"list of: {_kind(inner[0], [])}"
    if get_origin(annotation) is dict:
        return "table"
    if NoneType in inner or get_origin(annotation) is Union or len(inner) > 1:
        return " or ".join(_kind(one, metadata) for one in inner if one is not NoneType)
    for checked, called in _CHECKED.items():
        if get_args(checked)[1] in metadata:
            return called
    kind, bounds = _pattern(metadata) or _PLAIN[annotation], _bounds(metadata)
    between = ", " if bounds.startswith("characters") else " " * bool(bounds)
    return f"{kind}{between}{bounds}"


def _pattern(metadata: list[Any]) -> str:
    patterns = [one for item in metadata if (one := _said(item, "pattern"))]
    return _PATTERNS[patterns[0]] if patterns else ""


def _bounds(metadata: list[Any]) -> str:
    signs = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<", "min_length": "characters ≥"}
    bounds = {
        sign: one for item in metadata for sign in signs if (one := _said(item, sign)) is not None
    }
    if "ge" in bounds and "le" in bounds:
        return f"{bounds['ge']}–{bounds['le']}"
    return ", ".join(f"{signs[sign]} {bound}" for sign, bound in bounds.items())


def _said(item: Any, name: str) -> Any:
    """A bound or pattern: of pydantic's own metadata, or of a Field inside Annotated."""
    if isinstance(item, FieldInfo):
        return next(
            (one for inner in item.metadata if (one := _said(inner, name)) is not None), None
        )
    return getattr(item, name, None)


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "required"
    value = field.get_default(call_default_factory=True)
    if value in (None, {}):
        return ""
    return f"`{tomlkit.item(value).as_string()}`"


def _table_in(field: FieldInfo) -> type[BaseModel] | None:
    """The model of a key that begins a table, or several."""
    for one in (field.annotation, *get_args(field.annotation)):
        if isinstance(one, type) and issubclass(one, BaseModel):
            return one
    return None


if __name__ == "__main__":
    sys.stdout.write(configuration_document())
