"""What the ledger holds of a unit's spending at present: the last good reading of each of its
documents.
"""

from dataclasses import dataclass

from store.ledger import Ledger
from store.queries.spend_tables import spend_tables
from store.records import SpendTable


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
    tables = spend_tables(ledger, unit_id, present=True)
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
