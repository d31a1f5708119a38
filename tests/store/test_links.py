"""What pages lead to, and what stood behind addresses that no crawl asks for."""

from dataclasses import replace
from datetime import datetime, timedelta

from store.instants import to_text
from store.merge.link_looks import (
    HostLook,
    LinkLook,
    LinkState,
    host_states,
    hosts_looked_at,
    link_states,
    record_hosts,
    record_links,
)
from store.merge.page_links import PageLinks, links_of_unit
from store.outcomes import Outcome
from store.records import Link, PageKind, Purpose
from tests.store.nights import FIRST_NIGHT, HOME, UNIT, City, Saw, reading

OTHER = "http://other.example/"
LATER = FIRST_NIGHT + timedelta(days=99)


def links_now(city: City, until: datetime = LATER) -> list[PageLinks]:
    return list(links_of_unit(city.ledger.db, UNIT.id, to_text(until)).values())


def home(*links: Link, changed: bool = True) -> Saw:
    facts = reading("水利局", kind=PageKind.HOME, links=links)
    return Saw(HOME, facts, purpose=Purpose.HOME, changed=changed)


def test_a_mended_link_is_known_though_the_page_reads_as_before(city: City) -> None:
    city.night(0, home(Link(f"{HOME}old.html", "指南")))
    city.night(1, home(Link(f"{HOME}new.html", "指南"), changed=False))
    assert links_now(city) == [PageLinks([[f"{HOME}new.html", "指南"]], [])]
    assert city.count("facts") == 1
    assert links_now(city, FIRST_NIGHT + timedelta(hours=12)) == []  # of that day it is not known


def test_a_link_guessed_from_a_script_and_a_document_are_marked_so(city: City) -> None:
    guessed = Link(f"{HOME}x/", "更多", by_script=True)
    facts = reading("公告", links=(guessed,), attachments=(Link(f"{HOME}1.xls", "附件"),))
    city.night(0, home(guessed), Saw(f"{HOME}1.html", facts, purpose=Purpose.ITEM))
    ofhome, ofarticle = links_now(city)
    assert ofhome.links == [[f"{HOME}x/", "更多", "script"]]
    assert (ofarticle.links, ofarticle.files) == ([], [[f"{HOME}1.xls", "附件"]])


def test_a_list_leads_to_what_stands_beside_its_menus(city: City) -> None:
    menu, row = Link(f"{HOME}a/", "菜单", "nav"), Link(f"{HOME}1.html", "通知")
    facts = reading("列表", kind=PageKind.LIST, links=(menu, row))
    city.night(0, Saw(f"{HOME}tzgg/", facts, purpose=Purpose.CHANNEL))
    (found,) = links_now(city)
    assert found.links == [[f"{HOME}1.html", "通知"]]


def look(night: int, outcome: Outcome = Outcome.HTTP_404_410) -> LinkLook:
    return LinkLook(OTHER, FIRST_NIGHT + timedelta(days=night), outcome)


def a_night(city: City, number: int, *looks: LinkLook, state: str = "complete") -> str:
    run = city.begin(number)
    record_links(city.ledger, run.id, looks)
    city.ledger.end_run(replace(run, state=state, finished_at=run.started_at))
    return run.id


def state_of(city: City, run_id: str, until: datetime = LATER) -> LinkState | None:
    return link_states(city.ledger, [OTHER], run_id=run_id, until=until).get(OTHER)


def test_the_same_answer_is_one_row_however_many_nights_it_lasts(city: City) -> None:
    for number in (0, 1, 3):
        run_id = a_night(city, number, look(number))
    found = state_of(city, run_id)
    assert found is not None
    assert (found.nights, found.is_tonights, city.count("link_look")) == (3, True, 1)
    assert found.last_at - found.first_at == timedelta(days=3)
    a_night(city, 4, look(4, Outcome.OPEN))
    opened = state_of(city, "")
    assert opened is not None and opened.outcome is Outcome.OPEN and opened.nights == 1


def test_a_blind_night_makes_no_answer_older_and_none_younger(city: City) -> None:
    a_night(city, 0, look(0), state="blind")
    assert state_of(city, "") is None
    a_night(city, 2, look(2))
    young = state_of(city, "")
    assert young is not None and young.first_at == young.last_at and young.nights == 1
    a_night(city, 5, look(5), state="blind")
    assert state_of(city, "") is None  # neither its first night nor its last is to be believed


def test_a_day_of_the_past_is_told_what_its_first_look_saw(city: City) -> None:
    a_night(city, 0, look(0))
    a_night(city, 5, look(5))
    past = state_of(city, "", FIRST_NIGHT + timedelta(days=2))
    assert past is not None and (past.nights, past.last_at) == (1, FIRST_NIGHT)
    assert state_of(city, "", FIRST_NIGHT - timedelta(days=1)) is None


def test_what_a_host_offers_is_its_latest_answer(city: City) -> None:
    run = city.begin(0)
    at = run.started_at
    notes = [
        HostLook("a.example", "ipv6", "none", at),
        HostLook("a.example", "ipv6", "answers", at),
    ]
    record_hosts(city.ledger, run.id, notes)
    asked = ["a.example", "b.example"]
    assert host_states(city.ledger, asked, run_id=run.id, until=LATER) == {
        "a.example": frozenset({"ipv6:answers"}),
        "b.example": frozenset(),
    }
    assert hosts_looked_at(city.ledger, asked, at) == {"a.example"}
    assert hosts_looked_at(city.ledger, asked, at + timedelta(days=1)) == set()
