"""A killed worker costs a resume: nothing acknowledged is lost, and a unit that kills its workers
is given up by itself.
"""

import os
import signal
import threading
from pathlib import Path

from crawler.workers.pool import crawl
from store.capture.file import CaptureFile
from store.clock import Clock
from tests.crawler.conftest import NOW, READER, office_of, planned, unit_of, visits_of
from tests.crawler.fixture_server import FixtureServer, Question, page
from tests.crawler.processes import workers

PAGES = 300


def test_a_worker_killed_in_mid_crawl_loses_nothing(
    fixture_server: FixtureServer, tmp_path: Path
) -> None:
    fixture_server.pages["big.example", "/"] = page(
        kind="home", links=[(str(n), f"/p{n}.html", "nav") for n in range(PAGES)]
    )
    fixture_server.pages["big.example", "*"] = page(kind="article")
    fixture_server.start(["127.6.0.1"])
    office, unit = (
        office_of({"big.example": "127.6.0.1"}),
        unit_of("big", fixture_server.url("big.example")),
    )
    path = planned(tmp_path, office, unit)
    killed: list[int] = []
    events: list[str] = []

    def on_news(news) -> None:  # type: ignore[no-untyped-def]
        events.append(news.event)
        if news.event == "page" and news.done >= 100 and not killed:
            killed.extend(workers())
            for pid in killed:
                os.kill(pid, signal.SIGKILL)

    crawl([path], office, {"big": unit}, None, Clock.set_to(NOW), on_news, reader=READER)
    visits = [stored.visit.url for stored in visits_of(tmp_path, "big")]
    with CaptureFile.open(path) as file:
        end = file.end()
    assert killed
    assert events.count("died") == 1
    assert end is not None
    assert (end.state, end.done, end.pending) == ("complete", PAGES + 1, 0)
    assert len(visits) == len(set(visits)) == PAGES + 1
    again = sum(fixture_server.asked.values()) - 1 - (PAGES + 1)
    assert again <= 8 + 2  # what was in the air, and robots.txt


def test_a_unit_that_kills_every_worker_is_not_judged_and_the_others_are_crawled(
    fixture_server: FixtureServer, tmp_path: Path
) -> None:
    async def deadly(question: Question) -> None:
        for pid in workers():
            os.kill(pid, signal.SIGKILL)

    fixture_server.pages["bad.example", "/"] = deadly
    fixture_server.pages["good.example", "/"] = page(kind="home")
    fixture_server.start(["127.6.0.1", "127.6.0.2"])
    office = office_of({"bad.example": "127.6.0.1", "good.example": "127.6.0.2"})
    units = [
        unit_of("bad", fixture_server.url("bad.example")),
        unit_of("good", fixture_server.url("good.example")),
    ]
    crawl(
        [planned(tmp_path, office, u) for u in units],
        office,
        {u.id: u for u in units},
        None,
        Clock.set_to(NOW),
        lambda _: None,
        reader=READER,
    )
    ends = {}
    for name in ("bad", "good"):
        with CaptureFile.open(tmp_path / f"{name}.sqlite") as file:
            ends[name] = file.end()
    assert ends["good"] is not None
    assert ends["good"].state == "complete"
    assert ends["bad"] is not None
    assert (ends["bad"].state, ends["bad"].stop_reason) == (
        "not_judged",
        "killed: its worker died 3 times",
    )
    assert ends["bad"].accounts_for_every_page


def test_a_file_of_a_unit_no_longer_configured_is_closed_not_crawled(tmp_path: Path) -> None:
    office, unit = office_of({}), unit_of("gone", "http://gone.example/")
    path = planned(tmp_path, office, unit)
    before = threading.active_count()
    crawl([path], office, {}, None, Clock.set_to(NOW), lambda _: None, reader=READER)
    with CaptureFile.open(path) as file:
        end = file.end()
    assert end is not None
    assert end.state == "not_judged"
    assert threading.active_count() == before
