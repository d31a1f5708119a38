"""Scans that wait for a recogniser: present readings that say no more than that they are pictures."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from store.ledger import Ledger
from store.reread.readings import DueReading
from store.rows import record
from store.sql import queries

_SQL = queries("readings")


@dataclass(frozen=True, slots=True)
class WaitingScan:
    facts: int
    unit: str
    title: str


def waiting_scans(ledger: Ledger) -> list[WaitingScan]:
    """By unit, in the order of their readings."""
    return [WaitingScan(*row) for row in ledger.db.conn.execute(_SQL["scans"])]


def scans_to_read(ledger: Ledger, scans: Sequence[WaitingScan]) -> Iterator[DueReading]:
    """Their bytes' addresses, and all that they are to be read with."""
    asked = {"facts": json.dumps([scan.facts for scan in scans])}
    sql = f"{_SQL['readings']} {_SQL['of_scans']}"
    for *row, masks, unreadable in ledger.db.conn.execute(sql, asked).fetchall():
        due = record(DueReading, row)
        yield replace(due, masks=frozenset(json.loads(masks)), was_readable=not unreadable)
