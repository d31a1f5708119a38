"""The console: what its pages are given to work with."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from config.folder import Config
from monitor.console.reader import Accounts, Reader
from store.archive import Archive, open_archive
from store.clock import Clock
from store.desk import Desk
from store.ledger import Ledger, open_ledger


@dataclass(frozen=True, slots=True)
class Console:
    """`config` is asked at every page: the office may change its files while the console runs."""

    config: Callable[[], Config]
    desk: Desk
    reader: Reader
    accounts: Accounts
    clock: Clock = field(default_factory=Clock)

    @property
    def data(self) -> Path:
        return self.config().data

    @property
    def today(self) -> date:
        return self.clock.now().astimezone(self.config().office.zone).date()

    @contextmanager
    def ledger(self) -> Iterator[Ledger]:
        """The ledger, read-only, for one page: never in the writer's way. Raises StoreFailed, before the first night too."""
        ledger = open_ledger(self.data / "ledger.db", readonly=True)
        try:
            yield ledger
        finally:
            ledger.close()

    @contextmanager
    def archive(self) -> Iterator[Archive]:
        """Raises StoreFailed."""
        archive = open_archive(self.data / "archive.db", readonly=True)
        try:
            yield archive
        finally:
            archive.close()
