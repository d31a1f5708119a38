"""`gongkai worker` with a short lease: python -m tests.cluster.worker CONFIG QUEUE HOME LEASE_S CRAWLS"""

import faulthandler
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

from app.cluster.worker import work
from config.folder import load


class Worker:
    """One as a process of its own, with an office's folder of its own machine."""

    def __init__(
        self, config: Path, queue: str, home: str, *, lease_s: float = 3.0, crawls: int = 4
    ) -> None:
        self.said = config.parent / f"{config.name}.said"
        self._from = self.said.stat().st_size if self.said.exists() else 0
        with self.said.open("ab") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.cluster.worker", str(config), queue, home,
                 str(lease_s), str(crawls)],
                stderr=said,
                stdout=said,
                start_new_session=True,
            )  # fmt: skip

    @property
    def is_ready(self) -> bool:
        return b"is ready" in self.said.read_bytes()[self._from :]

    def send(self, number: int) -> None:
        self.process.send_signal(number)

    def ended(self, seconds: float) -> int:
        """Its exit code; where it does not end, what each of its threads is at stands in `said`."""
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.send(signal.SIGUSR1)
            sleep(1)
            raise

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(20)


@contextmanager
def workers(*begun: Worker) -> Iterator[None]:
    try:
        yield
    finally:
        for one in begun:
            one.end()


if __name__ == "__main__":
    faulthandler.register(signal.SIGUSR1)
    _, config, queue, home, lease_s, crawls = sys.argv
    work(
        load(Path(config)),
        queue,
        home,
        lambda words: print(words.en, flush=True),
        crawls=int(crawls),
        lease_s=float(lease_s),
    )
