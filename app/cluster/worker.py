"""`gongkai worker`: takes jobs from the queue until it is told to stop.

The engine (Procrastinate) hands out jobs, keeps order and priority, and tells new ones at once.
What it does not prove, who owns a job, is ours (store/cluster/crawl_jobs.py): it stops giving signs
of life while a worker shuts down, hands its jobs to others meanwhile, and lets anybody end any job
(docs/decisions/0036). So crawls are killed at SIGTERM and put back before the engine is left.
"""

import asyncio
import logging
import signal
from collections.abc import Coroutine, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from typing import Any
from uuid import uuid4

import psycopg
from filelock import FileLock, Timeout
from procrastinate import App, BaseRetryStrategy, PsycopgConnector, RetryDecision
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job

from app.cluster.likeness import here
from app.cluster.one_crawl import FAILED_S, Machine, Tell, crawl_one
from app.cluster.own_line import line_of
from app.night.crawl_and_merge import remove
from config.errors import StoreFailed
from config.folder import Config
from config.words import Words
from crawler.workers.pool import READER
from store.cluster.crawl_jobs import LEASE_S, QUEUE, TASK, CrawlJobs
from store.cluster.database import QueueDatabase
from store.cluster.file_share import FileShare
from store.cluster.queue_view import WorkerSeen
from store.cluster.workers import Workers

RESCUE = "rescue"
TALKATIVE = ("procrastinate", "psycopg.pool")  # what matters of what they say is said in our words
AGAIN_S = 2.0  # where the engine's connection broke

READY = Words(
    "工作机 {worker} 已就绪，同时抓取 {crawls} 个单位。按 Ctrl-C 停止，未完成的抓取会继续。",
    "Worker {worker} is ready, {crawls} crawls at once. Ctrl-C stops it; unfinished crawls go on elsewhere or later.",
)
AWAY = Words(
    "与任务队列的连接中断，正在重新连接。", "The line to the queue broke; connecting anew."
)


class _Again(Exception):
    def __init__(self, seconds: float) -> None:
        super().__init__(f"again in {seconds:.0f} s")
        self.seconds = seconds


class _HandedOutAgain(BaseRetryStrategy):
    """Always: whether a crawl is given up is not the engine's to say."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:
        del job
        wait = exception.seconds if isinstance(exception, _Again) else FAILED_S
        return RetryDecision(retry_in={"seconds": round(wait)})


def work(
    config: Config,
    queue: str,
    home: str,
    tell: Tell,
    *,
    crawls: int,
    lease_s: float = LEASE_S,
    reader: str = READER,
) -> None:
    """Crawl for the queue until SIGTERM or SIGINT. Raises StoreFailed where it cannot be reached at
    the start; later a queue that is away is waited for.
    """
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with QueueDatabase(queue) as database, _own_folder(config.data / "worker") as folder:
        jobs = CrawlJobs(database)
        _clear_up(jobs, folder)
        machine = Machine(line_of(folder), folder, config, jobs, FileShare(home), tell)
        machine.lease_s, machine.reader = lease_s, reader
        with _seen_by_all(machine, Workers(database), crawls):
            _to_its_end(_serve(machine, queue, crawls))


def _to_its_end(serving: Coroutine[Any, Any, None]) -> None:
    """As asyncio.run, which waits for every task for ever: one of the engine's that does not hear
    that it is cancelled (seen on 3.10 after PostgreSQL had been restarted) kept a worker that had
    put everything back from ending.
    """
    loop = asyncio.new_event_loop()
    try:
        loop.run_until_complete(serving)
        left = asyncio.all_tasks(loop)
        for task in left:
            task.cancel()
        if left:
            loop.run_until_complete(asyncio.wait(left, timeout=AGAIN_S))
    finally:
        logging.getLogger("asyncio").setLevel(logging.CRITICAL)  # it names what it leaves
        loop.close()


async def _serve(machine: Machine, queue: str, crawls: int) -> None:
    loop, stopped = asyncio.get_running_loop(), asyncio.Event()

    def stop() -> None:
        machine.stop()
        stopped.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    machine.tell(READY.filled(worker=machine.name, crawls=crawls))
    with ThreadPoolExecutor(crawls, thread_name_prefix="job") as threads:
        while not stopped.is_set():
            engine = _engine(machine, queue, threads)
            serving = asyncio.ensure_future(_run(engine, crawls, machine.lease_s))
            stopping = asyncio.ensure_future(stopped.wait())
            await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
            stopping.cancel()
            serving.cancel()
            [ended] = await asyncio.gather(serving, return_exceptions=True)
            if isinstance(ended, Exception) and not isinstance(
                ended, (ConnectorException, psycopg.Error)
            ):
                machine.stop()
                raise ended
            if not stopped.is_set():
                machine.tell(AWAY)
                await asyncio.sleep(AGAIN_S)


async def _run(engine: App, crawls: int, lease_s: float) -> None:
    async with engine.open_async():
        await engine.run_worker_async(
            queues=[QUEUE, RESCUE],
            concurrency=crawls + 1,  # the rescue must not wait for a crawl
            install_signal_handlers=False,
            delete_jobs="successful",
            update_heartbeat_interval=lease_s / 6,
            stalled_worker_timeout=lease_s,
            fetch_job_polling_interval=min(5.0, lease_s / 6),
        )


def _engine(machine: Machine, queue: str, threads: ThreadPoolExecutor) -> App:
    """The engine with our two tasks. Crawls have no queueing lock: it would forbid handing one out
    again while it stands in the queue.
    """
    engine = App(connector=PsycopgConnector(conninfo=queue))

    @engine.task(name=TASK, queue=QUEUE, retry=_HandedOutAgain())
    async def crawl(file: str) -> None:
        try:
            again = await asyncio.get_running_loop().run_in_executor(
                threads, crawl_one, machine, file
            )
        except Exception:
            logging.getLogger(__name__).exception("a bug of ours; the job is handed out again")
            raise
        if again is not None:
            raise _Again(again)

    seconds = max(1, round(machine.lease_s / 6))

    @engine.periodic(cron=f"* * * * * */{seconds}")
    @engine.task(name=RESCUE, queue=RESCUE, queueing_lock=RESCUE, priority=1_000_000)
    async def rescue(timestamp: int) -> None:
        del timestamp
        stalled = await engine.job_manager.get_stalled_jobs(
            queue=QUEUE, seconds_since_heartbeat=machine.lease_s
        )
        silent = await asyncio.to_thread(machine.jobs.silent_jobs, machine.lease_s)
        await _hand_out_again(engine, [*(job.id for job in stalled if job.id), *silent])

    return engine


async def _hand_out_again(engine: App, jobs: Sequence[int]) -> None:
    from procrastinate.utils import utcnow

    manager: Any = engine.job_manager
    for job in set(jobs):
        try:
            await manager.retry_job_by_id_async(job, utcnow())
        except ConnectorException as error:  # it ended in between
            logging.getLogger(__name__).info("job %s is not handed out again: %s", job, error)


@contextmanager
def _seen_by_all(machine: Machine, workers: Workers, crawls: int) -> Iterator[None]:
    """A row in the view of all workers, as long as this one lives."""
    start, since, ended = str(uuid4()), machine.clock.now(), Event()

    def sign() -> None:
        said = (machine.said.zh, machine.said.en)
        seen = WorkerSeen(
            start, machine.line.id, machine.name, here(), crawls, machine.busy, since, since, said
        )
        with suppress(StoreFailed):  # out of reach: the engine's own connection says so
            workers.sign(seen)

    def keep_signing() -> None:
        while not ended.wait(machine.lease_s / 6):
            sign()

    sign()
    thread = Thread(target=keep_signing, name="view", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
        with suppress(StoreFailed):
            workers.sign_off(start)


@contextmanager
def _own_folder(parent: Path) -> Iterator[Path]:
    """The first folder below `parent` that no other process works in: who is started again after a
    kill finds what it left, and two never write one file.
    """
    for number in range(1, 1000):
        folder = parent / str(number)
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / "lock")
        try:
            lock.acquire(blocking=False)
        except Timeout:
            continue
        try:
            yield folder
        finally:
            lock.release()
        return
    raise RuntimeError("a thousand workers on one machine")


def _clear_up(jobs: CrawlJobs, folder: Path) -> None:
    """Files of crawls that nobody waits for any more."""
    left = {path.name.split(".")[0]: path for path in folder.glob("*.sqlite")}
    wanted = jobs.known([*left])
    for file, path in left.items():
        if file not in wanted:
            remove(path)
    for path in (*folder.glob("*.coming"), *folder.glob("*.permit*")):
        path.unlink()
