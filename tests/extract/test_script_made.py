"""Lists that a script makes are known without a browser, and said to need one; what only holds
scripts beside its entries, or says that it is empty, is not.
"""

from datetime import date

import pytest

from crawler.extract.page import read_page
from crawler.extract.reader import ReadingContext
from crawler.extract.received_answer import ReceivedAnswer
from store.outcomes import Outcome
from store.records import PageFacts, PageKind

CONTEXT = ReadingContext(date(2026, 11, 25))
NAV = "".join(f"<a href='/{n}/'>{name}</a>" for n, name in enumerate(("政务公开", "工作动态")))
FRAME = """<html><head><title>通知公告-清河县水利局</title><script src="/js/jquery.min.js"></script></head><body>
<div class="header">清河县水利局</div><div class="nav">{nav}</div><div class="pos">当前位置：<a href="/">首页</a> &gt; 通知公告</div>
<div class="main"><h2>通知公告</h2>{list}</div><div class="footer">主办：清河县水利局</div></body></html>"""
ROWS = "".join(
    f"<li><a href='/tzgg/{n}.html'>关于第{n}号河段采砂许可的公告</a><span>2026-11-0{n}</span></li>"
    for n in range(1, 6)
)
MADE = {
    "write": """<ul><script>document.write('<a href="/t1.html">清河治理</a>');document.write('<span>2026-11-25</span>');</script></ul>""",
    "write in a loop": """<ul><script>for(var i=0;i<a.length;i++){document.writeln("<li><a href='"+a[i][1]+"'>"+a[i][0]+"</a></li>");}</script></ul>""",
    "vue": """<div id="list"><ul><li v-for="item in list"><a :href="item.url">{{ item.title }}</a><span>{{ item.day }}</span></li></ul><p v-if="!list.length">暂无数据</p></div>""",
    "vue without braces": """<ul><li v-for="(item, i) in rows"><a v-bind:href="item.url" v-text="item.title"></a></li></ul>""",
    "avalon": """<div ms-controller="gkml"><ul><li ms-repeat="items"><a ms-attr-href="el.url">{{el.title}}</a></li></ul></div>""",
    "labels to be filled": """<div ms-controller="info"><p>索引号：{{el.index}}</p><p>发布机构：{{el.office}}</p><p>发布日期：{{el.day}}</p><p>名称：{{el.title}}</p></div>""",
    "angular": """<table><tr ng-repeat="x in docs"><td><a ng-href="{{x.url}}">{{x.title}}</a></td></tr></table>""",
    "links to be filled": """<ul><li><a href="{{url}}">{{title}}</a></li></ul>""",
    "layui": """<ul id="view"></ul><script id="demo" type="text/html">{{# layui.each(d.list, function(i, item){ }}<li><a href="{{item.url}}">{{item.title}}</a></li>{{# }); }}</script>""",
    "artTemplate": """<ul class="list"></ul><script type="text/x-art-template"><li><a href="<%=url%>"><%=title%></a></li></script>""",
    "mustache": """<div id="target"></div><script id="tpl" type="x-tmpl-mustache">{{#rows}}<li><a href="{{url}}">{{title}}</a></li>{{/rows}}</script>""",
    "knockout": """<ul data-bind="foreach: items"><li><a data-bind="attr: {href: url}, text: title"></a></li></ul>""",
    "fills a table by its id": """<table><tr><th>文书号</th><th>相对人</th></tr><tbody id="tb"></tbody></table><script>fetch("/api/x").then(r => r.json()).then(d => { document.getElementById("tb").innerHTML = rows(d) })</script>""",
    "external": """<div class="list"><script src="/js.aspx?act=list&amp;cid=5"></script></div>""",
    "fetches": """<ul id="newslist"></ul><script>$.post("/getList.do", function (d) { $("#newslist").append(d) })</script>""",
}  # fmt: skip
BESIDE = {
    "clock": "<script>document.write(new Date().toLocaleString())</script>",
    "search box": "<div id=s><input v-model=key><p v-if=n>共找到 {{ n }} 条</p></div>",
    "counter": '<script>document.write("<scr"+"ipt src=\'//h.example/h.js\'></scr"+"ipt>");$.get(\'/hits?id=3\')</script>',
    "foot": '<div id="footer"></div><script src="/js/footer.js"></script>',
    "bookmark": "<script>document.write(\"<a href='#' onclick='mark()'>收藏</a>\")</script>",
}


def read(content: str, *, is_rendered: bool = False, path: str = "/tzgg/") -> PageFacts:
    page = FRAME.format(nav=NAV, list=content).encode()
    answer = ReceivedAnswer(page, f"http://slj.example.gov.cn{path}", is_rendered=is_rendered)
    return read_page(answer, CONTEXT)


@pytest.mark.parametrize("name", MADE)
def test_a_list_that_a_script_makes_needs_a_browser(name: str) -> None:
    facts = read(MADE[name])
    assert (facts.outcome, facts.items) == (Outcome.NEEDS_BROWSER, ())
    assert facts.outcome_reason


@pytest.mark.parametrize("path", ["/tzgg/", "/art/2025/12/24/art_30_1.html"])
def test_words_that_are_still_loading_need_one_too(path: str) -> None:
    facts = read("<div id=guide>加载中……</div><script src='/js/guide.js?id=1'></script>", path=path)
    assert facts.outcome is Outcome.NEEDS_BROWSER


@pytest.mark.parametrize("name", MADE)
def test_beside_entries_it_says_nothing(name: str) -> None:
    facts = read(f"<ul>{ROWS}</ul>{MADE[name]}")
    assert (facts.outcome, len(facts.items)) == (Outcome.OPEN, 5)


@pytest.mark.parametrize("name", BESIDE)
def test_clocks_counters_and_search_boxes_are_no_lists(name: str) -> None:
    facts = read(f"{BESIDE[name]}<ul>{ROWS}</ul>")
    assert (facts.outcome, len(facts.items)) == (Outcome.OPEN, 5)


@pytest.mark.parametrize("name", ["clock", "bookmark"])
def test_an_empty_channel_with_ordinary_scripts_is_an_empty_channel(name: str) -> None:
    facts = read(f"<ul class=list></ul>{BESIDE[name]}")
    assert (facts.outcome, facts.kind) == (Outcome.OPEN, PageKind.LIST)


def test_a_channel_that_calls_itself_empty_is_believed_though_a_script_fetches() -> None:
    facts = read("<ul class=list><li>暂无信息</li></ul><script>$.get('/hits?id=3')</script>")
    assert (facts.outcome, facts.placeholder) == (Outcome.OPEN, "暂无信息")


@pytest.mark.parametrize("name", ["write", "layui", "external", "fetches"])
def test_a_rendered_page_whose_scripts_brought_nothing_is_empty(name: str) -> None:
    assert read(MADE[name], is_rendered=True).outcome is Outcome.OPEN


def test_what_is_still_to_be_filled_was_not_rendered() -> None:
    assert read(MADE["vue"], is_rendered=True).outcome is Outcome.NEEDS_BROWSER


def test_a_front_page_leads_on_whatever_its_lists_are() -> None:
    facts = read(MADE["vue"], path="/")
    assert (facts.outcome, facts.kind) == (Outcome.OPEN, PageKind.HOME)


def test_no_address_is_made_of_what_is_to_be_filled() -> None:
    links = read(f"<ul>{ROWS}</ul>{MADE['links to be filled']}").links
    assert not [link.url for link in links if "{" in link.url or "%7B" in link.url]
