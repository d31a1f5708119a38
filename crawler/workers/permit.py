"""Until when a crawl may ask, where somebody else may be crawling the same address: a small file
beside the capture file, written by whoever holds the lease, read before each question.

A process that was stopped (SIGSTOP, a laptop's lid) wakes up believing that no time has passed. So
the instant is of a clock that goes on meanwhile, and is read in the worker itself, not in the
parent that may be asleep. A worker without a permit waits; its parent ends it, or renews.
"""

import time
from dataclasses import dataclass
from pathlib import Path

CHECK_S = 0.2  # a worker that waits for its permit looks again


def uptime() -> float:
    """Seconds since this machine started, those asleep included; the same in all its processes."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


@dataclass(frozen=True, slots=True)
class Permit:
    """`path` None: nobody else crawls, and one may always ask."""

    path: Path | None = None

    def extend(self, until: float) -> None:
        """Ask until that `uptime`. Replaced whole, so that no reader sees half a number."""
        assert self.path is not None
        new = self.path.with_name(f"{self.path.name}.new")
        new.write_text(repr(until), encoding="ascii")
        new.replace(self.path)

    @property
    def is_held(self) -> bool:
        """A file that is gone or torn permits nothing."""
        if self.path is None:
            return True
        try:
            return uptime() < float(self.path.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return False
