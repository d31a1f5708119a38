"""One look at a queue: its workers, and how its crawls get on. Home keeps it in a small file beside
the ledger while its night is under way, so that console, doctor, metrics and watchdog read it
without PostgreSQL, its address, or its driver.
"""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from config.errors import not_written
from config.words import Words

NAME = "queue.json"
SILENT = timedelta(minutes=2)  # two leases: whoever said nothing for so long is not at work
STILL = timedelta(minutes=15)  # beyond the longest crawl nothing came home, and crawls are open

NOT_KEPT = Words("{path} 无法写入（{cause}）", "{path} cannot be written ({cause})")


@dataclass(frozen=True, slots=True)
class WorkerSeen:
    """A worker as it last spoke of itself. `said`: why it would not or could not (zh, en)."""

    start: str  # uuid4, of one process
    line: str
    name: str
    version: str
    crawls: int  # that it takes at once
    busy: int
    since: datetime
    seen_at: datetime
    said: tuple[str, str] = ("", "")

    def is_at_work(self, now: datetime) -> bool:
        return now - self.seen_at <= SILENT


@dataclass(frozen=True, slots=True)
class QueueView:
    """`waiting`, `taken`, `home`: crawls of the night that are open; `moved_at`: when the last one
    came home. `is_under_way`: the night waits for them.
    """

    at: datetime
    waiting: int = 0
    taken: int = 0
    home: int = 0
    moved_at: datetime | None = None
    is_under_way: bool = False
    workers: tuple[WorkerSeen, ...] = field(default=())

    @property
    def open(self) -> int:
        return self.waiting + self.taken + self.home

    @property
    def at_work(self) -> int:
        return sum(worker.is_at_work(self.at) for worker in self.workers)

    def still_for(self, now: datetime) -> timedelta:
        """For how long nothing has come home of a night that waits; nothing where none does."""
        since = self.moved_at or self.at
        return now - since if self.is_under_way else timedelta(0)

    def stands_still(self, now: datetime, longest_crawl: timedelta) -> bool:
        return self.still_for(now) > STILL + longest_crawl


def keep(data: Path, view: QueueView) -> None:
    """Raises StoreFailed, OutOfSpace."""
    path = data / NAME
    part = path.with_suffix(".part")
    try:
        part.write_bytes(_VIEW.dump_json(view))
        part.replace(path)
    except OSError as error:
        raise not_written(error, NOT_KEPT.filled(path=path, cause=error.strerror)) from error


def kept(data: Path) -> QueueView | None:
    """What was last kept; None where no night of this office went over a queue, or it is torn."""
    with suppress(OSError, ValidationError):
        return _VIEW.validate_json((data / NAME).read_bytes())
    return None


_VIEW = TypeAdapter(QueueView)
