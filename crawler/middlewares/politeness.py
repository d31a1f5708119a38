"""Being a good guest: one slot per address, a pause between questions, and an end to knocking at closed doors.

Many units' hosts live on one county server. Scrapy's slots belong to one crawl and one host name; here they belong
to the address, and a gate shared by all crawls of the process keeps the pause between them too.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response

from crawler.failures import NotAskedTonight, SettledBeforeAsking, is_failed_connection, may_be_old_tls, settle
from crawler.old_tls import asked_by_old_tls
from crawler.own_load import own_load, was_our_own_slowness
from crawler.scope import host_of
from store.outcomes import Ours, Outcome

FAILURES_ALLOWED = 3  # per host and crawl (faults.md §2)
LONGEST_DELAY_S = 10.0  # a Crawl-delay of a day would be a refusal; the run has to end


class PolitenessMiddleware:
    """Asks the guard where the host leads, refuses what must not be asked, and puts the request into its address's slot."""

    def __init__(self, crawler: Any) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Any) -> "PolitenessMiddleware":
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raises SettledBeforeAsking where the name leads nowhere we may go, NotAskedTonight where the host is down."""
        job = self._crawler.spider.job
        await _line_is_clear(job)
        is_entry = request.meta.get("is_entry", False)
        health = job.hosts.of(host_of(request.url))
        if health.is_down and not is_entry:
            raise NotAskedTonight("host_down")
        answer = await job.guard.look_up(host_of(request.url))
        if not answer.may_connect:
            answer = answer.for_entry_point() if is_entry else answer
            if is_entry:
                health.failures = FAILURES_ALLOWED
            _told(job, answer.outcome)
            raise SettledBeforeAsking(answer.outcome, answer.reason, answer.seen)
        request.meta["download_slot"] = f"ip:{answer.addresses[0]}"


class PoliteHandler(HTTP11DownloadHandler):
    """The engine's own HTTP handler, behind the gate of the address and the circuit breaker of the host."""

    def __init__(self, crawler: Any) -> None:
        super().__init__(crawler)
        self._owner = crawler

    async def download_request(self, request: Request) -> Response:
        job = self._owner.spider.job
        await _line_is_clear(job)  # robots.txt may have taken its time
        gate = gate_of(request.meta.get("download_slot", ""), job.office.crawl.requests_per_site, job.office.crawl.delay_s)
        load = own_load()
        async with (
            job.hosts.of(host_of(request.url)).asked(is_entry=request.meta.get("is_entry", False)) as health,
            gate.turn(),
            load.place(),
        ):
            started, lag_before = monotonic(), load.lag_s
            try:
                response = await self._answer(request, job.office.crawl.timeout_s)
            except DownloadTimeoutError as error:
                if was_our_own_slowness(load.lag_s - lag_before, job.office.crawl.timeout_s):
                    raise SettledBeforeAsking(Outcome.NOT_JUDGED, Ours.LOCAL_RESOURCES) from error
                health.failed()
                _told(job, Outcome.TCP_TIMEOUT)
                raise
            except Exception as error:
                outcome, _ = settle(error, headers_arrived="download_latency" in request.meta, timeout_s=0)
                if is_failed_connection(outcome):
                    health.failed()
                else:
                    health.answered()
                _told(job, outcome)
                raise
            finally:
                request.meta["seconds"] = monotonic() - started
            health.answered()
            _told(job, Outcome.OPEN)
            return response

    async def _answer(self, request: Request, timeout_s: float) -> Response:
        try:
            return await super().download_request(request)
        except Exception as error:
            has_answered = "download_latency" in request.meta
            if has_answered or not request.url.startswith("https:") or not may_be_old_tls(error):
                raise
        return await asked_by_old_tls(request, timeout_s)


async def _line_is_clear(job: Any) -> None:
    if job.line is not None:
        await job.line.is_clear()


def _told(job: Any, outcome: Outcome) -> None:
    if job.line is not None:
        job.line.heard(job.unit.id, outcome)


@dataclass(slots=True)
class Gate:
    """At most so many questions at once to one address, and so many seconds between their starts."""

    places: asyncio.Semaphore
    delay_s: float
    next_at: float = 0.0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        async with self.places:
            pause = self.next_at - monotonic()
            self.next_at = max(self.next_at, monotonic()) + self.delay_s
            if pause > 0:
                await asyncio.sleep(pause)
            yield


_gates: dict[str, Gate] = {}


def gate_of(slot: str, places: int, delay_s: float) -> Gate:
    """The process's one gate for an address."""
    if slot not in _gates:
        _gates[slot] = Gate(asyncio.Semaphore(places), delay_s)
    return _gates[slot]


def slow_down(slot: str, delay_s: float) -> None:
    """Obey a Crawl-delay, up to `LONGEST_DELAY_S`; never faster than before."""
    if slot in _gates:
        _gates[slot].delay_s = max(_gates[slot].delay_s, min(delay_s, LONGEST_DELAY_S))


@dataclass(slots=True)
class HostHealth:
    """The circuit breaker of one host in one crawl. Until a host has answered it is asked one question at a time,
    so that a dead one gets exactly `FAILURES_ALLOWED` of them."""

    failures: int = 0  # in a row
    has_answered: bool = False
    alone: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def is_down(self) -> bool:
        return self.failures >= FAILURES_ALLOWED

    def answered(self) -> None:
        self.failures, self.has_answered = 0, True

    def failed(self) -> None:
        self.failures, self.has_answered = self.failures + 1, False

    @asynccontextmanager
    async def asked(self, *, is_entry: bool) -> AsyncIterator["HostHealth"]:
        """Wait for the host's turn. Raises NotAskedTonight where it is down; an entry point is always asked."""
        if self.has_answered:
            yield self
            return
        await self.alone.acquire()
        if self.has_answered:
            self.alone.release()
            yield self
            return
        try:
            if self.is_down and not is_entry:
                raise NotAskedTonight("host_down")
            yield self
        finally:
            self.alone.release()


class Hosts:
    """The health of every host of one crawl."""

    def __init__(self) -> None:
        self._hosts: dict[str, HostHealth] = {}

    def of(self, host: str) -> HostHealth:
        return self._hosts.setdefault(host, HostHealth())
