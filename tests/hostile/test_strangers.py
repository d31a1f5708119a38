"""Hostile hosts by someone who had not read the code (tests/hostile/strangers): crawled beside
healthy neighbours and probed, each with the truth that was written down before.

Two runs, each in a process of its own: hosts that answer, with the product's own 15 seconds, and
hosts that are waited for, with short ones. The heavy ones come with `make soak`.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.strangers import STRANGERS
from tests.hostile.strangers.run import BUDGET

ROOT = Path(__file__).parents[2]
WAITED_FOR = tuple(name for name, one in STRANGERS.items() if one.waits)
HEAVY = tuple(name for name, one in STRANGERS.items() if one.heavy)
QUICK = tuple(name for name in STRANGERS if name not in (*WAITED_FOR, *HEAVY))
RUNS = {
    "quick": (15, QUICK),
    "waited_for": (3, WAITED_FOR),
    "heavy": (15, HEAVY),
}


@pytest.fixture(
    scope="module", params=["quick", "waited_for", pytest.param("heavy", marks=pytest.mark.soak)]
)
def seen(request: pytest.FixtureRequest) -> dict[str, Any]:
    timeout_s, names = RUNS[request.param]
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.strangers", "--timeout", str(timeout_s), *names],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=500,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    result: dict[str, Any] = json.loads(done.stdout)
    assert result["crawled"].keys() == result["probed"].keys() == set(names)
    return result


def test_every_stranger_is_reached_and_none_is_excused_by_our_own_load(
    seen: dict[str, Any],
) -> None:
    assert seen["unreached"] == []
    assert [n for n, end in seen["crawled"].items() if "local_resources" in end] == []


def test_crawl_and_probe_say_what_the_evidence_bears(seen: dict[str, Any]) -> None:
    assert _untrue(seen["crawled"], "crawl") == {}
    assert _untrue(seen["probed"], "probe") == {}


def test_the_neighbours_and_the_workers_feel_nothing(seen: dict[str, Any]) -> None:
    assert seen["neighbours"] == seen["neighbours_of"]
    assert (seen["deaths"], seen["exceptions"], seen["unbalanced"]) == (0, [], [])
    assert seen["worker_mb"] < 300


def test_nobody_is_sent_where_no_page_may_send(seen: dict[str, Any]) -> None:
    assert seen["trapped"] == 0
    assert seen["leaks"] == []
    assert seen["hidden"] == {}


def test_no_address_and_no_reason_carries_marks_that_hide_or_turn(seen: dict[str, Any]) -> None:
    assert seen["unprintable"] == []


def test_every_way_without_end_ends(seen: dict[str, Any]) -> None:
    most = {name: STRANGERS[name].questions or 3 * BUDGET for name in seen["questions"]}
    assert {n: asked for n, asked in seen["questions"].items() if asked > most[n]} == {}


def test_there_are_sixty_and_more() -> None:
    assert len((*QUICK, *WAITED_FOR)) >= 60


def _untrue(ends: dict[str, str], asked_by: str) -> dict[str, str]:
    return {
        name: end
        for name, end in ends.items()
        if end.split()[0] not in getattr(STRANGERS[name], asked_by)
    }
