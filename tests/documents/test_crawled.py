"""A worker meets documents on its way: they are read in their sandbox, and nobody waits for them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.workers.pool import crawl
from crawler.workers.progress_events import ProgressEvent
from store.capture.file import StoredVisit
from store.clock import Clock
from tests.crawler.conftest import NOW, office_of, planned, unit_of, visits_of
from tests.crawler.fixture_server import FixtureServer, Handler, Question
from tests.documents.bombs import flate_pdf
from tests.documents.test_formats import AS_READ, judged, printed

HOST, ADDRESS = "site.example", "127.4.0.9"


@pytest.fixture
def fixture_server() -> Iterator[FixtureServer]:
    fixture_server = FixtureServer()
    yield fixture_server
    fixture_server.stop()


def serving(body: bytes, content_type: str) -> Handler:
    async def answer(question: Question) -> None:
        await question.send(body, Content_Type=content_type)

    return answer


def test_a_crawl_reads_a_pdf_and_survives_a_bomb(
    fixture_server: FixtureServer, tmp_path: Path
) -> None:
    words = "本局公开2012年部门预算，请社会各界监督。" * 20
    links = '<a href="/files/budget.pdf">某局2012年部门预算</a><a href="/files/bomb.pdf">某局2012年部门决算</a>'
    page = f"<html><head><title>某局</title></head><body><div class='content'><h1>预算公开</h1><p>{words}</p>{links}</div></body></html>"
    fixture_server.pages[HOST, "/"] = serving(page.encode(), "text/html; charset=utf-8")
    fixture_server.pages[HOST, "/files/budget.pdf"] = serving(printed(), "application/pdf")
    fixture_server.pages[HOST, "/files/bomb.pdf"] = serving(flate_pdf(), "application/pdf")
    fixture_server.start([ADDRESS])
    office, unit = office_of({HOST: ADDRESS}, timeout_s=5), unit_of("u", fixture_server.url(HOST))
    news: list[ProgressEvent] = []
    crawl(
        [planned(tmp_path, office, unit)], office, {"u": unit}, None, Clock.set_to(NOW), news.append
    )
    assert [each.event for each in news if each.event in ("ended", "failed")] == ["ended"]
    seen = _by_name(visits_of(tmp_path, "u"))
    budget, bomb = seen["budget.pdf"].facts, seen["bomb.pdf"].facts
    assert budget is not None and judged(budget) == AS_READ
    assert bomb is not None and "768 MB" in bomb.document_unreadable


def _by_name(visits: list[StoredVisit]) -> dict[str, StoredVisit]:
    return {stored.visit.url.rsplit("/", 1)[-1]: stored for stored in visits}
