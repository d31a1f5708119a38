"""Addresses as a browser asks them. What Chromium 156 made of each stands beside it; the encoded
ones are bytes on the wire.
"""

from pathlib import Path

import pytest

from crawler.extract.links import absolute, query_codec, without_session
from crawler.extract.page import read_page
from crawler.extract.reader import ReadingContext
from crawler.extract.received_answer import ReceivedAnswer
from crawler.scope import Scope, is_web_address
from crawler.transport.redirects import PART, Redirects
from store.outcomes import Outcome
from store.urls import canonical, query_as_asked
from tests.crawler.conftest import NOW, crawled, office_of, unit_of, visits_of
from tests.crawler.fixture_server import FixtureServer, Question

PAGE = "http://site.example/zw/gk/index.jsp?old=1"
HERE = "http://site.example/zw/gk/"


@pytest.mark.parametrize(
    ("codec", "href", "asked"),
    [
        ("gbk", "?name=政", "index.jsp?name=%D5%FE"), ("gbk", "list.jsp?name=政府&id=3", "list.jsp?name=%D5%FE%B8%AE&id=3"), ("gbk", "?q=é", "index.jsp?q=%A8%A6"), ("gbk", "?q=€", "index.jsp?q=%80"), ("gbk", "?q=😀", "index.jsp?q=%26%23128512%3B"), ("gbk", "?name=镕", "index.jsp?name=%E9F"),
        ("gbk", "s?kw=%D5%FE&x=政", "s?kw=%D5%FE&x=%D5%FE"), ("gbk", "?a=政#章节", "index.jsp?a=%D5%FE"), ("gbk", "政策.html?q=政", "政策.html?q=%D5%FE"), ("gbk", "x?to=http://b.example/政", "x?to=http://b.example/%D5%FE"),
        ("gb18030", "?q=😀", "index.jsp?q=%949%FC6"), ("gb18030", "?x=㐀", "index.jsp?x=%819%EE9"), ("gb18030", "?q=政", "index.jsp?q=%D5%FE"), ("big5", "?name=政府", "index.jsp?name=%ACF%A9%B2"), ("big5", "?q=简", "index.jsp?q=%26%2331616%3B"),
        ("utf-8", "?name=政", "index.jsp?name=政"), ("utf-16", "?q=政", "index.jsp?q=政"),
    ],
)  # fmt: skip
def test_a_query_is_asked_in_its_pages_encoding_and_a_path_in_utf8(
    codec: str, href: str, asked: str
) -> None:
    assert absolute(query_as_asked(href, codec), PAGE) == HERE + asked


@pytest.mark.parametrize(
    ("used", "declared", "codec"),
    [("gb18030", "gb2312", "gbk"), ("gb18030", "", "gbk"), ("gb18030", "gb18030", "gb18030"), ("utf-8", "gb2312", "utf-8"), ("utf-16-le", "", "utf-8"), ("big5", "", "big5")],
)  # fmt: skip
def test_of_the_names_of_gb_one_has_four_bytes(used: str, declared: str, codec: str) -> None:
    assert query_codec(used, declared) == codec


@pytest.mark.parametrize(
    ("href", "asked"),
    [
        (r"\zwgk\index.html", "http://site.example/zwgk/index.html"), (r"zwgk\gsgg\?a=b\c", HERE + r"zwgk/gsgg/?a=b\c"), (" /lead.html ", "http://site.example/lead.html"), ("/ta\tb/li\nne\r.html", "http://site.example/tab/line.html"), ("  \n http://a.example/x \t", "http://a.example/x"),
        (r"http:\\b.example\c", "http://b.example/c"), ("//c.example/d", "http://c.example/d"), ("http:///d.example/e", "http://d.example/e"), ("http:e.html", HERE + "e.html"), ("http:/f.html", "http://site.example/f.html"), ("https:g.html", "https://g.html/"), ("HTTP://UPPER.Example/P", "http://upper.example/P"),
        ("http://中国政府.cn/政.htm", "http://xn--fiqs8sirgfmh.cn/政.htm"), ("http://www．example．com/", "http://www.example.com/"), ("http://www。example。cn/a", "http://www.example.cn/a"), ("http://ex%61mple.com/", "http://example.com/"), ("http://\u200ba.example/", "http://a.example/"), ("http://a.example:80/", "http://a.example/"), ("http://a.example:/x", "http://a.example/x"),
        ("http://a.example/a/./b/../c", "http://a.example/a/c"), ("http://a.example/%2e%2e/x", "http://a.example/x"), ("http://a.example/a%2fb", "http://a.example/a%2fb"), ("../../../up.html", "http://site.example/up.html"), (".", HERE), ("..", "http://site.example/zw/"), ("?", HERE + "index.jsp"), ("#top", PAGE), ("/a//b///c", "http://site.example/a//b///c"),
        ("x%zz.html", HERE + "x%zz.html"), ("a%20b.html", HERE + "a%20b.html"), ("?x=%e6%94%bf", HERE + "index.jsp?x=%e6%94%bf"), ("http://a.example?x=1", "http://a.example/?x=1"), ("\u3000/full.html", HERE + "%E3%80%80/full.html"), ("http://a_b.example/", "http://a_b.example/"), ("http：//www.a.example/x", HERE + "http：//www.a.example/x"), ("www.a.example/x", HERE + "www.a.example/x"),
    ],
)  # fmt: skip
def test_a_reference_leads_where_it_leads_a_browser(href: str, asked: str) -> None:
    assert absolute(href, PAGE) == asked
    assert canonical(asked) == asked


@pytest.mark.parametrize(
    "href",
    ["http://a.example:8080。/x", "http://a.example:99999999/", "http://a.example:65536/", "http://a.example:8o8o/", "http://a.example:８０80/x", "http://a b.example/", "http://a.example\u3000/x", "http://a.example／x/y", "http://a<b>.example/", "http://[::1", "a:b", "tel:110", "javascript:void(0)", "ftp://a.example/x"],
)  # fmt: skip
def test_what_no_browser_asks_is_no_address(href: str) -> None:
    assert not is_web_address(absolute(href, PAGE))
    assert not is_web_address(href)


@pytest.mark.parametrize(
    ("href", "base", "asked"),
    [("?q=政", "http://base.example/政/x/?政", "http://base.example/政/x/?q=%D5%FE"), ("x.html", "sub/", HERE + "sub/x.html"), ("/y", "sub/", "http://site.example/y"), ("x.html?政", "/政/", "http://site.example/政/x.html?%D5%FE")],
)  # fmt: skip
def test_a_pages_base_is_taken_first(href: str, base: str, asked: str) -> None:
    html = f'<html><head><meta charset="gb2312"><base href="{base}"></head><body><p>政府信息公开</p><a href="{href}">政策</a></body></html>'
    facts = read_page(ReceivedAnswer(html.encode("gbk"), PAGE), ReadingContext(NOW.date()))
    assert [link.url for link in facts.links] == [asked]


@pytest.mark.parametrize(
    ("location", "asked"),
    [
        (b"/\xd5\xfe.html?x=\xd5\xfe", "/%D5%FE.html?x=%D5%FE"), ("/政.html?x=政".encode(), "/%E6%94%BF.html?x=%E6%94%BF"), (rb"\zw\x.html", "/zw/x.html"), (b" /a b.html ", "/a b.html"), (b"/a/../b.html", "/b.html"),
    ],
)  # fmt: skip
def test_raw_bytes_of_a_redirect_are_asked_as_they_came(location: bytes, asked: str) -> None:
    found = Redirects(PART, PAGE).leads_to(302, location.decode("latin-1"), PAGE)
    assert found == f"http://site.example{asked}"


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("/l.do;jsessionid=AB12.node1?a=1", "/l.do?a=1"), ("/l.do;JSESSIONID=AB12", "/l.do"), ("/l.php?PHPSESSID=abc&id=3", "/l.php?id=3"), ("/l.php?id=3&phpsessid=abc", "/l.php?id=3"), ("/l.php?PHPSESSID=abc", "/l.php"), ("/l.asp?ASPSESSIONIDQQ=x&c=2", "/l.asp?c=2"), ("/(S(lit3py55t21z5v55vlm25s55))/l.aspx", "/l.aspx"),
        ("/l.do?id=3", "/l.do?id=3"), ("/l.do;v=1?x=2", "/l.do;v=1?x=2"), ("/l.php?session=2026&page=2", "/l.php?session=2026&page=2"), ("/s(1)/x.html", "/s(1)/x.html"), ("/l?sid=44", "/l?sid=44"),
    ],
)  # fmt: skip
def test_a_session_of_the_servers_is_no_part_of_the_address(url: str, page: str) -> None:
    assert absolute(url, PAGE) == without_session(f"http://site.example{url}")
    assert absolute(url, PAGE) == f"http://site.example{page}"


def test_a_site_is_one_however_its_name_and_folder_are_spelled() -> None:
    scope = Scope.of(unit_of("u", "http://www.某县.cn/政务/index.html").sites[0])
    assert scope.holds("http://xn--5nrv08b.cn/%E6%94%BF%E5%8A%A1/1.html")
    assert scope.holds("http://某县.cn/政务/1.html")
    assert not scope.holds("http://某县.cn/别处/1.html")


def test_a_gbk_site_is_asked_its_own_bytes(fixture_server: FixtureServer, tmp_path: Path) -> None:
    home = """<html><head><meta charset="gb2312"><title>某县局</title></head><body><div class="nav">
<a href="list.jsp?name=政策">政策</a> <a href="\\zw\\法规.html">法规</a> <a href="/moved">公告</a>
<a href="http://gbk.example:99999999/">坏链</a></div><p>某县局的网站，欢迎访问，政务公开，便民服务。</p></body></html>"""
    plain = "<html><title>政策</title><body><p>本局的政策说明，共有三条，请向窗口咨询办理。</p></body></html>"

    async def front(question: Question) -> None:
        await question.send(home.encode("gbk"), Content_Type="text/html")

    async def moved(question: Question) -> None:
        head = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: /new.jsp?n=\xd5\xfe\r\n\r\n"
        await question.raw(head)

    async def words(question: Question) -> None:
        await question.send(plain.encode("gbk"), Content_Type="text/html")

    fixture_server.pages["gbk.example", "/"] = front
    fixture_server.pages["gbk.example", "/moved"] = moved
    fixture_server.pages["gbk.example", "*"] = words
    fixture_server.start(["127.13.3.1"])
    unit = unit_of("u", fixture_server.url("gbk.example"))
    crawled(
        tmp_path,
        office_of({"gbk.example": "127.13.3.1"}),
        [unit],
        reader="crawler.extract.page:read_page",
    )
    asked = {path for _, path in fixture_server.asked if path != "/robots.txt"}
    assert asked == {
        "/",
        "/list.jsp?name=%D5%FE%B2%DF",
        "/zw/%E6%B3%95%E8%A7%84.html",
        "/moved",
        "/new.jsp?n=%D5%FE",
    }
    assert {stored.visit.outcome for stored in visits_of(tmp_path, "u")} == {Outcome.OPEN}
