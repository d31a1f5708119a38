"""For how long nobody has seen the whole of a unit: who is crawled first where many wait."""

from datetime import datetime

from store.instants import from_text
from store.ledger import Ledger

NEVER = 10_000  # days: longer than anything on record


def days_since_whole(ledger: Ledger, now: datetime) -> dict[str, int]:
    """Whole days since the last complete crawl of each unit that ever had one."""
    rows = ledger.db.conn.execute(
        "SELECT unit, max(ended_at) FROM unit_run WHERE kind = 'nightly' AND state = 'complete'"
        " GROUP BY unit"
    )
    return {unit: max(0, (now - from_text(at)).days) for unit, at in rows if at}
