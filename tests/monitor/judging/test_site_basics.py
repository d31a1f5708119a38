"""What a home page's foot and tags lack, as remarks; and when nothing may be said."""

from datetime import date

import pytest

from monitor.judging.remarks import remarks_of
from tests.monitor.notation import Table, dossier

DAY = date(2026, 11, 23)
ALL = ["sponsor", "site_code", "icp", "emblem", "police", "find_errors"]
OWNED = {"marks": ["code:4206820001"], "title": "环保局"}


def said(day: date = DAY, basics: list[str] | None = None, **more: object) -> dict[str, str]:
    identity: Table = OWNED if basics is None else {**OWNED, "basics": basics}
    notes = more.pop("notes", {})
    table: Table = {"day": day, "sites": [{"identity": identity, **more}], "notes": notes}
    return {remark.kind: remark.said.zh for remark in remarks_of(dossier(table))}


def test_what_the_foot_lacks_is_named_in_one_remark_and_what_is_customary_apart() -> None:
    assert said(basics=["icp"]) == {
        "foot_and_customary": "环保局网站（hxxp://hb[.]example[.]gov[.]cn/）首页底部未见：主办单位、网站标识码、党政机关标识；另未见：公安备案编号、“我为政府网站找错”图标",
    }
    assert list(said(basics=["icp", "police", "find_errors"])) == ["foot"]
    assert list(said(basics=["sponsor", "site_code", "icp", "emblem"])) == ["foot_customary"]
    assert said(basics=ALL) == {}


def test_a_foot_made_by_a_script_is_not_called_empty() -> None:
    unread = said(basics=["foot_unread", "emblem"])
    assert list(unread) == ["foot_unread"]
    assert unread["foot_unread"].endswith("以下各项未能查看：主办单位、网站标识码、ICP备案编号")
    assert said(basics=["sponsor", "site_code", "icp", "police", "icons_unread"]) == {}


def test_a_reading_of_before_says_nothing_of_a_foot_that_it_did_not_read() -> None:
    assert said() == {}


@pytest.mark.parametrize("day", [date(2012, 10, 15), date(2017, 5, 14)])
def test_before_the_guide_nothing_is_asked_for(day: date) -> None:
    assert said(day, basics=["icp"], missing_tags=["SiteName"]) == {}


def test_a_place_on_a_portal_has_the_portals_foot() -> None:
    assert said(basics=["icp"], kind="portal_channel") == {}


def test_links_into_an_inner_network_are_told_and_named_by_the_first() -> None:
    links = ["home 协同办公 http://10.2.3.4/oa/ -", "home 邮箱 http://mail.example.com/ -"]
    table: Table = {"day": DAY, "sites": [{"identity": {**OWNED, "basics": ALL}}], "links": links}
    (remark,) = remarks_of(dossier(table))
    assert remark.said.zh.endswith("首页有1个指向内部网络的链接，社会公众无法打开，如“协同办公”")


def test_tags_are_named_of_the_home_page_and_counted_of_the_others() -> None:
    channels: list[Table] = [{"missing_tags": ["ColumnName"]}, {"url": "/2/", "missing_tags": []}]
    found = said(basics=ALL, missing_tags=["SiteName", "SiteIDCode"], channels=channels)
    assert found["tags_and_pages"].endswith(
        "首页缺少meta标签：SiteName, SiteIDCode；查看过的2个栏目页、内容页中，1个缺少应有的meta标签"
    )
    assert list(said(basics=ALL, missing_tags=["SiteName"])) == ["tags"]
    assert list(said(basics=ALL, missing_tags=[], channels=channels)) == ["tags_of_pages"]


@pytest.mark.parametrize(
    ("note", "kinds"),
    [
        ("ipv6:none", ["ipv6_none"]),
        ("ipv6:silent", ["ipv6_silent"]),
        ("ipv6:listed", []),
        ("ipv6:answers", []),
        ("security_txt:present", ["security_txt"]),
        ("security_txt:absent", []),
    ],
)
def test_what_the_host_offers(note: str, kinds: list[str]) -> None:
    assert list(said(basics=ALL, notes={"hb.example.gov.cn": [note]})) == kinds
