"""The console: what its pages are given to work with."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from config.errors import NotFound
from config.folder import Config
from config.words import Words
from monitor.console.reader import Accounts, CaptureReader
from monitor.counties.union import Together
from monitor.rectification.notice import NoticeMaterial
from monitor.report.material import Material
from store.archive import Archive, open_archive
from store.clock import Clock
from store.desk.desk import Desk
from store.ledger import Ledger, open_ledger
from store.shown_units import show_only

NO_NIGHT = Words("还没有检查结果。", "There has been no night yet.")

NO_COUNTIES = Words("office.toml 没有写明任何县（市、区）。", "office.toml names no county.")


class BeforeFirstNight(NotFound):
    """There is nothing to read yet: a beginning, and no failure."""


def _nothing_told(day: date) -> Material:
    del day
    raise NotFound(NO_NIGHT)


def _none_below() -> Together:
    raise NotFound(NO_COUNTIES)


def _no_notice(unit_id: str) -> None:
    del unit_id


@dataclass(frozen=True, slots=True)
class Console:
    """`config` is asked at every page: the office may change its files while the console runs.
    `take_back` is called when the office withdrew a finding: whoever may write the ledger brings it
    there, and into the reports of the last night. `told_today`: what a night's papers are made of,
    without what may no longer be told; `notice`: what a unit's notice is made of, as of the last
    night. Both raise NotFound, StoreFailed. `counties`: what was read of the counties below this
    office; raises NotFound where it names none.
    """

    config: Callable[[], Config]
    desk: Desk
    reader: CaptureReader
    accounts: Accounts
    clock: Clock = field(default_factory=Clock)
    take_back: Callable[[], None] = lambda: None
    told_today: Callable[[date], Material] = _nothing_told
    counties: Callable[[], Together] = _none_below
    notice: Callable[[str], NoticeMaterial | None] = _no_notice

    @property
    def data(self) -> Path:
        return self.config().data

    @property
    def today(self) -> date:
        return self.clock.now().astimezone(self.config().office.zone).date()

    @contextmanager
    def ledger(self, units: Collection[str] | None = None) -> Iterator[Ledger]:
        """The ledger, read-only, for one page: never in the writer's way; cut to these units where
        they are named. Raises StoreFailed, BeforeFirstNight.

        A ledger that is gone while its archive is there was lost, and that is no beginning.
        """
        path = self.data / "ledger.db"
        if not path.exists() and not (self.data / "archive.db").exists():
            raise BeforeFirstNight(NO_NIGHT)
        ledger = open_ledger(path, readonly=True)
        try:
            if units is not None:
                show_only(ledger, units)
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
