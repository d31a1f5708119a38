"""The engine's event loop with timers that go by no wall clock (docs/decisions/0022).

Set back in a crawl, a wall clock keeps a silent site's time limit from ever ending; set forward, it
ends everybody's at once, and open sites look silent (docs/faults.md M5).
"""

import time

from twisted.internet.asyncioreactor import AsyncioSelectorReactor
from twisted.internet.main import installReactor


class MonotonicReactor(AsyncioSelectorReactor):
    """Twisted's own, its `seconds` (IReactorTime) those of the monotonic clock."""

    seconds = staticmethod(time.monotonic)


def install() -> None:
    """Make it this process's reactor. Raises ReactorAlreadyInstalledError."""
    installReactor(MonotonicReactor())  # type: ignore[no-untyped-call]
