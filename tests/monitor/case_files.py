"""Every case of `tests/monitor/cases`, built once. One that is not written in the notation is kept
apart with the reason: its own test fails, and no other.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from monitor.dossier.facts import Dossier
from monitor.judging.registry import rules
from tests.monitor.notation import Table, dossier

FOLDER = Path(__file__).parent / "cases"
_NEEDED = ("name", "day", "expect")
_OF_EXPECT = ("subject", "answer")


class Case(NamedTuple):
    file: str  # its name: of the rule, or of the defence
    rule: str
    name: str
    table: Table
    dossier: Dossier


class BrokenCase(NamedTuple):
    file: str
    name: str  # of the case, or of the file where none of it can be read
    why: str  # file, case, and what is to be written instead


def read_cases(folder: Path = FOLDER) -> Iterator[Case | BrokenCase]:
    """In the order of the files' names, and as they stand there."""
    for file in sorted(folder.glob("*.toml")):
        try:
            tables = _tables(file)
        except ValueError as error:
            yield BrokenCase(file.stem, file.name, f"{file.name}: {error}")
            continue
        for number, table in enumerate(tables, start=1):
            name = str(table.get("name", f"number {number}"))
            try:
                yield _built(file.stem, name, table)
            except (ValueError, TypeError, LookupError, AttributeError) as error:
                kind = "" if isinstance(error, ValueError) else f"{type(error).__name__}: "
                yield BrokenCase(file.stem, name, f"{file.name}, case “{name}”: {kind}{error}")


def _tables(file: Path) -> list[Table]:
    written = tomllib.loads(file.read_text(encoding="utf-8"))
    if others := ", ".join(written.keys() - {"case"}):
        raise ValueError(f"there is `{others}`; every case stands under [[case]]")
    return list(written.get("case", []))


def _built(file: str, name: str, table: Table) -> Case:
    rule = table.get("rule", file)
    if rule not in rules():
        raise ValueError(f"there is no rule monitor/rules/{rule}.py; the two bear one name")
    built = dossier(table)
    for key in _NEEDED:
        if key not in table:
            raise ValueError(f"there is no `{key}`; a case bears {', '.join(_NEEDED)}")
    for number, expected in enumerate(table["expect"], start=1):
        for key in _OF_EXPECT:
            if key not in expected:
                raise ValueError(f"there is no `{key}` in number {number} of `expect`")
    return Case(file, rule, name, table, built)


ALL = tuple(read_cases())
CASES = tuple(case for case in ALL if isinstance(case, Case))
BROKEN = tuple(case for case in ALL if isinstance(case, BrokenCase))
