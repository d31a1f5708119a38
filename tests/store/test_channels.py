"""Which pages are channels, and what they are called."""

import pytest

from store.merge.channels import best_name
from store.outcomes import Outcome
from store.records import Link, PageKind, Purpose
from tests.store.nights import HOME, NEWS, City, Saw, a_list, reading


@pytest.mark.parametrize(
    ("hint", "column_name", "title", "name"),
    [
        ("通知公告", "首页", "首页 - 水利局", "通知公告"),
        ("更多>>", "通知公告", "水利局", "通知公告"),
        (">>", "首页", "通知公告_水利局", "通知公告"),
        ("", "", "工作动态 - 某市水利局", "工作动态"),
        ("", "", "", ""),
        (
            "市水利局召开全市防汛抗旱工作会议部署今年防汛抗旱各项工作任务",
            "工作动态",
            "x",
            "工作动态",
        ),
    ],
)
def test_the_menus_word_names_a_channel(hint: str, column_name: str, title: str, name: str) -> None:
    assert best_name(hint, reading(title, column_name=column_name)) == name


def channels(city: City) -> list[tuple[object, ...]]:
    return city.ledger.db.conn.execute("SELECT url, was_linked FROM channel ORDER BY id").fetchall()


def test_a_list_met_as_a_page_is_a_channel_and_an_article_is_not(city: City) -> None:
    city.night(0, Saw(NEWS, a_list()), Saw(HOME + "a.html", reading("文章")))
    assert channels(city) == [(NEWS, 0)]


def test_a_channel_under_construction_is_a_channel(city: City) -> None:
    placeholder = reading("正在建设中", kind=PageKind.OTHER, placeholder="正在建设中")
    city.night(
        0,
        Saw(
            NEWS,
            placeholder,
            outcome=Outcome.MAINTENANCE,
            purpose=Purpose.CHANNEL,
            title="通知公告",
        ),
    )
    assert channels(city) == [(NEWS, 0)]


def test_a_dead_link_in_the_menu_is_no_channel(city: City) -> None:
    city.night(0, Saw(NEWS, reading("找不到"), outcome=Outcome.SOFT_404, purpose=Purpose.CHANNEL))
    assert channels(city) == []


def test_what_the_home_page_led_to_is_remembered(city: City) -> None:
    home = reading("首页", kind=PageKind.HOME, links=(Link(NEWS + "#top", "工作动态"),))
    city.night(
        0, Saw(HOME, home, purpose=Purpose.HOME), Saw(NEWS, a_list(), purpose=Purpose.CHANNEL)
    )
    assert channels(city) == [(NEWS, 1)]
