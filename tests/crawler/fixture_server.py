"""A few web servers on loopback that behave as badly as the real ones, byte by byte."""

import asyncio
import json
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from tests.loop_thread import LoopThread

Handler = Callable[["Question"], Awaitable[None]]
SILENT_S = 60  # longer than any time limit that a test sets; a server that stops ends it


@dataclass
class Question:
    host: str
    path: str
    headers: dict[str, str]
    writer: asyncio.StreamWriter
    number: int  # of the questions for this path so far, from 1

    async def send(self, body: bytes, status: str = "200 OK", **headers: str) -> None:
        lines = [
            f"HTTP/1.1 {status}",
            f"Content-Length: {len(body)}",
            *(f"{k.replace('_', '-')}: {v}" for k, v in headers.items()),
        ]
        self.writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        await self.writer.drain()

    async def raw(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()
        self.writer.close()


def page(**facts: object) -> Handler:
    """A page as the tests' stand-in reader reads it: JSON of a few facts."""

    async def answer(question: Question) -> None:
        await question.send(json.dumps(facts).encode())

    return answer


@dataclass
class FixtureServer:
    """Hosts with pages; `asked` counts every question by (host, path), `connections` by address."""

    pages: dict[tuple[str, str], Handler] = field(default_factory=dict)
    asked: Counter[tuple[str, str]] = field(default_factory=Counter)
    connections: Counter[str] = field(default_factory=Counter)
    headers: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    port: int = 0

    def start(self, addresses: list[str]) -> None:
        self._thread = LoopThread(self._listen(addresses))

    def stop(self) -> None:
        self._thread.stop()

    def url(self, host: str, path: str = "/") -> str:
        return f"http://{host}:{self.port}{path}"

    async def _listen(self, addresses: list[str]) -> list[asyncio.Server]:
        servers = []
        for address in addresses:
            server = await asyncio.start_server(self._serve, address, self.port)
            servers.append(server)
            self.port = self.port or server.sockets[0].getsockname()[1]
        return servers

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections[writer.get_extra_info("sockname")[0]] += 1
        try:
            while not writer.is_closing():
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                headers = {
                    name.lower(): value
                    for name, _, value in (line.partition(": ") for line in head[1:] if line)
                }
                host, path = headers.get("host", "").split(":")[0], head[0].split(" ")[1]
                self.asked[host, path] += 1
                self.headers.append((host, path, headers))
                handler = self.pages.get((host, path)) or self.pages.get((host, "*")) or not_found
                await handler(Question(host, path, headers, writer, self.asked[host, path]))
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


async def not_found(question: Question) -> None:
    await question.send(b"gone", "404 Not Found")
