"""A unit over time: every number leads to a list that holds as many; nothing unjudged is a zero."""

import re
from html import unescape

import pytest

from config.folder import Config
from monitor.console.context import Console
from store.desk.users import Role
from store.findings import findings_of
from store.ledger import open_ledger
from tests.monitor.console.conftest import Visitor
from tests.monitor.console.office import UNITS, add_person


@pytest.mark.parametrize("unit", UNITS)
def test_every_number_links_to_its_list(office: Visitor, unit: str) -> None:
    text = office.get(f"/units/{unit}/over-time?days=365").text
    links = re.findall(
        r'<a href="(/units/[^"]*/(?:turns|nights)\?[^"]*)"[^>]*>(\d+)(?:/\d+)?</a>', text
    )
    links += [
        (link, number)
        for link, number in re.findall(r'<a href="(/findings\?[^"]*)"[^>]*>(\d+)</a>', text)
    ]
    assert links
    for link, number in links:
        listed = office.get(unescape(link))
        head = re.search(r"<h1>.*?(\d+)[^\d<]*</span></h1>", listed.text, re.S)
        assert head is not None and head[1] == number, link


def test_what_is_told_is_what_the_ledger_says(office: Visitor, config: Config) -> None:
    ledger = open_ledger(config.data / "ledger.db", readonly=True)
    every = findings_of(ledger, "jiaotong")
    ledger.close()
    text = office.get("/units/jiaotong/turns?days=365&what=told").text
    for finding in every:
        assert (f'href="/findings/{finding.id}"' in text) is (finding.opened.year >= 2026)


def test_a_blind_unit_is_never_drawn_as_a_zero(office: Visitor) -> None:
    """税务 stands behind a wall: no night of it has a number."""
    text = office.get("/units/shuiwu/over-time?days=365").text
    assert 'class="gap"' in text
    assert 'class="line"' not in text.split('id="h-rules"')[0].split('id="h-trend"')[1]
    listed = office.get("/units/shuiwu/nights?extent=not_at_all").text
    assert "未能判断" in listed and "<tr><td" in listed


def test_the_units_of_a_kind_stand_beside_each_other(office: Visitor) -> None:
    text = office.get("/kinds/department").text
    for unit in ("jiaotong", "caizheng", "shengtai"):
        assert f'href="/units/{unit}/over-time"' in text
    assert "不是排名" in text
    assert office.get("/kinds/nonsense").status_code == 404


def test_a_leader_of_some_units_compares_no_others(console: Console) -> None:
    add_person(console, "tang", Role.LEADER, ("jiaotong",))
    leader = Visitor(console)
    leader.come_in("tang")
    text = leader.get("/kinds/department").text
    assert "/units/jiaotong/over-time" in text and "/units/caizheng" not in text
    for page in ("over-time", "nights", "turns"):
        assert leader.get(f"/units/caizheng/{page}").status_code == 404


@pytest.mark.parametrize("asked", ["days=7", "days=x", "extent=%3Cb%3E", "month=99", "rule=%00"])
def test_what_is_not_understood_breaks_nothing(office: Visitor, asked: str) -> None:
    for page in ("over-time", "nights", "turns"):
        answer = office.get(f"/units/jiaotong/{page}?{asked}")
        assert answer.status_code == 200 and "<b>" not in answer.text.split("<h1>")[1][:300]


def test_both_languages_are_whole(office: Visitor) -> None:
    office.cookies.set("gongkai_language", "en")
    for path in ("/units/jiaotong/over-time", "/units/jiaotong/nights", "/kinds/department"):
        main = office.get(path).text.split("<main")[1].split("<footer")[0]
        assert "told" in main or "judged" in main


def test_each_turn_is_told_by_what_was_said_that_night(office: Visitor, config: Config) -> None:
    ledger = open_ledger(config.data / "ledger.db", readonly=True)
    try:
        rows = ledger.db.conn.execute(
            "SELECT unit, day, finding_event.sentence_zh, finding.sentence_zh FROM finding_event"
            " JOIN finding ON finding.id = finding WHERE what = 'opened'"
        ).fetchall()
    finally:
        ledger.close()
    [unit, day, then, now] = next(row for row in rows if row[2] != row[3])
    page = office.get(f"/units/{unit}/turns?days=365&what=told").text
    assert then in page
    assert f'<td class="nowrap">{day}</td>' in page and now not in page
