"""One of each (docs/faults.md M7, M9): one night, one writer, readers that hold nobody up, and a
SQLite whose fault cannot bite.
"""

import ast
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

import pytest

from app.data_folder import open_data_folder
from config.folder import load
from store.ledger import open_ledger
from store.sqlite_version import has_wal_bug, sqlite_version
from tests.crawler.fixture_server import FixtureServer
from tests.reliability.offices import gongkai, one_unit_office
from tests.reliability.promises import READERS, TEN_STARTERS
from tests.reliability.rows import row
from tests.reliability.scales import scales
from tests.reliability.test_kills import office_of_articles
from tests.store.nights import HOME, City, Saw, reading

ROOT = Path(__file__).parents[2]


@pytest.fixture
def fixture_server() -> Iterator[FixtureServer]:
    fixture_server = FixtureServer()
    yield fixture_server
    fixture_server.stop()


@scales(few=5, soak=10, is_long=True)
def test_m7_ten_start_at_once(
    fixture_server: FixtureServer, tmp_path: Path, size: int, is_soak: bool
) -> None:
    with row(TEN_STARTERS.fault, TEN_STARTERS.what, soak=is_soak) as counted:
        folder = office_of_articles(fixture_server, tmp_path, 3 * size, slowly=0.4)
        starters = [gongkai("crawl", folder) for _ in range(size)]
        ends = {
            starter.pid: (starter.communicate(timeout=300)[1], starter.returncode)
            for starter in starters
        }
        runners = [pid for pid, (_, code) in ends.items() if code == 0]
        refused = [said for said, code in ends.values() if code == 5]
        named = [
            said
            for said in refused
            if re.search(
                rf"process {runners[0] if runners else 0}, since 20\d\d-\d\d-\d\d \d\d:\d\d", said
            )
        ]
        counted.points = size
        counted.bad += (len(runners), len(refused), len(named)) != (1, size - 1, size - 1)
        counted.note = f"{len(runners)} ran, {len(refused)} ended with code 5, {len(named)} of them named who holds it"


WRITER = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from store.ledger import open_ledger
ledger, until, n = open_ledger(Path(sys.argv[1])), monotonic() + float(sys.argv[2]), 0
print("begun", flush=True)
while monotonic() < until:
    with ledger.transaction():
        for _ in range(20):
            n += 1
            ledger.db.conn.execute("INSERT INTO canary (run_id, at, good, details) VALUES ('2012-03-02', ?, 1, ?)", (f"{n:08}", "x" * 2000))
ledger.close()
print(n)
"""
READER = """
import sys
from pathlib import Path
from time import monotonic
from config.errors import StoreFailed
from store.ledger import open_ledger
until, times, locked = monotonic() + float(sys.argv[2]), [], 0
open_ledger(Path(sys.argv[1]), readonly=True).close()
while monotonic() < until:
    began = monotonic()
    try:
        ledger = open_ledger(Path(sys.argv[1]), readonly=True)
        (last,) = ledger.db.conn.execute("SELECT max(rowid) FROM canary").fetchone()
        ledger.close()
        assert (last or 0) % 20 == 0, "half a transaction was seen"
    except StoreFailed:
        locked += 1
    times.append(monotonic() - began)
times.sort()
print(locked, len(times), times[len(times) * 99 // 100])
"""


@scales(few=2, soak=60)
def test_m9_a_writer_and_eight_readers(tmp_path: Path, size: int, is_soak: bool) -> None:
    city = City(tmp_path)
    city.begin(0)
    city.close()
    path = tmp_path / "ledger.db"
    with row(READERS.fault, READERS.what, soak=is_soak) as counted:
        writer = _started(WRITER, path, size)
        assert writer.stdout is not None and writer.stdout.readline()
        readers = [_started(READER, path, size) for _ in range(8)]
        answers = [reader.communicate(timeout=size + 120)[0].split() for reader in readers]
        written = writer.communicate(timeout=size + 120)[0].split()[-1]
        locked, looks, p99 = (
            sum(int(a[0]) for a in answers),
            sum(int(a[1]) for a in answers),
            max(float(a[2]) for a in answers),
        )
        counted.points, counted.bad = looks, locked
        counted.note = f"{written} rows written, {looks:,} readings, p99 of the slowest reader {p99 * 1000:.0f} ms ({os.cpu_count()} processors)"
        open_ledger(
            path
        ).close()  # a reader in the way of the last writer leaves the WAL to the next
        wal = path.with_name("ledger.db-wal")
        counted.bad += wal.exists() and wal.stat().st_size > 0


def _started(code: str, path: Path, seconds: float) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, str(path), str(seconds)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


# --- the cure for SQLite's WAL-reset fault: one writer, readers mode=ro, never two checkpointers
# (docs/stack.md §8.1)


@pytest.mark.parametrize(
    ("version", "has_bug"),
    [
        ((3, 6, 23), False), ((3, 7, 0), True), ((3, 40, 1), True), ((3, 44, 5), True), ((3, 44, 6), False), ((3, 45, 0), True),
        ((3, 50, 6), True), ((3, 50, 7), False), ((3, 51, 2), True), ((3, 51, 3), False), ((3, 54, 1), False),
    ],
)  # fmt: skip
def test_which_sqlite_has_the_fault(version: tuple[int, int, int], has_bug: bool) -> None:
    assert has_wal_bug(version) is has_bug
    found = sqlite_version(version)
    assert (
        found.version == ".".join(map(str, version))
        and found.version in found.words.zh
        and found.version in found.words.en
    )
    assert found.is_usable is (version >= (3, 37, 0))


def test_only_these_places_open_a_database_for_writing() -> None:
    """Every call that could make a second writer, by file; a new one has to be thought about here.

    WAL files have one writer at a time because each of these holds the night's lock, or is the
    file's only owner.
    """
    writers = {
        "app/data_folder.py": "held_night, by everyone who opens the house",
        "app/service/alerting.py": "held_night",
        "app/night/taking_back.py": "held_night",
        "app/service/serving.py": "held_night",
        "app/exports/restoring.py": "every lock of the folder",
        "store/schema_docs/schema_page.py": "a folder of its own",
    }
    opening = re.compile(r"\bopen_(?:ledger|archive)\((?![^\n]*readonly=True)")
    found = {
        str(path.relative_to(ROOT))
        for room in ("app", "crawler", "demo", "monitor", "store")
        for path in sorted((ROOT / room).rglob("*.py"))
        if any(
            opening.search(line) and "def " not in line
            for line in path.read_text(encoding="utf-8").splitlines()
        )
    }
    assert found <= set(writers), f"opens for writing: {sorted(found - set(writers))}"


def test_whoever_opens_the_house_holds_the_night() -> None:
    """`open_house` stands in a with-statement that has taken the night before it."""
    found = []
    for path in [*(ROOT / "app").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.With | ast.AsyncWith):
                names = [ast.unparse(item.context_expr).partition("(")[0] for item in node.items]
                if "open_data_folder" in names:
                    found.append(path.name)
                    assert "held_night" in names[: names.index("open_data_folder")], (
                        f"{path}: {names}"
                    )
    assert len(found) >= 4


def test_a_reader_can_neither_write_nor_checkpoint(tmp_path: Path) -> None:
    city = City(tmp_path)
    city.night(0, Saw(HOME, reading("首页")))
    reader = open_ledger(tmp_path / "ledger.db", readonly=True)
    wal = tmp_path / "ledger.db-wal"
    before = wal.read_bytes()
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        reader.db.conn.execute("CREATE TABLE t (x)")
    with pytest.raises(sqlite3.OperationalError):
        reader.db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    reader.close()
    assert wal.read_bytes() == before != b"", (
        "the last reader to close leaves the WAL to the writer"
    )
    city.close()


def test_the_wal_is_empty_after_every_run(tmp_path: Path) -> None:
    config = load(one_unit_office(tmp_path / "office", HOME, {}))
    with open_data_folder(config) as house:
        reader = open_ledger(house.ledger.path, readonly=True)
        house.ledger.sync_units(config.units, datetime.now(UTC))
        assert (config.data / "ledger.db-wal").stat().st_size > 0
    assert (
        not (config.data / "ledger.db-wal").exists()
        or (config.data / "ledger.db-wal").stat().st_size == 0
    )
    began = monotonic()
    reader.close()
    assert monotonic() - began < 1
