"""The process in which one document is read: `python -m crawler.documents.child`, bytes in, JSON
out.

It shuts itself in before it reads a byte: memory, processor time, size of files, no network and no
other program but the unpackers. What the kernel or a library does on top (SIGKILL, SIGXCPU,
SIGABRT) is seen by the parent.
"""

import os
import resource
import sys
import tempfile
from pathlib import Path
from typing import Any, NoReturn

from crawler.documents.limits import CPU_SECONDS, MEMORY, OUTPUT_BYTES


def main() -> None:
    """Read stdin, write the reading to stdout. The document's name is the only argument."""
    limit(memory=MEMORY, cpu_seconds=CPU_SECONDS, output_bytes=OUTPUT_BYTES)
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    from crawler.documents.formats import read_body
    from crawler.documents.kinds import kind_of
    from crawler.documents.reading import DocumentReading, to_json

    body = sys.stdin.buffer.read()
    sys.addaudithook(refuse)
    try:
        hand_over(to_json(read_body(body, name)))
    except MemoryError:
        why = f"wants more than {MEMORY // 1_048_576} MB of memory"
    except Exception as error:
        # A reader with a bug says so of this one document; it is no reason to stop a night.
        why = f"reader failed: {type(error).__name__}: {error}"[:300]
    hand_over(to_json(DocumentReading(kind_of(body, name), unreadable=why)))


def hand_over(sent: bytes) -> NoReturn:
    """Write what was read and end at once: no library's leave-taking may undo it."""
    sys.stdout.buffer.write(sent)
    sys.stdout.flush()
    os._exit(0)


def limit(*, memory: int, cpu_seconds: int, output_bytes: int) -> None:
    """Shut this process in, for good."""
    for what, most in (
        (resource.RLIMIT_AS, (memory, memory)),
        (resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1)),
        (resource.RLIMIT_FSIZE, (output_bytes, output_bytes)),
        (resource.RLIMIT_CORE, (0, 0)),
        (resource.RLIMIT_NOFILE, (64, 64)),
    ):
        hard = resource.getrlimit(what)[1]
        resource.setrlimit(
            what,
            most if hard == resource.RLIM_INFINITY else (min(most[0], hard), min(most[1], hard)),
        )
    tempfile.tempdir = str(Path.cwd())


_NO_NETWORK = "socket.connect socket.bind socket.getaddrinfo socket.gethostbyname socket.sendto urllib.Request"
_NO_PROGRAM = "os.exec os.fork os.forkpty os.posix_spawn os.spawn os.system pty.spawn"
_REFUSED = frozenset(f"{_NO_NETWORK} {_NO_PROGRAM}".split())


def refuse(event: str, details: tuple[Any, ...]) -> None:
    """An audit hook: no network, and no other program but the unpackers."""
    if event in _REFUSED:
        raise PermissionError(f"{event} in a document's child")
    if event == "subprocess.Popen" and str(details[0]) not in _unpackers():
        raise PermissionError("no other program in a document's child")


def _unpackers() -> set[str]:
    from crawler.documents.archives import UNPACKERS

    return {path for path, _ in UNPACKERS}


if __name__ == "__main__":
    main()
