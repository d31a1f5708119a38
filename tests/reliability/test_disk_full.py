"""The disk fills up (faults M3): before a night it does not begin, within one it stops cleanly and is made good."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.disk import full_disk_named
from config.errors import OutOfSpace
from tests.crawler.town import Town
from tests.reliability.offices import gongkai
from tests.reliability.promises import DISK_CHECK, DISK_FULL
from tests.reliability.rows import row
from tests.reliability.scales import scales
from tests.reliability.test_kills import check_ledger, office_of_articles

MB = 1 << 20
SIZE_MB = 24
ARTICLES = 25
NEVER_CHECKED = "[storage]\nleast_free_gb = 0\nleast_free_percent = 0\n"


@pytest.fixture
def town() -> Iterator[Town]:
    town = Town()
    yield town
    town.stop()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own of 24 MB; only root may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE_MB}m", "tmpfs", str(disk)], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {mounted.stderr.decode().strip()}")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


@pytest.mark.parametrize(
    ("setting", "is_refused"),
    [("least_free_gb = 100000", True), ("least_free_percent = 90", True), ("least_free_gb = 0\nleast_free_percent = 0", False)],
)
def test_m3_too_little_room_before_a_night(town: Town, tmp_path: Path, setting: str, is_refused: bool) -> None:
    folder = office_of_articles(town, tmp_path, 3, more=f"[storage]\n{setting}\n")
    with row(DISK_CHECK.fault, DISK_CHECK.what, soak=False) as counted, row(DISK_CHECK.fault, DISK_CHECK.what, soak=True):
        night = gongkai("nightly", folder)
        _, said = night.communicate(timeout=120)
        counted.point("" if night.returncode == (3 if is_refused else 0) else f"ended with {night.returncode}: {said[-200:]}")
        if is_refused:
            assert "Too little room" in said and "Traceback" not in said
            assert not (folder / "data" / "ledger.db").exists() and not town.asked


@scales(few=4, soak=20, is_long=True)
def test_m3_the_disk_fills_up_during_a_night(town: Town, tmp_path: Path, small_disk: Path, size: int, is_soak: bool) -> None:
    folder = office_of_articles(town, tmp_path, ARTICLES, more=NEVER_CHECKED)
    (folder / "office.toml").write_text((folder / "office.toml").read_text().replace('data = "data"', f'data = "{small_disk}"'))
    with row(DISK_FULL.fault, DISK_FULL.what, soak=is_soak, seeds="levels") as counted:
        needed = _room_of_a_night(folder, small_disk)
        codes = []
        for level in range(size):
            room = needed * (level + 1) // (size + 1)
            counted.point(*_night_in(folder, small_disk, room, codes))
            _empty(small_disk)
        counted.note = (
            f"room from {needed // (size + 1) >> 10:,} kB to {needed * size // (size + 1) >> 10:,} kB; ended with {sorted(set(codes))}"
        )
        assert codes.count(3) >= size // 2, codes


def _room_of_a_night(folder: Path, disk: Path) -> int:
    night = gongkai("nightly", folder)
    assert night.wait(120) == 0, night.communicate()
    used = shutil.disk_usage(disk).used
    _empty(disk)
    return used


def _night_in(folder: Path, disk: Path, room: int, codes: list[int]) -> list[str]:
    filler = disk / "filler"
    with filler.open("wb") as file:
        file.write(b"\0" * (shutil.disk_usage(disk).free - room))
    night = gongkai("nightly", folder)
    _, said = night.communicate(timeout=180)
    codes.append(night.returncode)
    wrong = [] if night.returncode in (0, 3) else [f"{room >> 10} kB: ended with {night.returncode}: {said[-300:]}"]
    wrong += [f"{room >> 10} kB: a traceback"] if "Traceback" in said else []
    if (ledger := disk / "ledger.db").exists() and ledger.stat().st_size:
        with closing(sqlite3.connect(ledger)) as db:
            readable = db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        wrong += [] if readable else [f"{room >> 10} kB: the ledger cannot be read"]
    filler.unlink()
    again = gongkai("nightly", folder)
    _, said = again.communicate(timeout=180)
    wrong += [] if again.returncode == 0 else [f"{room >> 10} kB: the next night ended with {again.returncode}: {said[-300:]}"]
    wrong += [f"{room >> 10} kB: pages are missing"] if not wrong and check_ledger(ledger, ARTICLES) else []
    return wrong


def _empty(disk: Path) -> None:
    for path in disk.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def test_a_full_disk_is_known_whatever_a_library_makes_of_it() -> None:
    def through_a_library() -> None:
        try:
            raise OSError(28, os.strerror(28), "/data/report.xlsx")
        except OSError as error:
            raise ValueError(error) from None

    with pytest.raises(OutOfSpace, match=r"report\.xlsx"), full_disk_named():
        through_a_library()
    with pytest.raises(ZeroDivisionError), full_disk_named():
        _ = 1 / 0
