"""What the scenario asks about, and how one answers: the words of its truth."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class PlannedMatter(StrEnum):
    """One fault a unit may have."""

    CHANNELS = "channels_not_updated"
    REPLY = "overdue_reply"
    GUIDE = "thin_guide"
    LINKS = "dead_link"
    ATTACHMENT = "attachment_gone"
    CHANNEL_GONE = "channel_gone"
    FEES = "fee_without_basis"
    PENALTIES = "penalty_without_remedy"
    DISCLOSURE = "missing_disclosure"
    BASICS = "site_basics"
    PRIVACY = "privacy_leak"
    WORDS = "expression"


class Said(StrEnum):
    """The four verdicts of the rulebook, the warning, and what only must not be accused."""

    PROBLEM = "problem"
    WARNING = "warning"
    CLEAR = "clear"
    CANNOT_TELL = "cannot_tell"
    INNOCENT = "innocent"  # anything but a problem or a warning


@dataclass(frozen=True, slots=True)
class TruthCase:
    """One row of the truth: a unit, a matter, the verdict of a careful inspector and why.

    `facts` are the numbers and names that a sentence about it may hold, and that the pages obey.
    `at` are addresses, titles and words of which one stands in the verdict's subject, sentence or
    evidence; empty where the whole unit is meant. `start` is the first night on which a finding
    would be true, `due` the night by which it must be there. `also` are verdicts that can be
    argued.
    """

    unit: str
    matter: PlannedMatter
    said: Said
    variant: str
    why: str
    start: date
    due: date
    facts: Mapping[str, object] = field(default_factory=dict)
    at: tuple[str, ...] = ()
    also: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """A finding of another rule that follows from what was planted: true, and not scored."""

    unit: str
    rule: str
    at: str
    why: str
