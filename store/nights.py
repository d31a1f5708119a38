"""Which night was run last: the scheduler's only question to the ledger."""

from datetime import datetime

from store.instants import from_text
from store.ledger import Ledger


def last_night_began(ledger: Ledger) -> datetime | None:
    """When the newest night that came to its end began; None before the first.

    A night that was killed (`running`) or failed does not count, so it is due again; one on which our own network was
    blind does: it was spent, and says so.
    """
    row = ledger.db.conn.execute("SELECT max(started_at) FROM run WHERE kind = 'nightly' AND state IN ('complete', 'blind')").fetchone()
    return from_text(row[0]) if row[0] else None
