"""What the nights ask of the desk: until when people have given time, who sees to what, what is
held to be secret and what was escalated.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from config.folder import Config
from store.desk.desk import Desk, desk_path
from store.desk.entries import standings
from store.findings import open_findings, withdrawn_ids
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


def not_to_be_told(config: Config, ledger: Ledger, day: date) -> frozenset[int]:
    """Findings that were taken back, on the desk or in the ledger already, or are held to be secret
    that day. Raises StoreFailed.
    """
    path, taken_back = desk_path(config.data), withdrawn_ids(ledger)
    if not path.exists():
        return frozenset(taken_back)
    lives = [(finding.id, finding.reopened) for finding in open_findings(ledger)]
    said = standings(Desk(path), lives)
    apart = (n for n, each in said.items() if each.withdrawn or each.is_secret(day))
    return frozenset({*taken_back, *apart})


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
