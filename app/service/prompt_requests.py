"""A visitor who begins a request and does not end it is left: the server's own limit holds between
requests only, and a thousand half requests are all the connections that a process may have.
"""

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

REQUEST_S = 15.0  # for headers and body of one request; a form has 64 KB
# bytes that buy as much time again: an answer with files has megabytes, on a slow line too
A_STRETCH = 256 * 1024

# what h11 calls a visitor of whom nothing more is due
_ENDED = frozenset({"DONE", "MUST_CLOSE", "CLOSED", "ERROR"})


class PromptRequests(H11Protocol):
    """Every request is whole within REQUEST_S of its first byte, or of the connection; each
    A_STRETCH that came begins that time anew.
    """

    _deadline: asyncio.TimerHandle | None = None
    _came: int = 0  # bytes since the time began

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._came += len(data)
        if self._came >= A_STRETCH:
            self._wait_no_longer()
        if str(self.conn.their_state) in _ENDED:
            self._wait_no_longer()
        elif self._deadline is None:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._wait_no_longer()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._came = 0
        self._deadline = self.loop.call_later(REQUEST_S, self.transport.abort)

    def _wait_no_longer(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
