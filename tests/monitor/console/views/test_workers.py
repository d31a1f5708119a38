"""The page of workers: what home last saw of its queue, for the office alone."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from config.folder import Config
from monitor.console.context import Console
from store.cluster.queue_view import NAME, QueueView, WorkerSeen, keep
from store.desk.users import Role
from tests.monitor.console.conftest import Visitor
from tests.monitor.console.office import add_person


@pytest.fixture
def view(config: Config, console: Console) -> Iterator[QueueView]:
    now = console.clock.now()
    at_work = WorkerSeen("1", "l1", "gongkai-w1/1", "0.2.0 (reader-9)", 8, 5, now, now)
    silent = WorkerSeen(
        "2", "l2", "gongkai-w2/1", "0.1.9 (reader-8)", 8, 0, now, now - timedelta(hours=1),
        ("版本不同", "another version"),
    )  # fmt: skip
    kept = QueueView(now, 40, 5, 1, now - timedelta(hours=2), True, (at_work, silent))
    keep(config.data, kept)
    yield kept
    (config.data / NAME).unlink()


def test_all_workers_stand_on_one_page(office: Visitor, view: QueueView) -> None:
    shown = office.get("/workers").text
    assert view.workers[0].name in shown and "5 / 8" in shown
    assert "已失去联系" in shown and "版本不同" in shown
    assert "40个单位待抓取" in shown
    assert "已有120分钟没有任何抓取结果送回" in shown
    assert '"/workers"' in office.get("/runs").text


def test_an_office_without_a_queue_is_told_so(office: Visitor) -> None:
    assert "没有使用任务队列" in office.get("/workers").text
    assert '"/workers"' not in office.get("/runs").text


@pytest.mark.parametrize("role", [Role.LEADER, Role.ANALYST, Role.UNIT])
def test_nobody_else_sees_the_machines(console: Console, view: QueueView, role: Role) -> None:
    visitor = Visitor(console)
    add_person(console, role.value + "m", role)
    visitor.come_in(role.value + "m")
    assert view.is_under_way
    assert visitor.get("/workers").status_code == 403
    assert '"/workers"' not in visitor.get("/").text
