"""One SQLite file of ours, opened safely: the writer's and the readers' way in, and what its
failures are called.

One writer to a file, every reader read-only: SQLite before 3.51.3 can lose commits in WAL mode
where two connections write or checkpoint at once (docs/stack.md §8.1), and the Python of many
offices carries 3.40.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISREG

from config.errors import OutOfSpace, StoreFailed
from config.words import Words

BUSY_SECONDS = 10.0  # docs/stack.md §8.1

MISSING = Words(
    "没有数据文件 {path}。请先运行一次检查。", "There is no data file {path}. Run a night first."
)
FOREIGN = Words(
    "{path} 不是本程序的数据文件，已拒绝使用。请检查路径，或用 gongkai restore latest 恢复备份。",
    "{path} is not a file of this program and is left alone. Check the path, or restore a backup: gongkai restore latest",
)
DAMAGED = Words(
    "数据文件 {path} 已损坏（{cause}）。原文件未作改动。请运行 gongkai backup --list 查看备份，再用 gongkai restore latest 恢复。",
    "The data file {path} is damaged ({cause}). It was not touched. See gongkai backup --list, then: gongkai restore latest",
)
LOCKED = Words(
    "数据文件 {path} 被另一程序占用超过10秒。请关闭占用它的程序后重试。",
    "The data file {path} was held by another program for more than 10 seconds. Close that program and try again.",
)
FULL = Words(
    "磁盘已满，未能写入 {path}。已写入的内容完好；腾出空间后重新运行即可继续。",
    "The disk is full: {path} could not be written. What was written is intact; free some space and run again.",
)
# A schema that lost a letter shows as a name that is not there (docs/faults.md M10).
SIGNS_OF_DAMAGE = (
    "malformed",
    "corrupt",
    "unsupported file format",
    "no such table",
    "no such column",
    "already exists",
    "decode",
    "disk i/o error",
)
FAILURES = (
    sqlite3.Error,
    UnicodeDecodeError,
)  # the second where SQLite names a table that lost a letter in its message
FAILED = Words("读写 {path} 失败：{cause}。", "Reading or writing {path} failed: {cause}.")


def connect(
    path: Path, application_id: int, *, readonly: bool = False, journal: str = "WAL"
) -> sqlite3.Connection:
    """A connection in autocommit (transactions are always spelled out), WAL, synchronous=FULL.

    FULL, because a finding told to a leader must survive a power cut together with what it rests
    on. A small file that several processes may write takes `journal` DELETE: the fault of WAL above
    needs WAL.

    Raises:
        StoreFailed: no such file (readers), not our file, damaged.
    """
    _refuse_what_is_no_file(path, readonly)
    try:
        connection = _opened(path, readonly)
    except sqlite3.Error as error:
        raise as_ours(error, path) from error
    try:
        _make_ours(connection, path, application_id, readonly, journal)
    except FAILURES as error:
        connection.close()
        raise as_ours(error, path) from error
    except StoreFailed:
        connection.close()
        raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Everything inside is written at once or not at all; inside another transaction it is part of
    that one.

    Raises:
        OutOfSpace: the disk is full. StoreFailed: locked for too long, damaged, or any other
            failure of the file.
    """
    if connection.in_transaction:
        yield
        return
    try:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    except (sqlite3.OperationalError, sqlite3.DatabaseError) as error:
        if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
            raise  # a bug of ours, not a failure of the file
        raise as_ours(error, path) from error


@contextmanager
def failures_named(path: Path) -> Iterator[None]:
    """What SQLite fails at inside is raised in our words. Raises StoreFailed, OutOfSpace."""
    try:
        yield
    except FAILURES as error:
        raise as_ours(error, path) from error


def close(connection: sqlite3.Connection) -> None:
    """Close; a writer first empties its WAL into the file, unless a reader is in the way: then the
    next writer does.

    Never two checkpointers: readers are `mode=ro` and cannot (docs/stack.md §8.1).
    """
    try:
        if not connection.execute("PRAGMA query_only").fetchone()[0]:
            connection.execute("PRAGMA busy_timeout = 0")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error:
        pass  # full, damaged or busy: what is in the WAL is committed and stays there
    finally:
        connection.close()


def shred(connection: sqlite3.Connection, path: Path) -> None:
    """Write the file anew without what was deleted, and empty its log: no trace of it is left in
    either.

    Deleting alone leaves the bytes in free pages and in the log. Raises StoreFailed where another
    program reads the file for so long that its log cannot be emptied.
    """
    try:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("VACUUM")
        busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite3.Error as error:
        raise as_ours(error, path) from error
    if busy:
        raise store_failed(LOCKED, path)


def store_failed(words: Words, path: Path, cause: object = "") -> StoreFailed:
    error = StoreFailed(words.filled(path=path, cause=cause))
    error.cause = str(cause)
    return error


def _refuse_what_is_no_file(path: Path, readonly: bool) -> None:
    """SQLite waits for ever at a pipe, and calls a folder and a device a full disk."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        if not isinstance(error, FileNotFoundError) or path.is_symlink():
            raise store_failed(FAILED, path, error.strerror) from error
        if readonly:
            raise store_failed(MISSING, path) from error
        return
    if not S_ISREG(mode):
        raise store_failed(FOREIGN, path)


def _opened(path: Path, readonly: bool) -> sqlite3.Connection:
    if not readonly and not path.exists():
        path.touch(mode=0o600)  # its log and its journal take its mode over
    mode = ("ro&immutable=1" if _stands_still(path) else "ro") if readonly else "rwc"
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)


def _stands_still(path: Path) -> bool:
    """Where we may write nothing, readers cannot make the index of a log; without a log there, no
    writer is at work either.
    """
    log = path.with_name(path.name + "-wal")
    return not os.access(path.parent, os.W_OK) and not log.exists()


def _make_ours(
    connection: sqlite3.Connection, path: Path, application_id: int, readonly: bool, journal: str
) -> None:
    found = connection.execute("PRAGMA application_id").fetchone()[0]
    is_new = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if found != application_id and not (is_new and not readonly and found == 0):
        raise store_failed(FOREIGN, path)
    connection.execute("PRAGMA foreign_keys = ON")
    if readonly:
        connection.execute("PRAGMA query_only = ON")
        return
    connection.execute(f"PRAGMA journal_mode = {journal}")
    connection.execute("PRAGMA synchronous = FULL")
    if found != application_id:
        connection.execute(f"PRAGMA application_id = {application_id}")


def as_ours(error: sqlite3.Error | UnicodeDecodeError, path: Path) -> StoreFailed:
    """What SQLite says, in our words."""
    said = str(error).lower()
    # SQLite says a full disk in two ways (docs/stack.md §8.1); what cannot be read is none of them
    is_unread = "READ" in getattr(error, "sqlite_errorname", "")
    if "full" in said or ("disk i/o error" in said and not is_unread):
        return OutOfSpace(FULL.filled(path=path))
    if "locked" in said or "busy" in said:
        return store_failed(LOCKED, path)
    if "not a database" in said:
        return store_failed(FOREIGN, path)
    if any(sign in said for sign in SIGNS_OF_DAMAGE):
        return store_failed(DAMAGED, path, error)
    return store_failed(FAILED, path, error)
