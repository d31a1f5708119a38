"""What is asked of all units together, once a night: asked for each of them anew, a night would
cost the square of their number.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from config.folder import Config
from config.unit import Unit
from monitor.dossier.peers import Peers, all_peers
from store.desk.account_looks import AccountLook, account_looks
from store.desk.desk import desk_as_it_is
from store.desk.wording import WordingDecision, wording_decisions
from store.instants import to_text
from store.ledger import Ledger
from store.queries.owed_items_shown import owed_items_shown
from store.queries.read_elsewhere import ReadTonight, read_tonight
from store.queries.shared_nights import SharedNights, shared_nights
from store.queries.titles_bearing import SHORTEST, Titles, titles_bearing


@dataclass(frozen=True, slots=True)
class AcrossUnits:
    """`titles`: by unit, what others publish under its name; `peers`: who of its like shows what is
    owed; `read`: who was read whole; `wording`, `account_looks`: by unit, what people said on the
    desk until the end of the day, oldest first.
    """

    titles: Mapping[str, Titles]
    peers: Peers
    read: ReadTonight
    nights: SharedNights
    wording: Mapping[str, tuple[WordingDecision, ...]]
    account_looks: Mapping[str, tuple[AccountLook, ...]]


def across_units(ledger: Ledger, config: Config, as_of: date, run_id: str) -> AcrossUnits:
    """As of the end of the day `as_of` in the office's zone, and of the run `run_id`. The desk is
    read as it is: who judges neither makes nor upgrades it.
    """
    end = config.office.end_of(as_of)
    names = {unit.id: _names(unit, config.office.city) for unit in config.units}
    wording, looks = _said_on_the_desk(config.data)
    return AcrossUnits(
        titles=titles_bearing(ledger, names, to_text(end)),
        peers=all_peers(config, owed_items_shown(ledger, as_of)),
        read=read_tonight(ledger, run_id),
        nights=shared_nights(ledger),
        wording=_by_unit(one for one in wording if one.at < end),
        account_looks=_by_unit(one for one in looks if one.at < end),
    )


def _said_on_the_desk(data: Path) -> tuple[list[WordingDecision], list[AccountLook]]:
    desk = desk_as_it_is(data)
    if desk is None:
        return [], []
    return (
        wording_decisions(desk) if desk.holds("wording") else [],
        account_looks(desk) if desk.holds("account_look") else [],
    )


Said = TypeVar("Said", WordingDecision, AccountLook)


def _by_unit(said: Iterable[Said]) -> dict[str, tuple[Said, ...]]:
    found: dict[str, list[Said]] = defaultdict(list)
    for one in said:
        found[one.unit].append(one)
    return {unit: tuple(ones) for unit, ones in found.items()}


def _names(unit: Unit, city: str) -> list[str]:
    """The names by which others may speak of the unit, also without the place, as the place itself
    writes them: 水利局, of 青禾县水利局; a government without its place would be every town's. Two
    letters alone (法院) are in too many other words.
    """
    bare = [] if unit.kind == "government" else [n.removeprefix(city) for n in unit.all_names]
    return [name for name in dict.fromkeys([*unit.all_names, *bare]) if len(name) >= SHORTEST]
