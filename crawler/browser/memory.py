"""How much memory the browser's processes hold together, and their end. Linux: /proc is read.

RLIMIT_AS is of no use here: Chromium reserves terabytes of address space that it never touches. So
what is really held is counted, several times a second, and the whole tree ends when it is too much.
Descent tells who belongs to it: what Chromium starts may overwrite its own name and environment,
not its parents.
"""

import ctypes
import os
import signal
from collections import defaultdict
from contextlib import suppress
from pathlib import Path

_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER


def keep_orphans() -> None:
    """What a child of this process leaves behind becomes this process's own child."""
    ctypes.CDLL(None, use_errno=True).prctl(_SUBREAPER, 1, 0, 0, 0)


def held_below(root: int) -> int:
    """Bytes of anonymous and shared memory of all descendants of `root`."""
    return sum(_held_by(process) for process in _descendants(root))


def end_below(root: int) -> None:
    """Kill every descendant of `root`; twice, because one may be born meanwhile."""
    for _ in range(2):
        for process in _descendants(root):
            with suppress(ProcessLookupError, PermissionError):
                os.kill(process, signal.SIGKILL)


def _descendants(root: int) -> list[int]:
    children: defaultdict[int, list[int]] = defaultdict(list)
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            with suppress(OSError, ValueError, IndexError):
                parent = int(
                    (process / "stat").read_text(encoding="latin-1").rpartition(")")[2].split()[1]
                )
                children[parent].append(int(process.name))
    found = list(children[root])
    for process_id in found:
        found += children[process_id]
    return found


def _held_by(process: int) -> int:
    kilobytes = 0
    with suppress(OSError, ValueError, IndexError):
        for line in Path(f"/proc/{process}/status").read_text(encoding="latin-1").splitlines():
            if line.startswith(("RssAnon:", "RssShmem:")):
                kilobytes += int(line.split()[1])
    return kilobytes * 1024
