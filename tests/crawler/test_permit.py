"""A crawl that may ask for so long only (crawler/workers/permit.py), and one that is told to stop."""

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from time import sleep

from crawler.workers.permit import Permit, uptime
from crawler.workers.pool import crawl
from crawler.workers.progress_events import ProgressEvent
from crawler.workers.worker_process import MOST_LOG, WorkerProcess
from store.capture.file import CaptureFile
from store.clock import Clock
from tests.crawler.conftest import NOW, READER, office_of, planned, unit_of
from tests.crawler.fixture_server import FixtureServer, page
from tests.waiting import waited

HOST, ADDRESS = "xian.example", "127.84.0.1"
PAGES = 6


def test_a_permit_ends_by_itself_and_a_torn_one_permits_nothing(tmp_path: Path) -> None:
    permit = Permit(tmp_path / "permit")
    assert Permit().is_held, "without a file one may always ask"
    assert not permit.is_held
    permit.extend(uptime() + 0.2)
    assert permit.is_held
    sleep(0.25)
    assert not permit.is_held
    (tmp_path / "permit").write_text("", encoding="ascii")
    assert not permit.is_held


def test_a_process_that_was_stopped_knows_how_long(tmp_path: Path) -> None:
    """SIGSTOP past the end: the process itself says no when it wakes."""
    permit = Permit(tmp_path / "permit")
    permit.extend(uptime() + 1)
    asks = "import sys, pathlib; from crawler.workers.permit import Permit; p = Permit(pathlib.Path(sys.argv[1]));"
    asks += "\nfor line in sys.stdin: print(p.is_held, flush=True)"
    command = [sys.executable, "-c", asks, str(tmp_path / "permit")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as one:
        assert one.stdin is not None
        assert one.stdout is not None

        def says() -> str:
            assert one.stdin is not None
            assert one.stdout is not None
            one.stdin.write("?\n")
            one.stdin.flush()
            return one.stdout.readline().strip()

        permit.extend(uptime() + 1)
        assert says() in ("True", "False")  # its start may have taken longer
        permit.extend(uptime() + 1)
        one.send_signal(signal.SIGSTOP)
        sleep(1.2)
        one.send_signal(signal.SIGCONT)
        assert says() == "False"


def site(fixture_server: FixtureServer) -> None:
    links = [(str(n), f"/p{n}.html", "nav") for n in range(PAGES)]
    fixture_server.pages[HOST, "/"] = page(kind="home", links=links)
    fixture_server.pages[HOST, "*"] = page(kind="article")
    fixture_server.start([ADDRESS])


def test_a_crawl_without_a_permit_waits_and_keeps_the_pause_when_it_goes_on(
    fixture_server: FixtureServer, tmp_path: Path
) -> None:
    site(fixture_server)
    office = office_of({HOST: ADDRESS}, delay_s=0.2)
    unit = unit_of("xian", fixture_server.url(HOST))
    path, permit = planned(tmp_path, office, unit), Permit(tmp_path / "permit")
    permit.extend(uptime())
    heard: list[ProgressEvent] = []

    def crawled() -> None:
        crawl(
            [path], office, {unit.id: unit}, None, Clock.set_to(NOW), heard.append,
            reader=READER, permit=permit.path,
        )  # fmt: skip

    with ThreadPoolExecutor(1) as threads:
        crawling = threads.submit(crawled)
        waited(lambda: heard)
        sleep(1.5)
        assert not fixture_server.asked
        permit.extend(uptime() + 60)
        crawling.result(60)
    assert [event.event for event in heard if event.event == "ended"] == ["ended"]
    assert sum(n for (_, path), n in fixture_server.asked.items() if path != "/robots.txt") == 7


def test_a_crawl_that_is_stopped_stops_at_once_and_goes_on_later(
    fixture_server: FixtureServer, tmp_path: Path
) -> None:
    site(fixture_server)
    office = office_of({HOST: ADDRESS}, delay_s=0.5)
    unit = unit_of("xian", fixture_server.url(HOST))
    path, stopping = planned(tmp_path, office, unit), Event()
    heard: list[ProgressEvent] = []

    def hear(event: ProgressEvent) -> None:
        heard.append(event)
        if event.event == "page":
            stopping.set()

    def crawled(stop: Event | None) -> None:
        crawl(
            [path], office, {unit.id: unit}, None, Clock.set_to(NOW), hear,
            reader=READER, stopping=stop,
        )  # fmt: skip

    crawled(stopping)
    with CaptureFile.open(path) as file:
        assert file.end() is None
        assert file.counts()["queued"] > 0
    assert not [event for event in heard if event.event == "died"], "to be stopped is no death"
    crawled(None)
    with CaptureFile.open(path) as file:
        end = file.end()
    assert end is not None
    assert (end.state, end.done) == ("complete", PAGES + 1)


def test_a_worker_that_is_killed_before_it_has_heard_is_no_failure(tmp_path: Path) -> None:
    """What it was to hear still lies with us when its pipe is closed."""
    worker = WorkerProcess("an order", tmp_path / "worker.log", silent_s=60)
    worker.kill()
    worker._process.wait()
    assert worker.crawl([tmp_path / "a.sqlite"], lambda _: [], lambda _: None)


def test_the_log_of_workers_does_not_grow_for_ever(tmp_path: Path) -> None:
    log = tmp_path / "worker.log"
    log.write_bytes(b"x" * (MOST_LOG + 1))
    for _ in range(2):
        worker = WorkerProcess("", log, silent_s=60)
        worker.kill()
        worker.crawl([], lambda _: [], lambda _: None)
    assert log.stat().st_size < MOST_LOG
    assert (tmp_path / "worker.log.1").stat().st_size == MOST_LOG + 1
