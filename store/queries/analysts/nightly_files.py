"""The database files that nights leave for analysts, in a folder of their own beside the ledger:
rows without bytes, the views over them, and tables of what only the desk knows.
"""

import os
import re
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

from config.errors import not_written
from config.words import Words
from store import schema
from store.queries.analysts.views import RowsBeside, show
from store.rows import places
from store.sqlite_file import connect
from store.views import VIEWS

FOLDER = "nightly"
# Tables whose rows may leave; whatever is not named here stays.
TABLES = (
    *("run", "unit_run", "unit", "site", "page", "span", "channel", "item", "item_change"),
    *("spend_table", "spend_line", "verdict", "finding", "finding_event", "probe_sample"),
)
# Views that ask the desk become tables.
AS_TABLES = ("v_labels", "v_repairs", "v_said")
BATCH = 5_000
NOT_WRITTEN = Words("未能写入 {path}：{cause}。", "{path} could not be written: {cause}.")

_NAME = re.compile(r"gongkai-(\d{4}-\d{2}-\d{2})\.db")

# What a text of that column of that table becomes; None: it stays.
Told = Callable[[str, str], Callable[[str], str] | None]


def nightly_path(data: Path, day: date) -> Path:
    return data / FOLDER / f"gongkai-{day.isoformat()}.db"


def nightly_files(data: Path) -> list[Path]:
    """The newest first; nothing that only waits to be whole."""
    folder = data / FOLDER
    if not folder.is_dir():
        return []
    return sorted((file for file in folder.iterdir() if _NAME.fullmatch(file.name)), reverse=True)


def drop_files_telling(data: Path, findings: Collection[int]) -> None:
    """Those in which a row of any of these findings stands, or that cannot be read."""
    for path in nightly_files(data):
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as file:
            try:
                told = file.execute(
                    f"SELECT 1 FROM finding WHERE id IN ({places(len(findings))}) LIMIT 1",
                    tuple(findings),
                ).fetchone()
            except sqlite3.Error:
                told = (1,)
        if told:
            path.unlink(missing_ok=True)


def write_nightly_file(
    path: Path, ledger: Path, rows: RowsBeside, told: Told, about: Mapping[str, str]
) -> None:
    """Whole or not at all, as of one moment of the ledger, for its owner alone. `about` is a table
    of its own. Raises StoreFailed, OutOfSpace.
    """
    waiting = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        waiting.unlink(missing_ok=True)
        waiting.touch(0o600)
        with (
            closing(connect(ledger, schema.APPLICATION_ID, readonly=True)) as source,
            closing(sqlite3.connect(waiting, isolation_level=None)) as file,
        ):
            show(source, rows)
            source.execute("BEGIN")
            _fill(file, source, told, about)
        with waiting.open("rb") as whole:
            os.fsync(whole.fileno())
        waiting.replace(path)
    except OSError as error:
        cause = os.strerror(error.errno or 0)
        raise not_written(error, NOT_WRITTEN.filled(path=path, cause=cause)) from error
    except sqlite3.Error as error:
        is_full = OSError(28, "") if "full" in str(error) else OSError()
        raise not_written(is_full, NOT_WRITTEN.filled(path=path, cause=error)) from error
    finally:
        waiting.unlink(missing_ok=True)


def _fill(
    file: sqlite3.Connection, source: sqlite3.Connection, told: Told, about: Mapping[str, str]
) -> None:
    file.execute("PRAGMA journal_mode = OFF")  # what is not whole is thrown away
    file.execute("PRAGMA synchronous = OFF")
    file.execute("BEGIN")
    for name in (*TABLES, *AS_TABLES):
        _copy(file, source, name, told)
    for name, text in VIEWS.items():
        file.execute(f"CREATE VIEW {name} AS {text}")
    for table, index in source.execute(
        "SELECT tbl_name, sql FROM main.sqlite_master WHERE type = 'index' AND sql NOT NULL"
    ):
        if table in TABLES:
            file.execute(index)
    file.execute("CREATE TABLE about (what TEXT PRIMARY KEY, said TEXT)")
    file.executemany("INSERT INTO about VALUES (?, ?)", about.items())
    file.execute("COMMIT")


def _copy(file: sqlite3.Connection, source: sqlite3.Connection, name: str, told: Told) -> None:
    columns = [
        (column, kind)
        for _, column, kind, *_ in source.execute(f"PRAGMA table_info([{name}])")
        if kind != "BLOB"
    ]
    file.execute(f"CREATE TABLE {name} ({', '.join(f'{c} {kind}' for c, kind in columns)})")
    named = ", ".join(column for column, _ in columns)
    becomes = [told(name, column) for column, _ in columns]
    places = ", ".join("?" * len(columns))
    rows = source.execute(f"SELECT {named} FROM {name}")
    file.executemany(f"INSERT INTO {name} VALUES ({places})", _told_rows(rows, becomes))


def _told_rows(
    rows: sqlite3.Cursor, becomes: Sequence[Callable[[str], str] | None]
) -> Iterator[tuple[object, ...]]:
    while batch := rows.fetchmany(BATCH):
        for row in batch:
            yield tuple(
                made(cell) if made is not None and isinstance(cell, str) else cell
                for cell, made in zip(row, becomes, strict=True)
            )
