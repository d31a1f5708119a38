"""Analysts' questions from the console's side: each request for /data is passed on to a process of
their own, which is started by the first of them and again whenever it was ended.

Login, roles and headers are the console's and stand before this; nothing that says who asks is
passed on.
"""

import asyncio
import logging
import os
import shutil
import socket
import tempfile
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.context import SpawnProcess
from pathlib import Path
from threading import Lock
from urllib.parse import quote

import httpcore
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from config.words import Words
from monitor.console.data import child
from monitor.console.request import LANGUAGE, LANGUAGES
from store.clock import Clock

MOST_AT_ONCE = 4  # requests with the process; others wait their turn
BACKLOG = 2 * MOST_AT_ONCE
TURN_S = 20.0
# Without a byte for so long it hangs: MOST_AT_ONCE pages of two questions of 5 s each on three
# threads are 15 s.
HUNG_S = 60.0
WHOLE_S = 300.0  # a visitor who takes an answer more slowly holds a place that others wait for
# A socket's path has 107 bytes: `/data-` and eight letters and `/asked` want 20.
LONGEST_FOLDER = 80

PASSED = frozenset({b"host", b"accept"})
# What belongs to the one connection and not to the answer.
_OF_THE_CONNECTION = frozenset({b"connection", b"transfer-encoding", b"keep-alive"})

BUSY = Words(
    "此刻查询太多，请稍后再试。", "Too many questions are being asked. Try again in a moment."
)
ENDED = Words(
    "查询进程已中断，未能回答；再次打开时会自动重新启动。控制台的其他页面不受影响。",
    "The process that answers questions ended before it could answer; it starts anew when this page is opened again. The rest of the console goes on.",
)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Running:
    process: SpawnProcess
    folder: Path
    connections: httpcore.AsyncConnectionPool

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        shutil.rmtree(self.folder, ignore_errors=True)


class DataProcess:
    """The ASGI application that the console mounts at /data. `data` is the office's data folder,
    `office` that of its files, `language` its language; a visitor's own goes before it.
    """

    def __init__(
        self,
        data: Path,
        language: str = "zh",
        office: Path | None = None,
        clock: Clock | None = None,
    ) -> None:
        self._given = (data, language, office, clock or Clock())
        self._language = language
        self.hung_s = HUNG_S
        self._running: _Running | None = None
        self._starting = Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        has_begun = False

        async def sent(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        refused = await self._passed_on(scope, sent)
        if refused is not None and not has_begun:
            text, later = f"{refused.zh}\n{refused.en}\n", {"retry-after": "5"}
            await PlainTextResponse(text, 503, later)(scope, receive, send)
        # An answer that was broken off is left without an end: the server closes its connection.

    @property
    def pid(self) -> int | None:
        """Of the process; None before the first question, and after an end."""
        return self._running.process.pid if self._running else None

    def end(self, only: _Running | None = None) -> None:
        """The process and its socket's folder are gone afterwards. `only`: where it is still that
        one.
        """
        with self._starting:
            running = self._running
            if running is not None and only in (None, running):
                self._running = None
                running.end()

    async def _passed_on(self, scope: Scope, send: Send) -> Words | None:
        """What to say where there was no answer, or not the whole of one."""
        running = await self._there()
        try:
            async with asyncio.timeout(WHOLE_S):
                await self._exchange(running, scope, send)
        except httpcore.PoolTimeout:
            return BUSY
        except httpcore.TimeoutException as error:
            _log.warning("the analysts' process hangs and is ended: %r", error)
            await asyncio.to_thread(self.end, running)
            return ENDED
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            _log.warning("the analysts' process gave no answer: %r", error)
            return ENDED
        except TimeoutError:
            return ENDED
        return None

    async def _exchange(self, running: _Running, scope: Scope, send: Send) -> None:
        """No request has a body: nothing is changed here, and what is no question is refused."""
        headers = [pair for pair in scope["headers"] if pair[0] in PASSED]
        waits = dict.fromkeys(("connect", "write", "read"), self.hung_s) | {"pool": TURN_S}
        async with running.connections.stream(
            scope["method"],
            "http://analysts/",
            headers=[
                *headers,
                (b"x-forwarded-proto", scope["scheme"].encode()),
                (b"accept-language", self._spoken(scope).encode()),
            ],
            extensions={"target": _target(scope), "timeout": waits},
        ) as answer:
            kept = [pair for pair in answer.headers if pair[0].lower() not in _OF_THE_CONNECTION]
            await send({"type": "http.response.start", "status": answer.status, "headers": kept})
            async for part in answer.aiter_stream():
                await send({"type": "http.response.body", "body": part, "more_body": True})
            await send({"type": "http.response.body", "body": b""})

    def _spoken(self, scope: Scope) -> str:
        wanted = HTTPConnection(scope).cookies.get(LANGUAGE, "")
        return wanted if wanted in LANGUAGES else self._language

    async def _there(self) -> _Running:
        running = self._running
        if running is not None and running.process.is_alive():
            return running
        return await asyncio.to_thread(self._started)

    def _started(self) -> _Running:
        with self._starting:
            if self._running is not None and self._running.process.is_alive():
                return self._running
            if self._running is not None:
                self._running.end()
            self._running = _start(*self._given)
            return self._running


def _start(data: Path, language: str, office: Path | None, clock: Clock) -> _Running:
    """The socket listens before the process is there, so nobody has to wait until it is."""
    folder = _folder()
    address = str(folder / "asked")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen(BACKLOG)
        process = get_context("spawn").Process(
            target=child.answer,
            args=(listener, data, language, office, clock),
            daemon=True,
            name="analysts",
        )
        process.start()
    connections = httpcore.AsyncConnectionPool(
        max_connections=MOST_AT_ONCE,
        max_keepalive_connections=0,  # one that was ended meanwhile would fail the next visitor
        uds=address,
    )
    return _Running(process, folder, connections)


def _folder() -> Path:
    """Of this user alone, where temporary files go; under /tmp where that path leaves a socket no
    room.
    """
    usual = tempfile.gettempdir()
    if len(os.fsencode(usual)) > LONGEST_FOLDER:
        usual = "/tmp"  # noqa: S108 - its name is drawn, and it is closed to others
    return Path(tempfile.mkdtemp(prefix="data-", dir=usual))


def _target(scope: Scope) -> bytes:
    """The address as it was sent, letter by letter: `%2f` is no `/`."""
    path: bytes = scope.get("raw_path") or quote(scope["path"]).encode()
    query: bytes = scope["query_string"]
    return path + b"?" + query if query else path
