"""Put a backup back: databases always, the office's own files where they are gone or where it is
asked for.
"""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from app.data_folder import backup_folder, ledger_path
from app.unfinished_restore import everything_held, finish_restore
from config.errors import GongkaiError
from config.folder import OFFICE_FILE, office_of
from config.office import Office
from store.backup.backup import Backup, backup_named, read_backup
from store.backup.office_files import clear, stage
from store.backup.restore import Restored, proven_config, restore_databases
from store.ledger import open_ledger
from store.outbox import waiting


@dataclass(frozen=True, slots=True)
class RestoreResult:
    """What a restore did, for people to read."""

    restored: Restored
    data: Path
    waiting_messages: int  # queued when the backup was made; they may have been sent since
    seconds: float


def chosen(config_folder: Path, name: str) -> Backup:
    """The backup meant by `name`: latest, a number, a name or a path. Raises NotFound, StoreFailed,
    ConfigRefused, AlreadyRunning.
    """
    finish_restore(config_folder)
    if not (config_folder / OFFICE_FILE).exists():
        return read_backup(Path(name))  # nobody tells where the others lie
    return backup_named(backup_folder(office_of(config_folder), config_folder), name)


def put_back(backup: Backup, config_folder: Path, *, with_config: bool = False) -> RestoreResult:
    """Prove the backup and put it in the place of what is there, which is kept beside.

    Raises:
        AlreadyRunning: a night, a scheduler or a backup holds the data folder.
        StoreFailed, OutOfSpace: nothing was changed.
    """
    began = monotonic()
    is_lost = not (config_folder / OFFICE_FILE).exists()
    texts = proven_config(backup) if with_config or is_lost else {}
    office = _office_in(texts) if is_lost else office_of(config_folder)
    data = (config_folder / office.data).resolve()
    with everything_held(data):
        try:
            files = stage(texts, config_folder, data) if texts else None
            restored = restore_databases(backup, data, files)
        except GongkaiError:
            clear(config_folder)
            raise
        return RestoreResult(restored, data, _waiting(data), monotonic() - began)


def _office_in(texts: Mapping[str, bytes]) -> Office:
    """The office of a backup. Raises ConfigRefused."""
    with TemporaryDirectory() as folder:
        for name in {OFFICE_FILE} & texts.keys():
            (Path(folder) / name).write_bytes(texts[name])
        return office_of(Path(folder))


def _waiting(data: Path) -> int:
    """Proves by the way that the restored ledger opens, and brings an older one up to date."""
    if not ledger_path(data).exists():
        return 0
    with closing(open_ledger(ledger_path(data))) as ledger:
        return len(waiting(ledger))
