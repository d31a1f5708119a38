"""One uvicorn in a background thread, listening at one loopback address a site, all on the same
free port.
"""

import asyncio
import socket
import threading
from collections.abc import Coroutine, Sequence

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

_BACKLOG = 256


def bind_all(addresses: Sequence[str], port: int | None = None) -> dict[str, socket.socket]:
    """Sockets bound (not yet listening) to the same port of every address.

    Raises OSError where `port` is given and taken, or no common port is found in fifty tries.
    """
    for attempt in range(50):
        bound: dict[str, socket.socket] = {}
        try:
            for address in addresses:
                # asyncio turns Nagle off only where the protocol is named; without it each answer
                # waits 40 ms for an ACK.
                listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                bound[address] = listener
                listener.bind((address, port or (_port_of(bound) if len(bound) > 1 else 0)))
            return bound
        except OSError:
            for listener in bound.values():
                listener.close()
            if port or attempt == 49:
                raise
    raise AssertionError("unreachable")


def _port_of(bound: dict[str, socket.socket]) -> int:
    return int(next(iter(bound.values())).getsockname()[1])


class Server:
    """Serves `app` at the addresses given until stopped; single addresses can fall silent and come
    back.
    """

    def __init__(self, app: ASGIApp, sockets: dict[str, socket.socket]) -> None:
        self._sockets = dict(sockets)
        self._port = _port_of(sockets)
        self._config = uvicorn.Config(
            app,
            http="h11",
            ws="none",
            loop="asyncio",
            lifespan="off",
            log_config=None,
            access_log=False,
            date_header=False,
            server_header=False,
            proxy_headers=False,
            backlog=_BACKLOG,
            timeout_graceful_shutdown=0,
        )
        self._uvicorn = uvicorn.Server(self._config)
        self._listeners: dict[str, asyncio.Server] = {}
        self._loop = asyncio.new_event_loop()
        self._is_up = threading.Event()
        self._thread = threading.Thread(target=self._run, name="demo-city", daemon=True)

    def start(self) -> None:
        self._thread.start()
        if not self._is_up.wait(20):
            raise RuntimeError("the demo city did not start within 20 s")

    def stop(self) -> None:
        self._uvicorn.should_exit = True
        self._thread.join(20)

    def silence(self, address: str) -> None:
        """Nobody listens at `address` any more: new connections are refused."""
        self._do(self._close(address))

    def resume(self, address: str) -> None:
        """Listen at `address` again, on the old port."""
        if address not in self._listeners:
            self._do(self._open(address))

    def _do(self, work: Coroutine[None, None, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(20)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._serve())
        finally:
            self._loop.close()

    async def _serve(self) -> None:
        """uvicorn's own life, except that the listeners are ours, so that each can be closed by
        itself.
        """
        self._config.load()
        self._uvicorn.lifespan = self._config.lifespan_class(self._config)
        for address in list(self._sockets):
            await self._open(address)
        self._is_up.set()
        await self._uvicorn.main_loop()
        for address in list(self._listeners):
            await self._close(address)
        for connection in list(self._uvicorn.server_state.connections):
            connection.shutdown()
        pending = [task for task in self._uvicorn.server_state.tasks if not task.done()]
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
        await asyncio.sleep(0)

    async def _open(self, address: str) -> None:
        bound = self._sockets.pop(address, None) or bind_all([address], self._port)[address]
        self._listeners[address] = await self._loop.create_server(
            self._protocol, sock=bound, backlog=_BACKLOG
        )

    async def _close(self, address: str) -> None:
        if listener := self._listeners.pop(address, None):
            listener.close()

    def _protocol(self) -> asyncio.Protocol:
        return H11Protocol(
            config=self._config,
            server_state=self._uvicorn.server_state,
            app_state={},
            _loop=self._loop,
        )
