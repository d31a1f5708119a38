"""A document handed to a child process with limits, and what came back. Nothing a document does
reaches this process.

What holds: address space, processor time, wall time, an empty environment, a temporary folder of
its own, and no network: by an empty network namespace where the kernel grants one (`unshare`), and
by the child's audit hook anywhere.
"""

import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from functools import cache
from os import killpg
from pathlib import Path

from crawler.documents.kinds import kind_of
from crawler.documents.limits import AT_ONCE, CPU_SECONDS, MEMORY, WALL_SECONDS
from crawler.documents.reading import MAX_SENT, DocumentReading, from_json
from crawler.unshare import first_granted

_MEGABYTES = MEMORY // 1_048_576
_SIGNALS = {
    signal.SIGXCPU: f"wants more than {CPU_SECONDS} s of processor time",
    signal.SIGKILL: f"wants more than {CPU_SECONDS} s of processor time, or was killed",
    signal.SIGABRT: f"aborted: broken, or wants more than {_MEGABYTES} MB of memory",
    signal.SIGSEGV: f"crashed its reader: broken, or wants more than {_MEGABYTES} MB of memory",
    signal.SIGXFSZ: "unpacks to more than the limit",
}
places = threading.BoundedSemaphore(AT_ONCE)  # children of one process at a time


def read_document(body: bytes, name: str = "") -> DocumentReading:
    """The reading of one document. Never raises for what a document holds or does: the reading says
    why it failed.

    `name` is the file's name as published, a hint only. Blocks up to 30 s, longer where others are
    being read.
    """
    with (
        places,
        tempfile.TemporaryDirectory(prefix="document-", ignore_cleanup_errors=True) as folder,
    ):
        return _read_in(Path(folder), body, name)


def _read_in(folder: Path, body: bytes, name: str) -> DocumentReading:
    sent, why = read_by_child(folder, "crawler.documents.child", body, _plain(name))
    kind = kind_of(body, name)
    if why:
        return DocumentReading(kind, unreadable=why)
    try:
        return from_json(sent)
    except (ValueError, KeyError, TypeError):
        return DocumentReading(kind, unreadable="its reader sent nothing that can be read")


def read_by_child(
    folder: Path,
    module: str,
    given: bytes,
    *arguments: str,
    most: int = MAX_SENT,
    wall_seconds: float | None = None,
) -> tuple[bytes, str]:
    """What the child `module` made of `given`, at most `most` bytes; and "" or why it is worth
    nothing. `folder` is empty and its own.
    """
    received, sent = folder / "body", folder / "reading"
    received.write_bytes(given)
    inside = folder / "inside"
    inside.mkdir()
    with received.open("rb") as source, sent.open("wb") as taken:
        child = subprocess.Popen(  # noqa: S603
            [*_without_network(), sys.executable, "-I", "-X", "utf8", "-m", module, *arguments],
            stdin=source,
            stdout=taken,
            stderr=subprocess.DEVNULL,
            env={},
            cwd=inside,
            start_new_session=True,
        )
        why = _ended(child, wall_seconds or WALL_SECONDS)
    if not why and sent.stat().st_size > most:
        why = "its reading is larger than the limit"
    return (b"" if why else sent.read_bytes()), why


def _ended(child: "subprocess.Popen[bytes]", wall_seconds: float) -> str:
    """ "" where the child came to its own end, else why not. Its whole group is gone afterwards."""
    try:
        code = child.wait(wall_seconds)
    except subprocess.TimeoutExpired:
        _kill(child)
        return f"not read within {wall_seconds:.0f} s"
    except BaseException:
        _kill(child)
        raise
    if code == 0:
        return ""
    _kill(child)
    if code < 0:
        return _SIGNALS.get(signal.Signals(-code), f"its reader ended by signal {-code}")
    return f"its reader ended with code {code}"


def _kill(child: "subprocess.Popen[bytes]") -> None:
    """The child and whatever it started: they share a group that is theirs alone."""
    with suppress(ProcessLookupError):
        killpg(child.pid, signal.SIGKILL)
    child.wait()


def _plain(name: str) -> str:
    return "".join(letter for letter in name[-200:] if letter.isprintable()).lstrip("-")


@cache
def _without_network() -> tuple[str, ...]:
    """The words before a command that take the network away; () where none are granted."""
    return first_granted((("-rn",), ("-n",)))
