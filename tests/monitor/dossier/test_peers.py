"""How many of a unit's like show an item."""

from dataclasses import replace

from config.rulebook_files import shipped_rulebook
from config.unit import Unit
from monitor.dossier.facts import ShownBy
from monitor.dossier.peers import all_peers
from tests.store.test_dossier import config


def unit(unit_id: str, kind: str = "department", **more: object) -> Unit:
    return Unit.model_validate({"id": unit_id, "name": f"{unit_id}局", "kind": kind, **more})


UNITS = (
    *(unit("jia"), unit("yi", law_enforcing=True), unit("bing", law_enforcing=True), unit("ding")),
    *(unit("zhengfu", "government"), unit("old", retired="2020-01-01")),
)


def shown(of: str, **found: str) -> dict[str, ShownBy]:
    one = next(each for each in UNITS if each.id == of)
    by_item = {item: frozenset(units.split()) for item, units in found.items()}
    of_all = replace(config(), units=UNITS, rulebook=shipped_rulebook())
    return all_peers(of_all, by_item).shown_by(one)


def test_of_its_like_without_itself_and_those_that_ended() -> None:
    assert shown("jia", guide="jia yi zhengfu old")["guide"] == (1, 3)
    assert shown("jia")["guide"] == (0, 3)


def test_of_what_only_enforcers_owe_among_those() -> None:
    assert shown("yi", penalties="bing ding")["penalties"] == (1, 1)


def test_of_a_unit_without_its_like_among_all() -> None:
    assert shown("zhengfu", guide="jia yi")["guide"] == (2, 2)
    assert shown("zhengfu", guide="zhengfu old")["guide"] == (0, 0)
