"""How many of a unit's like show an item: where most do not, the place may publish it on a platform
that nobody knows of. Pure.
"""

from collections.abc import Mapping

from config.folder import Config
from config.unit import Unit


def shown_shares(
    unit: Unit, config: Config, shown: Mapping[str, frozenset[str]]
) -> dict[str, float]:
    """Id of the item to the share of other units of the kind that were found to show it, 0..1. Of a
    unit without its like: whether anybody shows it.
    """
    shares = {}
    for item in config.rulebook.owed.owed_items:
        others = shown.get(item.id, frozenset()) - {unit.id}
        peers = {
            one.id
            for one in config.units
            if one.kind == unit.kind
            and one.id != unit.id
            and one.retired is None
            and (one.law_enforcing or not item.law_enforcing)
        }
        shares[item.id] = len(others & peers) / len(peers) if peers else float(bool(others))
    return shares
