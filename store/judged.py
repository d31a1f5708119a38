"""How far units were judged on a night: wholly, partly, not at all. Pure.

A matter is one rule's answer on one subject. What is not applicable (no clause, not yet due, the
parent answers) is neither judged nor unjudged.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class JudgedCounts:
    """How many matters of one unit were answered on a night."""

    judged: int = 0  # verdicts that say problem or clear
    unknown: int = 0  # that could not tell
    warnings: int = 0


class Extent(StrEnum):
    """How far one unit was judged."""

    WHOLLY = "wholly"
    PARTLY = "partly"
    NOT_AT_ALL = "not_at_all"
    NOT_APPLICABLE = "not_applicable"  # looked at, and no rule in force binds it


@dataclass(frozen=True, slots=True)
class JudgedUnits:
    """How far a night judged its units: each counts once, under its extent."""

    of: int = 0
    wholly: int = 0
    partly: int = 0
    not_at_all: int = 0
    not_applicable: int = 0
    undecided: int = 0  # matters

    @property
    def judged(self) -> int:
        """Units of which at least one matter was judged."""
        return self.wholly + self.partly

    def as_json(self) -> dict[str, int]:
        """As every `--json`, the health page and the metrics name the counts."""
        return {"judged": self.judged, **asdict(self)}


def extent_of(counts: JudgedCounts | None) -> Extent:
    """None: the unit was not looked at, or nothing of it came to an answer."""
    if counts is None:
        return Extent.NOT_AT_ALL
    if counts.judged:
        return Extent.PARTLY if counts.unknown else Extent.WHOLLY
    return Extent.NOT_AT_ALL if counts.unknown else Extent.NOT_APPLICABLE


def judged_units(counts: Iterable[JudgedCounts | None]) -> JudgedUnits:
    """One entry a unit."""
    found = list(counts)
    extents = [extent_of(one) for one in found]
    return JudgedUnits(
        of=len(found),
        undecided=sum(one.unknown for one in found if one),
        **{extent.value: extents.count(extent) for extent in Extent},
    )
