"""What stands in the place of a data file is refused in words: never waited for, never called a full
disk.
"""

import os
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from config.errors import OutOfSpace, StoreFailed
from store.ledger import open_ledger
from store.sqlite_file import as_ours, connect

NO_FILES: dict[str, Callable[[Path], None]] = {
    "pipe": os.mkfifo,
    "folder": os.mkdir,
    "device": partial(os.symlink, "/dev/null"),
    "device without end": partial(os.symlink, "/dev/zero"),
    "link to itself": lambda path: path.symlink_to(path.name),
    "link to nothing": partial(os.symlink, "/nowhere/ledger.db"),
}


@pytest.mark.parametrize("readonly", [True, False])
@pytest.mark.parametrize("kind", NO_FILES)
def test_what_is_no_file_is_refused(kind: str, readonly: bool, tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    NO_FILES[kind](path)
    with pytest.raises(StoreFailed) as caught:
        connect(path, 7, readonly=readonly) if readonly else open_ledger(path)
    assert not isinstance(caught.value, OutOfSpace) and caught.value.exit_code == 6
    assert str(path) in caught.value.words.zh


@pytest.mark.parametrize(("name", "is_full"), [("WRITE", True), ("FSYNC", True), ("READ", False), ("SHORT_READ", False)])  # fmt: skip
def test_a_disk_that_cannot_be_read_is_not_called_full(name: str, is_full: bool) -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorname = f"SQLITE_IOERR_{name}"
    assert isinstance(as_ours(error, Path("ledger.db")), OutOfSpace) is is_full
