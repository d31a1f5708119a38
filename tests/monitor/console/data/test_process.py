"""Analysts' questions in a process of their own: whatever becomes of it, whoever asks is told so in
words, and the next one is answered.
"""

import os
import signal
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from httpx import Response
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from monitor.console.data import process as module
from monitor.console.data.process import BUSY, ENDED, MOST_AT_ONCE, DataProcess
from monitor.console.request import LANGUAGE
from store.ledger import open_ledger
from tests.waiting import waited

ENDLESS = "WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT max(n) FROM c"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    open_ledger(tmp_path / "ledger.db").close()
    return tmp_path


@contextmanager
def asking(process: DataProcess) -> Iterator[TestClient]:
    try:
        with TestClient(Starlette(routes=[Mount("/data", process)])) as client:
            yield client
    finally:
        process.end()


def sql(asked: str) -> str:
    return f"/data/ledger.json?_shape=arrays&sql={quote(asked)}"


def is_refused(answer: Response, why: str) -> bool:
    return answer.status_code == 503 and why in answer.text and "retry-after" in answer.headers


def is_gone(pid: int) -> bool:
    return not Path(f"/proc/{pid}").exists()


def test_answers_and_addresses_come_through_as_they_are(data: Path) -> None:
    with asking(DataProcess(data)) as analyst:
        page = analyst.get("/data/")
        assert page.status_code == 200 and "检查账本" in page.text
        assert "script-src 'self';" in page.headers["content-security-policy"]
        assert analyst.head("/data/").status_code == 200
        assert analyst.post("/data/ledger/unit", data={"id": "x"}).status_code == 405
        assert analyst.get("/data/nothing").status_code == 404
        assert analyst.get(sql("SELECT '环保%2F'")).json()["rows"] == [["环保%2F"]]
        moved = analyst.get("/data/%2f%2fevil.test", follow_redirects=False)
        assert moved.headers["location"].startswith("/data/")
        assert not moved.headers["location"].startswith("/data//")
        large = f"SELECT hex(randomblob(1900000)), {', '.join('1' * 9)}"
        assert len(analyst.get(sql(large)).content) > 3_800_000


def test_it_speaks_the_visitors_language_and_else_the_offices(data: Path) -> None:
    with asking(DataProcess(data, "en")) as analyst:
        assert "Questions" in analyst.get("/data/").text
        analyst.cookies.set(LANGUAGE, "zh")
        assert "常用问题" in analyst.get("/data/", headers={"accept-language": "en"}).text
        analyst.cookies.set(LANGUAGE, "xx")
        assert "Questions" in analyst.get("/data/").text


def test_it_begins_with_the_first_question_and_ends_without_a_trace(data: Path) -> None:
    process = DataProcess(data)
    assert process.pid is None
    with asking(process) as analyst:
        analyst.get(sql("SELECT 1"))
        pid, folder = process.pid, process._running.folder  # type: ignore[union-attr]
        assert pid is not None and folder.stat().st_mode & 0o777 == 0o700
    assert is_gone(pid) and not folder.exists() and process.pid is None


def test_killed_while_it_answers_it_is_there_for_the_next(data: Path) -> None:
    process = DataProcess(data)
    with asking(process) as analyst, ThreadPoolExecutor() as threads:
        assert analyst.get(sql("SELECT 1")).status_code == 200
        asked = threads.submit(analyst.get, sql(ENDLESS))
        pid = process.pid
        assert pid is not None
        waited(lambda: is_at_work(pid))
        os.kill(pid, signal.SIGKILL)
        assert is_refused(asked.result(), ENDED.zh) and ENDED.en in asked.result().text
        assert analyst.get(sql("SELECT 1")).status_code == 200
        assert process.pid != pid


def test_killed_between_two_questions_nobody_notices(data: Path) -> None:
    process = DataProcess(data)
    with asking(process) as analyst:
        analyst.get(sql("SELECT 1"))
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        waited(lambda: not process._running.process.is_alive())  # type: ignore[union-attr]
        assert analyst.get(sql("SELECT 1")).status_code == 200


def test_one_that_hangs_is_ended(data: Path) -> None:
    process = DataProcess(data)
    with asking(process) as analyst:
        assert analyst.get(sql("SELECT 1")).status_code == 200
        pid, process.hung_s = process.pid, 0.5
        assert pid is not None
        os.kill(pid, signal.SIGSTOP)
        assert is_refused(analyst.get(sql("SELECT 1")), ENDED.zh)
        assert is_gone(pid)
    assert process.pid is None


def test_more_than_it_takes_at_once_wait_their_turn_and_not_for_ever(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with asking(DataProcess(data)) as analyst, ThreadPoolExecutor(3 * MOST_AT_ONCE) as analysts:
        answers = analysts.map(analyst.get, [sql("SELECT 1")] * 3 * MOST_AT_ONCE)
        assert {answer.status_code for answer in answers} == {200}
    monkeypatch.setattr(module, "MOST_AT_ONCE", 1)
    monkeypatch.setattr(module, "TURN_S", 0.1)
    process = DataProcess(data)
    with asking(process) as analyst, ThreadPoolExecutor() as threads:
        assert analyst.get(sql("SELECT 1")).status_code == 200
        asked = threads.submit(analyst.get, sql(ENDLESS))
        waited(lambda: is_at_work(process.pid or 0))
        assert is_refused(analyst.get(sql("SELECT 1")), BUSY.zh)
        assert asked.result().status_code == 400  # its five seconds are over


def test_a_restored_ledger_is_seen(data: Path) -> None:
    with asking(DataProcess(data)) as analyst:
        asked = sql("SELECT count(*) FROM unit")
        assert analyst.get(asked).json()["rows"] == [[0]]
        other = open_ledger(data / "other.db")
        with other.db.conn:
            other.db.conn.execute(
                "INSERT INTO unit (id, name, kind, first_at) VALUES ('u', 'U', 'department', '')"
            )
        other.close()
        (data / "other.db").rename(data / "ledger.db")
        assert analyst.get(asked).json()["rows"] == [[1]]


def test_where_temporary_files_lie_deep_its_socket_does_not(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = data / ("d" * 100)
    deep.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(deep))
    with asking(DataProcess(data)) as analyst:
        assert analyst.get(sql("SELECT 1")).status_code == 200
        assert not list(deep.iterdir())


def is_at_work(pid: int) -> bool:
    """Whether it has had a second of processor time more than starting took."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    used = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    began = _USED.setdefault(pid, used)
    return used > began + 0.3


_USED: dict[int, float] = {}
