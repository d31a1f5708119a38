"""What the nights ask of the desk: until when people have given time, who sees to what, what is
held to be secret and what was escalated.
"""

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
    """By finding, the deadline that somebody set, and who was named to see to it; ids of those that
    the office holds to be secret (涉密) that day, and of those escalated in their present life.
    """

    deadlines: Mapping[int, date] = field(default_factory=dict)
    persons: Mapping[int, str] = field(default_factory=dict)
    secret: frozenset[int] = frozenset()
    escalated: frozenset[int] = frozenset()


def said_of_open(config: Config, ledger: Ledger, day: date) -> SaidOfFindings:
    """Of the open ones, as of `day`; nothing where there is no console. Raises StoreFailed."""
    path = desk_path(config.data)
    if not path.exists():
        return SaidOfFindings()
    said = standings(
        Desk(path), [(finding.id, finding.reopened) for finding in open_findings(ledger)]
    )
    return SaidOfFindings(
        {number: each.deadline for number, each in said.items() if each.deadline},
        {number: each.person for number, each in said.items() if each.person},
        frozenset(number for number, each in said.items() if each.is_secret(day)),
        frozenset(number for number, each in said.items() if each.escalated),
    )
