"""A queue that stands still is told, and seen by doctor and metrics, from what home keeps of it."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.doctor.check import BAD, GOOD, WARN
from app.doctor.queue import queue_checks
from app.service.endpoints import endpoints
from app.service.health import health
from app.service.watchdog import notify_when_silent
from store.cluster.queue_view import NAME, QueueView, WorkerSeen, keep, kept
from tests.monitor.alerts.mailbox import mailbox
from tests.service.offices import NOON, night_ended, office
from tests.service.test_health import PEOPLE

HOUR = timedelta(hours=1)
WORKER = WorkerSeen("1", "l", "w1/1", "0.2.0", 8, 3, NOON - HOUR, NOON)


def view(*workers: WorkerSeen, moved: timedelta, **more: bool) -> QueueView:
    return QueueView(NOON, 7, 3, 1, NOON - moved, **{"is_under_way": True, **more}, workers=workers)


def test_operators_are_told_once_that_the_queue_stands_still(tmp_path: Path) -> None:
    with mailbox() as box:
        config = office(tmp_path, PEOPLE.format(watch=box.url("watch"), leader=box.url("leader")))
        night_ended(config, NOON - HOUR)
        keep(config.data, view(WORKER, moved=timedelta(minutes=40)))
        assert notify_when_silent(config, NOON) == [], "one crawl may take half an hour"
        for minutes in (10, 20, 30):
            notify_when_silent(config, NOON + timedelta(minutes=minutes))
        assert box.recipients == [["watch@office.example.org"]]
        assert "停滞" in box.letters[0]["Subject"]
        keep(config.data, view(WORKER, moved=timedelta(0)))
        assert notify_when_silent(config, NOON + timedelta(minutes=40)) == []
        notify_when_silent(config, NOON + 2 * HOUR)
        assert len(box.letters) == 2, "another standstill is another letter"


def test_nobody_is_told_when_no_night_waits(tmp_path: Path) -> None:
    config = office(tmp_path)
    night_ended(config, NOON - HOUR)
    assert notify_when_silent(config, NOON) == []
    keep(config.data, view(moved=5 * HOUR, is_under_way=False))
    assert notify_when_silent(config, NOON) == []
    (config.data / NAME).write_text('{"at": ', encoding="utf-8")
    assert kept(config.data) is None
    assert notify_when_silent(config, NOON) == []


def test_the_doctor_sees_the_queue_and_each_worker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GONGKAI_QUEUE", raising=False)
    config = office(tmp_path)
    config.data.mkdir()
    assert not [*queue_checks(config, NOON)]
    refuses = WorkerSeen(
        "2", "l2", "w2/1", "0.1", 8, 0, NOON, NOON, ("版本不同", "another version")
    )
    keep(config.data, view(WORKER, refuses, moved=timedelta(minutes=1)))
    queue, one, two = queue_checks(config, NOON)
    assert (queue.state, one.state, two.state) == (GOOD, GOOD, WARN)
    assert two.seen.en == "another version"
    keep(config.data, view(moved=2 * HOUR))
    queue, none = queue_checks(config, NOON)
    assert (queue.state, none.state) == (BAD, WARN)
    assert "gongkai worker" in none.remedy.zh


def test_the_doctor_asks_the_queue_itself_where_it_is_known(tmp_path: Path) -> None:
    config = office(tmp_path)
    [told] = queue_checks(config, NOON, "postgresql://127.0.0.1:1/none?connect_timeout=1")
    assert told.state is BAD
    assert "--queue" in told.seen.zh


def test_metrics_tell_of_the_queue_and_name_no_machine(tmp_path: Path) -> None:
    config = office(tmp_path)
    night_ended(config, NOON - HOUR)
    client = TestClient(endpoints(lambda: health(config, NOON)))
    assert "gongkai_queue" not in client.get("/metrics").text
    keep(config.data, view(WORKER, moved=timedelta(minutes=10)))
    text = client.get("/metrics").text
    assert 'gongkai_queue_crawls{state="waiting"} 7.0' in text
    assert "gongkai_queue_workers_at_work 1.0" in text
    assert "gongkai_queue_still_seconds 600.0" in text
    assert WORKER.name not in text
    assert json.loads((config.data / NAME).read_text(encoding="utf-8"))["waiting"] == 7
