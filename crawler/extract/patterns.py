"""The words that readers look for, kept as data beside them: `walls.toml` for `walls.py`.

A pattern is a regular expression, or a list of them that stand for one with all as alternatives. In
the table `any_case` capitals and small letters are the same, in `exact` they are not; the patterns
of any other table say so themselves, by (?i). What several patterns share stands once, in the table
`parts`, and is named by «…» where it belongs.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any


@cache
def data_of(module: str) -> dict[str, Any]:
    """All that lies beside `module` (its `__name__`). Shared by all who ask: not to be changed."""
    package, _, name = module.rpartition(".")
    beside = resources.files(package).joinpath(f"{name}.toml")
    return tomllib.loads(beside.read_text(encoding="utf-8"))


def patterns(module: str) -> dict[str, re.Pattern[str]]:
    """The named patterns of `module`: those of its tables `any_case` and `exact`."""
    data = data_of(module)
    return {
        name: _compiled(written, parts_of(module), flags)
        for table, flags in (("any_case", re.IGNORECASE), ("exact", re.NOFLAG))
        for name, written in data.get(table, {}).items()
    }


def pattern_rows(module: str, table: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """A table of `module` whose rows are (name, pattern), in its order: the first hit wins."""
    parts = parts_of(module)
    return tuple((name, _compiled(written, parts)) for name, written in data_of(module)[table])


@cache
def parts_of(module: str) -> Mapping[str, str]:
    """The parts of `module`'s patterns, each put together from those above it."""
    parts: dict[str, str] = {}
    for name, written in data_of(module).get("parts", {}).items():
        parts[name] = f"(?:{_put_together(written, parts)})"
    return parts


def _put_together(written: str | list[str], parts: Mapping[str, str]) -> str:
    if isinstance(written, list):
        # a part that is an alternative needs no brackets: the matcher then knows all first letters
        return "|".join(_without_brackets(each, parts) for each in written)
    return _PART.sub(lambda named: parts[named[1]], written) if "«" in written else written


def _without_brackets(written: str, parts: Mapping[str, str]) -> str:
    alone = _PART.fullmatch(written)
    return parts[alone[1]][len("(?:") : -len(")")] if alone else _put_together(written, parts)


_PART = re.compile("«([a-z_]+)»")


def _compiled(
    written: str | list[str], parts: Mapping[str, str], flags: re.RegexFlag = re.NOFLAG
) -> re.Pattern[str]:
    return re.compile(_put_together(written, parts), flags)
