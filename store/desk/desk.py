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

from store.sqlite_file import connect, transaction

APPLICATION_ID = 0x676B646B  # "gkdk"

migrations = Migrations("desk")


@dataclass(frozen=True, slots=True)
class Desk:
    """The place of desk.db. Every use opens it anew: the file is small, and threads share nothing."""

    path: Path

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Nothing can be written inside. Raises StoreFailed.

        Not opened read-only: after a power cut the first to come must be able to roll back what was
        half written.
        """
        connection = connect(self.path, APPLICATION_ID, journal="DELETE")
        try:
            connection.execute("PRAGMA query_only = ON")
            yield connection
        finally:
            connection.close()

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


def desk_path(data: Path) -> Path:
    return data / "desk.db"


@migrations()
def people(db: Database) -> None:
    """Who may come in."""
    db.conn.execute(
        """CREATE TABLE user (
             id INTEGER PRIMARY KEY,
             login TEXT NOT NULL UNIQUE,
             name TEXT NOT NULL,            -- as shown beside what the person wrote
             role TEXT NOT NULL CHECK (role IN ('leader', 'analyst', 'office')),
             person TEXT NOT NULL,          -- id in office.toml whose units a leader sees; "" = none
             units TEXT NOT NULL,           -- JSON list of unit ids assigned directly
             password_hash TEXT NOT NULL,   -- argon2id, with its own salt and parameters
             created_at TEXT NOT NULL,
             password_at TEXT NOT NULL
           ) STRICT"""
    )
    db.conn.execute(
        """CREATE TABLE session (
             token_hash TEXT PRIMARY KEY,   -- SHA-256 of the cookie's value: who reads this file cannot come in with it
             user INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
             began_at TEXT NOT NULL,
             ends_at TEXT NOT NULL
           ) STRICT"""
    )
    db.conn.execute("CREATE INDEX session_user ON session (user)")
    db.conn.execute(
        "CREATE TABLE refusal (at TEXT NOT NULL, login TEXT NOT NULL, address TEXT NOT NULL) STRICT"
    )
    db.conn.execute("CREATE INDEX refusal_at ON refusal (at)")


@migrations()
def entries(db: Database) -> None:
    """What was said of findings. Never changed, never deleted."""
    db.conn.execute(
        """CREATE TABLE entry (
             id INTEGER PRIMARY KEY,
             finding INTEGER NOT NULL,      -- of ledger.db
             life INTEGER NOT NULL,         -- the finding's `reopened` then: what was said of an earlier life does not count for a later one
             what TEXT NOT NULL CHECK (what IN ('acknowledged', 'deadline', 'person', 'note')),
             value TEXT NOT NULL,           -- the day, the person, the words; "" takes a deadline or a person back
             by_login TEXT NOT NULL,
             by_name TEXT NOT NULL,         -- copied: a user may leave, what was said stays
             at TEXT NOT NULL
           ) STRICT"""
    )
    db.conn.execute("CREATE INDEX entry_finding ON entry (finding, id)")
