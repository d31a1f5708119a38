"""kill -9 at any time (docs/faults.md M1): what was acknowledged stays, what was in the air is
asked again, nothing else.
"""

import asyncio
import os
import random
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from time import sleep

import pytest

from crawler.workers.pool import crawl
from crawler.workers.progress_events import ProgressEvent
from store.capture.file import CaptureFile
from store.clock import Clock
from tests.crawler.conftest import NOW, READER, office_of, planned, unit_of, visits_of
from tests.crawler.fixture_server import FixtureServer, Question, page
from tests.crawler.processes import workers
from tests.reliability.offices import gongkai, html, one_unit_office
from tests.reliability.promises import KILL_NIGHT, KILL_WORKER
from tests.reliability.rows import row
from tests.reliability.scales import scales
from tests.waiting import waited

A_HUB = 1000
IN_THE_AIR = 4 * 2  # crawler.settings: CONCURRENT_REQUESTS = 4 × requests_per_site
SEED = 20121123


@pytest.fixture
def fixture_server() -> Iterator[FixtureServer]:
    fixture_server = FixtureServer()
    yield fixture_server
    fixture_server.stop()


@scales(few=(300, 20), soak=(3000, 100))
def test_m1_kills_of_the_worker(
    fixture_server: FixtureServer, tmp_path: Path, size: tuple[int, int], is_soak: bool
) -> None:
    pages, kills = size
    hubs = [range(first, min(first + A_HUB, pages - 1)) for first in range(0, pages - 1, A_HUB)]
    for number, hub in enumerate(hubs[1:], start=1):  # a page keeps 2,000 links (docs/faults.md §2)
        fixture_server.pages["big.example", f"/p{number}.html"] = page(
            kind="home", links=[(str(n), f"/p{n}.html", "nav") for n in hub]
        )
    fixture_server.pages["big.example", "/"] = page(
        kind="home", links=[(str(n), f"/p{n}.html", "nav") for n in hubs[0]]
    )
    rng = random.Random(SEED)
    moments = sorted(rng.sample(range(1, pages - IN_THE_AIR * 4), kills), reverse=True)
    deaths, stored, stored_at_death, is_dying, article = 0, 0, 0, False, page(kind="article")

    async def killing(question: Question) -> None:
        """The site itself kills: whoever asks past a chosen moment is dead before the answer, so no
        crawl ends too early to be killed.
        """
        nonlocal is_dying
        if (
            moments
            and stored >= moments[-1]
            and stored > stored_at_death
            and not is_dying
            and (alive := workers())
        ):
            moments.pop()
            is_dying = True
            await asyncio.sleep(
                rng.uniform(0, 0.02)
            )  # anywhere in the life of the other pages in the air
            for pid in alive:
                os.kill(pid, signal.SIGKILL)
        await article(question)

    def on_news(news: ProgressEvent) -> None:
        nonlocal deaths, stored, stored_at_death, is_dying
        stored = max(stored, news.done)
        if news.event == "died":
            deaths, stored_at_death, is_dying = deaths + 1, stored, False

    fixture_server.pages["big.example", "*"] = killing
    fixture_server.start(["127.71.0.1"])
    office, unit = (
        office_of({"big.example": "127.71.0.1"}, pages_per_unit=100_000),
        unit_of("big", fixture_server.url("big.example")),
    )
    path = planned(tmp_path, office, unit)

    with row(KILL_WORKER.fault, KILL_WORKER.what, soak=is_soak, seeds=SEED) as counted:
        crawl([path], office, {"big": unit}, None, Clock.set_to(NOW), on_news, reader=READER)
        visits = [stored.visit.url for stored in visits_of(tmp_path, "big")]
        with CaptureFile.open(path) as file:
            end = file.end()
        assert end is not None
        asked = sum(
            count for (_, where), count in fixture_server.asked.items() if where != "/robots.txt"
        )
        refetches = asked - pages
        counted.points, counted.note = (
            deaths,
            f"{len(set(visits)):,} of {pages:,} pages, {refetches} refetched{'; ' + end.stop_reason if end.stop_reason else ''}",
        )
        counted.bad += len(set(visits)) != pages or len(visits) != pages
        counted.bad += (end.state, end.discovered, end.done, end.pending) != (
            "complete",
            pages,
            pages,
            0,
        )
        counted.bad += not 0 <= refetches <= IN_THE_AIR * deaths
        with closing(sqlite3.connect(path)) as db:
            counted.bad += db.execute("PRAGMA integrity_check").fetchone() != ("ok",)
        assert deaths == kills


@scales(few=(40, 2), soak=(3000, 20), is_long=True)
def test_m1_kills_of_the_whole_night(
    fixture_server: FixtureServer, tmp_path: Path, size: tuple[int, int], is_soak: bool
) -> None:
    pages, kills = size
    folder = office_of_articles(fixture_server, tmp_path, pages)
    rng = random.Random(SEED)
    with row(KILL_NIGHT.fault, KILL_NIGHT.what, soak=is_soak, seeds=SEED) as counted:

        def has_begun(crawling: subprocess.Popen[str], before: int) -> bool:
            return sum(fixture_server.asked.values()) > before or crawling.poll() is not None

        for _ in range(kills):
            before = sum(fixture_server.asked.values())
            crawling = gongkai("crawl", folder)
            waited(partial(has_begun, crawling, before), every_s=0.005)
            sleep(rng.uniform(0, 1.5))
            with suppress(ProcessLookupError):
                os.killpg(crawling.pid, signal.SIGKILL)
            _, said = crawling.communicate()
            counted.point(
                ""
                if crawling.returncode in (0, -signal.SIGKILL)
                else f"ended with {crawling.returncode}: {said[-300:]}"
            )
        last = gongkai("crawl", folder)
        _, said = last.communicate()
        assert last.returncode == 0, said
        counted.bad += check_ledger(folder / "data" / "ledger.db", pages)
        refetched = sum(
            max(0, count - 1)
            for (_, where), count in fixture_server.asked.items()
            if where.startswith("/tzgg/2")
        )
        counted.note = f"{pages:,} articles on file, {refetched} asked for again"


def office_of_articles(
    fixture_server: FixtureServer, folder: Path, articles: int, more: str = "", slowly: float = 0
) -> Path:
    """An office that minds one site of so many articles."""
    publish(fixture_server, articles, slowly)
    fixture_server.start(["127.72.0.1"])
    return one_unit_office(
        folder, fixture_server.url("xian.example"), {"xian.example": "127.72.0.1"}, more
    )


def publish(fixture_server: FixtureServer, articles: int, slowly: float = 0) -> None:
    """A site: a home page, channels of thirty entries, and their articles."""
    channels = [range(first, min(first + 30, articles)) for first in range(0, articles, 30)]
    for number, entries in enumerate(channels):
        rows = "".join(
            f'<li><a href="/tzgg/2024{n:05}.html">关于第{n}号地块征收补偿方案的公告</a><span>2024-01-{1 + n % 28:02}</span></li>'
            for n in entries
        )
        fixture_server.pages["xian.example", f"/lm{number}/"] = html(
            f'<div class="pos">当前位置：首页 &gt; 第{number}号公告栏</div><ul class="list">{rows}</ul>'
        )
    nav = "".join(
        f'<li><a href="/lm{number}/">第{number}号公告栏</a></li>' for number in range(len(channels))
    )
    fixture_server.pages["xian.example", "/"] = html(
        f'<ul class="nav"><li><a href="/">首页</a></li>{nav}</ul>'
    )
    fixture_server.pages["xian.example", "*"] = html(
        "<h1>关于地块征收补偿方案的公告</h1><p>发布时间：2024-01-10</p><div class='content'><p>现将征收补偿方案予以公告，期限三十日。</p></div>",
        slowly=slowly,
    )


def check_ledger(path: Path, articles: int, *, at_least: bool = False) -> int:
    """How many promises are broken: every article once (or `at_least` so many), every file of the
    run accounted for, the file whole.
    """
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
        ask = db.execute
        seen = ask(
            "SELECT count(*), count(DISTINCT url) FROM page WHERE ever_good = 1 AND url LIKE '%/tzgg/2%'"
        ).fetchone()
        unbalanced = ask(
            "SELECT count(*) FROM unit_run WHERE planned <> fetched + failed + skipped + pending"
        ).fetchone()[0]
        broken = (
            seen[0] != seen[1] or seen[0] < articles or (seen[0] > articles and not at_least),
            unbalanced,
            ask("PRAGMA integrity_check").fetchone() != ("ok",),
        )
        return sum(map(bool, broken))
