"""A small city whose pages show persons' numbers in every way that we know of: the real nights, and
not one of them in anything that the product wrote, but for the bytes as they were received, which
are the office's alone.
"""

import gzip
import html as markup
import io
import random
import re
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, unquote
from zipfile import ZipFile

import pytest
import xlsxwriter
import zstandard
from docx import Document
from PIL import Image, ImageDraw, ImageFont
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from app.data_folder import open_data_folder
from app.exports.archiving import bind
from app.exports.evidence import export_evidence
from app.exports.withholding import without_numbers
from app.night.indexing import refresh_search
from app.night.recognising import recognise_scans
from app.service.serving import console_of
from config.folder import Config
from crawler.documents.scans.presence import is_missing
from monitor.console.data.pages import build
from store.clock import Clock
from store.desk.looks import looks_at
from store.desk.users import Role
from store.findings import open_findings
from store.ledger import open_ledger
from store.outbox import waiting
from store.queries.evidence import Private, captures_of, pages_at
from tests.crawler.fixture_server import Question
from tests.documents.pdf_writer import Page, pdf
from tests.evaluation.personal_numbers import id_number
from tests.monitor.console.conftest import Visitor
from tests.monitor.console.office import add_person
from tests.monitor.evidence.conftest import (
    HOST,
    ROWS,
    UNIT,
    Place,
    html,
    open_place,
    plain,
)
from tests.waiting import is_alive

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
_RNG = random.Random(20261128)
SHAPES = (
    *("words", "spans", "cells", "entities", "comment", "meta", "alt", "title", "row", "script"),
    *("csv", "xlsx", "file_name", "link_text", "address", "encoded", "broken", "error_page"),
    *("moved", "header", "hidden", "full_width", "anchor_only", "home", "file_row"),
    *("data_row", "data_number", "cut", "menu", "board", "guide", "fee", "duty", "spending"),
    *("docx", "inner", "twice", "etag", "cookie", "robots", "maintenance", "refresh", "host"),
    *("foot", "json", "utf16", "gbk", "wall", "content_type", "svg", "style", "zip_name"),
    *("sheet_name", "author", "file_title", "loop", "path_of_home", "split_comment", "query"),
    *("old_name", "icp", "password", "bare", "bare_data", "only_header", "only_hop"),
    *("glued", "circled", "numerals", "pdf", "scan", "broken_file", "locked"),
)
NUMBERS = {shape: id_number(_RNG) for shape in SHAPES}
SCAN = quote("/f/2023年部门预算.pdf")
BARE = ("1.html", "2.json", "4.html", "5.html")  # nothing there says that it is a person's
# What a crawl's own file knows as the server said it: addresses and heads of answers.
ADDRESSES = {
    *(
        "file_name",
        "encoded",
        "address",
        "anchor_only",
        "moved",
        "header",
        "etag",
        "cookie",
        "host",
    ),
    *("password", "data_number", "query", "twice", "inner", "refresh", "loop", "content_type"),
    *("only_header", "only_hop"),
}
PEOPLE = """
[[people]]
id = "zhang"
name = "张局长"
channels = ["mailtos://user:pass@mail.example.com?to=zhang@example.com"]
[[people]]
id = "wang"
name = "王主任"
role = "operator"
channels = ["mailtos://user:pass@mail.example.com?to=wang@example.com"]
[[people]]
id = "li"
name = "李市长"
channels = ["mailtos://user:pass@mail.example.com?to=li@example.com"]

[alerts]
escalate_after_days = 1
escalate_to = ["li"]
"""


def decision(number: int, body: str, *, head: str = "", title: str = "") -> bytes:
    title = title or f"行政处罚决定书第{number}号"
    page = html(
        title,
        f"<h1>{title}</h1><p>发布时间：2024-01-1{number} 来源：法规科</p><div class='content'>"
        f"<p>经查，当事人违反了河道管理的有关规定，现决定给予警告并处罚款五百元。</p>{body}"
        "<p>如不服本决定，可以依法申请行政复议或者提起行政诉讼。</p></div>",
    )
    return page.replace(b"</head>", f"{head}</head>".encode())


def workbook() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("名单")
        sheet.write_row(0, 0, ["序号", "姓名", "身份证号码", "金额"])
        for row in range(1, 6):
            sheet.write_row(row, 0, [row, f"张{row}", NUMBERS["xlsx"], 500])
    return out.getvalue()


def circled(number: str) -> str:
    return "".join("⓪①②③④⑤⑥⑦⑧⑨"[int(sign)] if sign.isdigit() else sign for sign in number)


def numerals(number: str) -> str:
    return "".join("〇一二三四五六七八九"[int(sign)] if sign.isdigit() else sign for sign in number)


def printed() -> bytes:
    """A PDF with words: the number stands in a cell of two lines."""
    page = Page()
    page.write(40, 40, f"救助对象名单 张三 {NUMBERS['pdf']} 双坪村")
    rows = [
        ["序号", "姓名", "身份证号"],
        ["1", "李四", NUMBERS["pdf"][:10]],
        ["", "", NUMBERS["pdf"][10:]],
    ]
    page.table(rows, [60, 80, 200])
    return pdf(page)


def scanned() -> bytes:
    """A picture of words, as a scanner makes it."""
    picture = Image.new("L", (1240, 600), 255)
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(size=40)
    for line, words in enumerate(("2023 BUDGET", "Zhang San", NUMBERS["scan"], "Total 500.00")):
        pen.text((80, 60 + 110 * line), words, fill=0, font=font)
    out = io.BytesIO()
    picture.save(out, "PDF")
    return out.getvalue()


def broken_file() -> bytes:
    """What no reader opens, and a number as plain as can be in it."""
    return f"%PDF-1.7\n名单 {NUMBERS['broken_file']} 完".encode()


def locked() -> bytes:
    """An archive with a password, as its head says; what is packed could be read by anybody."""
    out = io.BytesIO()
    with ZipFile(out, "w") as zipped:
        zipped.writestr("a.csv", f"姓名,证件号码\n张三,{NUMBERS['locked']}\n")
    body = bytearray(out.getvalue())
    body[6] |= 1
    body[body.index(b"PK\x01\x02") + 8] |= 1
    return bytes(body)


def sent(body: bytes, status: str = "200 OK", **headers: str):  # type: ignore[no-untyped-def]
    async def answer(question: Question) -> None:
        await question.send(body, status, **headers)

    return answer


def fill(place: Place) -> None:
    """Every shape on the site, one number each."""
    n = NUMBERS
    entities = "".join(f"&#{ord(sign)};" for sign in n["entities"])
    spans = "".join(f"<span>{n['spans'][at : at + 3]}</span>" for at in range(0, 18, 3))
    full_width = "".join(chr(ord(sign) + 0xFEE0) for sign in n["full_width"])
    file_name = f"/f/张三{n['file_name']}.csv"
    encoded = f"/f/{quote('李四')}{n['encoded']}.csv"
    addressed = f"/tzgg/王五{n['address']}.html"
    anchor_only = f"/tzgg/a{n['anchor_only']}.html"
    titled = f"关于张三{n['title']}的处罚决定书"
    rows = "".join(
        f'<li><a href="{to}">{words}</a><span>2024-01-1{day}</span></li>'
        for to, words, day in (
            ("/tzgg/91.html", "行政处罚决定书第1号", 1),
            ("/tzgg/92.html", titled, 2),
            ("/tzgg/93.html", f"处罚公告{n['row']}", 3),
            (addressed, "行政处罚决定书第4号", 4),
            ("/tzgg/95.html", "行政处罚决定书第5号", 5),
            ("/tzgg/moves.html", "行政处罚决定书第6号", 6),
            (anchor_only, f"赵六{n['anchor_only']}", 7),
        )
    )
    pages = {
        "/tzgg/": html(
            "通知公告",
            f'<div class="pos">当前位置：首页 &gt; 通知公告</div><ul class="list">{rows}{ROWS}</ul>',
        ),
        "/": html(
            "新集镇水利站",
            f'<div class="list"><h3>通知公告</h3><ul>{ROWS}</ul></div><p>咨询人：{n["home"]}</p>',
        ),
        "/tzgg/91.html": decision(
            1,
            f"<p>当事人张某某，身份证号码{n['words']}，住本市。</p><p>另查明{spans}。</p><p>证件{entities}</p>"
            f"<!-- 录入 {n['comment']} --><img src='/a.png' alt='{n['alt']}'>"
            f"<script>var party = {{idCard: '{n['script']}'}};</script><p>号码{full_width}</p>",
            head=f"<meta name='description' content='当事人{n['meta']}'>",
        ),
        "/tzgg/92.html": decision(2, "<p>详见附件。</p>", title=titled),
        "/tzgg/93.html": decision(
            3,
            f"<table><tr><td>姓名</td><td>证件号码</td></tr><tr><td>张三</td><td>{n['cells'][:10]}</td>"
            f"<td>{n['cells'][10:]}</td></tr></table><p>{n['broken'][:8]}<br>{n['broken'][8:]}</p>"
            f"<div style='display:none'>{n['hidden']}</div>",
        ),
        "/tzgg/95.html": decision(
            5,
            f"<p>身份证号{n['glued']}13907991234，证号{circled(n['circled'])}，{numerals(n['numerals'])}</p>"
            f"<p><a href='/f/5.pdf'>名单.pdf</a></p><p><a href='{SCAN}'>2023年部门预算.pdf</a></p>"
            "<p><a href='/f/7.pdf'>名单二.pdf</a></p><p><a href='/f/8.zip'>名单三.zip</a></p>"
            f"<p>附件：</p><p><a href='{file_name}'>名单.csv</a></p><p><a href='{encoded}'>表.csv</a></p>"
            f"<p><a href='/f/1.xlsx'>救助名单{n['link_text']}.xlsx</a></p><p><a href='/f/2.csv'>二</a></p>",
        ),
        "/m/6.html": decision(6, "<p>见其他。</p>"),
        addressed: decision(4, "<p>见其他。</p>"),
    }
    for path, body in pages.items():
        place.show(path, body)
    table = f"姓名,证件号码,金额\n张三,{n['csv']},500\n李四,{n['csv']},300\n".encode()
    server = place.fixture_server.pages
    for path in (file_name, encoded):
        server[HOST, path] = sent("序号,名称,金额\n1,清淤,500\n".encode(), Content_Type="text/csv")
        server[HOST, quote(unquote(path))] = server[HOST, path]
    server[HOST, quote(addressed)] = plain(pages[addressed])
    server[HOST, "/f/2.csv"] = sent(
        table,
        Content_Type="text/csv",
        Content_Disposition=f'attachment; filename="{n["header"]}.csv"',
    )
    server[HOST, "/f/1.xlsx"] = sent(workbook(), Content_Type="application/octet-stream")
    files = {"5.pdf": printed(), "7.pdf": broken_file(), "8.zip": locked()}
    for name, body in files.items():
        server[HOST, f"/f/{name}"] = sent(body, Content_Type="application/octet-stream")
    server[HOST, SCAN] = sent(scanned(), Content_Type="application/pdf")
    moves = f"/m/{n['moved']}.html"
    server[HOST, "/tzgg/moves.html"] = _redirect(moves)
    server[HOST, moves] = plain(pages["/m/6.html"])
    server[HOST, anchor_only] = _gone(n["error_page"])


def fill_more(place: Place) -> None:
    """Places that hold other things than articles: data, boards, guides, heads of answers."""
    n, server = NUMBERS, place.fixture_server.pages
    escaped = "".join(f"\\u{ord(sign):04x}" for sign in n["data_row"])
    rows = ",".join(
        f'{{"title":"\\u4e8e{escaped}\\u7b2c{at}\\u53f7","url":"/tzgg/{at}.html?id={n["data_number"]}","date":"2024-01-0{at}"}}'
        for at in range(1, 6)
    )
    server[HOST, "/data.json"] = sent(
        f'{{"total":5,"rows":[{rows}],"sfzh":"{n["json"]}"}}'.encode(),
        Content_Type="application/json",
    )
    long = "经查当事人在河道管理范围内违法设置拦河渔具，违反了有关规定，情节轻微" * 9
    twice = "".join(f"%25{ord(sign):02X}" for sign in n["twice"])
    board = "".join(
        f"<tr><td><a href='/xx/{at}.html'>身份证{n['board']}如何补领咨询{at}</a></td><td>{n['board']}</td>"
        f"<td>2024-01-0{at}</td><td>未回复</td></tr>"
        for at in range(1, 6)
    )
    guide = "".join(
        f"<tr><td>{label}</td><td>{n['guide']}</td></tr>"
        for label in (
            "事项名称",
            "设定依据",
            "办理条件",
            "申请材料",
            "办理地点",
            "办理时间",
            "咨询电话",
        )
    )
    money = "".join(
        f"<tr><td>{code}</td><td>{name}{n['spending']}</td><td>{amount}</td><td>{amount}</td><td>0</td></tr>"
        for code, name, amount in (("20101", "补助", 100), ("2010199", "其他支出", 200))
    )
    pages = {
        "/xx/": html(
            "局长信箱",
            f"<table class='list'><tr><th>标题</th><th>来信人</th><th>来信时间</th><th>状态</th></tr>{board}</table>",
        ),
        "/bszn/": html("办事指南", f"<h1>身份证补领办事指南</h1><table>{guide}</table>"),
        "/sf/": html(
            "行政事业性收费目录清单",
            "<h1>行政事业性收费目录清单</h1><table><tr><th>收费项目</th><th>收费依据</th><th>收费标准</th></tr>"
            f"<tr><td>证照费{n['fee']}</td><td></td><td>10元</td></tr></table>",
        ),
        "/zn/": html(
            "机构职能",
            f"<h1>机构职能</h1><p>主要职责：张三{n['duty']}负责全市河道管理的审批工作。收费标准：{n['duty']}。</p>"
            f"<p>原国土资源局、环境保护局、质量技术监督局工作人员{n['old_name']}负责。</p>",
        ),
        "/js/": html(
            "2023年部门决算公开",
            "<h1>2023年部门决算公开</h1><p>支出决算表 单位：万元</p><table><tr><th>科目编码</th><th>科目名称</th>"
            "<th>合计</th><th>基本支出</th><th>项目支出</th></tr><tr><td></td><td>合计</td><td>300</td><td>300</td>"
            f"<td>0</td></tr>{money}</table>",
        ),
        "/k/": html(
            "其他",
            f"<p>{long[: 200 - 14]}{n['cut']}，处以罚款。</p><iframe src='/k/{n['inner']}.html'></iframe>"
            f"<a href='/k/{twice}.html'>一</a><a href='/k/q.html?sfzh={n['query']}'>二</a>"
            f"<a href='http://{n['host']}.example/'>三</a><a href='/k/4.html'>四</a><a href='/k/5.html'>五</a>"
            f"<a href='/k/6.html'>六</a><a href='/k/7.html'>七</a><a href='/k/8.html'>八</a><a href='/k/9.docx'>九</a>"
            f"<a href='/k/10.html'>十</a><a href='/k/11.xlsx'>十一</a><a href='/k/12.zip'>十二</a>"
            "<a href='/b/1.html'>十三</a><a href='/b/2.json'>十四</a><a href='/b/4.html'>十五</a>"
            "<a href='/b/5.html'>十六</a>"
            f"<svg><text>{n['svg']}</text></svg><style>.a:after{{content:'{n['style']}'}}</style>"
            f"<!-- <td>{n['split_comment'][:9]}</td><td>{n['split_comment'][9:]}</td> -->"
            f"<div class='foot'>ICP备{n['icp']}号 主办单位：{n['foot']}</div>",
        ),
        f"/k/{n['inner']}.html": html("框", "<p>框内文字说明情况如下所述。</p>"),
        "/b/1.html": decision(1, f"<script>var party = ['张三', '{n['bare']}'];</script>"),
        "/b/3.html": html("三", "<p>说明</p>"),
        "/k/q.html": html("问", "<p>说明</p>"),
        f"/k/{twice}.html": html("二", "<p>说明</p>"),
        "/k/5.html": decision(7, "<p>见其他。</p>").replace(
            b"</head>",
            f"<meta http-equiv='refresh' content='0;url=/k/{n['refresh']}.html'></head>".encode(),
        ),
    }
    for path, body in pages.items():
        place.show(path, body)
    menu = "".join(
        f"<li><a href='{to}'>{words}</a></li>"
        for to, words in (
            *(
                ("/xx/", "局长信箱"),
                ("/bszn/", "办事指南"),
                ("/sf/", "收费目录"),
                ("/zn/", "机构职能"),
            ),
            *(
                ("/js/", "部门决算"),
                ("/k/", "其他"),
                ("/data.json", "数据"),
                ("/m/", f"栏目{n['menu']}"),
            ),
        )
    )
    leads = (
        *(f"/k/{at}.html" for at in (4, 5, 6, 7, 8, 10, f"{twice}", "q")),
        *(f"/b/{at}" for at in BARE),
    )
    further = "".join(
        f"<li><a href='{to}'>关于其他事项的公告第{at}号</a><span>2024-01-0{1 + at % 9}</span></li>"
        for at, to in enumerate((*leads, f"/k/q.html?sfzh={n['query']}"))
    )
    listed = place.bodies["/tzgg/"].replace(
        b'<ul class="list">', f"<ul class='list'>{further}".encode()
    )
    place.show("/tzgg/", listed)
    home = place.bodies["/"].replace(b"</ul>", f"{menu}</ul>".encode(), 1)
    server[HOST, "/"] = sent(
        home,
        Content_Type="text/html; charset=utf-8",
        ETag=f'"{n["etag"]}"',
        Set_Cookie=f"user={n['cookie']}; path=/",
        X_User=n["password"],
    )
    server[HOST, "/robots.txt"] = sent(
        f"User-agent: *\nDisallow: /private/{n['robots']}/\n".encode(), Content_Type="text/plain"
    )
    server[HOST, f"/k/q.html?sfzh={n['query']}"] = plain(pages["/k/q.html"])
    server[HOST, "/m/"] = sent(
        html("系统维护", f"<p>系统维护中，请稍后访问。经办人{n['maintenance']}</p>"),
        "503 Service Unavailable",
    )
    server[HOST, "/k/4.html"] = sent(
        f"<html><head><title>访问被拦截{n['wall']}</title></head><body>您的访问请求可能对网站造成安全威胁，请求已被拦截 {n['wall']}</body></html>".encode(),
        "405 Not Allowed",
        Content_Type="text/html; charset=utf-8",
    )
    server[HOST, "/b/2.json"] = sent(
        f'{{"data":[["张三","{n["bare_data"]}"]]}}'.encode(), Content_Type="application/json"
    )
    server[HOST, "/b/4.html"] = sent(
        html("四", "<p>说明</p>"), Content_Type="text/html", X_User=n["only_header"]
    )
    server[HOST, "/b/5.html"] = _redirect(f"/b/3.html?id={n['only_hop']}")
    utf16 = decision(8, f"<p>{n['utf16']}</p>").decode().replace("utf-8", "utf-16").encode("utf-16")
    server[HOST, "/k/6.html"] = sent(utf16, Content_Type="text/html; charset=utf-16")
    gbk = decision(9, f"<p>{n['gbk']}</p>").decode().replace("utf-8", "gbk").encode("gbk")
    server[HOST, "/k/7.html"] = sent(gbk, Content_Type="text/html; charset=gbk")
    server[HOST, "/k/8.html"] = sent(
        decision(3, "<p>无</p>"), Content_Type=f"text/html; charset={n['content_type']}"
    )
    server[HOST, "/k/9.docx"] = sent(letter(), Content_Type="application/octet-stream")
    server[HOST, "/k/10.html"] = _redirect(f"/k/10.html?again={n['loop']}")
    server[HOST, f"/k/10.html?again={n['loop']}"] = _redirect("/k/10.html")
    server[HOST, "/k/11.xlsx"] = sent(named_workbook(), Content_Type="application/octet-stream")
    out = io.BytesIO()
    with ZipFile(out, "w") as zipped:
        zipped.writestr(f"{n['zip_name']}.csv", "姓名,金额\n张三,500\n")
    server[HOST, "/k/12.zip"] = sent(out.getvalue(), Content_Type="application/zip")


def letter() -> bytes:
    out = io.BytesIO()
    document = Document()
    document.core_properties.title = f"名单{NUMBERS['file_title']}"
    document.core_properties.author = NUMBERS["author"]
    document.add_paragraph(f"关于{NUMBERS['docx']}的决定")
    document.save(out)
    return out.getvalue()


def named_workbook() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet(NUMBERS["sheet_name"]).write_row(0, 0, ["序号", "姓名", "金额"])
    return out.getvalue()


def _redirect(to: str):  # type: ignore[no-untyped-def]
    async def answer(question: Question) -> None:
        await question.send(b"moved", "302 Found", Location=to, Content_Type="text/plain")

    return answer


def _gone(number: str):  # type: ignore[no-untyped-def]
    async def answer(question: Question) -> None:
        body = html("找不到", f"<p>找不到 {number} 的页面</p>")
        await question.send(body, "404 Not Found", Content_Type="text/html")

    return answer


@dataclass
class Told:
    place: Place
    config: Config
    printed: dict[str, str]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """Three nights, the index, every export and every command that prints."""
    folder = tmp_path_factory.mktemp("privacy")
    place = open_place(folder, with_a_dead_site=False)
    try:
        fill(place)
        fill_more(place)
        office = folder / "office" / "office.toml"
        office.write_text(office.read_text("utf-8") + PEOPLE, "utf-8")
        unit = folder / "office" / "units" / "xinji.toml"
        text = UNIT.format(id="xinji", name="某市新集镇水利站", url=place.url())
        unit.write_text(text.replace('kind = "department"\n', 'kind = "department"\nresponsible = ["zhang"]\n', 1), "utf-8")  # fmt: skip
        for days in (1, 1, 3):
            is_alive()
            place.night(days)
        config = place.config
        if not is_missing():
            assert recognise_scans(config, Clock.set_to(NOW)) == 1
        refresh_search(config)
        export_evidence("xinji", config, NOW)
        bind("xinji", 2024, config, NOW)
        is_alive()
        yield Told(place, config, dict(_printed(place, config, folder)))
    finally:
        place.fixture_server.stop()


def _printed(place: Place, config: Config, folder: Path) -> Iterator[tuple[str, str]]:
    page, other = folder / f"{NUMBERS['file_name']}.html", folder / "other.html"
    page.write_bytes(place.bodies["/tzgg/91.html"])
    other.write_bytes(place.bodies["/tzgg/93.html"])
    named = ("-c", str(config.folder))
    finding = str(_leaks(config)[0].id)
    for command in (
        ("read", str(page)),
        ("read", "--json", str(page)),
        ("read", str(folder / "x.xlsx")),
        ("compare", str(page), str(other)),
        ("explain", finding, *named),
        ("report", *named),
        ("alert", "--dry-run", *named),
        ("export", "personal_number", *named),
        ("export", "v_findings", *named),
        ("export", "page", *named),
        ("export", "item", *named),
        ("export", "facts", *named),
        ("money", "xinji", *named),
        ("explain", "--json", finding, *named),
        ("inspect", "--json", *named),
        ("compare", "--json", str(page), str(other)),
        ("read", str(folder / "data" / "evidence")),
        ("units", "check", *named),
        ("doctor", *named),
        ("health", *named),
        ("archive", "list", *named),
        ("reread", *named),
        ("export", "v_spans", *named),
        ("export", "capture", *named),
        ("export", "span", *named),
        ("export", "channel", *named),
        ("export", "link_look", *named),
        ("backup", *named, str(folder / "data" / "backup")),
        ("nosuch", NUMBERS["words"]),
    ):
        (folder / "x.xlsx").write_bytes(workbook())
        is_alive()
        done = subprocess.run(
            [str(Path(sys.executable).with_name("gongkai")), *command],
            capture_output=True,
            check=False,
        )
        yield " ".join(command[:2]), (done.stdout + done.stderr).decode("utf-8", "replace")


def _leaks(config: Config):  # type: ignore[no-untyped-def]
    with closing(open_ledger(config.data / "ledger.db", readonly=True)) as ledger:
        return [one for one in open_findings(ledger) if one.rule == "privacy_leak"]


def shown_in(text: str) -> list[str]:
    """Whose numbers stand in it, as written or cut up by tags, blanks or percent signs."""
    if not re.search(r"\d{4}|[⓪①-⑨〇一二三四五六七八九]{4}", text):
        return []
    plain_text = re.sub(r"<[^<>]*>", "", markup.unescape(text))
    seen = [text, plain_text, unquote(text), unquote(unquote(text))]
    seen += [whole.translate(_HALF) for whole in seen]
    seen = [whole.upper() for whole in seen]
    joined = [re.sub(r"[\s|,\u200b-]", "", whole) for whole in seen]
    return [
        shape
        for shape, number in NUMBERS.items()
        if any(number in whole for whole in (*seen, *joined))
    ]


_CIRCLED = {ord(sign): str(at) for at, sign in enumerate("⓪①②③④⑤⑥⑦⑧⑨")}
_NUMERALS = {ord(sign): str(at) for at, sign in enumerate("〇一二三四五六七八九")}
_HALF = _CIRCLED | _NUMERALS | {0xFF10 + digit: str(digit) for digit in range(10)} | {0xFF38: "X"}


def written(folder: Path) -> Iterator[tuple[str, str]]:
    """Every piece of text in every file of the folder, packed ones and compressed columns too; but
    for the archive of what was received.
    """
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if path.name.startswith("archive.db") or not path.exists():
            continue  # SQLite's own log goes with its last reader
        raw = path.read_bytes()
        yield str(path.relative_to(folder)), path.name
        yield path.name, raw.decode("utf-8", "replace")
        if raw.startswith(b"PK"):
            with ZipFile(path) as zipped:
                for name in zipped.namelist():
                    yield f"{path.name}:{name}", name
                    for text in _opened(zipped.read(name)):
                        yield f"{path.name}:{name}", text
        elif raw.startswith(b"SQLite format 3"):
            yield from _columns(path)


def _columns(path: Path) -> Iterator[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as db:
        tables = db.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
        for (table,) in tables.fetchall():
            with suppress(sqlite3.Error):
                for row in db.execute(f'SELECT * FROM "{table}"'):
                    for value in row:
                        for text in _opened(value) if isinstance(value, bytes) else [str(value)]:
                            yield f"{path.name}:{table}", text


def _opened(value: bytes) -> list[str]:
    found = [value.decode("utf-8", "replace")]
    with suppress(zlib.error):
        found.append(zlib.decompress(value).decode("utf-8", "replace"))
    with suppress(OSError, EOFError):
        found.append(gzip.decompress(value).decode("utf-8", "replace"))
    with suppress(zstandard.ZstdError):
        opened = zstandard.ZstdDecompressor().decompress(value, max_output_size=1 << 24)
        found.append(opened.decode("utf-8", "replace"))
    return found


def test_the_numbers_were_there_to_be_found(told: Told) -> None:
    kept = (told.config.data / "archive.db").exists()
    assert kept
    found = {finding.subject for finding in _leaks(told.config)}
    for path in ("/", "/tzgg/", "/tzgg/91.html", "/tzgg/92.html", "/tzgg/93.html", "/f/1.xlsx"):
        assert f"page:{told.place.url(path)}" in found
    assert f"page:{told.place.url('/f/2.csv')}" in found
    with closing(sqlite3.connect(told.config.data / "ledger.db")) as db:
        places = {place for (place,) in db.execute("SELECT DISTINCT place FROM personal_number")}
    assert places >= {"text", "title", "comment", "meta", "attribute", "script", "address"}


def test_no_number_stands_in_anything_that_was_written(told: Told) -> None:
    left = {(where, shape) for where, text in written(told.config.data) for shape in shown_in(text)}
    of_crawl = {(where, shape) for where, shape in left if where.startswith(("xinji.", "captures"))}
    assert left - of_crawl == set()
    # A crawl's own file, which holds what was received until the next night, knows where it goes on.
    tables = {(where, shape) for where, shape in of_crawl if ":" in where}
    assert {shape for where, shape in tables if not where.endswith(":capture")} <= ADDRESSES


def test_no_number_is_printed(told: Told) -> None:
    assert {
        (command, shape) for command, text in told.printed.items() for shape in shown_in(text)
    } == set()
    assert "**********" in told.printed["read --json"]


def test_the_unit_and_the_office_are_told_and_others_a_count(told: Told) -> None:
    with closing(open_ledger(told.config.data / "ledger.db", readonly=True)) as ledger:
        said = {(one.person, one.body) for one in waiting(ledger)}
    of_unit = "".join(body for person, body in said if person == "zhang")
    of_office = "".join(body for person, body in said if person == "wang")
    of_mayor = "".join(body for person, body in said if person == "li")
    assert "个未作遮盖的身份证号码，请立即处理" in of_unit
    assert "个未作遮盖的身份证号码，请立即处理" in of_office
    assert "身份证号码" not in of_mayor
    circular = next((told.config.data / "reports").rglob("*.html")).read_text("utf-8")
    assert "涉及个人隐私信息的问题" in circular
    assert "未作遮盖的身份证号码，请立即处理" not in circular


@pytest.fixture(scope="module")
def visitors(told: Told) -> dict[str, Visitor]:
    console = console_of(told.config, Clock.set_to(NOW))
    found = {}
    for login, role in (("zhang", Role.LEADER), ("li", Role.ANALYST), ("wang", Role.OFFICE)):
        add_person(console, login, role)
        found[login] = Visitor(console)
        assert found[login].come_in(login).status_code == 303
    return found


def test_no_page_of_the_console_shows_a_number(told: Told, visitors: dict[str, Visitor]) -> None:
    wanted = ["/", "/findings", "/runs", "/units/xinji", "/rules/privacy_leak"]
    wanted += [f"/search?q={quote(word)}" for word in ("处罚", "身份证", NUMBERS["words"])]
    wanted += [f"/findings/{finding.id}" for finding in _leaks(told.config)]
    pages, captures = _kept(told.config)
    wanted += [f"/pages/{page}" for page in pages]
    wanted += [f"/captures/{capture}{end}" for capture in captures for end in ("", "/source", "/frame")]  # fmt: skip
    seen = 0
    for path in wanted:
        is_alive()
        answer = visitors["wang"].get(path)
        seen += answer.status_code == 200
        assert shown_in(answer.text) == [], path
    assert seen > len(wanted) / 2


def test_bytes_with_numbers_are_the_offices_alone_and_each_look_is_on_record(
    told: Told, visitors: dict[str, Visitor]
) -> None:
    capture, sha256 = _capture_of(told.config, told.place.url("/tzgg/91.html"))
    assert visitors["li"].get(f"/captures/{capture}/raw").status_code == 403
    assert visitors["zhang"].get(f"/captures/{capture}/raw").status_code == 403
    desk = console_of(told.config, Clock.set_to(NOW)).desk
    before = len(looks_at(desk, sha256))
    assert NUMBERS["words"] in visitors["wang"].get(f"/captures/{capture}/raw").text
    looks = looks_at(desk, sha256)
    assert len(looks) == before + 1
    assert (looks[-1].by_login, looks[-1].by_name) == ("wang", "wang主任")
    assert "wang主任" in visitors["wang"].get(f"/captures/{capture}").text
    for capture in _kept(told.config)[1]:
        is_alive()
        answer = visitors["li"].get(f"/captures/{capture}/raw")
        assert (
            answer.status_code == 403 or shown_in(answer.content.decode("utf-8", "replace")) == []
        )
    harmless, _ = _capture_of(told.config, told.place.url("/tzgg/1.html"))
    assert visitors["li"].get(f"/captures/{harmless}/raw").status_code == 200


def test_what_nobody_could_read_is_the_offices_alone_and_it_is_said(
    told: Told, visitors: dict[str, Visitor]
) -> None:
    urls = [told.place.url(f"/f/{name}") for name in ("7.pdf", "8.zip")]
    with open_data_folder(told.config) as data_folder:
        captures = captures_of(data_folder.ledger, pages_at(data_folder.ledger, "xinji", urls))
        given = without_numbers(data_folder, captures)
    assert {one.tombstone.why for one in given if one.tombstone} == {Private.UNREAD}
    assert len(given) >= len(urls) and all(one.tombstone for one in given)
    for name in ("7.pdf", "8.zip"):
        capture, sha256 = _capture_of(told.config, told.place.url(f"/f/{name}"))
        for login in ("li", "zhang"):
            refused = visitors[login].get(f"/captures/{capture}/raw")
            assert refused.status_code == 403
            assert "未能全部读取" in refused.text
            assert visitors[login].get(f"/captures/{capture}/source").status_code == 410
        assert visitors["wang"].get(f"/captures/{capture}/raw").status_code == 200
        assert looks_at(console_of(told.config, Clock.set_to(NOW)).desk, sha256)


@pytest.mark.skipif(is_missing(), reason="NOT TESTED: the extra `ocr` is not installed (make ocr)")
def test_a_number_in_a_scan_is_found_and_kept_nowhere(
    told: Told, visitors: dict[str, Visitor]
) -> None:
    capture, _ = _capture_of(told.config, told.place.url(SCAN))
    with closing(sqlite3.connect(told.config.data / "ledger.db")) as db:
        found = db.execute(
            "SELECT masked FROM personal_number JOIN facts ON facts.id = personal_number.facts"
            " WHERE facts.capture = ?",
            (capture,),
        ).fetchall()
    number = NUMBERS["scan"]
    assert found == [(f"{number[:4]}**********{number[14:]}",)]
    assert visitors["li"].get(f"/captures/{capture}/raw").status_code == 403


def test_no_answer_of_datasette_shows_a_number(told: Told) -> None:
    """Every row of every table and view, as pages, as JSON and as CSV."""
    with closing(sqlite3.connect(told.config.data / "ledger.db")) as db:
        kinds = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"
        tables = [name for (name,) in db.execute(kinds) if not name.startswith("sqlite_")]
    analyst = TestClient(Starlette(routes=[Mount("/data", build(told.config.data))]))
    answered = 0
    for table in tables:
        for ending in ("", ".json", ".csv"):
            is_alive()
            answer = analyst.get(f"/data/ledger/{quote(table)}{ending}?_size=max")
            answered += answer.status_code == 200
            assert shown_in(answer.text) == [], (table, ending)
    assert answered > len(tables)
    asked = f"select * from personal_number where masked like '%{NUMBERS['words']}%'"
    assert "没有符合条件的行" in analyst.get(f"/data/ledger?sql={quote(asked)}").text


def test_a_package_holds_them_only_for_the_office_and_is_marked(told: Told, tmp_path: Path) -> None:
    done = export_evidence("xinji", told.config, NOW, tmp_path / "all.wacz", "办公室 王某")
    assert "words" in {shape for _, text in written(tmp_path) for shape in shown_in(text)}
    assert "仅供检查机关使用" in _manifest(done.packed.path)
    desk = console_of(told.config, Clock.set_to(NOW)).desk
    assert [look.by_name for look in looks_at(desk, done.packed.seal)] == ["办公室 王某"]
    without = export_evidence("xinji", told.config, NOW, tmp_path / "without.wacz")
    assert "withheld" in without.packed.written.missing.values()


def _manifest(path: Path) -> str:
    with ZipFile(path) as zipped:
        return zipped.read("datapackage.json").decode()


def _kept(config: Config) -> tuple[Sequence[int], Sequence[int]]:
    with closing(sqlite3.connect(config.data / "ledger.db")) as db:
        return (
            [page for (page,) in db.execute("SELECT id FROM page")],
            [capture for (capture,) in db.execute("SELECT id FROM capture")],
        )


def _capture_of(config: Config, url: str) -> tuple[int, str]:
    with closing(sqlite3.connect(config.data / "ledger.db")) as db:
        row = db.execute(
            "SELECT capture.id, capture.sha256 FROM capture JOIN page ON page.id = capture.page WHERE url = ?",
            (url,),
        ).fetchone()
    return int(row[0]), str(row[1])


def test_versions_that_nobody_looked_through_are_looked_through_before_they_leave(
    told: Told, tmp_path: Path
) -> None:
    """As an earlier program read them: the ledger knows of no number."""
    with closing(sqlite3.connect(told.config.data / "ledger.db")) as db:
        before = db.execute("SELECT id, personal_numbers FROM facts").fetchall()
        db.execute("UPDATE facts SET personal_numbers = NULL")
        db.commit()
        try:
            export_evidence("xinji", told.config, NOW, tmp_path / "old.wacz")
        finally:
            db.executemany(
                "UPDATE facts SET personal_numbers = ? WHERE id = ?",
                [(count, number) for number, count in before],
            )
            db.commit()
    assert {shape for _, text in written(tmp_path) for shape in shown_in(text)} == set()
