"""What became of a unit's findings over some nights, by rule: told, repaired, taken back, open.
Pure.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from monitor.console.over_time.course import Course, course
from monitor.console.over_time.nights import LEFT_OPEN, UnitNight
from store.findings import FindingTurn
from store.judged import Extent
from store.queries.console.over_time import UnitTurn

# What is told under one head, by the turns that it counts.
TOLD: Mapping[str, frozenset[FindingTurn]] = {
    "told": frozenset({FindingTurn.OPENED, FindingTurn.REOPENED}),
    "repaired": frozenset({FindingTurn.CLOSED}),
    "withdrawn": frozenset({FindingTurn.WITHDRAWN}),
}


@dataclass(frozen=True, slots=True)
class Turned:
    """How often each happened in the time that is shown: a finding that came back is told again."""

    told: int = 0
    repaired: int = 0
    withdrawn: int = 0


@dataclass(frozen=True, slots=True)
class RuleTrend:
    """One rule: `undecided`: nights on which the rule left something of the unit undecided, or the
    unit was not judged at all; `of`: nights there were.
    """

    rule: str
    turned: Turned
    open_now: int
    undecided: int
    of: int
    course: Course


def turned(turns: Iterable[UnitTurn], since: date, until: date) -> Turned:
    counts = Counter(turn.what for turn in turns if since <= turn.day <= until)
    return Turned(**{name: sum(counts[what] for what in whats) for name, whats in TOLD.items()})


def open_levels(
    turns: Sequence[UnitTurn], nights: Iterable[tuple[date, Extent]]
) -> list[tuple[date, float | None]]:
    """How many findings were open after each night; None where that is not known: the night did not
    judge, or left something undecided and so proves no zero. `turns` from the beginning, oldest
    first, since what was open before counts.
    """
    levels: list[tuple[date, float | None]] = []
    is_open: set[int] = set()
    place = 0
    for day, extent in nights:
        while place < len(turns) and turns[place].day <= day:
            turn = turns[place]
            (is_open.add if turn.what in _BEGINS else is_open.discard)(turn.finding)
            place += 1
        is_known = extent is not Extent.NOT_AT_ALL and (is_open or extent is not Extent.PARTLY)
        levels.append((day, len(is_open) if is_known else None))
    return levels


_BEGINS = frozenset({FindingTurn.OPENED, FindingTurn.REOPENED, FindingTurn.KEPT})


def rule_trends(
    turns: Sequence[UnitTurn],
    nights: Sequence[UnitNight],
    open_now: Mapping[str, int],
    since: date,
    until: date,
) -> list[RuleTrend]:
    """The rules that told something of the unit in this time, have something open, or left
    something undecided; most open first. All courses have one height, so that they compare.
    """
    of_rule: dict[str, list[UnitTurn]] = {}
    for turn in turns:
        of_rule.setdefault(turn.rule, []).append(turn)
    asked = {rule for night in nights for rule, (_, undecided) in night.rules.items() if undecided}
    extents = {
        rule: [(night.day, night.extent_of(rule)) for night in nights]
        for rule in asked | of_rule.keys() | open_now.keys()
    }
    drawn = {rule: open_levels(of_rule.get(rule, []), of_it) for rule, of_it in extents.items()}
    most = max((level for levels in drawn.values() for _, level in levels if level), default=0)
    found = [
        RuleTrend(
            rule,
            turned(of_rule.get(rule, []), since, until),
            open_now.get(rule, 0),
            sum(extent in LEFT_OPEN for _, extent in extents[rule]),
            len(nights),
            course(levels, since, until, most=most),
        )
        for rule, levels in drawn.items()
    ]
    said = [one for one in found if one.open_now or one.undecided or one.turned != Turned()]
    return sorted(said, key=lambda one: (-one.open_now, -one.turned.told, one.rule))


def without(turns: Iterable[UnitTurn], findings: Collection[int]) -> list[UnitTurn]:
    """`turns` but for those of these findings: what may not be told is in no number."""
    return [turn for turn in turns if turn.finding not in findings]
