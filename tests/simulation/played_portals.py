"""Portals played on loopback addresses, one each: sites of one size that answer as late as real
ones, and of which some are closed. Started as `python -m tests.simulation.played_portals PORT` with
a JSON list of `Portal`s on standard input; prints how many questions were asked when told to end.
"""

import asyncio
import signal
import sys
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from pydantic import TypeAdapter

from tests.simulation.site import HOST, SimulatedSite

CHANNELS = 11  # with the home page twelve questions on an unchanged night
FASTEST_S, SLOWEST_S = 0.02, 0.3  # until a page comes
PADDING = "<p>欢迎访问本网站，请选择栏目。</p>".encode()

Manner = Literal["open", "silent", "refuses", "walled"]


@dataclass(frozen=True, slots=True)
class Portal:
    """How one unit's portal behaves; `home_bytes`: how large its home page is at least."""

    address: str
    manner: Manner
    home_bytes: int


class PortalSite(SimulatedSite):
    @property
    def channels(self) -> int:
        return CHANNELS


class Played:
    """All portals, which show the same pages: only what the answers cost differs."""

    def __init__(self, portals: list[Portal], pages: int, port: int) -> None:
        site = PortalSite(pages, 1)
        self._pages = {url.removeprefix(HOST): site.body(url) for url in site.purposes()}
        self._portals = {portal.address: portal for portal in portals}
        self._port = port
        self.asked = 0

    async def meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, as long as it is kept."""
        portal = self._portals[writer.get_extra_info("sockname")[0]]
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                self.asked += 1
                path = head.split(b" ", 2)[1].decode("ascii")
                await asyncio.sleep(_latency(portal, path))
                writer.write(self._answer(portal, path.removeprefix("/"), head))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    def _answer(self, portal: Portal, path: str, head: bytes) -> bytes:
        if portal.manner == "walled":
            return _answer("412 Precondition Failed", b"<html><script>challenge()</script></html>")
        body = self._pages.get(path)
        if body is None:
            return _answer("404 Not Found", b"<h1>404</h1>")
        etag = f'"{sha256(path.encode()).hexdigest()[:12]}"'.encode()
        if b"if-none-match: " + etag in head.replace(b"If-None-Match", b"if-none-match"):
            return b"HTTP/1.1 304 Not Modified\r\nETag: " + etag + b"\r\n\r\n"
        body = body.replace(HOST.encode(), f"http://{portal.address}:{self._port}/".encode())
        if not path:
            missing = max(0, portal.home_bytes - len(body)) // len(PADDING)
            body = body.replace(b"</body>", PADDING * missing + b"</body>")
        return _answer("200 OK", body, b"ETag: " + etag + b"\r\n")


def _answer(status: str, body: bytes, fields: bytes = b"") -> bytes:
    return (
        f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\n".encode()
        + fields
        + b"\r\n"
        + body
    )


def _latency(portal: Portal, path: str) -> float:
    if portal.manner == "silent":
        return 3600.0
    drawn = sha256(f"{portal.address}{path}".encode()).digest()[0] / 255
    return FASTEST_S + (SLOWEST_S - FASTEST_S) * drawn**3  # most are quick


async def _play(port: int, pages: int) -> None:
    portals = TypeAdapter(list[Portal]).validate_json(sys.stdin.buffer.readline())
    played, told = Played(portals, pages, port), asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGUSR1, lambda: print(played.asked, flush=True))
    loop.add_signal_handler(signal.SIGTERM, told.set)
    listening = [portal.address for portal in portals if portal.manner != "refuses"]
    await asyncio.start_server(played.meet, listening, port, backlog=64)
    print("ready", flush=True)
    await told.wait()


if __name__ == "__main__":
    asyncio.run(_play(int(sys.argv[1]), int(sys.argv[2])))
