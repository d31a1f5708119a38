"""Our own line while a worker crawls: when too many units fail together, stop, ask the canaries,
and wait for them.

Thirty-four dead sites and one dead line look exactly alike (docs/faults.md §N.3). While the
canaries are not seen nobody is asked anything, so that a short outage of ours costs minutes and not
a night; every look is told to the parent, which judges nothing that was seen between a good look
and the next.
"""

import asyncio
from collections.abc import Callable
from time import monotonic

from config.office import Office
from crawler.canary import CanaryReport, look
from crawler.incidents import is_mass_failure
from store.clock import Clock
from store.outcomes import Outcome

AGAIN_S = 3.0  # between two looks at canaries that were not seen
LONGEST_S = 600.0  # then the crawl goes on, and its windows say what it was worth
CALM_S = 60.0  # after a good look: the sites that did not answer may well be down

Tell = Callable[[CanaryReport], None]


class OwnLine:
    """One per process; told of every answer and every failure."""

    def __init__(self, office: Office, clock: Clock, tell: Tell) -> None:
        self._office, self._clock, self._tell = office, clock, tell
        self._ends: dict[str, Outcome] = {}
        self._asking: asyncio.Task[None] | None = None
        self._calm_until = 0.0

    async def is_clear(self) -> None:
        """Wait while the line is in doubt."""
        if self._asking is not None:
            await asyncio.shield(self._asking)

    def heard(self, unit: str, outcome: Outcome) -> None:
        """How the latest question to `unit` ended; enough bad news at once puts the line in doubt."""
        self._ends[unit] = outcome
        may_ask = self._office.canaries and self._asking is None and monotonic() >= self._calm_until
        if may_ask and is_mass_failure(self._ends):
            self._asking = asyncio.ensure_future(self._ask())

    async def _ask(self) -> None:
        until = monotonic() + LONGEST_S
        try:
            while True:
                report = await asyncio.to_thread(look, self._office, self._clock)
                self._tell(report)
                if report.good or monotonic() >= until:
                    break
                await asyncio.sleep(AGAIN_S)
        finally:
            self._ends.clear()
            self._calm_until = monotonic() + CALM_S
            self._asking = None
