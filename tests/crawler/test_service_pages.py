"""Boards of messages and service guides are asked for before the news, wherever a page names them."""

from config.unit import Site
from crawler.link_discovery import LinkDiscovery
from crawler.page_traits import home_row, is_of_service
from crawler.scope import Scope
from store.outcomes import Outcome
from store.records import FrontierRow, Item, Link, PageFacts, PageKind, Purpose

SITE = Site(kind="own", url="http://www.example.gov.cn/")
HOME = home_row(SITE)


def found(row: FrontierRow, facts: PageFacts) -> dict[str, int]:
    """Priorities of what the page leads to, by address without its host."""
    following = LinkDiscovery([row]).lead_on(row, facts, Scope.of(SITE))
    return {one.url.removeprefix(SITE.url): one.priority for one in following.rows}


def facts(kind: PageKind, **more: object) -> PageFacts:
    return PageFacts(kind, "test", Outcome.OPEN, **more)  # type: ignore[arg-type]


def test_a_mailbox_in_the_midst_of_a_front_page_is_no_teaser() -> None:
    links = (
        Link(SITE.url + "xwzx/1.html", "我局召开会议"),
        Link(SITE.url + "jzxx/", "局长信箱"),
        Link(SITE.url + "bszn/", "办事指南"),
        Link(SITE.url + "tzgg/", "通知公告", "nav"),
    )
    ranks = found(HOME, facts(PageKind.HOME, links=links))
    assert ranks["jzxx/"] == ranks["bszn/"] == ranks["tzgg/"] > ranks["xwzx/1.html"]


def test_messages_and_guides_go_before_other_entries_and_not_before_lists() -> None:
    items = (Item("何时供水", SITE.url + "a/1.html"),)
    row = FrontierRow(SITE.url + "a/", Purpose.CHANNEL, "main", SITE.url + "a/", 1)
    read = facts(PageKind.LIST, items=items, next_pages=(SITE.url + "a/index_2.html",))
    (of_news, page), (of_letters, _) = (
        found(
            row, facts(PageKind.LIST, items=items, next_pages=read.next_pages, column_name=name)
        ).values()
        for name in ("工作动态", "局长信箱")
    )
    assert of_news < of_letters < page


def test_no_more_than_the_first_entries_of_a_page_go_before_others() -> None:
    items = tuple(Item(f"咨询{n}", f"{SITE.url}a/{n}.html") for n in range(100))
    row = FrontierRow(SITE.url + "a/", Purpose.CHANNEL, "main", SITE.url + "a/", 1)
    ranks = found(row, facts(PageKind.LIST, items=items, column_name="网上咨询"))
    assert len([rank for rank in ranks.values() if rank == max(ranks.values())]) == 40


def test_a_channel_leads_on_to_the_channels_that_its_tabs_and_boxes_name() -> None:
    """And neither to its own entries and pages once more, nor to what is as long as a title."""
    row = FrontierRow(SITE.url + "zwgk/", Purpose.CHANNEL, "main", SITE.url + "zwgk/", 1)
    items = (Item("水利局权责清单", SITE.url + "zwgk/qzqd/1.html"),)
    links = (
        Link(SITE.url + "zwgk/jgzn/", "机构职能"),
        Link(SITE.url + "zwgk/gknb/", "更多>>"),
        Link(SITE.url + "zwgk/index_7.html", "7"),
        Link(SITE.url + "zwgk/index_9.html", "下一页"),
        Link(SITE.url + "zwgk/qzqd/1.html", "水利局权责清单"),
        Link(SITE.url + "zwgk/qzqd/2.html", "水利局关于印发清河河道采砂许可规定的通知"),
    )
    following = LinkDiscovery([row]).lead_on(
        row, facts(PageKind.LIST, items=items, links=links), Scope.of(SITE)
    )
    pages = {one.url for one in following.rows if one.purpose is Purpose.PAGE}
    assert pages == {SITE.url + "zwgk/jgzn/", SITE.url + "zwgk/gknb/"}


def test_names_of_boards_and_guides() -> None:
    assert is_of_service("县长信箱")
    assert is_of_service("办事服务")
    assert not is_of_service("通知公告")
