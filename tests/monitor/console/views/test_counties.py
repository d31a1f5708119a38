"""The province's pages over five counties as they came home: every number beside those that could
not be read.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from app.counties.kept import CountiesKept
from app.service.beside import beside
from app.service.serving import console_of
from monitor.console.context import Console
from monitor.counties.county import CountyRead
from store.clock import Clock
from store.desk.users import Role
from tests.app.counties.conftest import Home, good, home
from tests.monitor.console.conftest import Visitor
from tests.monitor.console.office import add_person
from tests.waiting import waited

__all__ = ["good", "home"]  # fixtures


@pytest.fixture
def above(home: Home) -> Console:
    """The province's console, its counties read, with a person of each role."""
    morning = datetime(home.day.year, home.day.month, home.day.day, 8, tzinfo=UTC)
    console = console_of(home.config, Clock.set_to(morning))
    kept(console).refresh()
    for login, role in (("wang", Role.OFFICE), ("zhang", Role.LEADER), ("yi", Role.UNIT)):
        add_person(console, login, role)
    add_person(console, "zhao", Role.LEADER, ("jiaotong",))
    return console


def kept(console: Console) -> CountiesKept:
    assert isinstance(console.counties, CountiesKept)
    return console.counties


def visitor(console: Console, login: str = "wang") -> Visitor:
    found = Visitor(console)
    assert found.come_in(login).status_code == 303
    return found


def test_an_office_without_units_begins_with_its_counties(above: Console) -> None:
    answer = visitor(above).get("/")
    assert (answer.status_code, answer.headers["location"]) == (303, "/counties")


def test_those_that_were_not_read_stand_first_with_the_reason(above: Console) -> None:
    text = visitor(above).get("/counties").text
    assert "5个县（市、区）中读取2个" in text
    head, _, rest = text.partition('class="figures"')
    for name, why in (
        ("断桥县", "数据损坏或不完整"),
        ("迟湾县", "最近一次检查已过时"),
        ("旧镇县", "数据由另一版本的程序写成"),
    ):
        assert name in head and why in head and name in rest


def test_the_row_of_a_county_that_was_not_read_has_no_number(above: Console) -> None:
    text = visitor(above).get("/counties").text
    [row] = [one for one in text.split("<tr>") if "/counties/duanqiao" in one and "</tr>" in one]
    assert 'class="number"' not in row


def test_every_fault_leads_to_the_counties_that_have_it(above: Console) -> None:
    browser = visitor(above)
    text = browser.get("/counties").text
    told = above.counties().material
    assert told.problems
    for county in {problem.unit.partition("/")[0] for problem in told.problems}:
        assert f'href="/counties/{county}#faults"' in text
        assert browser.get(f"/counties/{county}").status_code == 200


def test_a_countys_findings_lead_into_its_own_console(above: Console) -> None:
    text = visitor(above).get("/counties/qinghe").text
    read = above.counties().counties.one("qinghe")
    assert isinstance(read, CountyRead) and read.material.problems
    for problem in read.material.problems:
        assert f'href="https://qinghe.example.cn/findings/{problem.id}"' in text
    assert "/findings/" not in visitor(above).get("/counties/linshui").text


def test_why_it_was_not_read_is_said_to_all_and_where_to_the_office_alone(above: Console) -> None:
    place = str(above.config().folder.parent / "counties" / "duanqiao")
    for login, sees in (("wang", True), ("zhang", False)):
        text = visitor(above, login).get("/counties/duanqiao").text
        assert "数据损坏或不完整" in text and "不表示没有问题" in text
        assert (place in text) is sees


@pytest.mark.parametrize("login", ["yi", "zhao"])
def test_who_sees_some_units_alone_sees_no_county(above: Console, login: str) -> None:
    browser = visitor(above, login)
    for path in ("/counties", "/counties/qinghe", "/counties/papers/circular.docx"):
        assert browser.get(path).status_code == 403
    assert 'href="/counties"' not in browser.get("/account").text


def test_the_papers_are_over_all_counties(above: Console, tmp_path: Path) -> None:
    browser = visitor(above)
    for paper in ("circular.docx", "circular.html", "problems.xlsx"):
        answer = browser.get(f"/counties/papers/{paper}")
        assert answer.status_code == 200 and answer.content
    path = tmp_path / "problems.xlsx"
    path.write_bytes(answer.content)
    sheet = openpyxl.load_workbook(path)["各县（市、区）"]
    assert [row[0].value for row in list(sheet.rows)[2:]] == [
        "清河县",
        "临水县",
        "断桥县",
        "迟湾县",
        "旧镇县",
    ]
    assert browser.get("/counties/papers/nothing.pdf").status_code == 404
    assert browser.get("/counties/nowhere").status_code == 404


def test_in_english_too(above: Console) -> None:
    browser = visitor(above)
    browser.cookies.set("gongkai_language", "en")
    text = browser.get("/counties").text
    assert "2 of 5 counties were read" in text and "its data is damaged or incomplete" in text


def test_before_the_first_reading_nothing_is_in_order(home: Home) -> None:
    console = console_of(home.config, Clock())
    add_person(console, "wang", Role.OFFICE)
    text = visitor(console).get("/counties").text
    assert "没有读取到任何县（市、区）的数据" in text and text.count("正在读取") >= 5
    assert visitor(console).get("/counties/papers/circular.docx").status_code == 404


def test_an_office_that_names_no_county_has_no_such_page(empty_console: Console) -> None:
    add_person(empty_console, "wang", Role.OFFICE)
    browser = visitor(empty_console)
    assert browser.get("/counties").status_code == 404
    assert 'href="/counties"' not in browser.get("/account").text


def test_a_county_is_read_anew_when_its_files_change_and_only_then(
    above: Console, home: Home
) -> None:
    before = above.counties()
    kept(above).refresh()
    assert above.counties() is before
    (home.counties / "qinghe" / "ledger.db").write_bytes(b"torn")
    kept(above).refresh()
    now = above.counties().counties
    assert not isinstance(now.one("qinghe"), CountyRead)
    assert now.one("linshui") is before.counties.one("linshui")


def test_a_new_day_makes_old_news_stale(home: Home) -> None:
    now = [home.day]
    console = CountiesKept(lambda: home.config, lambda: now[0])
    console.refresh()
    assert console().counties.read
    now[0] += timedelta(days=30)
    assert not console().counties.read, "before its files are looked at again"
    console.refresh()
    assert not console().counties.read


def test_while_it_serves_a_thread_reads_them(home: Home) -> None:
    counties = CountiesKept(lambda: home.config, lambda: home.day)
    with beside("counties", counties.follow):
        waited(lambda: len(counties().counties.read) == 2)
