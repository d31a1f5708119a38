"""It stays a Scrapy project as people know it."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_scrapy_list_names_the_one_spider() -> None:
    listed = subprocess.run(
        [sys.executable, "-m", "scrapy", "list"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert listed.stdout.split() == ["unit"]


def test_the_parent_of_the_workers_never_imports_twisted() -> None:
    code = "import sys, crawler.workers.pool, crawler.canary, crawler.plan; sys.exit('twisted' in sys.modules or 'scrapy' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, timeout=60, check=False).returncode
        == 0
    )
