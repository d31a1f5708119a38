"""What the ledger holds of a unit's spending at present: the last good reading of each of its
documents.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from store.ledger import Ledger
from store.records import SpendLine, SpendTable


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


@dataclass(frozen=True, slots=True)
class TableOverYears:
    """One table worth showing, and the amounts of the same lines a year before, by code or name."""

    page: SpendingPage
    table: SpendTable
    year_before: Mapping[str, float]
    total_before: float | None = None


def spending_of(ledger: Ledger, unit_id: str) -> tuple[SpendingPage, ...]:
    """The unit's documents in the order in which they were first met."""
    tables = _tables(ledger, unit_id)
    rows = ledger.db.conn.execute(
        """SELECT page.url, coalesce(nullif(facts.title, ''), page.title, ''), facts.at, facts.id, facts.document_unreadable
           FROM page JOIN facts ON facts.id = page.facts WHERE page.unit = ? ORDER BY page.id""",
        (unit_id,),
    ).fetchall()
    return tuple(
        SpendingPage(url, title, at, tuple(tables.get(facts, ())), unreadable or "")
        for url, title, at, facts, unreadable in rows
        if facts in tables or unreadable
    )


def _tables(ledger: Ledger, unit_id: str) -> dict[int, list[SpendTable]]:
    """The tables of present readings, by reading."""
    lines = _lines(ledger, unit_id)
    found: dict[int, list[SpendTable]] = defaultdict(list)
    for (
        table,
        facts,
        title,
        kind,
        is_spending,
        year,
        document,
        unit,
        total,
        anomalies,
    ) in ledger.db.conn.execute(
        """SELECT spend_table.id, spend_table.facts, spend_table.title, spend_table.kind, is_spending, year, document, spend_table.unit,
             total_yuan, spend_table.anomalies
           FROM spend_table JOIN page ON page.facts = spend_table.facts WHERE page.unit = ? ORDER BY spend_table.facts, position""",
        (unit_id,),
    ):
        found[facts].append(
            SpendTable(
                title or "",
                kind,
                bool(is_spending),
                year,
                document,
                unit or "",
                total,
                tuple(lines[table]),
                tuple(json.loads(anomalies)),
            )
        )
    return found


def _lines(ledger: Ledger, unit_id: str) -> dict[int, list[SpendLine]]:
    found: dict[int, list[SpendLine]] = defaultdict(list)
    for (
        table,
        code,
        name,
        amount,
        share,
        level,
        other,
        bare,
        nested,
        vague,
        explained,
        reason,
        row,
    ) in ledger.db.conn.execute(
        """SELECT spend_table, code, name, amount_yuan, share, level, is_other, is_bare, is_nested_other, vague, explained, reason, row
           FROM spend_line JOIN spend_table ON spend_table.id = spend_line.spend_table JOIN page ON page.facts = spend_table.facts
           WHERE page.unit = ? ORDER BY spend_line.id""",
        (unit_id,),
    ):
        found[table].append(
            SpendLine(
                code or "",
                name,
                amount,
                share,
                level,
                bool(other),
                bool(bare),
                bool(nested),
                vague,
                explained,
                reason or "",
                row,
            )
        )
    return found
