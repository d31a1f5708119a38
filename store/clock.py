"""The time, as an argument. A night in the demo city is a night of another year."""

import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

# Linux's own count goes on while the machine sleeps; elsewhere the nearest thing to it.
_STEADY = getattr(time, "CLOCK_BOOTTIME", None)


@dataclass(frozen=True, slots=True)
class Clock:
    """Real time moved by a fixed offset; the offset is zero outside tests and the demo city.

    `zero`: of a held clock, what it showed when the machine was started. A night holds its clock:
    one day, and one order of its visits, whatever a time server or an operator does to the
    machine's clock meanwhile (docs/faults.md M5).
    """

    offset: timedelta = timedelta(0)
    zero: datetime | None = None

    @classmethod
    def set_to(cls, moment: datetime) -> "Clock":
        """A clock that shows `moment` (aware) now and runs on from there."""
        return cls(moment.astimezone(UTC) - datetime.now(UTC))

    def held(self) -> "Clock":
        """This clock from now on, deaf to every setting of the machine's; in other processes of
        this machine too.
        """
        return replace(self, zero=self.now() - _since_start())

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset if self.zero is None else self.zero + _since_start()


def _since_start() -> timedelta:
    """How long ago this machine was started: a count that nobody can set."""
    return timedelta(seconds=time.monotonic() if _STEADY is None else time.clock_gettime(_STEADY))
