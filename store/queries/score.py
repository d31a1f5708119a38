"""What a score asks of the ledger: the nights of some days, what was answered on them, and the lives
of what was found.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from store.findings import FindingEvent
from store.ledger import Ledger
from store.records import Finding
from store.rows import columns, records
from store.sql import queries

_SQL = queries("score")


@dataclass(frozen=True, slots=True)
class AnswerSpan:
    """One rule's answer on one subject, the same from `first_day` to `last_day`, both included."""

    unit: str
    rule: str
    subject: str
    answer: str
    why: str
    severity: str
    kind: str
    measured: str
    threshold: str
    first_day: date
    last_day: date


def nights_between(ledger: Ledger, since: date, until: date) -> tuple[date, ...]:
    """The days of the nights that were carried through, oldest first."""
    rows = ledger.db.conn.execute(
        """SELECT DISTINCT day FROM run WHERE state = 'complete' AND kind <> 'vantage'
           AND day BETWEEN ? AND ? ORDER BY day""",
        (since.isoformat(), until.isoformat()),
    )
    return tuple(date.fromisoformat(day) for (day,) in rows)


def answers_between(ledger: Ledger, since: date, until: date) -> Iterator[AnswerSpan]:
    rows = ledger.db.conn.execute(_SQL["answers"], _days(since, until))
    return records(AnswerSpan, rows)


def findings_between(ledger: Ledger, since: date, until: date) -> list[Finding]:
    """Those whose subject was a problem on one of these days, whatever has become of them."""
    sql = _SQL["findings"].format(columns=columns(Finding))
    return list(records(Finding, ledger.db.conn.execute(sql, _days(since, until))))


def turns_of(ledger: Ledger, findings: list[Finding]) -> dict[int, list[FindingEvent]]:
    """By finding, all that happened to it, oldest first."""
    turns: dict[int, list[FindingEvent]] = {finding.id: [] for finding in findings}
    asked = f"SELECT {columns(FindingEvent)} FROM finding_event WHERE finding = ? ORDER BY id"
    for finding in findings:
        rows = ledger.db.conn.execute(asked, (finding.id,))
        turns[finding.id] += records(FindingEvent, rows)
    return turns


def _days(since: date, until: date) -> dict[str, str]:
    return {"since": since.isoformat(), "until": until.isoformat()}
