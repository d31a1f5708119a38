"""An end to endless headers: 64 KiB and 200 lines before the body, then the connection is aborted
(docs/faults.md W6).

The engine bounds bodies and not what comes before them: a server that never stops sending header
lines took 583 MB in 20 s (docs/stack.md §2.3). Its parser is replaced by one that counts, status
lines and interim answers (100 Continue …) included, so that the count holds over a whole question
and not for each try of the server to begin anew.
"""

from typing import Any

from scrapy.core.downloader.handlers.http11 import (
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
)
from twisted.internet.error import ConnectionLost
from twisted.internet.interfaces import ISSLTransport
from twisted.python.failure import Failure
from twisted.web._newclient import STATUS, ParseError

from crawler.transport.limits import MAX_HEADER_BYTES, MAX_HEADER_LINES


class HeadersTooLarge(Exception):
    """The answer's headers passed the cap; nothing after them was read."""


class CappedParser(_LenientHTTPClientParser):
    """Counts what precedes the body. State begins with the class, put in a parser's place."""

    MAX_LENGTH = MAX_HEADER_BYTES
    _seen_bytes = 0
    _seen_lines = 0

    def lineReceived(self, line: bytes) -> None:  # noqa: N802 - Twisted's name
        self._seen_bytes += len(line) + 1
        self._seen_lines += 1
        # The status line and the empty one that ends the headers are none of the 200.
        if self._seen_bytes > MAX_HEADER_BYTES or self._seen_lines > MAX_HEADER_LINES + 2:
            raise HeadersTooLarge(f"{self._seen_lines} lines, {self._seen_bytes} bytes")
        super().lineReceived(line)

    def lineLengthExceeded(self, line: bytes) -> None:  # noqa: N802
        raise HeadersTooLarge(f"one line of {len(line)} bytes and more")


class CappedProtocol(_LenientHTTP11ClientProtocol):
    """The engine's connection, counting; it is cut, not closed, when the cap is passed."""

    def request(self, request: Any) -> Any:
        answer = super().request(request)
        assert self._parser is not None
        self._parser.__class__ = CappedParser
        return answer

    def dataReceived(self, data: bytes) -> None:  # noqa: N802
        # nobody asked, or the answer has ended: what still comes is not waited for
        if self._parser is None:
            self.transport.abortConnection()  # type: ignore[union-attr]
            return
        super().dataReceived(data)  # type: ignore[no-untyped-call]

    def connectionLost(self, reason: Failure) -> None:  # type: ignore[override]  # noqa: N802
        """Words without a status line, then the end (HTTP/0.9): an answer, and none of HTTP."""
        unread = getattr(self._parser, "_buffer", b"")
        if unread and getattr(self._parser, "state", "") == STATUS:
            reason = Failure(ParseError("no status line", unread[:80]))  # type: ignore[no-untyped-call]
        was_reset = isinstance(reason.value, ConnectionLost)
        if was_reset and not ISSLTransport.providedBy(self.transport):
            # Reset, not closed: a body without a length was to go on. Over TLS the engine tells a
            # reset and a missing goodbye alike, and browsers take the latter.
            decoder: Any = getattr(self._parser, "bodyDecoder", None)
            if getattr(decoder, "contentLength", 0) is None:
                decoder.contentLength = 1
        super().connectionLost(reason)  # type: ignore[no-untyped-call]

    def _giveUp(self, reason: Failure) -> None:  # noqa: N802
        super()._giveUp(reason)  # type: ignore[no-untyped-call]
        if isinstance(reason.value, HeadersTooLarge):
            self.transport.abortConnection()  # type: ignore[union-attr]  # over TLS a polite end would wait for the peer's


class CappedFactory(_LenientHTTP11ClientFactory):
    """What the engine's pool builds its connections with."""

    def buildProtocol(self, addr: Any) -> CappedProtocol:  # noqa: ARG002, N802
        return CappedProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]
