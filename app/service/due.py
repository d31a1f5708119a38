"""Which night is due: a pure function of now, the last night and the office's schedule.

A night belongs to a local day and begins at `schedule.night_at` of that day in the office's zone. A
missed night may still begin for `catch_up_hours`; older ones are gone, for one look shows the
present only, so three missed days make one catch-up and never three runs. The scheduler fires; this
decides.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from config.office import Schedule

# Later than this is no longer "on time": the machine was off, busy or asleep.
ON_TIME = timedelta(hours=1)

# How far back a night that is not skipped is looked for; beyond it no catch-up window can still be
# open.
_LOOK_BACK_DAYS = 4


@dataclass(frozen=True, slots=True)
class DueNight:
    """The night of `day` is to be run now."""

    day: date
    is_catch_up: bool
    missed: int = 0  # nights before this one that nobody ran, skipped days not counted


def night_due(
    now: datetime, last_night: date | None, schedule: Schedule, zone: ZoneInfo
) -> DueNight | None:
    """The night that must begin now, or None.

    Args:
        now: aware instant.
        last_night: the newest night already run (see `night_of`), None on a new installation.
    """
    night = night_of(now, schedule, zone)
    if night is None or (last_night is not None and last_night >= night):
        return None
    late = now - starts_at(night, schedule, zone)
    if late >= timedelta(hours=schedule.catch_up_hours):
        return None
    missed = _nights_between(last_night, night, schedule)
    return DueNight(night, is_catch_up=missed > 0 or late >= ON_TIME, missed=missed)


def night_of(moment: datetime, schedule: Schedule, zone: ZoneInfo) -> date | None:
    """The newest night that had begun at `moment`; a run at noon belongs to the night of that day.

    None where only skipped days lie behind.
    """
    today = moment.astimezone(zone).date()
    for days_ago in range(_LOOK_BACK_DAYS):
        day = today - timedelta(days=days_ago)
        if day not in schedule.skip_days and starts_at(day, schedule, zone) <= moment:
            return day
    return None


def next_start(now: datetime, schedule: Schedule, zone: ZoneInfo) -> datetime:
    """When the next night begins, for people to read."""
    day = now.astimezone(zone).date()
    while day in schedule.skip_days or starts_at(day, schedule, zone) <= now:
        day += timedelta(days=1)
    return starts_at(day, schedule, zone).astimezone(zone)


def starts_at(day: date, schedule: Schedule, zone: ZoneInfo) -> datetime:
    """The instant in UTC. An hour that a change of clocks skips begins after the gap; a doubled one
    at its first turn.
    """
    return datetime.combine(day, time.fromisoformat(schedule.night_at), zone).astimezone(UTC)


def _nights_between(last_night: date | None, night: date, schedule: Schedule) -> int:
    if last_night is None:
        return 0
    days = ((last_night + timedelta(days=n)) for n in range(1, (night - last_night).days))
    return sum(day not in schedule.skip_days for day in days)
