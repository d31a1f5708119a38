"""One night at a time, and the second comer is told who is at work."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.night.lock import held, held_night
from config.errors import AlreadyRunning

ROOT = Path(__file__).parents[2]
HOLD = "import sys; from pathlib import Path; from app.night.lock import held_night\nwith held_night(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
TRY = """
import sys
from pathlib import Path
from app.night.lock import held_night
from config.errors import AlreadyRunning
try:
    with held_night(Path(sys.argv[1])):
        print("ran", flush=True)
        sys.stdin.read()
except AlreadyRunning as error:
    print(error.words.en)
"""


def start(code: str, data: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, str(data)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_the_second_says_who_holds_the_night(tmp_path: Path) -> None:
    with start(HOLD, tmp_path) as first:
        assert said(first) == "held"
        with pytest.raises(AlreadyRunning) as refused, held_night(tmp_path):
            pass
        first.communicate("")
    assert str(first.pid) in refused.value.words.zh and str(first.pid) in refused.value.words.en
    assert refused.value.exit_code == 5
    with held_night(tmp_path):
        pass


def test_of_ten_starters_one_runs(tmp_path: Path) -> None:
    starters = [start(TRY, tmp_path) for _ in range(10)]
    words = [said(starter) for starter in starters]
    for starter in starters:
        starter.communicate("")
    assert words.count("ran") == 1
    runner = starters[words.index("ran")]
    others = [word for word in words if word != "ran"]
    assert all("An inspection or its messages are under way" in word for word in others)
    assert any(str(runner.pid) in word for word in others)


def test_a_killed_holder_holds_nothing(tmp_path: Path) -> None:
    with start(HOLD, tmp_path) as first:
        assert said(first) == "held"
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
    with held_night(tmp_path):
        assert json.loads((tmp_path / "night.lock.json").read_text())["pid"] == str(os.getpid())


def test_a_torn_note_is_no_reason_to_fail(tmp_path: Path) -> None:
    with held(tmp_path, "night"):
        (tmp_path / "night.lock.json").write_text('{"pid": ')
        with pytest.raises(AlreadyRunning, match=r"process \?"), held(tmp_path, "night"):
            pass
