"""What a command costs with all its processes, and what it leaves behind."""

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one command with all its processes. Seconds; kilobytes that lie there afterwards, and
    megabytes of the largest process; `bodies` in our archive.
    """

    cpu_s: float
    wall_s: float
    kilobytes: float
    megabytes: float
    bodies: int


def cost_of(command: list[str], left_in: Path, cwd: Path | None = None) -> Cost:
    began = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, cwd=cwd or Path.cwd())
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        if process.returncode not in {0, 8}:  # 8: wget, where a server answered with an error
            last = said.read().decode()[-2000:]
            sys.exit(f"{command[:4]} ended with {process.returncode}: {last}")
    wall_s = time.perf_counter() - began
    cpu_s, megabytes = used.ru_utime + used.ru_stime, used.ru_maxrss / 1000
    return Cost(cpu_s, wall_s, _kilobytes(left_in), megabytes, _bodies(left_in))


def _bodies(data: Path) -> int:
    if not (archive := data / "archive.db").exists():
        return 0
    with closing(sqlite3.connect(archive)) as db:
        (count,) = db.execute("SELECT count(*) FROM body").fetchone()
    return int(count)


def _kilobytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1000
