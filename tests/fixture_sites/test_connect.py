"""One dead address must not cost the visit, and what every address says decides."""

import errno
import socket
import time
from collections.abc import Iterator

import pytest

from crawler.probing.connect import connected
from crawler.probing.walk import Deadline, Ended
from store.outcomes import Outcome
from tests.waiting import SILENCE_S


@pytest.fixture
def alive() -> Iterator[int]:
    with socket.create_server(("127.6.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def swallowed(alive: int) -> Iterator[str]:
    """An address whose queue is full: it takes no connection and says nothing."""
    with socket.socket() as server:
        server.bind(("127.6.0.2", alive))
        server.listen(0)
        crowd = [socket.socket() for _ in range(4)]
        for one in crowd:
            one.setblocking(False)
            one.connect_ex(("127.6.0.2", alive))
        yield "127.6.0.2"
        for one in crowd:
            one.close()


def test_a_dead_address_before_a_live_one_costs_a_moment(alive: int, swallowed: str) -> None:
    began = time.monotonic()
    found = connected([swallowed, "127.6.0.1"], alive, Deadline(SILENCE_S))
    found.sock.close()
    assert found.address == "127.6.0.1"
    assert time.monotonic() - began < SILENCE_S / 2


def test_silence_ends_at_the_deadline(alive: int, swallowed: str) -> None:
    with pytest.raises(Ended) as ended:
        connected([swallowed], alive, Deadline(0.3))
    assert (ended.value.outcome, ended.value.errno) == (Outcome.TCP_TIMEOUT, errno.ETIMEDOUT)


def test_a_refusal_is_the_site_s_word_though_we_have_no_route_to_its_other_address(
    alive: int,
) -> None:
    with pytest.raises(Ended) as ended:
        connected(["255.255.255.255", "127.6.0.9"], alive, Deadline(1))
    assert (ended.value.outcome, ended.value.errno) == (Outcome.TCP_REFUSED, errno.ECONNREFUSED)


def test_no_route_at_all_is_our_own_fault() -> None:
    with pytest.raises(Ended) as ended:
        connected(["255.255.255.255"], 80, Deadline(1))
    assert ended.value.outcome is Outcome.NOT_JUDGED


def test_ipv6_alone_is_enough() -> None:
    if not socket.has_ipv6:
        pytest.skip("this machine has no IPv6")
    try:
        server = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError:
        pytest.skip("this machine has no IPv6 loopback")
    with server:
        found = connected(["::1"], server.getsockname()[1], Deadline(1))
        found.sock.close()
        assert found.address == "::1"
