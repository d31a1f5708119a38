"""Who on this machine may read the data folder: its owner alone, and, where `data_group` names a
group, that group the ledger, the search index and the reports, to read.

The ledger holds what pages say of people, numbers and telephones included; the desk password
hashes, the archive whole pages, the backups the office's passwords. Whatever is made is made closed
(umask 077) and opened by name afterwards, so that a file nobody thought of is closed.
"""

import grp
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from config.words import Words

CLOSED_UMASK = 0o077
CLOSED_FOLDER, CLOSED_FILE = 0o700, 0o600
OPENED_FOLDER, OPENED_FILE = (
    0o750,
    0o640,
)  # no setgid: the service may not set it (RestrictSUIDSGID)
_WAL = ("-wal", "-shm")
_DATABASES = ("ledger.db", "search.db")
OPENED = frozenset({"reports", *_DATABASES, *(name + end for name in _DATABASES for end in _WAL)})

NO_GROUP = Words(
    "office.toml：本机没有用户组 {group}（data_group）。请建立该组（groupadd {group}），或删去 data_group。",
    "office.toml: there is no group {group} on this machine (data_group). Make it (groupadd {group}) or take data_group away.",
)
NOT_OURS = Words(
    "无法修改 {path} 的权限或用户组（{cause}）。请核对所有者，并把运行本程序的用户加入组 {group}。",
    "The rights or the group of {path} cannot be changed ({cause}). Check its owner, and that the user who runs this program is a member of {group}.",
)
CLOSED_NOW = Words(
    "数据文件夹 {data} 原来对本机其他用户开放，现已收回 {n} 个文件和文件夹的权限；需要让分析人员读取的，请设置 data_group。",
    "The data folder {data} was open to others on this machine: {n} files and folders are closed now. To let analysts read, set data_group.",
)


@dataclass(frozen=True, slots=True)
class FileMode:
    """What one path should be; `group` None: whichever it is."""

    path: Path
    mode: int
    group: int | None = None

    @property
    def is_so(self) -> bool:
        found = self.path.stat()
        return stat.S_IMODE(found.st_mode) == self.mode and self.group in (None, found.st_gid)

    @property
    def is_too_open(self) -> bool:
        return bool(stat.S_IMODE(self.path.stat().st_mode) & 0o077 & ~self.mode)

    def apply(self) -> None:
        """Raises OSError."""
        if self.is_so:
            return
        if self.group not in (None, self.path.stat().st_gid):
            os.chown(self.path, -1, self.group or -1)
        self.path.chmod(self.mode)


@dataclass(frozen=True, slots=True)
class KeptPart:
    """`were_open`: how many files and folders others could read; `problem`: what could not be
    mended.
    """

    were_open: int
    problem: Words | None = None


def closed_folder(data: Path) -> None:
    """The data folder, made for its owner alone where it is not there."""
    data.mkdir(parents=True, exist_ok=True, mode=CLOSED_FOLDER)


def keep_rights(data: Path, group: str = "") -> KeptPart:
    """Bring the folder to its rights. Never a reason to stop: where that fails it stays closed, or
    as it was, and says so.

    A folder of an older version is gone through as a whole, itself last, so that a call cut short
    is made good by the next. One that is closed already is not: nobody comes past its own mode.
    """
    number, problem = _group_id(group), None
    if group and number is None:
        problem = NO_GROUP.filled(group=group)
    itself = _right(data, data, number)
    is_old = not itself.is_so
    paths = data.rglob("*") if is_old else _at_the_top(data) if number is not None else ()
    were_open = 0
    for right in (*_rights(paths, data, number), itself):
        try:
            were_open += is_old and right.is_too_open
            right.apply()
        except FileNotFoundError:  # another process took away what it had made
            continue
        except OSError as error:
            cause = error.strerror or type(error).__name__
            problem = NOT_OURS.filled(path=right.path, cause=cause, group=group or "-")
    return KeptPart(were_open, problem)


def leave_readable(data: Path, group: str) -> None:
    """Once the databases are closed. Who may only read cannot make the two files that SQLite's log
    needs, so they are left for the group, empty; the next writer goes on in them.
    """
    if _group_id(group) is None:
        return
    for name in _DATABASES:
        for end in _WAL if (data / name).exists() else ():
            (data / (name + end)).touch(mode=CLOSED_FILE)
    keep_rights(data, group)


def too_open(data: Path, group: str) -> list[Path]:
    """What others can read and should not: for the doctor, who mends nothing."""
    number = _group_id(group)
    if not _right(data, data, number).is_too_open:
        return []
    return [
        right.path
        for right in _rights((data, *sorted(data.rglob("*"))), data, number)
        if right.is_too_open
    ]


def is_known(group: str) -> bool:
    return _group_id(group) is not None


def _rights(paths: Iterable[Path], data: Path, group: int | None) -> list[FileMode]:
    return [_right(path, data, group) for path in paths if not path.is_symlink()]


def _right(path: Path, data: Path, group: int | None) -> FileMode:
    within = path.relative_to(data).parts
    if group is not None and (not within or within[0] in OPENED):
        return FileMode(path, OPENED_FOLDER if path.is_dir() else OPENED_FILE, group)
    return FileMode(path, CLOSED_FOLDER if path.is_dir() else CLOSED_FILE)


def _group_id(group: str) -> int | None:
    """None where no group is named, or this machine knows none of that name."""
    try:
        return grp.getgrnam(group).gr_gid if group else None
    except KeyError:
        return None


def _at_the_top(data: Path) -> Iterator[Path]:
    """Where a group comes into the folder itself: what lies in it, each closed or opened as a
    whole, and the reports one by one.
    """
    yield from data.iterdir()
    yield from (data / "reports").rglob("*")
