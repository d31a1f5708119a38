"""Whoever sees some units hears of no other, whatever is asked of the ledger."""

import sqlite3
from dataclasses import replace
from datetime import date

import pytest

from config.unit import Site
from store.findings import Change, FindingTurn, apply, open_findings
from store.ledger import Ledger, open_ledger
from store.outbox import MessageKind, NewMessage, Telling, compose, told_to_anybody
from store.records import Purpose
from store.shown_units import OF_NO_UNIT, show_only
from tests.monitor.alerts.delivery import AT, deliver
from tests.monitor.report.sample import STALE
from tests.store.nights import NEWS, UNIT, City, Saw, a_list, entry

OTHER = UNIT.model_copy(
    update={
        "id": "jiaotong",
        "name": "某市交通局",
        "sites": [Site(kind="own", url="http://jiaotong.example.gov.cn/")],
    }
)
HOME_OF_OTHER = "http://jiaotong.example.gov.cn/"


@pytest.fixture
def ledger(city: City) -> Ledger:
    """Two units, each with a page, a list with an entry, and a finding."""
    day = date(2012, 2, 20)
    news = a_list(entry("水利的通知", day, 1))
    city.night(0, Saw(), Saw(NEWS, news, purpose=Purpose.CHANNEL))
    theirs = replace(news, title="交通的通知")
    city.night(1, Saw(HOME_OF_OTHER, theirs), unit=OTHER)
    run = city.ledger.latest_run()
    assert run is not None
    for unit in (UNIT, OTHER):
        found = replace(STALE, id=0, unit=unit.id, opened_run=run.id)
        apply(city.ledger, [Change(FindingTurn.OPENED, found, run.id, run.day)])
    return open_ledger(city.ledger.path, readonly=True)


def tables(ledger: Ledger) -> list[str]:
    rows = ledger.db.conn.execute(
        "SELECT name FROM main.sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'"
    )
    return sorted({name for (name,) in rows} - OF_NO_UNIT)


def count(ledger: Ledger, table: str) -> int:
    return int(ledger.db.conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_of_two_units_half_is_shown_and_to_nobody_s_unit_nothing(ledger: Ledger) -> None:
    before = {table: count(ledger, table) for table in tables(ledger)}
    assert {"page", "capture", "facts", "span", "finding", "finding_event", "unit_run", "site"} <= {
        table for table, rows in before.items() if rows >= 2
    }
    show_only(ledger, [UNIT.id])
    conn = ledger.db.conn
    for table in ("page", "finding", "site", "unit_run"):
        assert conn.execute(f"SELECT DISTINCT unit FROM {table}").fetchall() == [(UNIT.id,)]
    for table, rows in before.items():
        assert count(ledger, table) < rows or rows == 0 or table.startswith(("item", "channel"))
    assert count(ledger, "finding_event") == 1 and count(ledger, "run") == 2
    ledger.close()


def test_whether_somebody_was_told_is_known_of_ones_own_and_what_was_written_is_not(
    ledger: Ledger,
) -> None:
    """The letter that tells of two units is delivered once; its words stay hidden."""
    writable = open_ledger(ledger.path)
    ours, theirs = open_findings(writable)
    tells = tuple(Telling(one.id, 0, MessageKind.OPENED) for one in (ours, theirs))
    letter = NewMessage("leader", ours.opened_run, ours.opened, "x", "交通的通知", tells)
    compose(writable, [letter], now=AT)
    deliver(writable)
    assert told_to_anybody(writable) == {ours.id, theirs.id}
    writable.close()
    show_only(ledger, [ours.unit])
    assert told_to_anybody(ledger) == {ours.id}
    assert (count(ledger, "message"), count(ledger, "telling"), count(ledger, "delivery")) == (
        *(0, 1, 1),
    )
    ledger.close()


def test_of_no_unit_nothing_is_shown(ledger: Ledger) -> None:
    show_only(ledger, [])
    assert {count(ledger, table) for table in tables(ledger)} == {0}
    ledger.close()


def test_a_table_of_later_shows_nothing_until_somebody_says_whose_it_is(city: City) -> None:
    city.ledger.db.conn.execute("CREATE TABLE later (id INTEGER, said TEXT)")
    city.ledger.db.conn.execute("INSERT INTO later VALUES (1, 'of somebody')")
    ledger = open_ledger(city.ledger.path, readonly=True)
    show_only(ledger, [UNIT.id])
    assert count(ledger, "later") == 0
    ledger.close()


def test_what_is_read_so_cannot_be_written(ledger: Ledger) -> None:
    show_only(ledger, [UNIT.id])
    for statement in ("DELETE FROM main.finding", "DROP VIEW temp.finding"):
        with pytest.raises(sqlite3.OperationalError):
            ledger.db.conn.execute(statement)
    ledger.close()
