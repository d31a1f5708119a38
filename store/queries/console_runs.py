"""What the console asks of the nights: which there were, how each unit's crawl went, how its visits
ended.
"""

import json
import zlib
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from store.instants import from_text, maybe_instant
from store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class NightRow:
    id: str
    day: date
    kind: str
    state: str
    started_at: datetime
    finished_at: datetime | None
    note: str
    units: int
    planned: int
    fetched: int
    failed: int
    skipped: int
    pending: int
    not_judged: int

    @property
    def seconds(self) -> float | None:
        return (self.finished_at - self.started_at).total_seconds() if self.finished_at else None


@dataclass(frozen=True, slots=True)
class UnitNightRow:
    """One crawl of one unit in that night, and how its visits ended."""

    unit: str
    unit_name: str
    kind: str
    state: str
    stop_reason: str
    started_at: datetime | None
    ended_at: datetime | None
    planned: int
    fetched: int
    failed: int
    skipped: int
    pending: int
    not_judged: int
    outcomes: dict[str, int]  # outcome -> visits

    @property
    def seconds(self) -> float | None:
        return (
            (self.ended_at - self.started_at).total_seconds()
            if self.started_at and self.ended_at
            else None
        )


def nights(ledger: Ledger, *, start: int, count: int) -> list[NightRow]:
    """Runs with the sums of their crawls, the newest first."""
    return _nights(
        ledger,
        "SELECT * FROM run ORDER BY started_at DESC, rowid DESC LIMIT ? OFFSET ?",
        (count, start),
    )


def night(ledger: Ledger, run_id: str) -> NightRow | None:
    return next(iter(_nights(ledger, "SELECT * FROM run WHERE id = ?", (run_id,))), None)


def count_nights(ledger: Ledger) -> int:
    return int(ledger.db.conn.execute("SELECT count(*) FROM run").fetchone()[0])


def unit_nights(ledger: Ledger, run_id: str) -> list[UnitNightRow]:
    rows = ledger.db.conn.execute(
        """SELECT unit_run.unit, coalesce(unit.name, unit_run.unit), unit_run.kind, state, coalesce(stop_reason, ''), started_at, ended_at,
             planned, fetched, failed, skipped, pending, not_judged, visited
           FROM unit_run LEFT JOIN unit ON unit.id = unit_run.unit WHERE run_id = ? ORDER BY unit_run.unit, unit_run.kind""",
        (run_id,),
    )
    return [_unit_night(row) for row in rows]


def canaries_in(ledger: Ledger, run_id: str) -> list[tuple[datetime, bool, str]]:
    """(when, whether our own network was good, what was asked) of each look at it."""
    rows = ledger.db.conn.execute(
        "SELECT at, good, details FROM canary WHERE run_id = ? ORDER BY id", (run_id,)
    )
    return [(from_text(at), bool(good), details) for at, good, details in rows]


def _nights(ledger: Ledger, runs: str, values: tuple[object, ...]) -> list[NightRow]:
    rows = ledger.db.conn.execute(
        f"""SELECT run.id, run.day, run.kind, run.state, run.started_at, run.finished_at, coalesce(run.note, ''),
              count(DISTINCT unit_run.unit), coalesce(sum(planned), 0), coalesce(sum(fetched), 0), coalesce(sum(failed), 0),
              coalesce(sum(skipped), 0), coalesce(sum(pending), 0), coalesce(sum(not_judged), 0)
            FROM ({runs}) AS run LEFT JOIN unit_run ON unit_run.run_id = run.id GROUP BY run.id ORDER BY run.started_at DESC, run.id DESC""",
        values,
    )
    return [
        NightRow(
            run_id,
            date.fromisoformat(day),
            kind,
            state,
            from_text(begun),
            maybe_instant(ended),
            *rest,
        )
        for run_id, day, kind, state, begun, ended, *rest in rows
    ]


def _unit_night(row: tuple[Any, ...]) -> UnitNightRow:
    (
        unit,
        name,
        kind,
        state,
        why,
        begun,
        ended,
        planned,
        fetched,
        failed,
        skipped,
        pending,
        unjudged,
        visited,
    ) = row
    between = (maybe_instant(begun), maybe_instant(ended))
    return UnitNightRow(
        unit,
        name,
        kind,
        state,
        why,
        *between,
        planned,
        fetched,
        failed,
        skipped,
        pending,
        unjudged,
        outcomes=_outcomes(visited),
    )


def _outcomes(visited: bytes | None) -> dict[str, int]:
    """Of `unit_run.visited`: zlib of JSON, [page, instant, outcome] a visit."""
    if not visited:
        return {}
    return dict(
        Counter(outcome for _, _, outcome in json.loads(zlib.decompress(visited))).most_common()
    )
