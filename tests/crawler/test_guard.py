"""No page, redirect or robots.txt can send us to an address that is not public: counted at the trap
server itself.
"""

import asyncio
from ipaddress import ip_address
from pathlib import Path

import pytest
from pydantic import ValidationError

from config.addresses import is_inner, is_refused, unwrapped
from config.office import NetworkSettings
from crawler.scope import host_of
from crawler.transport.address_guard import AddressGuard
from store.outcomes import Outcome
from tests.crawler.conftest import crawled, office_of, unit_of, visits_of
from tests.crawler.fixture_server import FixtureServer, Question, page
from tests.hostile.spellings import SPELLINGS as HOSTILE_SPELLINGS

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
REFUSED_ON_RECORD = {"127.77.1", "2135752705", "0x7f.0x4d.0.1", "0177.0115.0.1"}
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
        address = f"http://{target}:{fixture_server.port}/"
        if target in REFUSED_ON_RECORD:
            with pytest.raises(ValidationError):
                unit_of(f"direct{number}", address)
        else:
            units.append(unit_of(f"direct{number}", address))
    crawled(tmp_path, office_of(dns, public=[OPEN_TO_TESTS], timeout_s=1), units)
    assert fixture_server.connections[TRAP] == 0
    assert sum(fixture_server.connections.values()) > 0
    for number, target in enumerate(targets, 1):
        if target in REFUSED_ON_RECORD:
            continue
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
    ["64:ff9b:1::1", "64:ff9b:1:7f00:1::", "::ffff:0:8.8.8.8", "::ffff:0:127.0.0.1", "::8.8.8.8", "::127.0.0.1", "fec0::1", "feff::1", "192.0.0.8", "192.0.0.9",
     "192.0.0.10", "192.0.0.170", "192.0.0.255", "198.18.0.1", "198.19.255.255", "192.31.196.1", "192.52.193.1", "192.175.48.1", "240.0.0.1", "255.255.255.255",
     "0.1.2.3", "2002:a00:1::", "2002:a9fe:a9fe::", "2002:c0a8:101::1", "64:ff9b::10.0.0.1", "64:ff9b::169.254.169.254", "64:ff9b::c000:8", "2001:0:0a00:1::f7f7:f7f7",
     "2001:0:808:808::f5ff:fffe", "2001:db8::1", "2001:2::1", "2001:10::1", "2001:20::1", "2620:4f:8000::1", "4000::1", "8000::1", "e000::1", "100::1", "fe80::1%eth0",
     "2400:3200::1%eth0", "ff02::1", "::", "5f00::1", "::ffff:192.0.0.9", "0x7f.1", "0177.0.0.1", "127.1", "2130706433", "127.0.0.1.", "１２７.0.0.1", ""],
)  # fmt: skip
def test_what_is_special_by_any_registry_is_refused(address: str) -> None:
    assert is_refused(address)


@pytest.mark.parametrize(
    "address",
    ["::ffff:8.8.8.8", "2002:808:808::1", "64:ff9b::808:808", "2001:0:808:808::f7f7:f7f7", "2001:4860:4860::8888", "2620:fe::fe", "223.5.5.5", "192.0.1.1", "3ffe::1"],
)  # fmt: skip
def test_what_carries_a_public_address_is_public(address: str) -> None:
    assert not is_refused(address)


ODD_SPELLINGS = (
    *HOSTILE_SPELLINGS,
    *("[::ffff:0:7f00:1]", "[::127.0.0.1]", "[::7f00:1]", "[64:ff9b:1::7f00:1]", "[fec0::1]"),
    *("[fe80::1%25eth0]", "[fe80::1%eth0]", "[::1%25lo]", "[::1%lo]", "127.0.0.1..", "127.1."),
    *("0x7f000001.", "0X7F.1", "00000177.0.0.1", "127.0.0.0x1", "127.000.000.001", "0x7f.0.1"),
    *("①②⑦.①", "127｡0｡0｡1", "127．0．0．1", "٠", "१२७.0.0.1", "²130706433", "ⓛocalhost"),
    *("[2001:0:0a00:1::f7f7:f7f7]", "192.0.0.8", "192.0.0.9", "192.0.0.10", "4294967295"),
)


@pytest.mark.parametrize("spelling", ODD_SPELLINGS)
def test_no_spelling_of_a_host_leads_to_an_address_that_is_not_public(spelling: str) -> None:
    """As every question of ours looks up its host."""
    host = host_of(f"http://{spelling}:80/")
    guard = AddressGuard(NetworkSettings(dns=dict.fromkeys(NAMES, TRAP)))
    answer = asyncio.run(guard.look_up(host))
    assert not answer.may_connect and not answer.addresses


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
