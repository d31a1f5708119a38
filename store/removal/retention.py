"""What the office's years of keeping are over for: bodies and readings, never the record that they
were there.

Never touched: what a page shows now, whatever an open finding rests on, and every span, visit,
finding and entry. A body that several captures share goes when the last of them may.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from store.archive import Archive
from store.instants import to_text
from store.ledger import Ledger
from store.removal import tombstones
from store.removal.tombstones import Tombstone, TombstoneKind
from store.sql import queries
from store.sqlite_file import shred

DAYS = 365.2425  # of a year

_SQL = queries("retention")


@dataclass(frozen=True, slots=True)
class Expired:
    """What may go."""

    bodies: dict[str, int]  # SHA-256 to size
    facts: tuple[int, ...]
    kept_for_findings: int  # bodies that are old enough, and stay because a finding is open

    @property
    def is_empty(self) -> bool:
        return not self.bodies and not self.facts


def expired(ledger: Ledger, now: datetime, *, captures_years: int, facts_years: int) -> Expired:
    """0 years: kept for ever."""
    old = _old_bodies(ledger, _before(now, captures_years)) if captures_years else {}
    needed = _needed_by_findings(ledger)
    return Expired(
        bodies={sha256: size for sha256, size in old.items() if sha256 not in needed},
        facts=_old_facts(ledger, _before(now, facts_years)) if facts_years else (),
        kept_for_findings=sum(sha256 in needed for sha256 in old),
    )


def expire(ledger: Ledger, archive: Archive, gone: Expired, *, why: str, now: datetime) -> int:
    """Tombstones, then bytes; both files are written anew. Bytes as received that went. Raises
    StoreFailed, OutOfSpace.
    """
    if gone.is_empty:
        return 0
    for connection in (ledger.db.conn, archive.connection):
        connection.execute("PRAGMA secure_delete = ON")
    with ledger.transaction():
        for sha256, size in gone.bodies.items():
            tombstones.set_up(
                ledger,
                Tombstone(
                    TombstoneKind.RETENTION,
                    "",
                    sha256,
                    to_text(now),
                    "gongkai retention",
                    why,
                    size,
                ),
            )
        _drop_facts(ledger, gone.facts)
    size = archive.remove(gone.bodies)
    shred(ledger.db.conn, ledger.path)
    shred(archive.connection, archive.path)
    return size


def _before(now: datetime, years: int) -> str:
    return to_text(now - timedelta(days=years * DAYS))


def _old_bodies(ledger: Ledger, before: str) -> dict[str, int]:
    return dict(ledger.db.conn.execute(_SQL["old_bodies"], {"before": before}).fetchall())


def _needed_by_findings(ledger: Ledger) -> set[str]:
    """Bodies that the evidence of an open finding names, and all of the pages that it names."""
    rows = ledger.db.conn.execute(_SQL["needed_by_findings"])
    return {sha256 for (sha256,) in rows if sha256}


def _old_facts(ledger: Ledger, before: str) -> tuple[int, ...]:
    rows = ledger.db.conn.execute(_SQL["old_facts"], {"before": before})
    return tuple(number for (number,) in rows)


def _drop_facts(ledger: Ledger, numbers: tuple[int, ...]) -> None:
    """The readings and all that hangs on them; the spans that showed them stay, without a reading."""
    db, chosen = ledger.db.conn, ", ".join(str(int(number)) for number in numbers) or "NULL"
    db.execute(f"UPDATE span SET facts = NULL WHERE facts IN ({chosen})")
    db.execute(
        f"DELETE FROM spend_line WHERE spend_table IN (SELECT id FROM spend_table WHERE facts IN ({chosen}))"
    )
    for table in ("spend_table", "mention", "page_identity"):
        db.execute(f"DELETE FROM {table} WHERE facts IN ({chosen})")
    db.execute(f"DELETE FROM facts WHERE id IN ({chosen})")
