"""What the console's first screen and its lists ask the ledger: the last inspection, who was
judged, what is open and what turned.

Read-only, few queries a page, each over an index or a table that grows with the city and not with
its nights.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from store.findings import FindingTurn
from store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class JudgedCounts:
    """How much of a unit was answered on a night."""

    judged: int = 0  # verdicts that say problem or clear
    unknown: int = 0  # that could not tell
    warnings: int = 0


@dataclass(frozen=True, slots=True)
class UnknownRow:
    unit: str
    rule: str
    subject: str
    why: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding as lists show it, without its evidence."""

    id: int
    unit: str
    rule: str
    subject: str
    state: str
    severity: str
    opened: date
    last_confirmed: date
    closed: date | None
    reopened: int
    measured: str
    sentence_zh: str
    sentence_en: str

    def sentence(self, language: str) -> str:
        return self.sentence_en if language == "en" else self.sentence_zh


def last_inspection(ledger: Ledger) -> str:
    """The id of the newest run by which anybody was judged or found impossible to judge; "" before
    the first.
    """
    row = ledger.db.conn.execute(
        """SELECT id FROM run WHERE EXISTS (SELECT 1 FROM verdict WHERE verdict.last_run = run.id)
           ORDER BY started_at DESC, rowid DESC LIMIT 1"""
    ).fetchone()
    return row[0] if row else ""


def judged_in(ledger: Ledger, run_id: str) -> dict[str, JudgedCounts]:
    """By unit, of the last inspection: verdict spans still carry its name."""
    rows = ledger.db.conn.execute(
        """SELECT unit, sum(answer IN ('problem', 'clear')), sum(answer = 'cannot_tell'), sum(warning)
           FROM verdict WHERE last_run = ? GROUP BY unit""",
        (run_id,),
    )
    return {unit: JudgedCounts(*counts) for unit, *counts in rows}


def judged_on(ledger: Ledger, day: date) -> dict[str, JudgedCounts]:
    """By unit, of any day: the spans of answers that reach over it."""
    rows = ledger.db.conn.execute(
        """SELECT unit, sum(answer IN ('problem', 'clear')), sum(answer = 'cannot_tell'), sum(warning)
           FROM verdict WHERE first_day <= ?1 AND last_day >= ?1 GROUP BY unit""",
        (day.isoformat(),),
    )
    return {unit: JudgedCounts(*counts) for unit, *counts in rows}


def unknown_in(ledger: Ledger, run_id: str, unit: str = "") -> list[UnknownRow]:
    """Every point that the last inspection could not decide, of one unit or of all."""
    rows = ledger.db.conn.execute(
        """SELECT unit, rule, subject, coalesce(why, '') FROM verdict
           WHERE last_run = ? AND answer = 'cannot_tell' AND (? = '' OR unit = ?) ORDER BY unit, rule, subject""",
        (run_id, unit, unit),
    )
    return [UnknownRow(*row) for row in rows]


def open_rows(ledger: Ledger) -> list[FindingRow]:
    """Every open finding, the gravest first, then the oldest."""
    return _findings(ledger, "WHERE state = 'open' ORDER BY severity, opened, id", ())


def rows_of_unit(ledger: Ledger, unit: str) -> list[FindingRow]:
    """Every finding of a unit, open and closed."""
    return _findings(ledger, "WHERE unit = ? ORDER BY rule, subject", (unit,))


def closed_rows(
    ledger: Ledger, *, start: int, count: int, units: Collection[str] | None
) -> list[FindingRow]:
    """Findings that were repaired, the latest first."""
    among, values = (
        ("", ())
        if units is None
        else (f"AND unit IN ({', '.join('?' * len(units))})", tuple(units))
    )
    return _findings(
        ledger,
        f"WHERE state = 'closed' {among} ORDER BY closed DESC, id DESC LIMIT ? OFFSET ?",
        (*values, count, start),
    )


def turns_in(ledger: Ledger, run_id: str) -> dict[int, FindingTurn]:
    """What turned in that run, by finding."""
    rows = ledger.db.conn.execute(
        "SELECT finding, what FROM finding_event WHERE run_id = ? ORDER BY id", (run_id,)
    )
    return {finding: FindingTurn(what) for finding, what in rows}


def findings_by_id(ledger: Ledger, ids: Collection[int]) -> list[FindingRow]:
    return (
        _findings(
            ledger,
            f"WHERE id IN ({', '.join('?' * len(ids))}) ORDER BY severity, unit, id",
            tuple(ids),
        )
        if ids
        else []
    )


def turns_by_day(ledger: Ledger) -> list[tuple[date, FindingTurn, int]]:
    """How many findings opened, closed and came back on each day, oldest first."""
    rows = ledger.db.conn.execute(
        "SELECT day, what, count(*) FROM finding_event GROUP BY day, what ORDER BY day"
    )
    return [(date.fromisoformat(day), FindingTurn(what), count) for day, what, count in rows]


def turns_of_unit_by_day(
    ledger: Ledger, units: Collection[str]
) -> list[tuple[date, FindingTurn, int]]:
    """The same of some units only."""
    rows = ledger.db.conn.execute(
        f"""SELECT day, what, count(*) FROM finding_event JOIN finding ON finding.id = finding_event.finding
            WHERE finding.unit IN ({", ".join("?" * len(units))}) GROUP BY day, what ORDER BY day""",
        tuple(units),
    )
    return [(date.fromisoformat(day), FindingTurn(what), count) for day, what, count in rows]


_FINDING = "id, unit, rule, subject, state, severity, opened, last_confirmed, closed, reopened, measured, sentence_zh, sentence_en"


def _findings(ledger: Ledger, where: str, values: tuple[object, ...]) -> list[FindingRow]:
    return [
        _finding(row)
        for row in ledger.db.conn.execute(f"SELECT {_FINDING} FROM finding {where}", values)
    ]


def _finding(row: tuple[Any, ...]) -> FindingRow:
    number, unit, rule, subject, state, severity, opened, confirmed, closed, *rest = row
    days = (
        date.fromisoformat(opened),
        date.fromisoformat(confirmed),
        date.fromisoformat(closed) if closed else None,
    )
    return FindingRow(number, unit, rule, subject, state, severity, *days, *rest)
