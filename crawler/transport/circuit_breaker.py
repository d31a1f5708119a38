"""An end to asking hosts that do not answer, or that ask for rest again and again."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from crawler.failures import NotAskedTonight
from crawler.transport.limits import FAILURES_ALLOWED

RESTS_ALLOWED = 5  # answers 429; each was followed by a rest


@dataclass(slots=True)
class CircuitBreaker:
    """Of one host in one crawl. Until a host has answered it is asked one
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

    def trip(self) -> None:
        """Nothing but an entry point is asked of the host from now on."""
        self.failures = FAILURES_ALLOWED

    def asked_for_rest(self) -> None:
        self.rests += 1

    def answered(self) -> None:
        self.failures, self.has_answered = 0, True

    def failed(self) -> None:
        self.failures, self.has_answered = self.failures + 1, False

    @asynccontextmanager
    async def asked(self, *, is_entry: bool) -> AsyncIterator["CircuitBreaker"]:
        """Wait for the host's turn. Raises NotAskedTonight where it is down and no entry point."""
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


class CircuitBreakers:
    """Of every host of one crawl."""

    def __init__(self) -> None:
        self._hosts: dict[str, CircuitBreaker] = {}

    def of(self, host: str) -> CircuitBreaker:
        """The one breaker of `host`."""
        return self._hosts.setdefault(host, CircuitBreaker())
