"""How a crawl goes on from page to page, and what it asks a second time."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from crawler.extract.reader import ReadingContext
from crawler.extract.received_answer import ReceivedAnswer
from store.capture.file import CaptureFile, StoredVisit
from store.merge.item_identity import item_key
from store.outcomes import Outcome
from store.records import FrontierRow, KnownPage, Purpose
from tests.crawler.conftest import NOW, crawled, office_of, planned, unit_of, visits_of
from tests.crawler.fixture_server import FixtureServer, Handler, Question, page
from tests.crawler.reading import read

HOST, ADDRESS = "site.example", "127.4.0.1"
DNS = {HOST: ADDRESS}


def a_list(
    fixture_server: FixtureServer,
    number: int,
    of: int,
    *,
    channel: str = "/news",
    per_page: int = 3,
) -> None:
    items = [(f"item {number}-{i}", f"{channel}/{number}_{i}.html") for i in range(per_page)]
    following = [f"{channel}/index_{number + 1}.html"] if number + 1 < of else []
    path = f"{channel}/" if number == 0 else f"{channel}/index_{number}.html"
    fixture_server.pages[HOST, path] = page(
        kind="list", items=items, next=following, blocks=[f"{channel}{number}"]
    )
    for title, item_path in items:
        fixture_server.pages[HOST, item_path] = page(kind="article", blocks=[title])


def a_site(fixture_server: FixtureServer) -> None:
    fixture_server.pages[HOST, "/"] = page(
        kind="home",
        links=[
            ("新闻", "/news/", "nav"),
            ("领导", "/leaders.html", "nav"),
            ("外站", "http://elsewhere.example/", "nav"),
            ("头条", "/news/0_0.html", "main"),
        ],
    )
    fixture_server.pages[HOST, "/leaders.html"] = page(kind="other", attachments=["/files/a.xlsx"])
    fixture_server.pages[HOST, "/files/a.xlsx"] = page(kind="attachment")
    for number in range(4):
        a_list(fixture_server, number, 4)
    fixture_server.start([ADDRESS])


def by_path(folder: Path, unit: str = "u") -> dict[str, list[StoredVisit]]:
    found: dict[str, list[StoredVisit]] = {}
    for stored in visits_of(folder, unit):
        found.setdefault("/" + stored.visit.url.split("/", 3)[3], []).append(stored)
    return found


def test_a_first_crawl_finds_channels_items_pages_and_attachments(
    fixture_server: FixtureServer, tmp_path: Path
) -> None:
    a_site(fixture_server)
    crawled(tmp_path, office_of(DNS), [unit_of("u", fixture_server.url(HOST))])
    found = {
        path: (stored[0].purpose, stored[0].channel_url)
        for path, stored in by_path(tmp_path).items()
    }
    news = fixture_server.url(HOST, "/news/")
    assert found["/"] == (Purpose.HOME, "")
    assert found["/news/"] == (Purpose.CHANNEL, news)
    assert found["/news/index_3.html"] == (Purpose.LIST_PAGE, news)
    assert found["/leaders.html"] == (Purpose.PAGE, "")
    assert found["/files/a.xlsx"] == (Purpose.ATTACHMENT, "")
    assert {
        path
        for path, (purpose, channel) in found.items()
        if purpose is Purpose.ITEM and channel == news
    } == {f"/news/{n}_{i}.html" for n in range(4) for i in range(3)}
    assert by_path(tmp_path)["/news/"][0].title_hint == "新闻"
    with CaptureFile.open(tmp_path / "u.sqlite") as file:
        end = file.end()
        assert end is not None
        assert (end.state, end.pending, end.discovered) == ("complete", 0, len(found))
    assert all(stored[0].changed and stored[0].facts for stored in by_path(tmp_path).values())


def known_from(folder: Path, unit: str = "u", *, days_ago: int = 1) -> list[KnownPage]:
    """What a ledger would know after that crawl, in short."""
    at = NOW - timedelta(days=days_ago)
    items: dict[str, list[str]] = {}
    visits = visits_of(folder, unit)
    for stored in visits:
        if stored.facts and stored.facts.items:
            items.setdefault(stored.channel_url, []).extend(
                item_key(i.title, i.url) for i in stored.facts.items
            )
    return [
        KnownPage(
            url=s.visit.url,
            purpose=s.purpose,
            site=s.site,
            channel_url=s.channel_url,
            title=s.title_hint,
            depth=s.depth,
            last_visit_at=at,
            last_full_at=at,
            last_outcome=s.visit.outcome,
            ever_good=True,
            sha256=s.visit.sha256,
            etag=dict(s.visit.headers).get("Etag", ""),
            fingerprint=s.facts.fingerprint if s.facts else "",
            blocks=tuple(b.hash for b in s.facts.blocks) if s.facts else (),
            item_keys=tuple(items.get(s.visit.url, ())),
        )
        for s in visits
    ]


def test_paging_stops_where_only_known_items_are_met_and_old_items_wait_for_their_night(
    fixture_server: FixtureServer, tmp_path: Path
) -> None:
    a_site(fixture_server)
    unit, office = unit_of("u", fixture_server.url(HOST)), office_of(DNS)
    crawled(tmp_path / "1", office, [unit])
    fixture_server.pages[HOST, "/news/"] = page(
        kind="list",
        items=[("new one", "/news/new.html"), ("item 0-0", "/news/0_0.html")],
        next=["/news/index_1.html"],
        blocks=["new"],
    )
    fixture_server.pages[HOST, "/news/new.html"] = page(kind="article", blocks=["new one"])
    fixture_server.asked.clear()
    crawled(tmp_path / "2", office, [unit], {"u": known_from(tmp_path / "1")})
    asked = {path for _, path in fixture_server.asked}
    assert {"/", "/news/", "/news/new.html", "/news/index_1.html"} <= asked
    assert "/news/index_2.html" not in asked
    assert (
        sum(path.startswith("/news/") and "_" in path and "index" not in path for path in asked)
        < 12
    )
    news = by_path(tmp_path / "2")
    assert news["/news/new.html"][0].purpose is Purpose.ITEM
    assert [s.changed for s in news["/news/"]] == [
        False,
        True,
    ]  # two looks, the second carries the change
    assert [s.visit.second_look for s in news["/news/"]] == [False, True]
    assert [s.changed for s in news["/"]] == [False]


def test_a_304_is_alive_and_unchanged_and_carries_no_body(
    fixture_server: FixtureServer, tmp_path: Path
) -> None:
    async def answer(question: Question) -> None:
        if question.headers.get("if-none-match") == '"v1"':
            await question.send(b"", "304 Not Modified")
        else:
            await question.send(json.dumps({"kind": "home"}).encode(), ETag='"v1"')

    fixture_server.pages[HOST, "/"] = answer
    fixture_server.start([ADDRESS])
    unit, office = unit_of("u", fixture_server.url(HOST)), office_of(DNS)
    crawled(tmp_path / "1", office, [unit])
    fresh = known_from(tmp_path / "1")
    assert fresh[0].etag == '"v1"'
    old = [replace(fresh[0], last_full_at=NOW - timedelta(days=30))]
    late = unit_of("late", fixture_server.url(HOST))
    crawled(tmp_path / "2", office, [unit, late], {"u": fresh, "late": old})
    (stored,) = visits_of(tmp_path / "2", "u")
    assert (
        stored.visit.outcome,
        stored.visit.not_modified,
        stored.changed,
        stored.facts,
        stored.visit.sha256,
    ) == (
        Outcome.OPEN,
        True,
        False,
        None,
        "",
    )
    (stored,) = visits_of(tmp_path / "2", "late")
    assert not stored.visit.not_modified


def test_a_counter_is_masked_and_a_change_beside_it_is_seen(
    fixture_server: FixtureServer, tmp_path: Path
) -> None:
    def counter(host: str, later: str) -> Handler:
        async def answer(question: Question) -> None:
            number = fixture_server.asked[host, "/"]
            words = "old words" if number == 1 else later
            blocks = [words, f"visits {number}", "menu", "footer"]
            await question.send(json.dumps({"kind": "home", "blocks": blocks}).encode())

        return answer

    fixture_server.pages["same.example", "/"] = counter("same.example", "old words")
    fixture_server.pages["news.example", "/"] = counter("news.example", "new words")
    fixture_server.start([ADDRESS])
    office = office_of(dict.fromkeys(("same.example", "news.example"), ADDRESS))
    units = [unit_of(name, fixture_server.url(f"{name}.example")) for name in ("same", "news")]
    crawled(tmp_path / "1", office, units)
    crawled(tmp_path / "2", office, units, {u.id: known_from(tmp_path / "1", u.id) for u in units})

    first, second = visits_of(tmp_path / "2", "same")
    assert (first.changed, second.changed) == (False, False)
    assert set(second.masks) == {"visits 2"[:6]}  # the shape of it

    _, second = visits_of(tmp_path / "2", "news")
    assert second.changed
    assert second.facts is not None
    assert [b.hash for b in second.facts.blocks] == ["new words", "menu", "footer"]
    with CaptureFile.open(tmp_path / "2" / "news.sqlite") as file:
        assert b"new words" in file.body(second.visit.sha256)


def test_a_place_on_a_portal_is_its_list_and_what_the_list_leads_to(
    fixture_server: FixtureServer, tmp_path: Path
) -> None:
    fixture_server.pages[HOST, "/col/7/"] = page(
        kind="list",
        items=[("one", "/art/1.html")],
        links=[("别处", "/col/8/", "nav")],
        next=["/col/7/2.html"],
    )
    fixture_server.pages[HOST, "/col/7/2.html"] = page(kind="list", items=[("two", "/art/2.html")])
    fixture_server.pages[HOST, "/col/8/"] = page(kind="list", items=[("three", "/art/3.html")])
    fixture_server.pages[HOST, "/art/1.html"] = page(
        kind="article", links=[("x", "/art/3.html", "main")], attachments=["/f.xls"]
    )
    fixture_server.pages[HOST, "*"] = page(kind="article")
    fixture_server.start([ADDRESS])
    crawled(
        tmp_path,
        office_of(DNS),
        [unit_of("u", fixture_server.url(HOST, "/col/7/"), "portal_channel")],
    )
    found = by_path(tmp_path)
    assert set(found) == {"/col/7/", "/col/7/2.html", "/art/1.html", "/art/2.html", "/f.xls"}
    assert found["/art/2.html"][0].channel_url == fixture_server.url(HOST, "/col/7/")


def test_a_budget_of_pages_leaves_the_rest_pending_and_says_so(
    fixture_server: FixtureServer, tmp_path: Path
) -> None:
    a_site(fixture_server)
    crawled(tmp_path, office_of(DNS, pages_per_unit=5), [unit_of("u", fixture_server.url(HOST))])
    with CaptureFile.open(tmp_path / "u.sqlite") as file:
        end = file.end()
    assert end is not None
    assert (end.state, end.done, end.stop_reason) == ("partial", 5, "pages_per_unit")
    assert end.pending > 0
    assert end.accounts_for_every_page


def test_an_endless_site_ends_at_its_trap_budgets(
    fixture_server: FixtureServer, tmp_path: Path
) -> None:
    async def calendar(question: Question) -> None:
        links = [("next", f"/cal?day={question.path}{i}", "nav") for i in range(20)] + [
            ("deep", question.path.split("?")[0] + "/a", "nav")
        ]
        await question.send(json.dumps({"kind": "other", "links": links}).encode())

    fixture_server.pages[HOST, "*"] = calendar
    fixture_server.start([ADDRESS])
    crawled(tmp_path, office_of(DNS), [unit_of("u", fixture_server.url(HOST))])
    with CaptureFile.open(tmp_path / "u.sqlite") as file:
        end = file.end()
        assert set(file.turned_away()) == {"query_variants", "repeated_segments"}
    assert end is not None
    assert end.state == "complete"
    assert end.discovered < 200
    assert "query_variants" in end.stop_reason


def test_a_front_page_that_only_jumps_is_followed_and_the_final_address_kept(
    fixture_server: FixtureServer, tmp_path: Path
) -> None:
    fixture_server.pages[HOST, "/"] = page(kind="other", jumps_to="/home/index.html", text_length=0)
    fixture_server.pages[HOST, "/home/index.html"] = page(
        kind="home", links=[("领导", "/leaders.html", "nav")]
    )
    fixture_server.pages[HOST, "/leaders.html"] = page(kind="other")
    fixture_server.start([ADDRESS])
    crawled(tmp_path, office_of(DNS), [unit_of("u", fixture_server.url(HOST))])
    found = by_path(tmp_path)
    assert found["/"][0].visit.final_url == fixture_server.url(HOST, "/home/index.html")
    assert "/leaders.html" in found


def test_a_deep_page_led_to_the_front_page_is_gone(
    fixture_server: FixtureServer, tmp_path: Path
) -> None:
    async def to_the_front(question: Question) -> None:
        await question.send(b"", "302 Found", Location="/")

    fixture_server.pages[HOST, "/"] = page(kind="home")
    fixture_server.pages[HOST, "/news/1.html"] = to_the_front
    fixture_server.start([ADDRESS])
    unit, office = unit_of("u", fixture_server.url(HOST)), office_of(DNS)
    path = planned(
        tmp_path,
        office,
        unit,
        rows=[FrontierRow(fixture_server.url(HOST, "/news/1.html"), Purpose.ITEM, "main", depth=2)],
    )
    from crawler.workers.pool import crawl
    from store.clock import Clock
    from tests.crawler.conftest import READER

    crawl([path], office, {"u": unit}, None, Clock.set_to(NOW), lambda _: None, reader=READER)
    (stored,) = visits_of(tmp_path, "u")
    assert stored.visit.outcome is Outcome.SOFT_404


def test_the_stand_in_reader_reads_as_the_tests_believe() -> None:
    facts = read(
        ReceivedAnswer(json.dumps({"kind": "list", "items": [["a", "/a"]]}).encode(), "http://h/x"),
        ReadingContext(NOW.date()),
    )
    assert facts.items[0].url == "http://h/a"
