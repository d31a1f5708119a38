"""Titles by which it is told whether a unit published a thing, and whose sites were read."""

from datetime import date, timedelta

import pytest

from config.unit import Site, Unit
from store.instants import to_text
from store.outcomes import Outcome
from store.queries.owed_items_shown import owed_items_shown
from store.queries.read_elsewhere import ReadElsewhere, read_tonight
from store.queries.titles_about import titles_about
from store.records import FrontierRow, Item, PageKind, Purpose
from tests.store.nights import FIRST_NIGHT, HOME, UNIT, City, Saw, reading

PORTAL = "http://www.city.example.gov.cn/"
GOVERNMENT = Unit(
    id="zhengfu",
    name="某市人民政府",
    kind="government",
    sites=[Site(kind="own", url=PORTAL)],
)


def test_every_page_of_its_own_that_was_read_by_its_title_and_as_linked(city: City) -> None:
    front = Saw(HOME, reading("水利局首页"), purpose=Purpose.HOME)
    dead = Saw(HOME + "x.htm", outcome=Outcome.HTTP_404_410, changed=False, title="公开指南")
    guide = Saw(HOME + "zn.htm", reading("某市水利局"), purpose=Purpose.ITEM, title="公开指南")
    city.night(0, front, dead, guide)
    found = titles_about(city.ledger, UNIT.id, to_text(FIRST_NIGHT + timedelta(days=1)))
    assert {(each.owner, each.title) for each in found} == {
        (UNIT.id, "水利局首页"),
        (UNIT.id, "某市水利局"),
        (UNIT.id, "公开指南"),
    }


def test_who_was_read_whole_in_the_run(city: City) -> None:
    front = Saw(PORTAL, reading("某市人民政府"), purpose=Purpose.HOME)
    run = city.night(0, front, unit=GOVERNMENT)
    found = read_tonight(city.ledger, run).elsewhere(UNIT.id)
    assert found == ReadElsewhere(
        frozenset({"zhengfu"}), frozenset({"city.example.gov.cn"}), government=True
    )
    assert read_tonight(city.ledger, run).elsewhere(GOVERNMENT.id) == ReadElsewhere()
    assert read_tonight(city.ledger, "2012-03-09").elsewhere(UNIT.id) == ReadElsewhere()


def test_a_crawl_that_left_pages_is_none(city: City) -> None:
    front = Saw(PORTAL, reading("某市人民政府"), purpose=Purpose.HOME)
    left = [FrontierRow(PORTAL + "later.htm", Purpose.PAGE, "main")]
    run = city.night(0, front, unit=GOVERNMENT, left=left)
    assert not read_tonight(city.ledger, run).elsewhere(UNIT.id).government


def test_a_site_that_lists_its_units_one_by_one(city: City) -> None:
    front = Saw(PORTAL, reading("某市人民政府"), purpose=Purpose.HOME)
    bureaus = Saw(PORTAL + "bm/", reading("部门"), purpose=Purpose.PAGE, title="部门信息公开")
    run = city.night(0, front, bureaus, unit=GOVERNMENT)
    assert read_tonight(city.ledger, run).elsewhere(UNIT.id).directories == {"部门信息公开"}


@pytest.mark.parametrize(
    ("titles", "of_others"),
    [
        (["某县教育局2025年年度报告"], {"部门信息公开年报"}),
        (["某县教育局2025年年度报告", "水利局2025年年度报告"], set()),
        (["某县教育局2025年年度报告", "某县科工信局2025年年度报告"], set()),
        ([], set()),
    ],
)
def test_a_list_that_holds_other_units_entries_alone(
    city: City, titles: list[str], of_others: set[str]
) -> None:
    educators = Unit(id="jiaoyu", name="某县教育局", kind="department")
    city.ledger.sync_units([UNIT, educators, GOVERNMENT], FIRST_NIGHT)
    front = Saw(PORTAL, reading("某市人民政府"), purpose=Purpose.HOME)
    items = tuple(Item(title, f"{PORTAL}nb/{n}.htm") for n, title in enumerate(titles))
    facts = reading("部门信息公开年报", kind=PageKind.LIST, items=items)
    reports = Saw(PORTAL + "nb/", facts, purpose=Purpose.CHANNEL, title="部门信息公开年报")
    run = city.night(0, front, reports, unit=GOVERNMENT)
    found = read_tonight(city.ledger, run).elsewhere(UNIT.id)
    assert found.directories == {"部门信息公开年报"}
    assert found.of_others == of_others


def test_which_units_were_found_to_show_an_item_up_to_a_day(city: City) -> None:
    rows = [
        ("jia", "owed:guide", "clear", 0, "2026-05-01", "2026-06-05"),
        ("yi", "owed:annual_report:2025", "clear", 0, "2026-06-01", "2026-06-05"),
        ("bing", "owed:guide", "clear", 1, "2026-06-01", "2026-06-05"),  # a warning shows nothing
        ("ding", "owed:guide", "problem", 0, "2026-06-01", "2026-06-05"),
        ("wu", "owed:guide", "clear", 0, "2025-01-01", "2025-02-01"),  # long ago
        ("ji", "owed:guide", "clear", 0, "2026-06-06", "2026-06-07"),  # later
    ]
    with city.ledger.transaction():
        for unit, subject, answer, warning, first, last in rows:
            city.ledger.db.conn.execute(
                "INSERT INTO verdict (unit, rule, subject, answer, warning, first_day, last_day, "
                "first_run, last_run, nights) VALUES (?, 'missing_item', ?, ?, ?, ?, ?, '', '', 1)",
                (unit, subject, answer, warning, first, last),
            )
    assert owed_items_shown(city.ledger, date(2026, 6, 5)) == {
        "guide": frozenset({"jia"}),
        "annual_report": frozenset({"yi"}),
    }
