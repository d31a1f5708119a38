"""A counter no lexicon knows is learned on one night, and costs no second look on the nights after."""

from datetime import timedelta
from pathlib import Path

from config.unit import Unit
from crawler.plan import plan_crawl
from crawler.workers.pool import crawl
from store.archive import open_archive
from store.capture.file import CaptureFile, CrawlPlan, StoredVisit
from store.clock import Clock
from store.ledger import Ledger, open_ledger
from store.merge.merge import merge
from store.records import Run
from tests.crawler.conftest import NOW, office_of, unit_of
from tests.crawler.fixture_server import FixtureServer, Question

HOST, ADDRESS = "www.learn.example", "127.0.13.1"
PAGE = """<html><head><title>某市水产局</title></head><body><ul>{rows}</ul>
<p>本局便民热线自开通以来已经接听群众来电{calls}个，其中已经办结{closed}个，欢迎社会各界监督我们的工作。</p></body></html>"""


def test_an_unknown_counter_costs_one_second_look_and_hides_no_news(
    fixture_server: FixtureServer, tmp_path: Path
) -> None:
    titles = ["关于加强苗种检疫的通知", "休渔期执法工作安排", "鱼塘改造补助申报指南"]

    async def answer(question: Question) -> None:
        rows = "".join(
            f"<li><a href='/a/{n}.html'>{title}</a><span>2026-11-0{n}</span></li>"
            for n, title in enumerate(titles, 1)
        )
        html = PAGE.format(rows=rows, calls=4100 + question.number, closed=3900 + question.number)
        await question.send(html.encode(), Content_Type="text/html; charset=utf-8")

    fixture_server.pages[HOST, "/"] = answer
    fixture_server.start([ADDRESS])
    unit = unit_of("u", fixture_server.url(HOST))
    ledger = open_ledger(tmp_path / "ledger.db")
    ledger.sync_units([unit], NOW)

    assert [s.changed for s in night(0, unit, ledger, tmp_path)] == [True]  # first seen
    first, second = night(
        1, unit, ledger, tmp_path
    )  # it differs, and again seconds later: a counter
    assert (first.changed, second.changed, second.visit.second_look) == (False, False, True)
    assert len(second.masks) == 1
    for number in (2, 3):
        (seen,) = night(number, unit, ledger, tmp_path)
        assert (seen.changed, seen.masks) == (False, ())
    assert ledger.db.conn.execute(
        "SELECT count(*) FROM facts JOIN page ON page.id = facts.page WHERE page.url LIKE '%/'"
    ).fetchone() == (1,)

    titles[0] = "关于公布苗种检疫结果的公告"
    _, second = night(4, unit, ledger, tmp_path)
    assert second.changed
    assert [s.changed for s in night(5, unit, ledger, tmp_path)] == [False]
    ledger.close()


def night(number: int, unit: Unit, ledger: Ledger, folder: Path) -> list[StoredVisit]:
    """One whole night through plan, workers, reader and ledger; the looks at the front page."""
    now = NOW + timedelta(days=number)
    office = office_of({HOST: ADDRESS})
    run = Run(ledger.next_run_id(now.date()), now.date(), now)
    ledger.begin_run(run)
    path = folder / f"{number}.sqlite"
    plan = CrawlPlan.new(run.id, unit.id, "nightly", now, "office")
    CaptureFile.create(
        path, plan, plan_crawl(unit, office, ledger.known_pages(unit.id), now)
    ).close()
    crawl([path], office, {unit.id: unit}, None, Clock.set_to(now), lambda _: None)
    archive = open_archive(folder / "archive.db")
    with CaptureFile.open(path) as file:
        merge(file, ledger, archive)
        looks = [stored for stored in file.visits() if stored.visit.url == unit.sites[0].url]
    archive.close()
    return looks
