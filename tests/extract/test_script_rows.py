"""Rows that stand in a script of the page are entries; menus and settings kept the same way are none."""

import time
from datetime import date

import pytest

from crawler.extract.dialects import script_rows
from crawler.extract.dialects.reading import ListPage
from crawler.extract.flat import flatten
from crawler.extract.safe_parse import parse
from store.records import PageFacts, PageKind
from tests.reading import read_page

ADDRESS = "http://www.example.gov.cn/tzgg/"
TITLES = (
    "关于开展会计人员信息采集的通知",
    "关于报送季度报表的通知",
    "关于非税票据核销的通知",
    "关于公布收费目录的公告",
)
DAYS = (date(2026, 1, 5), date(2025, 12, 20), date(2025, 11, 3), date(2025, 10, 2))
ROWS = [(title, f"/art/{n}.html", day) for n, (title, day) in enumerate(zip(TITLES, DAYS, strict=True))]  # fmt: skip
PAGE = """<html><head><title>通知公告</title></head><body><div class="nav"><a href="/">首页</a><a href="/zwgk/">政务公开</a></div>
<div class="loc">当前位置：首页 &gt; 通知公告</div><div id="list"></div><script>{script}</script><div class="ft">主办：某县财政局</div></body></html>"""


def read(script: str) -> PageFacts:
    page = PAGE.format(script=script).encode()
    return read_page(page, url=ADDRESS, as_of=date(2026, 1, 9))


def written(row: str, around: str = "var rows=[{}];draw(rows);", between: str = ",") -> str:
    rows = (
        row.format(n=n, t=t, u=u, d=d, ms=1767542400000 - n) for n, (t, u, d) in enumerate(ROWS)
    )
    return around.format(between.join(rows))


SCRIPTS = {
    "objects": written('{{title:"{t}",url:"{u}",date:"{d}"}}'),
    "json": written(
        '{{"id":{n},"infoTitle":"{t}","infoUrl":"{u}","pubTime":"{d} 09:00:00"}}',
        'window.DATA={{"list":[{}]}};',
    ),
    "arrays one by one": written("a[{n}]=['{t}','{u}','{d}']", "var a=[];{};", ";"),
    "pushed": written("a.push({{t:'{t}',u:'{u}',d:'{d}'}})", "var a=[];{};", ";"),
    "calls": written("add('{u}','{t}','{d}')", "{};", ";"),
    "new Array": written("new Array('{t}','{u}','{d}')", "var l=new Array({});"),
    "new Date": written('{{title:"{t}",link:"{u}",when:new Date("{d}")}}'),
    "channel and summary": written(
        '{{channel:"通知公告栏目",title:"{t}",summary:"现将有关事项通知如下，请遵照执行",url:"{u}",date:"{d}"}}'
    ),
}


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS)
def test_rows_of_a_script_are_entries(script: str) -> None:
    facts = read(script)
    assert (facts.kind, facts.list_dialect) == (PageKind.LIST, "script_rows")
    assert [(item.title, item.claimed) for item in facts.items] == list(zip(TITLES, DAYS, strict=True))  # fmt: skip


def test_seconds_since_1970_are_a_day() -> None:
    facts = read(written('{{"t":"{t}","u":"{u}","ts":{ms}}}'))
    assert {item.claimed for item in facts.items} == {date(2026, 1, 5), date(2026, 1, 4)}


def test_letters_spelled_by_their_number_and_escaped_slashes() -> None:
    spelled = TITLES[0].encode("unicode_escape").decode()
    facts = read(f'var a=[{{"title":"{spelled}","url":"\\/art\\/0.html","date":"2026-01-05"}}];')
    assert [(item.title, item.url) for item in facts.items] == [
        (TITLES[0], "http://www.example.gov.cn/art/0.html")
    ]


@pytest.mark.parametrize(
    "script",
    [
        'var m=[{name:"政务公开",url:"/zwgk/"},{name:"互动交流",url:"/hdjl/"},{name:"办事服务",url:"/bsfw/"}];',
        'var cfg={site:"某县财政局门户网站",home:"/index.html",start:"2020-01-01"};',
        "var a=[];draw(a);",
    ],
)
def test_menus_and_settings_are_no_entries(script: str) -> None:
    assert read(script).items == ()


def test_rows_of_the_page_go_before_those_of_its_scripts() -> None:
    row = '<li><a href="/tzgg/9.html">关于某河段采砂许可的公告</a><span>2026-01-08</span></li>'
    page = PAGE.replace('<div id="list"></div>', f"<ul>{row * 3}</ul>").format(
        script=SCRIPTS["json"]
    )
    facts = read_page(page.encode(), url=ADDRESS, as_of=date(2026, 1, 9))
    assert {item.title for item in facts.items} == {"关于某河段采砂许可的公告"}


@pytest.mark.parametrize(
    "flood",
    [
        '<script type="application/ld+json">{"a":1' * 20_000,
        "<script " * 100_000,
        "<script>var 政府网站='" + '\\"' * 190_000 + "</script>",
        '<script>政府网站"' + '\\"' * 190_000 + "</script>",
        "<script>政府网站" + "[" * 390_000 + "</script>",
    ],
    ids=["never ended", "never opened", "quotes in a string", "a string never ended", "brackets"],
)
def test_a_script_that_is_made_to_be_slow_is_read_in_bounded_time(flood: str) -> None:
    began = time.process_time()
    page = ListPage(flatten(parse("")), flood, ADDRESS, ADDRESS, DAYS[0])
    assert script_rows.read(page) is None
    assert time.process_time() - began < 5
