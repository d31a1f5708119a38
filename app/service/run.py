"""The service's one flow: hold the folder, open the endpoints, let every job fire until somebody
stops us.

APScheduler only fires. Its job store is memory, for schedules live in the configuration; its
default of forgiving one second of delay would skip a night for good on a busy machine
(docs/stack.md §15), so here every delay is forgiven and firings that were missed together are one.
"""

import signal
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import current_thread, main_thread
from zoneinfo import ZoneInfo

from apscheduler.schedulers.blocking import BlockingScheduler

from app.night.lock import held
from app.probing.rounds import probe_all
from app.service.alerting import send_alerts
from app.service.backing_up import back_up_when_due
from app.service.due import next_start
from app.service.endpoints import open_endpoints
from app.service.jobs import ServiceJob, Work, jobs
from app.service.last_good_config import standing_config
from app.service.nights import RunNight, look, say, spend_night
from app.service.watchdog import notify_when_silent
from config.errors import AlreadyRunning, GongkaiError
from config.folder import Config
from config.words import Words
from store.clock import Clock

WAITING = Words(
    "定时检查已启动，下一次检查：{start}（{zone}）。",
    "The scheduler is running; next night: {start} ({zone}).",
)
JOB_FAILED = Words("{job} 未完成：{cause}", "{job} was not done: {cause}")


def run_service(config_folder: Path, run_night: RunNight | None = None) -> None:
    """Nights, probes, messages, backups and the watchdog, each when it is due, until stopped by a
    signal.

    Raises AlreadyRunning where another service keeps this data folder, ConfigRefused for a broken
    folder or an address that cannot be listened on.
    """
    config, began = standing_config(config_folder), datetime.now(UTC)
    with held(config.data, "schedule"), open_endpoints(config, began):
        work = work_of(config_folder, began, run_night or spend_night)
        scheduler = firing(config.office.zone, jobs(config.office, work), began)
        stop_by_signal(scheduler)
        start = next_start(began, config.office.schedule, config.office.zone)
        say(WAITING, config, start=f"{start:%Y-%m-%d %H:%M}", zone=config.office.time_zone)
        scheduler.start()


def work_of(folder: Path, began: datetime, run_night: RunNight) -> Work:
    """Each piece of work, reading the folder anew each time, so that a change counts from its next
    firing.
    """

    def job(name: str, do: Callable[[Config, datetime], object]) -> Callable[[], None]:
        return partial(outlived, name, lambda: do(standing_config(folder), datetime.now(UTC)))

    return Work(
        night=partial(look, folder, run_night),
        probes=job("probes", lambda config, _: probe_all(config, Clock(), record=True)),
        alerts=job("alerts", lambda config, now: send_alerts(config, now, patiently=True)),
        backup=job("backup", back_up_when_due),
        watchdog=job("watchdog", lambda config, now: notify_when_silent(config, now, began)),
    )


def firing(zone: ZoneInfo, wanted: Iterable[ServiceJob], now: datetime) -> BlockingScheduler:
    """A scheduler with these jobs, none of them ever twice at once; those `at_start` also fire at
    once.
    """
    scheduler = BlockingScheduler(timezone=zone)
    for job in wanted:
        first = {"next_run_time": now} if job.at_start else {}
        scheduler.add_job(
            job.do,
            job.trigger,
            id=job.name,
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
            **first,
        )
    return scheduler


def outlived(name: str, do: Callable[[], object]) -> None:
    """Our own errors are said and waited out: a service that dies of one bad hour keeps no more
    nights.

    Somebody else at work on the ledger is no error: the next firing comes in minutes.
    """
    try:
        do()
    except AlreadyRunning:
        return
    except GongkaiError as error:
        failed = JOB_FAILED.filled(job=name, cause=error.words)
        print("\n".join(failed), file=sys.stderr, flush=True)


def stop_by_signal(scheduler: BlockingScheduler) -> None:
    """`systemctl stop` is a SIGTERM: the jobs at work end, nothing new begins."""
    if current_thread() is not main_thread():
        return

    def stop(*_: object) -> None:
        if scheduler.running:  # a second signal finds it ending
            scheduler.shutdown(wait=False)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
