"""What many machines bring, and where they end: `make bench-cluster`.

First the wall time of a night over 1, 2 and 4 workers, real ones, at sites that ask for a pause:
units with a server each, and units on one server, which no number of workers makes faster. Then the
queue alone with a country's units, whose crawls are short sleeps: what it carries and what it
weighs. Last what home spends on one file that came in.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import psycopg

from app.cluster import home
from app.cluster.home import Elsewhere
from app.data_folder import open_data_folder
from app.night import crawl_and_merge
from app.night.crawl_and_merge import gather
from app.night.run import begin
from config.folder import load
from store.clock import Clock
from store.cluster.crawl_jobs import CrawlJobs, SentCrawl
from store.cluster.database import QueueDatabase
from store.cluster.workers import Workers
from tests.cluster.postgres import Postgres, postgres
from tests.cluster.test_contract import copied, merged, planned, watched_office
from tests.cluster.worker import Worker, workers
from tests.crawler.fixture_server import FixtureServer
from tests.reliability.offices import html
from tests.waiting import waited

HOME = "the bench"
PROCESSES = 3  # that stand for workers of the queue alone


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--units", type=int, default=24)
    parser.add_argument("--pages", type=int, default=12)
    parser.add_argument("--delay", type=float, default=1.0)
    parser.add_argument("--crawls", type=int, default=4, help="of one worker at once")
    parser.add_argument("--queue", type=int, default=14_000, help="crawls that are short sleeps")
    parser.add_argument("--sleep", type=float, default=1.0)
    parser.add_argument("--only", choices=("nights", "queue"))
    asked = parser.parse_args()
    with postgres() as server:
        print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
        if asked.only != "queue":
            _nights(server, asked)
        if asked.only != "nights":
            _queue(server, asked)


def _nights(server: Postgres, asked: argparse.Namespace) -> None:
    print(f"\n{asked.units} units of {asked.pages} pages, {asked.delay:g} s between two questions")
    print(
        f"{'servers':<28}{'workers':>8}{'wall s':>8}{'home ms a file':>16}{'ledger+archive kB':>19}"
    )
    for name, units, servers in (
        ("one each", asked.units, asked.units),
        ("one for all", max(2, asked.units // 6), 1),
    ):
        for number in (1, 2, 4):
            night = _night(server, asked, units, servers, number)
            print(
                f"{f'{name} ({units} units)':<28}{number:>8}{night.wall_s:>8.0f}"
                f"{night.home_ms:>16.0f}{night.kilobytes:>19.0f}",
                flush=True,
            )


@dataclass(frozen=True, slots=True)
class Night:
    wall_s: float
    home_ms: float  # checked and merged
    kilobytes: float


def _night(
    server: Postgres, asked: argparse.Namespace, units: int, servers: int, number: int
) -> Night:
    with tempfile.TemporaryDirectory() as made, ExitStack() as ends:
        tmp, web = Path(made), FixtureServer()
        ends.callback(web.stop)
        folder = _office(web, tmp, asked, units, servers)
        queue, share = _empty(server), str(tmp / "home")
        machines = [copied(folder, tmp / f"machine{n}") for n in range(number)]
        begun = [Worker(one, queue, share, lease_s=60, crawls=asked.crawls) for one in machines]
        ends.enter_context(workers(*begun))
        waited(lambda: all(one.is_ready for one in begun))
        spent: list[float] = []
        with (
            _timed(home._Away, "_is_fetched", spent),
            _timed(crawl_and_merge, "merge", spent),
            open_data_folder(load(folder)) as data_folder,
            Elsewhere(queue, share, poll_s=0.2) as crawls,
        ):
            run, rows = begin(data_folder, Clock()), planned(data_folder)
            began = time.monotonic()
            gather(data_folder, run, rows, Clock(), lambda _: None, crawls=crawls)
            wall_s = time.monotonic() - began
            assert len(merged(data_folder)) == units
        weight = sum(path.stat().st_size for path in (folder / "data").glob("*.db*"))
        return Night(wall_s, sum(spent) / units * 1000, weight / 1024)


def _office(
    web: FixtureServer, tmp: Path, asked: argparse.Namespace, units: int, servers: int
) -> Path:
    links = "".join(
        f'<li><a href="/p{n}.html">关于第{n}号事项的公告</a></li>' for n in range(asked.pages - 1)
    )
    text = "".join(f"<p>第{n}段：公告内容与说明。</p>" for n in range(60))
    hosts = {f"u{n:03}.example": f"127.86.0.{1 + n % servers}" for n in range(units)}
    for host in hosts:
        web.pages[host, "/"] = html(f"<ul>{links}</ul>")
        web.pages[host, "*"] = html(text)
    web.start(sorted(set(hosts.values())))
    folder = watched_office(web, tmp / "office", hosts)
    settings = folder / "office.toml"
    said = settings.read_text(encoding="utf-8")
    settings.write_text(
        said.replace("delay_s = 0\n", f"delay_s = {asked.delay}\n", 1), encoding="utf-8"
    )
    return folder


def _queue(server: Postgres, asked: argparse.Namespace) -> None:
    print(f"\nthe queue alone: {asked.queue:,} crawls that are sleeps of {asked.sleep:g} s")
    queue = _empty(server)
    crawls = [_sent(number) for number in range(asked.queue)]
    with QueueDatabase(queue) as database:
        jobs, seen = CrawlJobs(database), Workers(database)
        empty = _size(queue)
        _said("sent", _seconds(lambda: jobs.send(crawls, HOME)), "s")
        _said("PostgreSQL, all of them waiting", (_size(queue) - empty) / 1024, "kB")
        _said("who lost its job? (each 10 s)", _seconds(lambda: jobs.hand_out_again(HOME)), "s")
        _said("one view of all (each 10 s)", _seconds(lambda: seen.view(HOME)), "s")
        command = [sys.executable, "-m", "tests.cluster.sleeping_worker", queue, str(asked.sleep)]
        began, left = time.monotonic(), asked.queue
        with ThreadPoolExecutor(1), _processes(command, PROCESSES):
            first = 0.0
            while left:
                came = jobs.home(HOME)
                first = first or (time.monotonic() if came else 0.0)
                jobs.forget([one.file for one in came])
                left -= len(came)
                time.sleep(0.2)
            ended = time.monotonic()
        _said("until the first was home", first - began, "s")
        _said(f"crawls a second, {PROCESSES} processes", asked.queue / (ended - first), "")
        _said("PostgreSQL, when all were home", (_size(queue) - empty) / 1024, "kB")


def _sent(number: int) -> SentCrawl:
    wants = {"version": "0.2.0 (reader-7)", "config": "c" * 64}
    unit = f"unit{number:05}"
    return SentCrawl(
        str(uuid4()), "2026-11-23", unit, "nightly", wants, b"k" * 32, "s" * 64, f"server:{unit}",
        number % 9,
    )  # fmt: skip


@contextmanager
def _processes(command: list[str], number: int) -> Iterator[None]:
    begun = [subprocess.Popen(command) for _ in range(number)]
    try:
        yield
    finally:
        for one in begun:
            one.terminate()
        for one in begun:
            one.wait(60)


@contextmanager
def _timed(owner: object, name: str, spent: list[float]) -> Iterator[None]:
    work = getattr(owner, name)

    def timed(*args: object, **more: object) -> object:
        began = time.monotonic()
        try:
            return work(*args, **more)
        finally:
            spent.append(time.monotonic() - began)

    setattr(owner, name, timed)
    try:
        yield
    finally:
        setattr(owner, name, work)


def _empty(server: Postgres) -> str:
    name = f"bench{datetime.now(UTC):%H%M%S%f}"
    with psycopg.connect(server.url, autocommit=True) as db:
        db.execute(f"CREATE DATABASE {name}")
    return server.url.replace("/postgres", f"/{name}")


def _size(queue: str) -> int:
    with psycopg.connect(queue) as db:
        row = db.execute("SELECT pg_database_size(current_database())").fetchone()
    assert row
    return int(row[0])


def _seconds(work: object) -> float:
    began = time.monotonic()
    work()  # type: ignore[operator]
    return time.monotonic() - began


def _said(what: str, value: float, unit: str) -> None:
    print(f"{what:<44}{value:>12,.2f} {unit}", flush=True)


if __name__ == "__main__":
    main()
