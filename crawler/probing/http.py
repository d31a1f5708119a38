"""Fourth stage: one question and its answer, over the connection made before, bounded in time and
size.

`requests` speaks HTTP and nothing else here: it is given the open socket, so that it resolves no
name, follows no redirect and asks no proxy (docs/stack.md §3.4). Its timeouts do not end a trickle,
so a watch shuts the socket at the deadline.
"""

import http.client
import re
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.client import BadStatusLine, HTTPException, HTTPResponse, LineTooLong, RemoteDisconnected
from typing import Any, Literal
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool
from urllib3.connection import HTTPConnection
from urllib3.exceptions import DecodeError, HTTPError, IncompleteRead

from crawler.errnos import by_errno, causes_of
from crawler.probing.connect import shut_at
from crawler.probing.walk import Deadline, Ended
from crawler.transport.decompression import NOT_AS_IT_SAYS, NotUnpacked, unpacked
from crawler.transport.limits import MAX_BODY, MAX_HEADER_BYTES, MAX_HEADER_LINES
from store.outcomes import Outcome

_PART = 1 << 16
_LENGTH = re.compile(r"[0-9]{1,18}")  # the library takes a longer one for none

# The library's own bound is 100 fields, and a real portal sends more; ours is the one that counts.
http.client._MAXHEADERS = MAX_HEADER_LINES + 1  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Answered:
    """A whole answer, its body uncompressed."""

    status: int
    headers: dict[str, str]  # as the spider keeps them: one a name
    body: bytes
    decoded_from: str = ""  # the Content-Encoding that was taken off the body


def answered(
    sock: socket.socket,
    url: str,
    headers: Mapping[str, str],
    deadline: Deadline,
    max_bytes: int = MAX_BODY,
    *,
    to_proxy: bool = False,
    method: Literal["GET", "HEAD"] = "GET",
) -> Answered:
    """The whole answer to one question. `to_proxy`: the socket leads to a proxy, which wants the
    whole address. Raises Ended where there was none, or too late, too large, broken off.
    """
    with requests.Session() as session, shut_at(deadline, sock):
        session.trust_env = False  # no proxy, no .netrc
        session.headers.clear()
        adapter = _OnThisSocket(sock, url, to_proxy)
        session.mount("http://", adapter)
        session.mount("https://", adapter)
        sent = {
            "Host": urlsplit(url).netloc.rpartition("@")[2],
            **headers,
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
        }
        answer: requests.Response | None = None
        try:
            head = session.request(
                method,
                url,
                headers=sent,
                stream=True,
                timeout=deadline.left,
                allow_redirects=False,
                verify=False,
            )
            if deadline.is_over:  # the watch cut it short, and half a head looks like a whole one
                raise TimeoutError
            answer = head
            if not _LENGTH.fullmatch(head.headers.get("Content-Length", "0").strip()):
                raise Ended(Outcome.PARSE_ANOMALY, "not an HTTP answer")
            body = _body(answer, deadline, max_bytes) if method == "GET" else b""
        except (requests.RequestException, HTTPError, HTTPException, OSError, ValueError) as error:
            raise _ended(error, answer is not None, deadline) from error
        finally:
            sock.close()
    received = {
        name: value for name, value in answer.headers.items() if name.lower() != "content-encoding"
    }
    return Answered(answer.status_code, received, body, answer.headers.get("Content-Encoding", ""))


def _body(answer: requests.Response, deadline: Deadline, max_bytes: int) -> bytes:
    raw = bytearray()
    for part in answer.raw.stream(_PART, decode_content=False):
        raw += part
        if len(raw) > max_bytes:
            raise Ended(Outcome.REFUSED_BY_OUR_POLICY, "body over the size limit")
        if deadline.is_over:
            break
    if deadline.is_over:
        raise _late(deadline)
    try:
        return unpacked(bytes(raw), answer.headers.get("Content-Encoding", ""), max_bytes).body
    except NotUnpacked as error:
        raise Ended(*error.settled) from error


def _ended(error: BaseException, headers_arrived: bool, deadline: Deadline) -> Ended:
    causes = causes_of(error)
    ended = next((cause for cause in causes if isinstance(cause, Ended)), None)
    if ended is not None:
        return ended
    if deadline.is_over or any(
        isinstance(cause, TimeoutError | requests.Timeout) for cause in causes
    ):
        return (
            _late(deadline)
            if headers_arrived
            else Ended(Outcome.TCP_TIMEOUT, f"no answer within {deadline.seconds:g} s")
        )
    if any(isinstance(cause, RemoteDisconnected) for cause in causes):
        return Ended(Outcome.TCP_RESET, "connection closed without an answer")
    if any(
        isinstance(cause, LineTooLong) or "headers" in str(cause)
        for cause in causes
        if isinstance(cause, HTTPException)
    ):
        return Ended(Outcome.REFUSED_BY_OUR_POLICY, "headers over the size limit")
    if any(isinstance(cause, DecodeError) for cause in causes):  # more codings than it undoes
        return Ended(*NOT_AS_IT_SAYS)
    if headers_arrived or any(isinstance(cause, IncompleteRead) for cause in causes):
        return Ended(Outcome.TRUNCATED, "the answer broke off")
    if any(isinstance(cause, BadStatusLine | ValueError) for cause in causes):
        return Ended(Outcome.PARSE_ANOMALY, "not an HTTP answer")
    number = next(
        (cause.errno for cause in causes if isinstance(cause, OSError) and cause.errno), None
    )
    outcome, reason = by_errno(number)
    return Ended(outcome, reason, number)


def _late(deadline: Deadline) -> Ended:
    return Ended(Outcome.SLOW_OVER_15S, f"not complete after {deadline.seconds:g} s")


class _BoundedResponse(HTTPResponse):
    """An answer whose head is read no further than our limits allow: an endless one costs nothing.
    Interim answers (102, 103 …) precede the real one, and count with it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._head = _Head(self.fp)
        self.fp = self._head  # type: ignore[assignment]

    def begin(self) -> None:
        super().begin()
        self._head.is_over = True

    def _read_status(self) -> tuple[str, int, str]:
        while True:
            version, status, reason = super()._read_status()  # type: ignore[misc]
            if status == HTTPStatus.SWITCHING_PROTOCOLS or status // 100 != 1:
                return version, status, reason
            while self.fp.readline().strip():  # the library itself passes over 100 alone
                pass


class _Head:
    """A file that counts the head's lines and bytes, and is plain once it is over."""

    def __init__(self, file: Any) -> None:
        self._file, self._lines, self._bytes, self.is_over = file, 0, 0, False

    def readline(self, limit: int = -1) -> bytes:
        line = bytes(self._file.readline(limit))
        if not self.is_over:
            self._lines, self._bytes = self._lines + 1, self._bytes + len(line)
            # beside the fields a status line and the blank one
            if self._lines > MAX_HEADER_LINES + 2 or self._bytes > MAX_HEADER_BYTES:
                raise Ended(Outcome.REFUSED_BY_OUR_POLICY, "headers over the size limit")
        return line

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


class _OnThisSocket(HTTPAdapter):
    """Asks over the socket that it is given, TLS or not; opens nothing itself."""

    def __init__(self, sock: socket.socket, url: str, to_proxy: bool = False) -> None:
        parts = urlsplit(url)
        self._to_proxy = to_proxy

        class Given(HTTPConnection):
            response_class = _BoundedResponse

            def _new_conn(self) -> socket.socket:
                return sock

        self._pool = HTTPConnectionPool(parts.hostname or "", parts.port)
        self._pool.ConnectionCls = Given
        super().__init__(max_retries=0)

    def get_connection_with_tls_context(self, *_: Any, **__: Any) -> HTTPConnectionPool:
        return self._pool

    def request_url(self, request: requests.PreparedRequest, proxies: Any) -> str:
        return (
            (request.url or "").partition("#")[0]
            if self._to_proxy
            else super().request_url(request, proxies)
        )
