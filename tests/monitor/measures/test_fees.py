"""Fees of all of a unit's lists, each name once."""

from datetime import date

from monitor.dossier.facts import Dossier
from monitor.measures.fees import NO_BASIS, lacking, listed_fees
from tests.monitor.notation import dossier


def listing(*lists: list[str]) -> Dossier:
    return dossier(
        {"day": date(2026, 11, 23), "sites": [{}], "mentions": {"listed_fees": list(lists)}}
    )


def names(built: Dossier) -> list[str]:
    return [fee.name for fee in lacking(listed_fees(built), NO_BASIS)]


def test_a_fee_that_another_list_tells_whole_lacks_nothing() -> None:
    assert names(listing(["甲费 basis", "乙费 basis"], ["甲费"])) == ["乙费"]


def test_a_fee_in_two_lists_is_one_fee() -> None:
    assert names(listing(["甲费 basis"], ["甲费 basis"])) == ["甲费"]
