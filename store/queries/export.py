"""What can be handed out as rows: every table and view of the ledger, every question of
`store.queries.questions`; nothing else by that name.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config.errors import NotFound
from config.words import Words
from store.queries.analyst import answers, asking
from store.queries.analysts.views import NOTHING_BESIDE, RowsBeside
from store.queries.cells import Cell
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
    ledger: Path,
    name: str,
    values: Mapping[str, str] | None = None,
    rows: RowsBeside = NOTHING_BESIDE,
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
    with asking(ledger, rows) as connection:
        found = answers(
            connection, wanted.sql, {**wanted.parameters, **(values or {})}, seconds=LONGEST_S
        )
        yield found.columns, (tuple(_plain(value) for value in row) for row in found.rows)


def _plain(value: Any) -> Cell:
    """A compressed list as the JSON that it is; other bytes as their number."""
    if not isinstance(value, bytes):
        return value  # type: ignore[no-any-return]
    try:
        return zlib.decompress(value).decode()
    except (zlib.error, UnicodeDecodeError):
        return f"({len(value)} bytes)"
