"""No page, redirect or robots.txt can send us to an address that is not public: counted at the trap
server itself.
"""

from ipaddress import ip_address
from pathlib import Path

import pytest

from config.addresses import is_inner, is_refused, unwrapped
from store.outcomes import Outcome
from tests.crawler.conftest import crawled, office_of, unit_of, visits_of
from tests.crawler.fixture_server import FixtureServer, Question, page

OPEN_TO_TESTS = "127.5.0.0/24"
TRAP = "127.77.0.1"

SPELLINGS = [
    "127.77.0.1",
    "127.77.1",
    "2135752705",
    "0x7f.0x4d.0.1",
    "0177.0115.0.1",
    "[::ffff:127.77.0.1]",
    "[::ffff:7f4d:1]",
    "①②⑦.77.0.1",
]
NAMES = {
    "trap.example": TRAP,
    "ten.example": "10.0.0.5",
    "meta.example": "169.254.169.254",
    "zero.example": "0.0.0.0",
}


def test_forbidden_addresses_get_no_connection_through_a_worker(
    fixture_server: FixtureServer, tmp_path: Path
) -> None:
    """As a redirect, as a robots.txt redirect, as a registered entry point: 0 connections reach the
    trap.
    """
    fixture_server.start([TRAP, *(f"127.5.0.{n}" for n in range(1, 30))])
    targets = [*SPELLINGS, *NAMES]
    dns = dict(NAMES)
    units = []
    for number, target in enumerate(targets, 1):
        host = f"carrier{number}.example"
        dns[host] = f"127.5.0.{number}"

        async def away(question: Question, target: str = target) -> None:
            # A page's redirect off the site is not followed at all; that of a robots.txt is, and
            # only the guard is in its way.
            await question.send(
                b"", "302 Found", Location=f"http://{target}:{fixture_server.port}/secret"
            )

        fixture_server.pages[host, "/robots.txt"] = away
        fixture_server.pages[host, "/"] = page(
            kind="home",
            links=[("x", f"http://{target}:{fixture_server.port}/", "nav")],
            attachments=["/a"],
        )
        fixture_server.pages[host, "/a"] = away
        units.append(unit_of(f"carrier{number}", fixture_server.url(host)))
        units.append(unit_of(f"direct{number}", f"http://{target}:{fixture_server.port}/"))
    crawled(tmp_path, office_of(dns, public=[OPEN_TO_TESTS], timeout_s=1), units)
    assert fixture_server.connections[TRAP] == 0
    assert sum(fixture_server.connections.values()) > 0
    for number, _ in enumerate(targets, 1):
        (stored,) = visits_of(tmp_path, f"direct{number}")
        assert stored.visit.outcome in (
            Outcome.REFUSED_BY_OUR_POLICY,
            Outcome.INTRANET_ONLY,
            Outcome.DNS_NXDOMAIN,
        )
        assert (
            stored.visit.outcome is not Outcome.DNS_NXDOMAIN
            or "①" in stored.visit.url
            or "xn--" in stored.visit.url
        )


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.1.1", "172.20.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "192.88.99.1", "224.0.0.1", "::1", "fe80::1",
     "fc00::1", "::ffff:10.0.0.1", "2002:7f00:1::", "3fff::1", "64:ff9b::7f00:1", "not an address"],
)  # fmt: skip
def test_addresses_that_are_not_the_public_internet_are_refused(address: str) -> None:
    assert is_refused(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "202.96.128.86", "2400:3200::1"])
def test_public_addresses_are_not(address: str) -> None:
    assert not is_refused(address)


def test_only_declared_ranges_are_classed_as_public() -> None:
    assert not is_refused("127.5.0.1", ["127.5.0.0/24"])
    assert is_refused("127.6.0.1", ["127.5.0.0/24"])


def test_loopback_is_no_inner_network_whose_site_could_be_intranet_only() -> None:
    assert is_inner("10.2.3.4")
    assert is_inner("::ffff:192.168.0.1")
    assert not is_inner("127.0.0.1")
    assert str(unwrapped(ip_address("2002:c0a8:1::"))) == "192.168.0.1"
