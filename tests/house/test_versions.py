"""What is installed is what the lock file names, and nothing is older than its known-bad versions
(docs/faults.md §S).
"""

import re
from importlib.metadata import distributions, version
from pathlib import Path

import pytest
from packaging.version import Version

ROOT = Path(__file__).parents[2]
FLOORS = {
    "scrapy": "2.19",
    "lxml": "6.1.0",
    "urllib3": "2.6.3",
    "requests": "2.33",
    "jinja2": "3.1.6",
    "pdfminer.six": "20251230",
    "pypdf": "7.1",
}


@pytest.mark.parametrize("package", ["scrapy", "lxml", "urllib3", "requests", "jinja2"])
def test_no_dependency_is_below_its_floor(package: str) -> None:
    assert Version(version(package)) >= Version(FLOORS[package])


@pytest.mark.parametrize("package", ["pdfminer.six", "pypdf"])
def test_no_optional_dependency_is_below_its_floor(package: str) -> None:
    installed = {d.metadata["Name"].lower(): d.version for d in distributions()}
    assert package not in installed or Version(installed[package]) >= Version(FLOORS[package])


def test_the_lock_is_what_is_installed() -> None:
    locked = dict(
        re.findall(r"^([a-z0-9_.-]+)==([^\s;\\]+)", (ROOT / "requirements.lock").read_text(), re.M)
    )
    for package in ("scrapy", "twisted", "sqlite-utils", "selectolax", "pydantic"):
        assert version(package) == locked[package]
