"""The time, as an argument. A night in the demo city is a night of another year."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, slots=True)
class Clock:
    """Real time moved by a fixed offset; the offset is zero outside tests and the demo city."""

    offset: timedelta = timedelta(0)

    @classmethod
    def set_to(cls, moment: datetime) -> "Clock":
        """A clock that shows `moment` (aware) now and runs on from there."""
        return cls(moment.astimezone(UTC) - datetime.now(UTC))

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset
