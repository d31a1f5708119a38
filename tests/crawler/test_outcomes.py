"""Every way a visit can end that this room settles, over real sockets and through a real worker."""

import asyncio
import gzip
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.capture.file import CaptureFile
from store.outcomes import Outcome
from tests.crawler.conftest import NOW, crawled, office_of, unit_of, visits_of
from tests.crawler.fixture_server import SILENT_S, FixtureServer, Question, page


async def silent(question: Question) -> None:
    await asyncio.sleep(SILENT_S)


async def trickle(question: Question) -> None:
    question.writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    for _ in range(SILENT_S * 5):
        question.writer.write(b"x")
        await question.writer.drain()
        await asyncio.sleep(0.2)


async def reset(question: Question) -> None:
    question.writer.transport.abort()


async def truncated(question: Question) -> None:
    await question.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<html>half")


async def garbage(question: Question) -> None:
    await question.raw(b"\x00\x01\x02 hello there\r\n\r\n")


async def five_hundred(question: Question) -> None:
    await question.send(b"<h1>500</h1>", "500 Internal Server Error")


async def oversize(question: Question) -> None:
    await question.send(b"x" * (8 * 1024 * 1024 + 1))


async def bomb(question: Question) -> None:
    await question.send(gzip.compress(b"0" * (32 * 1024 * 1024)), Content_Encoding="gzip")


async def in_circles(question: Question) -> None:
    await question.send(b"", "302 Found", Location=f"/{question.number}x")


async def to_another_city(question: Question) -> None:
    await question.send(b"", "301 Moved Permanently", Location="http://other.example/")


async def to_the_metadata_service(question: Question) -> None:
    await question.send(b"", "302 Found", Location="file:///etc/passwd")


async def robots_forbid(question: Question) -> None:
    await question.send(b"User-agent: *\nDisallow: /", Content_Type="text/plain")


async def empty(question: Question) -> None:
    await question.send(b"")


HANDLERS = {
    "ok": (page(kind="home"), Outcome.OPEN),
    "silent": (silent, Outcome.TCP_TIMEOUT),
    "trickle": (trickle, Outcome.SLOW_OVER_15S),
    "reset": (reset, Outcome.TCP_RESET),
    "truncated": (truncated, Outcome.TRUNCATED),
    "garbage": (garbage, Outcome.PARSE_ANOMALY),
    "fivehundred": (five_hundred, Outcome.HTTP_5XX),
    "empty": (empty, Outcome.EMPTY_200),
    "oversize": (oversize, Outcome.REFUSED_BY_OUR_POLICY),
    "bomb": (bomb, Outcome.REFUSED_BY_OUR_POLICY),
    "circles": (in_circles, Outcome.REDIRECT_LOOP),
    "moved": (to_another_city, Outcome.MOVED),
    "scheme": (to_the_metadata_service, Outcome.REFUSED_BY_OUR_POLICY),
    "crash": (page(crash=True), Outcome.NOT_JUDGED),
}
NAMES = {  # host -> what its name leads to, and the outcome
    "nxdomain": ("nxdomain", Outcome.DNS_NXDOMAIN),
    "servfail": ("servfail", Outcome.NOT_JUDGED),
    "inner": ("10.1.2.3", Outcome.INTRANET_ONLY),
    "loopback": ("169.254.169.254", Outcome.REFUSED_BY_OUR_POLICY),
    "refused": ("127.9.9.9", Outcome.TCP_REFUSED),
}


@pytest.fixture(scope="module")
def crawl_of_all(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, FixtureServer]]:
    folder, fixture_server = tmp_path_factory.mktemp("outcomes"), FixtureServer()
    dns = {}
    for number, (name, (handler, _)) in enumerate(HANDLERS.items(), 1):
        dns[f"{name}.example"] = f"127.3.0.{number}"
        fixture_server.pages[f"{name}.example", "*"] = handler
        fixture_server.pages[f"{name}.example", "/robots.txt"] = _no_rules
    dns["robots.example"] = "127.3.1.1"
    fixture_server.pages["robots.example", "/robots.txt"] = robots_forbid
    fixture_server.pages["robots.example", "/"] = page(kind="home")
    fixture_server.start(list(dns.values()))
    dns |= {f"{name}.example": address for name, (address, _) in NAMES.items()}
    office = office_of(dns)
    units = [unit_of(host.removesuffix(".example"), fixture_server.url(host)) for host in dns]
    crawled(folder, office, units)
    yield folder, fixture_server
    fixture_server.stop()


async def _no_rules(question: Question) -> None:
    await question.send(b"", "404 Not Found")


@pytest.mark.parametrize("name", [*HANDLERS, *NAMES, "robots"])
def test_every_visit_of_a_home_page_ends_in_its_one_outcome(
    crawl_of_all: tuple[Path, FixtureServer], name: str
) -> None:
    expected = {n: o for n, (_, o) in (HANDLERS | NAMES).items()} | {
        "robots": Outcome.ROBOTS_DENIED
    }
    outcomes = {stored.visit.outcome for stored in visits_of(crawl_of_all[0], name)}
    assert outcomes == {expected[name]}


def test_an_unsettled_outcome_is_asked_once_more_and_a_settled_one_is_not(
    crawl_of_all: tuple[Path, FixtureServer],
) -> None:
    attempts = {
        name: [s.visit.attempt for s in visits_of(crawl_of_all[0], name)]
        for name in ("silent", "fivehundred", "moved", "nxdomain", "ok")
    }
    assert attempts == {
        "silent": [1, 2],
        "fivehundred": [1, 2],
        "moved": [1],
        "nxdomain": [1],
        "ok": [1],
    }


def test_an_inner_address_is_named_and_never_connected_to(
    crawl_of_all: tuple[Path, FixtureServer],
) -> None:
    (stored,) = visits_of(crawl_of_all[0], "inner")
    assert (stored.visit.reason, stored.visit.ip) == ("10.1.2.3", "10.1.2.3")


def test_a_redirect_loop_ends_after_six_questions(crawl_of_all: tuple[Path, FixtureServer]) -> None:
    asked = [
        path
        for host, path in crawl_of_all[1].asked.elements()
        if host == "circles.example" and path != "/robots.txt"
    ]
    assert len(asked) == 6


def test_a_dead_host_is_knocked_at_no_more_than_three_times(
    crawl_of_all: tuple[Path, FixtureServer],
) -> None:
    asked = [path for host, path in crawl_of_all[1].asked.elements() if host == "silent.example"]
    assert len(asked) <= 3


def test_visits_carry_the_city_s_time_the_server_s_address_and_the_vantage_point(
    crawl_of_all: tuple[Path, FixtureServer],
) -> None:
    visit = visits_of(crawl_of_all[0], "ok")[0].visit
    assert abs((visit.at - NOW).total_seconds()) < 120
    assert (visit.ip, visit.vantage, visit.status) == ("127.3.0.1", "office", 200)


def test_a_bug_of_ours_at_a_page_is_our_fault_and_ends_no_crawl(
    crawl_of_all: tuple[Path, FixtureServer],
) -> None:
    with CaptureFile.open(crawl_of_all[0] / "crash.sqlite") as file:
        end = file.end()
    assert end is not None
    assert end.state == "complete"
    assert visits_of(crawl_of_all[0], "crash")[0].visit.reason == "our_bug"


def test_done_failed_skipped_and_pending_account_for_every_page(
    crawl_of_all: tuple[Path, FixtureServer],
) -> None:
    for path in crawl_of_all[0].glob("*.sqlite"):
        with CaptureFile.open(path) as file:
            end = file.end()
        assert end is not None, path
        assert end.accounts_for_every_page
        assert end.discovered >= 1


def test_an_error_page_is_kept_as_evidence(crawl_of_all: tuple[Path, FixtureServer]) -> None:
    with CaptureFile.open(crawl_of_all[0] / "fivehundred.sqlite") as file:
        stored = next(iter(file.visits()))
        assert file.body(stored.visit.sha256) == b"<h1>500</h1>"


def test_a_closed_port_was_really_closed() -> None:
    """The case above means something only if nobody listens there."""
    with socket.socket() as probe, pytest.raises(ConnectionRefusedError):
        probe.connect(("127.9.9.9", 9))
