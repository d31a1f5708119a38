"""What was read of each county, and which was not read and why. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from config.office import CountyBelow
from config.words import Words, word_table
from monitor.report.material import CountyCounts, CountyLine, Material
from store.findings import FindingTurn

WORDS = word_table(Path(__file__).parent / "words" / "counties.toml")
NOTHING_MORE = Words("", "")


class Unread(StrEnum):
    """Why nothing of a county is told. None of them says that it is in order."""

    MISSING = "missing"  # nothing lies where its data should
    NO_NIGHT = "no_night"
    STALE = "stale"
    OTHER_VERSION = "other_version"
    UNREADABLE = "unreadable"  # damaged, cut short, foreign, locked
    MIXED = "mixed"  # its files are of different nights
    NOT_YET = "not_yet"  # it is still being read
    NO_DESK = "no_desk"  # nobody knows what its office holds to be secret


@dataclass(frozen=True, slots=True)
class CountyRead:
    """One county that was read. `material` is what its own papers would say today; `turns`: how
    many of its findings opened, closed and came back on each day, oldest first.
    """

    county: CountyBelow
    material: Material
    turns: Sequence[tuple[date, FindingTurn, int]] = ()

    @property
    def line(self) -> CountyLine:
        told = self.material
        counts = CountyCounts(
            judged=told.judged_units,
            problems=len(told.problems),
            critical=told.critical,
            overdue=told.overdue,
            unconfirmed=len(told.unconfirmed) + told.behind_closed,
            secret=len(told.under_secrecy),
        )
        return CountyLine(name=self.county.name, as_of=told.as_of, counts=counts)


@dataclass(frozen=True, slots=True)
class CountyUnread:
    """One that was not. `day`: of its last night, where that could be seen; `detail` names files
    and is for the office alone.
    """

    county: CountyBelow
    because: Unread
    day: date | None = None
    detail: Words = NOTHING_MORE

    @property
    def line(self) -> CountyLine:
        return CountyLine(name=self.county.name, as_of=self.day, why=WORDS[f"why.{self.because}"])


@dataclass(frozen=True, slots=True)
class Counties:
    """All of them, in the order in which the office names them."""

    all: tuple[CountyRead | CountyUnread, ...]

    @property
    def read(self) -> tuple[CountyRead, ...]:
        return tuple(one for one in self.all if isinstance(one, CountyRead))

    @property
    def unread(self) -> tuple[CountyUnread, ...]:
        return tuple(one for one in self.all if isinstance(one, CountyUnread))

    @property
    def lines(self) -> tuple[CountyLine, ...]:
        return tuple(one.line for one in self.all)

    def one(self, county_id: str) -> CountyRead | CountyUnread | None:
        return next((one for one in self.all if one.county.id == county_id), None)
