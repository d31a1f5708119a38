"""Second stage: a TCP connection to the first of the addresses that takes it (happy eyeballs, RFC
8305).

A dead IPv6 address costs a quarter of a second and not the visit. Where every address fails, the
site's failures speak: that we have no IPv6 ourselves is no reason to judge nobody, and an outage is
none of ours.
"""

import errno
import selectors
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Timer
from time import monotonic
from urllib.parse import urlsplit

from crawler.errnos import by_errno
from crawler.probing.walk import Deadline, Ended
from store.outcomes import Outcome, OutcomeGroup

HEAD_START_S = 0.25
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Connected:
    """A connected socket, and the address that took the connection."""

    sock: socket.socket
    address: str


def port_of(url: str) -> int:
    """The port that a web address names or means. Raises Ended where it names none that is."""
    parts = urlsplit(url)
    try:
        return parts.port or _PORTS[parts.scheme]
    except ValueError as error:
        raise Ended(Outcome.REFUSED_BY_OUR_POLICY, "no such port") from error


def connected(addresses: Sequence[str], port: int, deadline: Deadline) -> Connected:
    """Raises Ended where no address takes the connection in time."""
    waiting, errors = list(addresses), dict[str, int]()
    next_at = 0.0
    with selectors.DefaultSelector() as selector:
        try:
            while (waiting or selector.get_map()) and not deadline.is_over:
                if waiting and (monotonic() >= next_at or not selector.get_map()):
                    address = waiting.pop(0)
                    error = _begin(address, port, selector)
                    errors |= {address: error} if error else {}
                    next_at = monotonic() + HEAD_START_S
                    continue
                pause = (
                    min(deadline.left, max(0.0, next_at - monotonic()))
                    if waiting
                    else deadline.left
                )
                for key, _ in selector.select(pause):
                    sock = selector.unregister(key.fileobj).fileobj
                    assert isinstance(sock, socket.socket)
                    error = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
                    if not error:
                        sock.setblocking(True)
                        return Connected(sock, key.data)
                    sock.close()
                    errors[key.data] = error
            errors |= {
                key.data: errno.ETIMEDOUT for key in selector.get_map().values()
            } | dict.fromkeys(waiting, errno.ETIMEDOUT)
        finally:
            for key in list(selector.get_map().values()):
                selector.unregister(key.fileobj).fileobj.close()  # type: ignore[union-attr]
    raise _worst([errors[address] for address in addresses if address in errors], deadline)


@contextmanager
def shut_at(deadline: Deadline, sock: socket.socket) -> Iterator[None]:
    """Within this block the connection is shut when the deadline comes: no timeout of a library
    ends a trickle. What reads from it then sees its end; `deadline.is_over` tells why.
    """
    # of the plain socket: TLS takes the other over, and would ask the peer's leave
    line = socket.fromfd(sock.fileno(), sock.family, sock.type)

    def shut() -> None:
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)

    watch = Timer(deadline.left, shut)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()
        line.close()


def _begin(address: str, port: int, selector: selectors.BaseSelector) -> int:
    """Start connecting; the errno where that fails at once."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        sock = socket.socket(family, socket.SOCK_STREAM)
    except OSError as error:
        return error.errno or errno.EMFILE
    sock.setblocking(False)
    error_number = sock.connect_ex((address, port))
    if error_number not in (0, errno.EINPROGRESS):
        sock.close()
        return error_number
    selector.register(sock, selectors.EVENT_WRITE, address)
    return 0


def _worst(errors: Sequence[int], deadline: Deadline) -> Ended:
    settled = [(by_errno(number), number) for number in errors]
    (outcome, reason), number = next(
        (one for one in settled if one[0][0].group is not OutcomeGroup.OURS), settled[0]
    )
    if outcome is Outcome.TCP_TIMEOUT:
        return Ended(outcome, f"no connection within {deadline.seconds:g} s", number)
    return Ended(outcome, reason, number)
