"""The log of our own eyesight: whether, at that moment, pages of others that are always there could
be seen.
"""

from datetime import datetime

from sqlite_utils import Database

from store.instants import from_text, to_text


def log(
    db: Database, run_id: str, at: datetime, *, good: bool, details: str, line: str = ""
) -> None:
    """`line`: the id of a worker's (store.capture.file.WorkerLine), "" for our own. A worker's look is
    kept once, however often its file is met.
    """
    db.conn.execute(
        "INSERT INTO canary (run_id, at, good, details, line)"
        " SELECT :run, :at, :good, :details, :line"
        " WHERE :line = '' OR NOT EXISTS (SELECT 1 FROM canary WHERE run_id = :run AND at = :at"
        " AND line = :line AND details = :details)",
        {
            "run": run_id,
            "at": to_text(at),
            "good": int(good),
            "details": details,
            "line": line,
        },
    )


def of_our_own_line(db: Database, run_id: str) -> list[tuple[datetime, bool, str]]:
    """(when, whether it was good, what was asked), in the order kept."""
    rows = db.conn.execute(
        "SELECT at, good, details FROM canary WHERE run_id = ? AND line = '' ORDER BY id", (run_id,)
    )
    return [(from_text(at), bool(good), details) for at, good, details in rows]
