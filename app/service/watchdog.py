"""The watchdog: when nights stop, the operators hear of it. Notified once a silence, and again
until each channel took it.

It must speak where the ledger is locked, damaged or gone, and where the scheduler itself is dead:
so it writes no ledger, only a note of its own beside it, and `gongkai health --tell` runs it from a
timer of the system.
"""

from datetime import datetime

from app.service.health import health, health_told
from app.service.operators import Notified, forget, notify_operators
from config.errors import StoreFailed
from config.folder import Config
from config.words import Words

SUBJECT = Words("{city}政务公开检查已停：请处理", "{city}: the nightly inspection has stopped")
NOTE = "watchdog"
UNREADABLE = Words("账本无法读取：{cause}", "The ledger cannot be read: {cause}")


def notify_when_silent(
    config: Config, now: datetime, since: datetime | None = None
) -> list[Notified]:
    """Look, and where no night was complete for too long write to every operator's channel that has
    not taken it yet.
    """
    try:
        found = health(config, now, since)
    except StoreFailed as error:
        words = UNREADABLE.filled(cause=error.words)
        return notify_operators(config, now, NOTE, "unreadable", SUBJECT, words)
    if found.is_alive:
        forget(config, NOTE)
        return []
    return notify_operators(config, now, NOTE, found.episode, SUBJECT, health_told(found, config))
