"""The day by which a finding is to be repaired, and whether its days have begun. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from store.desk.entries import Standing
from store.records import Finding


@dataclass(frozen=True, slots=True)
class RepairDeadline:
    """Of what nobody was told the day is the standard one 标准期限, and nobody is late by it."""

    day: date | None  # None in a ledger of an older version until the next night
    is_running: bool  # somebody was told

    def days_past(self, today: date) -> int:
        """0 where it is not past."""
        return max(0, (today - self.day).days) if self.is_running and self.day else 0


def deadline_of(finding: Finding, standing: Standing, told: Collection[int]) -> RepairDeadline:
    """What people set goes before what was given when it was told. `told`: the findings that a
    message has reached anybody with; whoever spoke of one knows of it too.
    """
    is_told = finding.id in told or standing.is_known
    return RepairDeadline(standing.deadline or finding.due, is_told)
