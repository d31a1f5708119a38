"""Who crawls what, and who may bring it home: one row a crawl that was sent away.

    waiting ─take→ taken ─come_home→ home ─fetched→ fetched ─forget→ gone
                   taken ─put_back→ waiting        home ─send_again→ waiting

The engine hands out jobs, more than once where a worker was silent (its heartbeats are no proof of
death). So the row decides: a crawl is taken under a lease on every address that it asks, for so
long and not longer unless renewed, and each taking counts `attempt` up. Who was overtaken finds
that its number is no longer the last, and changes nothing here any more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from procrastinate.jobs import Job
from procrastinate.manager import JobManager
from procrastinate.sync_psycopg_connector import SyncPsycopgConnector
from psycopg import Rollback
from psycopg.types.json import Jsonb

from config.words import Words
from store.capture.file import WorkerLine
from store.cluster.database import Connection, QueueDatabase

QUEUE = TASK = "crawl"
LEASE_S = 60.0
MOST_DEATHS = 10  # of the machines or processes that had it; then its unit is not judged
AT_ONCE = 500  # rows of one statement

# A second look is left to another line than saw it first, for so long, where another is at work.
OTHER_LINE_S = 120.0


@dataclass(frozen=True, slots=True)
class SentCrawl:
    """A crawl for others to do. `wants`: what its worker must be alike in; `lock`: of those with
    the same only one is handed out at a time; `key`: the office's (store.privacy.key); `priority`:
    the highest first; `seen_by`: the line that a second look should not be taken over again.
    """

    file: str
    run: str
    unit: str
    kind: str
    wants: Mapping[str, str]
    key: bytes
    seed_sha256: str
    lock: str
    priority: int = 0
    seen_by: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A crawl that is ours, as long as the lease is renewed."""

    sent: SentCrawl
    attempt: int
    addresses: int  # under lease


@dataclass(frozen=True, slots=True)
class NotNow:
    """Somebody else crawls it, or one of its addresses."""


@dataclass(frozen=True, slots=True)
class CameHome:
    """What a worker says that it brought; `state` "given_up": nobody could."""

    file: str
    state: str
    attempt: int
    worker: str
    line: str
    sha256: str
    size: int


class CrawlJobs:
    """The rows of one queue. Every change is one transaction, and may be repeated."""

    def __init__(self, database: QueueDatabase) -> None:
        self._database = database
        self._engine = JobManager(SyncPsycopgConnector(conninfo=database.url))

    # --- home

    def send(self, crawls: Sequence[SentCrawl], sender: str) -> None:
        """Have them crawled. What is under way from an earlier call goes on, and answers to
        `sender` from now on; the seed and what is wanted of its worker may have been made anew.
        """
        for first in range(0, len(crawls), AT_ONCE):
            some = crawls[first : first + AT_ONCE]
            self._database.run(partial(self._send, crawls=some, sender=sender))

    def send_again(self, file: str, sender: str) -> None:
        """What came home was not the file that was said to come."""
        self._database.run(
            lambda db: db.execute(
                "UPDATE gongkai_crawl SET state = 'waiting', deaths = deaths + 1"
                " WHERE file = %s AND state = 'home'",
                (file,),
            )
        )
        self.hand_out_again(sender)

    def hand_out_again(self, sender: str) -> int:
        """Crawls that no job of the engine stands for any more: one that was marked as done by a
        worker that had lost it, or was lost with its worker. Returns how many.
        """
        return self._database.run(lambda db: self._hand_out(db, sender))

    def home(self, sender: str) -> list[CameHome]:
        rows = self._database.run(
            lambda db: db.execute(
                "SELECT file, state, attempt, worker, line, sha256, size FROM gongkai_crawl"
                " WHERE sender = %s AND state IN ('home', 'given_up')",
                (sender,),
            ).fetchall()
        )
        return [CameHome(*row) for row in rows]

    def refusals(self, sender: str) -> list[Words]:
        """Why workers would not, each once."""
        rows = self._database.run(
            lambda db: db.execute(
                "SELECT DISTINCT refusal FROM gongkai_crawl"
                " WHERE sender = %s AND refusal IS NOT NULL AND state = 'waiting'",
                (sender,),
            ).fetchall()
        )
        return [Words(*pair) for (pair,) in rows]

    def under_way(self, sender: str) -> int:
        """How many are in the hands of somebody who gives signs of life."""
        return self._count(
            "SELECT count(*) FROM gongkai_crawl"
            " WHERE sender = %s AND state = 'taken' AND alive_until > now()",
            sender,
        )

    def fetched(self, file: str) -> None:
        """It lies at home, checked; the row goes when it has been merged."""
        self._database.run(
            lambda db: db.execute(
                "UPDATE gongkai_crawl SET state = 'fetched' WHERE file = %s", (file,)
            )
        )

    def forget(self, files: Sequence[str]) -> None:
        """They are merged."""
        self._database.run(
            lambda db: db.execute("DELETE FROM gongkai_crawl WHERE file = ANY(%s)", ([*files],))
        )

    # --- a worker

    def seconds_behind(self, now: datetime) -> float:
        """By how much the queue's clock is ahead of a machine that shows `now`."""
        row = self._database.run(lambda db: db.execute("SELECT now()").fetchone())
        return (row[0] - now).total_seconds() if row else 0.0

    def find(self, file: str) -> SentCrawl | None:
        """What a job is about; None where it is done with."""
        row = self._database.run(
            lambda db: db.execute(
                "SELECT file, run, unit, kind, wants, key, seed_sha256, lock, priority, seen_by"
                " FROM gongkai_crawl WHERE file = %s AND state IN ('waiting', 'taken')",
                (file,),
            ).fetchone()
        )
        if row is None:
            return None
        file, run, unit, kind, wants, key, *more = row
        return SentCrawl(file, run, unit, kind, wants, bytes(key), *more)

    def take(
        self, sent: SentCrawl, line: WorkerLine, addresses: Sequence[str], lease_s: float = LEASE_S
    ) -> Taken | NotNow | None:
        """The crawl with all its addresses, or nothing of it; None where it is done with."""
        ordered = sorted(set(addresses))
        return self._database.run(lambda db: _take(db, sent, line, ordered, lease_s))

    def renew(self, taken: Taken, lease_s: float = LEASE_S, *, patience_s: float = 0) -> bool:
        """Whether it is still ours, with all its addresses, for so long again."""
        return self._database.run(lambda db: _renew(db, taken, lease_s), patience_s=patience_s)

    def come_home(self, taken: Taken, sha256: str, size: int, rest_s: float) -> bool:
        """The file lies at home, whole. False where somebody else had taken the crawl over."""
        return self._database.run(lambda db: _come_home(db, taken, sha256, size, rest_s))

    def put_back(self, taken: Taken, rest_s: float, *, patience_s: float = 5) -> None:
        """Somebody else may have it, and its addresses `rest_s` seconds from now."""

        def work(db: Connection) -> None:
            db.execute(
                "UPDATE gongkai_crawl SET state = 'waiting', alive_until = NULL"
                " WHERE file = %s AND attempt = %s AND state = 'taken'",
                (taken.sent.file, taken.attempt),
            )
            _rest(db, taken, rest_s)

        self._database.run(work, patience_s=patience_s)

    def refuse(self, sent: SentCrawl, why: Words) -> None:
        """This worker cannot do it; home is told, another may."""
        self._database.run(
            lambda db: db.execute(
                "UPDATE gongkai_crawl SET refusal = %s WHERE file = %s",
                (Jsonb([why.zh, why.en]), sent.file),
            )
        )

    def known(self, files: Sequence[str]) -> set[str]:
        """Those of `files` that are still to be crawled."""
        rows = self._database.run(
            lambda db: db.execute(
                "SELECT file FROM gongkai_crawl"
                " WHERE file = ANY(%s) AND state IN ('waiting', 'taken')",
                ([*files],),
            ).fetchall()
        )
        return {file for (file,) in rows}

    def silent_jobs(self, silent_s: float) -> list[int]:
        """Jobs that the engine takes for under way, whose crawl has given no sign of life for so
        long: the backstop where its own heartbeats tell nothing.
        """
        rows = self._database.run(
            lambda db: db.execute(
                "SELECT id FROM gongkai_crawl JOIN procrastinate_jobs ON id = job"
                " WHERE status = 'doing' AND state = 'taken'"
                " AND alive_until < now() - make_interval(secs => %s)",
                (silent_s,),
            ).fetchall(),
            patience_s=0,
        )
        return [job for (job,) in rows]

    # --- inside

    def _send(self, db: Connection, crawls: Sequence[SentCrawl], sender: str) -> None:
        with db.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO gongkai_crawl (file, run, unit, kind, wants, key, seed_sha256, lock,"
                " priority, seen_by, sender) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
                " ON CONFLICT (file) DO UPDATE SET sender = excluded.sender,"
                " wants = excluded.wants, key = excluded.key, seed_sha256 = excluded.seed_sha256,"
                " priority = excluded.priority",
                [
                    (one.file, one.run, one.unit, one.kind, Jsonb(one.wants), one.key,
                     one.seed_sha256, one.lock, one.priority, one.seen_by, sender)
                    for one in crawls
                ],
            )  # fmt: skip
        self._hand_out(db, sender)

    def _hand_out(self, db: Connection, sender: str) -> int:
        rows = db.execute(
            "SELECT file, ours.lock, ours.priority FROM gongkai_crawl AS ours"
            " LEFT JOIN procrastinate_jobs AS job ON job.id = ours.job"
            " WHERE sender = %s AND state IN ('waiting', 'taken')"
            " AND coalesce(status NOT IN ('todo', 'doing'), true)"
            " ORDER BY ours.priority DESC, file FOR UPDATE OF ours",
            (sender,),
        ).fetchall()
        jobs = [
            Job(
                queue=QUEUE,
                task_name=TASK,
                lock=lock,
                queueing_lock=None,
                priority=priority,
                task_kwargs={"file": file},
            )
            for file, lock, priority in rows
        ]
        if jobs:
            made = self._engine.batch_defer_jobs(jobs, connection=db)
            with db.cursor() as cursor:
                cursor.executemany(
                    "UPDATE gongkai_crawl SET job = %s WHERE file = %s",
                    [(job.id, job.task_kwargs["file"]) for job in made],
                )
        return len(jobs)

    def _count(self, question: Any, *values: object) -> int:
        row = self._database.run(lambda db: db.execute(question, values).fetchone())
        return int(row[0]) if row else 0


def _take(
    db: Connection, sent: SentCrawl, line: WorkerLine, addresses: Sequence[str], lease_s: float
) -> Taken | NotNow | None:
    row = db.execute(
        "SELECT state, attempt, deaths, coalesce(alive_until > now(), false),"
        " seen_by = %s AND sent_at > now() - make_interval(secs => %s) AND EXISTS ("
        "   SELECT FROM gongkai_worker WHERE line <> %s"
        "   AND seen_at > now() - make_interval(secs => %s))"
        " FROM gongkai_crawl WHERE file = %s AND state IN ('waiting', 'taken')"
        " FOR UPDATE OF gongkai_crawl",
        (line.id, OTHER_LINE_S, line.id, lease_s, sent.file),
    ).fetchone()
    if row is None:
        return None
    state, attempt, deaths, is_alive, is_for_another_line = row
    if (state == "taken" and is_alive) or is_for_another_line:
        return NotNow()
    deaths += state == "taken"
    if deaths >= MOST_DEATHS:
        db.execute("UPDATE gongkai_crawl SET state = 'given_up' WHERE file = %s", (sent.file,))
        return None
    has_all = False
    with db.transaction() as leasing:
        has_all = all(_lease(db, one, sent.file, attempt + 1, lease_s) for one in addresses)
        if not has_all:
            raise Rollback(leasing)
    if not has_all:
        return NotNow()
    db.execute(
        "UPDATE gongkai_crawl SET state = 'taken', attempt = %s, deaths = %s, worker = %s,"
        " line = %s, refusal = NULL, alive_until = now() + make_interval(secs => %s) WHERE file = %s",
        (attempt + 1, deaths, line.name, line.id, lease_s, sent.file),
    )
    return Taken(sent, attempt + 1, len(addresses))


def _lease(db: Connection, address: str, file: str, attempt: int, lease_s: float) -> bool:
    taken = db.execute(
        "INSERT INTO gongkai_lease VALUES (%s, %s, %s, now() + make_interval(secs => %s))"
        " ON CONFLICT (address) DO UPDATE"
        " SET file = excluded.file, attempt = excluded.attempt, until = excluded.until"
        " WHERE gongkai_lease.until <= now()",
        (address, file, attempt, lease_s),
    )
    return taken.rowcount == 1


def _renew(db: Connection, taken: Taken, lease_s: float) -> bool:
    mine = db.execute(
        "UPDATE gongkai_crawl SET alive_until = now() + make_interval(secs => %s)"
        " WHERE file = %s AND attempt = %s AND state = 'taken'",
        (lease_s, taken.sent.file, taken.attempt),
    )
    leases = db.execute(
        "UPDATE gongkai_lease SET until = now() + make_interval(secs => %s)"
        " WHERE file = %s AND attempt = %s",
        (lease_s, taken.sent.file, taken.attempt),
    )
    return mine.rowcount == 1 and leases.rowcount == taken.addresses


def _come_home(db: Connection, taken: Taken, sha256: str, size: int, rest_s: float) -> bool:
    came = db.execute(
        "UPDATE gongkai_crawl SET state = 'home', sha256 = %s, size = %s"
        " WHERE file = %s AND attempt = %s AND state IN ('taken', 'home')",
        (sha256, size, taken.sent.file, taken.attempt),
    )
    _rest(db, taken, rest_s)
    return came.rowcount == 1


def _rest(db: Connection, taken: Taken, rest_s: float) -> None:
    """The addresses are free when a pause has passed: whoever comes next does not know when we last
    asked.
    """
    db.execute(
        "UPDATE gongkai_lease SET until = now() + make_interval(secs => %s)"
        " WHERE file = %s AND attempt = %s AND until > now()",
        (rest_s, taken.sent.file, taken.attempt),
    )
