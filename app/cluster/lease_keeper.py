"""A lease kept while a crawl goes on: renewed from a thread, and the permit of the crawl with it.

The permit ends before the lease does. So a machine that was cut off, or asleep, stops asking while
nobody else may, and the pause between two questions to one address is kept across machines.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from config.errors import StoreFailed
from crawler.workers.permit import Permit, uptime
from store.cluster.crawl_jobs import CrawlJobs, Taken

RENEWALS = 6  # in the length of one lease; the permit ends one of these earlier


def rest_s(lease_s: float) -> float:
    """How long an address is left alone between two crawls, and the permit ends before the lease:
    10 s of 60, the longest pause that a site can ask for (crawler.transport.rate_limiter).
    """
    return lease_s / RENEWALS


@contextmanager
def kept(
    jobs: CrawlJobs, taken: Taken, taken_at: float, lease_s: float, path: Path, stop: Event
) -> Iterator[Permit]:
    """The permit at `path`, held from `taken_at` (crawler.workers.permit.uptime, read before the
    lease was asked for) as long as the lease is. `stop` is set where it was lost.
    """
    permit, ended = Permit(path), Event()

    def keep() -> None:
        while not ended.wait(rest_s(lease_s)):
            asked_at = uptime()
            try:
                is_ours = jobs.renew(taken, lease_s)
            except StoreFailed:
                continue  # out of reach: the permit runs out by itself
            if not is_ours:
                stop.set()
                return
            permit.extend(asked_at + lease_s - rest_s(lease_s))

    permit.extend(taken_at + lease_s - rest_s(lease_s))
    thread = Thread(target=keep, name="lease", daemon=True)
    thread.start()
    try:
        yield permit
    finally:
        ended.set()
        thread.join()
        path.unlink(missing_ok=True)
