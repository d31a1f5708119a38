"""Every question to SQLite that is longer than a few lines, by name: the file `<module>.sql` beside
this one holds those of one module, each under a name and a sentence that says what it gives.

    -- name: nights
    -- What was set out to do, and what came of it.
    CREATE TABLE run (...
"""

import re
import sqlite3
from collections.abc import Mapping
from functools import cache
from importlib import resources

_HEADING = re.compile(r"^-- name: (\w+)\n((?:-- .*\n)+)", re.MULTILINE)


@cache
def queries(module: str) -> Mapping[str, str]:
    """The text of each query of `<module>.sql`, by its name, without its heading and its last `;`.

    Raises FileNotFoundError where there is no such file.
    """
    return parts((resources.files("store.sql") / f"{module}.sql").read_text(encoding="utf-8"))


def parts(text: str) -> Mapping[str, str]:
    """The queries of such a text."""
    _, *found = _HEADING.split(text)
    return {
        name: sql.strip().rstrip(";") for name, sql in zip(found[::3], found[2::3], strict=True)
    }


def run(connection: sqlite3.Connection, script: str) -> None:
    """Execute statement after statement inside the caller's transaction, which `executescript`
    would end.
    """
    statement = ""
    for line in f"{script};".splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement.strip().rstrip(";"))
            statement = ""
