"""Strangers on loopback: raw sockets, one address each, in a thread of their own.

Every connection and every question is counted, and whatever a polite visitor would never send
(Cookie, Authorization) is remembered as a leak.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
import struct
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field

from tests.loop_thread import LoopThread

from .table import STRANGERS, Stranger

NAME = "和平镇"
NET = "127.8"
TRAP = "127.66.66.66"
"""An address that nobody registered: nothing may ever connect to it."""
FOREVER = 3600.0
Connected = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
SECRETS = ("cookie", "authorization", "proxy-authorization")


def page(body: str = "", title: str = f"{NAME}人民政府", head: str = "") -> bytes:
    """A small healthy home page of the unit, with whatever is hostile put into it."""
    items = "".join(
        f'<li><a href="/news/{n}.html">{NAME}召开第{n}次工作会议部署防汛工作</a>'
        f"<span>2026-11-{n:02d}</span></li>"
        for n in range(1, 3)
    )
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><h1>{NAME}人民政府</h1><p>{NAME}位于县城东部，辖十二个行政村，人口三万余人。"
        f"镇政府依法公开政府信息，办理各项民生事务，欢迎群众监督和来访咨询。</p>"
        f"<ul>{items}</ul>{body}<p>主办：{NAME}人民政府 电话：0710-0000000</p></body></html>"
    ).encode()


@dataclass
class Talk:
    """One connection: what was asked on it, and the raw means to answer."""

    stranger: Stranger
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    log: Log
    connection: int
    path: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    async def hear(self) -> bool:
        """Read one question to its blank line; False: the visitor is gone."""
        try:
            head = await self.reader.readuntil(b"\r\n\r\n")
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, OSError):
            return False
        first, *lines = head.decode("latin-1").split("\r\n")
        self.path = first.split(" ")[1] if first.count(" ") >= 1 else first
        pairs = (line.partition(":") for line in lines if line)
        self.headers = {key.lower(): value.strip() for key, _, value in pairs}
        self.log.hear(self)
        return True

    async def say(self, *parts: bytes) -> None:
        for part in parts:
            self.writer.write(part)
            await self.writer.drain()

    async def answer(self, body: bytes, *lines: str, status: str = "200 OK") -> None:
        """A correct answer, but for what the lines say; the connection closes after it."""
        kind = "" if any(x.lower().startswith("content-type") for x in lines) else HTML
        size = "" if any(x.lower().startswith("transfer") for x in lines) else _size(body)
        head = [f"HTTP/1.1 {status}", *lines, kind, size, "Connection: close"]
        text = "".join(f"{line}\r\n" for line in head if line)
        await self.say(text.encode("latin-1", "replace") + b"\r\n", body)

    async def endless(self, head: bytes, piece: bytes) -> None:
        await self.say(head)
        while True:
            await self.say(piece)

    async def drip(self, text: bytes, seconds: float = 0.3) -> None:
        for byte in text:
            await self.say(bytes([byte]))
            await asyncio.sleep(seconds)
        await self.silence()

    async def silence(self) -> None:
        await asyncio.sleep(FOREVER)

    def reset(self) -> None:
        """RST instead of FIN: what was sent and not yet read may be lost with it."""
        sock = self.writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()


HTML = "Content-Type: text/html"


def _size(body: bytes) -> str:
    return f"Content-Length: {len(body)}"


@dataclass
class Log:
    """Who was reached, with what, and what should never have been sent."""

    connections: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    paths: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    leaks: list[str] = field(default_factory=list)
    trapped: int = 0
    """Connections to an address that nobody registered."""
    port: int = 0
    """The one port of all strangers and of the trap."""
    dns: dict[str, str] = field(default_factory=dict)
    net: str = NET

    @property
    def urls(self) -> dict[str, str]:
        """The home page of each, by its name."""
        return {
            name: f"{'https' if STRANGERS[name].is_https else 'http'}://{_host(name)}:{self.port}/"
            for name in STRANGERS
            if _host(name) in self.dns
        }

    def hear(self, talk: Talk) -> None:
        self.paths[talk.stranger.name].append(talk.path)
        secrets = [name for name in SECRETS if name in talk.headers]
        self.leaks += [f"{talk.stranger.name} {talk.path}: {name}" for name in secrets]

    def was_reached(self, stranger: Stranger) -> bool:
        """Something other than robots.txt was asked of it, or it acts before it is asked."""
        if stranger.at_once or stranger.robots:
            return self.connections[stranger.name] > 0
        return any(path != "/robots.txt" for path in self.paths[stranger.name])


@contextlib.contextmanager
def strangers_at(names: Sequence[str], certificates: dict[str, ssl.SSLContext]) -> Iterator[Log]:
    """Serve the named strangers until the block ends, each at an address of its own."""
    log = Log(
        dns={f"{_host(name)}": f"{NET}.{n // 200}.{n % 200 + 1}" for n, name in enumerate(names)}
    )

    async def listen() -> list[asyncio.Server]:
        trap = await asyncio.start_server(_trap(log), TRAP, 0)
        log.port = trap.sockets[0].getsockname()[1]
        servers = [trap]
        for name in names:
            one = STRANGERS[name]
            address, context = log.dns[_host(name)], certificates.get(one.tls)
            answers = _answers(one, log)
            servers.append(
                await asyncio.start_server(answers, address, log.port, ssl=context, limit=1 << 20)
            )
        return servers

    thread = LoopThread(listen())
    try:
        yield log
    finally:
        thread.stop()


def _host(name: str) -> str:
    return f"{name.replace('_', '-')}.example"


def _trap(log: Log) -> Connected:
    async def connected(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        log.trapped += 1
        writer.close()

    return connected


def _answers(stranger: Stranger, log: Log) -> Connected:
    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        log.connections[stranger.name] += 1
        talk = Talk(stranger, reader, writer, log, log.connections[stranger.name])
        with contextlib.suppress(OSError, ssl.SSLError):
            await _talk(talk)
        with contextlib.suppress(OSError, RuntimeError):
            writer.close()

    return connected


async def _talk(talk: Talk) -> None:
    if talk.stranger.at_once:
        await talk.stranger.behaviour(talk)
        return
    while not talk.writer.is_closing() and await talk.hear():
        if talk.path == "/robots.txt" and not talk.stranger.robots:
            await talk.answer(b"none", status="404 Not Found")
            return
        if talk.stranger.front and talk.path != "/":
            await talk.answer(page())
            return
        await talk.stranger.behaviour(talk)
        return
