"""What the console asks of the nights: which there were, how each unit's crawl went, how its visits
ended.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from store.instants import from_text, unsqueeze
from store.ledger import Ledger
from store.rows import record, records
from store.sql import queries

_SQL = queries("console_runs")


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
    outcomes: dict[str, int] = field(default_factory=dict)  # outcome -> visits

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
    """Every crawl of that run, by unit."""
    rows = ledger.db.conn.execute(_SQL["unit_nights"], {"run": run_id})
    return [
        replace(record(UnitNightRow, row), outcomes=_outcomes(visited)) for *row, visited in rows
    ]


def canaries_in(ledger: Ledger, run_id: str) -> list[tuple[datetime, bool, str]]:
    """(when, whether our own network was good, what was asked) of each look at it, over whatever
    line.
    """
    rows = ledger.db.conn.execute(
        "SELECT at, good, details FROM canary WHERE run_id = ? ORDER BY id", (run_id,)
    )
    return [(from_text(at), bool(good), details) for at, good, details in rows]


def _nights(ledger: Ledger, runs: str, values: tuple[object, ...]) -> list[NightRow]:
    rows = ledger.db.conn.execute(_SQL["nights"].format(runs=runs), values)
    return list(records(NightRow, rows))


def _outcomes(visited: bytes | None) -> dict[str, int]:
    """Of `unit_run.visited`: [page, instant, outcome] a visit; the most frequent outcome first."""
    return dict(Counter(outcome for _, _, outcome in unsqueeze(visited)).most_common())
