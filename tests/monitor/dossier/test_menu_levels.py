"""Where a channel stands in the menu of its site's home page."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.records import Link, PageKind, Purpose
from tests.store.nights import HOME, City, Saw, reading
from tests.store.test_dossier import dossier

LIST = HOME + "tzgg/"


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    made = City(tmp_path)
    yield made
    made.close()


def level(city: City, *links: Link) -> int:
    front = Saw(HOME, reading("水利局", kind=PageKind.HOME, links=links), purpose=Purpose.HOME)
    notices = Saw(LIST, reading("通知公告", kind=PageKind.LIST), purpose=Purpose.CHANNEL)
    city.night(0, front, notices)
    [channel] = [one for one in dossier(city, 0).sites[0].channels if one.url == LIST]
    return channel.menu_level


@pytest.mark.parametrize("of_the_menu", [1, 2])
def test_a_channel_has_the_level_of_its_entry_in_the_menu(city: City, of_the_menu: int) -> None:
    assert level(city, Link(LIST, "通知公告", "nav", level=of_the_menu)) == of_the_menu


def test_of_what_stands_in_no_menu_the_level_is_not_known(city: City) -> None:
    assert level(city, Link(LIST, "通知公告"), Link(HOME + "zw/", "政务", "nav", level=1)) == 0


def test_of_what_stands_in_no_menu_it_is_the_one_below_its_parents(city: City) -> None:
    menu = (Link(HOME + "xxzx/", "信息中心", "nav", level=1),)
    front = Saw(HOME, reading("水利局", kind=PageKind.HOME, links=menu), purpose=Purpose.HOME)
    lists = [
        Saw(HOME + path, reading(name, kind=PageKind.LIST), purpose=Purpose.CHANNEL)
        for path, name in (("xxzx/", "信息中心"), ("xxzx/tzgg/", "通知公告"), ("gg/", "公告"))
    ]
    city.night(0, front, *lists)
    [site] = dossier(city, 0).sites
    assert {one.name: one.menu_level for one in site.channels} == {
        "信息中心": 1,
        "通知公告": 2,
        "公告": 0,
    }
