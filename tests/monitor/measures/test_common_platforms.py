"""Where a place publishes for all of its units, as the office has it on record."""

from datetime import date

from monitor.dossier.facts import Dossier
from monitor.measures.common_platforms import is_on_record, is_read, leads_to_an_unread_site
from tests.monitor.notation import HOST, dossier

NONE = {"items": ["budget"], "by": "信息科", "on": date(2026, 1, 1)}
READ, UNREAD = {"items": ["guide"], "unit": "pingtai"}, {"items": ["guide"], "unit": "other"}


def of(*platforms: object, menus: tuple[str, ...] = ()) -> Dossier:
    return dossier(
        {
            "day": date(2026, 6, 5),
            "platforms": list(platforms),
            "read": {"units": ["pingtai"], "hosts": ["pingtai.example.cn"]},
            "menus": list(menus),
            "sites": [{}],
        }
    )


def test_what_is_said_of_one_item_says_nothing_of_another() -> None:
    assert is_on_record("budget", of(NONE))
    assert not is_on_record("guide", of(NONE))


def test_one_that_does_not_exist_or_was_read_hides_nothing() -> None:
    assert is_read("budget", of(NONE)) and is_read("guide", of(READ))
    assert not is_read("guide", of(READ, UNREAD))


def test_a_link_to_a_site_that_was_read_with_another_unit_is_known() -> None:
    found = of(
        menus=(
            "elsewhere http://www.pingtai.example.cn/ 平台",
            "elsewhere http://www.else.example.cn/ 平台",
            f"unknown {HOST}/ 平台",
        )
    )
    assert [leads_to_an_unread_site(link, found) for link in found.menus] == [False, True, False]
