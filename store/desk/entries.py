"""What people said of findings: acknowledged, due on a day, in a person's hands, remarked, taken
back; answered by the unit, decided by the office. Rows are added, nothing is edited.
"""

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from store.desk.answer_files import NewFile, add_files
from store.desk.desk import Desk
from store.instants import day_text, from_text, maybe_day, to_text
from store.privacy.numbers import mask
from store.rows import places


class DeskAction(StrEnum):
    """`value` is the words, the reason; `day` only where it is named here."""

    ACKNOWLEDGED = "acknowledged"
    DEADLINE = "deadline"  # value: a day, or "" to take it back
    PERSON = "person"  # value: who sees to it, or "" to take it back
    NOTE = "note"
    WITHDRAWN = "withdrawn"  # value: why; never taken back itself
    ANSWERED = "answered"  # 答复, with files
    ACCEPTED = "accepted"
    SENT_BACK = "sent_back"  # value: why
    EXTENSION_ASKED = "extension_asked"  # day: until when
    EXTENSION_GRANTED = "extension_granted"  # day: until when, and the deadline from now on
    EXTENSION_REFUSED = "extension_refused"
    SECRECY_CLAIMED = "secrecy_claimed"  # 涉密
    SECRECY_ACCEPTED = "secrecy_accepted"  # day: the last on which it is not told
    SECRECY_REFUSED = "secrecy_refused"  # ends an accepted one, too
    ESCALATED = "escalated"  # by the night, once a life; day: the deadline that was passed


# What the office decides, and what is decided by it.
DECISIONS = {
    DeskAction.ACCEPTED: DeskAction.ANSWERED,
    DeskAction.SENT_BACK: DeskAction.ANSWERED,
    DeskAction.EXTENSION_GRANTED: DeskAction.EXTENSION_ASKED,
    DeskAction.EXTENSION_REFUSED: DeskAction.EXTENSION_ASKED,
    DeskAction.SECRECY_ACCEPTED: DeskAction.SECRECY_CLAIMED,
    DeskAction.SECRECY_REFUSED: DeskAction.SECRECY_CLAIMED,
}


@dataclass(frozen=True, slots=True)
class DeskEntry:
    finding: int
    life: int
    what: DeskAction
    value: str
    by_login: str
    by_name: str
    at: datetime
    day: date | None = None
    id: int = 0  # 0: not written yet


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a finding stands with people: the latest word on each, of its present life."""

    acknowledged: DeskEntry | None = None
    deadline: date | None = None
    person: str = ""
    withdrawn: DeskEntry | None = None
    answered: DeskEntry | None = None
    decided: DeskEntry | None = None  # accepted or sent back: what was answered last
    extension_asked: DeskEntry | None = None  # the last one, whether decided or not
    extension_decided: DeskEntry | None = None  # of the last one asked
    secrecy_claimed: DeskEntry | None = None
    secrecy_decided: DeskEntry | None = None  # of the last one claimed
    secrecy: DeskEntry | None = None  # the last decision: a new claim does not end an accepted one
    escalated: DeskEntry | None = None

    def is_secret(self, today: date) -> bool:
        """Whether the office's word stands today that it may not be told (涉密)."""
        word = self.secrecy
        return (
            word is not None
            and word.what is DeskAction.SECRECY_ACCEPTED
            and word.day is not None
            and today <= word.day
        )

    @property
    def is_known(self) -> bool:
        """Whether somebody gave it a day, confirmed it or said something for the unit: then it was
        told, on paper where no message is on record.
        """
        said = (self.acknowledged, self.answered, self.extension_asked, self.secrecy_claimed)
        return self.deadline is not None or any(said)

    @property
    def waiting(self) -> tuple[DeskEntry, ...]:
        """What the unit said and the office has not decided, oldest first."""
        asked = (
            (self.answered, self.decided),
            (self.extension_asked, self.extension_decided),
            (self.secrecy_claimed, self.secrecy_decided),
        )
        open_ones = (word for word, decision in asked if word and not decision)
        return tuple(sorted(open_ones, key=lambda word: word.id))


NOTHING_ENTERED = Standing()


def add_entry(desk: Desk, entry: DeskEntry, files: Sequence[NewFile] = ()) -> None:
    """The word and the files that came with it, or nothing. A second escalation of one life is
    none. Raises StoreFailed, OutOfSpace.
    """
    with desk.writing() as connection:
        number = _add(connection, entry)
        if number is not None:
            add_files(connection, number, files)


def add_entries(desk: Desk, entries: Iterable[DeskEntry]) -> None:
    """All of them or none. Raises StoreFailed, OutOfSpace."""
    with desk.writing() as connection:
        for entry in entries:
            _add(connection, entry)


def _add(connection: sqlite3.Connection, entry: DeskEntry) -> int | None:
    """Its id; None where it was said before and may be said once."""
    written = connection.execute(
        """INSERT INTO entry (finding, life, what, value, day, by_login, by_name, at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (finding, life) WHERE what = 'escalated' DO NOTHING RETURNING id""",
        (
            *(entry.finding, entry.life, entry.what.value, mask(entry.value)),
            *(day_text(entry.day) or "", entry.by_login, entry.by_name, to_text(entry.at)),
        ),
    ).fetchone()
    return written[0] if written else None


def entries_of(desk: Desk, finding: int) -> list[DeskEntry]:
    """Everything said of a finding in all of its lives, oldest first."""
    return _read(desk, "WHERE finding = ?", (finding,))


def entries_of_all(desk: Desk, findings: Iterable[int]) -> dict[int, list[DeskEntry]]:
    """The same of many, by finding; those of which nothing was said are left out."""
    wanted = tuple(findings)
    said: dict[int, list[DeskEntry]] = {}
    for entry in _read(desk, f"WHERE finding IN ({places(len(wanted))})", wanted):
        said.setdefault(entry.finding, []).append(entry)
    return said


def standings(desk: Desk, lives: Iterable[tuple[int, int]]) -> dict[int, Standing]:
    """Where each finding stands, by its id; `lives` are (finding, life). Those of which nothing was
    said are left out.
    """
    wanted = dict(lives)
    latest = f"""WHERE id IN (SELECT max(id) FROM entry WHERE finding IN ({places(len(wanted))}) GROUP BY finding, life, what)"""
    said: dict[int, list[DeskEntry]] = {}
    for entry in _read(desk, latest, tuple(wanted)):
        if counts_in(entry, wanted[entry.finding]):
            said.setdefault(entry.finding, []).append(entry)
    return {finding: standing_of(entries, wanted[finding]) for finding, entries in said.items()}


def deadlines(desk: Desk, lives: Iterable[tuple[int, int]]) -> dict[int, date]:
    """By finding, the day that people have set for its repair; without those of which none was set."""
    return {
        finding: standing.deadline
        for finding, standing in standings(desk, lives).items()
        if standing.deadline
    }


def lives_withdrawn(desk: Desk, findings: Collection[int]) -> dict[int, frozenset[int]]:
    """Of these findings the lives that the office has taken back here, known to the ledger or not."""
    found: dict[int, frozenset[int]] = {}
    with desk.reading() as connection:
        rows = connection.execute(
            f"SELECT finding, life FROM entry WHERE finding IN ({places(len(findings))}) AND what = 'withdrawn'",
            tuple(findings),
        )
        for finding, life in rows:
            found[finding] = found.get(finding, frozenset()) | {life}
    return found


def held_secret_until(desk: Desk, findings: Iterable[int]) -> dict[int, date]:
    """By finding, the last day on which the office holds it to be secret (涉密), past or not."""
    said = standings(desk, ((finding, 0) for finding in findings))
    words = {finding: each.secrecy for finding, each in said.items()}
    return {
        finding: word.day
        for finding, word in words.items()
        if word and word.what is DeskAction.SECRECY_ACCEPTED and word.day
    }


def held_secret(desk: Desk, today: date) -> frozenset[int]:
    """Every finding that the office holds to be secret today, whatever its state."""
    with desk.reading() as connection:
        rows = connection.execute(
            "SELECT DISTINCT finding FROM entry WHERE what = 'secrecy_accepted'"
        )
        ever = [finding for (finding,) in rows]
    return frozenset(
        finding for finding, until in held_secret_until(desk, ever).items() if today <= until
    )


def counts_in(entry: DeskEntry, life: int) -> bool:
    """A word counts in the life of which it was said. What is held to be secret stays so until its
    day, though the fault went and came again.
    """
    return entry.life == life or DECISIONS.get(entry.what) is DeskAction.SECRECY_CLAIMED


def standing_of(entries: Iterable[DeskEntry], life: int) -> Standing:
    """`entries` oldest first."""
    latest: dict[DeskAction, DeskEntry] = {}
    for entry in entries:
        if counts_in(entry, life):
            latest.pop(entry.what, None)  # the order is that of the latest words
            latest[entry.what] = entry
    person = latest.get(DeskAction.PERSON)
    return Standing(
        acknowledged=latest.get(DeskAction.ACKNOWLEDGED),
        deadline=_deadline(latest),
        person=person.value if person else "",
        withdrawn=latest.get(DeskAction.WITHDRAWN),
        answered=latest.get(DeskAction.ANSWERED),
        decided=_decision(latest, DeskAction.ANSWERED),
        extension_asked=latest.get(DeskAction.EXTENSION_ASKED),
        extension_decided=_decision(latest, DeskAction.EXTENSION_ASKED),
        secrecy_claimed=latest.get(DeskAction.SECRECY_CLAIMED),
        secrecy_decided=_decision(latest, DeskAction.SECRECY_CLAIMED),
        secrecy=_decision(
            {what: word for what, word in latest.items() if what is not DeskAction.SECRECY_CLAIMED},
            DeskAction.SECRECY_CLAIMED,
        ),
        escalated=latest.get(DeskAction.ESCALATED),
    )


def _deadline(latest: dict[DeskAction, DeskEntry]) -> date | None:
    """Set by hand or granted, whichever was said last."""
    words = [
        word
        for word in latest.values()
        if word.what in (DeskAction.DEADLINE, DeskAction.EXTENSION_GRANTED)
    ]
    if not words:
        return None
    return words[-1].day or maybe_day(words[-1].value)


def _decision(latest: dict[DeskAction, DeskEntry], asked: DeskAction) -> DeskEntry | None:
    """The last word of the office on what was asked last; None while it has not spoken."""
    words = [
        word for word in latest.values() if word.what is asked or DECISIONS.get(word.what) is asked
    ]
    return words[-1] if words and words[-1].what is not asked else None


def _read(desk: Desk, where: str, values: tuple[int, ...]) -> list[DeskEntry]:
    with desk.reading() as connection:
        rows = connection.execute(
            f"SELECT finding, life, what, value, by_login, by_name, at, day, id FROM entry {where} ORDER BY id",
            values,
        ).fetchall()
    return [
        DeskEntry(
            *(finding, life, DeskAction(what), value, login, name, from_text(at)),
            *(maybe_day(day), number),
        )
        for finding, life, what, value, login, name, at, day, number in rows
    ]
