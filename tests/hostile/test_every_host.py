"""H-ALL and the measured W cases in full, with the product's own 15 seconds (`make soak`)."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.hosts import HOSTS
from tests.reliability.promises import BOMBS, H_ALL, HEADERS, SILENT
from tests.reliability.rows import row
from tests.waiting import SILENCE_S

pytestmark = pytest.mark.soak
ROOT = Path(__file__).parents[2]


def ran(*words: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=550,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def figures(seen: dict[str, Any]) -> str:
    return f"{seen['healthy']} of {seen['healthy_of']} healthy pages, {seen['seconds']:.0f} s, largest worker {seen['peak_mb']:.0f} MB"


def test_h_all() -> None:
    """60 hostile hosts and 200 healthy pages in one run: docs/faults.md §3. The figures are printed
    by `python -m tests.hostile`.
    """
    with row(H_ALL.fault, H_ALL.what, soak=True) as counted:
        seen = ran()
        counted.points = seen["hosts"]
        counted.note = f"{figures(seen)}, {seen['settled']} questions of {seen['asked']} with one outcome, {seen['decoy']} connections to the decoy"
        assert seen["hosts"] >= 60
        assert (seen["healthy"], seen["healthy_of"]) == (200, 200)
        assert seen["asked"] == seen["settled"]
        assert (
            seen["wrong"],
            seen["unbalanced"],
            seen["exceptions"],
            seen["deaths"],
            seen["decoy"],
            seen["leaks"],
        ) == (
            {},
            [],
            [],
            0,
            0,
            [],
        )
        assert seen["peak_mb"] < 300
        assert seen["seconds"] < SILENCE_S


def test_W06_headers_without_end_cost_nothing() -> None:
    with row(HEADERS.fault, HEADERS.what, soak=True) as counted:
        names = ("endlesshead", "shortlines", "longline", "continues", "folded")
        seen = ran(*names)
        counted.points, counted.note = len(names), figures(seen)
        assert seen["wrong"] == {}
        assert seen["peak_mb"] < 120


def test_W05_eight_bombs_at_once() -> None:
    with row(BOMBS.fault, BOMBS.what, soak=True) as counted:
        names = [name for name in HOSTS if HOSTS[name].case == "W5"]
        seen = ran(*names)
        counted.points, counted.note = len(names), figures(seen)
        assert (seen["wrong"], seen["healthy"]) == ({}, 200)
        assert seen["peak_mb"] < 300


def test_W03_twenty_silent_hosts_hold_nobody_up() -> None:
    with row(SILENT.fault, SILENT.what, soak=True) as counted:
        seen = ran("--mute", "20")
        counted.points, counted.note = (
            20,
            f"{figures(seen)}, at most {max(seen['connections_of'].values())} connections to a silent host",
        )
        assert (seen["healthy"], seen["deaths"]) == (200, 0)
        assert seen["seconds"] < SILENCE_S
        assert max(seen["connections_of"].values()) <= 3
