"""What tells from outside whether nights take place: a handful of numbers of the ledger, for
health, metrics and the watchdog.
"""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from store.instants import maybe_instant
from store.judged import JudgedUnits, judged_units
from store.ledger import open_ledger
from store.queries.console.lists import judged_in


@dataclass(frozen=True, slots=True)
class VitalSigns:
    """As of now. Instants are aware; None where there was never such a thing."""

    last_run: str = ""
    last_state: str = (
        ""  # of the newest nightly run: running, complete, unjudged, blind, interrupted
    )
    last_began: datetime | None = None
    last_complete: datetime | None = None  # end of the newest nightly run in which we could see
    units: int = 0  # on record, not retired
    judged: JudgedUnits = field(default_factory=JudgedUnits)  # by the last complete night
    open_findings: dict[str, int] = field(default_factory=dict)  # by severity
    waiting_messages: int = 0
    last_probe: datetime | None = None


def vital_signs(ledger_path: Path) -> VitalSigns:
    """Read from the ledger, which may be being written. An office before its first night has no
    ledger and no signs.

    Raises StoreFailed for a ledger that cannot be read.
    """
    if not ledger_path.exists():
        return VitalSigns()
    ledger = open_ledger(ledger_path, readonly=True)
    try:
        ask = ledger.db.conn.execute
        newest = ask(
            "SELECT id, state, started_at FROM run WHERE kind = 'nightly' ORDER BY started_at DESC, rowid DESC LIMIT 1"
        ).fetchone()
        complete = ask(
            """SELECT id, finished_at FROM run WHERE kind = 'nightly' AND state = 'complete'
               ORDER BY started_at DESC, rowid DESC LIMIT 1"""
        ).fetchone() or (None, None)
        counts = judged_in(ledger, complete[0] or "")
        units = [row[0] for row in ask("SELECT id FROM unit WHERE retired_on IS NULL")]
        return VitalSigns(
            last_run=newest[0] if newest else "",
            last_state=newest[1] if newest else "",
            last_began=maybe_instant(newest[2]) if newest else None,
            last_complete=maybe_instant(complete[1]),
            units=len(units),
            judged=judged_units(counts.get(unit) for unit in units),
            open_findings=dict(
                ask(
                    "SELECT severity, count(*) FROM finding WHERE state = 'open' GROUP BY severity"
                ).fetchall()
            ),
            waiting_messages=ask(
                "SELECT count(*) FROM message WHERE finished_at IS NULL AND superseded_at IS NULL"
            ).fetchone()[0],
            last_probe=maybe_instant(ask("SELECT max(at) FROM probe_sample").fetchone()[0]),
        )
    finally:
        ledger.close()
