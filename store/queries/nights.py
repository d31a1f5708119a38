"""Which night was run last, and which were the last ones."""

from datetime import date, datetime

from store.instants import from_text, to_text
from store.ledger import Ledger

LAST_OF_ALL = "9999"


def last_night_began(ledger: Ledger, now: datetime | None = None) -> datetime | None:
    """When the newest night that came to its end by `now` (None: ever) began; None before the
    first.

    A night that was killed (`running`) or failed does not count, so it is due again; one on which
    our own network was blind, or nothing could be judged, does: it was spent, and says so. One of
    the future was dated by a wrong clock (docs/faults.md M5): it would keep every true night from
    being due.
    """
    row = ledger.db.conn.execute(
        "SELECT max(started_at) FROM run WHERE kind = 'nightly' AND state IN ('complete', 'unjudged', 'blind') AND started_at <= ?",
        (to_text(now) if now else LAST_OF_ALL,),
    ).fetchone()
    return from_text(row[0]) if row[0] else None


def last_night_days(ledger: Ledger, count: int) -> list[date]:
    """The days of the last `count` nights that were carried through, oldest first."""
    rows = ledger.db.conn.execute(
        """SELECT DISTINCT day FROM run WHERE state = 'complete' AND kind != 'vantage'
           ORDER BY day DESC LIMIT ?""",
        (count,),
    )
    return sorted(date.fromisoformat(day) for (day,) in rows)
