"""Put a backup back: databases always, the office's own files where they are gone or where it is
asked for.
"""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic

from app.data_folder import ledger_path
from app.night.lock import HELD, held
from app.service.backing_up import backup_folder
from config.errors import GongkaiError
from config.folder import OFFICE_FILE, office_of
from store.backup.backup import Backup, backup_named, read_backup
from store.backup.restore import (
    Restored,
    free_name,
    proven_config,
    restore_config,
    restore_databases,
)
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
    ConfigRefused.
    """
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
    if is_lost:
        restore_config(texts, config_folder, config_folder)
    try:
        return _put_back(backup, config_folder, {} if is_lost else texts, tuple(texts), began)
    except GongkaiError:
        for name in texts if is_lost else ():
            (config_folder / name).unlink(missing_ok=True)
        raise


def _put_back(
    backup: Backup,
    config_folder: Path,
    texts: Mapping[str, bytes],
    written: tuple[str, ...],
    began: float,
) -> RestoreResult:
    data = (config_folder / office_of(config_folder).data).resolve()
    with _everything_held(data):
        aside = free_name(data)
        restored = restore_databases(backup, data)
        if texts:
            restore_config(texts, config_folder, restored.replaced or aside)
        return RestoreResult(
            replace(restored, config=written), data, _waiting(data), monotonic() - began
        )


@contextmanager
def _everything_held(data: Path) -> Iterator[None]:
    with ExitStack() as locks:
        for what in HELD:
            locks.enter_context(held(data, what))
        yield


def _waiting(data: Path) -> int:
    """Proves by the way that the restored ledger opens, and brings an older one up to date."""
    if not ledger_path(data).exists():
        return 0
    with closing(open_ledger(ledger_path(data))) as ledger:
        return len(waiting(ledger))
