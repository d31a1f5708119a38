"""`gongkai worker` whose crawls are sleeps under the same leases: python -m
tests.cluster.sleeping_worker QUEUE SECONDS
"""

import sys
import tempfile
import time
from pathlib import Path
from uuid import uuid4

from app.cluster import worker
from app.cluster.one_crawl import BUSY_S, Machine
from config.folder import load
from config.starter import write_starter
from store.capture.file import WorkerLine
from store.cluster.crawl_jobs import CrawlJobs, NotNow, Taken
from store.cluster.database import QueueDatabase
from store.cluster.file_share import FileShare

CRAWLS = 48


def slept(machine: Machine, file: str) -> float | None:
    """In place of `crawl_one`: the same questions to the queue, and no site."""
    sent = machine.jobs.find(file)
    if sent is None:
        return None
    taken = machine.jobs.take(sent, machine.line, [sent.unit], machine.lease_s)
    if not isinstance(taken, Taken):
        return BUSY_S if isinstance(taken, NotNow) else None
    time.sleep(seconds)
    machine.jobs.come_home(taken, "h" * 64, 1, 0)
    return None


if __name__ == "__main__":
    queue, seconds = sys.argv[1], float(sys.argv[2])
    worker.crawl_one = slept  # type: ignore[attr-defined]
    with tempfile.TemporaryDirectory() as made, QueueDatabase(queue) as database:
        folder = Path(made)
        write_starter(folder / "office", "en")
        machine = Machine(
            WorkerLine(str(uuid4()), "asleep"),
            folder,
            load(folder / "office"),
            CrawlJobs(database),
            FileShare(made),
            lambda _: None,
        )
        worker._to_its_end(worker._serve(machine, queue, CRAWLS))
