"""Titles by which it is told whether a unit published a thing, and whose sites were read."""

from datetime import date, timedelta

from config.unit import Site, Unit
from store.instants import to_text
from store.outcomes import Outcome
from store.queries.read_elsewhere import ReadElsewhere, read_elsewhere
from store.queries.titles_about import titles_about
from store.records import FrontierRow, Item, Purpose
from tests.store.nights import FIRST_NIGHT, HOME, UNIT, City, Saw, a_list, reading

PORTAL = "http://www.city.example.gov.cn/"
GOVERNMENT = Unit(
    id="zhengfu",
    name="某市人民政府",
    kind="government",
    sites=[Site(kind="own", url=PORTAL)],
)
REPORT = Item("某市水利局2025年年度报告", PORTAL + "1.htm", date(2012, 1, 20), None)
ANOTHERS = Item("某市教育局2025年年度报告", PORTAL + "2.htm", date(2012, 1, 20), None)


def test_of_others_what_bears_the_name_and_of_its_own_every_page_that_was_read(city: City) -> None:
    front = Saw(HOME, reading("水利局首页"), purpose=Purpose.HOME)
    dead = Saw(HOME + "x.htm", outcome=Outcome.HTTP_404_410, changed=False, title="公开指南")
    city.night(0, front, dead)
    reports = Saw(
        PORTAL + "nb/",
        a_list(REPORT, ANOTHERS, title="年报"),
        purpose=Purpose.CHANNEL,
        title="年报",
    )
    city.night(0, reports, unit=GOVERNMENT)
    until = to_text(FIRST_NIGHT + timedelta(days=1))
    found = titles_about(city.ledger, UNIT.id, ["水利局"], until)
    assert {(each.owner, each.title, each.channel) for each in found} == {
        (UNIT.id, "水利局首页", ""),
        (GOVERNMENT.id, REPORT.title, "年报"),
    }
    assert titles_about(city.ledger, UNIT.id, [], until) == tuple(
        each for each in found if each.owner == UNIT.id
    )


def test_who_was_read_whole_in_the_run(city: City) -> None:
    front = Saw(PORTAL, reading("某市人民政府"), purpose=Purpose.HOME)
    run = city.night(0, front, unit=GOVERNMENT)
    found = read_elsewhere(city.ledger, UNIT.id, run)
    assert found == ReadElsewhere(
        frozenset({"zhengfu"}), frozenset({"city.example.gov.cn"}), government=True
    )
    assert read_elsewhere(city.ledger, GOVERNMENT.id, run) == ReadElsewhere()
    assert read_elsewhere(city.ledger, UNIT.id, "2012-03-09") == ReadElsewhere()


def test_a_crawl_that_left_pages_is_none(city: City) -> None:
    front = Saw(PORTAL, reading("某市人民政府"), purpose=Purpose.HOME)
    left = [FrontierRow(PORTAL + "later.htm", Purpose.PAGE, "main")]
    run = city.night(0, front, unit=GOVERNMENT, left=left)
    assert not read_elsewhere(city.ledger, UNIT.id, run).government


def test_a_site_that_lists_its_units_one_by_one(city: City) -> None:
    front = Saw(PORTAL, reading("某市人民政府"), purpose=Purpose.HOME)
    bureaus = Saw(PORTAL + "bm/", reading("部门"), purpose=Purpose.PAGE, title="部门信息公开")
    run = city.night(0, front, bureaus, unit=GOVERNMENT)
    assert read_elsewhere(city.ledger, UNIT.id, run).directories
