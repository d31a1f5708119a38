"""The engine's HTTP handler, made a good guest: one question waits for its place, its pause and its
host, and every end is heard of by those who keep count.
"""

import asyncio
from time import monotonic
from typing import Any

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response
from scrapy.utils.defer import deferred_to_future

from crawler.failures import SettledBeforeAsking, is_failed_connection, may_be_old_tls, settle
from crawler.own_load import own_load, was_our_own_slowness
from crawler.scope import host_of
from crawler.transport.exchange import note
from crawler.transport.header_cap import CappedFactory
from crawler.transport.old_tls import asked_by_old_tls
from crawler.transport.rate_limiter import LONGEST_REST_S, PART_DELAY_S, limiter_of
from crawler.vantage import is_by_proxy
from store.outcomes import Ours, Outcome

TOO_MANY, UNAVAILABLE = 429, 503
CLOSE_S = 1.0  # as the engine waits


class PoliteHandler(HTTP11DownloadHandler):
    """The engine's own HTTP handler, behind the rate limiter of the address and the circuit
    breaker of the host.
    """

    def __init__(self, crawler: Any) -> None:
        super().__init__(crawler)
        self._pool._factory = CappedFactory  # docs/decisions/0021
        self._owner = crawler

    async def download_request(self, request: Request) -> Response:
        """Raises SettledBeforeAsking where the failure is ours, the engine's errors otherwise."""
        job = self._owner.spider.job
        await job.wait_to_ask()  # robots.txt may have taken its time
        limiter = limiter_of(
            request.meta.get("download_slot", ""),
            job.office.crawl.requests_per_site,
            job.office.crawl.delay_s,
        )
        load = own_load()
        async with (
            job.breakers.of(host_of(request.url)).asked(
                is_entry=request.meta.get("is_entry", False)
            ) as breaker,
            limiter.turn(
                PART_DELAY_S if request.meta.get("part_of_a_page") else None,
                lambda: job.permit.is_held,
            ),
            load.place(),
        ):
            started, lag_before = monotonic(), load.lag_s
            timeout_s = float(request.meta.get("download_timeout") or job.office.crawl.timeout_s)
            try:
                response = await self._answer(request, timeout_s)
            except DownloadTimeoutError as error:
                if was_our_own_slowness(load.lag_s - lag_before, timeout_s):
                    raise SettledBeforeAsking(Outcome.NOT_JUDGED, Ours.LOCAL_RESOURCES) from error
                breaker.failed()
                job.heard(Outcome.TCP_TIMEOUT, request)
                raise
            except Exception as error:
                outcome, _ = settle(
                    error, headers_arrived="download_latency" in request.meta, timeout_s=0
                )
                if is_failed_connection(outcome):
                    breaker.failed()
                else:
                    breaker.answered()
                job.heard(outcome, request)
                raise
            finally:
                request.meta["seconds"] = monotonic() - started
            breaker.answered()
            if response.status == TOO_MANY:
                breaker.asked_for_rest()
            limiter.rest(
                _seconds(response.headers.get("Retry-After"))
                if response.status in (TOO_MANY, UNAVAILABLE)
                else 0.0
            )
            job.heard(Outcome.OPEN, request)
            note(request, response)
            return response

    async def close(self) -> None:
        """Wait for the pool's connections to end, `CLOSE_S` at most. The engine's own timed call
        fires the pool's Deferred as well; where both come in one turn of a busy loop, the second
        raises AlreadyCalledError. Here it has one owner, and the wait another.
        """
        pool: Any = self._pool
        closed = deferred_to_future(pool.closeCachedConnections())
        await asyncio.wait([closed], timeout=CLOSE_S)

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
    """What Retry-After asks for, at least 0. A date is not taken: clocks may differ by more."""
    text = (retry_after or b"").strip()
    return (
        float(text)
        if text.isdigit() and len(text) < 10
        else LONGEST_REST_S
        if text.isdigit()
        else 0.0
    )
