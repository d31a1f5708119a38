from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.service.serving import mounted
from config.folder import Config
from monitor.console.app import build
from monitor.console.context import Console
from store.findings import open_findings
from store.ledger import open_ledger
from tests.monitor.console.office import (
    PASSWORD,
    Served,
    console_after,
    free_port,
    inspected,
    serving,
)


@pytest.fixture(scope="session")
def port() -> int:
    return free_port()


@pytest.fixture(scope="session")
def config(tmp_path_factory: pytest.TempPathFactory, port: int) -> Config:
    return inspected(tmp_path_factory.mktemp("city"), port)


@pytest.fixture(scope="session")
def console(config: Config) -> Console:
    return console_after(config)


@pytest.fixture(scope="session")
def served(config: Config, console: Console, port: int) -> Iterator[Served]:
    with serving(console, port) as url:
        yield Served(config, console, url)


@pytest.fixture(scope="session")
def number(config: Config) -> int:
    """Of some finding."""
    ledger = open_ledger(config.data / "ledger.db", readonly=True)
    try:
        return open_findings(ledger)[0].id
    finally:
        ledger.close()


class Visitor(TestClient):
    """A browser without a face: it sends what browsers send with a form of the page they are on."""

    def __init__(self, console: Console, *, shows_bugs: bool = True) -> None:
        app = build(console, mounted(console.config()))
        super().__init__(
            app,
            base_url="http://console.test",
            follow_redirects=False,
            raise_server_exceptions=shows_bugs,
        )

    def say(self, path: str, **fields: str):  # type: ignore[no-untyped-def]
        return self.post(
            path,
            data=fields,
            headers={"Origin": "http://console.test", "Sec-Fetch-Site": "same-origin"},
        )

    def come_in(self, login: str, password: str = PASSWORD):  # type: ignore[no-untyped-def]
        return self.say("/login", login=login, password=password)


@pytest.fixture
def stranger(console: Console) -> Visitor:
    return Visitor(console)


@pytest.fixture
def office(console: Console) -> Visitor:
    visitor = Visitor(console)
    assert visitor.come_in("wang").status_code == 303
    return visitor


@pytest.fixture
def empty_console(tmp_path: Path) -> Console:
    """An office on its first day: a folder, no night, nobody."""
    from app.service.serving import console_of
    from config.folder import load
    from config.starter import write_starter

    write_starter(tmp_path / "office", "zh")
    return console_of(load(tmp_path / "office"))
