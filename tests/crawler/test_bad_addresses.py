"""Whatever a page spells as an address, or a frontier holds as one: every row ends, and says how."""

from pathlib import Path

import pytest

from crawler.plan import plan_crawl
from crawler.spiders.unit import NO_ADDRESS
from crawler.workers.pool import crawl
from store.capture.file import CaptureFile
from store.clock import Clock
from store.outcomes import Outcome
from store.records import FrontierRow, Purpose
from tests.crawler.conftest import NOW, READER, office_of, planned, unit_of
from tests.crawler.fixture_server import FixtureServer, Question, page
from tests.reliability.promises import BAD_ADDRESSES
from tests.reliability.rows import row
from tests.reliability.scales import scales

HOST = "bad.example"
LONG = "a" * 300
# `{host}` is the unit's own
NOT_ASKED = (
    "http://{host}:99999999/", "http://{host}:99999/", "http://{host}:-1/", "http://{host}:8079。/", "http://{host}:0x50/", "http://{host}:８０８０/x", "http://{host}:80:80/",
    "http://[::1", "http://[::1]x/", "http://[v1.x]/", "http://[]/", "http://::1/", "http:///", "http://", "http:", "//{host}/", "/x", "", " ", "x", "http://?", "http://#",
    "http://a:b@:80/", "http://@/", "http://@:80/", "http://:@{host}:99999/", "http://:80/", "http://./", "http://../", "http://.{host}/", "http://a..{host}/", "http://{host}../",
    f"http://{LONG}.example/", f"http://{'a.' * 150}example/", f"http://{LONG}/", "http://xn--/", "http://xn--a\udc80/", "http://\udc80/", "http://\x00/", "http://a b/", "http://%00/",
    "http://{host}%00/", "http://☃。example/", "http://{host}\n/", "ftp://{host}/", "javascript:x()", "data:text/html,x", "http://{host}:0/", "http://-/", "http://_/", "http://*.{host}/",
)  # fmt: skip


@pytest.mark.timeout(180)
@scales(few=NOT_ASKED, soak=NOT_ASKED)
def test_w15_a_frontier_of_bad_addresses_ends(
    fixture_server: FixtureServer, tmp_path: Path, size: tuple[str, ...], is_soak: bool
) -> None:
    with row(BAD_ADDRESSES.fault, BAD_ADDRESSES.what, soak=is_soak) as counted:
        counted.points = len(size)
        every_row_ends(fixture_server, tmp_path)


def every_row_ends(fixture_server: FixtureServer, tmp_path: Path) -> None:
    bad = [one.replace("{host}", HOST).encode("utf-8", "replace").decode() for one in NOT_ASKED]
    areas = [(f"x{n}", url, "nav" if n % 2 else "main") for n, url in enumerate(bad)]
    fixture_server.pages[HOST, "/"] = page(
        kind="home", links=[*areas, ("good", "/good.html", "nav")], attachments=bad, items=[]
    )
    for number, url in enumerate(bad):

        async def away(question: Question, url: str = url) -> None:
            await question.send(b"", "302 Found", Location=url.replace("\n", "").replace("\0", ""))

        fixture_server.pages[HOST, f"/go/{number}"] = away
    fixture_server.pages[HOST, "*"] = page(kind="article")
    fixture_server.start(["127.75.0.1"])
    office = office_of({HOST: "127.75.0.1"})
    unit = unit_of("bad", fixture_server.url(HOST))
    rows = [
        *plan_crawl(unit, office, (), NOW),
        *(FrontierRow(url, Purpose.PAGE, "own-1", priority=-1) for url in bad),
        *(
            FrontierRow(fixture_server.url(HOST, f"/go/{number}"), Purpose.PAGE, unit.sites[0].id)
            for number, _ in enumerate(bad)
        ),
    ]
    path = planned(tmp_path, office, unit, rows=rows)
    crawl([path], office, {unit.id: unit}, None, Clock.set_to(NOW), lambda _: None, reader=READER)
    with CaptureFile.open(path) as file:
        end, visits = file.end(), {stored.visit.url: stored.visit for stored in file.visits()}
        assert end is not None and end.state == "complete", (end, file.counts())
        assert end.accounts_for_every_page and not end.pending
        assert "bad_address" in end.stop_reason
        skipped = {row.url for row, state, _ in file.frontier_states() if state == "skipped"}
    assert visits[fixture_server.url(HOST, "/good.html")].outcome is Outcome.OPEN
    unsaid = {url for url in bad if url not in visits and url not in skipped}
    assert not unsaid and len(skipped) < 5
    assert not {url for url, visit in visits.items() if visit.reason == "our_bug"}
    assert not {url for url in bad if url in visits and visits[url].outcome is Outcome.OPEN}
    assert visits["http://[::1"].reason == visits[f"http://{HOST}:99999999/"].reason == NO_ADDRESS
