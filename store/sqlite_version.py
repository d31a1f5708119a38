"""Which SQLite this Python carries, and what that asks of us.

SQLite 3.7.0 to 3.51.2 can lose commits in WAL mode where two connections write or checkpoint at
once (docs/stack.md §8.1; fixed in 3.51.3, with backports in 3.44.6 and 3.50.7). The Python of
Debian 12 carries 3.40.1. The cure stands in the code and not in the version: one writer to a WAL
file, readers `mode=ro`, which never checkpoint.
"""

import sqlite3
from dataclasses import dataclass

from config.words import Words

FIRST_WITH_THE_BUG = (3, 7, 0)
FIRST_WITHOUT = (3, 51, 3)
BACKPORTS = {(3, 44): 6, (3, 50): 7}  # minor series: the patch that has the repair
OLDEST = (3, 37, 0)  # STRICT tables

TOO_OLD = Words(
    "SQLite {version} 太旧，本程序需要 {oldest} 或更新版本。请换用较新的 Python。",
    "SQLite {version} is too old; {oldest} or newer is needed. Use a newer Python.",
)
HAS_THE_BUG = Words(
    "SQLite {version} 在 WAL 模式下有已知缺陷（3.51.3 修复）；本程序每个文件只有一个写者、读者只读，不受影响。请勿用其他程序写入数据文件。",
    "SQLite {version} has a known fault in WAL mode (repaired in 3.51.3); one writer a file and read-only readers keep clear of it here. Let no other program write to the data files.",
)
SOUND = Words("SQLite {version}。", "SQLite {version}.")


@dataclass(frozen=True, slots=True)
class SqliteVersion:
    """What is found at start. `is_usable` False: the program cannot work with it at all."""

    version: str
    is_usable: bool
    has_wal_bug: bool
    words: Words


def sqlite_version(version: tuple[int, int, int] = sqlite3.sqlite_version_info) -> SqliteVersion:
    """The version in use, judged; for the start of the service and for `gongkai doctor`."""
    is_usable, has_bug = version >= OLDEST, has_wal_bug(version)
    words = TOO_OLD if not is_usable else HAS_THE_BUG if has_bug else SOUND
    texts = {"version": _dotted(version), "oldest": _dotted(OLDEST)}
    return SqliteVersion(_dotted(version), is_usable, has_bug, words.filled(**texts))


def has_wal_bug(version: tuple[int, int, int]) -> bool:
    """Whether that SQLite can lose commits to a second writer or checkpointer."""
    series, patch = version[:2], version[2]
    is_backported = series in BACKPORTS and patch >= BACKPORTS[series]
    return FIRST_WITH_THE_BUG <= version < FIRST_WITHOUT and not is_backported


def _dotted(version: tuple[int, int, int]) -> str:
    return ".".join(map(str, version))
