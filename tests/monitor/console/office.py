"""A small office after its nights, made by the real product on the demo city: what the console is
shown in the tests.
"""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import uvicorn

from app.night.indexing import refresh_search
from app.service.serving import bring_ledger_up_to_date, console_of, mounted
from config.folder import Config, load
from demo.city import City
from monitor.console.app import build
from monitor.console.context import Console
from monitor.console.passwords import hashed
from store.clock import Clock
from store.desk.users import Role, add_user
from store.ledger import open_ledger
from store.outbox import waiting
from tests.app.nights import a_few_units, night_over
from tests.monitor.alerts.delivery import hear
from tests.waiting import waited

# Vague spending and a vanished item; long out of date; in order; behind a firewall; speaks of 环保;
# no clause binds it.
UNITS = ("jiaotong", "hongshanzui", "caizheng", "shuiwu", "shengtai", "fayuan")
PASSWORD = "Kaifang-2026"
PEOPLE = {"zhang": Role.LEADER, "li": Role.ANALYST, "wang": Role.OFFICE}
OWN_UNITS = ("jiaotong", "caizheng")  # of the leader who sees only these


@dataclass(frozen=True)
class Served:
    """The office, and the console that serves it at `url`."""

    config: Config
    console: Console
    url: str

    @property
    def port(self) -> int:
        return int(self.url.rsplit(":", 1)[1])


def inspected(folder: Path, port: int) -> Config:
    """Every night of the scenario over a few units, its letters taken, with the console's address
    in office.toml and the index made.
    """
    with City("today", 1) as city:
        config = a_few_units(city, folder, UNITS)
        office = folder / "office" / "office.toml"
        office.write_text(
            office.read_text("utf-8") + f'\n[console]\nurl = "http://127.0.0.1:{port}"\n', "utf-8"
        )
        config = load(folder / "office")
        for moment in city.nights:
            night_over(city, config, moment)
            with closing(open_ledger(config.data / "ledger.db")) as ledger:
                hear(ledger, moment)
    refresh_search(config)
    return config


def last_night(config: Config) -> datetime:
    ledger = open_ledger(config.data / "ledger.db", readonly=True)
    try:
        run = ledger.latest_run()
    finally:
        ledger.close()
    assert run is not None
    return run.started_at


def console_after(config: Config, *, hours: float = 6, people: bool = True) -> Console:
    """The console some hours after the last night, with a person of each role and a leader of two
    units.
    """
    bring_ledger_up_to_date(config)
    console = console_of(config, Clock.set_to(last_night(config) + timedelta(hours=hours)))
    if people:
        for login, role in PEOPLE.items():
            add_person(console, login, role)
        add_person(console, "zhao", Role.LEADER, OWN_UNITS)
    return console


def add_person(console: Console, login: str, role: Role, units: tuple[str, ...] = ()) -> None:
    add_user(
        console.desk,
        login=login,
        name=f"{login}主任",
        role=role,
        person="",
        units=units,
        password_hash=hashed(PASSWORD),
        now=datetime.now(UTC),
    )


@contextmanager
def serving(console: Console, port: int) -> Iterator[str]:
    """The console at its address on loopback, as `gongkai serve` runs it."""
    app = build(console, mounted(console.config()))
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error", lifespan="off")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    waited(lambda: server.started)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def messages(config: Config) -> list[str]:
    """The bodies that wait in the outbox."""
    ledger = open_ledger(config.data / "ledger.db", readonly=True)
    try:
        return [message.body for message in waiting(ledger)]
    finally:
        ledger.close()
