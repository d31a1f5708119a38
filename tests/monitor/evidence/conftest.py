"""A small site on loopback, crawled through the real night, and the office that keeps what was
seen.
"""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.nightly import NightResult, nightly
from config.folder import Config, load
from store.clock import Clock
from tests.app.nights import Silence
from tests.crawler.fixture_server import FixtureServer, Handler, Question
from tests.monitor.evidence.stamping_server import Authority, an_authority

HOST, ADDRESS, DEAD = "xinji.example", "127.71.0.1", "127.71.0.2"
FIRST_NIGHT = datetime(2026, 3, 2, 18, tzinfo=UTC)
TITLE = "关于开展第1次河道清淤工作的通知"

OFFICE = """name = "某市政务公开办公室"
city = "某市"
language = "zh"
data = "../data"

[crawl]
contact = "https://www.example.gov.cn/inspector"
delay_s = 0
second_look_s = 0.05
workers = 1
timeout_s = 2

[network]
treat_as_public = ["127.0.0.0/8"]
dns = {{ "{host}" = "{address}", "dead.example" = "{dead}" }}

[[canaries]]
name = "canary"
url = "http://{host}:{port}/canary"
marker = "对照网页"
"""
UNIT = """id = "{id}"
name = "{name}"
kind = "department"
[[sites]]
kind = "own"
url = "{url}"
"""


def html(title: str, body: str) -> bytes:
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body>'
        f'<ul class="nav"><li><a href="/">首页</a></li><li><a href="/tzgg/">通知公告</a></li></ul>{body}'
        "<div class='foot'>主办单位：新集镇水利站</div></body></html>"
    ).encode()


ROWS = "".join(
    f'<li><a href="/tzgg/{n}.html" title="关于开展第{n}次河道清淤工作的通知">关于开展第{n}次河道清淤工作的通知</a><span>2024-01-1{n}</span></li>'
    for n in range(1, 7)
)


def article(number: int, extra: str = "") -> bytes:
    return html(
        f"关于开展第{number}次河道清淤工作的通知",
        f"<h1>关于开展第{number}次河道清淤工作的通知</h1><p>发布时间：2024-01-1{number} 来源：办公室</p><div class='content'>"
        f"<p>为做好汛前准备，决定对辖区内第{number}段河道进行清淤，工期四十天。{extra}</p>"
        "<p>沿线各村应当配合施工，注意安全。联系科室：工程科。</p></div>",
    )


def gbk(number: int) -> bytes:
    """The last article, in the charset that many county sites still use."""
    return article(number).decode().replace("utf-8", "gbk").encode("gbk")


PAGES = {
    "/": html("新集镇水利站", f'<div class="list"><h3>通知公告</h3><ul>{ROWS}</ul></div>'),
    "/tzgg/": html(
        "通知公告",
        f'<div class="pos">当前位置：首页 &gt; 通知公告</div><ul class="list">{ROWS}</ul>',
    ),
    **{f"/tzgg/{number}.html": article(number) for number in range(1, 6)},
    "/tzgg/6.html": gbk(6),
    "/canary": "<html>对照网页</html>".encode(),
}


def zipped(body: bytes, charset: str = "utf-8") -> Handler:
    """As most servers answer: compressed for whoever says that it can read that."""

    async def answer(question: Question) -> None:
        if "gzip" in question.headers.get("accept-encoding", ""):
            packed = gzip.compress(body)
            await question.send(
                packed,
                Content_Type=f"text/html; charset={charset}",
                Content_Encoding="gzip",
                Server="nginx",
            )
        else:
            await question.send(body, Content_Type=f"text/html; charset={charset}")

    return answer


def plain(body: bytes) -> Handler:
    async def answer(question: Question) -> None:
        await question.send(body, Content_Type="text/html")

    return answer


def moved(to: str) -> Handler:
    async def answer(question: Question) -> None:
        await question.send(b"moved", "302 Found", Location=to, Content_Type="text/plain")

    return answer


@dataclass
class Place:
    """The town, the office that inspects it, and the nights spent so far."""

    fixture_server: FixtureServer
    folder: Path
    nights: int = 0
    bodies: dict[str, bytes] = field(default_factory=lambda: dict(PAGES))

    @property
    def config(self) -> Config:
        return load(self.folder / "office")

    def url(self, path: str = "/") -> str:
        return self.fixture_server.url(HOST, path)

    def show(self, path: str, body: bytes) -> None:
        self.bodies[path] = body
        self.fixture_server.pages[HOST, path] = (
            plain(body) if path in ("/", "/canary") else zipped(body)
        )

    def remove(self, path: str) -> None:
        self.bodies.pop(path)
        del self.fixture_server.pages[HOST, path]

    def night(self, days: int = 1) -> NightResult:
        self.nights += days
        return nightly(
            self.config, Clock.set_to(FIRST_NIGHT + timedelta(days=self.nights)), Silence()
        )


def open_place(folder: Path, *, with_a_dead_site: bool = True) -> Place:
    place = Place(FixtureServer(), folder)
    for path, body in PAGES.items():
        place.show(path, body)
    place.fixture_server.pages[HOST, "/tzgg/6.html"] = zipped(PAGES["/tzgg/6.html"], "gbk")
    place.fixture_server.pages[HOST, "/tzgg/5.html"] = moved("/moved/5.html")
    place.fixture_server.pages[HOST, "/moved/5.html"] = plain(PAGES["/tzgg/5.html"])
    place.fixture_server.start([ADDRESS])
    office = folder / "office"
    (office / "units").mkdir(parents=True)
    (office / "office.toml").write_text(
        OFFICE.format(host=HOST, address=ADDRESS, dead=DEAD, port=place.fixture_server.port),
        encoding="utf-8",
    )
    (office / "units" / "xinji.toml").write_text(
        UNIT.format(id="xinji", name="某市新集镇水利站", url=place.url()), encoding="utf-8"
    )
    if not with_a_dead_site:  # it costs every night its time-outs
        return place
    dead = f"http://dead.example:{place.fixture_server.port}/"
    (office / "units" / "sitong.toml").write_text(
        UNIT.format(id="sitong", name="某市四通镇水利站", url=dead), encoding="utf-8"
    )
    return place


@pytest.fixture(scope="session")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """Three nights a month apart; one article changed, one was taken off the server. For tests that
    only read.
    """
    place = open_place(tmp_path_factory.mktemp("place"))
    try:
        place.night()
        place.show("/tzgg/2.html", article(2, "工期延长十天。"))
        place.night(31)
        place.remove("/tzgg/3.html")
        place.night(31)
        yield place
    finally:
        place.fixture_server.stop()


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """The same town before its first night, for tests that change something."""
    place = open_place(tmp_path, with_a_dead_site=False)
    yield place
    place.fixture_server.stop()


@pytest.fixture
def authority(tmp_path: Path) -> Iterator[Authority]:
    with an_authority(tmp_path / "authority") as made:
        yield made
