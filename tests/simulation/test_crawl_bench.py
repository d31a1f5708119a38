"""The bench of crawls is no figure, but it must not rot: one small round of it."""

import shutil
import subprocess
import sys

import pytest

from tests.simulation.crawl_bench import LEFT_OUT, PATH


@pytest.mark.long
def test_one_small_round() -> None:
    if lacking := [name for name in LEFT_OUT if not shutil.which(name, path=PATH)]:
        pytest.skip(f"NOT TESTED: {' and '.join(lacking)} missing")
    sizes = ["--portals", "2", "--pages", "12", "--kilobytes", "8", "--rounds", "1"]
    ended = subprocess.run(
        [sys.executable, "-m", "tests.simulation.crawl_bench", "--urlwatch=", *sizes],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    lines = ended.stdout.splitlines()
    assert lines[0].startswith("24 pages, 1 rounds")
    assert [line[:21].strip() for line in lines[2:7]] == [
        "first crawl",
        "unchanged night",
        "every counter changed",
        "bare Scrapy",
        "wget --warc-file",
    ]
    assert "captures that came of counters: 0" in lines
    assert {"reading", "recording", "merging"} <= {line.split()[0] for line in lines if line}
