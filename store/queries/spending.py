"""What the ledger holds of a unit's spending, and what of it at present: the last good reading of
each of its documents.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from store.ledger import Ledger
from store.records import SpendLine, SpendTable
from store.rows import columns, record
from store.sql import queries

_SQL = queries("spending")


@dataclass(frozen=True, slots=True)
class SpendingPage:
    """A page or document with spending tables, or one that could not be read (`unreadable` says
    why).
    """

    url: str
    title: str
    seen: str  # instant of the reading, ISO
    tables: tuple[SpendTable, ...]
    unreadable: str = ""


def spending_of(ledger: Ledger, unit_id: str) -> tuple[SpendingPage, ...]:
    """The unit's documents in the order in which they were first met."""
    tables = tables_of(ledger, unit_id, only_present=True)
    rows = ledger.db.conn.execute(_SQL["documents"], {"unit": unit_id}).fetchall()
    return tuple(
        SpendingPage(url, title, at, tuple(tables.get(facts, ())), unreadable)
        for url, title, at, facts, unreadable in rows
        if facts in tables or unreadable
    )


def tables_of(
    ledger: Ledger, unit_id: str, *, only_present: bool = False
) -> dict[int, list[SpendTable]]:
    """The spending tables of the unit's readings, or of those that its pages show at present, by
    the id of the reading, in the order of the document.
    """
    of_unit = _SQL["of_unit"], {"unit": unit_id, "only_present": only_present}
    return _tables(ledger, *of_unit)


def tables_of_readings(ledger: Ledger, facts: Collection[int]) -> dict[int, list[SpendTable]]:
    """The same of these readings."""
    chosen = "SELECT value FROM json_each(:facts)"
    return _tables(ledger, chosen, {"facts": json.dumps(sorted(facts))})


def _tables(
    ledger: Ledger, chosen: str, asked: Mapping[str, object]
) -> dict[int, list[SpendTable]]:
    lines: dict[int, list[SpendLine]] = defaultdict(list)
    sql = _SQL["lines"].format(columns=columns(SpendLine, "spend_line"), chosen=chosen)
    for table, *row in ledger.db.conn.execute(sql, asked):
        lines[table].append(record(SpendLine, row))
    found: dict[int, list[SpendTable]] = defaultdict(list)
    head = columns(SpendTable, "spend_table", without=("lines",))
    sql = _SQL["tables"].format(columns=head, chosen=chosen)
    for table, facts, *row in ledger.db.conn.execute(sql, asked):
        found[facts].append(replace(record(SpendTable, row), lines=tuple(lines[table])))
    return found
