"""One night at a time: a lock on the data folder that the kernel frees when its holder dies, kill
-9 included.

Beside the lock lies a small note of who holds it, since when and with which command, so that the
second comer can say so. The note is only words; the lock alone decides.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep

from filelock import FileLock, Timeout

from app.data_rights import CLOSED_FILE, closed_folder
from app.language import local_time
from config.errors import AlreadyRunning
from config.words import Words

HELD = {
    "night": Words(
        "检查或通知正在进行：进程 {pid}，自 {since} 起，命令 {command}。请等它结束；进程一旦终止，锁会自动释放。",
        "An inspection or its messages are under way: process {pid}, since {since}, command {command}. Wait for it to end; the lock falls when the process ends.",
    ),
    "schedule": Words(
        "定时检查已由另一进程负责：进程 {pid}，自 {since} 起，命令 {command}。同一数据文件夹只能有一个定时进程。",
        "Another scheduler already keeps these nights: process {pid}, since {since}, command {command}. One data folder has one scheduler.",
    ),
    "backup": Words(
        "备份或恢复正在进行：进程 {pid}，自 {since} 起，命令 {command}。请等它结束。",
        "A backup or a restore is under way: process {pid}, since {since}, command {command}. Wait for it to end.",
    ),
}

NOTE_SECONDS = 1.0  # how long a note that is not there yet is waited for


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock; every field is "?" where the note could not be read."""

    pid: str = "?"
    since: str = "?"
    command: str = "?"


@contextmanager
def held_night(data: Path) -> Iterator[None]:
    """Hold the night of this data folder. Raises AlreadyRunning, which says who holds it."""
    with held(data, "night"):
        yield


@contextmanager
def held(data: Path, what: str) -> Iterator[None]:
    """Hold the lock `what` ("night", "schedule" or "backup") of this data folder. Raises
    AlreadyRunning.
    """
    closed_folder(data)
    lock = FileLock(data / f"{what}.lock", mode=CLOSED_FILE)
    note = data / f"{what}.lock.json"
    try:
        lock.acquire(blocking=False)
    except Timeout:
        who = _holder_soon(data, what)
        said = asdict(who) | {"since": local_time(who.since)}
        raise AlreadyRunning(HELD[what].filled(**said)) from None
    try:
        _write(note)
        yield
    finally:
        note.unlink(missing_ok=True)
        lock.release()


def is_held(data: Path, what: str) -> bool:
    """Whether somebody holds the lock `what` at this moment. The note may outlive its writer; the
    lock does not.
    """
    if not (data / f"{what}.lock").exists():
        return False
    lock = FileLock(data / f"{what}.lock", mode=CLOSED_FILE)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        return True
    lock.release()
    return False


def holder(data: Path, what: str) -> Holder:
    """What the note beside the lock says. A note torn in the writing is no reason to fail."""
    try:
        note = json.loads((data / f"{what}.lock.json").read_text(encoding="utf-8"))
        return Holder(**{key: str(value) for key, value in note.items()})
    except (OSError, ValueError, TypeError, AttributeError):
        return Holder()


def _holder_soon(data: Path, what: str) -> Holder:
    """Who came first may not have written the note yet: ten that start at once would be told of
    nobody.
    """
    until = monotonic() + NOTE_SECONDS
    while (who := holder(data, what)) == Holder() and monotonic() < until:
        sleep(0.02)
    return who


def _write(note: Path) -> None:
    """Beside it and renamed: a note is read whole or not at all."""
    beside = note.with_suffix(".new")
    beside.write_text(json.dumps(asdict(_myself())), encoding="utf-8")
    beside.replace(note)


def _myself() -> Holder:
    command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:]])
    return Holder(str(os.getpid()), datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), command)
