"""One server on loopback, crawled through real workers."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from config.office import CrawlSettings, NetworkSettings, Office
from config.unit import Site, Unit
from crawler.plan import plan_crawl
from crawler.workers.pool import crawl
from crawler.workers.progress_events import ProgressEvent
from store.capture.file import CaptureFile, CrawlPlan, StoredVisit
from store.clock import Clock
from store.records import FrontierRow, KnownPage
from tests.crawler.fixture_server import FixtureServer

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TIMEOUT_S = 4.0  # what an honest page may take on a busy machine; silence costs a test as much
READER = "tests.crawler.reading:read"


@pytest.fixture
def fixture_server() -> Iterator[FixtureServer]:
    fixture_server = FixtureServer()
    yield fixture_server
    fixture_server.stop()


def office_of(
    dns: dict[str, str], *, public: Sequence[str] = ("127.0.0.0/8",), **crawl_settings: object
) -> Office:
    settings = {
        "delay_s": 0,
        "second_look_s": 0.05,
        "workers": 1,
        "timeout_s": TIMEOUT_S,
    } | crawl_settings
    return Office(
        name="检查办",
        city="某市",
        crawl=CrawlSettings.model_validate(settings),
        network=NetworkSettings(dns=dns, treat_as_public=list(public)),
    )


def unit_of(unit_id: str, url: str, kind: str = "own", **more: object) -> Unit:
    return Unit(
        id=unit_id,
        name=f"单位{unit_id}",
        kind="department",
        sites=[Site.model_validate({"kind": kind, "url": url} | more)],
    )


def planned(
    folder: Path,
    office: Office,
    unit: Unit,
    known: Sequence[KnownPage] = (),
    rows: Sequence[FrontierRow] | None = None,
) -> Path:
    path = folder / f"{unit.id}.sqlite"
    plan = CrawlPlan.new("2026-11-23", unit.id, "nightly", NOW, "office")
    with CaptureFile.create(
        path, plan, rows if rows is not None else plan_crawl(unit, office, known, NOW)
    ):
        return path


def crawled(
    folder: Path,
    office: Office,
    units: Sequence[Unit],
    known: dict[str, list[KnownPage]] | None = None,
    reader: str = READER,
) -> list[ProgressEvent]:
    """Plan and crawl `units` through workers; the news they sent."""
    files = [planned(folder, office, unit, (known or {}).get(unit.id, ())) for unit in units]
    news: list[ProgressEvent] = []
    crawl(
        files,
        office,
        {unit.id: unit for unit in units},
        None,
        Clock.set_to(NOW),
        news.append,
        reader=reader,
    )
    return news


def visits_of(folder: Path, unit_id: str) -> list[StoredVisit]:
    with CaptureFile.open(folder / f"{unit_id}.sqlite") as file:
        return list(file.visits())
