"""What the console's first screen and its lists ask the ledger: the last inspection, who was
judged, what is open and what turned.

Read-only, few queries a page, each over an index or a table that grows with the city and not with
its nights.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from store.findings import FindingTurn, findings_where
from store.judged import JudgedCounts
from store.ledger import Ledger
from store.records import Finding
from store.rows import places, records


@dataclass(frozen=True, slots=True)
class UnknownRow:
    unit: str
    rule: str
    subject: str
    why: str


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
    return _judged(ledger, "last_run = ?", run_id)


def judged_on(ledger: Ledger, day: date) -> dict[str, JudgedCounts]:
    """By unit, of any day: the spans of answers that reach over it."""
    return _judged(ledger, "first_day <= ?1 AND last_day >= ?1", day.isoformat())


def unknown_in(ledger: Ledger, run_id: str, unit: str = "") -> list[UnknownRow]:
    """Every point that the last inspection could not decide, of one unit or of all."""
    rows = ledger.db.conn.execute(
        """SELECT unit, rule, subject, why FROM verdict
           WHERE last_run = ? AND answer = 'cannot_tell' AND (? = '' OR unit = ?) ORDER BY unit, rule, subject""",
        (run_id, unit, unit),
    )
    return list(records(UnknownRow, rows))


def open_rows(ledger: Ledger) -> list[Finding]:
    """Every open finding, the gravest first, then the oldest."""
    return findings_where(ledger, "state = 'open' ORDER BY severity, opened, id")


@dataclass(frozen=True, slots=True)
class EndedAsked:
    """Which of what was repaired (`closed`) or taken back (`withdrawn`) is asked for; `units` None:
    of all; `words`: each is the finding's number or stands in a sentence of it.
    """

    state: str
    units: Collection[str] | None = None
    rule: str = ""
    severity: str = ""
    words: tuple[str, ...] = ()

    @property
    def where(self) -> tuple[str, tuple[object, ...]]:
        """As SQL behind WHERE, with its values."""
        parts: list[str] = ["state = ?"]
        values: list[object] = [self.state]
        if self.units is not None:
            parts.append(f"unit IN ({places(len(self.units))})")
            values += self.units
        for column, value in (("rule", self.rule), ("severity", self.severity)):
            if value:
                parts.append(f"{column} = ?")
                values.append(value)
        for word in self.words:
            parts.append("(instr(lower(sentence_zh || char(10) || sentence_en), ?) OR id = ?)")
            values += (word, word.lstrip("#"))
        return " AND ".join(parts), tuple(values)


def ended_rows(ledger: Ledger, asked: EndedAsked, *, start: int, count: int) -> list[Finding]:
    """The latest first."""
    where, values = asked.where
    return findings_where(
        ledger,
        f"{where} ORDER BY coalesce(closed, withdrawn) DESC, id DESC LIMIT ? OFFSET ?",
        (*values, count, start),
    )


def count_ended(ledger: Ledger, asked: EndedAsked) -> int:
    """How many they are."""
    where, values = asked.where
    row = ledger.db.conn.execute(f"SELECT count(*) FROM finding WHERE {where}", values).fetchone()
    return int(row[0])


def turns_in(ledger: Ledger, run_id: str) -> dict[int, FindingTurn]:
    """What turned in that run, by finding."""
    rows = ledger.db.conn.execute(
        "SELECT finding, what FROM finding_event WHERE run_id = ? ORDER BY id", (run_id,)
    )
    return {finding: FindingTurn(what) for finding, what in rows}


def findings_by_id(ledger: Ledger, ids: Collection[int]) -> list[Finding]:
    """These findings, the gravest first."""
    where = f"id IN ({places(len(ids))}) ORDER BY severity, unit, id"
    return findings_where(ledger, where, tuple(ids)) if ids else []


def turns_by_day(
    ledger: Ledger,
    units: Collection[str] | None = None,
    since: date = date.min,
    *,
    apart: Collection[int] = (),
) -> list[tuple[date, FindingTurn, int]]:
    """How many findings of these units (None: of all) opened, closed and came back on each day,
    oldest first; all that was before `since` stands on the day before it. `apart`: ids of findings
    of which nothing is told.
    """
    earliest = since if since == date.min else since - timedelta(days=1)
    among = (
        ""
        if units is None
        else f"""JOIN finding ON finding.id = finding_event.finding
                 AND finding.unit IN ({places(len(units))})"""
    )
    rows = ledger.db.conn.execute(
        f"""SELECT max(day, ?) AS told, what, count(*) FROM finding_event
            {among} WHERE finding_event.finding NOT IN ({places(len(apart))})
            GROUP BY told, what ORDER BY told""",
        (earliest.isoformat(), *(units or ()), *apart),
    )
    return [(date.fromisoformat(day), FindingTurn(what), count) for day, what, count in rows]


def _judged(ledger: Ledger, which: str, value: str) -> dict[str, JudgedCounts]:
    # +unit: else SQLite walks an index by unit over every night there ever was
    rows = ledger.db.conn.execute(
        f"""SELECT unit, sum(answer IN ('problem', 'clear')), sum(answer = 'cannot_tell'), sum(warning)
            FROM verdict WHERE {which} GROUP BY +unit""",
        (value,),
    )
    return {unit: JudgedCounts(*counts) for unit, *counts in rows}
