"""Links of real nights on loopback: strangers asked once for all units and by their heads, robots.txt
obeyed, a link dead only on two nights 24 hours apart, and nobody asked where the office asks for none.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.nightly import NightResult
from monitor.judging.verdict import Verdict
from tests.crawler.fixture_server import Question
from tests.network.small_city import SmallCity, page

STRANGER, CLOSED = "stranger.example", "closed.example"


@pytest.fixture
def city(tmp_path: Path) -> Iterator[SmallCity]:
    made = SmallCity(tmp_path, units=2, timeout_s=10)
    made.dns |= {STRANGER: "127.20.2.1", CLOSED: "127.20.2.2", "gone.example": "nxdomain"}
    made.fixture_server.start([one for one in made.dns.values() if one != "nxdomain"])
    for _, unit in made.numbered():
        made.fixture_server.pages[f"{unit}.example", "*"] = made._answer
    made.fixture_server.pages["canary.example", "*"] = made._answer_as_canary
    made.fixture_server.pages[STRANGER, "/there"] = _there
    made.fixture_server.pages[STRANGER, "/quiet"] = _refuses_a_head
    made.fixture_server.pages[CLOSED, "/robots.txt"] = _closed
    at = made.fixture_server.url
    extra = "".join(
        f"<a href='{url}'>{words}</a>"
        for words, url in (
            ("省厅", at(STRANGER, "/there")),
            ("学会", at(STRANGER, "/quiet")),
            ("旧站", at(STRANGER, "/gone")),
            ("平台", at(CLOSED, "/x")),
            ("协会", "http://gone.example/"),
            ("办公", "http://10.1.2.3/oa/"),
            ("甲", "/1.html"),
            ("乙", "/2.html"),
            ("丙", "/3.html"),
            *((f"好{n}", f"/ok{n}.html") for n in range(5)),
        )
    )
    for number, unit in made.numbered():
        made.pages[unit] = page(made.name(unit), number, extra=f"<div class='nav'>{extra}</div>")
        made.behaviours[unit] = _of_a_unit(made, unit)
    yield made
    made.fixture_server.stop()


def _of_a_unit(made: SmallCity, unit: str):  # type: ignore[no-untyped-def]
    async def answer(question: Question) -> None:
        if question.path == "/":
            await question.send(made.pages[unit], Content_Type="text/html")
        elif question.path.startswith("/ok"):
            await question.send(b"<h1>" + b"ok " * 99 + b"</h1>", Content_Type="text/html")
        else:
            await question.send(b"<h1>404 Not Found</h1>", "404 Not Found")

    return answer


async def _there(question: Question) -> None:
    await question.send(b"", Content_Type="text/html")


async def _refuses_a_head(question: Question) -> None:
    is_first = question.number == 1
    status = "405 Method Not Allowed" if is_first else "200 OK"
    await question.send(b"<h1>" + b"here " * 99 + b"</h1>", status, Content_Type="text/html")


async def _closed(question: Question) -> None:
    await question.send(b"User-agent: *\nDisallow: /\n")


def home(night: NightResult, unit: str = "u01") -> Verdict:
    (result,) = (one for one in night.inspection.units if one.unit == unit)
    (verdict,) = (v for v in result.verdicts if (v.rule, v.subject) == ("dead_link", "site:main"))
    return verdict


def test_three_links_of_its_own_are_dead_on_two_nights_and_strangers_are_asked_once(
    city: SmallCity,
) -> None:
    first = city.night(0)
    assert home(first).answer == "cannot_tell"
    asked = city.fixture_server.asked
    assert asked[STRANGER, "/there"] == 1
    assert asked[STRANGER, "/quiet"] == 2  # its head, then the page
    assert asked[STRANGER, "/gone"] == 3  # its head, the page, and once more at the end
    assert asked[STRANGER, "/robots.txt"] == 1
    assert asked[CLOSED, "/x"] == 0
    second = city.night(2)
    found = home(second)
    assert (found.answer, found.measured) == ("problem", "3 of 13 links")
    assert "3个指向本单位网站的链接无法打开，如“甲”" in found.sentence_zh
    assert {"u01", "u02"} <= {one.unit for one in second.inspection.findings}
    assert asked[STRANGER, "/there"] == 1
    counted = next(e.note_zh for e in found.evidence if "首页链接" in e.note_zh)
    assert counted == "首页链接13个，打开7个，不存在5个（其中站外2个），不能确定1个，尚未查看0个"


def test_a_repair_closes_the_finding(city: SmallCity) -> None:
    city.night(0), city.night(2)
    for _, unit in city.numbered():
        city.pages[unit] = city.pages[unit].replace(b"/1.html", b"/ok6.html")
        city.pages[unit] = city.pages[unit].replace(b"/2.html", b"/ok7.html")
    mended = home(city.night(3))
    assert (mended.answer, mended.warning) == ("clear", True)
    assert "1个指向本单位网站的链接无法打开，如“丙”" in mended.sentence_zh


def test_an_office_that_asks_for_none_asks_no_stranger(city: SmallCity) -> None:
    config = city.config()
    crawl = config.office.crawl.model_copy(update={"links_per_unit": 0})
    city.night(0, replace(config, office=config.office.model_copy(update={"crawl": crawl})))
    assert not [path for host, path in city.fixture_server.asked if host == STRANGER]
