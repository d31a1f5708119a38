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
from store.cluster.queue_view import kept

SUBJECT = Words("{city}政务公开检查已停：请处理", "{city}: the nightly inspection has stopped")
NOTE = "watchdog"
QUEUE_SUBJECT = Words("{city}抓取队列已停滞：请处理", "{city}: the queue of crawls stands still")
QUEUE_NOTE = "watchdog_of_queue"
STANDS_STILL = Words(
    "已有 {minutes} 分钟没有任何抓取结果送回：{left} 个单位未完成，{at_work} 台工作机在运行。请查看工作机、任务队列和主机上的 gongkai nightly；gongkai doctor 会说明原因。",
    "For {minutes} minutes no crawl has come home: {left} are open, {at_work} workers are at work. Look at the workers, the queue and gongkai nightly at home; gongkai doctor says why.",
)
UNREADABLE = Words("账本无法读取：{cause}", "The ledger cannot be read: {cause}")


def notify_when_silent(
    config: Config, now: datetime, since: datetime | None = None
) -> list[Notified]:
    """Look, and where no night was complete for too long, or the queue that one goes over stands
    still, write to every operator's channel that has not taken it yet.
    """
    return [*_of_nights(config, now, since), *_of_the_queue(config, now)]


def _of_the_queue(config: Config, now: datetime) -> list[Notified]:
    """Said while the night still waits: a dead night is told hours later, by its silence."""
    view = kept(config.data)
    if view is None or not view.stands_still(now, config.office.crawl.longest):
        forget(config, QUEUE_NOTE)
        return []
    minutes = round(view.still_for(now).total_seconds() / 60)
    words = STANDS_STILL.filled(minutes=minutes, left=view.open, at_work=view.at_work)
    episode = f"{view.moved_at or view.at:%Y%m%dT%H%M%SZ}"
    return notify_operators(config, now, QUEUE_NOTE, episode, QUEUE_SUBJECT, words)


def _of_nights(config: Config, now: datetime, since: datetime | None) -> list[Notified]:
    try:
        found = health(config, now, since)
    except StoreFailed as error:
        words = UNREADABLE.filled(cause=error.words)
        return notify_operators(config, now, NOTE, "unreadable", SUBJECT, words)
    if found.is_alive:
        forget(config, NOTE)
        return []
    return notify_operators(config, now, NOTE, found.episode, SUBJECT, health_told(found, config))
