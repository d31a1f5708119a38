"""The office's data folder, opened: ledger, archive, and where everything else lies in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from config.folder import Config
from store.archive import Archive, open_archive
from store.ledger import Ledger, open_ledger


@dataclass(frozen=True, slots=True)
class House:
    config: Config
    ledger: Ledger
    archive: Archive

    @property
    def captures(self) -> Path:
        return self.config.data / "captures"

    def capture_path(self, run_id: str, unit_id: str, kind: str) -> Path:
        """One file a unit's crawl; a run's second look has files of its own beside the first."""
        name = unit_id if kind != "second_look" else f"{unit_id}.again"
        return self.captures / run_id / f"{name}.sqlite"


def ledger_path(data: Path) -> Path:
    return data / "ledger.db"


@contextmanager
def open_house(config: Config) -> Iterator[House]:
    """Ledger and archive for writing, closed again whatever happens.

    Raises StoreFailed where a file is corrupt, foreign or newer than this program.
    """
    config.data.mkdir(parents=True, exist_ok=True)
    ledger = open_ledger(ledger_path(config.data))
    try:
        archive = open_archive(config.data / "archive.db")
        try:
            yield House(config, ledger, archive)
        finally:
            archive.close()
    finally:
        ledger.close()
