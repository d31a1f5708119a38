"""The daily backup, made when it is due."""

from datetime import datetime

from app.data_folder import ledger_path
from app.service.backing_up import back_up, newest_backup_at
from app.service.jobs import backup_due
from config.folder import Config
from store.backup.backup import Backup


def back_up_when_due(config: Config, now: datetime) -> Backup | None:
    """The backup made, or None where a fresh one is there, or there is nothing yet to keep.

    Raises what `app.service.backing_up.back_up` raises.
    """
    if not ledger_path(config.data).exists() or not backup_due(
        now, newest_backup_at(config), config.office
    ):
        return None
    return back_up(config, now)
