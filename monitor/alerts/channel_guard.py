"""What a message to a person's channel may reach, and how long and how much it may take
(docs/faults.md C3).

A channel is an address that somebody typed, so it is guarded like one from a web page: at the
moment of connecting, whatever the library behind it does. Services over HTTP are asked without
proxies, redirects and cookies, within ten seconds, and no more of their answer is read than a robot
has to say.
"""

import socket
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter

from config.addresses import INNER, LOOPBACK, is_refused
from config.office import Office

SECONDS = 10.0  # for the whole exchange with a service (docs/faults.md §2)
MAIL_SECONDS = 60.0  # a relay may think about it; apprise's own limits hold for each step
MAX_ANSWER = 256 * 1024  # bytes
ADDRESS_REFUSED = "address not public: {addresses}; see [alerts] may_reach"


@dataclass
class Allowed:
    """The private ranges that are open, and for how long; `refused` fills with the addresses that
    were not.
    """

    ranges: Sequence[str] = ()
    seconds: float = SECONDS
    refused: list[str] = field(default_factory=list)
    # the bodies of what services said, in order: some refuse in them under HTTP 200
    answers: list[bytes] = field(default_factory=list)
    # a second hold on every connection, to end it by
    lines: list[socket.socket] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Why nothing was sent, "" where no address was refused."""
        return (
            ADDRESS_REFUSED.format(addresses=", ".join(dict.fromkeys(self.refused)))
            if self.refused
            else ""
        )


def for_services(office: Office) -> Allowed:
    return Allowed((*office.network.treat_as_public, *office.alerts.may_reach))


def for_mail(office: Office) -> Allowed:
    """A relay usually stands inside, or on this very machine; what is nobody's relay stays refused."""
    return Allowed((*for_services(office).ranges, *map(str, (*INNER, *LOOPBACK))), MAIL_SECONDS)


@contextmanager
def guarded(allowed: Allowed) -> Iterator[Allowed]:
    """Within this block public and allowed addresses only, and `requests` bounded by the rules
    above.

    It holds where this context reaches: the message service hands it on to the threads it sends
    from.
    """
    with _one_at_a_time, _ended_in_time(allowed):
        token = _here.set(allowed)
        # The message service calls `requests.post`, which makes its session by this name at each
        # call: neither library takes another one (docs/decisions/0026).
        usual, requests.sessions.Session = requests.sessions.Session, _Bounded  # type: ignore[misc]
        try:
            yield allowed
        finally:
            requests.sessions.Session = usual  # type: ignore[misc]
            _here.reset(token)


@contextmanager
def _ended_in_time(allowed: Allowed) -> Iterator[None]:
    """No timeout of a library ends a trickle; a connection that is shut does, over TLS too."""

    def shut() -> None:
        for line in allowed.lines:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    watch = threading.Timer(allowed.seconds, shut)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()
        for line in allowed.lines:
            line.close()


class _AddressRefused(OSError):
    """Our own word, which nobody shall take for that of a server."""


_here: ContextVar[Allowed | None] = ContextVar("allowed", default=None)
_one_at_a_time = threading.Lock()


def _watch(event: str, details: tuple[Any, ...]) -> None:
    """Every connection of this process passes here, by the address itself and never by a name."""
    if event != "socket.connect":
        return
    allowed, (sock, address) = _here.get(), details
    if allowed is None or sock.family not in (socket.AF_INET, socket.AF_INET6):
        return
    allowed.lines.append(socket.fromfd(sock.fileno(), sock.family, sock.type))
    if is_refused(str(address[0]), allowed.ranges):
        allowed.refused.append(str(address[0]))
        raise _AddressRefused(ADDRESS_REFUSED.format(addresses=address[0]))


sys.addaudithook(_watch)


class _Bounded(requests.Session):
    """One question, its answer read up to a limit and a deadline; redirects are answers like any
    other.
    """

    def __init__(self) -> None:
        super().__init__()
        self.trust_env = False  # no proxy, no .netrc
        self.mount("http://", HTTPAdapter(max_retries=0))
        self.mount("https://", HTTPAdapter(max_retries=0))

    def send(self, request: requests.PreparedRequest, **options: Any) -> requests.Response:
        if urlsplit(request.url or "").scheme not in ("http", "https"):
            raise requests.exceptions.InvalidSchema("neither http nor https")
        bounds = {"allow_redirects": False, "stream": True, "timeout": SECONDS / 2, "proxies": {}}
        answer = super().send(request, **{**options, **bounds})
        body = bytearray()
        for part in answer.iter_content(1 << 14):
            body += part
            if len(body) > MAX_ANSWER:
                answer.close()
                raise requests.exceptions.ContentDecodingError("the answer is over the size limit")
        answer._content = bytes(body)
        if allowed := _here.get():
            allowed.answers.append(bytes(body))
        return answer
