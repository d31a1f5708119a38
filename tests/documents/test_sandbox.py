"""Hostile documents: each is bounded, each says why it was not read, and the next one is read as if
nothing had been.
"""

import io
import re
import resource
import socket
import subprocess
import sys
import textwrap
import time
import zipfile
from pathlib import Path

import pytest

from crawler.documents import sandbox
from crawler.documents.limits import MEMORY, WALL_SECONDS
from crawler.documents.sandbox import read_document
from tests.documents.bombs import (
    BOMBS,
    honest_xlsx,
    nested_zips,
    word_that_reads,
    workbook_that_reads,
    zipped,
)
from tests.documents.ofd_bombs import OFD_BOMBS
from tests.waiting import SILENCE_S, waited

# What each says; the one of operators alone is read, and holds a few words.
SAYS = {
    "far_cell": "no words in the workbook",
    "overlong_sheet": "unpacks to more than the limit",
    "zip_bomb": "unpacks to more than the limit",
    "nested_zips": "nested more than once",
    "many_members": "2001 members",
    "flate_pdf": "768 MB",
    "rules_pdf": "no words in the pdf",
    "deep_word": "depth",
    "wide_word": "200 to 1",
    "laughing_word": "entities",
    "ten_nested_zips": "nested more than once",
    "overlapping_zip": "broken archive",
    "shared_strings": "unpacks to more than the limit",
    "pages_in_a_circle": "no words",
    "tables_in_a_circle": "no words",
    "deep_kids": "no words",
    "locked_pdf": "encrypted",
    "wide_old_workbook": "",
    "broken_et": "not readable",
    "packed_ofd": "unpacks to more than the limit",
    "deep_ofd": "depth",
    "laughing_ofd": "entities",
    "far_ofd": "no words in the ofd",
    "many_objects_ofd": "objects on one page",
    "circling_ofd": "objects on one page",
}


# Half a minute to build these alone; `make soak` has the time.
HEAVY = {
    "packed_ofd",
    "shared_strings",
    "open_document",
    "overlapping_zip",
    "overlong_sheet",
    "long_line_csv",
}


@pytest.mark.parametrize(
    "bomb",
    [
        pytest.param(bomb, marks=[pytest.mark.soak] if bomb in HEAVY else [])
        for bomb in BOMBS | OFD_BOMBS
    ],
)
def test_a_bomb_is_bounded_and_says_why_and_the_next_document_is_read(bomb: str) -> None:
    body = (BOMBS | OFD_BOMBS)[bomb]()
    before, began = _resident(), time.monotonic()
    reading = read_document(body, "附件")
    assert time.monotonic() - began < WALL_SECONDS + SILENCE_S
    assert _resident() - before < 20_000_000
    assert SAYS.get(bomb, "") in reading.unreadable
    assert reading.unreadable or all(grid.is_cut for grid in reading.grids)
    following = read_document(honest_xlsx(), "表.xlsx")
    assert (following.unreadable, len(following.grids), "其他支出 40" in following.text) == (
        "",
        1,
        True,
    )


def test_no_file_of_ours_comes_out_of_a_document(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the words of the secret")
    for target in (str(secret), f"file://{secret}"):
        for body in (word_that_reads(target), workbook_that_reads(target)):
            reading = read_document(body, "附件")
            assert "the words" not in reading.text
            assert "the words" not in str(reading.grids)


def test_no_document_opens_a_connection() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/x.dtd"
        for body in (word_that_reads(address), workbook_that_reads(address)):
            read_document(body, "附件")
        with pytest.raises(TimeoutError):
            server.accept()


def test_the_child_has_no_network_no_programs_and_no_environment() -> None:
    attempts = textwrap.dedent(
        """
        import os, socket, subprocess, sys
        from crawler.documents import child
        child.limit(memory=child.MEMORY, cpu_seconds=child.CPU_SECONDS, output_bytes=child.OUTPUT_BYTES)
        sys.addaudithook(child.refuse)
        def refused(call):
            try:
                call()
            except PermissionError:
                return True
        assert refused(lambda: socket.create_connection(("127.0.0.1", 9), 1))
        assert refused(lambda: socket.getaddrinfo("example.org", 80))
        assert refused(lambda: subprocess.run(["/bin/true"]))
        assert refused(lambda: os.system("true"))
        print("all refused")
        """
    )
    done = subprocess.run(
        [sys.executable, "-c", attempts], capture_output=True, text=True, check=False
    )
    assert (done.stdout.strip(), done.stderr) == ("all refused", "")


def test_a_child_that_never_ends_is_killed_with_all_it_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stand_in = tmp_path / "stand-in"
    stand_in.write_text(f"#!/bin/sh\nsleep 300 & echo $! > {tmp_path / 'started'}\nwait\n")
    stand_in.chmod(0o755)
    monkeypatch.setattr(sandbox, "WALL_SECONDS", 0.5)
    monkeypatch.setattr(sys, "executable", str(stand_in))
    reading = read_document(b"%PDF-1.4 never read", "附件.pdf")
    assert (reading.kind, reading.unreadable) == ("pdf", "not read within 0 s")
    started = int((tmp_path / "started").read_text())
    waited(lambda: not _is_alive(started))  # a signal on its way is no life


@pytest.mark.parametrize(
    ("ending", "says"),
    [
        ("import os; os.abort()", "aborted"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "processor time"),
        ("raise SystemExit(3)", "ended with code 3"),
        ("print('no json')", "sent nothing"),
        ("import sys; sys.stdout.write('{}')", "sent nothing"),
        (f"bytearray({MEMORY} * 4)", "ended with code 1"),
    ],
)
def test_however_the_child_ends_it_is_a_reason_and_no_exception(
    ending: str, says: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stand_in = tmp_path / "stand-in"
    limits = f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY})); "
    stand_in.write_text(f'#!/bin/sh\nexec {sys.executable} -c "{limits}{ending}"\n')
    stand_in.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(stand_in))
    assert says in read_document(b"%PDF-1.4", "附件.pdf").unreadable


def test_any_broken_bytes_are_a_reason() -> None:
    whole = honest_xlsx()
    for body in (
        b"",
        b"\x00" * 50,
        b"%PDF-1.7\n" + b"\xff" * 300,
        b"PK\x03\x04" + b"\x00" * 90,
        whole[: len(whole) // 2],
        b"Rar!\x1a\x07\x00" * 9,
    ):
        assert read_document(body, "附件").unreadable


def test_one_archive_in_another_is_read_and_its_members_named() -> None:
    reading = read_document(nested_zips(1), "附件.zip")
    assert (reading.unreadable, len(reading.grids)) == ("", 1)
    assert "其他支出 5" in reading.text


def test_an_archive_with_a_member_that_cannot_be_read_is_not_read_in_full() -> None:
    reading = read_document(
        zipped({"决算.xlsx": honest_xlsx(), "说明.pdf": b"%PDF-1.4 broken"}), "附件.zip"
    )
    assert len(reading.grids) == 1
    assert reading.unreadable.startswith("说明.pdf: ")


def test_members_that_climb_or_repeat_are_refused() -> None:
    assert (
        "climbing" in read_document(zipped({"../../a.csv": b"a,1\nb,2\n"}), "附件.zip").unreadable
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("a.csv", b"a,1\nb,2\n")
        archive.writestr("a.csv", b"a,1\nb,2\n")
    assert "repeated" in read_document(out.getvalue(), "附件.zip").unreadable


def test_a_gbk_name_in_an_archive_is_read() -> None:
    body = zipped({"aaaa.csv": b"a,1\nb,2\n"}).replace(b"aaaa.csv", "预算.csv".encode("gb18030"))
    assert "预算" in read_document(body, "附件.zip").text


def test_a_reading_larger_than_the_limit_is_cut_and_says_so() -> None:
    rows = "".join(f"名称{number},{number},{'长' * 40}\n" for number in range(120_000))
    reading = read_document(rows.encode(), "表.csv")
    assert reading.unreadable == ""
    assert [grid.is_cut for grid in reading.grids] == [True]


def test_the_child_starts_quickly() -> None:
    """By the processor's clock, which does not run while others have the machine."""
    read_document(honest_xlsx(), "表.xlsx")
    times = []
    for _ in range(3):
        began = resource.getrusage(resource.RUSAGE_CHILDREN)
        read_document(honest_xlsx(), "表.xlsx")
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(ended.ru_utime - began.ru_utime + ended.ru_stime - began.ru_stime)
    assert 0 < min(times) < 1.0  # 0.2 s on a quiet machine


def _is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def _resident() -> int:
    found = re.search(r"VmRSS:\s+(\d+)", Path("/proc/self/status").read_text())
    assert found is not None
    return int(found[1]) * 1024
