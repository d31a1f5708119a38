"""S4: nothing here calls out by itself. The whole default suite passes where the kernel has no
network but loopback.

Not a patched `socket` but an empty network namespace: it holds for browsers, LibreOffice and every
child process alike.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# In the namespace: bring loopback up (SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP | IFF_RUNNING), then
# become the program.
LOOPBACK_ONLY = """
import fcntl, os, socket, struct, sys
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
    fcntl.ioctl(sock, 0x8914, struct.pack("16sh14x", b"lo", 0x1 | 0x40))
os.execv(sys.argv[1], sys.argv[1:])
"""


def offline(*command: str, **options: object) -> "subprocess.CompletedProcess[str]":
    unshare = shutil.which("unshare")
    if (
        unshare is None
        or subprocess.run([unshare, "-rn", "true"], check=False, capture_output=True).returncode
    ):
        pytest.skip(
            "this kernel grants no network namespace: the suite was NOT run without a network (needs unshare -rn)"
        )
    words = [unshare, "-rn", sys.executable, "-c", LOOPBACK_ONLY, *command]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload, no-any-return]


def test_loopback_is_all_there_is() -> None:
    code = "import socket; s=socket.create_server(('127.0.0.1',0)); socket.create_connection(s.getsockname()).close()\ntry: socket.create_connection(('192.0.2.1',9),2)\nexcept OSError as e: print(e.errno)"
    done = offline(sys.executable, "-c", code)
    assert done.stdout.strip() in ("101", "113"), done.stderr


def test_S4_reading_reporting_and_the_worker_need_no_network() -> None:
    """The parts whose libraries are known to call out: tldextract's list, DuckDB's extensions,
    charts from elsewhere.
    """
    done = offline(
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "tests/monitor/report/test_circular.py",
        "tests/crawler/test_learning.py",
        timeout=300,
    )
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.soak
@pytest.mark.timeout(3300)
def test_S4_the_whole_suite_needs_no_network() -> None:
    if os.environ.get("GONGKAI_OFFLINE"):
        pytest.skip("this is that run")
    words = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n",
        "2",
        "-m",
        "not soak and not long",
        "--deselect",
        "tests/house/test_offline.py",
    ]
    done = offline(*words, timeout=3000, env=os.environ | {"GONGKAI_OFFLINE": "1"})
    assert done.returncode == 0, done.stdout[-5000:]
