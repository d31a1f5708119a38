"""A procuratorate whose site opens inside and not outside, beside a bureau that is open to all and
one that is dead everywhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.nightly import NightResult, nightly
from config.folder import Config, load
from store.clock import Clock
from tests.app.nights import Silence
from tests.browser.sites import article, html
from tests.crawler.fixture_server import FixtureServer
from tests.vantage.proxy import Proxy

BEGIN = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
UNITS = {"jiancha": "检察技术局", "gongkai": "信息公开局", "feizhi": "废置管理局"}
OFFICE = """
name = "某市政务公开办公室"
city = "某市"
language = "en"
[crawl]
delay_s = 0
second_look_s = 0.05
timeout_s = 3
workers = 1
[schedule]
reverify_on = ""
[network]
dns = {{ {dns} }}
treat_as_public = ["127.0.0.1/32"]
{vantages}
"""


class Place:
    """The small city, and the offices that look at it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.fixture_server = folder, FixtureServer()
        self.hosts = {unit: f"{unit}.example" for unit in UNITS}
        self.fixture_server.pages = {
            (self.hosts[unit], "/"): html(article(1, BEGIN.date()).replace("某市环境保护局", name))
            for unit, name in UNITS.items()
        }
        self.fixture_server.start(["127.0.0.1"])

    def office(self, name: str, *, inside: bool = False, vantages: str = "") -> Config:
        """One installation: outside, only the open bureau's name leads anywhere; inside, the
        procuratorate's does too.
        """
        known = ("jiancha", "gongkai") if inside else ("gongkai",)
        dns = ", ".join(
            f'"{host}" = "{"127.0.0.1" if unit in known else "nxdomain"}"'
            for unit, host in self.hosts.items()
        )
        folder = self.folder / name
        (folder / "units").mkdir(parents=True, exist_ok=True)
        (folder / "office.toml").write_text(
            OFFICE.format(dns=dns, vantages=vantages), encoding="utf-8"
        )
        for unit, label in UNITS.items():
            site = f'[[sites]]\nkind = "own"\nurl = "{self.url(unit)}"\n'
            (folder / "units" / f"{unit}.toml").write_text(
                f'id = "{unit}"\nname = "{label}"\nkind = "department"\n{site}', encoding="utf-8"
            )
        return load(folder)

    def url(self, unit: str) -> str:
        return self.fixture_server.url(self.hosts[unit])

    def proxy(self, **settings: object) -> Proxy:
        names = {self.hosts[unit]: "127.0.0.1" for unit in ("jiancha", "gongkai")} | {
            self.hosts["feizhi"]: "127.0.0.9"
        }
        return Proxy(**({"names": names} | settings)).start()  # type: ignore[arg-type]


@dataclass
class Seen:
    """Three nights with a second vantage by its proxy."""

    place: Place
    config: Config
    nights: list[NightResult]
    asked: list[str]  # of the proxy


@pytest.fixture(scope="module")
def three_nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    place = Place(tmp_path_factory.mktemp("three"))
    proxy = place.proxy()
    config = place.office("office", vantages=by_proxy(proxy))
    yield Seen(place, config, nights(config, 3), proxy.asked)
    proxy.stop()
    place.fixture_server.stop()


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    place = Place(tmp_path)
    yield place
    place.fixture_server.stop()


def by_proxy(proxy: Proxy, more: str = "") -> str:
    return f'[[vantages]]\nname = "inner"\nproxy = "{proxy.url}"\n{more}'


BROUGHT = '[[vantages]]\nname = "inner"\n'


def nights(config: Config, count: int, first: int = 0) -> list[NightResult]:
    return [
        nightly(config, Clock.set_to(BEGIN + timedelta(days=first + number)), Silence())
        for number in range(count)
    ]


def answers(night: NightResult, rule: str) -> dict[str, tuple[str, str]]:
    """(answer, why or kind) by unit."""
    found = {}
    for result in night.inspection.units:
        for verdict in result.verdicts:
            if verdict.rule == rule:
                found[result.unit] = (str(verdict.answer), str(verdict.why or verdict.kind))
    return found
