"""Opened safely, or refused with words."""

import sqlite3
import threading
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from config.errors import OutOfSpace, StoreFailed
from config.unit import Site, Unit
from store.ledger import open_ledger
from store.records import Run
from store.verdicts import VerdictRow
from tests.store.nights import City

NOW = datetime(2012, 3, 5, 2, tzinfo=UTC)


def unit(name: str, *sites: Site) -> Unit:
    return Unit(id=name, name=f"某市{name}局", kind="department", sites=list(sites))


def rows(city: City, sql: str) -> list[tuple[object, ...]]:
    return city.ledger.db.conn.execute(sql).fetchall()


def test_a_unit_removed_from_the_configuration_is_retired_and_one_that_returns_taken_back(
    city: City,
) -> None:
    own = Site(kind="own", url="http://WWW.a.gov.cn")
    city.ledger.sync_units([unit("aa", own), unit("bb")], NOW)
    city.ledger.sync_units([unit("aa")], NOW)
    assert rows(city, "SELECT id, retired_on FROM unit ORDER BY id") == [
        ("aa", None),
        ("bb", "2012-03-05"),
    ]
    assert rows(city, "SELECT url, retired_on FROM site") == [
        ("http://www.a.gov.cn/", "2012-03-05")
    ]
    city.ledger.sync_units([unit("aa", own), unit("bb")], NOW)
    assert rows(city, "SELECT DISTINCT retired_on FROM unit UNION SELECT retired_on FROM site") == [
        (None,)
    ]


def test_an_office_without_units_retires_all(city: City) -> None:
    city.ledger.sync_units([unit("aa")], NOW)
    city.ledger.sync_units([], NOW)
    assert rows(city, "SELECT retired_on FROM unit") == [("2012-03-05",)]


def test_runs_are_named_by_their_day_and_told_apart(city: City) -> None:
    for expected in ("2012-03-05", "2012-03-05.2", "2012-03-05.3"):
        run_id = city.ledger.next_run_id(date(2012, 3, 5))
        assert run_id == expected
        city.ledger.begin_run(Run(run_id, date(2012, 3, 5), NOW, extra={"why": "试"}))
    latest = city.ledger.latest_run()
    assert latest is not None
    assert (latest.id, latest.state, latest.finished_at, latest.extra) == (
        "2012-03-05.3",
        "running",
        None,
        {"why": "试"},
    )


def test_a_run_never_begun_cannot_end(city: City) -> None:
    with pytest.raises(KeyError):
        city.ledger.end_run(Run("2012-03-05", date(2012, 3, 5), NOW))


def test_a_transaction_is_all_or_nothing_and_nests(city: City) -> None:
    with pytest.raises(RuntimeError), city.ledger.transaction():
        city.ledger.sync_units([unit("aa")], NOW)
        raise RuntimeError
    assert city.count("unit") == 0


def test_readers_see_while_the_writer_writes_and_cannot_write(city: City) -> None:
    city.ledger.sync_units([unit("aa")], NOW)
    with city.ledger.transaction():
        city.ledger.sync_units([unit("bb")], NOW)
        reader = open_ledger(city.ledger.path, readonly=True)
        assert reader.db.conn.execute("SELECT id FROM unit").fetchall() == [("aa",)]
    with pytest.raises(StoreFailed):
        reader.sync_units([], NOW)
    reader.close()


def test_a_second_writer_waits_for_the_first(city: City) -> None:
    locked, done = threading.Event(), threading.Event()

    def other() -> None:
        second = open_ledger(city.ledger.path)
        locked.set()
        with second.transaction():
            second.sync_units([unit("aa")], NOW)
        second.close()
        done.set()

    thread = threading.Thread(target=other)
    thread.start()
    assert locked.wait(5)
    with city.ledger.transaction():
        assert not done.wait(0.3) or city.count("unit") == 1
    thread.join(5)
    assert city.count("unit") == 1


def test_a_file_held_too_long_is_said_to_be_held(city: City) -> None:
    other = sqlite3.connect(city.ledger.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    city.ledger.db.conn.execute("PRAGMA busy_timeout = 50")
    with pytest.raises(StoreFailed, match="held by another program"):
        city.ledger.sync_units([], NOW)
    other.execute("ROLLBACK")
    other.close()


def test_a_full_disk_stops_and_leaves_what_was_there(city: City) -> None:
    city.ledger.sync_units([unit("aa")], NOW)
    pages = city.one("PRAGMA page_count")[0]
    city.ledger.db.conn.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(OutOfSpace), city.ledger.transaction():
        city.ledger.sync_units([unit(f"u{n}") for n in range(2000)], NOW)
    assert city.count("unit") == 1
    city.ledger.db.conn.execute("PRAGMA max_page_count = 1000000")
    city.ledger.sync_units([unit("aa"), unit("bb")], NOW)
    city.ledger.verify()


def test_readers_need_a_file(tmp_path: Path) -> None:
    with pytest.raises(StoreFailed, match="There is no data file"):
        open_ledger(tmp_path / "ledger.db", readonly=True)
    assert not (tmp_path / "ledger.db").exists()


def test_what_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    path.write_bytes(b"not a database, by far not" * 100)
    with pytest.raises(StoreFailed):
        open_ledger(path)
    assert path.read_bytes() == b"not a database, by far not" * 100


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE unit (x)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreFailed, match="not a file of this program"):
        open_ledger(path)
    assert path.read_bytes() == before


def test_a_newer_ledger_is_refused(city: City) -> None:
    city.ledger.db.conn.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('ledger', 'of_tomorrow', 'x')"
    )
    with pytest.raises(StoreFailed, match="newer version"):
        open_ledger(city.ledger.path)


def test_an_older_ledger_is_upgraded_by_the_writer_only(city: City) -> None:
    city.ledger.db.conn.execute("DROP TABLE verdict")
    city.ledger.db.conn.execute("DELETE FROM _sqlite_migrations WHERE name = 'verdicts'")
    with pytest.raises(StoreFailed, match="older version"):
        open_ledger(city.ledger.path, readonly=True)
    open_ledger(city.ledger.path).close()
    assert city.count("verdict") == 0


def test_a_damaged_ledger_does_not_pass_its_check(city: City) -> None:
    for number in range(200):
        city.ledger.begin_run(Run(f"r{number}", date(2012, 3, 5), NOW, note="x" * 200))
    city.ledger.db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    city.ledger.close()
    damaged = bytearray(city.ledger.path.read_bytes())
    root = len(damaged) // 4096 // 2 * 4096
    for start in range(root, len(damaged), 4096):
        damaged[start : start + 16] = b"\xff" * 16
    city.ledger.path.write_bytes(damaged)
    with pytest.raises(StoreFailed):
        open_ledger(city.ledger.path).verify()
    city.ledger = open_ledger(city.folder / "other.db")


def test_the_same_answer_night_after_night_is_one_row(city: City) -> None:
    def answer(day: int, said: str, measured: str) -> None:
        row = VerdictRow("stale_channel", "channel:x", said, measured=measured, threshold="14 d")
        city.ledger.record_verdicts("aa", [row], run_id=f"r{day}", day=date(2012, 3, day))

    for day in (1, 2, 2, 3):
        answer(day, "clear", f"{day} d")
    answer(4, "problem", "15 d")
    assert rows(
        city,
        "SELECT answer, measured, first_day, last_day, nights, last_run FROM verdict ORDER BY id",
    ) == [
        ("clear", "3 d", "2012-03-01", "2012-03-03", 3, "r3"),
        ("problem", "15 d", "2012-03-04", "2012-03-04", 1, "r4"),
    ]


def test_the_canaries_are_on_record(city: City) -> None:
    city.ledger.begin_run(Run("r", date(2012, 3, 5), NOW))
    city.ledger.log_canaries("r", NOW, good=False, details="0/3")
    assert rows(city, "SELECT run_id, at, good, details FROM canary") == [
        ("r", "2012-03-05T02:00:00Z", 0, "0/3")
    ]
