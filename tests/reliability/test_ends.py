"""Every end has one number and is told (docs/faults.md §O), and no crawl calls itself complete that
has lost a page.
"""

import re
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from config.errors import ENDS, GongkaiError, StoreFailed
from store.capture.file import CaptureFile, CrawlPlan
from store.records import CrawlEnd, FrontierRow, Purpose
from tests.reliability.offices import GONGKAI, one_unit_office
from tests.store.nights import FIRST_NIGHT, HOME


def every_error(kind: type[GongkaiError] = GongkaiError) -> list[type[GongkaiError]]:
    return [kind, *(error for inner in kind.__subclasses__() for error in every_error(inner))]


def test_one_number_a_named_end() -> None:
    named = [error for error in every_error() if "exit_code" in vars(error)]
    codes = [error.exit_code for error in named]
    assert len(codes) == len(set(codes)) and set(codes) <= set(ENDS)
    assert all(words.zh and words.en for words in ENDS.values())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_help_lists_every_end(language: str) -> None:
    said = subprocess.run(
        [GONGKAI, "--help"],
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": "", "GONGKAI_LANGUAGE": language},
    ).stdout
    flat = re.sub(r"\s", "", said)  # lines are broken at the terminal's width
    ends = (f"{code} {words.text(language)}" for code, words in ENDS.items())
    assert all(end.replace(" ", "") in flat for end in ends)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["backup", "--config", "{office}"], 7),
        (["restore", "latest", "--yes", "--config", "{office}"], 7),
        (["explain", "1", "--config", "{office}"], 6),
        (["nightly", "--config", "{office}/nowhere"], 4),
        (["nightly", "--unit", "nobody", "--config", "{office}"], 7),
        (["nightly", "--no-such-option"], 2),
    ],
)
def test_ends_as_seen_from_a_shell(tmp_path: Path, arguments: list[str], code: int) -> None:
    office = one_unit_office(tmp_path / "office", HOME, {})
    done = subprocess.run(
        [GONGKAI, *(one.format(office=office) for one in arguments)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
    assert done.stderr and "Traceback" not in done.stderr


def test_what_does_not_add_up_is_not_complete(tmp_path: Path) -> None:
    """discovered = done + failed + skipped + pending, or the crawl has no end."""
    assert not CrawlEnd("complete", 5, 3, 0, 1, 0, "").accounts_for_every_page
    assert CrawlEnd("partial", 5, 3, 0, 1, 1, "").accounts_for_every_page
    path = tmp_path / "u.sqlite"
    CaptureFile.create(
        path,
        CrawlPlan.new("r", "u", "nightly", FIRST_NIGHT, "office"),
        [FrontierRow("http://h/", Purpose.HOME, "main")],
    ).close()
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE frontier SET state = 'vanished'")
        db.commit()
    with CaptureFile.open(path) as file, pytest.raises(StoreFailed, match="account for every page"):
        file.finish()
