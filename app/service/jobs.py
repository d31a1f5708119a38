"""The jobs of the service and when each fires. Firing only asks; what is due is decided by each job
itself.

So a missed, doubled or late firing does no harm: a night already run is not run again, a message
already taken is not sent again, a backup that is fresh is not made again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.combining import OrTrigger
from apscheduler.triggers.cron import CronTrigger

from config.office import Office

MINUTES_A_DAY = 24 * 60
ALERTS_EVERY_MIN = 10
WATCHDOG_EVERY_MIN = 30


@dataclass(frozen=True, slots=True)
class ServiceJob:
    """`name` is APScheduler's id; `at_start`: also once when the service starts, to catch up what
    it slept through.
    """

    name: str
    do: Callable[[], object]
    trigger: BaseTrigger
    at_start: bool


@dataclass(frozen=True, slots=True)
class Work:
    """What the service can do. Each takes nothing and finds out by itself what is due."""

    night: Callable[[], object]
    probes: Callable[[], object]
    alerts: Callable[[], object]
    backup: Callable[[], object]
    watchdog: Callable[[], object]


def jobs(office: Office, work: Work) -> list[ServiceJob]:
    """The office's jobs. Zones are named, because a container's is UTC (docs/stack.md §15)."""
    schedule, zone = office.schedule, office.zone
    night_minute = int(schedule.night_at.partition(":")[2])
    found = [
        # Hourly and not daily: a clock put forward may skip the night's hour, a laptop sleep
        # through it, a night fail.
        ServiceJob(
            "night", work.night, CronTrigger(minute=night_minute, timezone=zone), at_start=True
        ),
        ServiceJob(
            "alerts",
            work.alerts,
            CronTrigger(minute=f"*/{ALERTS_EVERY_MIN}", timezone=zone),
            at_start=True,
        ),
        ServiceJob(
            "watchdog",
            work.watchdog,
            CronTrigger(minute=f"*/{WATCHDOG_EVERY_MIN}", timezone=zone),
            at_start=False,
        ),
    ]
    if schedule.probes_per_day:
        times = OrTrigger(
            [
                CronTrigger(hour=at.hour, minute=at.minute, timezone=zone)
                for at in probe_times(schedule.probes_per_day)
            ]
        )
        found.append(ServiceJob("probes", work.probes, times, at_start=False))
    if schedule.backup_at:
        at = time.fromisoformat(schedule.backup_at)
        # Hourly at the minute: a backup that failed, or whose hour was slept through, is tried
        # again until one is fresh.
        found.append(
            ServiceJob(
                "backup", work.backup, CronTrigger(minute=at.minute, timezone=zone), at_start=True
            )
        )
    return found


def probe_times(per_day: int) -> Sequence[time]:
    """`per_day` local times, evenly spaced, off the full hour when everybody else's timers fire."""
    step = MINUTES_A_DAY / per_day
    return [_at(round(number * step + min(7.0, step / 2))) for number in range(per_day)]


def backup_due(now: datetime, newest: datetime | None, office: Office) -> bool:
    """Due from today's `backup_at` on until one is newer than that; at once where there never was
    one.
    """
    if not office.schedule.backup_at:
        return False
    if newest is None:
        return True
    planned = datetime.combine(
        office.day_of(now), time.fromisoformat(office.schedule.backup_at), office.zone
    ).astimezone(UTC)
    due_since = planned if planned <= now else planned - timedelta(days=1)
    return newest < due_since


def _at(minute: int) -> time:
    return time(minute // 60 % 24, minute % 60)
