"""The office's data folder, opened: ledger, archive, and where everything else lies in it."""

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.data_rights import CLOSED_NOW, closed_folder, keep_rights, leave_readable
from config.errors import StoreFailed
from config.folder import Config
from config.office import Office
from config.words import Words
from store.archive import Archive, open_archive
from store.backup.backup import backups_in
from store.backup.restore import finish_interrupted
from store.ledger import Ledger, open_ledger

LEDGER_GONE = Words(
    "{path} 不见了或是空的，而存档 archive.db 还在。为避免把丢失当成从未检查，已停止。请运行 gongkai restore latest 恢复备份；若确要重新开始，请把整个数据文件夹移开。",
    "{path} is gone or empty while archive.db is there. So that a loss does not pass for a new beginning, nothing was done. Restore a backup: gongkai restore latest; to begin anew, move the whole data folder away.",
)
BACKUPS_WITHOUT_LEDGER = Words(
    "{path} 不见了或是空的，而 {folder} 中有备份，说明以前检查过；磁盘可能没有挂载。为避免把丢失当成从未检查，已停止。请挂载磁盘，或运行 gongkai restore latest 恢复；若确要重新开始，请把备份移开。",
    "{path} is gone or empty while there are backups in {folder}, so there were nights before; its disk may not be mounted. So that a loss does not pass for a new beginning, nothing was done. Mount the disk, or restore: gongkai restore latest; to begin anew, move the backups away.",
)
BACKUPS = "backups"


@dataclass(frozen=True, slots=True)
class DataFolder:
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


def archive_path(data: Path) -> Path:
    return data / "archive.db"


@contextmanager
def open_data_folder(config: Config) -> Iterator[DataFolder]:
    """Ledger and archive for writing, closed again whatever happens.

    A restore that was killed is finished first. Nobody else on the machine may read it, but whom
    `data_group` names. Raises StoreFailed where a file is corrupt, foreign, lost or newer than this
    program.
    """
    closed_folder(config.data)
    _close_to_others(config)
    finish_interrupted(config.data)
    ledger, archive = ledger_path(config.data), archive_path(config.data)
    if not _holds(ledger):
        _refuse_a_loss(config, ledger)
    with closing(open_ledger(ledger)) as opened, closing(open_archive(archive)) as bodies:
        yield DataFolder(config, opened, bodies)
    leave_readable(config.data, config.office.data_group)


@contextmanager
def read_ledger(config: Config) -> Iterator[Ledger]:
    """The ledger for reading alone, closed again. Raises StoreFailed where there is none, or it
    cannot be read.
    """
    with closing(open_ledger(ledger_path(config.data), readonly=True)) as ledger:
        yield ledger


def _close_to_others(config: Config) -> None:
    """What was open is told once, for then the folder itself is closed; a group that cannot be
    given its files each time.
    """
    kept, language = keep_rights(config.data, config.office.data_group), config.office.language
    told = [CLOSED_NOW.filled(data=config.data, n=kept.were_open)] if kept.were_open else []
    for words in (*told, *([kept.problem] if kept.problem else [])):
        print(words.text(language), file=sys.stderr, flush=True)


def _refuse_a_loss(config: Config, ledger: Path) -> None:
    """Raises StoreFailed where something else shows that there was a ledger: without it a disk that
    is not mounted would be a first night, and every night before it forgotten.
    """
    if _holds(archive_path(config.data)):
        raise StoreFailed(LEDGER_GONE.filled(path=ledger))
    folder = backup_folder(config.office, config.folder)
    if backups_in(folder):
        raise StoreFailed(BACKUPS_WITHOUT_LEDGER.filled(path=ledger, folder=folder))


def backup_folder(office: Office, config_folder: Path) -> Path:
    """`storage.backups`, seen from the office's folder; else `backups` in the data folder."""
    return (config_folder / (office.storage.backups or Path(office.data) / BACKUPS)).resolve()


def _holds(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0
