"""How far a unit was judged, night by night, and the year of it as a calendar. Pure."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate, groupby

from store.judged import Extent, JudgedCounts, JudgedUnits, extent_of, judged_units
from store.queries.console.over_time import AnswerCount, AnswerDays, NightsHeld

CELL = 14  # of the calendar, with its margin
OWN_NETWORK, NOT_VISITED = "own_network", "not_visited"
LEFT_OPEN = frozenset({Extent.PARTLY, Extent.NOT_AT_ALL})
_DECIDED = frozenset({"problem", "clear"})
# By whether anything was decided and whether anything was not: a year of units asks it often.
_EXTENTS = {
    (yes, no): extent_of(JudgedCounts(judged=yes, unknown=no))
    for yes in (False, True)
    for no in (False, True)
}


@dataclass(frozen=True, slots=True)
class UnitNight:
    """One night of one unit. `cause`: why nothing of it counts, though answers stand beside it; ""
    otherwise. `why`: reasons for what was not decided, with how many matters; `rules`: of each rule
    how many matters were decided and how many not.
    """

    day: date
    extent: Extent
    counts: JudgedCounts
    cause: str = ""
    why: Mapping[str, int] = field(default_factory=dict)
    rules: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def extent_of(self, rule: str) -> Extent:
        """How far one rule judged the unit."""
        decided, undecided = self.rules.get(rule, (0, 0))
        if self.extent is Extent.NOT_AT_ALL:
            return self.extent
        return _EXTENTS[bool(decided), bool(undecided)]

    def leaves_open(self, rule: str) -> bool:
        """Whether the rule left anything of the unit undecided."""
        return self.extent_of(rule) in LEFT_OPEN

    def undecided_by(self, rule: str) -> int:
        return self.rules.get(rule, (0, 0))[1]


def unit_nights(unit: str, held: NightsHeld, answers: Iterable[AnswerDays]) -> list[UnitNight]:
    """Every night that was held, oldest first; `answers`: those of this unit."""
    days = list(held.states)
    decided: list[Counter[str]] = [Counter() for _ in days]
    undecided: list[Counter[str]] = [Counter() for _ in days]
    why: list[Counter[str]] = [Counter() for _ in days]
    for span in answers:
        is_decided = span.answer in _DECIDED
        if not is_decided and span.answer != "cannot_tell":
            continue
        for n in _places_between(span, days):
            (decided if is_decided else undecided)[n][span.rule] += 1
            if not is_decided:
                why[n][span.why] += 1
    found = []
    for n, day in enumerate(days):
        cause = cause_of(unit, held, day)
        counts = JudgedCounts(decided[n].total(), undecided[n].total())
        rules = {
            rule: (decided[n][rule], undecided[n][rule]) for rule in {**decided[n], **undecided[n]}
        }
        extent = _extent(cause, counts)
        found.append(UnitNight(day, extent, counts, cause, dict(why[n].most_common()), rules))
    return found


def nights_judged(
    held: NightsHeld, counts: Mapping[str, Sequence[AnswerCount]]
) -> dict[date, JudgedUnits]:
    """How far each night judged the units that were in service: those that were visited on it or
    of which answers reach over it; `counts`: by unit.
    """
    days = list(held.states)
    by_day: dict[date, list[JudgedCounts | None]] = {day: [] for day in days}
    for unit in {*counts, *held.visited}:
        decided, undecided = _steps(counts.get(unit, ()), days)
        for day, yes, no in zip(days, decided, undecided, strict=True):
            cause = cause_of(unit, held, day)
            if yes or no or day in held.visited.get(unit, ()):
                by_day[day].append(None if cause else JudgedCounts(yes, no))
    return {day: judged_units(units) for day, units in by_day.items()}


def unit_extents(
    unit: str, held: NightsHeld, counts: Iterable[AnswerCount]
) -> list[tuple[date, Extent]]:
    """The same without its reasons, for many units at once; `counts`: those of this unit."""
    days = list(held.states)
    judged = zip(days, *_steps(counts, days), strict=True)
    return [
        (day, Extent.NOT_AT_ALL if cause_of(unit, held, day) else _EXTENTS[bool(yes), bool(no)])
        for day, yes, no in judged
    ]


def _steps(
    counts: Iterable[AnswerCount], days: Sequence[date]
) -> tuple[Sequence[int], Sequence[int]]:
    """Matters decided and not, of each day."""
    steps = {True: [0] * (len(days) + 1), False: [0] * (len(days) + 1)}
    for one in counts:
        begins, ends = bisect_left(days, one.first), bisect_right(days, one.last)
        steps[one.is_decided][begins] += one.matters
        steps[one.is_decided][ends] -= one.matters
    return [*accumulate(steps[True])][:-1], [*accumulate(steps[False])][:-1]


def counted(extents: Iterable[Extent]) -> dict[Extent, int]:
    found = Counter(extents)
    return {extent: found[extent] for extent in Extent}


def cause_of(unit: str, held: NightsHeld, day: date) -> str:
    """Why nothing of a unit counts on a night, though answers reach over it; "" where they do. A
    unit that is never visited, having no site, is judged all the same; nothing is judged by a night
    that did not come to its end.
    """
    state = held.states.get(day)
    if state == "blind":
        return OWN_NETWORK
    if state and (unit not in held.ever_visited or day in held.visited.get(unit, ())):
        return ""
    return NOT_VISITED


def _extent(cause: str, counts: JudgedCounts) -> Extent:
    return Extent.NOT_AT_ALL if cause else extent_of(counts)


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """`first`: its first day that is shown; `missing`: days without a night."""

    first: date
    nights: Mapping[Extent, int]
    missing: int

    @property
    def name(self) -> str:
        return f"{self.first:%Y-%m}"


@dataclass(frozen=True, slots=True)
class CalendarCell:
    """A day where weeks are columns; `extent` None: no night."""

    day: date
    x: int
    y: int
    extent: Extent | None


@dataclass(frozen=True, slots=True)
class Calendar:
    cells: tuple[CalendarCell, ...]
    months: tuple[CalendarMonth, ...]  # the latest first
    marks: tuple[tuple[int, date], ...]  # where a month begins
    width: int

    @property
    def height(self) -> int:
        return 8 * CELL


def calendar(nights: Iterable[tuple[date, Extent]], since: date, until: date) -> Calendar:
    """Every day from `since` to `until`, with its night or without."""
    by_day = dict(nights)
    monday = since - timedelta(days=since.weekday())
    days = [since + timedelta(days=n) for n in range((until - since).days + 1)]
    cells = tuple(
        CalendarCell(
            day,
            (day - monday).days // 7 * CELL,
            (day.weekday() + 1) * CELL,
            by_day.get(day),
        )
        for day in days
    )
    months = []
    for _, group in groupby(days, key=lambda day: (day.year, day.month)):
        of_it = list(group)
        months.append(
            CalendarMonth(
                of_it[0],
                counted(by_day[day] for day in of_it if day in by_day),
                sum(day not in by_day for day in of_it),
            )
        )
    marks = tuple((cell.x, cell.day) for cell in cells if cell.day.day <= 7 and cell.y == CELL)
    return Calendar(cells, tuple(reversed(months)), marks, cells[-1].x + CELL)


def _places_between(span: AnswerDays, days: Sequence[date]) -> range:
    return range(bisect_left(days, span.first), bisect_right(days, span.last))
