"""What the process of analysts' questions may take, and how long it lives."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

from monitor.console.data.child import ADDRESS_BYTES, NICE
from store.ledger import open_ledger
from tests.waiting import waited

# A console in small: it starts the process, says which, and waits until it is killed.
CONSOLE = """
import sqlite3, sys, time
from pathlib import Path
from starlette.testclient import TestClient
from monitor.console.data.process import DataProcess
if __name__ == "__main__":
    console = DataProcess(Path(sys.argv[1]))
    assert TestClient(console).get("/data/ledger.json?sql=SELECT+1").status_code == 200
    assert "datasette" not in sys.modules
    limit = sqlite3.connect(":memory:").execute("PRAGMA hard_heap_limit").fetchone()
    assert limit == (0,), "what the desk may hold is bounded by what analysts may"
    print(console.pid, flush=True)
    time.sleep(600)
"""


def test_it_is_bounded_and_ends_with_a_console_that_was_killed(tmp_path: Path) -> None:
    open_ledger(tmp_path / "ledger.db").close()
    script = tmp_path / "console.py"
    script.write_text(CONSOLE)
    command = [sys.executable, "-W", "ignore", str(script), str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as console:
        assert console.stdout is not None
        pid = int(console.stdout.readline())
        limits = Path(f"/proc/{pid}/limits").read_text()
        assert re.search(rf"Max address space +{ADDRESS_BYTES} ", limits)
        assert os.getpriority(os.PRIO_PROCESS, pid) == os.getpriority(os.PRIO_PROCESS, 0) + NICE
        console.send_signal(signal.SIGKILL)
    waited(lambda: not Path(f"/proc/{pid}").exists() or is_dead(pid))


def is_dead(pid: int) -> bool:
    """Ended, and waiting for whoever takes in orphans here."""
    return ") Z " in Path(f"/proc/{pid}/stat").read_text()
