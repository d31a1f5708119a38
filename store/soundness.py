"""Whether a file of ours is whole, complete and not newer than this program: asked before anything
in it is believed.

SQLite itself reads a damaged page without a word as long as nothing on it is out of place, so a
count may come out wrong and look right. The integrity check walks every page and every index (350
MB a second, measured on a ledger), the foreign keys find what points to nothing, and the names of
the tables are compared with those that our migrations make.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from sqlite_utils import Database, Migrations

from config.errors import OtherVersion
from config.words import Words
from store.sqlite_file import FAILURES, as_ours, store_failed

NEWER = Words(
    "{path} 由更新版本的程序写成（{cause}）。请升级本程序；为避免损坏，未打开。若从未升级过，则文件已损坏：gongkai restore latest",
    "{path} was written by a newer version of this program ({cause}). Upgrade; it was not opened, so as not to harm it. If there never was one, the file is damaged: gongkai restore latest",
)
OLDER = Words(
    "{path} 由旧版本写成（缺 {cause}）。请先运行一次检查（gongkai nightly），它会自动升级。",
    "{path} was written by an older version (lacking {cause}). Run a night first (gongkai nightly): it upgrades the file by itself.",
)
UNSOUND = Words(
    "{path} 未通过完整性检查：{cause}。文件未作改动。请运行 gongkai backup --list 查看备份，再用 gongkai restore latest 恢复。",
    "{path} fails its integrity check: {cause}. The file was not touched. See gongkai backup --list, then: gongkai restore latest",
)

_found_sound: set[tuple[str, int, int]] = set()


def refuse_unsound(connection: sqlite3.Connection, path: Path) -> None:
    """Read the whole file and check it. Raises StoreFailed with the first thing found wrong."""
    try:
        found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        orphan = (
            connection.execute("PRAGMA foreign_key_check").fetchone() if found == "ok" else None
        )
    except FAILURES as error:
        raise as_ours(error, path) from error
    if found != "ok":
        raise store_failed(UNSOUND, path, found)
    if orphan is not None:
        raise store_failed(UNSOUND, path, f"{orphan[0]} → {orphan[2]}")


def refuse_unsound_once(connection: sqlite3.Connection, path: Path) -> None:
    """The same for readers, who open often: once in the life of a process for each file that stands
    at `path`.
    """
    status = path.stat()
    key = (str(path), status.st_dev, status.st_ino)
    if key not in _found_sound:
        refuse_unsound(connection, path)
        _found_sound.add(key)


def refuse_newer(connection: sqlite3.Connection, path: Path, sets: Iterable[Migrations]) -> None:
    """Raises OtherVersion where the file has been through a migration that this program does not
    know.
    """
    ours = {
        (migrations.name, migration.name)
        for migrations in sets
        for migration in migrations._migrations
    }
    if unknown := sorted(
        name for set_name, name in applied(connection) if (set_name, name) not in ours
    ):
        raise other_version(NEWER, path, unknown)


def refuse_older(connection: sqlite3.Connection, path: Path, sets: Iterable[Migrations]) -> None:
    """Raises OtherVersion where a reader, who adds nothing, finds that migrations are lacking."""
    been_through = set(applied(connection))
    lacking = [
        migration.name
        for migrations in sets
        for migration in migrations._migrations
        if (migrations.name, migration.name) not in been_through
    ]
    if lacking:
        raise other_version(OLDER, path, lacking)


def other_version(words: Words, path: Path, names: Iterable[str]) -> OtherVersion:
    error = OtherVersion(words.filled(path=path, cause=", ".join(names)))
    error.cause = ", ".join(names)
    return error


def applied(connection: sqlite3.Connection) -> Sequence[tuple[str, str]]:
    """(set, migration) of everything the file has been through."""
    if not _tables(connection) >= {"_sqlite_migrations"}:
        return []
    return connection.execute(
        "SELECT migration_set, name FROM _sqlite_migrations ORDER BY id"
    ).fetchall()


def refuse_missing_tables(
    connection: sqlite3.Connection, path: Path, sets: Sequence[Migrations]
) -> None:
    """Raises StoreFailed where a table that the file's migrations made is not there: a name in the
    schema lost a letter.
    """
    if missing := sorted(_made_by(tuple(sets)) - _tables(connection)):
        raise store_failed(UNSOUND, path, ", ".join(missing))


def row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows each table holds."""
    quoted = {name: '"' + name.replace('"', '""') + '"' for name in sorted(_tables(connection))}
    return {
        name: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for name, table in quoted.items()
    }


@cache
def _made_by(sets: tuple[Migrations, ...]) -> frozenset[str]:
    fresh = Database(memory=True, execute_plugins=False)
    try:
        for migrations in sets:
            migrations.apply(fresh)
        return frozenset(_tables(fresh.conn))
    finally:
        fresh.close()


def _tables(connection: sqlite3.Connection) -> set[str]:
    return {
        name
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
    }
