"""Verdicts as spans: the same answer on the same subject, night after night, is one row that grows."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import date

from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """A rule's answer on one subject as it is written: the store does not know what a rule is."""

    rule: str
    subject: str
    answer: str
    why: str = ""
    severity: str = ""
    kind: str = ""
    warning: bool = False
    measured: str = ""
    threshold: str = ""

    @property
    def meaning(self) -> tuple[str, str, str, str, bool]:
        """What must be equal for two nights' answers to be one span; the measured value grows daily
        and is not in it.
        """
        return (self.answer, self.why, self.severity, self.kind, self.warning)


def record(
    db: Database, unit_id: str, rows: Sequence[VerdictRow], *, run_id: str, day: date
) -> None:
    """Extend the latest span of each subject, or open one where the answer's meaning changed. Again
    for a run: no effect.
    """
    latest = _latest(db, unit_id)
    for row in rows:
        span = latest.get((row.rule, row.subject))
        if span is not None and span[1] == row.meaning:
            _extend(db, span[0], row, run_id, day)
        else:
            _open(db, unit_id, row, run_id, day)


def answers_in(db: Database, unit_id: str, run_id: str) -> dict[tuple[str, str], str]:
    """What was answered of the unit in that run, by (rule, subject); of a run that a later one
    confirmed, only what came to an end with it.
    """
    rows = db.conn.execute(
        "SELECT rule, subject, answer FROM verdict WHERE unit = ? AND last_run = ? ORDER BY id",
        (unit_id, run_id),
    )
    return {(rule, subject): answer for rule, subject, answer in rows}


def _latest(
    db: Database, unit_id: str
) -> dict[tuple[str, str], tuple[int, tuple[str, str, str, str, bool]]]:
    rows = db.conn.execute(
        """SELECT rule, subject, id, answer, why, severity, kind, warning FROM verdict
           WHERE id IN (SELECT max(id) FROM verdict WHERE unit = ? GROUP BY rule, subject)""",
        (unit_id,),
    )
    return {
        (rule, subject): (span_id, (answer, why, severity, kind, bool(warning)))
        for rule, subject, span_id, answer, why, severity, kind, warning in rows
    }


def _extend(db: Database, span_id: int, row: VerdictRow, run_id: str, day: date) -> None:
    db.conn.execute(
        """UPDATE verdict SET measured = ?, threshold = ?, nights = nights + (last_day < ?), last_day = max(last_day, ?), last_run = ?
           WHERE id = ?""",
        (row.measured, row.threshold, day.isoformat(), day.isoformat(), run_id, span_id),
    )


def _open(db: Database, unit_id: str, row: VerdictRow, run_id: str, day: date) -> None:
    db.conn.execute(
        """INSERT INTO verdict (unit, rule, subject, answer, why, severity, kind, warning, measured, threshold,
             first_day, last_day, first_run, last_run, nights) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)""",
        (unit_id, *astuple(row), day.isoformat(), day.isoformat(), run_id, run_id),
    )
