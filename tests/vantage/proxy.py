"""A small forward proxy on loopback, as a county's inner network has one: http by its address,
https by a tunnel.
"""

import asyncio
from base64 import b64encode
from dataclasses import dataclass, field

from tests.loop_thread import LoopThread


@dataclass
class Proxy:
    """Resolves by `names`, as the far end's own name server would; `asked` is every target,
    `headers` what came with it.
    """

    names: dict[str, str]
    password: str = ""
    answers_everything: bool = False
    asked: list[str] = field(default_factory=list)
    port: int = 0

    def start(self) -> "Proxy":
        self._thread = LoopThread(self._listen())
        return self

    def stop(self) -> None:
        self._thread.stop()

    @property
    def url(self) -> str:
        return f"http://{f'office:{self.password}@' if self.password else ''}127.0.0.77:{self.port}"

    async def _listen(self) -> list[asyncio.Server]:
        server = await asyncio.start_server(self._serve, "127.0.0.77", 0)
        self.port = server.sockets[0].getsockname()[1]
        return [server]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            method, target, _ = head.split("\r\n")[0].split(" ")
            self.asked.append(target)
            if (
                self.password
                and f"Proxy-Authorization: Basic {b64encode(f'office:{self.password}'.encode()).decode()}"
                not in head
            ):
                writer.write(
                    b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                )
            elif self.answers_everything and method != "CONNECT":
                page = "<html><title>上网认证</title><body>请先登录</body></html>".encode()
                writer.write(
                    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
                    % len(page)
                    + page
                )
            else:
                await self._hand_on(method, target, head, reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError, OSError, ValueError):
            pass
        finally:
            writer.close()

    async def _hand_on(
        self,
        method: str,
        target: str,
        head: str,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        place = target if method == "CONNECT" else target.split("/")[2]
        host, _, port = place.partition(":")
        if host not in self.names:
            writer.write(
                b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            )
            return
        try:
            far_reader, far_writer = await asyncio.open_connection(
                self.names[host], int(port or 80)
            )
        except OSError:
            writer.write(
                b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            )
            return
        if method == "CONNECT":
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            await asyncio.gather(_pipe(reader, far_writer), _pipe(far_reader, writer))
            return
        path = "/" + target.split("/", 3)[3] if target.count("/") > 2 else "/"
        lines = [
            line
            for line in head.split("\r\n")[1:]
            if line and not line.lower().startswith("proxy-")
        ]
        far_writer.write(
            "\r\n".join([f"{method} {path} HTTP/1.1", *lines, "", ""]).encode("latin-1")
        )
        answer = await far_reader.readuntil(b"\r\n\r\n")
        length = next(
            (
                int(line.split(b":")[1])
                for line in answer.split(b"\r\n")
                if line.lower().startswith(b"content-length")
            ),
            0,
        )
        writer.write(
            answer[:-2] + b"Connection: close\r\n\r\n" + await far_reader.readexactly(length)
        )
        far_writer.close()


async def _pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while part := await reader.read(1 << 16):
            writer.write(part)
            await writer.drain()
    except (ConnectionError, OSError):
        pass
    finally:
        writer.close()
