"""What people said of findings: acknowledged, due on a day, in a person's hands, remarked, taken
back. Rows are added, nothing is edited.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from store.desk.desk import Desk
from store.instants import from_text, to_text
from store.privacy.numbers import mask
from store.records import Finding
from store.rows import places


class DeskAction(StrEnum):
    ACKNOWLEDGED = "acknowledged"
    DEADLINE = "deadline"  # value: a day, or "" to take it back
    PERSON = "person"  # value: who sees to it, or "" to take it back
    NOTE = "note"
    WITHDRAWN = "withdrawn"  # value: why; never taken back itself


@dataclass(frozen=True, slots=True)
class DeskEntry:
    finding: int
    life: int
    what: DeskAction
    value: str
    by_login: str
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a finding stands with people: the latest word on each, of its present life."""

    acknowledged: DeskEntry | None = None
    deadline: date | None = None
    person: str = ""
    withdrawn: DeskEntry | None = None


NOTHING_ENTERED = Standing()


def add_entry(desk: Desk, entry: DeskEntry) -> None:
    """Raises StoreFailed, OutOfSpace."""
    add_entries(desk, [entry])


def add_entries(desk: Desk, entries: Iterable[DeskEntry]) -> None:
    """All of them or none. Raises StoreFailed, OutOfSpace."""
    with desk.writing() as connection:
        connection.executemany(
            "INSERT INTO entry (finding, life, what, value, by_login, by_name, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    entry.finding,
                    entry.life,
                    entry.what.value,
                    mask(entry.value),
                    entry.by_login,
                    entry.by_name,
                    to_text(entry.at),
                )
                for entry in entries
            ],
        )


def entries_of(desk: Desk, finding: int) -> list[DeskEntry]:
    """Everything said of a finding in all of its lives, oldest first."""
    return _read(desk, "WHERE finding = ?", (finding,))


def standings(desk: Desk, lives: Iterable[tuple[int, int]]) -> dict[int, Standing]:
    """Where each finding stands, by its id; `lives` are (finding, life). Those of which nothing was
    said are left out.
    """
    wanted = dict(lives)
    latest = f"""WHERE id IN (SELECT max(id) FROM entry WHERE finding IN ({places(len(wanted))}) GROUP BY finding, life, what)"""
    said: dict[int, list[DeskEntry]] = {}
    for entry in _read(desk, latest, tuple(wanted)):
        if entry.life == wanted[entry.finding]:
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


def due(finding: Finding, standing: Standing) -> date | None:
    """The one day by which it is to be repaired: what people set goes before what was given when it
    was told. None in a ledger of an older version until the next night.
    """
    return standing.deadline or finding.due


def standing_of(entries: Iterable[DeskEntry], life: int) -> Standing:
    """`entries` oldest first."""
    latest: dict[DeskAction, DeskEntry] = {}
    for entry in entries:
        if entry.life == life:
            latest[entry.what] = entry
    deadline = latest.get(DeskAction.DEADLINE)
    person = latest.get(DeskAction.PERSON)
    return Standing(
        acknowledged=latest.get(DeskAction.ACKNOWLEDGED),
        deadline=date.fromisoformat(deadline.value) if deadline and deadline.value else None,
        person=person.value if person else "",
        withdrawn=latest.get(DeskAction.WITHDRAWN),
    )


def _read(desk: Desk, where: str, values: tuple[int, ...]) -> list[DeskEntry]:
    with desk.reading() as connection:
        rows = connection.execute(
            f"SELECT finding, life, what, value, by_login, by_name, at FROM entry {where} ORDER BY id",
            values,
        ).fetchall()
    return [
        DeskEntry(finding, life, DeskAction(what), value, login, name, from_text(at))
        for finding, life, what, value, login, name, at in rows
    ]
