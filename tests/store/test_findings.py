"""Findings of an older ledger go through the migration whole; what is taken back stays on record."""

import sqlite3
from datetime import date
from pathlib import Path

from sqlite_utils import Database

from store.findings import FindingTurn, events_of, findings_of, migrations
from store.ledger import Ledger, open_ledger
from store.sql import queries, run

OLD = ("findings", "examined")


def older_ledger(path: Path) -> None:
    """As 0.2.0 left it: one open finding and one closed, with their turns."""
    open_ledger(path).close()
    connection = sqlite3.connect(path, isolation_level=None)
    for table in ("finding_event", "finding"):
        connection.execute(f"DROP TABLE {table}")
    for name in OLD:
        run(connection, queries("findings")[name])
    connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'withdrawn'")
    for number, state, closed in ((7, "open", None), (9, "closed", "2026-11-20")):
        connection.execute(
            f"INSERT INTO finding VALUES ({', '.join('?' * 21)})",
            (
                *(number, "huanbao", "stale_channel", f"channel:{number}", "", state, "problem"),
                *("2026-11-01", "2026-11-01", "2026-11-19", closed, 1, "9 d", "7 d", "law"),
                *("c", "超期。", "Late.", '[{"url": "http://a.example/"}]', "{}", '["moved"]'),
            ),
        )
        connection.execute(
            f"INSERT INTO finding_event VALUES ({', '.join('?' * 9)})",
            (number, number, "opened", "2026-11-01", "2026-11-01", "problem", "9 d", "超期。", "L"),
        )
    connection.close()


def test_an_older_ledger_keeps_every_finding_with_its_number_and_turns(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    older_ledger(path)
    upgraded = open_ledger(path)
    first, second = findings_of(upgraded, "huanbao")
    assert [(f.id, f.state, f.closed) for f in (first, second)] == [
        (7, "open", None),
        (9, "closed", date(2026, 11, 20)),
    ]
    assert first.examined == ("moved",) and first.evidence == ({"url": "http://a.example/"},)
    assert (first.due, first.withdrawn, first.address, first.reopened) == (None, None, "", 1)
    assert [event.what for event in events_of(upgraded, 9)] == [FindingTurn.OPENED]
    assert tables(upgraded) >= {"finding", "finding_event"}
    assert not tables(upgraded) & {"finding_before", "event_before"}
    assert upgraded.db.conn.execute("SELECT count(*) FROM v_findings").fetchone() == (2,)
    upgraded.verify()
    upgraded.close()


def test_the_migrations_come_in_their_order() -> None:
    known = [each.name for each in migrations._migrations]
    assert known == [*OLD, "withdrawn", "by_state_and_day"]


def tables(ledger: Ledger) -> set[str]:
    names: Database = ledger.db
    return set(names.table_names())
