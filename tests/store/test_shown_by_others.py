"""What other units' lists show alike."""

from dataclasses import replace
from datetime import date, timedelta

from config.unit import Site, Unit
from store.merge.item_identity import title_key
from store.queries.shown_by_others import ShownByOthers, shown_by_others
from store.records import Item, Purpose
from tests.store.nights import FIRST_NIGHT, UNIT, City, Saw, a_list

DAY = date(2012, 2, 20)
MEETING = Item("县政府召开会议", "http://www.example.gov.cn/xw/1.htm", DAY, None)
SISTER = Unit(
    id="zhujianju",
    name="某市住建局",
    kind="department",
    sites=[Site(kind="own", url="http://zj.example.gov.cn/")],
)


def shows(city: City, unit: Unit, *items: Item) -> None:
    news = Saw("http://zj.example.gov.cn/xw/", a_list(*items), purpose=Purpose.CHANNEL)
    city.night(0, news, unit=unit)


def of_others(city: City, parent: str | None = None) -> ShownByOthers:
    key = title_key(MEETING.title)
    return shown_by_others(
        city.ledger,
        UNIT.id,
        parent,
        FIRST_NIGHT + timedelta(days=1),
        addresses={MEETING.url, "http://hb.example.gov.cn/9.htm"},
        titles={(key, DAY), (key, DAY + timedelta(days=1)), (title_key("我局召开会议"), DAY)},
    )


def test_the_same_address_or_the_same_title_of_the_same_day_is_shown_alike(city: City) -> None:
    shows(city, SISTER, MEETING)
    found = of_others(city)
    assert found.hold("另一标题", MEETING.url, None)
    assert found.hold("县政府 召开会议", "http://hb.example.gov.cn/9.htm", DAY)
    assert not found.hold(MEETING.title, "http://hb.example.gov.cn/9.htm", DAY + timedelta(days=1))
    assert not found.hold("我局召开会议", "http://hb.example.gov.cn/9.htm", DAY)


def test_the_units_own_lists_are_no_others(city: City) -> None:
    shows(city, UNIT, MEETING)
    assert of_others(city) == ShownByOthers()


def test_the_government_of_the_place_gathers_the_news_of_its_departments(city: City) -> None:
    shows(city, SISTER.model_copy(update={"kind": "government"}), MEETING)
    assert of_others(city) == ShownByOthers()


def test_a_parent_shows_what_its_parts_write(city: City) -> None:
    shows(city, SISTER, MEETING)
    assert of_others(city, parent=SISTER.id) == ShownByOthers()


def test_what_is_older_than_any_deadline_is_left_out(city: City) -> None:
    shows(city, SISTER, replace(MEETING, claimed=date(2010, 2, 20)))
    assert of_others(city) == ShownByOthers()
