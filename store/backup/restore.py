"""A backup put back in place: copied beside, proven, then moved in; what it replaces is kept.

A backup is untrusted input, wherever it lay: only plain names that its manifest lists are read, no
link is followed, no byte beyond the size it states, and what was proven is the very copy that is
moved in. From the moment the plan lies in the staging folder the move is carried to its end, by the
next command if this one is killed: a data folder without its ledger would look like a new
installation, and an old WAL beside a new ledger would damage it.
"""

import os
import shutil
import sqlite3
import stat
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from io import BufferedReader
from pathlib import Path

from sqlite_utils import Migrations

from config.closed_model import ClosedModel
from config.errors import OutOfSpace
from store import archive, ledger, schema
from store.backup.backup import DERIVED, NOT_A_BACKUP, Backup, examine, sync_file
from store.backup.manifest import CopiedDatabase, CopiedFile, DatabaseName
from store.backup.office_files import OfficeFiles, put_in_place
from store.desk import desk
from store.soundness import NEWER, refuse_newer
from store.sqlite_file import FULL, failures_named, store_failed

STAGING = ".restoring"
PLAN = "plan.json"
REPLACED = "replaced-by-restore"
# of runs that the restored ledger may not know: kept aside, for the next night would refuse them
CAPTURES = "captures"
OFFICE = "config"  # the folder in which the office's files are kept
_BESIDE = ("", "-wal", "-shm", "-journal")
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back, and where lies what it replaced (None where there was nothing)."""

    backup: Backup
    databases: tuple[CopiedDatabase, ...]
    config: tuple[str, ...]
    replaced: Path | None


class _Plan(ClosedModel):
    databases: tuple[DatabaseName, ...]
    replaced: str
    office: OfficeFiles | None = None


def restore_databases(backup: Backup, data: Path, office: OfficeFiles | None = None) -> Restored:
    """Prove every database of the backup and put them in the place of those in `data`, and with
    them the `office`'s files that were staged.

    The caller holds every lock of the folder.

    Raises:
        StoreFailed: the backup is altered, incomplete, damaged, foreign or newer than this program;
            `data` is as it was.
        OutOfSpace: no room for a second copy; `data` is as it was.
    """
    data.mkdir(parents=True, exist_ok=True)
    finish_interrupted(data)
    proven = _stage(backup, data)
    plan = _Plan(
        databases=tuple(database.name for database in proven),
        replaced=_free_name(data),
        office=office,
    )
    _write_plan(data / STAGING / PLAN, plan)
    replaced = _carry_out(plan, data)
    return Restored(backup, proven, office.coming if office else (), replaced)


def proven_config(backup: Backup) -> Mapping[str, bytes]:
    """The office's files of the backup by name, each as the manifest states it. Raises StoreFailed."""
    return {file.name: _proven_bytes(backup, file) for file in backup.manifest.config}


def finish_interrupted(data: Path) -> bool:
    """Carry a restore that was killed to its end; whether there was one. Staging without a plan
    changed nothing and is cleared away.
    """
    staging = data / STAGING
    if not (staging / PLAN).exists():
        shutil.rmtree(staging, ignore_errors=True)
        return False
    _carry_out(_Plan.model_validate_json((staging / PLAN).read_bytes()), data)
    return True


def _stage(backup: Backup, data: Path) -> tuple[CopiedDatabase, ...]:
    if shutil.disk_usage(data).free < backup.bytes:
        raise OutOfSpace(FULL.filled(path=data))
    staging = data / STAGING
    staging.mkdir(mode=0o700)
    # backups of 0.2.0 and before hold the search index as well
    wanted = tuple(one for one in backup.manifest.databases if one.name not in DERIVED)
    try:
        for database in wanted:
            _copy_proven(backup.path, database, staging / database.name)
            _prove(backup, database, staging / database.name)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    return wanted


def _prove(backup: Backup, stated: CopiedDatabase, copy: Path) -> None:
    """The copy is sound, is what the manifest says, and is nothing that this program does not know."""
    found = examine(copy)
    for part, one, other in (
        ("rows", stated.rows, found.rows),
        ("schema", stated.migrations, found.migrations),
    ):
        if one != other:
            raise store_failed(NOT_A_BACKUP, backup.path, f"{stated.name}: {part}")
    known = _known()
    if found.application_id not in known:
        raise store_failed(NEWER, backup.path / stated.name, f"{found.application_id:#x}")
    if known[found.application_id][0] != stated.name:
        raise store_failed(
            NOT_A_BACKUP, backup.path, f"{stated.name} ≠ {known[found.application_id][0]}"
        )
    with (
        failures_named(copy),
        closing(
            sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        ) as opened,
    ):
        refuse_newer(opened, backup.path / stated.name, known[found.application_id][1])


def _known() -> Mapping[int, tuple[str, Sequence[Migrations]]]:
    """Our kinds of database: the name each has, and the migrations that this program knows of it."""
    return {
        schema.APPLICATION_ID: ("ledger.db", ledger.migration_sets()),
        archive.APPLICATION_ID: ("archive.db", [archive.migrations]),
        desk.APPLICATION_ID: ("desk.db", [desk.migrations]),
    }


def _copy_proven(folder: Path, stated: CopiedDatabase | CopiedFile, target: Path) -> None:
    source = folder / stated.name
    digest, left = sha256(), stated.bytes
    with _opened_plainly(source, stated.bytes) as file, target.open("xb") as copy:
        while piece := file.read(min(_PIECE, left)):
            digest.update(piece)
            copy.write(piece)
            left -= len(piece)
        copy.flush()
        os.fsync(copy.fileno())
    if left or digest.hexdigest() != stated.sha256:
        raise store_failed(NOT_A_BACKUP, folder, f"{stated.name}: SHA-256")


def _proven_bytes(backup: Backup, stated: CopiedFile) -> bytes:
    with _opened_plainly(backup.path / "config" / stated.name, stated.bytes) as file:
        body = file.read(stated.bytes)
    if sha256(body).hexdigest() != stated.sha256:
        raise store_failed(NOT_A_BACKUP, backup.path, f"{stated.name}: SHA-256")
    return body


def _opened_plainly(path: Path, size: int) -> BufferedReader:
    """A regular file of just that size, reached without a link. Raises StoreFailed."""
    try:
        if path.parent.is_symlink():
            raise store_failed(NOT_A_BACKUP, path.parent, path.parent.name)
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        raise store_failed(NOT_A_BACKUP, path.parent, f"{path.name}: {error.strerror}") from error
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode) or status.st_size != size:
        os.close(descriptor)
        raise store_failed(NOT_A_BACKUP, path.parent, f"{path.name}: {status.st_size} ≠ {size}")
    return os.fdopen(descriptor, "rb")


def _write_plan(path: Path, plan: _Plan) -> None:
    """From here on there is no way back, only forward: written beside and renamed, so that half a
    plan is none.
    """
    beside = path.with_suffix(".new")
    beside.write_text(plan.model_dump_json(), encoding="utf-8")
    sync_file(beside)
    beside.rename(path)
    sync_file(path.parent)


def _carry_out(plan: _Plan, data: Path) -> Path | None:
    """Every step may have been done already; the staged file is there until its step is done."""
    staging, replaced = data / STAGING, data / plan.replaced
    for name in plan.databases:
        if (staging / name).exists():
            for suffix in _BESIDE:
                _set_aside(data / f"{name}{suffix}", replaced)
            (staging / name).rename(data / name)
    for name in DERIVED:  # of the ledger that is gone: it may know more than the restored one
        for suffix in _BESIDE:
            _set_aside(data / f"{name}{suffix}", replaced)
    _set_aside(data / CAPTURES, replaced)
    if plan.office:
        put_in_place(plan.office, replaced / OFFICE)
    for folder in (data, replaced):
        if folder.exists():
            sync_file(folder)
    shutil.rmtree(staging)
    return replaced if replaced.exists() else None


def _set_aside(path: Path, folder: Path) -> None:
    if path.exists():
        folder.mkdir(exist_ok=True)
        path.rename(folder / path.name)


def _free_name(data: Path) -> str:
    number = 1
    while (data / f"{REPLACED}-{number}").exists():
        number += 1
    return f"{REPLACED}-{number}"
