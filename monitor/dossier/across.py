"""What is asked of all units together, once a night: asked for each of them anew, a night would
cost the square of their number.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from config.folder import Config
from config.unit import Unit
from store.instants import to_text
from store.ledger import Ledger
from store.queries.owed_items_shown import owed_items_shown
from store.queries.titles_bearing import SHORTEST, Titles, titles_bearing


@dataclass(frozen=True, slots=True)
class AcrossUnits:
    """`titles`: by unit, what others publish under its name; `owed_items`: by owed item, the units
    that were found to publish it.
    """

    titles: Mapping[str, Titles]
    owed_items: Mapping[str, frozenset[str]]


def across_units(ledger: Ledger, config: Config, as_of: date) -> AcrossUnits:
    """As of the end of the day `as_of` in the office's zone."""
    end = config.office.end_of(as_of)
    names = {unit.id: _names(unit, config.office.city) for unit in config.units}
    return AcrossUnits(titles_bearing(ledger, names, to_text(end)), owed_items_shown(ledger, as_of))


def _names(unit: Unit, city: str) -> list[str]:
    """The names by which others may speak of the unit, also without the place, as the place itself
    writes them: 水利局, of 青禾县水利局; a government without its place would be every town's. Two
    letters alone (法院) are in too many other words.
    """
    bare = [] if unit.kind == "government" else [n.removeprefix(city) for n in unit.all_names]
    return [name for name in dict.fromkeys([*unit.all_names, *bare]) if len(name) >= SHORTEST]
