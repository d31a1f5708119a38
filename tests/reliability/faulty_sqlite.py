"""The store's own functions over a file system that fails: APSW's SQLite with a VFS whose Nth write
goes wrong.

`Disk` decides which write fails and how; `Connection` speaks APSW to SQLite and the few methods of
`sqlite3.Connection` to the store. The pattern is SQLite's own: fail the Nth operation for N = 1, 2,
3 … until the whole work passes.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Literal

import apsw
import pytest

import store.capture.file
import store.sqlite_file

Mode = Literal["EIO", "full", "torn", "dropped"]
MODES: tuple[Mode, ...] = ("EIO", "full", "torn", "dropped")
VFS = "faulty"


@dataclass
class Disk:
    """Counts writes, syncs and truncations once armed; from the `fail_at`-th on it is broken in its
    `mode`.

    EIO, full: the operation and every later one is refused. torn: half of the write arrives, then
    the power is gone. dropped: the power is gone, and with it everything that no sync had made sure
    of.
    """

    mode: Mode = "EIO"
    fail_at: int = 0  # 0 = never
    operations: int = 0
    is_broken: bool = False
    files: list["_File"] = field(default_factory=list)

    def arm(self, mode: Mode, fail_at: int) -> None:
        self.mode, self.fail_at, self.operations, self.is_broken, self.files = (
            mode,
            fail_at,
            0,
            False,
            [],
        )

    @property
    def is_without_power(self) -> bool:
        return self.is_broken and self.mode in ("torn", "dropped")

    def operate(self, file: "_File", write: tuple[bytes, int] | None = None) -> None:
        """Before each operation; raises where it fails."""
        if self.fail_at and not self.is_broken:
            self.operations += 1
            if self.operations >= self.fail_at:
                self._break(file, write)
        if self.is_broken:
            raise self._error(is_write=write is not None)

    def _break(self, file: "_File", write: tuple[bytes, int] | None) -> None:
        self.is_broken = True
        if self.mode == "torn" and write is not None:
            data, offset = write
            file.write_through(data[: len(data) // 2], offset)
        if self.mode == "dropped":
            for one in self.files:
                one.forget_unsynced()

    def _error(self, *, is_write: bool) -> apsw.Error:
        if self.mode == "full" and is_write:
            return apsw.FullError("database or disk is full")
        error = apsw.IOError("disk I/O error")
        error.extendedresult = apsw.SQLITE_IOERR_WRITE  # type: ignore[attr-defined]
        return error


disk = Disk()


class _File(apsw.VFSFile):
    """A file that remembers what each write since the last sync has replaced."""

    def __init__(self, inherit: str, name: Any, flags: list[int]) -> None:
        super().__init__(inherit, name, flags)
        self._undo: list[tuple[int, bytes, int]] = []
        disk.files.append(self)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 - apsw's name
        disk.operate(self, (bytes(data), offset))
        self._remember(offset, len(data))
        super().xWrite(data, offset)

    def xTruncate(self, size: int) -> None:  # noqa: N802
        if disk.mode != "full" or not disk.is_broken:
            disk.operate(self)
        self._remember(size, max(0, super().xFileSize() - size))
        super().xTruncate(size)

    def xSync(self, flags: int) -> None:  # noqa: N802
        if disk.mode != "full" or not disk.is_broken:
            disk.operate(self)
        super().xSync(flags)
        self._undo.clear()

    def write_through(self, data: bytes, offset: int) -> None:
        super().xWrite(data, offset)

    def forget_unsynced(self) -> None:
        for offset, before, size in reversed(self._undo):
            if before:
                super().xWrite(before, offset)
            super().xTruncate(size)
        self._undo.clear()

    def _remember(self, offset: int, length: int) -> None:
        size = super().xFileSize()
        within = max(0, min(length, size - offset))
        self._undo.append((offset, super().xRead(within, offset) if within else b"", size))


class _FileSystem(apsw.VFS):
    def __init__(self) -> None:
        super().__init__(VFS, "")

    def xOpen(self, name: Any, flags: list[int]) -> _File:  # noqa: N802
        return _File("", name, flags)


_file_system = _FileSystem()


class Cursor:
    """All rows at once, so that no statement is left unfinished."""

    def __init__(self, rows: list[Any], rowcount: int, lastrowid: int, description: Any) -> None:
        self._rows, self.rowcount, self.lastrowid, self.description = (
            iter(rows),
            rowcount,
            lastrowid,
            description,
        )

    def fetchone(self) -> Any:
        return next(self._rows, None)

    def fetchall(self) -> list[Any]:
        return list(self._rows)

    def __iter__(self) -> Iterator[Any]:
        return self._rows


class Connection:
    """What the store uses of `sqlite3.Connection`."""

    isolation_level = None

    def __init__(self, path: Path) -> None:
        with _said_as_sqlite3_says_it():
            self._db = apsw.Connection(str(path), vfs=VFS)
            self._db.set_busy_timeout(10_000)

    @property
    def in_transaction(self) -> bool:
        return self._db.in_transaction

    def execute(self, sql: str, values: Any = ()) -> Cursor:
        with _said_as_sqlite3_says_it():
            before = self._db.total_changes()
            cursor = self._db.cursor()
            cursor.execute(sql, values)
            description = _description(cursor)
            rows = list(cursor)
            changed = self._db.changes() if self._db.total_changes() > before else 0
            is_change = sql.lstrip()[:6].upper() in ("INSERT", "UPDATE", "DELETE")
            return Cursor(
                rows, changed if is_change else -1, self._db.last_insert_rowid(), description
            )

    def executemany(self, sql: str, many: Iterable[Sequence[Any]]) -> None:
        for values in many:
            self.execute(sql, values)

    def executescript(self, sql: str) -> Cursor:
        return self.execute(sql)

    def close(self) -> None:
        with suppress(apsw.Error):  # the file system is broken; the files stay as they are
            self._db.close(True)


def _description(cursor: apsw.Cursor) -> Any:
    try:
        return cursor.description
    except apsw.ExecutionCompleteError:
        return None  # a statement without rows


@contextmanager
def faulty_files(patch: pytest.MonkeyPatch) -> Iterator[None]:
    """Inside, the store opens its files through the file system that fails."""
    with patch.context() as inside:
        inside.setattr(store.sqlite_file, "_opened", lambda path, readonly: Connection(path))
        inside.setattr(
            store.capture.file,
            "sqlite3",
            SimpleNamespace(
                connect=lambda path, **_: Connection(path),
                Error=sqlite3.Error,
                Connection=Connection,
            ),
        )
        yield


@contextmanager
def _said_as_sqlite3_says_it() -> Iterator[None]:
    try:
        yield
    except apsw.ConstraintError as error:
        raise sqlite3.IntegrityError(str(error)) from error
    except apsw.FullError as error:
        raise sqlite3.OperationalError("database or disk is full") from error
    except apsw.IOError as error:
        raise sqlite3.OperationalError("disk I/O error") from error
    except apsw.BusyError as error:
        raise sqlite3.OperationalError("database is locked") from error
    except (apsw.CorruptError, apsw.NotADBError) as error:
        raise sqlite3.DatabaseError("database disk image is malformed") from error
    except apsw.Error as error:
        raise sqlite3.OperationalError(str(error)) from error
