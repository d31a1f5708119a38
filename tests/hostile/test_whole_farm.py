"""H-ALL and the measured W cases in full, with the product's own 15 seconds (`make soak`)."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.hosts import HOSTS

pytestmark = pytest.mark.soak
ROOT = Path(__file__).parents[2]


def ran(*words: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile", *words], cwd=ROOT, capture_output=True, text=True, check=False, timeout=550
    )
    assert done.returncode == 0, done.stderr[-3000:]
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def test_h_all() -> None:
    """60 hostile hosts and 200 healthy pages in one run: faults.md §3. The figures are printed by `python -m tests.hostile`."""
    seen = ran()
    assert seen["hosts"] >= 60
    assert (seen["healthy"], seen["healthy_of"]) == (200, 200)
    assert seen["asked"] == seen["settled"]
    assert (seen["wrong"], seen["unbalanced"], seen["exceptions"], seen["deaths"], seen["decoy"], seen["leaks"]) == ({}, [], [], 0, 0, [])
    assert seen["peak_mb"] < 300
    assert seen["seconds"] < 60


def test_W06_headers_without_end_cost_nothing() -> None:
    seen = ran("endlesshead", "shortlines", "longline", "continues", "folded")
    assert seen["wrong"] == {}
    assert seen["peak_mb"] < 120


def test_W05_eight_bombs_at_once() -> None:
    seen = ran(*[name for name in HOSTS if HOSTS[name].case == "W5"])
    assert (seen["wrong"], seen["healthy"]) == ({}, 200)
    assert seen["peak_mb"] < 300


def test_W03_twenty_silent_hosts_hold_nobody_up() -> None:
    seen = ran("--mute", "20")
    assert (seen["healthy"], seen["deaths"]) == (200, 0)
    assert seen["seconds"] <= 40
    assert max(seen["connections_of"].values()) <= 3
