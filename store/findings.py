"""Findings and what happened to them: one row for a fault however long it lasts, one event for each
turn of its life.

What is to be written is decided in `monitor/judging/life.py`; this file writes it down and reads it
again.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum

from sqlite_utils import Database, Migrations

from store.ledger import Ledger
from store.records import Finding
from store.rows import columns, places, records
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
    WITHDRAWN = "withdrawn"


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
    withdrawn_kind: str = ""  # of a withdrawal: by what, whom and why
    withdrawn_by: str = ""
    withdrawn_why: str = ""


@migrations()
def findings(db: Database) -> None:
    """Findings, keyed by (unit, rule, subject), and their events."""
    run(db.conn, _SQL["findings"])


@migrations()
def examined(db: Database) -> None:
    """What was looked for in the unit's favour and not found. Of findings from before: nothing."""
    run(db.conn, _SQL["examined"])


@migrations()
def withdrawn(db: Database) -> None:
    """That a finding may be taken back, and its one deadline. Of findings from before: neither."""
    run(db.conn, _SQL["withdrawn"])


@migrations()
def by_state_and_day(db: Database) -> None:
    """Indices: the lists stay short, the findings of ten years do not."""
    run(db.conn, _SQL["by_state_and_day"])


def apply(ledger: Ledger, changes: Sequence[Change]) -> list[Finding]:
    """Write the changes, all or none; the findings as they now stand, in the same order, with their
    ids.

    Joins the caller's transaction where there is one, so that findings and what is told of them can
    be one commit.

    Raises StoreFailed, OutOfSpace.
    """
    with ledger.transaction():
        return [_apply(ledger.db, change) for change in changes]


def open_findings(ledger: Ledger, unit: str | None = None) -> list[Finding]:
    """Open ones of a unit, or of all, in the order of unit, rule, subject."""
    among, values = ("AND unit = ?", (unit,)) if unit else ("", ())
    return findings_where(ledger, f"state = 'open' {among} ORDER BY unit, rule, subject", values)


def withdrawn_ids(ledger: Ledger) -> frozenset[int]:
    """Those that stand as withdrawn today."""
    rows = ledger.db.conn.execute("SELECT id FROM finding WHERE state = 'withdrawn'")
    return frozenset(number for (number,) in rows)


def findings_of(ledger: Ledger, unit: str) -> list[Finding]:
    """Every finding of a unit, whatever its state."""
    return findings_where(ledger, "unit = ? ORDER BY rule, subject", (unit,))


def finding(ledger: Ledger, finding_id: int) -> Finding | None:
    return next(iter(findings_where(ledger, "id = ?", (finding_id,))), None)


def all_findings(ledger: Ledger) -> list[Finding]:
    """Whatever their state, oldest first: what the alerts compare with what was told."""
    return findings_where(ledger, "1 ORDER BY id")


def findings_where(ledger: Ledger, clause: str, values: tuple[object, ...] = ()) -> list[Finding]:
    """What is asked for by the rest of an SQL statement behind WHERE: for the queries of `store`."""
    rows = ledger.db.conn.execute(f"SELECT {columns(Finding)} FROM finding WHERE {clause}", values)
    return list(records(Finding, rows))


def events_of(ledger: Ledger, finding_id: int) -> list[FindingEvent]:
    """The turns of a finding's life, oldest first."""
    rows = ledger.db.conn.execute(
        f"SELECT {columns(FindingEvent)} FROM finding_event WHERE finding = ? ORDER BY id",
        (finding_id,),
    )
    return list(records(FindingEvent, rows))


def opened_days(
    ledger: Ledger, unit: str, rules: Collection[str], until: date
) -> dict[str, tuple[date, ...]]:
    """By subject, the days up to `until` on which a problem of these rules began, oldest first."""
    days: dict[str, tuple[date, ...]] = {}
    rows = ledger.db.conn.execute(
        """SELECT subject, rule, day FROM finding_event JOIN finding ON finding.id = finding
           WHERE unit = ? AND what <> 'closed' AND day <= ? ORDER BY finding_event.id""",
        (unit, until.isoformat()),
    )
    for subject, rule, day in rows:
        if rule in rules:
            days[subject] = (*days.get(subject, ()), date.fromisoformat(day))
    return days


_COLUMNS = columns(Finding, without=("id",))


def _apply(db: Database, change: Change) -> Finding:
    written = (
        _insert(db, change.finding)
        if change.what is FindingTurn.OPENED
        else _update(db, change.finding)
    )
    if change.what is not FindingTurn.KEPT:
        values = _stored(_event(change, written))
        db.conn.execute(
            f"""INSERT INTO finding_event ({columns(FindingEvent)}) VALUES ({places(len(values))})
                ON CONFLICT DO NOTHING""",
            values,
        )
    return written


def _event(change: Change, written: Finding) -> FindingEvent:
    event = FindingEvent(
        written.id,
        change.what,
        change.run_id,
        change.day,
        written.severity,
        written.measured,
        written.sentence_zh,
        written.sentence_en,
    )
    if change.what is not FindingTurn.WITHDRAWN:
        return event
    return replace(
        event,
        withdrawn_kind=written.withdrawn_kind,
        withdrawn_by=written.withdrawn_by,
        withdrawn_why=written.withdrawn_why,
    )


def _insert(db: Database, new: Finding) -> Finding:
    _, *values = _stored(new)
    row = db.conn.execute(
        f"INSERT INTO finding ({_COLUMNS}) VALUES ({places(len(values))}) RETURNING id", values
    ).fetchone()
    return replace(new, id=row[0])


def _update(db: Database, known: Finding) -> Finding:
    number, *values = _stored(known)
    db.conn.execute(
        f"UPDATE finding SET ({_COLUMNS}) = ({places(len(values))}) WHERE id = ?", (*values, number)
    )
    return known


def _stored(given: Finding | FindingEvent) -> tuple[object, ...]:
    """Its fields as they are written: days as text, lists and objects as JSON."""
    return tuple(_text(getattr(given, each.name)) for each in fields(given))


def _text(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False) if isinstance(value, tuple | dict) else value
