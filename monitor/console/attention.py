"""What of the open findings needs somebody today: new, overdue, due soon; by the desk's deadline or
the office's number of working days. Pure.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from monitor.judging.verdict import Severity
from store.desk.entries import NOTHING_ENTERED, Standing
from store.findings import FindingTurn
from store.records import Finding

SOON_DAYS = 3


@dataclass(frozen=True, slots=True)
class Need:
    """An open finding as it stands today."""

    finding: Finding
    standing: Standing
    due: date
    overdue_days: int  # 0 where it is not
    is_new: bool  # opened or come back in the last inspection
    is_soon: bool  # due within a few days

    @property
    def is_critical(self) -> bool:
        return self.finding.severity == Severity.CRITICAL

    @property
    def is_overdue(self) -> bool:
        return self.overdue_days > 0

    @property
    def is_acknowledged(self) -> bool:
        return self.standing.acknowledged is not None


def needs(
    findings: Iterable[Finding],
    standings: Mapping[int, Standing],
    turns: Mapping[int, FindingTurn],
    today: date,
    due_after: Callable[[date], date],
) -> list[Need]:
    """The gravest first, then the longest overdue. `turns`: of the last inspection; `due_after`:
    from the day of opening to the office's own deadline.
    """
    due_by_opening: dict[date, date] = {}
    found = []
    for finding in findings:
        standing = standings.get(finding.id, NOTHING_ENTERED)
        if finding.opened not in due_by_opening:
            due_by_opening[finding.opened] = due_after(finding.opened)
        due = standing.deadline or due_by_opening[finding.opened]
        found.append(
            Need(
                finding,
                standing,
                due,
                overdue_days=max(0, (today - due).days),
                is_new=turns.get(finding.id) in (FindingTurn.OPENED, FindingTurn.REOPENED),
                is_soon=0 <= (due - today).days <= SOON_DAYS,
            )
        )
    return sorted(
        found,
        key=lambda need: (not need.is_critical, -need.overdue_days, need.due, need.finding.id),
    )
