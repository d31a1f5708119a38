"""Forty ways to write an address where nobody may be sent, as the host of a web address; and a
decoy that counts visits.

The decoy listens on every address of this machine, so that whichever of them a spelling leads to is
noticed.
"""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

NAMES = {
    "trap.example": "127.99.0.1",
    "inner.example": "10.0.0.5",
    "metadata.example": "169.254.169.254",
    "zero.example": "0.0.0.0",
    "shared.example": "100.64.0.1",
    "six.example": "::1",
    "mapped.example": "::ffff:127.99.0.1",
}

SPELLINGS = (
    "127.99.0.1", "127.99.1", "2137194497", "0x7f630001", "0x7F.0x63.0.1", "0177.0143.0.1", "0177.99.1", "127.99.0.1.", "0x7f.99.0x1", "017730600001",
    "127.0.0.1", "127.1", "127.0.1", "0", "0.0.0.0", "0x7f000001", "2130706433", "0177.1", "localhost", "LOCALHOST.",
    "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.99.0.1]", "[::ffff:7f63:1]", "[0:0:0:0:0:ffff:7f63:0001]", "[2002:7f63:1::]", "[64:ff9b::7f63:1]",
    "①②⑦.99.0.1", "１２７.９９.０.１", "127。99。0。1", "%31%32%37.99.0.1", "public.example@127.99.0.1", "169.254.169.254", "10.0.0.5", "192.168.1.1",
    "172.16.0.1", "100.64.0.1", "[fe80::1]", "[fd00::1]", "224.0.0.1", "192.0.2.1", *NAMES,
)  # fmt: skip


class Decoy:
    """A server where nobody has any business; `visits` counts who came all the same."""

    def __init__(self) -> None:
        self.visits = 0
        self.port = 0


@contextmanager
def decoy() -> Iterator[Decoy]:
    found = Decoy()
    servers = [_listening(socket.AF_INET, "0.0.0.0", 0)]
    found.port = servers[0].getsockname()[1]
    with suppress(OSError):
        servers.append(_listening(socket.AF_INET6, "::", found.port))

    def count(server: socket.socket) -> None:
        with suppress(OSError):
            while True:
                connection, _ = server.accept()
                found.visits += 1
                connection.close()

    threads = [threading.Thread(target=count, args=(server,), daemon=True) for server in servers]
    for thread in threads:
        thread.start()
    try:
        yield found
    finally:
        for server in servers:
            with suppress(OSError):
                server.shutdown(socket.SHUT_RDWR)
            server.close()


def _listening(family: socket.AddressFamily, address: str, port: int) -> socket.socket:
    server = socket.socket(family, socket.SOCK_STREAM)
    if family == socket.AF_INET6:
        server.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    server.bind((address, port))
    server.listen(64)
    return server
