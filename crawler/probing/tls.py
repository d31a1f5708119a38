"""Third stage, for https: the handshake, first as today's browsers do it, then as those of fifteen
years ago did.

What only speaks TLS 1.0 is told "HTTPS too old" and is never missing. No certificate is refused
here: each is read by `crawler.transport.certificate`, and the page behind it is looked at all the
same. Cookies or secrets are never sent.
"""

import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass

from cryptography import x509

from crawler.errnos import by_errno
from crawler.probing.connect import shut_at
from crawler.probing.walk import Deadline, Ended
from crawler.transport.certificate import UNREADABLE
from store.outcomes import Ours, Outcome

TOO_OLD = "HTTPS too old: {version}"

_LEGACY_SERVER_CONNECT = 0x4  # ssl.OP_LEGACY_SERVER_CONNECT, named in Python 3.12


@dataclass(frozen=True, slots=True)
class Secured:
    """A TLS connection; `certificate` None where today's rules cannot read it."""

    sock: ssl.SSLSocket
    version: str  # TLSv1.3, TLSv1 …
    certificate: x509.Certificate | None

    @property
    def is_legacy(self) -> bool:
        return self.version in ("SSLv3", "TLSv1", "TLSv1.1")


def secured(connect: Callable[[], socket.socket], host: str, deadline: Deadline) -> Secured:
    """A handshake on a connection, or on a second one where that fails. Raises Ended."""
    try:
        return handshake(connect(), host, modern_context(), deadline)
    except TimeoutError as error:
        raise _late(deadline, error) from error
    except (ssl.SSLError, OSError):
        return legacy_secured(connect(), host, deadline)


def legacy_secured(sock: socket.socket, host: str, deadline: Deadline) -> Secured:
    """The second try. Raises Ended: silence, a broken connection, a tongue we do not speak."""
    try:
        return handshake(sock, host, legacy_context(), deadline)
    except TimeoutError as error:
        raise _late(deadline, error) from error
    except (ssl.SSLEOFError, ssl.SSLZeroReturnError, ConnectionError) as error:
        raise Ended(
            Outcome.TCP_RESET, "connection closed during the TLS handshake", error.errno
        ) from error
    except ssl.SSLError as error:
        raise Ended(Outcome.NOT_JUDGED, Ours.TLS_UNSPOKEN, error.errno) from error
    except OSError as error:
        outcome, reason = by_errno(error.errno)
        raise Ended(outcome, reason, error.errno) from error


def _late(deadline: Deadline, error: OSError) -> Ended:
    said = f"no TLS handshake within {deadline.seconds:g} s"
    return Ended(Outcome.TCP_TIMEOUT, said, error.errno)


def modern_context() -> ssl.SSLContext:
    """What browsers and the crawl engine accept today: TLS 1.2 and up, any certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.options |= _LEGACY_SERVER_CONNECT
    return context


def legacy_context() -> ssl.SSLContext:
    """Whatever can still be spoken (docs/stack.md §3.2)."""
    context = modern_context()
    # asked for on purpose: the only way to tell old from missing
    context.minimum_version = ssl.TLSVersion.TLSv1
    return context


def handshake(
    sock: socket.socket, host: str, context: ssl.SSLContext, deadline: Deadline
) -> Secured:
    """Raises TimeoutError, ssl.SSLError, OSError; the socket is closed then."""
    try:
        sock.settimeout(deadline.left)
        with shut_at(deadline, sock):
            wrapped = context.wrap_socket(sock, server_hostname=host)
    except BaseException as error:
        sock.close()
        if isinstance(error, OSError) and deadline.is_over:  # the watch cut it short
            raise TimeoutError from error
        raise
    der = wrapped.getpeercert(binary_form=True)
    return Secured(wrapped, wrapped.version() or "", _read(der))


def _read(der: bytes | None) -> x509.Certificate | None:
    """None for what is no certificate by today's rules: that is no reason not to look at the page."""
    try:
        return x509.load_der_x509_certificate(der) if der else None
    except UNREADABLE:
        return None
