"""The bench of a country is no figure, but it must not rot: a handful of portals, closed ones too."""

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.long
def test_a_handful_of_portals(tmp_path: Path) -> None:
    listed = tmp_path / "portals.csv"
    manners = ("direct", "none", "direct", "none", "none")
    listed.write_text("access,home_bytes\n" + "".join(f"{m},20000\n" for m in manners), "utf-8")
    sizes = ["2", "5", "--pages", "14", "--delay", "0", "--portals", str(listed)]
    ended = subprocess.run(
        [sys.executable, "-m", "tests.simulation.country_bench", *sizes],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    lines = ended.stdout.splitlines()
    assert [line.split()[:2] for line in lines[2:6]] == [
        ["2", "first"],
        ["2", "unchanged"],
        ["5", "first"],
        ["5", "unchanged"],
    ]
    assert [line.split(":")[0] for line in lines[6:]] == [
        "3209 units, first night",
        "3209 units, unchanged night",
    ]
