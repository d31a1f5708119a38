"""What the nights ask of the desk: until when people have given time."""

from datetime import date

from config.folder import Config
from store.desk.desk import Desk, desk_path
from store.desk.entries import deadlines
from store.findings import open_findings
from store.ledger import Ledger


def days_given(config: Config, ledger: Ledger) -> dict[int, date]:
    """Finding -> the deadline that somebody set in the console; nothing where there is no console.
    Raises StoreFailed.
    """
    path = desk_path(config.data)
    if not path.exists():
        return {}
    return deadlines(
        Desk(path), [(finding.id, finding.reopened) for finding in open_findings(ledger)]
    )
