"""What others publish under a unit's name, found once for all units."""

from datetime import date, timedelta

from config.unit import Site, Unit
from store.instants import to_text
from store.queries.disclosed_titles import disclosed_titles
from store.queries.titles_bearing import titles_bearing
from store.records import Item, Purpose
from tests.store.nights import FIRST_NIGHT, HOME, UNIT, City, Saw, a_list, reading

PORTAL = "http://www.city.example.gov.cn/"
GOVERNMENT = Unit(
    id="zhengfu",
    name="某市人民政府",
    kind="government",
    sites=[Site(kind="own", url=PORTAL)],
)
DAY = date(2012, 1, 20)
UNTIL = to_text(FIRST_NIGHT + timedelta(days=1))
NAMES = {UNIT.id: ["某市水利局", "水利局"], "jiaoyu": ["教育局"], "fayuan": ["法院"]}


def portal_shows(city: City, *titles: str) -> None:
    entries = [Item(title, f"{PORTAL}{n}.htm", DAY, None) for n, title in enumerate(titles)]
    shown = a_list(*entries, title="公开")
    news = Saw(PORTAL + "gk/", shown, purpose=Purpose.CHANNEL, title="公开")
    city.night(0, news, unit=GOVERNMENT)


def test_each_unit_by_any_of_its_names_wherever_it_stands_in_the_title(city: City) -> None:
    portal_shows(city, "某市水利局2025年年度报告", "关于教育局、水利局的通知", "其他", "法院公告")
    found = titles_bearing(city.ledger, NAMES, UNTIL)
    assert {unit: [each.title for each in titles] for unit, titles in found.items()} == {
        UNIT.id: ["某市水利局2025年年度报告", "关于教育局、水利局的通知"],
        "jiaoyu": ["关于教育局、水利局的通知"],
    }, "a title that bears two of a unit's names is one; two letters are in too many words"
    first = found[UNIT.id][0]
    assert (first.owner, first.channel, first.day) == (GOVERNMENT.id, "公开", DAY)


def test_what_a_unit_says_of_itself_is_not_others(city: City) -> None:
    city.night(0, Saw(HOME, reading("某市水利局"), purpose=Purpose.HOME))
    assert titles_bearing(city.ledger, NAMES, UNTIL) == {}


def test_nothing_of_later_days(city: City) -> None:
    portal_shows(city, "水利局年报")
    assert titles_bearing(city.ledger, NAMES, to_text(FIRST_NIGHT - timedelta(days=1))) == {}


def test_of_these_what_speaks_of_money_is_disclosed(city: City) -> None:
    portal_shows(city, "水利局2012年部门预算", "水利局召开会议")
    of_others = titles_bearing(city.ledger, NAMES, UNTIL)[UNIT.id]
    found = disclosed_titles(city.ledger, UNIT.id, of_others, UNTIL)
    assert [each.title for each in found] == ["水利局2012年部门预算"]


def test_of_a_government_what_others_publish_of_its_place(city: City) -> None:
    shown = a_list(
        Item("某市2012年政府预算公开表", f"{HOME}1.htm", DAY, None),
        Item("某市召开会议", f"{HOME}2.htm", DAY, None),
        title="公开",
    )
    city.night(0, Saw(HOME + "gk/", shown, purpose=Purpose.CHANNEL, title="公开"))
    titles = [
        [
            each.title
            for each in disclosed_titles(city.ledger, GOVERNMENT.id, (), UNTIL, place=place)
        ]
        for place in ("某市", "")
    ]
    assert titles == [["某市2012年政府预算公开表"], []]
