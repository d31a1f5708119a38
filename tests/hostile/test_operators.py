"""What operators really type: refused with a place and a repair in a second, by every command, and
never with a traceback.

O1-O4 of docs/faults.md. The table of broken files itself stands in tests/config/test_refusals.py,
with what each must say.
"""

import re
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from app.office_config import opened_config
from config.classify import classify
from config.errors import ConfigRefused
from config.folder import load
from config.places import UnitPlace
from store.findings import Change, FindingTurn, all_findings, apply
from store.ledger import open_ledger

from tests.config.folders import OFFICE, SECOND, UNIT, write_folder
from tests.config.test_refusals import BROKEN
from tests.monitor.report.sample import FINDINGS

ROOT = Path(__file__).parents[2]
PLACE = re.compile(
    r"^  (?:[\w./-]+(?: - 副本)?\.to?ml(?:\.txt)?|units?/)(?::\d+)?(?: [\w.#\-]+)?：.+ — .+$"
)


def test_O1_there_are_sixty() -> None:
    assert len(BROKEN) >= 60


@pytest.mark.parametrize("case", BROKEN)
def test_O1_each_is_refused_in_a_second_with_place_and_repair(case: str, tmp_path: Path) -> None:
    write_folder(tmp_path, BROKEN[case][0])
    began = time.process_time()
    with pytest.raises(ConfigRefused) as refused:
        load(tmp_path)
    assert time.process_time() - began < 1
    for line in refused.value.words.zh.splitlines()[1:]:
        assert PLACE.match(line), line


@pytest.mark.parametrize(
    "command", [("units", "check"), ("nightly",), ("alert",), ("report",), ("schedule",)]
)
def test_O1_no_command_shows_a_traceback_or_leaves_a_trace(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    write_folder(tmp_path, {"units/caizheng.toml": 'name = "某市财政局"\n'.encode("gbk")})
    before = sorted(tmp_path.rglob("*"))
    program = str(Path(sys.executable).parent / "gongkai")
    done = subprocess.run(
        [program, *command, "--config", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 4
    assert "units/caizheng.toml:1" in done.stderr and "Traceback" not in done.stderr
    assert sorted(tmp_path.rglob("*")) == before, "nothing half-applied"


@pytest.mark.soak
def test_O1_ten_thousand_units_are_no_reason_to_wait_a_minute(tmp_path: Path) -> None:
    write_folder(tmp_path, {})
    for number in range(10_000):
        (tmp_path / f"units/u{number}.toml").write_text(
            SECOND.replace("shuiwu", f"u{number}").replace("税务局", f"税务局{number}"),
            encoding="utf-8",
        )
    (tmp_path / "units/u77.toml").write_text("kind = no\n", encoding="utf-8")
    began = time.process_time()
    with pytest.raises(ConfigRefused, match=r"units/u77\.toml:1"):
        load(tmp_path)
    assert time.process_time() - began < 20


@pytest.mark.parametrize(
    "word", ["(a+)+$", "(.*)*x", "(a|a)*b", "[", "(?P<", "a{1,99999}", ".*" * 50]
)
def test_O2_a_word_of_the_office_is_never_an_expression(word: str, tmp_path: Path) -> None:
    """Nothing in the configuration is a pattern: a class's words are parts of names, as they are
    spelt.
    """
    own = (
        f'[[channel_classes]]\nid = "own"\nname = "自定"\nlimit_days = 30\npatterns = ["{word}"]\n'
    )
    config = load(write_folder(tmp_path, {"channel_classes.toml": own}))
    began = time.process_time()
    assert (
        classify("a" * 5_000 + "!", "http://h.example/", "", config.rulebook, UnitPlace())[0]
        != "own"
    )
    assert time.process_time() - began < 1


def test_O3_a_folder_that_others_may_write_is_told_at_every_start(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_folder(tmp_path, {})
    opened_config(tmp_path)
    assert capsys.readouterr().err == ""
    (tmp_path / "office.toml").chmod(0o666)
    opened_config(tmp_path)
    assert "office.toml" in capsys.readouterr().err


def test_O4_the_history_of_a_deleted_unit_stays(tmp_path: Path) -> None:
    first = load(write_folder(tmp_path, {"units/shuiwu.toml": SECOND}))
    now = datetime(2026, 11, 23, tzinfo=UTC)
    ledger = open_ledger(tmp_path / "ledger.db")
    ledger.sync_units(first.units, now)
    apply(
        ledger,
        [
            Change(
                FindingTurn.OPENED,
                replace(FINDINGS[0], id=0, unit="shuiwu"),
                "2026-11-23",
                date(2026, 11, 23),
            )
        ],
    )
    (tmp_path / "units/shuiwu.toml").unlink()
    ledger.sync_units(load(tmp_path).units, now + timedelta(days=1))
    assert [finding.unit for finding in all_findings(ledger)] == ["shuiwu"]
    ledger.close()
    db = sqlite3.connect(tmp_path / "ledger.db")
    assert db.execute("SELECT id, retired_on FROM unit ORDER BY id").fetchall() == [
        ("caizheng", None),
        ("shuiwu", "2026-11-24"),
    ]
    db.close()


def test_an_inspection_before_any_crawl_leaves_no_file(tmp_path: Path) -> None:
    write_folder(tmp_path, {"office.toml": OFFICE, "units/caizheng.toml": UNIT})
    before = sorted(tmp_path.rglob("*"))
    done = subprocess.run([str(Path(sys.executable).parent / "gongkai"), "inspect", "--config", str(tmp_path)], capture_output=True, text=True, check=False, timeout=60)  # fmt: skip
    assert (done.returncode, sorted(tmp_path.rglob("*"))) == (7, before)


def test_scrapy_crawl_of_an_unknown_unit_ends_in_words(tmp_path: Path) -> None:
    write_folder(tmp_path, {})
    command = [
        sys.executable,
        "-m",
        "scrapy",
        "crawl",
        "unit",
        "-a",
        "unit=nobody",
        "-a",
        f"config={tmp_path}",
    ]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 7
    assert "nobody" in done.stderr and "Traceback" not in done.stderr
