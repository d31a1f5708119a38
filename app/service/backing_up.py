"""Backups of an office: its data folder's databases and its own files, into the folder that the
office chose.
"""

from datetime import UTC, datetime
from pathlib import Path

from app.data_folder import backup_folder, ledger_path
from app.night.lock import held
from app.service.jobs import backup_due
from config.folder import Config, office_files
from store.backup.backup import Backup, backups_in, make_backup


def back_up(config: Config, now: datetime, to: Path | None = None) -> Backup:
    """Make one more backup, a night under way or not, and remove those beyond
    `storage.backups_kept`.

    Raises:
        AlreadyRunning: another backup or a restore is at work. NotFound: no night was ever run.
        StoreFailed: a database is damaged; the backups there are stay. OutOfSpace.
    """
    folder = to or backup_folder(config.office, config.folder)
    with held(config.data, "backup"):
        return make_backup(
            config.data,
            office_files(config.folder),
            folder,
            now=now,
            keep=config.office.storage.backups_kept,
        )


def back_up_when_due(config: Config, now: datetime) -> Backup | None:
    """The backup made, or None where a fresh one is there, or there is nothing yet to keep.

    Raises what `back_up` raises.
    """
    has_a_ledger = ledger_path(config.data).exists()
    if not has_a_ledger or not backup_due(now, newest_backup_at(config), config.office):
        return None
    return back_up(config, now)


def newest_backup_at(config: Config) -> datetime | None:
    """When the newest backup was made; None where there is none. One of the future was dated by a
    wrong clock and proves nothing.
    """
    there = backups_in(backup_folder(config.office, config.folder))
    return max(
        (
            backup.manifest.made_at
            for backup in there
            if backup.manifest.made_at <= datetime.now(UTC)
        ),
        default=None,
    )
