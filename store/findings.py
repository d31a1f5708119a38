"""Findings and what happened to them: one row for a fault however long it lasts, one event for each
turn of its life.

What is to be written is decided in `monitor/judging/life.py`; this file writes it down and reads it again.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from sqlite_utils import Database, Migrations

from store.ledger import Ledger
from store.records import Finding
from store.sql import queries, run

migrations = Migrations("findings")

_SQL = queries("findings")


class FindingTurn(StrEnum):
    """A turn in the life of a finding. `kept` is no event: a finding that lasts is one row, not one
    a night.
    """

    OPENED = "opened"
    KEPT = "kept"
    CLOSED = "closed"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class Change:
    """A finding as it shall stand after this run. A new one has the id 0."""

    what: FindingTurn
    finding: Finding
    run_id: str
    day: date


@dataclass(frozen=True, slots=True)
class FindingEvent:
    """One turn, with the sentence as it was said that night."""

    finding: int
    what: FindingTurn
    run_id: str
    day: date
    severity: str
    measured: str
    sentence_zh: str
    sentence_en: str


@migrations()
def findings(db: Database) -> None:
    """Findings, keyed by (unit, rule, subject), and their events."""
    run(db.conn, _SQL["findings"])


def apply(ledger: Ledger, changes: Sequence[Change]) -> list[Finding]:
    """Write the changes, all or none; the findings as they now stand, in the same order, with their
    ids.

    Joins the caller's transaction where there is one, so that findings and what is told of them can
    be one commit.
    """
    with ledger.transaction():
        return [_apply(ledger.db, change) for change in changes]


def open_findings(ledger: Ledger, unit: str | None = None) -> list[Finding]:
    """Open ones of a unit, or of all, in the order of unit, rule, subject."""
    where, values = (
        ("WHERE state = 'open' AND unit = ?", (unit,)) if unit else ("WHERE state = 'open'", ())
    )
    return _read(ledger.db, f"{where} ORDER BY unit, rule, subject", values)


def findings_of(ledger: Ledger, unit: str) -> list[Finding]:
    """Every finding of a unit, open and closed."""
    return _read(ledger.db, "WHERE unit = ? ORDER BY rule, subject", (unit,))


def finding(ledger: Ledger, finding_id: int) -> Finding | None:
    return next(iter(_read(ledger.db, "WHERE id = ?", (finding_id,))), None)


def all_findings(ledger: Ledger) -> list[Finding]:
    """Open and closed, oldest first: what the alerts compare with what was told."""
    return _read(ledger.db, "ORDER BY id", ())


def events_of(ledger: Ledger, finding_id: int) -> list[FindingEvent]:
    """The turns of a finding's life, oldest first."""
    rows = ledger.db.conn.execute(
        """SELECT finding, what, run_id, day, severity, measured, sentence_zh, sentence_en
           FROM finding_event WHERE finding = ? ORDER BY id""",
        (finding_id,),
    )
    return [
        FindingEvent(found, FindingTurn(what), run, date.fromisoformat(day), *rest)
        for found, what, run, day, *rest in rows
    ]


_COLUMNS = (
    *("unit", "rule", "subject", "kind", "state", "severity"),
    *("opened", "opened_run", "last_confirmed", "closed", "reopened"),
    *(
        "measured",
        "threshold",
        "threshold_mark",
        "clause",
        "sentence_zh",
        "sentence_en",
        "evidence",
        "details",
    ),
)


def _apply(db: Database, change: Change) -> Finding:
    written = (
        _insert(db, change.finding)
        if change.what is FindingTurn.OPENED
        else _update(db, change.finding)
    )
    if change.what is not FindingTurn.KEPT:
        db.conn.execute(
            """INSERT INTO finding_event (finding, what, run_id, day, severity, measured, sentence_zh, sentence_en)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""",
            (
                written.id,
                change.what.value,
                change.run_id,
                change.day.isoformat(),
                written.severity,
                written.measured,
                written.sentence_zh,
                written.sentence_en,
            ),
        )
    return written


def _insert(db: Database, new: Finding) -> Finding:
    places = ", ".join("?" * len(_COLUMNS))
    row = db.conn.execute(
        f"INSERT INTO finding ({', '.join(_COLUMNS)}) VALUES ({places}) RETURNING id", _values(new)
    ).fetchone()
    return replace(new, id=row[0])


def _update(db: Database, known: Finding) -> Finding:
    settings = ", ".join(f"{column} = ?" for column in _COLUMNS)
    db.conn.execute(f"UPDATE finding SET {settings} WHERE id = ?", (*_values(known), known.id))
    return known


def _values(given: Finding) -> tuple[object, ...]:
    return tuple(_stored(getattr(given, column)) for column in _COLUMNS)


def _stored(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False) if isinstance(value, tuple | dict) else value


def _read(db: Database, where: str, values: tuple[object, ...]) -> list[Finding]:
    rows = db.conn.execute(
        f"SELECT id, {', '.join(_COLUMNS)} FROM finding {where}", values
    ).fetchall()
    return [_finding(dict(zip(("id", *_COLUMNS), row, strict=True))) for row in rows]


def _finding(row: dict[str, Any]) -> Finding:
    days = {
        name: date.fromisoformat(row[name]) if row[name] else None
        for name in ("opened", "last_confirmed", "closed")
    }
    return Finding(
        **{
            **row,
            **days,
            "evidence": tuple(json.loads(row["evidence"])),
            "details": json.loads(row["details"]),
        }
    )
