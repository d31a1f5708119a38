"""Strangers of HTML: nesting, floods, bait for slow patterns, and links that lead astray."""

from __future__ import annotations

import json

from .server import NAME, Talk, page
from .table import ODD, OPEN, REFUSED, stranger

DEEP = 60_000
SHELL = ODD | {"stub", "needs_browser", "soft_404", "empty_200"}
"""Almost nothing to be seen on it: that may be said, for it is so."""


@stranger(ODD, front=True, heavy=True)
async def tables_in_tables(talk: Talk) -> None:
    """60,000 tables in each other, with text where no text may stand."""
    await talk.answer(page("<table>文<tr><td>" * DEEP))


@stranger(ODD, front=True, heavy=True)
async def bold_links_in_bold_links(talk: Talk) -> None:
    """<a><b><p> 60,000 times, never closed: what the adoption agency is slow at."""
    await talk.answer(page('<a href="/n"><b><p>文' * DEEP))


@stranger(ODD, front=True, heavy=True)
async def drawings_in_drawings(talk: Talk) -> None:
    """<svg><foreignObject><math> 60,000 times."""
    await talk.answer(page("<svg><foreignObject><math><mi>" * DEEP))


@stranger(ODD, front=True, heavy=True)
async def templates_and_choices(talk: Talk) -> None:
    """<template>, <select>, <button>, <form> and <li> in each other, 60,000 times."""
    await talk.answer(page("<template><select><option><button><form><ul><li>" * (DEEP // 2)))


@stranger(ODD, front=True, heavy=True)
async def closing_tags_alone(talk: Talk) -> None:
    """Half a million closing tags that close nothing, under open ones."""
    await talk.answer(page("<i><b><u><s>" * 400 + "</p></br></nobr></a></font>" * 100_000))


@stranger(ODD, front=True, heavy=True)
async def flood_of_entities(talk: Talk) -> None:
    """Two million half entities, numbers beyond Unicode and surrogates."""
    await talk.answer(page("&amp&#99999999999;&#xD800;&#0;&Counter" * 150_000))


@stranger(ODD, front=True, heavy=True)
async def attribute_of_megabytes(talk: Talk) -> None:
    """href, title, class and style of 1.5 MB each."""
    big = "长" * 500_000
    await talk.answer(page(f'<a href="/{big}" title="{big}" class="{big}" style="{big}">长</a>'))


@stranger(ODD, front=True, heavy=True)
async def comments_never_closed(talk: Talk) -> None:
    """<!-- and <![CDATA[ a million times, closed by nothing."""
    await talk.answer(page("<!-- <![CDATA[ <!- " * 300_000))


@stranger(ODD, front=True, heavy=True)
async def scripts_never_closed(talk: Talk) -> None:
    """<script><!-- 300,000 times: script data, double escaped."""
    await talk.answer(page("<script><!--<script>" * 300_000))


@stranger(ODD, front=True, heavy=True)
async def title_of_megabytes(talk: Talk) -> None:
    """A title of 4 MB, and as much again as the heading."""
    await talk.answer(page(f"<h1>{'题' * 600_000}</h1>", title="题" * 1_200_000))


@stranger(ODD, front=True, heavy=True)
async def bait_of_blanks(talk: Talk) -> None:
    """Runs of a million blanks, ideographic blanks and line ends, before a word."""
    await talk.answer(page(" " * 1_000_000 + "来源" + "　" * 600_000 + "发布" + "\n\t" * 500_000))


@stranger(ODD, front=True, heavy=True)
async def bait_of_dates(talk: Talk) -> None:
    """Half-made dates without an end: 2026-2026-, 年月日, 二〇二六年十."""
    await talk.answer(
        page(
            "2026-" * 150_000 + "发布日期：" * 50_000 + "二〇二六年十" * 60_000 + "年1月" * 100_000
        )
    )


@stranger(ODD, front=True, heavy=True)
async def bait_of_digits(talk: Talk) -> None:
    """A number of a million digits, and with commas, beside words of money."""
    await talk.answer(page(f"<p>合计{'9' * 1_000_000}万元，{'1,' * 500_000}元{'.0' * 300_000}</p>"))


@stranger(ODD, front=True, heavy=True)
async def bait_of_brackets(talk: Talk) -> None:
    """（［【《“ without an end, http:// and @ a hundred thousand times."""
    await talk.answer(
        page("（" * 400_000 + "《" * 400_000 + "http://" * 100_000 + "a@a." * 100_000)
    )


@stranger(ODD, front=True, heavy=True)
async def bait_in_scripts(talk: Talk) -> None:
    """Unclosed strings, calls and records where scripts hold lists: createPageHTML, datastore."""
    calls = "createPageHTML(99999999999,0,'index','html'" * 20_000
    store = '<script type="text/xml"><datastore><recordset><record><![CDATA[<li>' + "<a " * 300_000
    await talk.answer(
        page(f"<script>var a='{calls}\\'\nlocation.href={'+' * 99999}</script>{store}")
    )


@stranger(ODD, front=True)
async def rows_that_cost(talk: Talk) -> None:
    """4,000 dated rows in a quarter of a megabyte, just small enough for the worker itself."""
    rows = "".join(
        f"<dl><dt>2026-11-{n % 9 + 1:02d}</dt><dd><a href='/{n}'>t{n}</a></dd></dl>"
        for n in range(4000)
    )
    await talk.answer(page(rows))


@stranger(ODD | {"redirect_loop"})
async def script_that_leads_away(talk: Talk) -> None:
    """location.href to 10,000 addresses, a frame of itself, window.open of broken brackets."""
    jumps = "".join(f"if(0)location.href='/j{n}';" for n in range(10_000))
    frames = '<iframe src="/"></iframe><frame src="/"><iframe src="http://[::1"></iframe>' * 50
    await talk.answer(page(f"<script>{jumps}</script>{frames}"))


# A reader that follows frames may refuse a page that has no end, once it has asked so many.
@stranger(SHELL | REFUSED, questions=100)
async def frames_of_itself(talk: Talk) -> None:
    """A frameset whose frames are the frameset, with a new question each time."""
    n = talk.path.count("f")
    frames = "".join(f'<frame src="{talk.path}f{i}">' for i in range(20))
    html = f"<html><head><title>{NAME}{n}</title></head><frameset cols=1>{frames}</frameset></html>"
    await talk.answer(html.encode())


@stranger(SHELL)
async def json_of_100000_levels(talk: Talk) -> None:
    """A home page that is JSON, 100,000 lists deep; and the same in a script of every page."""
    await talk.answer(b'{"articles":' + b"[" * 100_000, "Content-Type: application/json")


@stranger(ODD, front=True, heavy=True)
async def json_in_scripts(talk: Talk) -> None:
    """Deep JSON, NaN, 1e999999 and a number of 20,000 digits in the page's scripts."""
    deep = "[" * 100_000 + "]" * 100_000
    data = json.dumps({"articles": [{"title": "x", "url": "/x", "create_time": 10**300}]})
    script = f"<script>var list={deep};var SID='1';var d={data};var n={'9' * 20_000};</script>"
    await talk.answer(page(script + f'<script type="application/ld+json">{deep}</script>'))


@stranger(ODD, hidden=("root:x:",))
async def feed_of_laughs(talk: Talk) -> None:
    """XML for a home page: a billion laughs and file:///etc/passwd as entities."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    xml = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "lol">{laughs}'
        f'<!ENTITY f SYSTEM "file:///etc/passwd">]><rss><channel><title>&l9;&f;{NAME}</title>'
        f"<item><title>&f;</title><link>/a</link></item></channel></rss>"
    )
    await talk.answer(xml.encode(), "Content-Type: application/xml")


@stranger(OPEN)
async def base_in_another_house(talk: Talk) -> None:
    """<base href> to the trap, to javascript: and to a broken bracket; then ordinary links."""
    bases = f"http://127.66.66.66:{talk.log.port}/", "javascript:alert(1)//", "http://[::1"
    await talk.answer(page(head="".join(f'<base href="{base}">' for base in bases)))


@stranger(OPEN)
async def links_of_control_bytes(talk: Talk) -> None:
    """Links with controls, lone surrogates, bidi marks, broken brackets, ports, labels, %."""
    hrefs = (
        "/a\x00b", "/a\tb\nc", "/\x7f\x1b[31m", "/\u2028\u202e\ufeff", "/&#xD800;&#xDFFF;",
        "http://[", "//", "http://", "http:///x", "http://x:99999999/", "/%zz%", "/%00",
        "http://" + "a" * 300 + ".gov.cn/", "http://" + "字" * 80 + ".cn/", "http://xn--a/",
        "http://a..b/", "http://.gov.cn/", "?" * 500, "#" * 500, "/../../../../etc/passwd",
        "/..%2f..%2fetc/passwd", "mailto:a@b\nBcc: c@d", "tel:" + "1" * 5000, "javascript:" * 99,
        "http://a@b@c/", "http://x\\@y/", "/\ud7ff\U0010ffff", "http://１２７．０．０．１:1/",
    )  # fmt: skip
    links = "".join(f'<li><a href="{href}">通知公告</a></li>' for href in hrefs)
    await talk.answer(page(f"<ul>{links}</ul>"))


@stranger(OPEN)
async def calendar_without_end(talk: Talk) -> None:
    """Every day links to the day before, the day after, the month and the year."""
    n = int("".join(c for c in talk.path if c.isdigit()) or 0)
    days = "".join(
        f'<li><a href="/rili/{n + step}.html">{n + step}日工作安排通知公告</a></li>'
        for step in (1, 2, 7, 30, 31, 365, 366, 1000)
    )
    await talk.answer(page(f"<ul>{days}</ul>"))


@stranger(OPEN)
async def visitor_in_the_path(talk: Talk) -> None:
    """Every answer writes another ;jsessionid= and (S(x)) into all of its links."""
    n = talk.connection
    links = "".join(
        f'<li><a href="/(S(x{n}y{i}))/list;jsessionid={n * 97 + i}A?page={i}">通知公告{i}</a></li>'
        for i in range(30)
    )
    await talk.answer(page(f"<ul>{links}</ul>"))


@stranger(OPEN)
async def deeper_at_every_step(talk: Talk) -> None:
    """Relative links that grow: more/, ../more/x/, and the whole path in a question."""
    await talk.answer(
        page(
            f'<li><a href="more/">更多</a></li><li><a href="../x/more/">更多</a></li>'
            f'<li><a href="?from={talk.path[:2000]}">返回上一页</a></li>'
        )
    )


@stranger(OPEN)
async def names_without_end(talk: Talk) -> None:
    """3,000 links, each to another name below its own address that no resolver knows."""
    links = "".join(
        f'<li><a href="http://n{n}.strangers.example.gov.cn/">单位{n}</a></li>' for n in range(3000)
    )
    await talk.answer(page(f"<ul>{links}</ul>"))


@stranger(OPEN)
async def list_of_a_billion_pages(talk: Talk) -> None:
    """A list that says 1,000,000,000 pages in every dialect, each page with new items."""
    n = talk.connection * 100
    rows = "".join(
        f'<li><a href="/c/t2026{n + i:06d}.html">关于{n + i}的通知</a><span>2026-11-01</span></li>'
        for i in range(20)
    )
    pager = "<script>createPageHTML(1000000000, 0, 'index', 'html');</script>"
    said = '共1000000000页 <a href="index_1.html">下一页</a><a href="index_999999999.html">尾页</a>'
    await talk.answer(page(f"<ul>{rows}</ul>{pager}<div class=pagination count=1e18>{said}</div>"))
