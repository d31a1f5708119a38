"""A disk of a few megabytes, and one that is full."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

BLOCK = 4096


@contextmanager
def small(folder: Path, megabytes: int) -> Iterator[Path]:
    """Only root may mount one."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {mounted.stderr.decode().strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(filler: Path, *, but: int = 0) -> None:
    """To the last byte, or so many less, whatever others write meanwhile."""
    with filler.open("ab", buffering=0) as file, suppress(OSError):
        while file.write(b"\0" * BLOCK):
            pass
    if but:
        with filler.open("r+b") as file:
            file.truncate(max(0, filler.stat().st_size - but))
