"""The page's own menu: its top row, what unfolds below it, and rows of links that are none."""

import pytest

from crawler.extract.flat import flatten
from crawler.extract.links import read_links
from crawler.extract.safe_parse import parse

HOME = "http://a.example.gov.cn/index.html"
ROW = """<li><a href="/">首页</a></li>
<li><a href="/zwdt/">政务动态</a><ul><li><a href="/zwdt/tzgg/">通知公告</a></li></ul></li>
<li><a href="/zcwj/">政策文件</a></li><li><a href="/hdjl/">互动交流</a></li>"""


def levels(html: str) -> dict[str, int]:
    links, _ = read_links(flatten(parse(f"<html><body>{html}</body></html>")), HOME)
    return {link.url.removeprefix("http://a.example.gov.cn"): link.level for link in links}


def test_the_top_row_and_what_unfolds_below_it() -> None:
    told = levels(f'<div class="nav"><ul>{ROW}</ul></div>')
    assert told == {"/": 1, "/zwdt/": 1, "/zwdt/tzgg/": 2, "/zcwj/": 1, "/hdjl/": 1}


def test_every_link_to_a_page_bears_the_level_that_the_menu_gives_it() -> None:
    told = levels(
        f'<div class="nav"><ul>{ROW}</ul></div><h2><a href="/zcwj/">政策文件 更多</a></h2>'
    )
    assert told["/zcwj/"] == 1


@pytest.mark.parametrize(
    "html",
    [
        f'<p>{"街道组织志愿者进社区。" * 9}</p><div class="footer"><ul>{ROW}</ul></div>',
        '<div class="dqwz">当前位置：<a href="/">首页</a><a href="/a/">一</a><a href="/b/">二</a><a href="/c/">三</a></div>',
        '<div><a href="/">首页</a> &gt; <a href="/a/">公开</a> &gt; <a href="/b/">动态</a> &gt; <a href="/c/">要闻</a></div>',
        '<div class="x"><a href="/">首页</a><a href="/a/">网站地图</a><a href="/b/">联系我们</a><a href="/c/">登录</a></div>',
        '<div class="x"><a href="/">首页</a><a href="/a/">政务动态</a><a href="/b/">通知公告</a></div>',
        '<div class="leftnav"><ul><li><a href="/a/">年度公报</a></li><li><a href="/b/">季度数据</a></li><li><a href="/c/">月度数据</a></li><li><a href="/d/">普查公报</a></li></ul></div>',
    ],
    ids=["foot", "crumb by name", "crumb by its marks", "services", "too short", "beside"],
)
def test_what_is_no_menu_gives_no_level(html: str) -> None:
    assert set(levels(html).values()) == {0}


def test_parts_of_a_head_that_are_unlike_are_no_row() -> None:
    told = levels(
        '<div><span class="home"><a href="/">首页</a></span><p><a href="/a/">甲</a></p>'
        '<div class="c"><a href="/b/">乙</a></div><h3><a href="/d/">丙</a></h3></div>'
    )
    assert set(told.values()) == {0}
