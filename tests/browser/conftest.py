"""One demo city whose pages need a browser, and a real Chromium; without one these tests are skipped,
and say what is missing.
"""

import socket
import threading
from collections.abc import Iterator

import pytest

from crawler.browser import presence


@pytest.fixture(scope="session", autouse=True)
def _chromium() -> None:
    if presence.missing():
        pytest.skip(f"NOT TESTED: {presence.missing()}")


class Decoy:
    """An address of the inner network that nobody may ever reach."""

    ADDRESS = "127.0.0.66"

    def __init__(self) -> None:
        self.connections = 0
        self._listening = socket.create_server((self.ADDRESS, 0))
        self.port = self._listening.getsockname()[1]
        self._datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._datagrams.bind((self.ADDRESS, self.port))
        for listen in (self._accept, self._hear):
            threading.Thread(target=listen, daemon=True).start()

    def close(self) -> None:
        for one in (self._listening, self._datagrams):
            one.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            self.connections += 1
            connection.close()

    def _hear(self) -> None:
        while True:
            try:
                self._datagrams.recv(100)
            except OSError:
                return
            self.connections += 1


@pytest.fixture
def decoy() -> Iterator[Decoy]:
    decoy = Decoy()
    yield decoy
    decoy.close()
