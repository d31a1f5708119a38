"""How far a finding is on its way to a repair (整改): the crawl's word and people's words put
together. Pure.

Only the crawl ends a life: an answer that was accepted is a word, and the next look verifies it
(docs/decisions/0034-a-unit-answers-the-crawl-closes.md).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, tzinfo
from enum import StrEnum

from store.desk.deadline import RepairDeadline, deadline_of
from store.desk.entries import DeskAction, DeskEntry, Standing
from store.records import Finding


class RepairStage(StrEnum):
    """In the order of a life; each one says what happened last on the way, not what is owed."""

    UNTOLD = "untold"  # no message of it has reached anybody: its days have not begun
    TOLD = "told"
    ACKNOWLEDGED = "acknowledged"
    IN_HAND = "in_hand"  # somebody is named to see to it
    ANSWERED = "answered"
    SENT_BACK = "sent_back"
    ACCEPTED = "accepted"  # the answer; the crawl has not seen the repair yet
    UNDER_SECRECY = "under_secrecy"  # the office's word stands that it may not be told (涉密)
    VERIFIED = "verified"  # closed by the crawl
    WITHDRAWN = "withdrawn"  # no repair


ENDED = frozenset({RepairStage.VERIFIED, RepairStage.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Rectification:
    """One finding on one day."""

    stage: RepairStage
    deadline: RepairDeadline
    overdue_days: int  # 0 where it is not, and where it has ended or may not be told
    waiting: tuple[DeskEntry, ...]  # for the office, oldest first; nothing of what has ended
    escalated: DeskEntry | None  # 逾期未整改，已上报
    secret_until: date | None  # the last day, repaired or not; None where it may be told
    is_extended: bool  # the deadline is that of the time that was granted
    is_found_after_answer: bool  # a night of a later day than the last answer found it again

    @property
    def is_over(self) -> bool:
        return self.stage in ENDED


def rectification(
    finding: Finding, standing: Standing, told: Collection[int], today: date, zone: tzinfo
) -> Rectification:
    """`told`: the findings that a message has reached anybody with; `zone` is the office's: the day
    of an answer is a day there.
    """
    deadline = deadline_of(finding, standing, told)
    stage = _stage(finding, standing, deadline, today)
    is_over = stage in ENDED
    is_counted = not is_over and stage is not RepairStage.UNDER_SECRECY
    return Rectification(
        stage,
        deadline,
        overdue_days=deadline.days_past(today) if is_counted else 0,
        waiting=() if is_over else standing.waiting,
        escalated=standing.escalated,
        secret_until=standing.secrecy.day
        if standing.is_secret(today) and standing.secrecy is not None
        else None,
        is_extended=_is_extended(standing),
        is_found_after_answer=finding.state == "open"
        and standing.answered is not None
        and finding.last_confirmed > standing.answered.at.astimezone(zone).date(),
    )


def _is_extended(standing: Standing) -> bool:
    word = standing.extension_decided
    is_granted = word is not None and word.what is DeskAction.EXTENSION_GRANTED
    return is_granted and word is not None and word.day == standing.deadline


def is_to_be_escalated(
    finding: Finding, standing: Standing, told: Collection[int], night: date, zone: tzinfo
) -> bool:
    """Whether the night of that day tells its superiors of a repair that did not come in time.

    Only what was told and what this very night found again: of what it could not see nobody is
    accused. Nor while the office owes the unit a decision on a wish that came in time, nor where an
    answer came in time that no look of a later day has contradicted.
    """
    stands = rectification(finding, standing, told, night, zone)
    until = stands.deadline.day
    if standing.escalated or not stands.overdue_days:
        return False
    if finding.last_confirmed < night or until is None:
        return False
    return not any(
        _came_in_time(word, until, zone)
        and (word.what is not DeskAction.ANSWERED or not stands.is_found_after_answer)
        for word in stands.waiting
    )


def _stage(
    finding: Finding, standing: Standing, deadline: RepairDeadline, today: date
) -> RepairStage:
    if finding.state == "withdrawn" or standing.withdrawn:
        return RepairStage.WITHDRAWN
    if finding.state == "closed":
        return RepairStage.VERIFIED
    if standing.is_secret(today):
        return RepairStage.UNDER_SECRECY
    if standing.decided:
        is_accepted = standing.decided.what is DeskAction.ACCEPTED
        return RepairStage.ACCEPTED if is_accepted else RepairStage.SENT_BACK
    if standing.answered:
        return RepairStage.ANSWERED
    if standing.person:
        return RepairStage.IN_HAND
    if standing.acknowledged:
        return RepairStage.ACKNOWLEDGED
    return RepairStage.TOLD if deadline.is_running else RepairStage.UNTOLD


def _came_in_time(word: DeskEntry, until: date, zone: tzinfo) -> bool:
    return word.at.astimezone(zone).date() <= until
