"""What a queue promises the night, whichever it is: this machine's own workers, and those of a
queue in PostgreSQL.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from app.cluster.home import Elsewhere
from app.data_folder import DataFolder, open_data_folder
from app.night.crawl_and_merge import Crawls, crawl_here, finish_what_was_left, gather, seed
from app.night.run import begin
from config.folder import load
from crawler.plan import plan_crawl
from crawler.workers.progress_events import ProgressEvent
from store.capture.file import CaptureFile
from store.clock import Clock
from store.records import FrontierRow
from tests.cluster.worker import Worker, workers
from tests.crawler.fixture_server import FixtureServer
from tests.reliability.offices import html, office

UNITS = ("a", "b", "c", "d")
PAGES = 4


@pytest.fixture(params=["here", "elsewhere"])
def crawls(request: pytest.FixtureRequest, folder: Path, tmp_path: Path) -> Iterator[Crawls]:
    if request.param == "here":
        yield crawl_here
        return
    queue: str = request.getfixturevalue("queue")
    home = str(tmp_path / "home")
    machine = copied(folder, tmp_path / "machine")
    with (
        workers(Worker(machine, queue, home)),
        Elsewhere(queue, home, poll_s=0.1, seen_to_s=1) as elsewhere,
    ):
        yield elsewhere


@pytest.fixture
def folder(fixture_server: FixtureServer, tmp_path: Path) -> Path:
    """An office of four units, two of them on one server."""
    addresses = {unit: f"127.81.0.{min(n, 3)}" for n, unit in enumerate(UNITS, start=1)}
    publish(fixture_server, *UNITS)
    fixture_server.start(sorted(set(addresses.values())))
    return watched_office(
        fixture_server,
        tmp_path / "office",
        {f"{unit}.example": address for unit, address in addresses.items()},
    )


CANARY = "canary.example"


def watched_office(
    fixture_server: FixtureServer, folder: Path, addresses: Mapping[str, str], more: str = ""
) -> Path:
    """Of a unit a host (`UNIT.example`) of `addresses`, with a canary, as a queue wants one; the
    server has been started.
    """
    fixture_server.pages.setdefault((CANARY, "/"), html("<p>always here</p>"))
    where = next(iter(addresses.values()))
    urls = {host.removesuffix(".example"): fixture_server.url(host) for host in addresses}
    canary = f'[[canaries]]\nname = "canary"\nurl = "{fixture_server.url(CANARY)}"\nmarker = "always here"\n'
    return office(folder, urls, {**addresses, CANARY: where}, canary + more)


def publish(fixture_server: FixtureServer, *units: str, slowly: float = 0) -> None:
    links = "".join(
        f'<li><a href="/p{n}.html">关于第{n}号事项的公告</a></li>' for n in range(PAGES)
    )
    for unit in units:
        fixture_server.pages[f"{unit}.example", "/"] = html(f"<ul>{links}</ul>", slowly=slowly)
        fixture_server.pages[f"{unit}.example", "*"] = html("<p>公告内容</p>", slowly=slowly)


def copied(folder: Path, machine: Path) -> Path:
    """The office's files on a worker's machine, which has a data folder of its own."""
    (machine / "units").mkdir(parents=True)
    for path in (folder / "office.toml", *(folder / "units").iterdir()):
        (machine / path.relative_to(folder)).write_bytes(path.read_bytes())
    return machine


@pytest.fixture
def data_folder(folder: Path) -> Iterator[DataFolder]:
    with open_data_folder(load(folder)) as opened:
        yield opened


def planned(data_folder: DataFolder) -> dict[str, list[FrontierRow]]:
    config, now = data_folder.config, Clock().now()
    return {unit.id: plan_crawl(unit, config.office, [], now) for unit in config.units}


def merged(data_folder: DataFolder) -> Counter[tuple[str, str]]:
    """(unit, state) of every crawl that took effect."""
    rows = data_folder.ledger.db.conn.execute("SELECT unit, state FROM unit_run").fetchall()
    return Counter((str(unit), str(state)) for unit, state in rows)


def pages_asked(fixture_server: FixtureServer) -> dict[tuple[str, str], int]:
    """How often each page of a unit was."""
    return {
        (host, path): n
        for (host, path), n in fixture_server.asked.items()
        if host != CANARY and path != "/robots.txt"
    }


def test_every_crawl_takes_effect_once(
    crawls: Crawls, data_folder: DataFolder, fixture_server: FixtureServer
) -> None:
    run, heard = begin(data_folder, Clock()), list[ProgressEvent]()
    gather(data_folder, run, planned(data_folder), Clock(), heard.append, crawls=crawls)
    assert merged(data_folder) == {(unit, "complete"): 1 for unit in UNITS}
    assert {event.unit for event in heard if event.event == "ended"} == {*UNITS}
    asked = pages_asked(fixture_server)
    assert len(asked) == len(UNITS) * (PAGES + 1)
    assert set(asked.values()) == {1}
    assert not any(data_folder.captures.glob("*/*.coming"))


def test_a_night_that_was_killed_goes_on_and_what_is_merged_stays(
    crawls: Crawls, data_folder: DataFolder, fixture_server: FixtureServer
) -> None:
    run = begin(data_folder, Clock())
    for unit, rows in planned(data_folder).items():
        seed(data_folder, run, unit, rows, Clock(), "nightly")
    for _ in range(2):
        finish_what_was_left(data_folder, Clock(), lambda _: None, crawls)
        assert merged(data_folder) == {(unit, "complete"): 1 for unit in UNITS}
    assert max(pages_asked(fixture_server).values()) == 1


def test_a_unit_that_is_no_longer_there_is_not_crawled(
    crawls: Crawls, data_folder: DataFolder, fixture_server: FixtureServer
) -> None:
    run, rows = begin(data_folder, Clock()), planned(data_folder)
    path = seed(data_folder, run, "closed", rows["a"], Clock(), "nightly")
    finish_what_was_left(data_folder, Clock(), lambda _: None, crawls)
    assert merged(data_folder) == {("closed", "not_judged"): 1}
    assert not pages_asked(fixture_server)
    with CaptureFile.open(path) as file:
        end = file.end()
    assert end is not None
    assert end.pending == 1
