"""Pages that a menu names as places of disclosure and that are no list."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from store.outcomes import Outcome
from store.records import Item, Link, PageKind, Purpose
from tests.store.nights import HOME, City, Saw, reading
from tests.store.test_dossier import dossier, home

SHEET = HOME + "lxwm.htm"


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    made = City(tmp_path)
    yield made
    made.close()


def named(city: City, *saw: Saw, night: int = 0) -> dict[str, tuple[str, str]]:
    """Name and class of each channel by its address."""
    city.night(night, *saw)
    [site] = dossier(city, night).sites
    return {channel.url: (channel.name, channel.channel_class) for channel in site.channels}


def sheet(title: str = "联系方式") -> Saw:
    return Saw(SHEET, reading("地址：人民路1号", title=title), purpose=Purpose.ITEM, title=title)


def test_a_contact_sheet_in_the_menu_is_a_channel_without_entries(city: City) -> None:
    assert named(city, home("水利局", SHEET), sheet()) == {SHEET: ("联系方式", "static")}
    [channel] = dossier(city, 0).sites[0].channels
    assert (channel.items, channel.page.kind, channel.class_from) == ((), "article", "name")


def test_what_no_menu_leads_to_is_none(city: City) -> None:
    assert named(city, home("水利局"), sheet()) == {}


@pytest.mark.parametrize(
    ("day", "is_named"), [(date(2026, 3, 1), False), (None, True)], ids=["entry", "heading"]
)
def test_an_entry_of_the_home_page_is_none_and_the_heading_of_a_box_is_one(
    city: City, day: date | None, is_named: bool
) -> None:
    facts = reading(
        "水利局",
        kind=PageKind.HOME,
        links=(Link(SHEET, "联系方式"),),
        items=(Item("联系方式", SHEET, day, None),),
    )
    front = Saw(HOME, facts, purpose=Purpose.HOME)
    assert bool(named(city, front, sheet())) == is_named


def test_the_title_of_a_paper_is_none(city: City) -> None:
    assert named(city, home("水利局", SHEET), sheet("关于更正局机关办公地址和联系方式的公告")) == {}


@pytest.mark.parametrize(
    ("outcome", "placeholder"),
    [(Outcome.NEEDS_BROWSER, ""), (Outcome.MAINTENANCE, "正在建设中，敬请期待……")],
)
def test_what_waits_for_entries_is_one_whatever_it_is_called(
    city: City, outcome: Outcome, placeholder: str
) -> None:
    facts = reading("", kind=PageKind.ERROR_PAGE, outcome=outcome, placeholder=placeholder)
    page = Saw(SHEET, facts, outcome, title="普法园地")
    assert named(city, home("水利局", SHEET), page) == {SHEET: ("普法园地", "other")}
    frame = Saw(SHEET, facts, outcome, title="某市水利局")
    assert named(city, home("水利局", SHEET), frame, night=1) == {SHEET: ("普法园地", "other")}


def test_a_frame_that_bears_the_units_name_is_none(city: City) -> None:
    facts = reading("", kind=PageKind.ERROR_PAGE, outcome=Outcome.NEEDS_BROWSER)
    frame = Saw(SHEET, facts, Outcome.NEEDS_BROWSER, title="某市水利局")
    assert named(city, home("水利局", SHEET), frame) == {}


def test_one_that_a_budget_left_out_is_there_and_was_not_visited(city: City) -> None:
    left = Saw(SHEET, None, Outcome.NOT_JUDGED, title="办事指南")
    assert named(city, home("水利局", SHEET), left) == {SHEET: ("办事指南", "other")}
    [channel] = dossier(city, 0).sites[0].channels
    assert not channel.page.is_open
