"""Send what the nights have queued, or show what would be sent."""

from contextlib import closing
from datetime import datetime

from app.data_folder import ledger_path, read_ledger
from app.night.lock import held_night
from config.folder import Config
from monitor.alerts.send import Sent, send_waiting
from store.ledger import open_ledger
from store.outbox import WaitingMessage, waiting


def send_alerts(config: Config, now: datetime, *, patiently: bool = False) -> list[Sent]:
    """Send every waiting message to every channel that has not taken it; `patiently` as in
    `send_waiting`.

    Raises AlreadyRunning where a night or another sender is at work: the ledger has one writer at
    a time, and nobody is notified twice.
    """
    if not ledger_path(config.data).exists():
        return []
    with held_night(config.data), closing(open_ledger(ledger_path(config.data))) as ledger:
        return send_waiting(ledger, config.office, now, patiently=patiently)


def waiting_alerts(config: Config) -> list[WaitingMessage]:
    """What would be sent. Nothing is written."""
    with read_ledger(config) as ledger:
        return waiting(ledger)
