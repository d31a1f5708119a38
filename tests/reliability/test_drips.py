"""Who drips byte by byte is waited for no longer than who is silent (docs/faults.md W3): canaries are
asked under the night's lock.
"""

import socket
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from time import monotonic

import pytest

from config.errors import NotFound
from config.office import Canary
from crawler.canary import DEADLINE_S, CanaryReport, look
from crawler.probing import walk
from crawler.probing.fetch_one import fetch_one
from store.clock import Clock
from tests.crawler.conftest import office_of
from tests.reliability.promises import DRIPPING
from tests.reliability.rows import row
from tests.reliability.scales import scales

OFFICE = office_of({"drip.example": "127.0.0.1"})
# what comes at once, and what then drips for ever
WAYS = {
    "status": ("http", b"", b"H"),
    "header": ("http", b"HTTP/1.1 200 OK\r\nX: ", b"x"),
    "body": ("http", b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", b"x"),
    "handshake": ("https", b"\x16\x03\x03\x3f\xff", b"\x02"),
}
SLACK_S = 10.0  # a busy machine is slow; a drip that nobody ends lasts a minute and more
EVERY_S = 0.25
FOR_S = 90.0


@contextmanager
def dripping(at_once: bytes, drop: bytes) -> Iterator[int]:
    """The port of a server that sends `at_once`, and then `drop` after `drop`."""
    stop = threading.Event()

    def serve(line: socket.socket) -> None:
        with suppress(OSError), line:
            line.recv(1 << 14)
            line.sendall(at_once)
            until = monotonic() + FOR_S
            while monotonic() < until and not stop.wait(EVERY_S):
                line.sendall(drop)

    def accept() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=serve, args=(server.accept()[0],), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=accept, daemon=True).start()
        yield server.getsockname()[1]
        stop.set()


@scales(few=1, soak=4)
def test_w3_who_drips_is_left_at_the_deadline(size: int, is_soak: bool) -> None:
    with row(DRIPPING.fault, DRIPPING.what, soak=is_soak) as counted, ExitStack() as servers:
        urls = {
            way: f"{scheme}://drip.example:{servers.enter_context(dripping(at_once, drop))}/"
            for way, (scheme, at_once, drop) in WAYS.items()
        }
        longest = dict.fromkeys(urls, 0.0) | {"canaries": 0.0}
        for _ in range(size):
            report, took = canaries_at(urls)
            longest["canaries"] = max(longest["canaries"], took)
            counted.point(
                report.details if report.good else "",
                f"canaries {took:.0f} s" if took > DEADLINE_S + SLACK_S else "",
            )
            with ThreadPoolExecutor(len(urls)) as threads:
                for way, took in zip(urls, threads.map(by_hand, urls.values()), strict=True):
                    longest[way] = max(longest[way], took)
                    counted.point(
                        f"{way}: {took:.0f} s" if took > walk.DEADLINE_S + SLACK_S else ""
                    )
        counted.note = ", ".join(f"{who} {took:.1f} s" for who, took in longest.items())


def canaries_at(urls: Mapping[str, str]) -> tuple[CanaryReport, float]:
    canaries = [Canary(name=way, url=url, marker="中国政府网") for way, url in urls.items()]
    began = monotonic()
    return look(OFFICE.model_copy(update={"canaries": canaries}), Clock()), monotonic() - began


def by_hand(url: str) -> float:
    began = monotonic()
    with pytest.raises(NotFound):
        fetch_one(url, OFFICE.network)
    return monotonic() - began


def test_a_canary_with_a_certificate_of_nobody_is_not_seen() -> None:
    """A portal that answers for everybody has no certificate for the canary's name."""
    with dripping(b"\x15\x03\x03\x00\x02\x02\x28", b"") as port:
        canary = Canary(name="c", url=f"https://drip.example:{port}/", marker="中国政府网")
        report = look(OFFICE.model_copy(update={"canaries": [canary]}), Clock())
    assert not report.good and "SSL" in report.details.upper(), report.details
