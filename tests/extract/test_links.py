"""Addresses: absolute, canonical, of the web only, wherever the page hides them."""

import pytest

from crawler.extract.flat import Anchor, flatten
from crawler.extract.links import absolute, is_attachment, read_links, target_of
from crawler.extract.safe_parse import parse

BASE = "http://www.a.example/zwgk/tzgg/index.html"


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("x.html", "http://www.a.example/zwgk/tzgg/x.html"), ("./x.html", "http://www.a.example/zwgk/tzgg/x.html"), ("../x.html", "http://www.a.example/zwgk/x.html"), ("/x/y.html", "http://www.a.example/x/y.html"), ("//b.example/x", "http://b.example/x"), ("http://B.example", "http://b.example/"), ("HTTP://b.example:80/x#y", "http://b.example/x"), ("?page=2", "http://www.a.example/zwgk/tzgg/index.html?page=2"),
        ("show.asp?id=5&x=1", "http://www.a.example/zwgk/tzgg/show.asp?id=5&x=1"), (r"..\x.html", "http://www.a.example/zwgk/x.html"), ("/a/./b/../c.html", "http://www.a.example/a/c.html"), ("x.html#top", "http://www.a.example/zwgk/tzgg/x.html"), (" /x.html\n", "http://www.a.example/x.html"), ("/通知/1.html", "http://www.a.example/通知/1.html"), ("https://b.example/a/b.html?x=1", "https://b.example/a/b.html?x=1"),
        ("mailto:a@b.example", ""), ("file:///etc/passwd", ""), ("ftp://b.example/", ""), ("http://[::1", ""), ("http://", ""), ("", ""), ("data:text/html,x", ""), ("x" * 3000, ""),
    ],
)  # fmt: skip
def test_absolute(href: str, expected: str) -> None:
    assert absolute(href, BASE) == expected


@pytest.mark.parametrize(
    ("onclick", "expected"),
    [
        ("jumpToDetail('./202605/t20260501_1.html')", "http://www.a.example/zwgk/tzgg/202605/t20260501_1.html"), ("openUrl('/a/b.html')", "http://www.a.example/a/b.html"), ("window.open('http://b.example/c.html','_blank')", "http://b.example/c.html"), ("location.href='x/y.htm'", "http://www.a.example/zwgk/tzgg/x/y.htm"), ("return false;", ""), ("changeFont('big')", ""), ("window.print()", ""),
    ],
)  # fmt: skip
@pytest.mark.parametrize("href", ["javascript:void(0)", "#", "javascript:;", ""])
def test_links_in_onclick(href: str, onclick: str, expected: str) -> None:
    assert target_of(Anchor(href, onclick, "", 0, 0), BASE) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://a.example/1.xls", True), ("http://a.example/P0201.PDF", True), ("http://a.example/system/_content/download.jsp?urltype=news.DownloadAttachUrl&wbfileid=7", True), ("http://a.example/module/download/downfile.jsp?filename=2.doc", True), ("http://a.example/a.html", False), ("http://a.example/pdf/index.html", False), ("http://a.example/down.asp?f=a.docx", True), ("http://a.example/xlsx", False),
    ],
)  # fmt: skip
def test_documents_by_address(url: str, expected: bool) -> None:
    assert is_attachment(url) is expected


def test_an_image_map_and_a_select_are_menus_and_a_form_is_none() -> None:
    page = flatten(
        parse(
            """<img usemap="#m"><map name="m"><area href="/gzdt/index.htm" alt="工作动态"></map>
            <select onchange="location=this.value"><option value="/">请选择</option>
            <option value="/tzgg/index.htm">通知公告</option></select>
            <select name="type"><option value="1">标题</option><option value="2">正文</option></select>
            <select><option value="http://www.friend.example.gov.cn/">友情链接</option></select>"""
        )
    )
    links, count = read_links(page, "http://a.example.gov.cn/index.htm")
    assert [(link.url, link.text, link.area) for link in links] == [
        ("http://a.example.gov.cn/gzdt/index.htm", "工作动态", "nav"),
        ("http://a.example.gov.cn/tzgg/index.htm", "通知公告", "nav"),
    ]
    assert count == 2
