"""What was told and not repaired in time is escalated (上报), once in each of its lives: the night says
so on the desk, and the letters of that night tell it.
"""

from datetime import datetime

from config.folder import Config
from monitor.rectification.stage import is_to_be_escalated
from store.desk.deadline import deadline_of
from store.desk.desk import Desk, desk_path
from store.desk.entries import (
    NOTHING_ENTERED,
    DeskAction,
    DeskEntry,
    add_entry,
    standings,
)
from store.findings import open_findings
from store.ledger import Ledger
from store.outbox import told_to_anybody
from store.records import Run

THE_NIGHT = ""  # by nobody's login


def escalate(ledger: Ledger, config: Config, run: Run, now: datetime) -> int:
    """How many were; none where there is no console, in which nobody could have answered. Raises
    StoreFailed, OutOfSpace.
    """
    path = desk_path(config.data)
    if not path.exists():
        return 0
    desk, found, told = Desk(path), open_findings(ledger), told_to_anybody(ledger)
    said = standings(desk, [(finding.id, finding.reopened) for finding in found])
    late = 0
    for finding in found:
        standing = said.get(finding.id, NOTHING_ENTERED)
        if is_to_be_escalated(finding, standing, told, run.day, config.office.zone):
            passed, late = deadline_of(finding, standing, told).day, late + 1
            word = (finding.id, finding.reopened, DeskAction.ESCALATED, "")
            add_entry(desk, DeskEntry(*word, THE_NIGHT, THE_NIGHT, now, passed))
    return late
