"""The database file that a night leaves: whole, with what may leave the house and nothing else."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.exports.open_data import LEFT_OUT
from app.night.for_analysts import leave_nightly_file
from app.night.taking_back import take_back_at_once
from config.errors import StoreFailed
from config.folder import Config, load
from monitor.judging.verdict import Answer
from store.clock import Clock
from store.desk.desk import open_desk
from store.desk.entries import DeskAction, DeskEntry, add_entry
from store.findings import Change, FindingTurn, apply, open_findings
from store.ledger import open_ledger
from store.queries.analysts import nightly_files as files
from store.queries.analysts.nightly_files import nightly_files, nightly_path
from store.verdicts import VerdictRow
from tests.monitor.report.sample import DAY, NO_SITE, STALE
from tests.monitor.report.test_commands import folder

__all__ = ["folder"]  # a fixture

NOW = datetime(2012, 11, 24, 6, tzinfo=UTC)
CLOCK = Clock.set_to(NOW)
SECRET, PRIVATE = NO_SITE[0], replace(NO_SITE[1], id=0, rule="privacy_leak", subject="page:1")
ANSWER = (
    "已更新。联系人：欧阳晓雯，电话13800138000，见http://www.example.gov.cn/news/t20120302_1.html"
)


@pytest.fixture
def config(folder: Path) -> Config:
    config = load(folder)
    desk = open_desk(config.data)
    for what, value, day in (
        (DeskAction.PERSON, "公孙督办", None),
        (DeskAction.ANSWERED, ANSWER, None),
    ):
        add_entry(desk, DeskEntry(STALE.id, 0, what, value, "news", "上官主任", NOW, day=day))
    ledger = open_ledger(config.data / "ledger.db")
    apply(ledger, [Change(FindingTurn.OPENED, PRIVATE, DAY.isoformat(), DAY)])
    for one in (SECRET, PRIVATE):
        row = VerdictRow(one.rule, one.subject, Answer.PROBLEM.value, "")
        ledger.record_verdicts(one.unit, [row], run_id=DAY.isoformat(), day=DAY)
    ledger.close()
    hold_secret(config)
    return config


def hold_secret(config: Config, finding: int = SECRET.id) -> None:
    word = DeskEntry(
        *(finding, 0, DeskAction.SECRECY_ACCEPTED, "经审定不公开", "wang", "王主任", NOW),
        day=date(2099, 1, 1),
    )
    add_entry(open_desk(config.data), word)


@pytest.fixture
def file(config: Config) -> Iterator[sqlite3.Connection]:
    path = leave_nightly_file(config, CLOCK)
    assert path is not None
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as opened:
        yield opened


def rows(file: sqlite3.Connection, sql: str) -> list[tuple[object, ...]]:
    return file.execute(sql).fetchall()


def test_views_are_tables_or_answer_and_codes_have_words(file: sqlite3.Connection) -> None:
    [repair] = rows(file, f"SELECT stage, stage_zh FROM v_repairs WHERE finding = {STALE.id}")
    assert repair == ("answered", "已答复，待审核")
    assert rows(file, "SELECT zh FROM v_labels WHERE what = 'finding_state' AND code = 'open'")
    for view in ("v_findings", "v_nights", "v_coverage", "v_latest_state", "v_spending"):
        rows(file, f"SELECT * FROM {view}")
    assert ("day", DAY.isoformat()) in rows(file, "SELECT * FROM about")
    assert rows(file, "PRAGMA integrity_check") == [("ok",)]


def test_nothing_that_is_secret_private_or_a_persons_is_in_it(
    config: Config, file: sqlite3.Connection
) -> None:
    numbers = {number for (number,) in rows(file, "SELECT id FROM finding")}
    with closing(open_ledger(config.data / "ledger.db", readonly=True)) as ledger:
        known = {one.id: one.rule for one in open_findings(ledger)}
    assert known.keys() - numbers == {SECRET.id, *(n for n in known if known[n] == "privacy_leak")}
    assert not rows(file, f"SELECT * FROM finding_event WHERE finding = {SECRET.id}")
    assert not rows(
        file,
        f"SELECT * FROM verdict WHERE subject = '{SECRET.subject}' AND unit = '{SECRET.unit}' AND rule = '{SECRET.rule}'",
    )
    assert not rows(file, "SELECT * FROM verdict WHERE rule = 'privacy_leak'")
    whole = "\n".join(file.iterdump())
    for word in (
        "经审定不公开",
        "上官主任",
        "公孙督办",
        "欧阳晓雯",
        "13800138000",
        SECRET.sentence_zh,
    ):
        assert word not in whole, word
    tables = {name for (name,) in rows(file, "SELECT name FROM sqlite_master")}
    assert not tables & {"message", "telling", "delivery", "personal_number", "v_people", "user"}
    assert not tables & {"capture", "facts", "seal", "tombstone"}


def test_an_answer_keeps_its_address_and_loses_its_persons(file: sqlite3.Connection) -> None:
    [(said,)] = rows(file, "SELECT value FROM v_said WHERE what = 'answered'")
    assert said == (
        f"已更新。联系人：{LEFT_OUT}，电话{LEFT_OUT}，见http://www.example.gov.cn/news/t20120302_1.html"
    )
    assert rows(file, "SELECT value, by_name FROM v_said WHERE what = 'person'") == [
        (LEFT_OUT, LEFT_OUT)
    ]


def test_as_many_as_the_office_wants_are_kept(config: Config) -> None:
    first = leave_nightly_file(config, CLOCK)
    assert first is not None and first.stat().st_mode & 0o777 == 0o600
    for day in range(1, 10):
        nightly_path(config.data, date(2012, 1, day)).write_bytes(b"")
    leave_nightly_file(config, CLOCK)
    kept = nightly_files(config.data)
    assert len(kept) == config.office.console.nightly_files == 7 and kept[0] == first
    office = config.office.model_copy(
        update={"console": config.office.console.model_copy(update={"nightly_files": 0})}
    )
    assert leave_nightly_file(replace(config, office=office), CLOCK) is None
    assert nightly_files(config.data) == []


def test_one_that_could_not_be_finished_leaves_the_last_one_and_no_half(
    config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = leave_nightly_file(config, CLOCK)
    assert first is not None
    before = first.read_bytes()

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(files, "_copy", full)
    with pytest.raises(StoreFailed):
        leave_nightly_file(config, CLOCK)
    assert first.read_bytes() == before
    assert list(first.parent.iterdir()) == [first]


def test_what_is_held_secret_afterwards_leaves_the_files_at_once(config: Config) -> None:
    path = leave_nightly_file(config, CLOCK)
    take_back_at_once(config, DAY)
    assert nightly_files(config.data) == [path], "it tells nothing of it"
    hold_secret(config, STALE.id)
    take_back_at_once(config, DAY)
    assert nightly_files(config.data) == []
