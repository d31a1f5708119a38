"""What the console asks of the nights: which there were, how each unit's crawl went, how its visits
ended.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from store.instants import from_text, unsqueeze
from store.ledger import Ledger
from store.queries.console.lists import UnknownRow
from store.rows import places, record, records
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


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One visit of a page; `is_last`: of this page in this crawl, by which the page is counted."""

    unit: str
    page: int
    at: str  # instant
    outcome: str
    is_last: bool


def visits_in(ledger: Ledger, run_id: str) -> list[VisitRow]:
    """Every visit of that run, by unit, in the order in which they were made."""
    rows = ledger.db.conn.execute(
        "SELECT unit, visited FROM unit_run WHERE run_id = ? ORDER BY unit, kind", (run_id,)
    )
    found: list[VisitRow] = []
    for unit, visited in rows:
        tries = [(int(page), at, outcome) for page, at, outcome in unsqueeze(visited)]
        last = {page: n for n, (page, _, _) in enumerate(tries)}
        found += [
            VisitRow(unit, page, at, outcome, last[page] == n)
            for n, (page, at, outcome) in enumerate(tries)
        ]
    return found


def pages_named(ledger: Ledger, pages: Collection[int]) -> dict[int, tuple[str, str]]:
    """(title, address) of these pages."""
    rows = ledger.db.conn.execute(
        f"SELECT id, title, url FROM page WHERE id IN ({places(len(pages))})", tuple(pages)
    )
    return {page: (title or "", url) for page, title, url in rows}


def channels_named(
    ledger: Ledger, units: Collection[str]
) -> dict[tuple[str, str], tuple[str, int]]:
    """(name, page) of these units' channels, by unit and subject of an answer."""
    rows = ledger.db.conn.execute(
        f"SELECT unit, url, name, page FROM channel WHERE unit IN ({places(len(units))})",
        tuple(units),
    )
    return {(unit, f"channel:{url}"): (name or "", page) for unit, url, name, page in rows}


def undecided_on(ledger: Ledger, day: date) -> list[UnknownRow]:
    """Every point that could not be decided on a day, by the spans of answers that reach over it."""
    rows = ledger.db.conn.execute(
        """SELECT unit, rule, subject, coalesce(why, '') FROM verdict
           WHERE first_day <= ?1 AND last_day >= ?1 AND answer = 'cannot_tell'
           ORDER BY unit, rule, subject""",
        (day.isoformat(),),
    )
    return list(records(UnknownRow, rows))


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
