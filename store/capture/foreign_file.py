"""A capture file that somebody brought: a stranger's bytes until it has shown that it is what this
program writes.

It is copied first, and only the copy is opened; its schema must be ours to the letter, because a
trigger or a view would run inside our own connection; nothing in it names a path or a table. What
is wrong is said, and nothing of it is used.
"""

import hashlib
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import zstandard

from config.errors import StoreFailed
from config.words import Words
from store.capture.file import MOST_FACTS, TABLES, VERSION, CaptureFile

MOST_BODY = 16 << 20


@dataclass(frozen=True, slots=True)
class Bounds:
    """How large a file may be. `steps`: of SQLite's machine for one check; a file made to be slow
    ends there.
    """

    most_bytes: int
    most_visits: int
    steps: int


# Home pages of one unit from one vantage; a whole site would not be brought.
OF_A_VANTAGE = Bounds(64 << 20, 500, 50_000_000)
# One unit's night, crawled by a worker of ours.
OF_A_CRAWL = Bounds(16 << 30, 1_000_000, 20_000_000_000)

FOREIGN = Words(
    "{path} 不是抓取文件，未予收取。", "{path} is not a capture file; it was not taken in."
)
TOO_LARGE = Words(
    "{path} 超过{most}兆字节，未予收取。", "{path} is larger than {most} MB; it was not taken in."
)
DAMAGED = Words(
    "{path} 已损坏（{cause}），未予收取。请让对方重新制作。",
    "{path} is damaged ({cause}); it was not taken in. Have it made again.",
)
NEWER = Words(
    "{path} 由更新版本的程序制作。请先升级本程序。",
    "{path} was made by a newer version of this program. Upgrade first.",
)
ALTERED = Words(
    "{path} 的结构与本程序所制不同，未予收取。",
    "{path} is not built as this program builds them; it was not taken in.",
)
UNFINISHED = Words(
    "{path} 的抓取尚未完成，未予收取。", "The crawl in {path} has not ended; it was not taken in."
)


def checked(path: Path, folder: Path, bounds: Bounds = OF_A_VANTAGE) -> CaptureFile:
    """A sound copy of the file at `path`, in `folder`, open. Raises StoreFailed where there is none
    to be had.
    """
    copy = folder / "brought.sqlite"
    try:
        if not path.is_file():
            raise refused(FOREIGN, path)
        if path.stat().st_size > bounds.most_bytes:
            raise refused(TOO_LARGE, path, most=bounds.most_bytes >> 20)
        shutil.copyfile(path, copy)
        with copy.open("rb") as file_of_bytes:
            if file_of_bytes.read(16) != b"SQLite format 3\0":
                raise refused(FOREIGN, path)
        with closing(
            sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        ) as db:
            _check(db, path, bounds)
    except (OSError, sqlite3.Error) as error:
        raise refused(DAMAGED, path, cause=error) from error
    file = CaptureFile.open(copy)
    try:
        _read_whole(file, path)
    except BaseException:
        file.close()
        raise
    return file


def refused(words: Words, path: Path, **values: object) -> StoreFailed:
    return StoreFailed(words.filled(path=path.name, **values))


def _check(db: sqlite3.Connection, path: Path, bounds: Bounds) -> None:
    db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 2 * MOST_BODY)
    steps = iter(range(bounds.steps // 100_000))
    db.set_progress_handler(lambda: next(steps, None) is None, 100_000)
    db.execute("PRAGMA trusted_schema = OFF")
    tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "crawl" not in tables:
        raise refused(FOREIGN, path)
    found = db.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise refused(DAMAGED, path, cause=found)
    versions = [row[0] for row in db.execute("SELECT version FROM crawl LIMIT 2")]
    if versions and max(versions) > VERSION:
        raise refused(NEWER, path)
    if _built(db) != _as_we_build():
        raise refused(ALTERED, path)
    if versions != [VERSION] or db.execute("SELECT end IS NULL FROM crawl").fetchone()[0]:
        raise refused(UNFINISHED, path)
    if db.execute("SELECT count(*) FROM visit").fetchone()[0] > bounds.most_visits:
        raise refused(ALTERED, path)
    _check_bodies(db, path)
    _check_facts(db, path)


def _built(db: sqlite3.Connection) -> set[tuple[str, str, str]]:
    return {
        (kind, name, sql or "")
        for kind, name, sql in db.execute("SELECT type, name, sql FROM sqlite_master")
    }


def _as_we_build() -> set[tuple[str, str, str]]:
    with closing(sqlite3.connect(":memory:")) as db:
        db.executescript(TABLES)
        return _built(db)


def _check_bodies(db: sqlite3.Connection, path: Path) -> None:
    """Each is as long as it says, never longer than a page may be, and bears its own name."""
    for sha256, size, body in db.execute("SELECT sha256, size, body FROM capture"):
        if not 0 <= size <= MOST_BODY:
            raise refused(TOO_LARGE, path, most=MOST_BODY >> 20)
        try:
            whole = zstandard.ZstdDecompressor(max_window_size=1 << 27).decompress(
                body, max_output_size=max(size, 1)
            )
        except zstandard.ZstdError as error:
            raise refused(DAMAGED, path, cause=error) from error
        if len(whole) != size or hashlib.sha256(whole).hexdigest() != sha256:
            raise refused(DAMAGED, path, cause=f"{sha256[:12]}")


def _check_facts(db: sqlite3.Connection, path: Path) -> None:
    """None says that it unpacks to more than any answer's facts."""
    for (facts,) in db.execute("SELECT facts FROM facts"):
        try:
            size = zstandard.frame_content_size(facts)
        except zstandard.ZstdError as error:
            raise refused(DAMAGED, path, cause=error) from error
        if not 0 <= size <= MOST_FACTS:
            raise refused(TOO_LARGE, path, most=MOST_FACTS >> 20)


def _read_whole(file: CaptureFile, path: Path) -> None:
    """Every row is one of ours: read once before anything is believed."""
    try:
        file.plan()
        file.end()
        file.looks()
        for _ in file.visits():
            pass
        for _ in file.frontier_states():
            pass
    except (ValueError, TypeError, KeyError, RecursionError, zstandard.ZstdError) as error:
        raise refused(DAMAGED, path, cause=type(error).__name__) from error
