"""What the nights ask of the desk: until when people have given time, and who sees to what."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from config.folder import Config
from store.desk.desk import Desk, desk_path
from store.desk.entries import standings
from store.findings import open_findings
from store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class SaidOfFindings:
    """By finding, the deadline that somebody set, and who was named to see to it."""

    deadlines: Mapping[int, date] = field(default_factory=dict)
    persons: Mapping[int, str] = field(default_factory=dict)


def said_of_open(config: Config, ledger: Ledger) -> SaidOfFindings:
    """Of the open ones; nothing where there is no console. Raises StoreFailed."""
    path = desk_path(config.data)
    if not path.exists():
        return SaidOfFindings()
    said = standings(
        Desk(path), [(finding.id, finding.reopened) for finding in open_findings(ledger)]
    )
    return SaidOfFindings(
        {number: each.deadline for number, each in said.items() if each.deadline},
        {number: each.person for number, each in said.items() if each.person},
    )
