"""H-ALL in small: some thirty hostile hosts of every W case beside 200 healthy pages, in one run
through real workers.

The whole of it stands in test_whole_farm.py (`make soak`). Numbers are those of docs/faults.md §3,
W.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.hosts import HOSTS
from tests.hostile.run import BUDGET

CHOSEN = (
    "calendar", "facets", "sessions", "deeper", "repeats", "fresh", "selfloop", "chain", "metaloop", "silent2", "slowbody", "resetsbody", "liar",
    "gzipbomb", "doublebomb", "brbomb", "zstdbomb", "halfgzip", "endlesshead", "longline", "continues", "short", "badchunk", "garbage", "twolengths",
    "mislabelled", "cookies", "robotssilent", "robotsaway", "robotsno", "wall412", "nuls", "later", "tofile", "todata",
)  # fmt: skip
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def seen() -> dict[str, Any]:
    """What one run over `CHOSEN` came to, in a process of its own, so that its memory is nobody
    else's.
    """
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile", "--timeout", "4", *CHOSEN],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def of(case: str) -> list[str]:
    return [name for name in CHOSEN if HOSTS[name].case == case]


def test_every_healthy_page_is_stored_and_every_question_has_one_outcome(
    seen: dict[str, Any],
) -> None:
    assert (seen["healthy"], seen["healthy_of"]) == (200, 200)
    assert seen["asked"] == seen["settled"]
    assert (seen["unbalanced"], seen["exceptions"], seen["deaths"]) == ([], [], 0)


def test_every_hostile_front_page_ends_as_it_may(seen: dict[str, Any]) -> None:
    assert seen["wrong"] == {}
    assert len(seen["outcomes"]) == len(CHOSEN)


def test_no_worker_grows_above_300_mb(seen: dict[str, Any]) -> None:
    assert seen["peak_mb"] < 300


@pytest.mark.parametrize("host", of("W1"))
def test_W01_endless_links_end_at_their_budget_and_say_why(seen: dict[str, Any], host: str) -> None:
    assert seen["visited_of"][host] <= BUDGET
    assert seen["visited_of"][host] == BUDGET or "turned away" in seen["stop_reasons"][host]
    assert seen["stop_reasons"][host]


@pytest.mark.parametrize("host", of("W2"))
def test_W02_loops_end_after_six_questions(seen: dict[str, Any], host: str) -> None:
    assert seen["asked_of"][host] <= 6 + 1, "six, and one for robots.txt"
    assert seen["outcomes"][host].startswith("redirect_loop")


def test_W03_a_dead_host_gets_three_connections(seen: dict[str, Any]) -> None:
    assert seen["connections_of"]["silent2"] <= 3 + 1, (
        "three for pages; its robots.txt was answered"
    )


@pytest.mark.parametrize("host", [*of("W4"), *of("W5"), *of("W6")])
def test_W04_W05_W06_what_is_too_much_is_refused_by_our_policy_or_no_page(
    seen: dict[str, Any], host: str
) -> None:
    assert seen["outcomes"][host].split()[0] in (
        "refused_by_our_policy",
        "truncated",
        "parse_anomaly",
    )


@pytest.mark.parametrize("host", of("W7"))
def test_W07_what_broke_off_is_never_a_page(seen: dict[str, Any], host: str) -> None:
    assert seen["outcomes"][host].split()[0] in ("truncated", "parse_anomaly")


def test_W15_W16_no_cookie_no_referer_no_password_and_no_other_scheme(seen: dict[str, Any]) -> None:
    assert seen["leaks"] == []
    assert seen["asked_of"]["cookies"] >= 3, (
        "the pages behind the cookie were asked for, without it"
    )
    assert seen["visited_of"]["todata"] == 1


def test_W14_W17_a_robots_txt_that_redirects_to_a_private_address_reaches_nobody(
    seen: dict[str, Any],
) -> None:
    assert seen["decoy"] == 0


def test_W21_a_host_that_wants_rest_gets_it_and_the_run_ends(seen: dict[str, Any]) -> None:
    assert seen["outcomes"]["later"].startswith("rate_limited")
    assert seen["asked_of"]["later"] <= 3
