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
    """Nor loads it the reader: what a night does not use costs it nothing."""
    code = "import sys, app.nightly, app.night.by_hand; sys.exit(not {'twisted', 'scrapy', 'crawler.extract.page'}.isdisjoint(sys.modules))"
    assert (
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, timeout=60, check=False).returncode
        == 0
    )
