"""Who has waited longest is crawled first: from the ledger to the job."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.cluster.one_crawl import crawl_one
from store.ledger import Ledger, open_ledger
from store.queries.overdue import NEVER, days_since_whole
from store.records import Run
from tests.cluster.test_one_crawl import Trial
from tests.crawler.fixture_server import FixtureServer

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with closing(open_ledger(tmp_path / "ledger.db")) as opened:
        yield opened


def crawled(ledger: Ledger, unit: str, days_ago: float, kind: str, state: str) -> None:
    at = NOW - timedelta(days=days_ago)
    run = Run(ledger.next_run_id(at.date()), at.date(), at)
    ledger.begin_run(run)
    stamp = at.isoformat().replace("+00:00", "Z")
    with ledger.transaction():
        ledger.db.conn.execute(
            "INSERT INTO unit_run (file_id, run_id, unit, kind, state, stop_reason, started_at,"
            " ended_at, planned, fetched, failed, skipped, pending, not_judged)"
            " VALUES (?, ?, ?, ?, ?, '', ?, ?, 1, 1, 0, 0, 0, 0)",
            (f"{run.id}-{unit}", run.id, unit, kind, state, stamp, stamp),
        )


def test_a_unit_is_as_overdue_as_nobody_saw_the_whole_of_it(ledger: Ledger) -> None:
    for days_ago in (30.1, 9.5):
        crawled(ledger, "seen", days_ago, "nightly", "complete")
    crawled(ledger, "cut off", 12.2, "nightly", "complete")
    crawled(ledger, "cut off", 1.0, "nightly", "partial")
    crawled(ledger, "cut off", 1.0, "second_look", "complete")
    crawled(ledger, "never", 1.0, "nightly", "not_judged")
    assert days_since_whole(ledger, NOW) == {"seen": 9, "cut off": 12}


def test_home_says_so_to_the_queue(
    fixture_server: FixtureServer, queue: str, tmp_path: Path
) -> None:
    with Trial(fixture_server, queue, tmp_path) as trial:
        assert trial.sent.priority == NEVER
        assert crawl_one(trial.machine, trial.sent.file) is None
        assert trial.took_effect() == {("a", "complete"): 1}
