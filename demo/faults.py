"""What is wrong, or only looks wrong, in a scenario: plain data that planting obeys and truth is
computed from.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from demo.world import Spell
from demo.writing.money import DemoPaper, Style


class Silence(StrEnum):
    """Which side of disclosure a law-enforcing unit leaves out."""

    DUTIES = "duties_missing"
    RIGHTS = "rights_missing"
    BOTH = "duties_and_rights_missing"


@dataclass(frozen=True, slots=True)
class PlantedSpending:
    """How one paper of a unit treats 其他, and whether its tables come as an attachment."""

    paper: DemoPaper
    style: Style
    as_workbook: bool = False


@dataclass(frozen=True, slots=True)
class Faults:
    """Keys are unit ids, or (unit id, kind of channel)."""

    silent_since: Mapping[str, date] = field(default_factory=dict)  # the whole site stopped
    stopped: Mapping[tuple[str, str], date] = field(default_factory=dict)  # one channel stopped
    empty: Mapping[str, str] = field(
        default_factory=dict
    )  # words on the unit's empty 政策解读, may be ""
    spending: Mapping[str, PlantedSpending] = field(default_factory=dict)
    unpublished: Mapping[str, DemoPaper] = field(
        default_factory=dict
    )  # the newest paper of that kind was never put up
    one_sided: Mapping[str, Silence] = field(default_factory=dict)
    vanished: Mapping[str, int] = field(default_factory=dict)  # how many items are lost
    vanish_at: datetime | None = None
    vanish_before: date | None = (
        None  # only items published earlier are lost, moved or dropped from lists
    )
    moved: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()
    spells: Mapping[str, tuple[Spell, ...]] = field(default_factory=dict)
    pinned: frozenset[tuple[str, str]] = frozenset()
    future: frozenset[tuple[str, str]] = frozenset()
    yearless: frozenset[str] = frozenset()
