"""The manifest of each night and its time stamp (RFC 3161): what was kept and answered, closed once
and never written again.

Each manifest names the one before it, so that a stamp vouches for every earlier night as well. One
without a stamp waits for its authority.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database, Migrations

from store.instants import to_text
from store.ledger import Ledger
from store.rows import columns, maybe_record, records
from store.sql import queries, run

migrations = Migrations("night manifests")

_SQL = queries("manifests")


@dataclass(frozen=True, slots=True)
class NightManifest:
    """`manifest` is JSON in UTF-8, `sha256` of its bytes. `token` is the authority's answer in DER,
    None while it waits; `trouble` then says why, in English.
    """

    run_id: str
    manifest: str
    sha256: str
    reach: int
    token: bytes | None = None
    authority: str = ""
    stamped_at: str | None = None
    tries: int = 0
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class KeptCapture:
    id: int
    sha256: str
    at: str
    size: int


@migrations()
def night_manifests(db: Database) -> None:
    run(db.conn, _SQL["night_manifests"])


def captures_after(ledger: Ledger, reach: int) -> list[KeptCapture]:
    """Kept since, by whichever run or vantage point, in their order."""
    rows = ledger.db.conn.execute(_SQL["captures_after"], {"reach": reach})
    return list(records(KeptCapture, rows))


def close(ledger: Ledger, manifest: NightManifest) -> None:
    """Write it down. That of a run already on record stays as it is."""
    with ledger.transaction():
        ledger.db.conn.execute(
            "INSERT OR IGNORE INTO night_manifest (run_id, manifest, sha256, reach) VALUES (?, ?, ?, ?)",
            (manifest.run_id, manifest.manifest, manifest.sha256, manifest.reach),
        )


def stamp(ledger: Ledger, run_id: str, token: bytes, authority: str, at: datetime) -> None:
    """`at` is the time that the authority vouches for. A stamp once given is never replaced."""
    with ledger.transaction():
        ledger.db.conn.execute(
            """UPDATE night_manifest SET token = ?, authority = ?, stamped_at = ?, trouble = ''
               WHERE run_id = ? AND token IS NULL""",
            (token, authority, to_text(at), run_id),
        )


def note_trouble(ledger: Ledger, run_id: str, trouble: str) -> None:
    with ledger.transaction():
        ledger.db.conn.execute(
            "UPDATE night_manifest SET tries = tries + 1, trouble = ? WHERE run_id = ?",
            (trouble, run_id),
        )


def of_run(ledger: Ledger, run_id: str) -> NightManifest | None:
    row = ledger.db.conn.execute(f"{_ALL} WHERE run_id = ?", (run_id,)).fetchone()
    return maybe_record(NightManifest, row)


def last(ledger: Ledger) -> NightManifest | None:
    row = ledger.db.conn.execute(f"{_ALL} ORDER BY rowid DESC LIMIT 1").fetchone()
    return maybe_record(NightManifest, row)


def waiting(ledger: Ledger) -> list[NightManifest]:
    """Those without a stamp, oldest first."""
    return list(
        records(NightManifest, ledger.db.conn.execute(f"{_ALL} WHERE token IS NULL ORDER BY rowid"))
    )


def every(ledger: Ledger) -> list[NightManifest]:
    """All of them, oldest first."""
    return list(records(NightManifest, ledger.db.conn.execute(f"{_ALL} ORDER BY rowid")))


_ALL = f"SELECT {columns(NightManifest)} FROM night_manifest"
