"""The disk fills up (docs/faults.md M3): before a night it does not begin, within one it stops
cleanly and is made good.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.night.disk import full_disk_named
from config.errors import OutOfSpace
from tests.crawler.fixture_server import FixtureServer
from tests.reliability.offices import gongkai
from tests.reliability.promises import DISK_CHECK, DISK_FULL
from tests.reliability.rows import row
from tests.reliability.scales import scales
from tests.reliability.test_kills import check_ledger, office_of_articles, publish

MB = 1 << 20
SIZE_MB = 24
FIRST_NIGHTS, ARTICLES = 5, 30
# times what a night leaves behind is what it needs while it runs: capture files, two WALs, reports
AT_ITS_PEAK = 8
NEVER_CHECKED = "[storage]\nleast_free_gb = 0\nleast_free_percent = 0\n"


@pytest.fixture
def fixture_server() -> Iterator[FixtureServer]:
    fixture_server = FixtureServer()
    yield fixture_server
    fixture_server.stop()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own of 24 MB; only root may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE_MB}m", "tmpfs", str(disk)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {mounted.stderr.decode().strip()}")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


TOO_LITTLE = ("least_free_gb = 100000", "least_free_percent = 90")


@scales(few=TOO_LITTLE, soak=TOO_LITTLE)
def test_m3_too_little_room_before_a_night(
    fixture_server: FixtureServer, tmp_path: Path, size: tuple[str, ...], is_soak: bool
) -> None:
    with row(DISK_CHECK.fault, DISK_CHECK.what, soak=is_soak, seeds=", ".join(size)) as counted:
        folder = office_of_articles(fixture_server, tmp_path, 3)
        office = (folder / "office.toml").read_text()
        for setting in size:
            (folder / "office.toml").write_text(f"{office}[storage]\n{setting}\n")
            night = gongkai("nightly", folder)
            _, said = night.communicate(timeout=120)
            counted.point(
                "" if night.returncode == 3 else f"ended with {night.returncode}: {said[-200:]}",
                ""
                if "Too little room" in said and "Traceback" not in said
                else f"said {said[-200:]}",
                "something was begun"
                if (folder / "data" / "ledger.db").exists() or fixture_server.asked
                else "",
            )


@scales(few=2, soak=20, is_long=True)
def test_m3_the_disk_fills_up_during_a_night(
    fixture_server: FixtureServer, tmp_path: Path, small_disk: Path, size: int, is_soak: bool
) -> None:
    """One good night is on record; the next finds many new articles, and room for a part of them."""
    folder = office_of_articles(fixture_server, tmp_path, FIRST_NIGHTS, more=NEVER_CHECKED)
    (folder / "office.toml").write_text(
        (folder / "office.toml").read_text().replace('data = "data"', f'data = "{small_disk}"')
    )
    with row(DISK_FULL.fault, DISK_FULL.what, soak=is_soak, seeds="levels") as counted:
        before = _good_night(folder, small_disk)
        shutil.copytree(small_disk, tmp_path / "first night")
        publish(fixture_server, ARTICLES)
        room = AT_ITS_PEAK * (_good_night(folder, small_disk) - before)
        codes: list[int] = []
        for level in range(size):
            _empty(small_disk)
            shutil.copytree(tmp_path / "first night", small_disk, dirs_exist_ok=True)
            counted.point(*_night_in(folder, small_disk, room * (level + 1) // size, codes))
        counted.note = f"room from {room // size >> 10:,} kB to {room >> 10:,} kB; {codes.count(3)} nights stopped, {codes.count(0)} went through"
        assert codes.count(3) >= size // 2, codes


def _good_night(folder: Path, disk: Path) -> int:
    """Bytes in use on the disk after a night with room enough."""
    night = gongkai("nightly", folder)
    _, said = night.communicate(timeout=120)
    assert night.returncode == 0, said
    return shutil.disk_usage(disk).used


def _night_in(folder: Path, disk: Path, room: int, codes: list[int]) -> list[str]:
    filler = disk / "filler"
    with filler.open("wb") as file:
        file.write(b"\0" * (shutil.disk_usage(disk).free - room))
    night = gongkai("nightly", folder)
    _, said = night.communicate(timeout=180)
    codes.append(night.returncode)
    wrong = [] if night.returncode in (0, 3) else [f"ended with {night.returncode}: {said[-300:]}"]
    wrong += ["a traceback"] if "Traceback" in said else []
    reading = gongkai("explain", folder, "1")  # while the disk is still full
    _, said = reading.communicate(timeout=60)
    wrong += (
        []
        if reading.returncode in (0, 3, 7) and "Traceback" not in said
        else [f"explain ended with {reading.returncode}: {said[-300:]}"]
    )
    advice, _ = gongkai("doctor", folder).communicate(timeout=60)
    wrong += ["to restore a backup makes no room"] if "gongkai restore" in advice else []
    filler.unlink()
    ledger = disk / "ledger.db"
    wrong += (
        ["what the first night found is not there"]
        if check_ledger(ledger, FIRST_NIGHTS, at_least=True)
        else []
    )
    again = gongkai("nightly", folder)
    _, said = again.communicate(timeout=180)
    wrong += (
        []
        if again.returncode == 0
        else [f"the next night ended with {again.returncode}: {said[-300:]}"]
    )
    wrong += ["pages are missing"] if not wrong and check_ledger(ledger, ARTICLES) else []
    return [f"{room >> 10} kB: {problem}" for problem in wrong]


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
