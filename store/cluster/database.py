"""The queue's PostgreSQL: tables made once, and work done in one transaction that outlasts a
restart of the server.
"""

from collections.abc import Callable
from time import monotonic, sleep
from typing import Any, TypeVar

import psycopg
from procrastinate.schema import SchemaManager
from psycopg_pool import ConnectionPool, PoolTimeout

from config.errors import StoreFailed
from config.words import Words

PATIENCE_S = 60.0  # a server that is being restarted
AGAIN_S = 0.5
_SETTING_UP = 20121123  # any number that nobody else locks

OUT_OF_REACH = Words(
    "无法连接任务队列的 PostgreSQL（{cause}）。请检查 --queue 的地址、网络和数据库服务；已完成的抓取不会丢失。",
    "The queue's PostgreSQL is out of reach ({cause}). Check --queue, the line and the server; no finished crawl is lost.",
)

# One row a crawl that is away from home; it goes when its file has been merged. `attempt` is the
# fencing token: only who took the last one may bring a file home.
_CRAWLS = """CREATE TABLE IF NOT EXISTS gongkai_crawl (
  file text PRIMARY KEY, run text NOT NULL, unit text NOT NULL, kind text NOT NULL,
  wants jsonb NOT NULL, key bytea NOT NULL, seed_sha256 text NOT NULL, lock text NOT NULL,
  priority int NOT NULL, sender text NOT NULL, job bigint, state text NOT NULL DEFAULT 'waiting',
  attempt int NOT NULL DEFAULT 0, deaths int NOT NULL DEFAULT 0, worker text NOT NULL DEFAULT '',
  line text NOT NULL DEFAULT '', seen_by text NOT NULL, sent_at timestamptz NOT NULL DEFAULT now(),
  alive_until timestamptz, refusal jsonb,
  sha256 text NOT NULL DEFAULT '', size bigint NOT NULL DEFAULT 0)"""
_LEASES = """CREATE TABLE IF NOT EXISTS gongkai_lease (
  address text PRIMARY KEY, file text NOT NULL, attempt int NOT NULL, until timestamptz NOT NULL)"""
_WORKERS = """CREATE TABLE IF NOT EXISTS gongkai_worker (
  start text PRIMARY KEY, line text NOT NULL, name text NOT NULL, version text NOT NULL,
  crawls int NOT NULL, busy int NOT NULL, since timestamptz NOT NULL, seen_at timestamptz NOT NULL,
  said jsonb NOT NULL)"""
_INDEX = "CREATE INDEX IF NOT EXISTS gongkai_crawl_of ON gongkai_crawl (sender, state)"

T = TypeVar("T")
Connection = psycopg.Connection[Any]


class QueueDatabase:
    """A few connections to one queue, safe to be used by many threads. Raises StoreFailed where it
    cannot be reached for longer than one is patient.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self._pool = ConnectionPool(
            url, min_size=1, max_size=8, open=False, check=ConnectionPool.check_connection
        )

    def __enter__(self) -> "QueueDatabase":
        self._pool.open(wait=False)
        try:
            self.run(_set_up, patience_s=10)
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._pool.close()

    def run(self, work: Callable[[Connection], T], *, patience_s: float = PATIENCE_S) -> T:
        """`work` in one transaction, again where the connection broke: it must come to the same
        when the first try was committed and only its answer was lost.
        """
        until = monotonic() + patience_s
        while True:
            try:
                with self._pool.connection(timeout=5) as connection:
                    return work(connection)
            except (psycopg.OperationalError, psycopg.InterfaceError) as error:
                if monotonic() > until:
                    raise StoreFailed(OUT_OF_REACH.filled(cause=self._cause(error))) from error
                sleep(AGAIN_S)

    def _cause(self, error: psycopg.Error) -> str:
        """What the server says; the pool knows only that nobody came in time."""
        if isinstance(error, PoolTimeout):
            try:
                psycopg.connect(self.url, connect_timeout=5).close()
            except psycopg.Error as told:
                error = told
        return str(error).splitlines()[0] if str(error) else type(error).__name__


def _set_up(db: Connection) -> None:
    """The engine's tables and ours, by whoever comes first."""
    db.execute("SELECT pg_advisory_xact_lock(%s)", (_SETTING_UP,))
    found = db.execute("SELECT to_regclass('procrastinate_jobs')").fetchone()
    if found is None or found[0] is None:
        db.execute(SchemaManager.get_schema())
    for table in (_CRAWLS, _LEASES, _WORKERS, _INDEX):
        db.execute(table)
    db.execute("DELETE FROM gongkai_lease WHERE until < now() - interval '1 day'")
    db.execute("DELETE FROM gongkai_worker WHERE seen_at < now() - interval '1 day'")
