"""Nights over a city, or over one small site, for tests: the real product, with only the clock
turned.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from app.demo_city import open_city
from app.nightly import NightResult, nightly
from app.progress import ProgressBar
from config.folder import Config, load
from demo.city import City
from demo.loopback import Loopback
from store.clock import Clock
from tests.waiting import is_alive


class Silence(ProgressBar):
    """Nobody watches a test's progress but the test's own limit, which is one of silence."""

    def __init__(self) -> None: ...
    def __call__(self, news: object) -> None:
        is_alive()

    def expect(self, steps: int) -> None: ...
    def step(self, title: str) -> None: ...


def a_few_units(city: City, folder: Path, units: Sequence[str]) -> Config:
    """The city's office, minding only `units`."""
    open_city(city, folder)
    for path in (folder / "office" / "units").glob("*.toml"):
        if path.stem not in units:
            path.unlink()
    return load(folder / "office")


def night_over(city: Loopback, config: Config, moment: datetime) -> NightResult:
    is_alive()
    city.set_now(moment)
    return nightly(config, Clock.set_to(moment), Silence())


def keys(night: NightResult, *rules: str) -> set[tuple[str, str, str]]:
    return {
        (f.unit, f.rule, f.subject)
        for f in night.inspection.findings
        if not rules or f.rule in rules
    }


def row_counts(config: Config) -> dict[str, int]:
    with closing(sqlite3.connect(config.data / "ledger.db")) as db:
        tables = [
            name
            for (name,) in db.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
        ]
        return {
            table: db.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in tables
        }
