"""Is the office's inspection alive? One look at the ledger and the disk, judged by the clock.
Nothing is written.

Silence must not look like health: without a complete night for `service.watchdog_hours` it is not
alive, whatever runs.
"""

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.data_folder import ledger_path
from config.folder import Config
from config.words import Words
from monitor.judging.judged_words import judged_words
from store.cluster.queue_view import QueueView, kept
from store.queries.vital_signs import VitalSigns, vital_signs

ALIVE = Words(
    "最近一次完整检查结束于 {at}，{judged}。",
    "The last complete night ended {at}; {judged}.",
)
IS_ALIVE = Words("正常：", "Alive. ")
ASK_DOCTOR = Words("请运行 gongkai doctor 查明原因。", " Run gongkai doctor to find out why.")
NEVER = Words("尚无完整的检查。", "No complete night yet.")
DEAD = Words(
    "已超过{hours}小时没有完整的检查（最近一次：{at}）。{last}",
    "No complete night for more than {hours} hours (the last: {at}). {last}",
)
LAST = {
    "running": Words("一次检查正在进行或已中断。", "A night is under way, or was cut off. "),
    "blind": Words(
        "最近一次检查时本机网络异常，未作判断。",
        "On the last night our own network was bad and nobody was judged. ",
    ),
    "unjudged": Words(
        "最近一次检查未能作出任何判断。",
        "On the last night nothing could be judged. ",
    ),
    "interrupted": Words("最近一次检查被中断。", "The last night was cut off. "),
}


@dataclass(frozen=True, slots=True)
class Health:
    """The signs and what they mean."""

    signs: VitalSigns
    now: datetime
    limit: timedelta
    free_bytes: int
    queue: QueueView | None  # where nights go over one
    # from when nights could be expected: the service's own start, where there never was one
    since: datetime | None

    @property
    def is_alive(self) -> bool:
        """A complete night within the limit; before the first, the service has had no more than the
        limit to make one.
        """
        last = self.signs.last_complete or self.since
        return last is not None and self.now - last <= self.limit

    @property
    def episode(self) -> str:
        """What one silence is called: notified once, however often it is asked."""
        last = self.signs.last_complete
        return f"{last:%Y%m%dT%H%M%SZ}" if last else "never"


def health(config: Config, now: datetime, since: datetime | None = None) -> Health:
    """Raises StoreFailed where the ledger cannot be read."""
    folder = config.data if config.data.exists() else config.folder
    return Health(
        signs=vital_signs(ledger_path(config.data)),
        now=now,
        limit=timedelta(hours=config.office.service.watchdog_hours),
        free_bytes=shutil.disk_usage(folder).free,
        queue=kept(config.data),
        since=since,
    )


def health_told(found: Health, config: Config) -> Words:
    """Of `health_words`, what it means and what to do, for whoever has not asked the doctor yet."""
    said = health_words(found, config)
    if said == NEVER:
        return said
    if found.is_alive and found.signs.last_complete:
        return Words(IS_ALIVE.zh + said.zh, IS_ALIVE.en + said.en)
    return Words(said.zh + ASK_DOCTOR.zh, said.en.rstrip() + ASK_DOCTOR.en)


def health_words(found: Health, config: Config) -> Words:
    zone = config.office.zone
    last = found.signs.last_complete
    at = f"{last.astimezone(zone):%Y-%m-%d %H:%M}" if last else None
    if at is None and not found.signs.last_run:
        return NEVER
    if at is not None and found.is_alive:
        return ALIVE.filled(at=at, judged=judged_words(found.signs.judged))
    why = LAST.get(found.signs.last_state, Words("", ""))
    hours = config.office.service.watchdog_hours
    return DEAD.filled(hours=hours, at=at or Words("从未有过", "never"), last=why)


def health_object(found: Health) -> dict[str, object]:
    """For programs: no names, no findings, nothing that a stranger should not read."""
    signs, last = found.signs, found.signs.last_complete
    return {
        "alive": found.is_alive,
        "last_run": signs.last_run,
        "last_state": signs.last_state,
        "last_complete": last.isoformat() if last else None,
        "hours_since_complete": round((found.now - last) / timedelta(hours=1), 1) if last else None,
        **signs.judged.as_json(),
    }
