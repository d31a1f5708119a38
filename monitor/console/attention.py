"""What of the open findings needs somebody today: new, overdue, due soon; by its one deadline, the
desk's or the one that was given. Of what nobody was told nothing is overdue. Pure.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from monitor.judging.verdict import Severity
from store.desk.deadline import RepairDeadline, deadline_of
from store.desk.entries import NOTHING_ENTERED, DeskAction, Standing
from store.findings import FindingTurn
from store.records import Finding

SOON_DAYS = 3


@dataclass(frozen=True, slots=True)
class Need:
    """A finding as it stands today."""

    finding: Finding
    standing: Standing
    deadline: RepairDeadline
    overdue_days: int  # 0 where it is not
    is_new: bool  # opened or come back in the last inspection
    is_soon: bool  # due within a few days
    is_unconfirmed: bool  # found before; the last inspection did not look or could not tell
    is_under_secrecy: bool = False  # the office's word stands that it may not be told (涉密)

    @property
    def is_critical(self) -> bool:
        return self.finding.severity == Severity.CRITICAL

    @property
    def is_withdrawn(self) -> bool:
        return self.finding.state == "withdrawn" or self.standing.withdrawn is not None

    @property
    def due(self) -> date | None:
        """None: none was given yet."""
        return self.deadline.day

    @property
    def is_overdue(self) -> bool:
        return self.overdue_days > 0

    @property
    def is_sent_back(self) -> bool:
        word = self.standing.decided
        return word is not None and word.what is DeskAction.SENT_BACK

    @property
    def is_acknowledged(self) -> bool:
        return self.standing.acknowledged is not None


@dataclass(frozen=True, slots=True)
class LastNight:
    """What the last inspection turned, by finding, and its day; which open findings a message has
    reached anybody with.
    """

    day: date
    turns: Mapping[int, FindingTurn]
    told: Collection[int] = ()


def needs(
    findings: Iterable[Finding],
    standings: Mapping[int, Standing],
    night: LastNight,
    today: date,
    *,
    is_under_secrecy: bool | None = False,
) -> list[Need]:
    """The gravest first, then the longest overdue; what was not looked at again stands last. What
    the office has withdrawn needs nobody, whether the ledger knows it yet or not; what may not be
    told stands apart, and is given where it is asked for (None: with the others).
    """
    said = ((finding, standings.get(finding.id, NOTHING_ENTERED)) for finding in findings)
    found = [need_of(each, standing, night, today) for each, standing in said]
    return sorted(
        (
            need
            for need in found
            if not need.is_withdrawn and is_under_secrecy in (None, need.is_under_secrecy)
        ),
        key=lambda need: (
            need.is_unconfirmed,
            not need.is_critical,
            -need.overdue_days,
            need.due or date.max,
            need.finding.id,
        ),
    )


def need_of(finding: Finding, standing: Standing, night: LastNight, today: date) -> Need:
    deadline, is_secret = deadline_of(finding, standing, night.told), standing.is_secret(today)
    left = (deadline.day - today).days if deadline.day and not is_secret else None
    return Need(
        finding,
        standing,
        deadline,
        overdue_days=0 if is_secret else deadline.days_past(today),
        is_new=night.turns.get(finding.id) in (FindingTurn.OPENED, FindingTurn.REOPENED),
        is_soon=deadline.is_running and left is not None and 0 <= left <= SOON_DAYS,
        is_unconfirmed=finding.last_confirmed < night.day,
        is_under_secrecy=is_secret,
    )
