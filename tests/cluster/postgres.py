"""A PostgreSQL of the tests' own: an empty data folder below /tmp, a free port, another user where
the tests run as root (it refuses to run as root).
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.waiting import waited

USERS = ("postgres", "nobody")  # whichever there is
FSYNC_OFF = ("-c", "fsync=off", "-c", "shared_buffers=16MB", "-c", "max_connections=60")


def program(name: str) -> Path | None:
    """Debian keeps the server's programs out of the PATH."""
    found = [*Path("/usr/lib/postgresql").glob(f"*/bin/{name}")]
    on_path = shutil.which(name)
    return max(found, default=Path(on_path) if on_path else None)


class Postgres:
    """Started by `start`; `stop` ends it as an operator would, `kill` as a power cut does."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._user = as_user() if os.getuid() == 0 else ""
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        if self._user:
            shutil.chown(folder, self._user)
        self._run([str(program("initdb")), "-D", str(folder / "d"), "-U", "gongkai", "-A", "trust"])

    @property
    def url(self) -> str:
        return f"postgresql://gongkai@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        command = [str(program("postgres")), "-D", str(self._folder / "d"), *FSYNC_OFF]
        command += ["-p", str(self.port), "-k", str(self._folder), "-h", "127.0.0.1"]
        with (self._folder.parent / f"{self._folder.name}.log").open("ab") as log:
            self._process = subprocess.Popen(
                command, user=self._user or None, stdout=log, stderr=log
            )
        waited(self._answers, every_s=0.05)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """SIGINT: connections are cut, the server ends in order."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(120)  # on a machine that others use, too
            self._process = None

    def restart(self) -> None:
        self.stop()
        self.start()

    def _answers(self) -> bool:
        assert self._process is not None and self._process.poll() is None, "it did not start"
        try:
            with psycopg.connect(self.url, connect_timeout=2):
                return True
        except psycopg.OperationalError:
            return False

    def _run(self, command: Sequence[str]) -> None:
        subprocess.run(command, user=self._user or None, check=True, capture_output=True)


@contextmanager
def postgres() -> Iterator[Postgres]:
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    server = Postgres(folder)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder)
        (folder.parent / f"{folder.name}.log").unlink(missing_ok=True)


def as_user() -> str:
    """Whose processes refuse to be root's run as somebody that there is."""
    if os.getuid() != 0:
        return pwd.getpwuid(os.getuid()).pw_name
    return next((user for user in USERS if _is_user(user)), "")


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _is_user(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True
