"""Tombstones: what is no longer kept, with who had it removed, when and why.

A takedown (personal data, at somebody's word) or the end of a retention period removes bytes; that
they were here, how many, and who had them removed stays on record for ever. A tombstone of an
address keeps whatever is found there later from being kept again, until it is lifted.
"""

from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from datetime import datetime
from enum import StrEnum

from sqlite_utils import Database, Migrations

from store.instants import to_text
from store.ledger import Ledger
from store.rows import columns, places, records
from store.sql import queries, run
from store.urls import canonical

migrations = Migrations("tombstones")

_SQL = queries("tombstones")


class TombstoneKind(StrEnum):
    TAKEDOWN = "takedown"
    RETENTION = "retention"
    WITHHELD = "withheld"  # kept, and shown to the office alone; never written down as a tombstone


@dataclass(frozen=True, slots=True)
class Tombstone:
    """One body, or one address, that is no longer kept."""

    kind: TombstoneKind
    url: str  # "" for a tombstone of a body alone
    sha256: str  # "" for a tombstone of an address
    at: str
    who: str
    why: str
    size: int  # bytes that were kept here
    lifted_at: str | None = None


@migrations()
def tombstone_table(db: Database) -> None:
    run(db.conn, _SQL["tombstone_table"])


def set_up(ledger: Ledger, tombstone: Tombstone) -> None:
    """Write it; a body has one tombstone, and a takedown's word outweighs a retention's."""
    values = astuple(tombstone)
    ledger.db.conn.execute(
        _SQL["set_up"].format(columns=_COLUMNS, places=places(len(values))), values
    )


def lift(ledger: Ledger, url: str, *, who: str, at: datetime) -> int:
    """From now on what stands at `url` may be kept again; what was removed stays removed. How many
    tombstones were lifted.
    """
    with ledger.transaction():
        return ledger.db.conn.execute(
            "UPDATE tombstone SET lifted_at = ?, lifted_by = ? WHERE url = ? AND sha256 = '' AND lifted_at IS NULL",
            (to_text(at), who, canonical(url)),
        ).rowcount


def of_bodies(ledger: Ledger, names: Iterable[str]) -> dict[str, Tombstone]:
    """The tombstones of those bodies that are no longer kept, by SHA-256."""
    wanted = set(names)
    return {
        tombstone.sha256: tombstone
        for tombstone in _where(ledger, "sha256 <> ''")
        if tombstone.sha256 in wanted
    }


def of_addresses(ledger: Ledger) -> dict[str, Tombstone]:
    """The addresses of which nothing may be kept, by canonical URL."""
    return {
        tombstone.url: tombstone
        for tombstone in _where(ledger, "sha256 = '' AND lifted_at IS NULL")
    }


def every(ledger: Ledger) -> list[Tombstone]:
    """All of them, oldest first."""
    return list(_where(ledger, "1"))


_COLUMNS = columns(Tombstone)


def _where(ledger: Ledger, clause: str) -> Iterator[Tombstone]:
    rows = ledger.db.conn.execute(f"SELECT {_COLUMNS} FROM tombstone WHERE {clause} ORDER BY id")
    return records(Tombstone, rows)
