"""The desk: what people do with findings, and who they are. `desk.db`, a file of its own beside the
ledger.

The ledger says what was seen and judged; nothing that a person types ever changes it. Here rows are
added: users and their sessions, and for each finding what was acknowledged, by when it is due, who
sees to it, what was remarked, each with who and when. Several processes may write (the console,
`gongkai user`), so the file keeps SQLite's rollback journal: losing commits to two writers is a
fault of WAL (docs/stack.md §8.1).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database, Migrations

from store.soundness import refuse_newer, refuse_older, refuse_unsound
from store.sql import queries, run
from store.sqlite_file import connect, transaction

APPLICATION_ID = 0x676B646B  # "gkdk"

migrations = Migrations("desk")

_SQL = queries("desk")


@dataclass(frozen=True, slots=True)
class Desk:
    """The place of desk.db. Every use opens it anew: the file is small, and threads share nothing.
    `is_anothers`: it is another office's, and nothing in its folder may change.
    """

    path: Path
    is_anothers: bool = False

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Nothing can be written inside. Raises StoreFailed.

        Our own is not opened read-only: after a power cut the first to come must be able to roll
        back what was half written.
        """
        connection = connect(self.path, APPLICATION_ID, readonly=self.is_anothers, journal="DELETE")
        try:
            connection.execute("PRAGMA query_only = ON")
            yield connection
        finally:
            connection.close()

    def holds(self, table: str) -> bool:
        """False on a desk from before there was such a thing to say. Raises StoreFailed."""
        with self.reading() as connection:
            found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,))
            return found.fetchone() is not None

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all inside is written, or nothing. Raises StoreFailed, OutOfSpace."""
        connection = connect(self.path, APPLICATION_ID, journal="DELETE")
        try:
            with transaction(connection, self.path):
                yield connection
        finally:
            connection.close()


def open_desk(data: Path) -> Desk:
    """The desk of a data folder, made or upgraded. Readable by its owner only, for it holds
    password hashes. Raises StoreFailed.
    """
    data.mkdir(parents=True, exist_ok=True)
    desk = Desk(desk_path(data))
    if not desk.path.exists():
        desk.path.touch(mode=0o600)
    with desk.writing() as connection:
        migrations.apply(Database(connection, execute_plugins=False))
    return desk


def desk_as_it_is(data: Path) -> Desk | None:
    """The desk for whoever only reads: neither made nor upgraded. None where there is no console,
    and nobody said anything.
    """
    return Desk(desk_path(data)) if desk_path(data).exists() else None


def anothers_desk(data: Path) -> Desk:
    """Another office's desk, read whole and checked. Raises OtherVersion, StoreFailed."""
    desk = Desk(desk_path(data), is_anothers=True)
    with desk.reading() as connection:
        refuse_newer(connection, desk.path, [migrations])
        refuse_unsound(connection, desk.path)
        refuse_older(connection, desk.path, [migrations])
    return desk


def desk_path(data: Path) -> Path:
    return data / "desk.db"


@migrations()
def people(db: Database) -> None:
    """Who may come in."""
    run(db.conn, _SQL["people"])


@migrations()
def entries(db: Database) -> None:
    """What was said of findings. Never changed, never deleted."""
    run(db.conn, _SQL["entries"])


@migrations()
def withdrawals(db: Database) -> None:
    """That a finding is taken back may be said too."""
    run(db.conn, _SQL["withdrawals"])


@migrations()
def wording(db: Database) -> None:
    """What people said of names that are no longer borne."""
    run(db.conn, _SQL["wording"])


@migrations()
def account_looks(db: Database) -> None:
    """What people saw of units' accounts."""
    run(db.conn, _SQL["account_looks"])


@migrations()
def looks(db: Database) -> None:
    """Who took bytes in which persons' numbers stand."""
    run(db.conn, _SQL["looks"])


@migrations()
def secrets(db: Database) -> None:
    """Keys of the office's own."""
    run(db.conn, _SQL["secrets"])


@migrations()
def answers(db: Database) -> None:
    """Units answer, with files; the office decides. Who was in stays in."""
    run(db.conn, _SQL["answers"])


@migrations()
def tokens(db: Database) -> None:
    """By which programs read, and views that people keep."""
    run(db.conn, _SQL["tokens"])
