"""The command line in the hands of those who close its streams, fill them or stop reading: no
traceback, and an end that does not lie.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from store.ledger import open_ledger
from tests.config.folders import write_folder

COMMAND = [sys.executable, "-c", "from app.cli import main; main()"]
FULL = Path("/dev/full")


def ended(
    *arguments: str | bytes, shell: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """The command; `shell` is what a shell puts behind it, such as `>&-`."""
    words: Sequence[str | bytes] = [*COMMAND, *arguments]
    if shell:
        words = ["sh", "-c", f'"$@" {shell}', "sh", *words]
    return subprocess.run(
        words,
        capture_output=True,
        text=True,
        errors="replace",
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        timeout=120,
        check=False,
    )


@pytest.fixture
def office(tmp_path: Path) -> str:
    return str(write_folder(tmp_path / "office", {}))


@pytest.mark.skipif(not FULL.is_char_device(), reason="this system has no /dev/full")
@pytest.mark.parametrize("options", [["--json"], []])
def test_m3_no_room_behind_the_output_ends_with_3(office: str, options: list[str]) -> None:
    done = ended("units", "list", "--config", office, *options, shell=">/dev/full")
    assert done.returncode == 3 and "Traceback" not in done.stderr
    assert "No space" in done.stderr


@pytest.mark.parametrize("shell", [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_no_fault_and_no_file_takes_its_place(office: str, shell: str) -> None:
    done = ended("units", "check", "--config", office, shell=shell)
    assert (done.returncode, done.stderr) == (0, "")
    refused = ended("user", "password", "nobody", "--password-stdin", "--config", office, shell=shell)  # fmt: skip
    assert refused.returncode in (6, 7)
    opened = "from app.streams import make_usable; make_usable(); print(open('/dev/null').fileno())"
    seen = subprocess.run(
        ["sh", "-c", f'"$@" {shell}', "sh", sys.executable, "-c", opened + "; assert open('/dev/null').fileno() > 2"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert seen.returncode == 0, seen.stderr


def test_who_stops_reading_is_no_fault_of_ours(office: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [*COMMAND, "units", "list", "--json", "--config", office],
        stdout=writing, stderr=subprocess.PIPE, text=True, timeout=120, check=False,
    )  # fmt: skip
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


def test_letters_that_the_terminal_lacks_are_spelled_out(office: str) -> None:
    done = ended("units", "list", "--json", "--config", office, PYTHONIOENCODING="ascii")
    assert done.returncode == 0 and "\\u" in done.stdout
    refused = ended("explain", "\u4e0d", "--config", office, PYTHONIOENCODING="ascii")
    assert refused.returncode in (6, 7) and "Traceback" not in refused.stderr


def test_bytes_that_are_no_letters_are_refused(office: str, tmp_path: Path) -> None:
    login = ended("user", "add", b"\xff\xfe", "--role", "office", "--config", office)
    assert login.returncode in (2, 4) and "Traceback" not in login.stderr
    (tmp_path / "office" / "data").mkdir()
    open_ledger(tmp_path / "office" / "data" / "ledger.db").close()
    done = ended("explain", b"\xff", "--config", office)
    assert done.returncode in (2, 7) and "Traceback" not in done.stderr


@pytest.mark.parametrize("place", ["/etc/passwd/x", "/proc/x", "/tmp/" + "a" * 300])
def test_a_place_that_cannot_be_written_to_is_named(place: str) -> None:
    done = ended("init", place)
    assert done.returncode == 6 and "Traceback" not in done.stderr
    assert place in done.stderr


PAGE = (
    "<html><head><meta charset=utf-8><title>通知\x1b]0;taken\x07\x1b[31m\x9b31m公告</title></head>"
    "<body><h1>通知\x1b[2J公告\u202e</h1><p>正文\x1b]52;c;cHduZWQ=\x07，一句话。</p></body></html>"
)


@pytest.mark.parametrize("options", [["--json"], []])
def test_a_page_gives_no_orders_to_the_terminal(options: list[str], tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    done = ended("read", str(tmp_path / "page.html"), *options)
    assert done.returncode == 0 and "公告" in done.stdout
    assert not set(done.stdout) & set("\x1b\x07\x9b\u202e")
    if options:
        assert "\x9b" in json.loads(done.stdout)["title"], "in JSON nothing is lost"


def test_no_persons_number_is_printed_however_the_command_ends() -> None:
    number = "11010519491231002X"
    ends = ("read", f"/nowhere/{number}.html"), (number,)
    broken = f"from app.streams import make_usable; make_usable(); raise ValueError('{number}')"
    for done in (
        *(ended(*arguments) for arguments in ends),
        subprocess.run([sys.executable, "-c", broken], capture_output=True, text=True, check=False),
    ):
        assert done.returncode
        assert "**********" in done.stderr + done.stdout
        assert number not in done.stderr.replace(broken, "") + done.stdout
