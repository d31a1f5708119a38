"""How far a finding is on its way to a repair (整改): the crawl's word and people's words put
together. Pure.

Only the crawl ends a life: an answer that was accepted is a word, and the next look verifies it
(docs/decisions/0034-a-unit-answers-the-crawl-closes.md).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, tzinfo
from enum import StrEnum

from store.desk.entries import DeskAction, DeskEntry, Standing, due
from store.records import Finding


class RepairStage(StrEnum):
    """In the order of a life; each one says what happened last on the way, not what is owed."""

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
    due: date | None
    overdue_days: int  # 0 where it is not, and where it has ended or may not be told
    waiting: tuple[DeskEntry, ...]  # for the office, oldest first; nothing of what has ended
    escalated: DeskEntry | None  # 逾期未整改，已上报
    secret_until: date | None  # the last day; None where it may be told
    is_extended: bool  # the deadline is that of the time that was granted
    is_found_after_answer: bool  # a night of a later day than the last answer found it again

    @property
    def is_over(self) -> bool:
        return self.stage in ENDED


def rectification(finding: Finding, standing: Standing, today: date, zone: tzinfo) -> Rectification:
    """`zone` is the office's: the day of an answer is a day there."""
    stage = _stage(finding, standing, today)
    is_over = stage in ENDED
    until = due(finding, standing)
    is_counted = not is_over and stage is not RepairStage.UNDER_SECRECY
    return Rectification(
        stage,
        until,
        overdue_days=max(0, (today - until).days) if until and is_counted else 0,
        waiting=() if is_over else standing.waiting,
        escalated=standing.escalated,
        secret_until=standing.secrecy.day
        if stage is RepairStage.UNDER_SECRECY and standing.secrecy is not None
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
    stands = rectification(finding, standing, night, zone)
    if finding.id not in told or standing.escalated or not stands.overdue_days:
        return False
    if finding.last_confirmed < night or stands.due is None:
        return False
    return not any(
        _came_in_time(word, stands.due, zone)
        and (word.what is not DeskAction.ANSWERED or not stands.is_found_after_answer)
        for word in stands.waiting
    )


def _stage(finding: Finding, standing: Standing, today: date) -> RepairStage:
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
    return RepairStage.ACKNOWLEDGED if standing.acknowledged else RepairStage.TOLD


def _came_in_time(word: DeskEntry, until: date, zone: tzinfo) -> bool:
    return word.at.astimezone(zone).date() <= until
