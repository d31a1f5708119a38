"""What analysts find beside and in place of the ledger's tables: temporary views of their own
connection (`views.sql`), over rows that whoever opens it hands in.

A view that bears a table's name stands before it, so that nothing secret is in any answer; the
table itself could still be named as `main.…`, which `names_the_file` finds.
"""

import re
import sqlite3
from collections.abc import Callable, Collection
from dataclasses import dataclass
from importlib import resources

from store.sql import parts
from store.views import VIEWS

VIEW_TEXTS = parts((resources.files(__package__) / "views.sql").read_text(encoding="utf-8"))
# What stands beside the tables; the others stand in place of one.
BESIDE = tuple(name for name in VIEW_TEXTS if name.startswith("v_"))
ALL_VIEWS = {**VIEWS, **VIEW_TEXTS}
NO_ROWS = "[]"

# The tokens of SQLite's own lexer that can hold a name or part two of them.
_TOKEN = re.compile(
    r"""(?P<space>(?:[\s\x00-\x20\ufeff]|--[^\n]*|/\*.*?(?:\*/|\Z))+)"""
    r"""|'(?P<text>(?:[^']|'')*)'|"(?P<name>(?:[^"]|"")*)"|`(?P<tick>(?:[^`]|``)*)`"""
    r"""|\[(?P<bracket>[^\]]*)\]|(?P<word>[\w$\x80-\U0010ffff]+)|(?P<sign>.)""",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class RowsBeside:
    """JSON lists, made anew for each question: `labels` of [what, code, zh, en]; `secret` of ids of
    findings; `people`, and by unit `repairs` and `words`, of objects whose keys stand in views.sql.
    """

    labels: Callable[[], str] = lambda: NO_ROWS
    secret: Callable[[], str] = lambda: NO_ROWS
    people: Callable[[], str] = lambda: NO_ROWS
    repairs: Callable[[str], str] = lambda _unit: NO_ROWS
    words: Callable[[str], str] = lambda _unit: NO_ROWS


NOTHING_BESIDE = RowsBeside()


def show(
    connection: sqlite3.Connection, rows: RowsBeside, *, only: Collection[str] = ALL_VIEWS
) -> None:
    """Make the views, before anything is taken from the connection; it may write afterwards."""
    for name, arguments, made in (
        ("code_labels", 0, rows.labels),
        ("secret_findings", 0, rows.secret),
        ("people_known", 0, rows.people),
        ("repairs_of_unit", 1, rows.repairs),
        ("words_of_unit", 1, rows.words),
    ):
        connection.create_function(name, arguments, made)
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA query_only = OFF")
    there = {name for (name,) in connection.execute("SELECT name FROM main.sqlite_master")}
    for name, text in ALL_VIEWS.items():
        if name in only and (name.startswith("v_") or name in there):
            connection.execute(f"CREATE TEMP VIEW {name} AS {text}")


def names_the_file(sql: str) -> bool:
    """Whether a name in that SQL is sought in the file itself (`main.finding`), however it is
    spelled, so that the views would be passed by.
    """
    is_main = False
    for token in _TOKEN.finditer(sql):
        kind, text = token.lastgroup, token[token.lastgroup or 0]
        if kind == "space":
            continue
        if is_main and text == "." and kind == "sign":
            return True
        is_main = kind != "sign" and text.casefold() == "main"
    return False
