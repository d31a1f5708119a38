"""How many of a unit's like show an item: where hardly any do, the place may publish it on a
platform that nobody knows of. Pure.
"""

from collections.abc import Mapping

from config.folder import Config
from config.unit import Unit
from monitor.dossier.facts import ShownBy


def shown_by_peers(
    unit: Unit, config: Config, shown: Mapping[str, frozenset[str]]
) -> dict[str, ShownBy]:
    """By id of the item, among the other units of the kind; of a unit without its like among all.
    `shown`: by item, the units that were found to publish it.
    """
    others = [one for one in config.units if one.id != unit.id and one.retired is None]
    alike = [one for one in others if one.kind == unit.kind]
    found = {}
    for item in config.rulebook.owed.owed_items:
        peers = [one.id for one in alike if one.law_enforcing or not item.law_enforcing]
        published = shown.get(item.id, frozenset()) & {one.id for one in others}
        found[item.id] = (
            ShownBy(len(published & set(peers)), len(peers))
            if peers
            else ShownBy(len(published), len(published))
        )
    return found
