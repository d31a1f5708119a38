"""What was taken off the shelves, and why: a stone with a name, a date and a reason where bytes
once lay.

A takedown (personal data, at somebody's word) or the end of a retention period removes bytes; that
they were here, how many, and who had them removed stays on record for ever. A stone over an address
keeps whatever is found there later from being kept again, until it is lifted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlite_utils import Database, Migrations

from store.instants import to_text
from store.ledger import Ledger
from store.sql import queries, run
from store.urls import canonical

migrations = Migrations("tombstones")

_SQL = queries("tombstones")


class TombstoneKind(StrEnum):
    TAKEDOWN = "takedown"
    RETENTION = "retention"


@dataclass(frozen=True, slots=True)
class Tombstone:
    """One body, or one address, that is no longer kept."""

    kind: TombstoneKind
    url: str  # "" for a stone over a body alone
    sha256: str  # "" for a stone over an address
    at: str
    who: str
    why: str
    size: int  # bytes that lay here
    lifted_at: str | None = None


@migrations()
def tombstone_table(db: Database) -> None:
    run(db.conn, _SQL["tombstone_table"])


def set_up(ledger: Ledger, tombstone: Tombstone) -> None:
    """Write it; a body has one stone, and a takedown's word outweighs a retention's."""
    ledger.db.conn.execute(
        """INSERT INTO tombstone (kind, url, sha256, at, who, why, size) VALUES (?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (sha256) WHERE sha256 <> '' DO UPDATE
             SET kind = excluded.kind, who = excluded.who, why = excluded.why, at = excluded.at
             WHERE tombstone.kind = 'retention' AND excluded.kind = 'takedown'""",
        (
            tombstone.kind,
            tombstone.url,
            tombstone.sha256,
            tombstone.at,
            tombstone.who,
            tombstone.why,
            tombstone.size,
        ),
    )


def lift(ledger: Ledger, url: str, *, who: str, at: datetime) -> int:
    """From now on what stands at `url` may be kept again; what was removed stays removed. How many
    stones were lifted.
    """
    with ledger.transaction():
        return ledger.db.conn.execute(
            "UPDATE tombstone SET lifted_at = ?, lifted_by = ? WHERE url = ? AND sha256 = '' AND lifted_at IS NULL",
            (to_text(at), who, canonical(url)),
        ).rowcount


def of_bodies(ledger: Ledger, names: Iterable[str]) -> dict[str, Tombstone]:
    """The stones of those bodies that are no longer kept, by SHA-256."""
    wanted = set(names)
    rows = ledger.db.conn.execute(f"SELECT {_COLUMNS} FROM tombstone WHERE sha256 <> ''")
    return {
        tombstone.sha256: tombstone
        for tombstone in map(_tombstone, rows)
        if tombstone.sha256 in wanted
    }


def of_addresses(ledger: Ledger) -> dict[str, Tombstone]:
    """The addresses of which nothing may be kept, by canonical URL."""
    rows = ledger.db.conn.execute(
        f"SELECT {_COLUMNS} FROM tombstone WHERE sha256 = '' AND lifted_at IS NULL ORDER BY id"
    )
    return {tombstone.url: tombstone for tombstone in map(_tombstone, rows)}


def every(ledger: Ledger) -> list[Tombstone]:
    """All of them, oldest first."""
    return [
        _tombstone(row)
        for row in ledger.db.conn.execute(f"SELECT {_COLUMNS} FROM tombstone ORDER BY id")
    ]


_COLUMNS = "kind, url, sha256, at, who, why, size, lifted_at"


def _tombstone(row: tuple[object, ...]) -> Tombstone:
    kind, *rest = row
    return Tombstone(TombstoneKind(str(kind)), *rest)  # type: ignore[arg-type]
