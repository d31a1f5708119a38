"""One run over the whole hostile server through the product's own workers, measured: `python -m
tests.hostile`.

H-ALL of docs/faults.md §3: hostile hosts beside 200 healthy pages, every question with exactly one
outcome, no worker above 300 MB, no exception that nobody handled, no packet to the decoy.
"""

import json
import resource
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from config.office import CrawlSettings, NetworkSettings, Office
from config.unit import Site, Unit
from crawler.plan import plan_crawl
from crawler.workers.pool import crawl
from crawler.workers.progress_events import ProgressEvent
from store.capture.file import CaptureFile, CrawlPlan
from store.clock import Clock
from store.outcomes import Ours

from tests.hostile.bodies import NOTICES, make_bombs
from tests.hostile.hosts import DECOY, HOSTS, behaviour, is_healthy, silent
from tests.hostile.server import HostileServer

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
PAGES = NOTICES + 2  # of a healthy site
BUDGET = 60  # pages of one unit in this run
NOBODYS = ("cookie", "authorization", "proxy-authorization", "referer")


@dataclass
class Result:
    hosts: int
    seconds: float
    peak_mb: float  # of the largest worker
    healthy: int  # pages stored, with their bodies
    healthy_of: int
    asked: int  # frontier rows that were asked or skipped
    settled: int  # … that ended in exactly one of done, failed, skipped
    unbalanced: list[str]  # units whose file does not account for every row
    exceptions: list[str]  # lines of the workers' log that begin a traceback, and what followed
    deaths: int
    decoy: int  # connections to the address that nobody may reach
    outcomes: dict[str, str] = field(default_factory=dict)  # of each hostile front page
    wrong: dict[str, str] = field(
        default_factory=dict
    )  # hosts whose outcome is not one they may have
    stop_reasons: dict[str, str] = field(default_factory=dict)
    visited_of: dict[str, int] = field(default_factory=dict)  # pages of each hostile host
    asked_of: dict[str, int] = field(
        default_factory=dict
    )  # questions that arrived there, robots.txt included
    connections_of: dict[str, int] = field(default_factory=dict)
    leaks: list[str] = field(
        default_factory=list
    )  # header fields that nobody should have been sent


def run(
    folder: Path,
    names: Sequence[str] = tuple(HOSTS),
    *,
    mutes: int = 0,
    healthy_sites: int = 10,
    timeout_s: float = 15,
    workers: int = 2,
) -> Result:
    """Crawl `names`, `mutes` further hosts that take every connection and never say a word, and the
    healthy sites; what came of it.
    """
    make_bombs()
    mute = [f"mute{n}" for n in range(mutes)]
    good = [f"good{n}" for n in range(healthy_sites)]
    hosts = {f"{name}.example": behaviour(HOSTS[name]) for name in names} | {
        f"{name}.example": is_healthy for name in good
    }
    hosts |= {f"{name}.example": silent for name in mute}
    with HostileServer(hosts, extra=(DECOY,)) as hostile_server:
        network = NetworkSettings(
            dns=hostile_server.dns, treat_as_public=[f"{hostile_server.net}.0.0/16"]
        )
        settings = {
            "delay_s": 0,
            "second_look_s": 0.05,
            "workers": workers,
            "timeout_s": timeout_s,
            "pages_per_unit": BUDGET,
        }
        office = Office(
            name="检查办",
            city="某市",
            crawl=CrawlSettings.model_validate(settings),
            network=network,
        )
        units = {
            name: _unit(name, hostile_server.url(f"{name}.example"))
            for name in (*names, *mute, *good)
        }
        files = [planned(folder, office, unit) for unit in units.values()]
        news: list[ProgressEvent] = []
        began = monotonic()
        crawl(files, office, units, None, Clock.set_to(NOW), news.append)
        seconds = monotonic() - began
        result = Result(
            hosts=len(names),
            seconds=round(seconds, 1),
            peak_mb=round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, 1),
            healthy=sum(stored_pages(folder / f"{name}.sqlite") for name in good),
            healthy_of=healthy_sites * PAGES,
            asked=0,
            settled=0,
            unbalanced=[],
            exceptions=exceptions(folder / "worker.log"),
            deaths=sum(said.event == "died" for said in news),
            decoy=hostile_server.connections[DECOY],
            asked_of={name: hostile_server.asked[f"{name}.example"] for name in (*names, *mute)},
            connections_of={
                name: hostile_server.connections[hostile_server.address(f"{name}.example")]
                for name in (*names, *mute)
            },
            leaks=sorted(
                {
                    f"{host}: {field}"
                    for host, _, sent in hostile_server.seen
                    for field in sent
                    if field in NOBODYS
                }
            ),
        )
    for name in units:
        _account(folder / f"{name}.sqlite", name, result)
    return result


def _unit(name: str, url: str) -> Unit:
    return Unit(id=name, name=f"单位{name}", kind="department", sites=[Site(kind="own", url=url)])


def planned(folder: Path, office: Office, unit: Unit) -> Path:
    path = folder / f"{unit.id}.sqlite"
    with CaptureFile.create(
        path,
        CrawlPlan.new("2026-11-23", unit.id, "nightly", NOW, "office"),
        plan_crawl(unit, office, (), NOW),
    ):
        return path


def stored_pages(path: Path) -> int:
    """Pages with an open visit, facts and the very bytes: counted past our own reader, in the file
    itself.
    """
    db = sqlite3.connect(path)
    try:
        (pages,) = db.execute(
            "SELECT count(DISTINCT url) FROM visit JOIN facts ON visit_seq = seq JOIN capture ON capture.sha256 = visit ->> 'sha256' WHERE outcome = 'open'"
        ).fetchone()
        return int(pages)
    finally:
        db.close()


def _account(path: Path, name: str, result: Result) -> None:
    with CaptureFile.open(path) as file:
        states = Counter(state for _, state, _ in file.frontier_states())
        end = file.end()
        if end is None or not end.accounts_for_every_page or end.discovered != states.total():
            result.unbalanced.append(name)
            return
        settled = states.total() - states["queued"]
        result.asked += settled
        result.settled += states["done"] + states["failed"] + states["skipped"]
        if end.stop_reason:
            result.stop_reasons[name] = end.stop_reason
        if name not in HOSTS:
            return
        visited = [stored.visit for stored in file.visits()]
        result.visited_of[name] = len({visit.url for visit in visited})
        front = [
            visit for visit in visited if visit.url == next(iter(file.frontier_states()))[0].url
        ]
        outcome = front[-1].outcome if front else None
        result.outcomes[name] = f"{outcome} {front[-1].reason}"[:80] if front else "never asked"
        was_busy = (
            bool(front) and front[-1].reason == Ours.LOCAL_RESOURCES
        )  # our own machine, said as such: honest anywhere
        if outcome not in HOSTS[name].may_end and not was_busy:
            result.wrong[name] = result.outcomes[name]


def exceptions(log: Path) -> list[str]:
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines() if log.exists() else []
    return [
        " | ".join(lines[max(0, n - 1) : n + 12])
        for n, line in enumerate(lines)
        if "Traceback" in line or "Unhandled" in line
    ]


def told(result: Result) -> str:
    return json.dumps(asdict(result), ensure_ascii=False, indent=1)
