"""Our own slowness, so that it is never taken for a site's.

The statutory 15 seconds are the site's; a worker that is busy or swapped out must not use them up.
So a process asks few questions at once, and watches its own event loop: a timeout during which the
loop stood still is not judged.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import monotonic

# questions of one process in the air; enough for twenty dead hosts beside the live ones
AT_ONCE = 32
BEAT_S = 0.25
TOLERATED_SHARE = 0.2  # of a request's time limit


class OwnLoad:
    """One per process and event loop."""

    def __init__(self) -> None:
        self._places = asyncio.Semaphore(AT_ONCE)
        self._lag_s = 0.0
        self._beat_at = monotonic()
        self._watch: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Wait for one of the places; the request's own time begins after that."""
        if self._watch is None:
            self._watch = asyncio.ensure_future(self._listen_to_the_beat())
        async with self._places:
            yield

    @property
    def lag_s(self) -> float:
        """Seconds that the loop has stood still so far, in all: also those just over, of which a
        request's timer may tell before the beat does.
        """
        return self._lag_s + self._overdue_s

    async def _listen_to_the_beat(self) -> None:
        while True:
            self._beat_at = monotonic()
            await asyncio.sleep(BEAT_S)
            self._lag_s += self._overdue_s

    @property
    def _overdue_s(self) -> float:
        return max(0.0, monotonic() - self._beat_at - 2 * BEAT_S) if self._watch else 0.0


def was_our_own_slowness(lag_s: float, timeout_s: float) -> bool:
    """So much of the time limit was lost on our side that a timeout says nothing about the site."""
    return lag_s > TOLERATED_SHARE * timeout_s


_OWN: dict[asyncio.AbstractEventLoop, OwnLoad] = {}


def own_load() -> OwnLoad:
    """The load of the running loop's process."""
    return _OWN.setdefault(asyncio.get_running_loop(), OwnLoad())
