"""What is to be told to whom, kept until every channel has taken it: the queue that the message
services lack.

A finding is told to a person once, and its end once (repaired, or withdrawn): the key is (finding,
life, kind, person), where `life` counts the reopenings. Told is what at least one channel took as a
whole, not what was composed: what no channel took stands in the next message again, which takes
the place of the one that still waits. A message and what it tells are written in one transaction; what a
killed night did not write is written by the next one, because what is still untold is asked of the
ledger and not of the night. Sending is at least once: a channel that has taken a message is never
asked again, one that failed is asked again until it takes it.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from sqlite_utils import Database, Migrations

from store.instants import from_text, to_text
from store.ledger import Ledger
from store.sql import queries, run

migrations = Migrations("outbox")

_SQL = queries("outbox")


class MessageKind(StrEnum):
    """What happened to a finding."""

    OPENED = "opened"
    CLOSED = "closed"
    ESCALATED = "escalated"
    OVERDUE = "overdue"  # its day of repair went by
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Telling:
    """One thing told about one finding; `life` is the finding's `reopened` at that time."""

    finding: int
    life: int
    kind: MessageKind


@dataclass(frozen=True, slots=True)
class NewMessage:
    """A message to be queued for a person, with all that it tells (nothing, for the operator's
    report of a night).
    """

    person: str
    run_id: str
    day: date
    subject: str
    body: str
    tells: tuple[Telling, ...] = ()
    html: str = ""  # the same for a mail program; "" where there is the text alone


class Failed(NamedTuple):
    """How often a channel was asked in vain, and when last it was, or was left alone for another's
    sake.
    """

    attempts: int
    tried_at: datetime


@dataclass(frozen=True, slots=True)
class WaitingMessage:
    """A message that at least one channel has not taken yet."""

    id: int
    message_id: str  # stable over retries, so that a mail program can fold a repetition
    person: str
    subject: str
    body: str
    delivered: frozenset[str]  # keys of the channels that have taken it
    attempts: int
    failed: Mapping[str, Failed] = field(
        default_factory=dict
    )  # channels that were asked and did not take it
    html: str = ""
    run_id: str = ""
    tells: frozenset[Telling] = frozenset()

    def saying(self, new: NewMessage) -> "WaitingMessage":
        """The same with the words of `new`; where they are others, under an id of their own: no
        mail program shall fold them into what was said before.
        """
        if (new.subject, new.body, new.html) == (self.subject, self.body, self.html):
            return self
        key = hashlib.sha256(new.body.encode()).hexdigest()[:8]
        return replace(
            self,
            message_id=_message_id(f"{self.run_id}.{key}", self.person),
            subject=new.subject,
            body=new.body,
            html=new.html,
        )


@migrations()
def messages(db: Database) -> None:
    """Messages, what each tells, and which channel has taken it."""
    run(db.conn, _SQL["messages"])


@migrations()
def superseded(db: Database) -> None:
    """Whether a later message took its place, and how mail programs show it. Of messages from
    before: neither.
    """
    run(db.conn, _SQL["superseded"])


def compose(ledger: Ledger, new: Sequence[NewMessage], *, now: datetime) -> int:
    """Queue the messages, all or none; how many. A message that the person already has of this run
    is left as it is.

    Joins the caller's transaction where there is one, so that findings and their telling can be one
    commit.
    """
    with ledger.transaction():
        return sum(_queue(ledger.db, message, now) for message in new)


def told(ledger: Ledger, person: str) -> frozenset[Telling]:
    """Everything this person was ever told: by a message that a channel took."""
    rows = ledger.db.conn.execute(
        f"SELECT finding, life, kind FROM telling WHERE person = ? AND message IN ({_TAKEN})",
        (person,),
    )
    return frozenset(Telling(finding, life, MessageKind(kind)) for finding, life, kind in rows)


def told_to_anybody(ledger: Ledger) -> frozenset[int]:
    """Ids of the open findings of whose present life any person was told, by a message that a
    channel took.
    """
    rows = ledger.db.conn.execute(
        f"""SELECT DISTINCT finding FROM finding JOIN telling
              ON telling.finding = finding.id AND telling.life = finding.reopened
            WHERE state = 'open' AND telling.kind = ? AND EXISTS (
              SELECT 1 FROM delivery WHERE delivery.message = telling.message AND {_WHOLE})""",
        (MessageKind.OPENED.value,),
    )
    return frozenset(finding for (finding,) in rows)


def told_at(ledger: Ledger) -> dict[tuple[int, int], datetime]:
    """By finding and life, when the first channel took a message that tells of its beginning."""
    rows = ledger.db.conn.execute(
        f"""SELECT finding, life, min(tried_at) FROM telling
            JOIN delivery ON delivery.message = telling.message
            WHERE kind = ? AND {_WHOLE} GROUP BY finding, life""",
        (MessageKind.OPENED.value,),
    )
    return {(finding, life): from_text(at) for finding, life, at in rows}


def drop_untaken(ledger: Ledger, person: str, *, at: datetime) -> None:
    """Messages to this person that told of findings, that no channel has taken, and that have
    nothing to tell any more: what they spoke of has ended.
    """
    with ledger.transaction():
        _supersede(ledger.db, person, at, but=0)


def hold_back(ledger: Ledger, messages: Iterable[int], *, at: datetime) -> None:
    """Send these no more: the next night composes anew what they told and no channel has taken."""
    with ledger.transaction():
        ledger.db.conn.executemany(
            "UPDATE message SET superseded_at = ? WHERE id = ?",
            [(to_text(at), message) for message in messages],
        )


def rewrite(ledger: Ledger, message: WaitingMessage, new: NewMessage) -> None:
    """Let it say what `new` says, to those channels that have not taken it. What one has taken as a
    whole was told; what one has taken in part is sent to it anew.
    """
    said, is_told = message.saying(new), any(map(_is_whole, message.delivered))
    with ledger.transaction():
        db = ledger.db
        if not is_told:
            db.conn.execute("DELETE FROM telling WHERE message = ?", (message.id,))
            _tell(db, new.tells, message.person, message.id)
        if said == message:
            return
        db.conn.execute(
            "UPDATE message SET message_id = ?, subject = ?, body = ?, html = ? WHERE id = ?",
            (said.message_id, said.subject, said.body, said.html, message.id),
        )
        db.conn.execute(
            f"DELETE FROM delivery WHERE message = ? AND state = 'taken' AND NOT ({_WHOLE})",
            (message.id,),
        )


def waiting(ledger: Ledger) -> list[WaitingMessage]:
    """Messages not finished yet, oldest first."""
    rows = ledger.db.conn.execute(
        """SELECT id, message_id, person, subject, body, html, run_id,
             (SELECT coalesce(max(attempts), 0) FROM delivery WHERE message = message.id)
           FROM message WHERE finished_at IS NULL AND superseded_at IS NULL ORDER BY id"""
    ).fetchall()
    return [
        WaitingMessage(
            id=number,
            message_id=message_id,
            person=person,
            subject=subject,
            body=body,
            delivered=_delivered(ledger.db, number),
            attempts=attempts,
            failed=_failed(ledger.db, number),
            html=html,
            run_id=run_id,
            tells=_tells(ledger.db, number),
        )
        for number, message_id, person, subject, body, html, run_id, attempts in rows
    ]


def record_attempt(
    ledger: Ledger,
    message: int,
    channel: str,
    *,
    at: datetime,
    error: str = "",
    was_asked: bool = True,
) -> None:
    """Write down what one channel said: taken (no `error`) or not, and why. `channel` is a key
    without secrets. Not `was_asked`: it was its turn, and it was left for later.
    """
    with ledger.transaction():
        ledger.db.conn.execute(
            """INSERT INTO delivery (message, channel, state, attempts, tried_at, error) VALUES (?, ?, ?, ?, ?, ?)
               ON CONFLICT (message, channel) DO UPDATE SET
                 state = excluded.state, attempts = attempts + excluded.attempts, tried_at = excluded.tried_at, error = excluded.error""",
            (
                message,
                channel,
                "failed" if error else "taken",
                int(was_asked),
                to_text(at),
                error,
            ),
        )


def finish(ledger: Ledger, message: int, *, at: datetime) -> None:
    """Every channel has taken it."""
    with ledger.transaction():
        ledger.db.conn.execute(
            "UPDATE message SET finished_at = ? WHERE id = ?", (to_text(at), message)
        )


def _queue(db: Database, message: NewMessage, now: datetime) -> bool:
    # The id is made of the key and not of the time: the same night composed again is the same
    # message.
    message_id = _message_id(message.run_id, message.person)
    row = db.conn.execute(
        """INSERT INTO message (message_id, person, run_id, day, subject, body, html, created_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (person, run_id) DO NOTHING RETURNING id""",
        (
            message_id,
            message.person,
            message.run_id,
            message.day.isoformat(),
            message.subject,
            message.body,
            message.html,
            to_text(now),
        ),
    ).fetchone()
    if row is None:
        return False
    if message.tells:
        _supersede(db, message.person, now, but=row[0])
    _tell(db, message.tells, message.person, row[0])
    return True


def _tell(db: Database, tells: Iterable[Telling], person: str, message: int) -> None:
    db.conn.executemany(
        """INSERT INTO telling (finding, life, kind, person, message) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT (finding, life, kind, person) DO UPDATE SET message = excluded.message""",
        [(t.finding, t.life, t.kind.value, person, message) for t in tells],
    )


def _message_id(key: str, person: str) -> str:
    return f"{key}.{person}@gongkai.invalid"


# Taken by a channel as a whole: a part ("wecombot #1a2b 1/3") is no message.
_WHOLE = "state = 'taken' AND channel NOT GLOB '* [0-9]*/[0-9]*'"
_TAKEN = f"SELECT message FROM delivery WHERE {_WHOLE}"


def _is_whole(channel: str) -> bool:
    return not re.search(r" \d+/\d+$", channel)


def _supersede(db: Database, person: str, now: datetime, *, but: int) -> None:
    db.conn.execute(
        f"""UPDATE message SET superseded_at = ?
            WHERE person = ? AND id <> ? AND finished_at IS NULL AND superseded_at IS NULL
              AND id IN (SELECT message FROM telling) AND id NOT IN ({_TAKEN})""",
        (to_text(now), person, but),
    )


def _tells(db: Database, message: int) -> frozenset[Telling]:
    rows = db.conn.execute("SELECT finding, life, kind FROM telling WHERE message = ?", (message,))
    return frozenset(Telling(finding, life, MessageKind(kind)) for finding, life, kind in rows)


def _delivered(db: Database, message: int) -> frozenset[str]:
    rows = db.conn.execute(
        "SELECT channel FROM delivery WHERE message = ? AND state = 'taken'", (message,)
    )
    return frozenset(channel for (channel,) in rows)


def _failed(db: Database, message: int) -> dict[str, Failed]:
    rows = db.conn.execute(
        "SELECT channel, attempts, tried_at FROM delivery WHERE message = ? AND state = 'failed'",
        (message,),
    )
    return {channel: Failed(attempts, from_text(tried_at)) for channel, attempts, tried_at in rows}
