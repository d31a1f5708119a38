"""The scheduler on a real ledger: it asks what is due, runs it once, and outlives a bad night."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.service.due import DueNight
from app.service.nights import last_night, look
from config.errors import StoreFailed
from config.folder import Config, load
from config.words import Words
from store.ledger import open_ledger
from store.records import Run

OFFICE = """
name = "老河口市政务公开办公室"
city = "老河口市"
data = "data"
[schedule]
night_at = "02:10"
"""
UNIT = 'id = "caizheng"\nname = "财政局"\nkind = "department"\n[[sites]]\nkind = "own"\nurl = "http://caizheng.example.test/"\n'
NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "units").mkdir()
    (tmp_path / "office.toml").write_text(OFFICE, encoding="utf-8")
    (tmp_path / "units" / "caizheng.toml").write_text(UNIT, encoding="utf-8")
    return tmp_path


def ran(config: Config, began: datetime, *, state: str = "complete", kind: str = "nightly") -> None:
    ledger = open_ledger(config.data / "ledger.db")
    run = Run(
        ledger.next_run_id(began.date()),
        began.astimezone(config.office.zone).date(),
        began,
        kind=kind,
    )
    ledger.begin_run(run)
    if state != "running":
        ledger.end_run(Run(run.id, run.day, began, kind=kind, state=state, finished_at=began))
    ledger.close()


def test_three_missed_days_are_caught_up_once(folder: Path) -> None:
    config, nights = load(folder), []
    config.data.mkdir()
    ran(config, datetime(2026, 11, 18, 18, 10, tzinfo=UTC))

    def run_night(where: Path) -> None:
        nights.append(where)
        ran(load(where), NOON)

    assert look(folder, run_night, NOON) == DueNight(date(2026, 11, 23), is_catch_up=True, missed=3)
    assert look(folder, run_night, NOON) is None
    assert nights == [folder]


def test_neither_a_killed_night_nor_a_crawl_by_hand_is_a_night(folder: Path) -> None:
    config = load(folder)
    config.data.mkdir()
    assert last_night(config) is None
    ran(config, datetime(2026, 11, 21, 18, 10, tzinfo=UTC))
    ran(config, datetime(2026, 11, 22, 18, 10, tzinfo=UTC), state="running")
    ran(config, NOON, kind="manual")
    assert last_night(config) == date(2026, 11, 22)


def test_a_night_that_fails_is_said_and_is_due_again(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(where: Path) -> None:
        raise StoreFailed(Words("磁盘坏了", "the disk is broken"))

    assert look(folder, fails, NOON) is None
    assert "磁盘坏了" in capsys.readouterr().err
    assert look(folder, lambda where: None, NOON) is not None


def test_a_broken_folder_is_said_and_outlived(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "office.toml").write_text("name = ", encoding="utf-8")
    assert look(folder, lambda where: None, NOON) is None
    assert "office.toml" in capsys.readouterr().err


def test_a_night_of_the_service_is_crawled_by_whom_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`gongkai schedule --queue`: the same night, and who crawls is opened and closed round it."""
    from contextlib import contextmanager

    import app.nightly
    from app.service import nights

    class Told(Exception):
        pass

    said: list[object] = []

    @contextmanager
    def elsewhere(_: object):  # type: ignore[no-untyped-def]
        said.append("opened")
        try:
            yield "elsewhere"
        finally:
            said.append("closed")

    def night(*_: object, crawls: object) -> None:
        said.append(crawls)
        raise Told

    monkeypatch.setattr(nights, "standing_config", lambda _: None)
    monkeypatch.setattr(app.nightly, "nightly", night)
    with pytest.raises(Told):
        nights.spend_night(tmp_path, elsewhere)
    assert said == ["opened", "elsewhere", "closed"]


def test_a_queue_without_a_home_is_refused_at_the_start(folder: Path) -> None:
    from typer.testing import CliRunner

    from app.cli import app
    from config.errors import Miswritten

    done = CliRunner().invoke(
        app, ["schedule", "--config", str(folder), "--queue", "postgresql://127.0.0.1:1/none"]
    )
    assert isinstance(done.exception, Miswritten)
