"""The whole examination, in the order in which one would mend things."""

from collections.abc import Iterator
from datetime import date

from app.doctor.check import GOOD, WARN, Check, plain
from app.doctor.counties import county_checks
from app.doctor.machine import machine_checks
from app.doctor.network import network_checks
from app.doctor.nights import night_checks
from app.doctor.people import people_checks
from app.doctor.queue import queue_checks
from config.folder import Config
from config.warnings import left_behind, warnings_of
from config.words import Words
from store.clock import Clock


def examine(config: Config, clock: Clock) -> Iterator[Check]:
    """Every check, as it is made: network and mail take seconds. Writes nothing and tells nobody."""
    now = clock.now()
    yield from configuration(config, config.office.day_of(now))
    yield from machine_checks(config)
    yield from network_checks(config, clock)
    yield from people_checks(config)
    yield from night_checks(config, now)
    yield from county_checks(config, config.office.day_of(now))
    yield from queue_checks(config, now)


def configuration(config: Config, today: date) -> Iterator[Check]:
    """A folder with mistakes never comes so far: it is refused when opened."""
    title = Words("配置", "configuration")
    yield Check(
        "config",
        title,
        GOOD,
        Words(f"{len(config.units)} 个单位", f"{len(config.units)} units"),
    )
    yield Check("zone", Words("时区", "time zone"), GOOD, plain(config.office.time_zone))
    for warning in (*warnings_of(config, today), *left_behind(config.folder)):
        yield Check("config", title, WARN, warning)
