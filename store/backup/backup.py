"""Backups: copies of our databases by SQLite's own backup, each opened, checked and counted before
it counts as one.

    backups/0007-20261123T053000Z/
        manifest.json     what is inside: size, SHA-256, rows of each table, schema; written last
        ledger.db …       every database of the data folder that is ours, by its application id
        config/           the office's files

The numbers order backups and not the times, for a clock may be wrong (docs/faults.md M5). A backup
is made under another name and renamed when all of it is on the disk, so what bears a backup's name
is whole.
"""

import os
import re
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from stat import S_ISREG

from pydantic import ValidationError

from config.errors import NotFound, OutOfSpace, StoreFailed
from config.words import Words
from store.archive import APPLICATION_ID as ARCHIVE
from store.backup.manifest import FORMAT, MANIFEST, CopiedDatabase, CopiedFile, Manifest
from store.schema import APPLICATION_ID as LEDGER
from store.soundness import applied, refuse_unsound, row_counts
from store.sqlite_file import FAILED, FOREIGN, FULL, failures_named, store_failed

OUR_FAMILY = 0x676B  # the upper half of every application id of ours: "gk"
BEING_MADE = ".being-made-"
NAME = re.compile(r"(\d{4,})-\d{8}T\d{6}Z")
_OURS_BY_NAME = {"ledger.db": LEDGER, "archive.db": ARCHIVE}
# The ledger first: whatever its rows refer to was in the archive before them, so the later copy of
# the archive holds it.
_ORDER = ("ledger.db", "archive.db")

# made of the ledger and the archive, and made again where it is missing: not worth a copy of its
# own
DERIVED = frozenset({"search.db"})

NO_SUCH_BACKUP = Words(
    "{folder} 中没有备份 {name}。请用 gongkai backup --list 查看。",
    "There is no backup {name} in {folder}. See: gongkai backup --list",
)
NOT_A_BACKUP = Words(
    "{path} 不是完整的备份（{cause}），未予使用。",
    "{path} is not a whole backup ({cause}); it was not used.",
)
NOTHING_THERE = Words(
    "{path} 中还没有可备份的数据。请先运行一次检查。",
    "There is nothing to back up in {path} yet. Run a night first.",
)
MOST_MANIFEST_BYTES = 8 << 20


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup on the disk."""

    path: Path
    number: int
    manifest: Manifest

    @property
    def bytes(self) -> int:
        return sum(database.bytes for database in self.manifest.databases) + sum(
            file.bytes for file in self.manifest.config
        )


def make_backup(
    data: Path, config_files: Iterable[tuple[str, Path]], folder: Path, *, now: datetime, keep: int
) -> Backup:
    """Copy, prove and name a new backup in `folder`, then remove what is older than the newest
    `keep`.

    A night may be at work meanwhile: each copy is one read transaction, and readers do not stop the
    writer.

    Args:
        config_files: (name inside the backup, path) of the office's files.

    Raises:
        StoreFailed: a database is damaged or not ours where ours belongs. OutOfSpace. NotFound:
            there is nothing yet.
    """
    sources = our_databases(data)
    if not sources:
        raise NotFound(NOTHING_THERE.filled(path=data))
    _make_room_for_one(folder, sources)
    number = max((backup.number for backup in backups_in(folder)), default=0) + 1
    being_made = folder / f"{BEING_MADE}{number:04}"
    (being_made / "config").mkdir(parents=True, mode=0o700)
    databases = tuple(_copy_database(source, being_made / source.name) for source in sources)
    config = tuple(
        _copy_file(source, being_made / "config" / name, name) for name, source in config_files
    )
    manifest = Manifest(format=FORMAT, made_at=now, databases=databases, config=config)
    _write_last(being_made / MANIFEST, manifest)
    final = folder / f"{number:04}-{now:%Y%m%dT%H%M%SZ}"
    being_made.rename(final)
    _sync(folder)
    _remove_older(folder, keep)
    return Backup(final, number, manifest)


def backups_in(folder: Path) -> list[Backup]:
    """What bears a backup's name and a readable manifest, oldest first. Their files are proven by
    `restore`, not here.
    """
    return sorted(_backups(folder), key=lambda backup: backup.number)


def backup_named(folder: Path, name: str) -> Backup:
    """The backup called `latest`, by its number or name in `folder`, or by its path. Raises
    NotFound, StoreFailed.
    """
    there = backups_in(folder)
    if name == "latest" and there:
        return there[-1]
    if match := [
        backup
        for backup in there
        if name in (str(backup.number), f"{backup.number:04}", backup.path.name)
    ]:
        return match[0]
    if (path := Path(name)).is_dir():
        return read_backup(path)
    raise NotFound(NO_SUCH_BACKUP.filled(folder=folder, name=name))


def read_backup(path: Path) -> Backup:
    """A backup wherever it lies. Its manifest is a stranger's word. Raises StoreFailed where it is
    none.
    """
    manifest = path / MANIFEST
    try:
        status = manifest.lstat()
        if not S_ISREG(status.st_mode) or status.st_size > MOST_MANIFEST_BYTES:
            raise store_failed(NOT_A_BACKUP, path, MANIFEST)
        read = Manifest.model_validate_json(manifest.read_bytes())
    except OSError as error:
        raise store_failed(NOT_A_BACKUP, path, f"{MANIFEST}: {error.strerror}") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise store_failed(
            NOT_A_BACKUP, path, f"{MANIFEST}: {'.'.join(map(str, first['loc']))} {first['msg']}"
        ) from error
    match = NAME.fullmatch(path.name)
    return Backup(path, int(match[1]) if match else 0, read)


def our_databases(data: Path) -> list[Path]:
    """Every *.db of the folder that is ours by its application id and not DERIVED. Raises
    StoreFailed where one of ours cannot be read.
    """
    found = [
        path
        for path in sorted(data.glob("*.db"))
        if path.name not in DERIVED and path.is_file() and not path.is_symlink() and _is_ours(path)
    ]
    return sorted(
        found,
        key=lambda path: (
            _ORDER.index(path.name) if path.name in _ORDER else len(_ORDER),
            path.name,
        ),
    )


def examine(path: Path) -> CopiedDatabase:
    """What a copy that nobody writes to holds, after its integrity check. Raises StoreFailed."""
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with failures_named(path), closing(sqlite3.connect(uri, uri=True)) as copy:
        copy.execute("PRAGMA trusted_schema = OFF")
        refuse_unsound(copy, path)
        return CopiedDatabase(
            name=path.name,
            bytes=path.stat().st_size,
            sha256=sha256_of(path),
            application_id=copy.execute("PRAGMA application_id").fetchone()[0],
            migrations=tuple(f"{migrations}/{name}" for migrations, name in applied(copy)),
            rows=row_counts(copy),
        )


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def sync_file(path: Path) -> None:
    _sync(path)


def _backups(folder: Path) -> Iterator[Backup]:
    try:
        paths = list(folder.iterdir())
    except FileNotFoundError:
        return
    except OSError as error:  # a glob finds nothing there: as if no backup was ever made
        raise store_failed(FAILED, folder, error.strerror) from error
    for path in paths:
        if NAME.fullmatch(path.name) and path.is_dir() and not path.is_symlink():
            try:
                yield read_backup(path)
            except StoreFailed:
                continue  # not one that anybody should count on; it stays where it is


def _is_ours(path: Path) -> bool:
    """Asked through SQLite: to open and close the file beside it would drop this process's locks on
    it.
    """
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            found = database.execute("PRAGMA application_id").fetchone()[0]
    except sqlite3.DatabaseError:
        found = 0
    if path.name in _OURS_BY_NAME and found != _OURS_BY_NAME[path.name]:
        raise store_failed(FOREIGN, path)
    return bool(found >> 16 == OUR_FAMILY)


def _make_room_for_one(folder: Path, sources: Iterable[Path]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(
        0o700
    )  # the office's files hold passwords of mail accounts, the desk hashes of others
    for left in folder.glob(f"{BEING_MADE}*"):
        shutil.rmtree(left)  # of a backup that was killed; whoever is here holds the backup lock
    needed = sum(source.stat().st_size for source in sources)
    if shutil.disk_usage(folder).free < needed:
        raise OutOfSpace(FULL.filled(path=folder))


def _copy_database(source: Path, target: Path) -> CopiedDatabase:
    reading = f"{source.absolute().as_uri()}?mode=ro"
    with (
        failures_named(source),
        closing(sqlite3.connect(reading, uri=True, timeout=10)) as live,
        closing(sqlite3.connect(target)) as copy,
    ):
        live.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, without a WAL beside it
    target.chmod(0o600)
    _sync(target)
    return examine(target)


def _copy_file(source: Path, target: Path, name: str) -> CopiedFile:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    target.chmod(0o600)
    _sync(target)
    return CopiedFile(name=name, bytes=target.stat().st_size, sha256=sha256_of(target))


def _write_last(path: Path, manifest: Manifest) -> None:
    path.write_text(manifest.model_dump_json(indent=1), encoding="utf-8")
    for place in (
        path,
        *(folder for folder in path.parent.rglob("*") if folder.is_dir()),
        path.parent,
    ):
        _sync(place)


def _remove_older(folder: Path, keep: int) -> None:
    for backup in backups_in(folder)[:-keep]:
        shutil.rmtree(backup.path)


def _sync(path: Path) -> None:
    """On the disk, not in the cache: for a file or a folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
