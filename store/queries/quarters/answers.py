"""What a score asks of the ledger: the nights of some days, what was answered on them, and the
lives of what was found.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from store.findings import FindingTurn
from store.ledger import Ledger
from store.rows import records
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


@dataclass(frozen=True, slots=True)
class FoundTurn:
    """One turn in the life of a finding, beside what the finding says now."""

    finding: int
    unit: str
    rule: str
    subject: str
    clause: str
    mark: str
    now_zh: str
    now_en: str
    what: FindingTurn
    day: date
    measured: str
    said_zh: str
    said_en: str


def nights_between(ledger: Ledger, since: date, until: date) -> tuple[date, ...]:
    """The days of the nights that were carried through, oldest first."""
    rows = ledger.db.conn.execute(
        """SELECT DISTINCT day FROM run WHERE state = 'complete' AND kind <> 'vantage'
           AND day BETWEEN ? AND ? ORDER BY day""",
        (since.isoformat(), until.isoformat()),
    )
    return tuple(date.fromisoformat(day) for (day,) in rows)


def answers_between(ledger: Ledger, since: date, until: date) -> Iterator[AnswerSpan]:
    """Thousands of rows: read without `records`, which asks of each column what it is."""
    day = date.fromisoformat
    rows = ledger.db.conn.execute(_SQL["answers"], _days(since, until))
    for unit, rule, subject, answer, why, severity, kind, measured, threshold, first, last in rows:
        told = (why, severity, kind, measured, threshold)
        yield AnswerSpan(unit, rule, subject, answer, *told, day(first), day(last))


def turns_between(ledger: Ledger, since: date, until: date) -> list[FoundTurn]:
    """All that happened to the findings whose subject was a problem on one of these days, whatever
    has become of them: by finding, oldest first.
    """
    return list(records(FoundTurn, ledger.db.conn.execute(_SQL["turns"], _days(since, until))))


def _days(since: date, until: date) -> dict[str, str]:
    return {"since": since.isoformat(), "until": until.isoformat()}
