"""What a page says of its owner at its foot, in the spellings of real sites; and what it lacks."""

from datetime import date

import pytest

from crawler.extract.page import read_page
from crawler.extract.reader import ReadingContext
from crawler.extract.received_answer import ReceivedAnswer
from store.records import PageFacts

URL = "http://www.example.gov.cn/"
ROWS = "".join(
    f"<li><a href='/{n}.html'>第{n}次会议</a><span>2026-11-0{n}</span></li>" for n in range(1, 8)
)


def read(foot: str, head: str = "", url: str = URL) -> PageFacts:
    body = f"<html><head><meta charset=utf-8>{head}</head><body><ul>{ROWS}</ul><div>{foot}</div></body></html>"
    return read_page(
        ReceivedAnswer(body.encode(), url, 200, {}), ReadingContext(date(2026, 11, 23))
    )


def basics(foot: str) -> set[str]:
    identity = read(foot).identity
    assert identity is not None and identity.basics is not None
    return set(identity.basics)


@pytest.mark.parametrize(
    ("foot", "mark"),
    [
        ("某县人民政府主办 Copyright 2026 浙ICP备05004418号", "sponsor"),
        ("主 办：某县政府办公室", "sponsor"),
        ("主办单位 某县教育局", "sponsor"),
        ("冀公网安备： 13030202002230号", "police"),
        ("公安机关备案号：43010302000524", "police"),
        (
            "<a href='http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=1'><img></a>",
            "police",
        ),
        ("<a href='https://beian.miit.gov.cn/'><img src=icp.png></a>", "icp"),
        ("ICP备案号： 冀ICP备15003849号", "icp"),
        ("网站标识码： 1303000020", "site_code"),
        ("网站标识码：bm55000001", "site_code"),
        ("<a href='//bszs.conac.cn/sitename?method=show'><img src=red.png></a>", "emblem"),
        ("<img alt='党政机关网站' src=f1.png>", "emblem"),
        (
            "<a href='https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=1'><img></a>",
            "find_errors",
        ),
        ("<a href='http://pucha.kaipuyun.cn/exposure/x'><img></a>", "find_errors"),
    ],
)
def test_a_mark_is_seen_in_the_spellings_of_real_sites(foot: str, mark: str) -> None:
    assert mark in basics(f"<p>{foot}</p>")
    assert mark not in basics("<p>版权所有 某县某局 地址：某路1号 电话：0596-3210000</p>")


@pytest.mark.parametrize(
    "foot",
    [
        "<div id=foot></div><script src='/c.js'></script>",
        "<iframe src='/f.html'></iframe>",
        "<p>动态</p><div><img src='/images/footer.png' usemap='#foot'></div>",
    ],
)
def test_a_foot_that_something_else_brings_was_not_read(foot: str) -> None:
    assert basics(foot) == {"foot_unread"}


def test_a_picture_above_the_last_words_is_no_foot() -> None:
    assert "foot_unread" not in basics("<img src='/a.png'><p>版权所有 某县某局</p>")


def test_a_script_beside_the_foot_may_bring_its_pictures() -> None:
    assert "icons_unread" in basics("<p>网站标识码：1303000020</p><script src='/x.js'></script>")
    assert "icons_unread" not in basics("<p>网站标识码：1303000020</p>")


def test_tags_are_missing_where_they_are_not_there_or_empty() -> None:
    head = "<meta name=SiteName content='某县'><meta name=SiteDomain content=''>"
    assert read("", head).missing_tags == ("SiteDomain", "SiteIDCode")
