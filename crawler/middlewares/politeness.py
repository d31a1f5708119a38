"""Being a good guest: one slot per address, a pause between questions, and an end to knocking at
closed doors.

Many units' hosts live on one county server. Scrapy's slots belong to one crawl and one host name;
here they belong to the address, and a gate shared by all crawls of the process keeps the pause
between them too.
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

from crawler.failures import (
    NotAskedTonight,
    SettledBeforeAsking,
    is_failed_connection,
    may_be_old_tls,
    settle,
)
from crawler.own_load import own_load, was_our_own_slowness
from crawler.scope import host_of
from crawler.transport.exchange import note
from crawler.transport.guard import Resolution
from crawler.transport.header_cap import CappedFactory
from crawler.transport.old_tls import asked_by_old_tls
from crawler.vantage import is_by_proxy, is_registered, put_on_its_way, refusal
from store.outcomes import Ours, Outcome

FAILURES_ALLOWED = 3  # per host and crawl (docs/faults.md §2)
RESTS_ALLOWED = 5  # answers 429; each was followed by a rest
TOO_MANY, UNAVAILABLE = 429, 503
PART_DELAY_S = (
    0.1  # between the parts of one page: a visitor's browser asks for all of them at once
)
LONGEST_DELAY_S = 10.0  # a Crawl-delay of a day would be a refusal; the run has to end
LONGEST_REST_S = (
    10.0  # so with Retry-After; a host that asks for more again and again is left alone for tonight
)


class PolitenessMiddleware:
    """Asks the guard where the host leads, refuses what must not be asked, and puts the request
    into its address's slot.
    """

    def __init__(self, crawler: Any) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Any) -> "PolitenessMiddleware":
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raises SettledBeforeAsking where the name leads nowhere we may go, NotAskedTonight where
        the host is down.
        """
        job = self._crawler.spider.job
        await _line_is_clear(job)
        is_entry = request.meta.get("is_entry", False)
        health = job.hosts.of(host_of(request.url))
        if not is_entry and (why := health.why_not):
            raise NotAskedTonight(why)
        answer = await job.guard.look_up(host_of(request.url))
        if job.way is not None:
            _send_on_its_way(request, answer, job)
            return
        if not answer.may_connect:
            answer = answer.for_entry_point() if is_entry else answer
            if is_entry:
                health.failures = FAILURES_ALLOWED
            _told(job, answer.outcome, request)
            raise SettledBeforeAsking(answer.outcome, answer.reason, answer.seen)
        request.meta["download_slot"] = f"ip:{answer.addresses[0]}"


def _send_on_its_way(request: Request, answer: Resolution, job: Any) -> None:
    """To the proxy of a second vantage. Raises SettledBeforeAsking for what must not be asked for
    there.
    """
    refused = refusal(answer, job.vantage, is_registered=is_registered(request.url, job.unit))
    if refused:
        raise SettledBeforeAsking(*refused, answer.seen)
    put_on_its_way(request, job.way)


class PoliteHandler(HTTP11DownloadHandler):
    """The engine's own HTTP handler, behind the gate of the address and the circuit breaker of the
    host.
    """

    def __init__(self, crawler: Any) -> None:
        super().__init__(crawler)
        self._pool._factory = CappedFactory
        self._owner = crawler

    async def download_request(self, request: Request) -> Response:
        job = self._owner.spider.job
        await _line_is_clear(job)  # robots.txt may have taken its time
        limiter = limiter_of(
            request.meta.get("download_slot", ""),
            job.office.crawl.requests_per_site,
            job.office.crawl.delay_s,
        )
        load = own_load()
        async with (
            job.hosts.of(host_of(request.url)).asked(
                is_entry=request.meta.get("is_entry", False)
            ) as health,
            limiter.turn(PART_DELAY_S if request.meta.get("part_of_a_page") else None),
            load.place(),
        ):
            started, lag_before = monotonic(), load.lag_s
            timeout_s = float(request.meta.get("download_timeout") or job.office.crawl.timeout_s)
            try:
                response = await self._answer(request, timeout_s)
            except DownloadTimeoutError as error:
                if was_our_own_slowness(load.lag_s - lag_before, timeout_s):
                    raise SettledBeforeAsking(Outcome.NOT_JUDGED, Ours.LOCAL_RESOURCES) from error
                health.failed()
                _told(job, Outcome.TCP_TIMEOUT, request)
                raise
            except Exception as error:
                outcome, _ = settle(
                    error, headers_arrived="download_latency" in request.meta, timeout_s=0
                )
                if is_failed_connection(outcome):
                    health.failed()
                else:
                    health.answered()
                _told(job, outcome, request)
                raise
            finally:
                request.meta["seconds"] = monotonic() - started
            health.answered()
            if response.status == TOO_MANY:
                health.asked_for_rest()
            limiter.rest(
                _seconds(response.headers.get("Retry-After"))
                if response.status in (TOO_MANY, UNAVAILABLE)
                else 0.0
            )
            _told(job, Outcome.OPEN, request)
            note(request, response)
            return response

    async def _answer(self, request: Request, timeout_s: float) -> Response:
        try:
            return await super().download_request(request)
        except Exception as error:
            has_answered = "download_latency" in request.meta
            if (
                has_answered
                or is_by_proxy(request)
                or not request.url.startswith("https:")
                or not may_be_old_tls(error)
            ):
                raise
        return await asked_by_old_tls(request, timeout_s)


def _seconds(retry_after: bytes | None) -> float:
    """What Retry-After asks for, at least 0. A date is not taken: our clock and theirs may differ
    by more than it says.
    """
    text = (retry_after or b"").strip()
    return (
        float(text)
        if text.isdigit() and len(text) < 10
        else LONGEST_REST_S
        if text.isdigit()
        else 0.0
    )


async def _line_is_clear(job: Any) -> None:
    if job.line is not None:
        await job.line.is_clear()


def _told(job: Any, outcome: Outcome, request: Request) -> None:
    """What a page asks of others while it is drawn says nothing of the unit's own door."""
    if job.line is not None and not request.meta.get("part_of_a_page"):
        job.line.heard(job.unit.id, outcome)


@dataclass(slots=True)
class RateLimiter:
    """At most so many questions at once to one address, and so many seconds between their starts."""

    places: asyncio.Semaphore
    delay_s: float
    next_at: float = 0.0

    @asynccontextmanager
    async def turn(self, delay_s: float | None = None) -> AsyncIterator[None]:
        """`delay_s`: a shorter pause after this question than the gate's own."""
        async with self.places:
            pause = self.next_at - monotonic()
            self.next_at = max(self.next_at, monotonic()) + min(
                self.delay_s, self.delay_s if delay_s is None else delay_s
            )
            if pause > 0:
                await asyncio.sleep(pause)
            yield

    def rest(self, seconds: float) -> None:
        """Ask nothing for so long, up to `LONGEST_REST_S`."""
        self.next_at = max(self.next_at, monotonic() + min(seconds, LONGEST_REST_S))


_limiters: dict[str, RateLimiter] = {}


def limiter_of(slot: str, places: int, delay_s: float) -> RateLimiter:
    """The process's one gate for an address."""
    if slot not in _limiters:
        _limiters[slot] = RateLimiter(asyncio.Semaphore(places), delay_s)
    return _limiters[slot]


def slow_down(slot: str, delay_s: float) -> None:
    """Obey a Crawl-delay, up to `LONGEST_DELAY_S`; never faster than before."""
    if slot in _limiters:
        _limiters[slot].delay_s = max(_limiters[slot].delay_s, min(delay_s, LONGEST_DELAY_S))


@dataclass(slots=True)
class HostHealth:
    """The circuit breaker of one host in one crawl. Until a host has answered it is asked one
    question at a time, so that a dead one gets exactly `FAILURES_ALLOWED` of them.
    """

    failures: int = 0  # in a row
    rests: int = 0  # answers 429 in this crawl
    has_answered: bool = False
    alone: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def is_down(self) -> bool:
        return self.failures >= FAILURES_ALLOWED

    @property
    def why_not(self) -> str:
        """Why nothing but an entry point is asked of it tonight, "" where it is."""
        if self.is_down:
            return "host_down"
        return "rate_limited" if self.rests >= RESTS_ALLOWED else ""

    def asked_for_rest(self) -> None:
        self.rests += 1

    def answered(self) -> None:
        self.failures, self.has_answered = 0, True

    def failed(self) -> None:
        self.failures, self.has_answered = self.failures + 1, False

    @asynccontextmanager
    async def asked(self, *, is_entry: bool) -> AsyncIterator["HostHealth"]:
        """Wait for the host's turn. Raises NotAskedTonight where it is down; an entry point is
        always asked.
        """
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
