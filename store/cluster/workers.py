"""Who works for a queue: a row a worker, renewed by itself while it lives."""

from datetime import UTC, datetime
from functools import partial
from typing import Any

from psycopg.types.json import Jsonb

from store.cluster.database import Connection, QueueDatabase
from store.cluster.queue_view import QueueView, WorkerSeen


class Workers:
    """The rows of one queue. Raises StoreFailed where it is out of reach."""

    def __init__(self, database: QueueDatabase) -> None:
        self._database = database

    def sign(self, worker: WorkerSeen, *, patience_s: float = 0) -> None:
        """`seen_at` is the queue's own time. Whoever had this name and is silent makes room."""
        self._database.run(partial(_sign, worker=worker), patience_s=patience_s)

    def sign_off(self, start: str) -> None:
        self._database.run(
            lambda db: db.execute("DELETE FROM gongkai_worker WHERE start = %s", (start,)),
            patience_s=2,
        )

    def view(self, sender: str = "") -> QueueView:
        """All workers, and the crawls that `sender` waits for; without one, everybody's."""
        return self._database.run(partial(_view, sender=sender))


def _sign(db: Connection, worker: WorkerSeen) -> None:
    db.execute(
        "DELETE FROM gongkai_worker WHERE name = %s AND start <> %s"
        " AND seen_at < now() - interval '2 minutes'",
        (worker.name, worker.start),
    )
    db.execute(
        "INSERT INTO gongkai_worker VALUES (%s, %s, %s, %s, %s, %s, %s, now(), %s)"
        " ON CONFLICT (start) DO UPDATE SET busy = excluded.busy, seen_at = now(),"
        " said = excluded.said",
        (worker.start, worker.line, worker.name, worker.version, worker.crawls, worker.busy,
         worker.since, Jsonb(worker.said)),
    )  # fmt: skip


def _view(db: Connection, sender: str) -> QueueView:
    counts = dict(
        db.execute(
            "SELECT state, count(*) FROM gongkai_crawl WHERE sender = %s OR %s = '' GROUP BY state",
            (sender, sender),
        ).fetchall()
    )
    rows = db.execute(
        "SELECT start, line, name, version, crawls, busy, since, seen_at, said"
        " FROM gongkai_worker ORDER BY name, since"
    ).fetchall()
    now = db.execute("SELECT now()").fetchone()
    return QueueView(
        at=_utc(now[0]) if now else datetime.now(UTC),
        waiting=counts.get("waiting", 0),
        taken=counts.get("taken", 0),
        home=counts.get("home", 0),
        is_under_way=bool(counts.keys() & {"waiting", "taken", "home"}),
        workers=tuple(map(_seen, rows)),
    )


def _seen(row: tuple[Any, ...]) -> WorkerSeen:
    start, line, name, version, crawls, busy, since, seen_at, said = row
    told = (str(said[0]), str(said[1]))
    return WorkerSeen(start, line, name, version, crawls, busy, _utc(since), _utc(seen_at), told)


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC)
