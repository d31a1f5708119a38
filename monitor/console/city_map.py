"""The city at a glance: a tile a unit, with a state that says which kind of "nothing found" it is.
Pure.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from config.unit import Unit
from monitor.console.attention import Need
from store.judged import JudgedCounts


class TileState(StrEnum):
    CRITICAL = "critical"
    PROBLEM = "problem"
    UNJUDGED = "unjudged"  # nothing could be said of it
    PARTLY = "partly"  # no problem in what could be judged, and something could not
    CLEAR = "clear"
    NOT_APPLICABLE = "not_applicable"  # looked at; no rule in force binds this kind of unit
    NOT_LOOKED_AT = "not_looked_at"


@dataclass(frozen=True, slots=True)
class Tile:
    unit: Unit
    state: TileState
    problems: int
    overdue: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Quarter:
    """The units of one kind."""

    kind: str
    tiles: tuple[Tile, ...]


def city_map(
    units: Iterable[Unit], judged: Mapping[str, JudgedCounts], needs: Iterable[Need]
) -> list[Quarter]:
    """In the order of `units`."""
    by_unit: dict[str, list[Need]] = {}
    for need in needs:
        by_unit.setdefault(need.finding.unit, []).append(need)
    quarters: dict[str, list[Tile]] = {}
    for unit in units:
        quarters.setdefault(unit.kind, []).append(
            tile(unit, judged.get(unit.id), by_unit.get(unit.id, []))
        )
    return [Quarter(kind, tuple(tiles)) for kind, tiles in quarters.items()]


def tile(unit: Unit, judged: JudgedCounts | None, needs: list[Need]) -> Tile:
    overdue = sum(need.is_overdue for need in needs)
    return Tile(unit, state(judged, needs), len(needs), overdue, judged.unknown if judged else 0)


def state(judged: JudgedCounts | None, needs: list[Need]) -> TileState:
    """Problems that stand first; then the unknown; only what was judged in everything is clear."""
    if any(need.is_critical for need in needs):
        return TileState.CRITICAL
    if needs:
        return TileState.PROBLEM
    if judged is None:
        return TileState.NOT_LOOKED_AT
    if judged.judged == 0:
        return TileState.UNJUDGED if judged.unknown else TileState.NOT_APPLICABLE
    return TileState.PARTLY if judged.unknown else TileState.CLEAR
