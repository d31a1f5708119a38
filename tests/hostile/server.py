"""The hostile server: many web servers on loopback, each host on an address of its own, answering byte by byte as
its behaviour says.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from tests.loop_thread import LoopThread


@dataclass
class Question:
    host: str
    path: str  # with the query
    number: int  # of the questions to this host so far, from 1
    headers: dict[str, str]
    writer: asyncio.StreamWriter
    origin: str  # http://host:port

    async def raw(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def send(self, body: bytes, status: str = "200 OK", **headers: str) -> None:
        said = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
        said |= {name.replace("_", "-"): value for name, value in headers.items()}
        await self.raw(
            f"HTTP/1.1 {status}\r\n".encode()
            + "".join(f"{k}: {v}\r\n" for k, v in said.items()).encode()
            + b"\r\n"
            + body
        )

    def reset(self) -> None:
        self.writer.transport.abort()


Behaviour = Callable[[Question], Awaitable[None]]


@dataclass
class HostileServer:
    """Hosts by name; `asked` counts questions, `connections` what reached each address, `seen` the
    headers that came.
    """

    hosts: Mapping[str, Behaviour]
    net: str = "127.9"
    extra: tuple[str, ...] = ()  # further addresses to listen on, e.g. a decoy's
    port: int = 0
    dns: dict[str, str] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    paths: Counter[tuple[str, str]] = field(default_factory=Counter)
    connections: Counter[str] = field(default_factory=Counter)
    seen: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)

    def __enter__(self) -> "HostileServer":
        self._thread = LoopThread(self._listen())
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.stop()

    def url(self, host: str, path: str = "/") -> str:
        return f"http://{host}:{self.port}{path}"

    def address(self, host: str) -> str:
        return self.dns[host]

    async def _listen(self) -> list[asyncio.Server]:
        servers = []
        for number, host in enumerate(self.hosts, 1):
            self.dns[host] = f"{self.net}.{number // 200}.{number % 200 + 1}"
        for address in (*self.dns.values(), *self.extra):
            server = await asyncio.start_server(self._serve, address, self.port, limit=1 << 20)
            servers.append(server)
            self.port = self.port or server.sockets[0].getsockname()[1]
        return servers

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections[writer.get_extra_info("sockname")[0]] += 1
        with suppress(
            asyncio.IncompleteReadError,
            asyncio.LimitOverrunError,
            ConnectionError,
            asyncio.CancelledError,
        ):
            while not writer.is_closing():
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                path = head[0].split(" ")[1]
                headers = {
                    name.lower(): value
                    for name, _, value in (line.partition(": ") for line in head[1:] if line)
                }
                host = headers.get("host", "").rsplit(":", 1)[0]
                self.seen.append((host, path, headers))
                self.asked[host] += 1
                self.paths[host, path] += 1
                behaves = self.hosts.get(host, _nobody)
                await behaves(
                    Question(host, path, self.asked[host], headers, writer, self.url(host, ""))
                )
        writer.close()


async def _nobody(question: Question) -> None:
    await question.send(b"nobody of that name", "404 Not Found")
