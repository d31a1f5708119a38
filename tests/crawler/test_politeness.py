"""A good guest: one pause per address whoever asks, robots.txt obeyed, nobody told where we come
from.
"""

import time
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

import pytest

from crawler.settings import settings_for
from crawler.transport.download_handler import PoliteHandler
from crawler.trap_budget import TrapBudget
from crawler.workers.sharing import Dealer
from store.capture.file import CaptureFile
from store.outcomes import Outcome
from tests.crawler.conftest import crawled, office_of, unit_of, visits_of
from tests.crawler.fixture_server import FixtureServer, Question, page


def test_two_units_on_one_server_share_one_pause(
    fixture_server: FixtureServer, tmp_path: Path
) -> None:
    dns = {"a.example": "127.7.0.1", "b.example": "127.7.0.1"}
    times: list[float] = []

    async def timed(question: Question) -> None:
        times.append(time.monotonic())
        await question.send(b'{"kind": "home"}')

    for host in dns:
        fixture_server.pages[host, "*"] = timed
    fixture_server.start(["127.7.0.1"])
    crawled(
        tmp_path,
        office_of(dns, delay_s=0.6, workers=2),
        [unit_of(h[0], fixture_server.url(h)) for h in dns],
    )
    assert len(times) == 4  # two robots.txt, two front pages
    assert min(later - earlier for earlier, later in pairwise(times)) > 0.3


def test_robots_are_obeyed_page_by_page_and_their_delay_is_kept(
    fixture_server: FixtureServer, tmp_path: Path
) -> None:
    async def rules(question: Question) -> None:
        await question.send(b"User-agent: *\nDisallow: /private/\nCrawl-delay: 0.3")

    async def broken(question: Question) -> None:
        await question.send(b"", "500 Oops")

    dns = {
        "rules.example": "127.7.0.2",
        "broken.example": "127.7.0.3",
        "exempt.example": "127.7.0.4",
    }
    links = [("一", "/private/1.html", "nav"), ("二", "/open/2.html", "nav")]
    for host in dns:
        fixture_server.pages[host, "/"] = page(kind="home", links=links)
        fixture_server.pages[host, "*"] = page(kind="article")
        fixture_server.pages[host, "/robots.txt"] = rules if host != "broken.example" else broken
    fixture_server.start(list(dns.values()))
    units = [
        unit_of("rules", fixture_server.url("rules.example")),
        unit_of("broken", fixture_server.url("broken.example")),
    ]
    units.append(
        unit_of("exempt", fixture_server.url("exempt.example"), robots_exemption="本办自查")
    )
    crawled(tmp_path, office_of(dns), units)

    outcomes = {
        stored.visit.url.rsplit("/", 1)[1]: stored.visit.outcome
        for stored in visits_of(tmp_path, "rules")
    }
    assert outcomes == {"": Outcome.OPEN, "1.html": Outcome.ROBOTS_DENIED, "2.html": Outcome.OPEN}
    assert ("rules.example", "/private/1.html") not in fixture_server.asked
    assert ("exempt.example", "/private/1.html") in fixture_server.asked
    assert ("exempt.example", "/robots.txt") not in fixture_server.asked
    assert [stored.visit.outcome for stored in visits_of(tmp_path, "broken")] == [Outcome.OPEN]
    with CaptureFile.open(tmp_path / "broken.sqlite") as file:
        assert {reason for _, state, reason in file.frontier_states() if state == "skipped"} == {
            "robots_unreachable"
        }


def test_we_say_who_we_are_and_carry_nothing_else(
    fixture_server: FixtureServer, tmp_path: Path
) -> None:
    async def with_cookie(question: Question) -> None:
        await question.send(
            b'{"kind": "home", "links": [["a", "/a", "nav"]]}', Set_Cookie="track=1"
        )

    fixture_server.pages["a.example", "/"] = with_cookie
    fixture_server.pages["a.example", "/a"] = page(kind="article")
    fixture_server.start(["127.7.0.5"])
    crawled(
        tmp_path,
        office_of({"a.example": "127.7.0.5"}, contact="https://office.example/bot"),
        [unit_of("a", fixture_server.url("a.example"))],
    )
    seen = [headers for _, path, headers in fixture_server.headers if path == "/a"]
    assert seen[0]["user-agent"] == f"gongkai/{version('gongkai')} (+https://office.example/bot)"
    assert seen[0]["accept-language"].startswith("zh-CN")
    assert not {"cookie", "referer", "authorization"} & set(seen[0])


def test_a_proxy_of_the_environment_is_not_used(
    fixture_server: FixtureServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    fixture_server.pages["a.example", "/"] = page(kind="home")
    fixture_server.start(["127.7.0.6"])
    crawled(
        tmp_path,
        office_of({"a.example": "127.7.0.6"}),
        [unit_of("a", fixture_server.url("a.example"))],
    )
    assert visits_of(tmp_path, "a")[0].visit.outcome is Outcome.OPEN


def test_units_of_one_server_are_never_parted() -> None:
    dns = {"x.example": "1.2.3.4", "y.example": "1.2.3.4"}
    hosts = ["x.example", "a.example", "y.example", "b.example", "a.example"]
    units = [(unit_of(f"u{n}", f"http://{host}/"), 10) for n, host in enumerate(hosts)]
    shares = Dealer(units, dns, workers=3, at_once=48).first
    assert sorted(index for share in shares for index in share) == [0, 1, 2, 3, 4]
    together = {frozenset(share) for share in shares}
    assert frozenset({0, 2}) in together
    assert frozenset({1, 4}) in together


def test_workers_take_the_next_units_when_they_have_places() -> None:
    """Two workers of two places: the heaviest first, a server with three units to nobody but who has
    nothing else.
    """
    hosts = ["big.example"] * 3 + ["a.example", "b.example", "c.example", "d.example", "e.example"]
    weights = [1, 1, 1, 40, 30, 20, 10, 5]
    units = [
        (unit_of(f"u{n}", f"http://{host}/"), weight)
        for n, (host, weight) in enumerate(zip(hosts, weights, strict=True))
    ]
    dealer = Dealer(units, {}, workers=2, at_once=2)
    assert dealer.first == [[3, 6], [4, 5]]
    assert dealer.next(2) == []
    assert dealer.next(1) == [7]
    assert dealer.next(1) == []  # three are more than it has places for
    assert dealer.next(0) == [0, 1, 2]
    assert dealer.next(0) == []


def test_articles_behind_one_script_are_no_trap_but_calendars_are() -> None:
    budget = TrapBudget()
    assert all(
        not budget.refusal(f"http://h/show.asp?id={n}", 2, is_listed=True) for n in range(500)
    )
    refused = [budget.refusal(f"http://h/cal.asp?d={n}", 2) for n in range(60)]
    assert (refused[49], refused[50]) == ("", "query_variants")
    assert budget.refusal("http://h/a/a/a/", 2) == "repeated_segments"
    assert not budget.refusal("http://h/2012/12/12/12.html", 2)
    assert budget.refusal("http://h/", 7) == "depth"


def test_the_office_s_settings_reach_scrapy() -> None:
    settings = settings_for(office_of({}, timeout_s=7, requests_per_site=3))
    assert (settings["DOWNLOAD_TIMEOUT"], settings["CONCURRENT_REQUESTS_PER_DOMAIN"]) == (7, 3)
    assert PoliteHandler.__mro__[1].__name__ == "HTTP11DownloadHandler"
