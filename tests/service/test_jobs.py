"""When each job of the service fires: in the office's zone, spaced, none of them twice, none
skipped for good.
"""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from app.service.jobs import ServiceJob, Work, backup_due, jobs, probe_times
from app.service.run import firing, run_service
from config.errors import AlreadyRunning, ConfigRefused
from config.office import Office, Schedule
from tests.monitor.alerts.mailbox import free_port
from tests.service.offices import NOON, office

OFFICE = Office(
    name="清河市政务公开办公室",
    city="清河市",
    schedule=Schedule(night_at="02:10", backup_at="05:30"),
)


def nothing() -> None:
    """A job that has nothing to do."""


WORK = Work(nothing, nothing, nothing, nothing, nothing)


def fires(job: ServiceJob, start: datetime, days: int = 1) -> list[datetime]:
    times: list[datetime] = []
    last: datetime | None = None
    while True:
        following = job.trigger.get_next_fire_time(
            last, start if last is None else last + timedelta(microseconds=1)
        )
        if following is None or following >= start + timedelta(days=days):
            return times
        times.append(following)
        last = following


def named(wanted: list[ServiceJob], name: str) -> ServiceJob:
    return next(job for job in wanted if job.name == name)


@pytest.mark.parametrize("per_day", [20, 24, 48, 96])
def test_probes_are_spread_over_the_whole_day(per_day: int) -> None:
    times = probe_times(per_day)
    minutes = [at.hour * 60 + at.minute for at in times]
    assert len(set(minutes)) == per_day and minutes == sorted(minutes)
    gaps = [b - a for a, b in pairwise([*minutes, minutes[0] + 24 * 60])]
    assert max(gaps) - min(gaps) <= 1


def test_by_default_there_are_more_than_the_twenty_probes_a_day_that_the_measure_wants() -> None:
    probes = named(jobs(OFFICE, WORK), "probes")
    assert len(fires(probes, datetime(2026, 11, 23, 16, 0, tzinfo=UTC))) >= 20


def test_the_night_is_asked_for_every_hour_at_its_minute_in_the_offices_zone() -> None:
    night = named(jobs(OFFICE, WORK), "night")
    times = fires(night, NOON)
    assert {at.minute for at in times} == {10} and len(times) == 24
    assert str(times[0].tzinfo) == "Asia/Shanghai" and night.at_start


def test_what_is_switched_off_is_not_there() -> None:
    quiet = OFFICE.model_copy(update={"schedule": Schedule(probes_per_day=0, backup_at="")})
    assert {job.name for job in jobs(quiet, WORK)} == {"night", "alerts", "watchdog"}


def test_a_job_fires_at_once_and_no_delay_skips_it() -> None:
    fired: list[str] = []

    def fire() -> None:
        fired.append("night")
        scheduler.shutdown(wait=False)

    wanted = jobs(
        OFFICE,
        Work(
            fire,
            nothing,
            nothing,
            nothing,
            nothing,
        ),
    )
    scheduler = firing(OFFICE.zone, wanted, datetime.now(UTC))
    assert all(
        job.misfire_grace_time is None and job.coalesce and job.max_instances == 1
        for job in scheduler.get_jobs()
    )
    scheduler.start()
    assert fired == ["night"]


@pytest.mark.parametrize(
    ("newest", "is_due"),
    [
        (None, True),
        (datetime(2026, 11, 22, 21, 31, tzinfo=UTC), False),  # 05:31 today in Shanghai
        (datetime(2026, 11, 22, 21, 29, tzinfo=UTC), True),  # a minute before today's hour
        (datetime(2026, 11, 20, 0, 0, tzinfo=UTC), True),
    ],
)
def test_a_backup_is_due_once_a_day_from_its_hour_on(newest: datetime | None, is_due: bool) -> None:
    assert backup_due(NOON, newest, OFFICE) is is_due


def test_before_its_hour_yesterdays_backup_is_enough() -> None:
    early = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)  # 04:00 in Shanghai
    assert not backup_due(early, datetime(2026, 11, 21, 22, 0, tzinfo=UTC), OFFICE)
    assert backup_due(early, datetime(2026, 11, 21, 20, 0, tzinfo=UTC), OFFICE)


def test_a_second_service_is_refused_and_a_taken_door_is_said(tmp_path: Path) -> None:
    from app.night.lock import held

    port = free_port()
    config = office(tmp_path, f'[service]\nlisten = "127.0.0.1:{port}"')
    with held(config.data, "schedule"), pytest.raises(AlreadyRunning):
        run_service(tmp_path, lambda where: None)
    import socket

    with socket.create_server(("127.0.0.1", port)), pytest.raises(ConfigRefused) as refused:
        run_service(tmp_path, lambda where: None)
    assert "service.listen" in refused.value.words.zh
