"""Runs: the rows that prove a night took place, and which capture files it has already taken in."""

import json
from datetime import date

from sqlite_utils import Database

from store.instants import to_text
from store.records import Run
from store.rows import columns, maybe_record


def next_id(db: Database, day: date) -> str:
    """`2012-03-05`, then `2012-03-05.2`, …: sorted by a reader's eye, unique by the count of the
    day's runs.
    """
    taken = {
        row[0] for row in db.conn.execute("SELECT id FROM run WHERE day = ?", (day.isoformat(),))
    }
    candidate, number = day.isoformat(), 1
    while candidate in taken:
        number += 1
        candidate = f"{day.isoformat()}.{number}"
    return candidate


def begin(db: Database, run: Run) -> None:
    """A run that never ended was killed: only one runs at a time, so whoever begins may say so."""
    db.conn.execute("UPDATE run SET state = 'interrupted' WHERE state = 'running'")
    db.table("run").insert(_row(run))


def add(db: Database, run: Run) -> None:
    """A run that has ended already; whoever runs beside it goes on."""
    db.table("run").insert(_row(run))


def end(db: Database, run: Run) -> None:
    changed = db.conn.execute(
        "UPDATE run SET state = ?, note = ?, finished_at = ?, extra = ? WHERE id = ?",
        (
            run.state,
            run.note,
            to_text(run.finished_at) if run.finished_at else None,
            json.dumps(run.extra, ensure_ascii=False),
            run.id,
        ),
    ).rowcount
    if changed == 0:
        raise KeyError(f"run {run.id} was never begun")


def latest(db: Database) -> Run | None:
    """The last that looked from our own vantage point: what others brought makes no night."""
    # Not by date: a clock that was in 2099 for a night is not the latest for ever (M5).
    return _read(db, "WHERE kind != 'vantage' ORDER BY rowid DESC LIMIT 1", ())


def of_day(db: Database, day: date) -> Run | None:
    """The day's last, from our own vantage point."""
    return _read(
        db, "WHERE day = ? AND kind != 'vantage' ORDER BY rowid DESC LIMIT 1", (day.isoformat(),)
    )


def days(db: Database) -> list[date]:
    """On which there were runs from our own vantage point, in their order."""
    rows = db.conn.execute("SELECT DISTINCT day FROM run WHERE kind != 'vantage' ORDER BY day")
    return [date.fromisoformat(row[0]) for row in rows]


def one(db: Database, run_id: str) -> Run | None:
    return _read(db, "WHERE id = ?", (run_id,))


def has_merged(db: Database, file_id: str) -> bool:
    return (
        db.conn.execute("SELECT 1 FROM unit_run WHERE file_id = ?", (file_id,)).fetchone()
        is not None
    )


def _read(db: Database, clause: str, values: tuple[str, ...]) -> Run | None:
    row = db.conn.execute(f"SELECT {columns(Run)} FROM run {clause}", values).fetchone()
    return maybe_record(Run, row)


def _row(run: Run) -> dict[str, str | None]:
    return {
        "id": run.id,
        "day": run.day.isoformat(),
        "kind": run.kind,
        "state": run.state,
        "started_at": to_text(run.started_at),
        "finished_at": to_text(run.finished_at) if run.finished_at else None,
        "vantage": run.vantage,
        "note": run.note,
        "extra": json.dumps(run.extra, ensure_ascii=False),
    }
