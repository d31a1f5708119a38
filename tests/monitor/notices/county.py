"""A county of six units on loopback whose housing bureau shows five faults, in pages after the manner
of public systems, and the nights in which it is inspected.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from app.nightly import nightly
from config.folder import load
from store.clock import Clock
from tests.app.nights import Silence
from tests.crawler.fixture_server import FixtureServer
from tests.evaluation.personal_numbers import check_digit
from tests.monitor.evidence.conftest import plain

ADDRESS = "127.72.0.1"
BUREAU = "zjj"
NAMES = {
    "zf": "某县人民政府",
    "zjj": "某县住房和城乡建设局",
    "czj": "某县财政局",
    "jyj": "某县教育局",
    "slj": "某县水利局",
    "nyj": "某县农业农村局",
}
NUMBER = "42700319850612015" + check_digit("42700319850612015")
# 02:00 in the county on 9, 22 and 23 November 2026
NIGHTS = [datetime(2026, 11, day, 18, tzinfo=UTC) for day in (8, 21, 22)]
_OFFICE = """name = "某县政务公开办公室"
city = "某县"
language = "zh"
data = "../data"
[crawl]
contact = "https://www.example.gov.cn/inspector"
delay_s = 0
second_look_s = 0.05
workers = 2
timeout_s = 5
[network]
treat_as_public = ["127.0.0.0/8"]
dns = {{ {dns} }}
[[canaries]]
name = "canary"
url = "http://zf.example:{port}/canary"
marker = "对照网页"
"""
_UNIT = """id = "{id}"
name = "{name}"
kind = "{kind}"
[[sites]]
kind = "own"
url = "http://{id}.example:{port}/"
"""
_MENU = (
    ("/", "首页"),
    ("/gzdt/", "工作动态"),
    ("/tzgg/", "通知公告"),
    ("/bszn/", "办事指南"),
    ("/jzxx/", "局长信箱"),
    ("/xxgk/", "政府信息公开"),
    ("/xxgk/zn/", "政府信息公开指南"),
    ("/xxgk/nb/", "政府信息公开年报"),
)
_MATTERS = (
    *("施工许可证核发", "商品房预售许可", "城镇污水排入排水管网许可"),
    *("燃气经营许可证核发", "房屋交易合同备案", "住房保障资格确认"),
)
_DEAD = ("住房公积金查询", "房产信息网", "招标投标公告", "质量安全监督")


@contextmanager
def county(folder: Path) -> Iterator[Path]:
    """The office's folder, after the last night."""
    server = FixtureServer()
    for host in NAMES:
        for path, body in _pages(host).items():
            server.pages[f"{host}.example", path] = plain(body)
    server.pages["zf.example", "/canary"] = plain("<html>对照网页</html>".encode())
    server.start([ADDRESS])
    office = folder / "office"
    (office / "units").mkdir(parents=True)
    dns = ", ".join(f'"{host}.example" = "{ADDRESS}"' for host in NAMES)
    (office / "office.toml").write_text(_OFFICE.format(dns=dns, port=server.port), "utf-8")
    for host, name in NAMES.items():
        kind = "government" if host == "zf" else "department"
        text = _UNIT.format(id=host, name=name, kind=kind, port=server.port)
        (office / "units" / f"{host}.toml").write_text(text, "utf-8")
    try:
        for night in NIGHTS:
            nightly(load(office), Clock.set_to(night), Silence())
        yield office
    finally:
        server.stop()


def _pages(host: str) -> dict[str, bytes]:
    name = NAMES[host]
    lists = {
        "/gzdt/": [(f"{name}召开第{at}次工作会议", f"2026-11-{at:02d}") for at in range(1, 16)],
        "/tzgg/": [(f"关于做好第{at}批事项办理工作的通知", f"2026-10-{at:02d}") for at in range(1, 13)],
        "/xxgk/nb/": [] if host == BUREAU else [
            (f"{name}{year}年政府信息公开工作年度报告", f"{year + 1}-01-20") for year in (2024, 2025)
        ],
    }  # fmt: skip
    if host == BUREAU:
        lists["/tzgg/"].append(("保障性住房配租对象公示", "2026-10-20"))
        lists["/xxgk/nb/"] = [(f"{name}2024年政府信息公开工作年度报告", "2025-01-20")]
    pages: dict[str, bytes] = {}
    for path, items in lists.items():
        rows = ""
        for at, (title, day) in enumerate(items, start=1):
            rows += f'<li><a href="{path}{at}.html">{title}</a><span>{day}</span></li>'
            pages[f"{path}{at}.html"] = _page(name, title, _article(title, day))
        pages[path] = _page(name, dict(_MENU)[path], f'<ul class="list">{rows}</ul>')
    news = "".join(
        f'<li><a href="/gzdt/{at}.html">{title}</a><span>{day}</span></li>'
        for at, (title, day) in enumerate(lists["/gzdt/"], start=1)
    )
    pages["/"] = _page(name, "", f"<h3>工作动态</h3><ul>{news}</ul>{_links(host)}")
    pages["/xxgk/"] = _page(name, "政府信息公开", "<p>请从左侧选择。</p>")
    pages["/xxgk/zn/"] = _page(name, "政府信息公开指南", _article("政府信息公开指南", "2026-03-01"))
    return pages | _board(name, host) | _guides(name, host)


def _links(host: str) -> str:
    named = enumerate(_DEAD if host == BUREAU else ())
    return "".join(f'<p><a href="/old/{at}.aspx">{words}</a></p>' for at, words in named)


def _board(name: str, host: str) -> dict[str, bytes]:
    messages = [("何时开始供暖", "2026-10-20", "已回复", "2026-10-26")]
    if host == BUREAU:
        messages.append(("柳堤路路灯长期不亮", "2026-05-09", "未回复", ""))
    rows = "".join(
        f'<tr><td><a href="/jzxx/{at}.html">{title}</a></td><td>{asked}</td><td>{state}</td><td>{day}</td></tr>'
        for at, (title, asked, state, day) in enumerate(messages, start=1)
    )
    table = f"<table><tr><th>标题</th><th>来信时间</th><th>状态</th><th>回复时间</th></tr>{rows}</table>"
    pages = {"/jzxx/": _page(name, "局长信箱", table)}
    for at, (title, asked, state, day) in enumerate(messages, start=1):
        answer = f"<p>回复时间：{day}</p><p>回复内容：已安排办理，请您放心。</p>" if day else ""
        body = f"<h1>{title}</h1><p>来信时间：{asked}</p><p>状态：{state}</p><p>来信内容：请问{title}怎么办？</p>{answer}"
        pages[f"/jzxx/{at}.html"] = _page(name, title, body)
    return pages


def _guides(name: str, host: str) -> dict[str, bytes]:
    whole = (
        *(("设定依据", "《建筑法》第七条"), ("申请条件", "符合法律规定的建设单位")),
        *(("办理材料", "申请表、身份证明、施工图"), ("办理流程", "受理、审查、决定、送达")),
        ("办理时间", "工作日上午8:30至12:00，下午2:30至5:30"),
    )
    pages = {}
    rows = ""
    for at, matter in enumerate(_MATTERS, start=1):
        said = [("事项名称", matter), *(() if host == BUREAU else whole)]
        said += [("办理地点", "县政务服务中心二楼"), ("联系电话", "0000-5212008")]
        table = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in said)
        title = f"{matter}办事指南"
        pages[f"/bszn/{at}.html"] = _page(name, title, f"<h1>{title}</h1><table>{table}</table>")
        rows += f'<li><a href="/bszn/{at}.html">{title}</a><span>2026-03-0{at}</span></li>'
    return pages | {"/bszn/": _page(name, "办事指南", f'<ul class="list">{rows}</ul>')}


def _article(title: str, day: str) -> str:
    listed = "".join(
        f"<tr><td>{at}</td><td>赵某</td><td>{number}</td></tr>"
        for at, number in enumerate((NUMBER,), start=1)
    )
    table = f"<table><tr><th>序号</th><th>姓名</th><th>身份证号</th></tr>{listed}</table>"
    more = table if "配租" in title else ""
    return (
        f"<h1>{title}</h1><p>发布时间：{day} 来源：办公室</p><div class='content'><p>{title}如下，请"
        f"各有关单位结合实际认真组织实施，工作中遇到的问题及时反馈。</p>{more}</div>"
    )


def _page(name: str, title: str, body: str) -> bytes:
    menu = "".join(f'<li><a href="{to}">{words}</a></li>' for to, words in _MENU)
    place = f'<div class="pos">当前位置：<a href="/">首页</a> &gt; {title}</div>' if title else ""
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title or name}</title></head><body>'
        f'<ul class="nav">{menu}</ul>{place}<div class="main">{body}</div>'
        f"<div class='foot'>主办单位：{name}　网站标识码：0000000000</div></body></html>"
    ).encode()
