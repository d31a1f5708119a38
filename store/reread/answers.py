"""Answers that a reread alone would change. They are held back for one night: better eyes are no
event.

Kept from the reread until a run that began after it could answer; that run, judged again, still
holds them back.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database, Migrations

from store import runs
from store.instants import from_text, to_text
from store.ledger import Ledger
from store.sql import queries, run

migrations = Migrations("rereading")

_SQL = queries("answers")


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """What a rule said of a subject on the last night, and what it says of that same night by the
    new readings.

    An answer is a word of `monitor.judging.verdict.Answer`, "" where the rule said nothing of the
    subject.
    """

    rule: str
    subject: str
    before: str
    after: str


@migrations()
def reread_answers(db: Database) -> None:
    run(db.conn, _SQL["reread_answers"])


def note(
    ledger: Ledger, unit: str, changes: Iterable[AnswerChange], *, extractor: str, at: datetime
) -> None:
    """Remember what a reread changed. Where an earlier one waits still, what was said before that
    one counts.
    """
    with ledger.transaction():
        waiting = {(each.rule, each.subject): each for each in _waiting(ledger, unit)}
        for change in changes:
            earlier = waiting.get((change.rule, change.subject))
            ledger.db.conn.execute(
                "DELETE FROM reread_answer WHERE unit = ? AND rule = ? AND subject = ? AND settled_run IS NULL",
                (unit, change.rule, change.subject),
            )
            ledger.db.conn.execute(
                "INSERT INTO reread_answer (unit, rule, subject, before, after, extractor, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    unit,
                    change.rule,
                    change.subject,
                    earlier.before if earlier else change.before,
                    change.after,
                    extractor,
                    to_text(at),
                ),
            )


def held_back(ledger: Ledger, unit: str, run_id: str) -> dict[tuple[str, str], AnswerChange]:
    """What must not be said of the unit when `run_id` is judged, by (rule, subject)."""
    rows = ledger.db.conn.execute(
        "SELECT rule, subject, before, after FROM reread_answer WHERE unit = ? AND (settled_run IS NULL OR settled_run = ?)",
        (unit, run_id),
    )
    return {
        (rule, subject): AnswerChange(rule, subject, before, after)
        for rule, subject, before, after in rows
    }


def settle(ledger: Ledger, unit: str, run_id: str, answered: Collection[tuple[str, str]]) -> None:
    """By `run_id` these (rule, subject) could be answered: of them, what waited for a run of after
    the reread has had its night.
    """
    run = runs.one(ledger.db, run_id)
    if run is None:
        return
    with ledger.transaction():
        due = ledger.db.conn.execute(
            "SELECT id, rule, subject, at FROM reread_answer WHERE unit = ? AND settled_run IS NULL",
            (unit,),
        ).fetchall()
        settled = [
            (run_id, number)
            for number, rule, subject, at in due
            if (rule, subject) in answered and from_text(at) <= run.started_at
        ]
        ledger.db.conn.executemany("UPDATE reread_answer SET settled_run = ? WHERE id = ?", settled)


def _waiting(ledger: Ledger, unit: str) -> list[AnswerChange]:
    rows = ledger.db.conn.execute(
        "SELECT rule, subject, before, after FROM reread_answer WHERE unit = ? AND settled_run IS NULL",
        (unit,),
    )
    return [AnswerChange(*row) for row in rows]
