"""Who stands below whom: units whose `parent` is another's id, over as many steps as there are."""

from collections.abc import Iterable

from config.unit import Unit


def with_all_below(unit_ids: Iterable[str], units: Iterable[Unit]) -> frozenset[str]:
    """`unit_ids` and everything below them. A circle, which no loaded configuration holds, ends."""
    units = tuple(units)
    found = set(unit_ids)
    while below := {unit.id for unit in units if unit.parent in found} - found:
        found |= below
    return frozenset(found)
