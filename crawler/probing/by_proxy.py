"""A connection through the proxy of a second vantage point: for https a tunnel, for http the proxy
is asked itself.

What fails here proves nothing of the site: the proxy may be the one who is closed (`not_judged`,
`proxy`).
"""

import asyncio
import socket

from config.office import Vantage
from crawler.probing.connect import connected
from crawler.probing.walk import Deadline, Ended
from crawler.transport.address_guard import AddressGuard
from crawler.vantage import ALIAS, PROVED_NOTHING, Way, refusal

_HEAD_BYTES = 16_384


def must_be_allowed(host: str, guard: AddressGuard, vantage: Vantage) -> None:
    """Raises Ended where the target's name leads, here, to what is nobody's web site."""
    refused = refusal(asyncio.run(guard.look_up(host)), vantage, is_registered=True)
    if refused:
        raise Ended(*refused)


def connected_by(
    way: Way, guard: AddressGuard, host: str, port: int, *, is_https: bool, deadline: Deadline
) -> socket.socket:
    """A socket to the proxy, or through it to `host`. Raises Ended."""
    guard.open_way(ALIAS, way.host)
    try:
        sock = connected(asyncio.run(guard.way(ALIAS)) or ("",), way.port, deadline).sock
    except Ended as end:
        raise Ended(*PROVED_NOTHING, end.errno) from end
    if is_https:
        _open_tunnel(sock, way, f"[{host}]:{port}" if ":" in host else f"{host}:{port}", deadline)
    return sock


def _open_tunnel(sock: socket.socket, way: Way, target: str, deadline: Deadline) -> None:
    authorization = f"Proxy-Authorization: {way.authorization}\r\n" if way.authorization else ""
    try:
        sock.settimeout(deadline.left)
        sock.sendall(
            f"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n{authorization}\r\n".encode("ascii")
        )
        head = b""
        while b"\r\n\r\n" not in head and len(head) < _HEAD_BYTES and not deadline.is_over:
            part = sock.recv(1)  # not a byte of what comes after: it is the site's handshake
            if not part:
                break
            head += part
    except (OSError, UnicodeError) as error:
        sock.close()
        raise Ended(*PROVED_NOTHING) from error
    if not head.startswith(b"HTTP/1.") or head[9:12] != b"200" or b"\r\n\r\n" not in head:
        sock.close()
        raise Ended(*PROVED_NOTHING)
