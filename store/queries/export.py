"""What can be handed out as rows: every table and view of the ledger, every question of
`store.queries.questions`; nothing else by that name.
"""

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config.errors import NotFound
from config.words import Words
from store.queries.analyst import answers, asking
from store.queries.questions import questions
from store.schema_docs.descriptions import descriptions

LONGEST_S = 600.0  # a whole table takes its time; nobody waits in a browser for it

UNKNOWN = Words(
    "没有名为“{name}”的表、视图或问题。用 gongkai export --list 查看全部。",
    "There is no table, view or question {name!r}. See: gongkai export --list",
)
NO_PARAMETER = Words(
    "“{name}”没有参数 {parameter}；可用：{known}。",
    "{name!r} has no parameter {parameter}; it knows: {known}.",
)

# What a spreadsheet takes for a formula, full-width forms included (docs/faults.md D4).
_FORMULA = re.compile(r"^\s*[=+\-@＝＋－＠\t\r]")
_NUMBER = re.compile(r"^[+-]?\d+(\.\d+)?$")
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Exportable:
    name: str
    kind: str  # question | view | table
    about: Words
    columns: Mapping[str, Words]  # what each says; empty for a question's: its note tells of them
    sql: str
    parameters: Mapping[str, str]


def exportables() -> dict[str, Exportable]:
    """By name: questions first, then views, then tables."""
    asked = [
        Exportable(q.name, "question", q.asks, _unsaid(q.columns), q.sql, q.defaults)
        for q in questions().values()
    ]
    stored = [
        Exportable(
            name=name,
            kind="view" if name.startswith("v_") else "table",
            about=table.about,
            columns=table.columns,
            sql=f'SELECT * FROM "{name}"',
            parameters={},
        )
        for name, table in descriptions().items()
        if not name.startswith("_")
    ]
    return {one.name: one for one in (*asked, *stored)}


def _unsaid(columns: Iterable[str]) -> dict[str, Words]:
    return {column: Words("", "") for column in columns}


@contextmanager
def rows_of(
    ledger: Path, name: str, values: Mapping[str, str] | None = None
) -> Iterator[tuple[tuple[str, ...], Iterator[tuple[Cell, ...]]]]:
    """(columns, rows) of what bears that name, read as they are asked for.

    Raises NotFound for a name or parameter that is none, QuestionRefused, StoreFailed.
    """
    wanted = exportables().get(name)
    if wanted is None:
        raise NotFound(UNKNOWN.filled(name=name))
    for parameter in values or {}:
        if parameter not in wanted.parameters:
            known = ", ".join(wanted.parameters) or "-"
            raise NotFound(NO_PARAMETER.filled(name=name, parameter=parameter, known=known))
    with asking(ledger) as connection:
        found = answers(
            connection, wanted.sql, {**wanted.parameters, **(values or {})}, seconds=LONGEST_S
        )
        yield found.columns, (tuple(_plain(value) for value in row) for row in found.rows)


def safe_cell(value: Cell) -> Cell:
    """As a CSV may carry it: text that a spreadsheet would run is text again behind an apostrophe;
    numbers stay numbers.
    """
    if not isinstance(value, str):
        return value
    text = _UNPRINTABLE.sub("", value)
    return "'" + text if _FORMULA.match(text) and not _NUMBER.match(text) else text


def printable_cell(value: Cell) -> Cell:
    """As a sheet may carry it, where a text's type says that it is text."""
    return _UNPRINTABLE.sub("", value) if isinstance(value, str) else value


def _plain(value: Any) -> Cell:
    """A compressed list as the JSON that it is; other bytes as their number."""
    if not isinstance(value, bytes):
        return value  # type: ignore[no-any-return]
    try:
        return zlib.decompress(value).decode()
    except (zlib.error, UnicodeDecodeError):
        return f"({len(value)} bytes)"
