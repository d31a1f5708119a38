"""The log of our own eyesight: whether, at that moment, pages of others that are always there could
be seen.
"""

from datetime import datetime

from sqlite_utils import Database

from store.instants import to_text


def log(db: Database, run_id: str, at: datetime, *, good: bool, details: str) -> None:
    db.conn.execute(
        "INSERT INTO canary (run_id, at, good, details) VALUES (?, ?, ?, ?)",
        (run_id, to_text(at), int(good), details),
    )
