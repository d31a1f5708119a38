"""`gongkai worker` and `gongkai nightly --queue` as an operator runs them."""

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from tests.cluster.test_contract import copied, publish, watched_office
from tests.crawler.fixture_server import FixtureServer
from tests.reliability.offices import gongkai, office


def test_a_night_over_a_queue_and_a_worker_that_is_told_to_stop(
    fixture_server: FixtureServer, queue: str, tmp_path: Path
) -> None:
    publish(fixture_server, "a", "b")
    fixture_server.start(["127.85.0.1", "127.85.0.2"])
    folder = watched_office(
        fixture_server,
        tmp_path / "office",
        {"a.example": "127.85.0.1", "b.example": "127.85.0.2"},
    )
    where = {"GONGKAI_QUEUE": queue, "GONGKAI_HOME": str(tmp_path / "home")}
    worker = gongkai("worker", copied(folder, tmp_path / "machine"), env=where)
    try:
        night = gongkai("nightly", folder, env=where)
        _, said = night.communicate(timeout=300)
        assert night.returncode == 0, said
        worker.send_signal(signal.SIGTERM)
        words, trouble = worker.communicate(timeout=20)
    finally:
        worker.kill()
    assert worker.returncode == 0, trouble
    assert "is ready" in words
    assert not trouble
    ledger = folder / "data" / "ledger.db"
    with closing(sqlite3.connect(f"{ledger.as_uri()}?mode=ro", uri=True)) as db:
        kinds = db.execute("SELECT unit, kind, count(*) FROM unit_run GROUP BY 1, 2").fetchall()
        assert {(unit, number) for unit, kind, number in kinds if kind == "nightly"} == {
            ("a", 1),
            ("b", 1),
        }
    assert not (tmp_path / "machine" / "data" / "ledger.db").exists(), "a worker has no ledger"


def test_a_queue_needs_a_home_and_is_not_waited_for_in_vain(tmp_path: Path) -> None:
    folder = office(tmp_path / "office", {"a": "http://a.example/"}, {"a.example": "127.85.0.1"})
    night = gongkai("nightly", folder, "--queue", "postgresql://127.0.0.1:1/none")
    _, said = night.communicate(timeout=60)
    assert night.returncode == 2
    assert "--home" in said
    worker = gongkai(
        "worker", folder, "--queue", "postgresql://127.0.0.1:1/none", "--home", str(tmp_path)
    )
    _, said = worker.communicate(timeout=60)
    assert worker.returncode == 6
    assert "--queue" in said
    assert "refused" in said, "what the server said, and not that a pool waited in vain"
    assert "Traceback" not in said


def test_without_a_queue_nothing_of_it_is_imported() -> None:
    code = (
        "import sys, app.cli, app.nightly, app.commands.nightly, app.night.by_hand\n"
        "print(sorted({'procrastinate', 'psycopg', 'psycopg_pool', 'fsspec'} & {*sys.modules}))"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert said.strip() == "[]"
