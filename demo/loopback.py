"""Hosts on loopback, an address each, all on one port, under a clock one can turn: what every demo
city is made of.
"""

import asyncio
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from demo.scenarios.people import DemoPerson
from demo.server import Server, bind_all

_CANARIES = {
    "canary-a.example": "127.78.0.1",
    "canary-b.example": "127.78.0.2",
    "canary-c.example": "127.78.0.3",
}
_MARKER = "网络连通观测点"
_CANARY_PAGE = f'<html><head><meta charset="utf-8"><title>{_MARKER}</title></head><body><p>{_MARKER}：本页长期不变。</p></body></html>'
_HANG_SECONDS = 60


@dataclass(frozen=True, slots=True)
class LoopbackAnswer:
    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    hangs: bool = False


CANARY = LoopbackAnswer(_CANARY_PAGE.encode(), 200, {"content-type": "text/html; charset=utf-8"})


class Loopback(ABC):
    """The clock starts at the first night and runs on from wherever it is set. All methods may be
    called from any thread.
    """

    def __init__(
        self, addresses: Mapping[str, str], nights: Sequence[datetime], port: int | None = None
    ) -> None:
        """Takes the port. `addresses`: host = address, or `nxdomain`. Raises OSError for a taken
        port.
        """
        self._lock = threading.RLock()
        self._addresses = {**addresses, **_CANARIES}
        self._nights = tuple(nights)
        self._sockets = bind_all(self._listening(), port)
        self.port = int(next(iter(self._sockets.values())).getsockname()[1])
        self._server: Server | None = None
        self._set_at, self._now = time.monotonic(), self._nights[0]

    @abstractmethod
    async def respond(
        self, request: Request, host: str, target: str, now: datetime
    ) -> LoopbackAnswer:
        """What `host`, which is no canary, answers at `now` to `target` (path and query)."""

    @abstractmethod
    def config_folder(self, path: Path, **changes: Any) -> Path:
        """Write the office's folder below `path`; keyword arguments are laid over office.toml."""

    @abstractmethod
    def label(self, unit_id: str) -> str:
        """The unit's short name, as the circular says it."""

    def start(self) -> Self:
        """Serve in a background thread; returns when every site listens."""
        if self._server is None:
            sockets = self._sockets or bind_all(self._listening(), self.port)
            self._sockets = {}
            routes = [Route("/{path:path}", self._serve, methods=["GET", "HEAD", "POST"])]
            self._server = Server(Starlette(routes=routes), sockets)
            self._server.start()
        return self

    def stop(self) -> None:
        """Nobody listens any more, canaries included; `start` brings the same city back on the same
        port.
        """
        for bound in self._sockets.values():
            bound.close()
        self._sockets = {}
        if self._server is not None:
            self._server.stop()
            self._server = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def nights(self) -> list[datetime]:
        """The scenario's nights, aware, in the city's zone."""
        return list(self._nights)

    @property
    def persons(self) -> Sequence[DemoPerson]:
        """Who works with the console there; in most scenarios nobody."""
        return ()

    @property
    def now(self) -> datetime:
        with self._lock:
            return self._now + timedelta(seconds=time.monotonic() - self._set_at)

    def set_now(self, moment: datetime) -> None:
        """Turn the clock. Raises ValueError for a naive moment."""
        if moment.tzinfo is None:
            raise ValueError("the city's clock needs a zone")
        with self._lock:
            self._set_at, self._now = time.monotonic(), moment

    @property
    def dns(self) -> dict[str, str]:
        """Host name = address, for office.toml."""
        return dict(self._addresses)

    @property
    def canaries(self) -> list[dict[str, str]]:
        """The pages that are always there, for office.toml."""
        return [
            {"name": host, "url": f"http://{host}:{self.port}/", "marker": _MARKER}
            for host in _CANARIES
        ]

    def is_canary(self, host: str) -> bool:
        return host in _CANARIES

    async def _serve(self, request: Request) -> Response:
        scope = request.scope
        query = scope["query_string"].decode("latin-1")
        target = scope["raw_path"].decode("latin-1") + (f"?{query}" if query else "")
        host = request.headers.get("host", "").rsplit(":", 1)[0].lower()
        now = self.now
        answer = CANARY if self.is_canary(host) else await self.respond(request, host, target, now)
        if answer.hangs:
            await asyncio.sleep(_HANG_SECONDS)
        headers = {**answer.headers, "date": format_datetime(now.astimezone(UTC), usegmt=True)}
        return Response(answer.body, answer.status, headers)

    def _listening(self) -> list[str]:
        """Addresses at which somebody answers."""
        return sorted({at for at in self._addresses.values() if at != "nxdomain"})
