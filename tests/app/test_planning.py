"""What a night asks for beside what is due by its age."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.data_folder import DataFolder
from app.night.run import named_places, plan_again
from monitor.judging.inspection import Inspection, UnitResult
from store.records import Purpose
from tests.store.nights import HOME, NEWS, UNIT, City, Saw, a_list, entry, reading
from tests.store.test_dossier import config

DAY = date(2012, 2, 5)
ITEMS = tuple(entry(f"关于第{n}次河道清淤的通知", DAY, n) for n in range(6))


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    made = City(tmp_path)
    yield made
    made.close()


def a_listing(*numbers: int) -> Saw:
    items = [
        replace(item, claimed=date(2012, 3, 9)) if n in numbers else item
        for n, item in enumerate(ITEMS)
    ]
    return Saw(NEWS, a_list(*items), purpose=Purpose.CHANNEL, title="工作动态")


def test_what_a_list_dates_anew_is_read_again_the_same_night(city: City) -> None:
    folder = DataFolder(config(), city.ledger, city.archive)
    articles = [Saw(item.url, reading(item.title), purpose=Purpose.ITEM) for item in ITEMS]
    city.night(0, a_listing(), *articles)
    units, day = (UnitResult(UNIT.id, UNIT.name, ()),), date(2012, 3, 9)
    nothing_new = Inspection("x", day, units, (), (), (), ())
    assert plan_again(folder, nothing_new) == {}
    city.night(7, a_listing(2, 4))
    asked = plan_again(folder, nothing_new)
    assert {row.url for row in asked[UNIT.id]} == {ITEMS[2].url, ITEMS[4].url}
    assert not any(row.ask_conditionally for row in asked[UNIT.id])


def test_a_page_that_bears_a_menus_word_is_looked_at_as_a_channel_is(city: City) -> None:
    sheet, paper = HOME + "lxwm.htm", HOME + "t1.htm"
    city.night(
        0,
        Saw(sheet, reading("地址"), purpose=Purpose.ITEM, title="联系方式"),
        Saw(paper, reading("全文"), purpose=Purpose.ITEM, title="关于调整供水时间的公告"),
        Saw(
            NEWS + "t1.htm", reading("表"), purpose=Purpose.ITEM, title="收费标准", channel_url=NEWS
        ),
    )
    known = city.ledger.known_pages(UNIT.id)
    assert named_places(UNIT, known, config()) == {sheet}
