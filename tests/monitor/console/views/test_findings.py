"""The work list: who sees what, what is said of many at once, and the sheets."""

import csv
import re
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from config.folder import Config
from monitor.console.context import Console
from store.desk.entries import DeskAction, entries_of
from tests.monitor.console.conftest import Visitor
from tests.monitor.scoring.sample import console as console_over
from tests.monitor.scoring.sample import office as office_in


@pytest.fixture
def office_config(tmp_path: Path) -> Config:
    return office_in(tmp_path / "office")


@pytest.fixture
def desk_console(office_config: Config) -> Console:
    return console_over(office_config)


def entered(console: Console, login: str) -> Visitor:
    visitor = Visitor(console)
    assert visitor.come_in(login).status_code == 303
    return visitor


def numbers(page: str) -> list[int]:
    return [int(n) for n in re.findall(r'href="/findings/(\d+)" data-open', page)]


def counted(page: str) -> dict[str, int]:
    told = re.findall(
        r'<a href="/findings(?:\?[^"]*show=(\w+))?[^"]*"[^>]*>[^<]* <b>(\d+)</b>', page
    )
    return {name or "open": int(n) for name, n in told}


def test_counts_match_the_lists_they_lead_to(desk_console: Console) -> None:
    visitor = entered(desk_console, "wang")
    told = counted(visitor.get("/findings").text)
    assert told["open"] == 2 and told["repaired"] == told["withdrawn"] == 1
    for show, n in told.items():
        assert len(numbers(visitor.get(f"/findings?show={show}").text)) == n


def test_a_leader_s_list_is_of_the_own_units_whatever_is_asked(desk_console: Console) -> None:
    visitor = entered(desk_console, "zhao")
    own = numbers(visitor.get("/findings").text)
    assert len(own) == 1
    for asked in (
        "unit=guotu",
        "unit=jiaotong&show=repaired",
        "show=withdrawn",
        "q=stale_homepage",
    ):
        assert numbers(visitor.get(f"/findings?{asked}").text) == []
    assert "国土局" not in visitor.get("/findings/export.csv").text
    assert numbers(visitor.get("/findings?parent=huanbao").text) == own


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=stale_homepage", 1),
        ("q=%E5%9B%BD%E5%9C%9F", 1),
        ("q=nothing", 0),
        ("parent=huanbao", 1),
        ("unit=guotu&parent=huanbao", 0),
        ("rule=stale_channel", 1),
        ("severity=critical", 0),
        ("show=repaired&q=stale_channel", 1),
        ("show=repaired&q=100%25_", 0),
        ("show=repaired&rule=stale_homepage", 0),
        ("show=nonsense", 2),
    ],
)
def test_what_is_asked_for(desk_console: Console, asked: str, found: int) -> None:
    assert len(numbers(entered(desk_console, "wang").get(f"/findings?{asked}").text)) == found


def test_many_are_acknowledged_assigned_and_given_a_day_at_once(desk_console: Console) -> None:
    visitor = entered(desk_console, "wang")
    chosen = {f"f{n}": "on" for n in numbers(visitor.get("/findings").text)}
    told = {
        "person": "王主任",
        "deadline": "2013-02-08",
        "next": "/findings?rule=&sort=unit&start=0",
    }
    for what in ("acknowledged", "person", "deadline"):
        answer = visitor.say("/findings/many", what=what, **chosen, **told)
        assert answer.status_code == 303
        assert answer.headers["location"] == "/findings?sort=unit&start=0&done=many"
    for name in chosen:
        said = {one.what: one.value for one in entries_of(desk_console.desk, int(name[1:]))}
        assert said == {
            DeskAction.ACKNOWLEDGED: "",
            DeskAction.PERSON: "王主任",
            DeskAction.DEADLINE: "2013-02-08",
        }
    assert len(numbers(visitor.get("/findings?person=%E7%8E%8B%E4%B8%BB%E4%BB%BB").text)) == 2
    assert "已记录对所选问题的处理" in visitor.get("/findings?done=many").text


def test_one_that_is_not_theirs_stops_all(desk_console: Console) -> None:
    everything = numbers(entered(desk_console, "wang").get("/findings").text)
    leader = entered(desk_console, "zhao")
    chosen = {f"f{n}": "on" for n in everything}
    assert leader.say("/findings/many", what="acknowledged", **chosen).status_code == 404
    assert not any(entries_of(desk_console.desk, n) for n in everything)
    analyst = entered(desk_console, "li")
    assert analyst.say("/findings/many", what="acknowledged", **chosen).status_code == 403


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"what": "acknowledged"}, 400),
        ({"what": "withdrawn", "f1": "on"}, 400),
        ({"what": "note", "f1": "on"}, 400),
        ({"what": "deadline", "deadline": "1999-01-01", "f1": "on"}, 400),
        ({"what": "deadline", "deadline": "", "f1": "on"}, 400),
        ({"what": "person", "person": " ", "f1": "on"}, 400),
        ({"what": "acknowledged", "f999": "on"}, 404),
        ({"what": "acknowledged", "f99999999999999999999": "on"}, 400),
    ],
)
def test_what_is_not_understood_is_refused(
    desk_console: Console, form: dict[str, str], status: int
) -> None:
    assert entered(desk_console, "wang").say("/findings/many", **form).status_code == status


def test_what_is_over_is_not_said_anything_of(desk_console: Console) -> None:
    visitor = entered(desk_console, "wang")
    [over] = numbers(visitor.get("/findings?show=repaired").text)
    assert (
        visitor.say("/findings/many", what="acknowledged", **{f"f{over}": "on"}).status_code == 409
    )


@pytest.mark.parametrize("address", ["//evil.test/", "https://evil.test/?show=new", "javascript:1"])
def test_one_comes_back_to_the_list_and_nowhere_else(desk_console: Console, address: str) -> None:
    visitor = entered(desk_console, "wang")
    [first, *_] = numbers(visitor.get("/findings").text)
    answer = visitor.say("/findings/many", what="acknowledged", next=address, **{f"f{first}": "on"})
    assert answer.headers["location"].startswith("/findings?")


def test_the_sheets_hold_what_the_list_shows(desk_console: Console) -> None:
    visitor = entered(desk_console, "wang")
    asked = "?rule=stale_homepage"
    as_csv = visitor.get(f"/findings/export.csv{asked}")
    rows = [*csv.reader(StringIO(as_csv.content.decode("utf-8-sig")))]
    assert [row[1] for row in rows] == ["单位", "国土局"]
    book = load_workbook(BytesIO(visitor.get(f"/findings/export.xlsx{asked}").content))
    assert [cell.value for cell in book.worksheets[0][3]][1:4:2] == [
        "国土局",
        "“stale_homepage”的问题。",
    ]
    assert visitor.get("/findings/export.exe").status_code == 404
