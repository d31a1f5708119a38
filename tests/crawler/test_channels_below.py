"""From a channel's page the crawl goes on to the channels of the second level, wherever their names
stand, and to nothing else beside its entries.
"""

import pytest

from config.unit import Site
from crawler.link_discovery import LinkDiscovery
from crawler.page_traits import is_a_channel_below
from crawler.scope import Scope
from store.outcomes import Outcome
from store.records import FrontierRow, Item, Link, PageFacts, PageKind, Purpose

SITE = Site(kind="own", url="http://www.example.gov.cn/")
PARENT = SITE.url + "zwgk/"


LONG = "涉企行政事业性收费项目目录"  # longer than a menu's word


@pytest.mark.parametrize(
    "name", ["收费目录", "政府信息公开工作年度报告", "更多...", "2025年度报告"]
)
def test_a_menus_word_is_a_channel_below_wherever_it_leads(name: str) -> None:
    assert is_a_channel_below(SITE.url + "show.asp?id=7", name, PARENT)


@pytest.mark.parametrize(
    ("channel", "below"),
    [
        ("zwgk/", "zwgk/sfml/"),
        ("zwgk/index.html", "zwgk/sfml/index.html"),
        ("list.asp?classid=10", "list.asp?classid=21"),
        ("col/col10/index.html", "col/col21/index.html"),
    ],
)
def test_a_longer_name_is_one_by_its_address(channel: str, below: str) -> None:
    assert is_a_channel_below(SITE.url + below, LONG, SITE.url + channel)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("zwgk/sfml/202601/t20260101_1.html", LONG),
        ("gzdt/", LONG),
        ("show.asp?id=7", LONG),
        ("zwgk/sfml/", "我局召开今年第一次安全生产工作会议"),
        ("zwgk/sfml/", "2025年收费目录清单和标准"),
        ("zwgk/index_2.html", "下一页"),
        ("zwgk/index_2.html", "2"),
        ("zwgk/", "返回上一级"),
        ("zwgk/sfml/", " "),
    ],
)
def test_what_is_no_channel_below(url: str, name: str) -> None:
    assert not is_a_channel_below(SITE.url + url, name, PARENT)


def test_a_channel_leads_to_the_channels_that_its_text_names() -> None:
    entry = Item("2025年度收费目录", PARENT + "2025/")
    facts = PageFacts(
        PageKind.LIST,
        "test",
        Outcome.OPEN,
        items=(entry,),
        links=(
            Link(PARENT + "sfml/", "收费目录"),
            Link(SITE.url + "gzdt/1.html", "我局召开今年第一次安全生产工作会议"),
            Link(entry.url, "收费目录"),
        ),
    )
    row = FrontierRow(PARENT, Purpose.CHANNEL, "main", PARENT, 1)
    rows = LinkDiscovery([row]).lead_on(row, facts, Scope.of(SITE)).rows
    assert {one.url: one.purpose for one in rows} == {
        entry.url: Purpose.ITEM,
        PARENT + "sfml/": Purpose.PAGE,
    }
