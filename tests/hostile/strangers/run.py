"""One crawl and one round of probes over strangers, through the product's own workers, measured."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from config.office import CrawlSettings, NetworkSettings, Office
from config.unit import Site, Unit
from crawler.probing.probe import Prober
from crawler.workers.pool import crawl
from crawler.workers.progress_events import ProgressEvent
from store.capture.file import CaptureFile
from store.clock import Clock

from tests.hostile.bodies import NOTICES
from tests.hostile.hosts import is_healthy
from tests.hostile.run import exceptions, planned, stored_pages
from tests.hostile.server import HostileServer

from . import STRANGERS, papers
from .certificates import contexts
from .server import NAME, strangers_at

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
NEIGHBOURS = 3
BUDGET = NOTICES + 2


@dataclass
class Result:
    seconds: float = 0.0
    probing_seconds: float = 0.0
    worker_mb: float = 0.0
    """Of the largest worker; a child that reads a document has limits of its own."""
    neighbours: int = 0
    neighbours_of: int = NEIGHBOURS * BUDGET
    crawled: dict[str, str] = field(default_factory=dict)
    probed: dict[str, str] = field(default_factory=dict)
    probe_seconds: dict[str, float] = field(default_factory=dict)
    unit_seconds: dict[str, float] = field(default_factory=dict)
    others: dict[str, dict[str, int]] = field(default_factory=dict)
    """The outcomes of the pages behind the front page."""
    unreached: list[str] = field(default_factory=list)
    hidden: dict[str, str] = field(default_factory=dict)
    questions: dict[str, int] = field(default_factory=dict)
    stop_reasons: dict[str, str] = field(default_factory=dict)
    unbalanced: list[str] = field(default_factory=list)
    exceptions: list[str] = field(default_factory=list)
    deaths: int = 0
    unprintable: list[str] = field(default_factory=list)
    """Addresses and reasons with marks that hide or turn what is shown beside them."""
    trapped: int = 0
    leaks: list[str] = field(default_factory=list)


def run(folder: Path, names: Sequence[str], *, timeout_s: float = 4, workers: int = 2) -> Result:
    """Crawl the named strangers beside healthy neighbours, then probe each once."""
    papers.prepare(names)
    good = [f"good{n}" for n in range(NEIGHBOURS)]
    healthy = HostileServer({f"{name}.example": is_healthy for name in good}, net="127.10")
    with healthy, strangers_at(names, contexts(folder)) as log:
        result = Result()
        urls = {name: healthy.url(f"{name}.example") for name in good} | log.urls
        office = Office(
            name="检查办",
            city="某市",
            crawl=CrawlSettings(
                delay_s=0,
                second_look_s=0.05,
                workers=workers,
                timeout_s=timeout_s,
                pages_per_unit=BUDGET,
            ),
            network=NetworkSettings(
                dns=healthy.dns | log.dns,
                treat_as_public=[f"{healthy.net}.0.0/16", f"{log.net}.0.0/16"],
            ),
        )
        units = {
            name: Unit(id=_slug(name), name=f"{NAME}人民政府", kind="township", sites=[_site(url)])
            for name, url in urls.items()
        }
        files = {name: planned(folder, office, unit) for name, unit in units.items()}
        by_slug = {unit.id: unit for unit in units.values()}
        news: list[ProgressEvent] = []
        began, ended = monotonic(), dict[str, float]()

        def heard(said: ProgressEvent) -> None:
            news.append(said)
            ended[said.unit] = monotonic() - began

        with _memory_of_workers() as peaks:
            crawl(list(files.values()), office, by_slug, None, Clock.set_to(NOW), heard)
        result.seconds = round(monotonic() - began, 1)
        result.worker_mb = max(peaks.values()) / 1024
        result.unit_seconds = {name: round(ended.get(_slug(name), -1), 1) for name in names}
        result.questions = {name: len(log.paths[name]) for name in names}
        result.neighbours = sum(stored_pages(files[name]) for name in good)
        result.exceptions = exceptions(folder / "worker.log")
        result.deaths = sum(said.event == "died" for said in news)
        result.unreached = [n for n in names if not log.was_reached(STRANGERS[n])]
        began = monotonic()
        _probe(office, {name: urls[name] for name in names}, result)
        result.probing_seconds = round(monotonic() - began, 1)
        result.trapped, result.leaks = log.trapped, log.leaks
    for name in names:
        _account(files[name], name, result)
    return result


@contextmanager
def _memory_of_workers() -> Iterator[dict[int, int]]:
    """The peak of each worker in KiB by its process id, read from the system while they live."""
    peaks, over = dict[int, int](), threading.Event()

    def watch() -> None:
        while not over.wait(0.1):
            for pid in _children():
                with suppress(OSError, StopIteration, ValueError):
                    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
                    peak = next(line for line in lines if line.startswith("VmHWM"))
                    peaks[pid] = int(peak.split()[1])

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield peaks
    finally:
        over.set()
        watcher.join()


def _children() -> list[int]:
    me = os.getpid()
    found = Path(f"/proc/{me}/task").glob("*/children")
    return [int(pid) for task in found for pid in task.read_text().split()]


def _slug(name: str) -> str:
    return name.replace("_", "-")


def _site(url: str) -> Site:
    return Site(kind="own", url=url)


def _probe(office: Office, urls: dict[str, str], result: Result) -> None:
    prober = Prober(office, Clock.set_to(NOW))

    def probe(name: str) -> None:
        began = monotonic()
        seen = prober.probe(urls[name])
        result.probe_seconds[name] = round(monotonic() - began, 1)
        result.probed[name] = f"{seen.outcome} {seen.reason}"[:120]

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(probe, urls))


def _account(path: Path, name: str, result: Result) -> None:
    with CaptureFile.open(path) as file:
        end = file.end()
        if end is None or not end.accounts_for_every_page:
            result.unbalanced.append(name)
        if end and end.stop_reason:
            result.stop_reasons[name] = end.stop_reason
        visits = [stored.visit for stored in file.visits()]
        rows = [row.url for row, _, _ in file.frontier_states()]
    home = rows[0]
    shown = {*rows, *(visit.final_url for visit in visits), *(visit.reason for visit in visits)}
    result.unprintable += [repr(text)[:200] for text in shown if not text.isprintable()]
    front = [visit for visit in visits if visit.url == home]
    result.crawled[name] = (
        f"{front[-1].outcome} {front[-1].reason}"[:120] if front else "never asked"
    )
    behind = Counter(
        f"{visit.outcome} {visit.reason}"[:70] for visit in visits if visit.url != home
    )
    result.others[name] = dict(behind.most_common(8))
    if word := next((w for w in STRANGERS[name].hidden if w in _facts(path)), ""):
        result.hidden[name] = word


def _facts(path: Path) -> str:
    """Every fact that was kept of the unit, as text: read past our own reader."""
    db = sqlite3.connect(path)
    try:
        return "\n".join(str(row) for row in db.execute("SELECT * FROM facts"))
    finally:
        db.close()
