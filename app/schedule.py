"""The night by itself. APScheduler only fires: once an hour, at the minute that nights begin; `app.due` decides.

An hourly look, and not a daily one, because a clock that is put forward may skip the night's hour, a laptop may sleep
through it, and a night that failed is worth another try while its catch-up window lasts.
"""

import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.cron import CronTrigger

from app.due import Due, next_start, night_due, night_of
from app.house import ledger_path
from app.night_lock import held
from app.opened import opened_config
from config.errors import GongkaiError
from config.folder import Config
from config.words import Words
from store.clock import Clock
from store.ledger import open_ledger
from store.nights import last_night_began

WAITING = Words("定时检查已启动，下一次检查：{start}（{zone}）。", "The scheduler is running; next night: {start} ({zone}).")
BEGINS = Words("{day} 的检查开始。", "The night of {day} begins.")
CATCHES_UP = Words(
    "补做 {day} 的检查（此前有{missed}夜未检查，不再逐夜补做）。",
    "Catching up the night of {day} ({missed} nights before it were missed and are not made up one by one).",
)
DONE = Words("{day} 的检查完成：已判断{judged}/{of}个单位。", "The night of {day} is done: judged {judged} of {of} units.")
FAILED = Words("{day} 的检查未完成：{cause}", "The night of {day} was not done: {cause}")

RunNight = Callable[[Path], None]


def keep_nights(config_folder: Path, run_night: RunNight | None = None) -> None:
    """Run every night when it is due, until stopped. A night overdue at the start is caught up at once.

    Raises AlreadyRunning where another scheduler keeps this data folder's nights, ConfigRefused for a broken folder.
    """
    config = opened_config(config_folder)
    with held(config.data, "schedule"):
        scheduler = firing(config, lambda: look(config_folder, run_night or spend_night))
        start = next_start(datetime.now(UTC), config.office.schedule, config.office.zone)
        say(WAITING, config, start=f"{start:%Y-%m-%d %H:%M}", zone=config.office.time_zone)
        scheduler.start()


def firing(config: Config, job: Callable[[], object]) -> BlockingScheduler:
    """A scheduler with the one job: now, and every hour at the night's minute of the office's zone.

    Without `misfire_grace_time=None` a busy machine skips the night for good; the zone is named because a container's
    is UTC (stack.md §15). The job store is memory: schedules live in the configuration.
    """
    zone = config.office.zone
    minute = int(config.office.schedule.night_at.partition(":")[2])
    scheduler = BlockingScheduler(timezone=zone)
    hourly = CronTrigger(minute=minute, timezone=zone)
    scheduler.add_job(job, hourly, id="night", next_run_time=datetime.now(UTC), misfire_grace_time=None, coalesce=True, max_instances=1)
    return scheduler


def look(config_folder: Path, run_night: RunNight, now: datetime | None = None) -> Due | None:
    """Run the night if one is due; what was due. The folder is read anew each time, so that changes count from the next night.

    Our own errors are said and waited out: a scheduler that dies of one bad night keeps no more nights.
    """
    day = "-"
    try:
        config = opened_config(config_folder)
        due = night_due(now or datetime.now(UTC), last_night(config), config.office.schedule, config.office.zone)
        if due is None:
            return None
        day = due.day.isoformat()
        say(CATCHES_UP if due.is_catch_up else BEGINS, config, day=day, missed=due.missed)
        run_night(config_folder)
    except GongkaiError as error:
        print(
            "\n".join(words.format(day=day, cause=cause) for words, cause in zip(FAILED, error.words, strict=True)),
            file=sys.stderr,
            flush=True,
        )
        return None
    return due


def last_night(config: Config) -> date | None:
    """The newest night that was run to its end. A night that was killed is not one: it is due again."""
    path = ledger_path(config.data)
    if not path.exists():
        return None
    ledger = open_ledger(path, readonly=True)
    try:
        began = last_night_began(ledger)
    finally:
        ledger.close()
    return night_of(began, config.office.schedule, config.office.zone) if began else None


def spend_night(config_folder: Path) -> None:
    """One night, and the messages it queued."""
    from app.alerting import send_alerts
    from app.nightly import nightly

    config = opened_config(config_folder)
    night = nightly(config, Clock(), _quietly)
    send_alerts(config, datetime.now(UTC))
    say(DONE, config, day=night.run.day.isoformat(), judged=night.inspection.judged, of=night.inspection.of)


def _quietly(news: object) -> None:
    """Nobody watches a night of the scheduler's; what it found is in the reports."""


def say(words: Words, config: Config, **values: object) -> None:
    print(words.said(config.office.language, **values), flush=True)
