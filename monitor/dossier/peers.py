"""How many of a unit's like show an item: where hardly any do, the place may publish it on a
platform that nobody knows of. Pure.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from config.folder import Config
from config.rulebook import OwedItem
from config.unit import Unit, UnitKind
from monitor.dossier.facts import ShownBy


@dataclass(frozen=True, slots=True)
class Among:
    """Units, and those of them that were found to show an item."""

    units: frozenset[str]
    showing: frozenset[str]

    def shown_by_others(self, unit_id: str) -> ShownBy:
        return ShownBy(
            len(self.showing) - (unit_id in self.showing), len(self.units) - (unit_id in self.units)
        )


@dataclass(frozen=True, slots=True)
class Peers:
    """By id of the item: among all units, and among those of a kind."""

    all: Mapping[str, Among]
    of_kind: Mapping[tuple[str, UnitKind], Among]

    def shown_by(self, unit: Unit) -> dict[str, ShownBy]:
        """By item, among the other units of the kind; of a unit without its like among all."""
        found = {}
        for item, everybody in self.all.items():
            alike = self.of_kind[item, unit.kind].shown_by_others(unit.id)
            units = everybody.shown_by_others(unit.id).units
            found[item] = alike if alike.of else ShownBy(units, units)
        return found


def all_peers(config: Config, shown: Mapping[str, frozenset[str]]) -> Peers:
    """`shown`: by item, the units that were found to publish it. Who has ended is nobody's peer."""
    living = [unit for unit in config.units if unit.retired is None]
    items = config.rulebook.owed.owed_items
    kinds = {unit.kind for unit in config.units}
    return Peers(
        {item.id: _among(living, shown.get(item.id, ())) for item in items},
        {
            (item.id, kind): _among(_owing(item, kind, living), shown.get(item.id, ()))
            for item in items
            for kind in kinds
        },
    )


def _owing(item: OwedItem, kind: UnitKind, living: Iterable[Unit]) -> list[Unit]:
    return [
        unit
        for unit in living
        if unit.kind == kind and (unit.law_enforcing or not item.law_enforcing)
    ]


def _among(units: Iterable[Unit], showing: Collection[str]) -> Among:
    ids = frozenset(unit.id for unit in units)
    return Among(ids, ids & frozenset(showing))
