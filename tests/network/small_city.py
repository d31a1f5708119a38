"""A small city for nights that must be quick: many units with a few pages each, on loopback, and
canaries beside them.

Every unit has a host and an address of its own. What a host does can be changed between nights, or
in the middle of one; a night is the real product with only its clock set.
"""

import asyncio
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.nightly import NightResult, nightly
from config.folder import Config
from config.office import Canary, Office, Person
from config.rulebook_files import shipped_rulebook
from config.unit import Site, Unit
from store.clock import Clock
from tests.app.nights import Silence
from tests.crawler.fixture_server import SILENT_S, FixtureServer, Handler, Question

FIRST = datetime(2026, 11, 10, 18, 0, tzinfo=UTC)  # 02:00 of the next day in China
MARKER = "中国政府网"
CANARY = "canary.example"
DEAD = "127.9.9.9"  # nobody listens there


def page(name: str, number: int, *, title: str = "", extra: str = "", head: str = "") -> bytes:
    """A small office's home page: its name, some news without pages of their own, its numbers at
    the foot.
    """
    rows = "".join(
        f"<li>{name}关于第{n}批工作安排的通知<span>2026-11-{n:02}</span></li>" for n in range(1, 11)
    )
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title or name}</title>{head}</head><body><h1>{name}</h1><ul>{rows}</ul>{extra}"
        f"<div class='footer'>版权所有 {name} 网站标识码：42068200{number:02} 鄂ICP备050000{number:02}号</div></body></html>"
    ).encode()


@dataclass
class SmallCity:
    """`units` hosts named u01.example … on 127.20.0.1 …; start it before use."""

    folder: Path
    units: int = 34
    fixture_server: FixtureServer = field(default_factory=FixtureServer)
    dns: dict[str, str] = field(default_factory=dict)
    behaviours: dict[str, Handler] = field(default_factory=dict)  # by unit, instead of its pages
    pages: dict[str, bytes] = field(default_factory=dict)  # by unit, instead of its home page
    timeout_s: float = 1.5
    canary: Handler | None = None
    line_is_down: bool = False  # nothing in the city answers anybody

    def __post_init__(self) -> None:
        self.dns |= {
            f"{unit}.example": f"127.20.0.{number}" for number, unit in self.numbered()
        } | {CANARY: "127.20.1.1"}

    def start(self) -> "SmallCity":
        for _, unit in self.numbered():
            self.fixture_server.pages[f"{unit}.example", "*"] = self._answer
        self.fixture_server.pages[CANARY, "*"] = self._answer_as_canary
        self.fixture_server.start(list(self.dns.values()))
        return self

    def stop(self) -> None:
        self.fixture_server.stop()

    def numbered(self) -> Iterator[tuple[int, str]]:
        for number in range(1, self.units + 1):
            yield number, f"u{number:02}"

    def name(self, unit: str) -> str:
        return f"某市第{int(unit[1:])}局"

    def config(self, **network: object) -> Config:
        office = Office.model_validate(
            {
                "name": "检查办",
                "city": "某市",
                "crawl": {
                    "delay_s": 0,
                    "second_look_s": 0.05,
                    "workers": 2,
                    "timeout_s": self.timeout_s,
                },
                "network": {"dns": self.dns, "treat_as_public": ["127.0.0.0/8"]} | network,
                "canaries": [
                    Canary(
                        name="c", url=self.fixture_server.url(CANARY), marker=MARKER
                    ).model_dump()
                ],
                "people": [
                    Person(id="leader", name="负责人", role="leader").model_dump(),
                    Person(id="operator", name="值班员", role="operator").model_dump(),
                ],
            }
        )
        return Config(
            office,
            tuple(self.unit(unit) for _, unit in self.numbered()),
            shipped_rulebook(),
            self.folder,
            self.folder / "data",
        )

    def unit(self, unit: str) -> Unit:
        sites = [Site(kind="own", url=self.fixture_server.url(f"{unit}.example"))]
        return Unit(
            id=unit, name=self.name(unit), kind="department", sites=sites, responsible=["leader"]
        )

    def night(self, number: int, config: Config | None = None) -> NightResult:
        """The night of that number: a day later than the one before."""
        return nightly(
            config or self.config(), Clock.set_to(FIRST + timedelta(days=number)), Silence()
        )

    async def _answer(self, question: Question) -> None:
        unit = question.host.removesuffix(".example")
        if self.line_is_down:
            await asyncio.sleep(SILENT_S)
        elif unit in self.behaviours:
            await self.behaviours[unit](question)
        elif question.path == "/":
            await question.send(
                self.pages.get(unit) or page(self.name(unit), int(unit[1:])),
                Content_Type="text/html",
            )
        else:
            await question.send(
                b"<h1>404 Not Found</h1>", "404 Not Found", Content_Type="text/html"
            )

    async def _answer_as_canary(self, question: Question) -> None:
        if self.line_is_down:
            await asyncio.sleep(SILENT_S)
        elif self.canary is not None:
            await self.canary(question)
        else:
            await question.send(MARKER.encode())


def reachability(night: NightResult) -> dict[str, str]:
    """Units with a finding of reachability, and the rule."""
    rules = ("missing_site", "unreachable_site", "intranet_only_site", "hijacked_site")
    return {
        finding.unit: finding.rule for finding in night.inspection.findings if finding.rule in rules
    }


def not_judged(night: NightResult) -> int:
    return night.inspection.judged_units.of - night.inspection.judged_units.judged


def messages(config: Config, run_id: str = "") -> list[tuple[str, str]]:
    """(person, body) of all that was queued, or what one run queued."""
    with closing(sqlite3.connect(config.data / "ledger.db")) as db:
        return db.execute(
            "SELECT person, subject || char(10) || body FROM message WHERE ? IN ('', run_id) ORDER BY id",
            (run_id,),
        ).fetchall()


def judged_looks(config: Config, units: Sequence[str]) -> dict[str, str]:
    """How each unit's home page ended at its last look."""
    with closing(sqlite3.connect(config.data / "ledger.db")) as db:
        return dict(
            db.execute("SELECT unit, last_outcome FROM page WHERE purpose = 'home'").fetchall()
        )


async def silent(question: Question) -> None:
    await asyncio.sleep(SILENT_S)


async def resets(question: Question) -> None:
    question.writer.transport.abort()


async def fails(question: Question) -> None:
    await question.send(
        b"<h1>500 Internal Server Error</h1>", "500 Internal Server Error", Content_Type="text/html"
    )


async def is_empty(question: Question) -> None:
    await question.send(b"", Content_Type="text/html")


def as_json(night: NightResult) -> str:
    return json.dumps(
        {
            "judged": night.inspection.judged_units.judged,
            "of": night.inspection.judged_units.of,
            "found": reachability(night),
        }
    )
