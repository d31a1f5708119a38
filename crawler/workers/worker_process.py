"""One worker from the parent's side: started, told what to crawl as it gets on, listened to, killed
where it hangs.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Timer

from pydantic import TypeAdapter, ValidationError

from crawler.workers.progress_events import ProgressEvent

MOST_LOG = 1 << 20  # bytes before a worker begins
ENDS = frozenset({"ended", "left", "failed"})  # of one file's crawl

_EVENT = TypeAdapter(ProgressEvent)


class WorkerProcess:
    """`python -m crawler.workers.worker`, ended when `crawl` returns."""

    def __init__(self, order: str, log: Path, silent_s: float) -> None:
        """`order`: JSON of `Order`; `silent_s`: so long it may go on without a crawl's begin or end."""
        _bound(log)
        with log.open("ab") as file:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "crawler.workers.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=file,
                env=_environment(),
            )
        self._order, self._silent_s = order, silent_s
        self._in_the_air: set[str] = set()

    def crawl(
        self,
        files: Sequence[Path],
        more: Callable[[int], Sequence[Path]],
        hear: Callable[[ProgressEvent], None],
    ) -> bool:
        """Have `files` crawled and, whenever one has ended, what `more` gives for so many still in
        the air; every event goes to `hear`. Whether a signal ended the process.
        """
        with self._process as process:
            watch = _Watch(self._silent_s, process.kill)
            try:
                self._say(self._order)
                self._hand(files)
                assert process.stdout is not None
                for line in process.stdout:
                    event = _heard(line)
                    if event is None or not (
                        event.event == "looked" or event.file in self._in_the_air
                    ):
                        continue
                    hear(event)
                    if event.event == "started" or event.event in ENDS:
                        watch.goes_on()
                    if event.event in ENDS:
                        self._in_the_air.discard(event.file)
                        self._hand(more(len(self._in_the_air)))
            except BrokenPipeError:
                pass  # it died before it could read: counted like any other death
            finally:
                watch.end()
                self._say_no_more()
                process.wait()
        return process.returncode < 0

    def kill(self) -> None:
        self._process.send_signal(signal.SIGKILL)

    def _hand(self, files: Sequence[Path]) -> None:
        """The files, or that there are no more, where nothing is in the air."""
        self._in_the_air |= {str(file) for file in files}
        self._say(*map(str, files), *([] if self._in_the_air else [""]))

    def _say_no_more(self) -> None:
        """What it was still to hear when it was killed is lost, and no failure."""
        assert self._process.stdin is not None
        with suppress(BrokenPipeError):
            self._process.stdin.close()

    def _say(self, *lines: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write("".join(f"{line}\n" for line in lines).encode())
        self._process.stdin.flush()


def _bound(log: Path) -> None:
    """The log is begun anew beside the one before, where it has grown; a machine that crawls for
    years fills no disk with it.
    """
    with suppress(FileNotFoundError):
        if log.stat().st_size > MOST_LOG:
            log.replace(log.with_name(f"{log.name}.1"))


class _Watch:
    """Calls `on_silence` where `goes_on` was not called for so many seconds."""

    def __init__(self, seconds: float, on_silence: Callable[[], None]) -> None:
        self._seconds, self._on_silence = seconds, on_silence
        self._timer = self._begun()

    def goes_on(self) -> None:
        self._timer.cancel()
        self._timer = self._begun()

    def end(self) -> None:
        self._timer.cancel()

    def _begun(self) -> Timer:
        timer = Timer(self._seconds, self._on_silence)
        timer.daemon = True
        timer.start()
        return timer


def _heard(line: bytes) -> ProgressEvent | None:
    """A line with a progress event; a dying worker's last line may be cut short."""
    try:
        return _EVENT.validate_json(line)
    except ValidationError:
        return None


def _environment() -> dict[str, str]:
    """Ours without proxies: one of these would bypass the address guard."""
    return {
        name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")
    }
