"""The words that readers look for, kept as data beside them: `walls.toml` for `walls.py`.

A pattern is a regular expression, or a list of them that stand for one with all as alternatives. In
the table `any_case` capitals and small letters are the same, in `exact` they are not; the patterns
of any other table say so themselves, by (?i).
"""

import re
import tomllib
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
        name: _compiled(written, flags)
        for table, flags in (("any_case", re.IGNORECASE), ("exact", re.NOFLAG))
        for name, written in data.get(table, {}).items()
    }


def pattern_rows(module: str, table: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """A table of `module` whose rows are (name, pattern), in its order: the first hit wins."""
    return tuple((name, _compiled(written)) for name, written in data_of(module)[table])


def _compiled(written: str | list[str], flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    return re.compile(written if isinstance(written, str) else "|".join(written), flags)
