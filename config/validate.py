"""From a table of TOML to a model: strictly, so that `true` is never taken for 1 nor "no" for
false.

The one kindness: a day written in quotes ("2026-11-23") is taken for the day it plainly is.
"""

import copy
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from config.problems import ConfigProblem, problem_at, problems_of, shown
from config.sentences import said
from config.toml_file import TomlFile

Model = TypeVar("Model", bound=BaseModel)

# Control characters and the invisible ones that make two equal-looking names differ. A line break
# is fine in a note; where one line is written the model refuses it (config/closed_model.py Line).
_INVISIBLE = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)
_QUOTED_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def validated(
    model: type[Model], file: TomlFile, table: dict[str, Any], under: Sequence[str | int] = ()
) -> tuple[Model | None, list[ConfigProblem]]:
    """The model, or None with every problem. `table` stands at the key path `under` of `file`."""
    problems = [
        problem_at(said("invisible", value=shown(text)), file.name, file.text, (*under, *path))
        for path, text in _strings(table)
        if _INVISIBLE.search(text)
    ]
    if problems:
        return None, problems
    try:
        return model.model_validate(table, strict=True), []
    except ValidationError as error:
        unquoted = _with_days_unquoted(table, error)
        try:
            return model.model_validate(unquoted, strict=True), []
        except ValidationError as remaining:
            return None, problems_of(remaining, model, file.name, file.text, under)


def _with_days_unquoted(table: dict[str, Any], error: ValidationError) -> dict[str, Any]:
    unquoted = copy.deepcopy(table)
    for detail in error.errors(include_url=False):
        if (
            detail["type"] == "date_type"
            and isinstance(detail["input"], str)
            and (day := _day(detail["input"]))
        ):
            *way, last = detail["loc"]
            holder: Any = unquoted
            for part in way:
                holder = holder[part]
            holder[last] = day
    return unquoted


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _QUOTED_DAY.fullmatch(text) else None
    except ValueError:
        return None


def _strings(
    value: Any, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _strings(inner, (*path, key))
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from _strings(inner, (*path, position))
