"""The command line as a newcomer meets it: quick to answer, and described as it is."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.cli_page import cli_document

ROOT = Path(__file__).parents[2]
# What `gongkai --help` has no use for: each costs a tenth of a second and more.
HEAVY = "pydantic rich scrapy sqlite_utils requests apscheduler starlette selectolax matplotlib"


@pytest.mark.parametrize(("name", "language"), [("cli.md", "en"), ("cli.zh-CN.md", "zh")])
def test_the_page_of_commands_is_the_one_that_is_made(name: str, language: str) -> None:
    made = cli_document(language)
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == made, "make docs"


@pytest.mark.parametrize(
    "row", ["| `--json` |", "| `--port 0–65535` | `8620` | Port", "| `--yes, -y` |", "| `UNIT` |"]
)
def test_the_page_names_options_as_they_are_typed(row: str) -> None:
    assert row in cli_document("en")


def test_the_commands_are_known_before_anything_heavy_is_imported() -> None:
    seen = subprocess.run(
        [sys.executable, "-c", "import app.cli, sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "typer" in seen.stdout.split()
    assert not set(HEAVY.split()) & set(seen.stdout.split())
