"""A pause between questions to one address, shared by all crawls of the process.

Many units' hosts live on one county server. Scrapy's slots belong to one crawl and one host name;
here they belong to the address.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import monotonic

from crawler.workers.permit import CHECK_S

# between the parts of one page: a visitor's browser asks for all of them at once
PART_DELAY_S = 0.1
LONGEST_DELAY_S = 10.0  # a Crawl-delay of a day would be a refusal; the run has to end
# so with Retry-After; a host that asks for more again and again is left alone for tonight
LONGEST_REST_S = 10.0


@dataclass(slots=True)
class RateLimiter:
    """At most so many questions at once to one address, and so many seconds between their starts."""

    places: asyncio.Semaphore
    delay_s: float
    next_at: float = 0.0

    @asynccontextmanager
    async def turn(
        self, delay_s: float | None = None, may_ask: Callable[[], bool] = lambda: True
    ) -> AsyncIterator[None]:
        """`delay_s`: a shorter pause after this question than the limiter's own; `may_ask`: waited
        for, and then the pause is kept again, for all that waited.
        """
        async with self.places:
            await self._pause(delay_s)
            while not may_ask():
                await asyncio.sleep(CHECK_S)
                if may_ask():
                    await self._pause(delay_s)
            yield

    async def _pause(self, delay_s: float | None) -> None:
        pause = self.next_at - monotonic()
        self.next_at = max(self.next_at, monotonic()) + min(
            self.delay_s, self.delay_s if delay_s is None else delay_s
        )
        if pause > 0:
            await asyncio.sleep(pause)

    def rest(self, seconds: float) -> None:
        """Ask nothing for so long, up to `LONGEST_REST_S`."""
        self.next_at = max(self.next_at, monotonic() + min(seconds, LONGEST_REST_S))


_limiters: dict[str, RateLimiter] = {}


def limiter_of(slot: str, places: int, delay_s: float) -> RateLimiter:
    """The process's one limiter for an address. `places`: questions at once; `delay_s`: between
    their starts.
    """
    if slot not in _limiters:
        _limiters[slot] = RateLimiter(asyncio.Semaphore(places), delay_s)
    return _limiters[slot]


def slow_down(slot: str, delay_s: float) -> None:
    """Obey a Crawl-delay, up to `LONGEST_DELAY_S`; never faster than before."""
    if slot in _limiters:
        _limiters[slot].delay_s = max(_limiters[slot].delay_s, min(delay_s, LONGEST_DELAY_S))
