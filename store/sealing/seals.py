"""What was handed out: one row an export, with the hash by which any later copy of it can be known
again.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database, Migrations

from store.instants import to_text
from store.ledger import Ledger
from store.rows import columns, maybe_record, records
from store.sql import queries, run

migrations = Migrations("seals")

_SQL = queries("seals")


@dataclass(frozen=True, slots=True)
class Seal:
    """`seal` is the SHA-256 of the export's manifest, which in turn holds the SHA-256 of everything
    else in it.
    """

    kind: str  # evidence | volume
    about: str  # what was asked for: finding 17, a unit, a unit and a year
    seal: str
    name: str  # file name when it was made
    made_at: str
    bodies: int  # captures inside


@migrations()
def seals(db: Database) -> None:
    run(db.conn, _SQL["seals"])


def seal(
    ledger: Ledger, kind: str, about: str, digest: str, name: str, at: datetime, bodies: set[str]
) -> None:
    """Write down what was handed out; the same export made twice is one row."""
    with ledger.transaction():
        row = ledger.db.conn.execute(
            """INSERT INTO seal (kind, about, seal, name, made_at, bodies) VALUES (?, ?, ?, ?, ?, ?)
               ON CONFLICT (seal) DO UPDATE SET name = excluded.name RETURNING id""",
            (kind, about, digest, name, to_text(at), len(bodies)),
        ).fetchone()
        ledger.db.conn.executemany(
            "INSERT OR IGNORE INTO sealed_body VALUES (?, ?)",
            [(row[0], body) for body in sorted(bodies)],
        )


def find(ledger: Ledger, digest: str) -> Seal | None:
    """The export of that hash; None where none was handed out."""
    row = ledger.db.conn.execute(
        f"SELECT {_COLUMNS} FROM seal WHERE seal = ?", (digest,)
    ).fetchone()
    return maybe_record(Seal, row)


def of_kind(ledger: Ledger, kind: str) -> list[Seal]:
    """What was handed out, newest first."""
    rows = ledger.db.conn.execute(
        f"SELECT {_COLUMNS} FROM seal WHERE kind = ? ORDER BY made_at DESC, id DESC", (kind,)
    )
    return list(records(Seal, rows))


def holding(ledger: Ledger, bodies: set[str]) -> list[Seal]:
    """Exports that hold one of these bodies: copies that no takedown can reach."""
    rows = ledger.db.conn.execute(
        f"SELECT {_COLUMNS}, sha256 FROM seal JOIN sealed_body ON sealed_body.seal = seal.id ORDER BY seal.id"
    ).fetchall()
    return list({row[2]: Seal(*row[:-1]) for row in rows if row[-1] in bodies}.values())


_COLUMNS = columns(Seal, "seal")
