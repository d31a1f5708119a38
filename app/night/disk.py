"""Room on the disk: looked at before a night begins, and a full disk called by its name wherever it
shows.

A night that begins with too little room ends in the middle, and a disk filled by us harms
everything else on the machine (docs/faults.md M3). SQLite's own words for a full disk are read in
`store`; here are everybody else's: reports, logs, locks.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.errors import NO_ROOM, OutOfSpace
from config.folder import Config
from config.office import Storage
from config.words import Words

GB = 10**9

TOO_LITTLE = Words(
    "磁盘空间不足，检查没有开始：{path} 剩余 {free:.2f} GB（{percent:.1f}%），至少要有 {gb:g} GB 和 {least:g}%。请腾出空间，或在 office.toml 的 [storage] 中调整。",
    "Too little room, so nothing was begun: {free:.2f} GB ({percent:.1f} %) free at {path}, where {gb:g} GB and {least:g} % are needed. Make room, or change [storage] in office.toml.",
)
FULL = Words(
    "磁盘已满，检查已停下（{cause}）。已写入的内容完好；腾出空间后重新运行即可继续。",
    "The disk is full and the night was stopped ({cause}). What was written is intact; free some space and run again.",
)


@contextmanager
def room_for_a_night(config: Config) -> Iterator[None]:
    """Raises OutOfSpace before anything is begun where there is too little room, and wherever the
    disk fills up inside.
    """
    with full_disk_named():
        refuse_without_room(config.data, config.office.storage)
        yield


def refuse_without_room(data: Path, storage: Storage) -> None:
    """Raises OutOfSpace where less is free than the office wants."""
    usage = shutil.disk_usage(next(place for place in (data, *data.parents) if place.exists()))
    percent = 100 * usage.free / usage.total if usage.total else 100.0
    if usage.free < storage.least_free_gb * GB or percent < storage.least_free_percent:
        values = {
            "path": data,
            "free": usage.free / GB,
            "percent": percent,
            "gb": storage.least_free_gb,
            "least": storage.least_free_percent,
        }
        raise OutOfSpace(TOO_LITTLE.filled(**values))


@contextmanager
def full_disk_named() -> Iterator[None]:
    """An error that comes of a full disk is raised as OutOfSpace, whatever a library has made of
    it.
    """
    try:
        yield
    except Exception as error:
        if not isinstance(error, OutOfSpace) and (cause := _no_room(error)):
            raise OutOfSpace(FULL.filled(cause=cause)) from error
        raise


def _no_room(error: BaseException | None) -> str:
    """What the system said, somewhere along the chain of causes; "" where it was something else."""
    while error is not None:
        inner = [error, *(part for part in error.args if isinstance(part, OSError))]
        for one in inner:
            if isinstance(one, OSError) and one.errno in NO_ROOM:
                return f"{one.strerror}: {one.filename}" if one.filename else str(one.strerror)
        error = error.__cause__ or error.__context__
    return ""
