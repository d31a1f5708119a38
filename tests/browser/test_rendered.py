"""Pages that only a browser can show, crawled by a real worker with a real Chromium.

A browser takes seconds to start, so one crawl visits a street of small offices, a host and a story
each; the tests ask what came of them. Only what eats memory has a crawl of its own.
"""

import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from config.unit import Unit
from crawler.workers.pool import READER, crawl
from store.capture.file import CaptureFile, StoredVisit
from store.clock import Clock
from store.outcomes import Outcome
from store.records import FrontierRow, Purpose
from tests.browser import sites
from tests.crawler.conftest import NOW, office_of, planned, unit_of, visits_of
from tests.crawler.fixture_server import FixtureServer, Handler, Question

TODAY = date(2026, 11, 23)
ROWS = sites.rows(TODAY)
LIST = sites.frame(sites.FILL.format(api="/api/list.json"))
DRAWING = (
    "document.getElementById('app').innerHTML = '<h2>通知公告</h2><ul id=\"list\"></ul>';"
    + sites.FILL.format(api="/api/list.json")
)
TICKING = sites.frame(
    sites.FILL.format(api="/api/list.json")
    + ";setInterval(function () { document.title = document.title }, 50)"
)
WORDS = "document.getElementById('app').innerHTML = '<p>' + '办事指南。'.repeat(40) + '</p>'"

Pages = dict[str, Handler]


async def a_posted_list(question: Question) -> None:
    await sites.data(ROWS)(question)


def a_list(page: str = LIST, encoding: str = "utf-8", **more: Handler) -> Pages:
    articles = {row["url"]: sites.html(sites.article(n, TODAY)) for n, row in enumerate(ROWS)}
    page_of = sites.html(page, encoding, Content_Type="text/html; charset=utf-8")
    return {"/tzgg/": page_of, "/api/list.json": sites.data(ROWS, encoding)} | articles | more


STREET: dict[str, Pages] = {
    "list": a_list(),
    "same": a_list() | {"/again/": sites.html(LIST), "/ticking/": sites.html(TICKING)},
    "gbk": a_list(sites.shell(DRAWING), "gb18030"),
    "posts": a_list(sites.frame(sites.FILL.format(api="/dataproxy").replace("y')", "y', { method: 'POST' })"))) | {"/dataproxy": a_posted_list},
    "shell": {"/": sites.html(sites.shell("fetch('/api/x')")), "/api/x": sites.says(b"no", "500 Internal Server Error")},
    "endless": {"/": sites.html(sites.shell("while (true) {}"))},
    "polls": {"/": sites.html(sites.shell("setInterval(function () { fetch('/api?' + Math.random()) }, 100)")), "*": sites.data([])},
    "wall": {
        "/": sites.says(b"<html><script>var $_ts=window['$_ts'];fetch('/solved')</script></html>", "412 Precondition Failed"),
        "/becomes/": sites.html(sites.shell("document.title = '人机验证'; document.getElementById('app').textContent = '请完成验证'")),
    },
    "never": a_list(),
    "always": {"/": sites.html(sites.frame("document.querySelector('#list a').textContent = '关于另一件事的公告'", list_html="<ul id='list'><li><a href='/9.html'>关于某事的公告</a><span>2026-11-01</span></li></ul>"))},
    "old-word": {"/": sites.html(sites.frame("document.querySelector('#list a').textContent = '关于另一件事的公告'", list_html="<ul id='list'><li><a href='/9.html'>关于某事的公告</a><span>2026-11-01</span></li></ul>"))},
    "budget": {f"/s{number}/": sites.html(sites.shell(WORDS)) for number in range(6)},
    "leads-on": {
        "/": sites.html(sites.shell("setTimeout(function () { location.href = '/there/old' }, 50)")),
        "/there/old": sites.says(b"", "302 Found", Location="/there/new/"),
        "/there/new/": sites.html(sites.shell(WORDS)),
        "/away/": sites.html(sites.shell("setTimeout(function () { location.href = 'http://elsewhere.example/' }, 50)")),
        "/login/": sites.html(sites.shell("setTimeout(function () { location.href = '/sso/' + 'in' }, 50)")),
    },
    "manners": {
        "/robots.txt": sites.says(b"User-agent: *\nDisallow: /closed/\n"),
        "/": sites.html(
            sites.shell(
                "new Image().src = '/picture.png';"
                "fetch('/closed/list.json', { headers: { Authorization: 'Basic x' } }); fetch('/open/list.json', { credentials: 'include' })"
            ),
            Set_Cookie="session=7",
        ),
        "/open/list.json": sites.data([]),
    },
}  # fmt: skip
SAID: Mapping[str, dict[str, Any]] = {
    "never": {"browser": "never"},
    "always": {"browser": "always"},
    "old-word": {"needs_browser": True},
}


@dataclass
class Night:
    """What one crawl of the whole street left behind."""

    folder: Path
    fixture_server: FixtureServer
    left: list[str]  # in the folder for temporary files

    def looks(self, name: str) -> dict[str, StoredVisit]:
        """The last visit of each page."""
        return {
            "/" + stored.visit.url.split("/", 3)[3]: stored
            for stored in visits_of(self.folder, name)
        }

    def first(self, name: str) -> StoredVisit:
        return visits_of(self.folder, name)[0]

    def file(self, name: str) -> CaptureFile:
        return CaptureFile.open(self.folder / f"{name}.sqlite")

    def asked(self, name: str, path: str) -> int:
        return self.fixture_server.asked[f"{name}.example", path]


def crawled(
    folder: Path, fixture_server: FixtureServer, street: Mapping[str, Pages], **settings: object
) -> None:
    fixture_server.pages = {
        (f"{name}.example", path): handler
        for name, pages in street.items()
        for path, handler in pages.items()
    }
    fixture_server.start(["127.0.0.1"])
    office = office_of(
        {f"{name}.example": "127.0.0.1" for name in street}, public=["127.0.0.1/32"], **settings
    )
    units: dict[str, Unit] = {}
    files = []
    for name, pages in street.items():
        urls = [fixture_server.url(f"{name}.example", path) for path in pages if path.endswith("/")]
        units[name] = unit_of(name, urls[0], **SAID.get(name, {}))
        files.append(
            planned(
                folder,
                office,
                units[name],
                rows=[FrontierRow(url, Purpose.CHANNEL, "main", url, 1) for url in urls],
            )
        )
    crawl(files, office, units, None, Clock.set_to(NOW), lambda _: None, reader=READER)


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Night]:
    fixture_server, folder, own = (
        FixtureServer(),
        tmp_path_factory.mktemp("street"),
        tmp_path_factory.mktemp("tmp"),
    )
    before = os.environ.get("TMPDIR")
    os.environ["TMPDIR"], tempfile.tempdir = str(own), None
    crawled(folder, fixture_server, STREET, browser_s=10.0, browser_pages_per_unit=4)
    yield Night(folder, fixture_server, sorted(path.name for path in own.iterdir()))
    tempfile.tempdir = None
    if before is None:
        del os.environ["TMPDIR"]
    else:
        os.environ["TMPDIR"] = before
    fixture_server.stop()


def titles(stored: StoredVisit) -> list[str]:
    return [item.title for item in stored.facts.items] if stored.facts else []


def test_a_list_that_a_script_brings_is_read_as_a_visitor_sees_it(night: Night) -> None:
    looks = night.looks("list")
    channel = looks["/tzgg/"]
    assert (channel.visit.outcome, channel.visit.rendered) == (Outcome.OPEN, True)
    assert titles(channel) == [row["title"] for row in ROWS]
    assert {path for path in looks if path.endswith(".html")} == {row["url"] for row in ROWS}
    assert not any(looks[row["url"]].visit.rendered for row in ROWS)
    assert (
        night.asked("list", "/tzgg/") == 1
    )  # the browser draws the answer that we have; it is not asked for twice


def test_what_the_server_sent_is_kept_beside_what_the_browser_drew(night: Night) -> None:
    visit = night.looks("list")["/tzgg/"].visit
    with night.file("list") as file:
        assert file.body(visit.answer_sha256) == LIST.encode()
        assert ROWS[0]["title"].encode() in file.body(visit.sha256)


def test_a_shell_is_drawn_whatever_its_encoding(night: Night) -> None:
    """Declared UTF-8 and sent as GBK, page and data alike: a browser left to itself shows mojibake."""
    channel = night.looks("gbk")["/tzgg/"]
    assert (channel.visit.outcome, titles(channel)[:1]) == (Outcome.OPEN, [ROWS[0]["title"]])
    assert channel.facts is not None
    assert channel.facts.encoding_used == "gb18030"


def test_the_same_content_has_one_fingerprint_in_every_drawing(night: Night) -> None:
    looks = night.looks("same")
    prints = [looks[path].facts for path in ("/tzgg/", "/again/", "/ticking/")]
    assert len({facts.fingerprint for facts in prints if facts}) == 1
    assert all(facts and facts.fingerprint for facts in prints)


def test_a_list_that_is_posted_for_is_answered(night: Night) -> None:
    """大汉 and its like ask for their entries by POST."""
    assert len(titles(night.looks("posts")["/tzgg/"])) == len(ROWS)


def test_a_shell_that_stays_a_shell_needs_a_browser_and_says_what_was_tried(night: Night) -> None:
    visit = night.first("shell").visit
    assert visit.outcome is Outcome.NEEDS_BROWSER
    assert "still nothing to read" in visit.reason
    assert night.asked("shell", "/api/x") == 1


def test_a_page_without_end_comes_to_an_end(night: Night) -> None:
    endless, polls = night.first("endless").visit, night.first("polls").visit
    assert (endless.outcome, endless.reason.split(":")[0]) == (
        Outcome.NEEDS_BROWSER,
        "the browser came to no end",
    )
    assert (polls.outcome, polls.reason) == (Outcome.NEEDS_BROWSER, "not drawn within 10 s")


def test_a_wall_is_never_drawn_and_a_drawn_wall_stays_one(night: Night) -> None:
    seen = {
        path: (stored.visit.outcome, stored.visit.rendered)
        for path, stored in night.looks("wall").items()
    }
    assert seen == {"/": (Outcome.WAF_CHALLENGE, False), "/becomes/": (Outcome.WAF_CHALLENGE, True)}
    assert night.asked("wall", "/solved") == 0


def test_the_office_decides_per_site(night: Night) -> None:
    never = night.first("never").visit
    assert (never.outcome, never.rendered) == (Outcome.NEEDS_BROWSER, False)
    assert 'browser = "never"' in never.reason
    for name in ("always", "old-word"):
        assert (night.first(name).visit.rendered, titles(night.first(name))) == (
            True,
            ["关于另一件事的公告"],
        )


def test_what_the_budget_does_not_reach_is_left_for_the_next_night(night: Night) -> None:
    with night.file("budget") as file:
        states = sorted((state, reason) for _, state, reason in file.frontier_states())
    assert states == [("done", "")] * 4 + [("skipped", "browser_pages_per_unit")] * 2


def test_a_script_may_lead_its_visitor_on_within_the_site_only(night: Night) -> None:
    within, away, login = (
        night.looks("leads-on")[path].visit for path in ("/", "/away/", "/login/")
    )
    assert (within.outcome, within.final_url) == (
        Outcome.OPEN,
        night.fixture_server.url("leads-on.example", "/there/new/"),
    )
    assert (away.outcome, away.reason) == (Outcome.MOVED, "http://elsewhere.example/")
    assert login.outcome is Outcome.LOGIN_REQUIRED


def test_robots_txt_holds_for_every_part_of_a_page(night: Night) -> None:
    visit = night.first("manners").visit
    assert visit.outcome is Outcome.NEEDS_BROWSER
    assert "/closed/list.json: robots_denied" in visit.reason
    asked = [
        night.asked("manners", path)
        for path in ("/closed/list.json", "/picture.png", "/open/list.json")
    ]
    assert asked == [0, 0, 1]


def test_every_question_of_a_page_is_ours_and_honest(night: Night) -> None:
    assert len(night.fixture_server.headers) > 50
    for _, _, headers in night.fixture_server.headers:
        assert headers["user-agent"].startswith("gongkai/")
        assert not {"cookie", "authorization"} & set(headers)


def test_nothing_is_left_behind(night: Night) -> None:
    assert night.left == []


def test_a_page_that_eats_memory_ends_its_browser_and_nobody_elses(tmp_path: Path) -> None:
    eats = "var kept = []; setInterval(function () { kept.push(new Uint8Array(300 << 20).fill(7)) }, 1)"
    fixture_server = FixtureServer()
    try:
        crawled(
            tmp_path,
            fixture_server,
            {"bomb": {"/": sites.html(sites.shell(eats))}, "list": a_list()},
            browser_s=30.0,
        )
    finally:
        fixture_server.stop()
    bomb = visits_of(tmp_path, "bomb")[0].visit
    assert (bomb.outcome, bomb.reason) == (
        Outcome.REFUSED_BY_OUR_POLICY,
        "drawn, the page wants more than 1024 MB of memory",
    )
    assert visits_of(tmp_path, "list")[0].visit.outcome is Outcome.OPEN
