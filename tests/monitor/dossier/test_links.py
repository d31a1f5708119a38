"""What a unit's pages lead to, each address once, with what is known of it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from config.unit import Site, Unit
from monitor.dossier.facts import LinkView
from store.merge.link_looks import LinkLook, record_links
from store.outcomes import Outcome
from store.records import Link, PageKind, Purpose
from tests.store.nights import HOME, UNIT, City, Saw, reading
from tests.store.test_dossier import dossier, news

OTHER = "http://other.example/"


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    made = City(tmp_path)
    yield made
    made.close()


def saw_home(*links: Link, url: str = HOME) -> Saw:
    return Saw(url, reading("水利局", kind=PageKind.HOME, links=links), purpose=Purpose.HOME)


def links(city: City, night: int, unit: Unit = UNIT) -> dict[str, LinkView]:
    return {link.url: link for link in dossier(city, night, unit=unit).links}


def gone(url: str, purpose: Purpose = Purpose.PAGE) -> Saw:
    return Saw(url, outcome=Outcome.HTTP_404_410, purpose=purpose, changed=False)


def test_an_own_page_tells_its_outcome_and_a_strangers_waits_for_a_look(city: City) -> None:
    menu = (Link(f"{HOME}a/", "甲", "nav"), Link(OTHER, "省厅", "footer"))
    city.night(0, saw_home(*menu), gone(f"{HOME}a/"))
    run = city.night(1, saw_home(*menu), gone(f"{HOME}a/"))
    found = links(city, 1)
    own = found[f"{HOME}a/"]
    assert own.now is not None and (own.now.outcome, own.now.nights) == (Outcome.HTTP_404_410, 2)
    assert (own.is_own, own.place, own.words, own.page is not None) == (True, "home", "甲", True)
    assert (found[OTHER].now, found[OTHER].is_own) == (None, False)
    at = datetime(2012, 3, 3, 1, tzinfo=UTC)
    record_links(city.ledger, run, [LinkLook(OTHER, at, Outcome.OPEN)])
    looked = links(city, 1)[OTHER]
    assert looked.now is not None and looked.now.outcome is Outcome.OPEN and looked.page is None


def test_the_home_page_goes_before_lists_and_lists_before_documents(city: City) -> None:
    row, file = Link(f"{HOME}1.html", "通知"), Link(f"{HOME}1.xls", "附件")
    article = reading("通知", attachments=(file,))
    city.night(
        0,
        saw_home(row),
        Saw(
            f"{HOME}l/",
            reading("列", kind=PageKind.LIST, links=(row, file)),
            purpose=Purpose.CHANNEL,
        ),
        Saw(f"{HOME}1.html", article, purpose=Purpose.ITEM),
    )
    found = links(city, 0)
    assert {url: link.place for url, link in found.items()} == {
        row.url: "home",
        file.url: "list",
    }


def test_a_page_that_is_closed_leads_nowhere_tonight(city: City) -> None:
    city.night(0, saw_home(Link(f"{HOME}a/", "甲")))
    city.night(1, Saw(HOME, outcome=Outcome.TCP_TIMEOUT, purpose=Purpose.HOME, changed=False))
    assert links(city, 1) == {}


def test_a_place_on_a_portal_has_documents_and_no_menus(city: City) -> None:
    unit = UNIT.model_copy(update={"sites": [Site(kind="portal_channel", url=HOME)]})
    file = Link(f"{HOME}1.xls", "附件")
    city.night(0, saw_home(Link(f"{HOME}a/", "甲")), unit=unit)
    facts = reading("通知", attachments=(file,))
    city.night(1, Saw(f"{HOME}1.html", facts, purpose=Purpose.ITEM), unit=unit)
    assert list(links(city, 1, unit)) == [file.url]


def test_what_a_list_shows_is_no_link_of_a_unit_without_that_site(city: City) -> None:
    retired = UNIT.model_copy(
        update={"sites": [Site(kind="own", url=HOME, until=date(2012, 3, 1) - timedelta(days=1))]}
    )
    city.night(0, saw_home(Link(f"{HOME}a/", "甲")), news())
    assert links(city, 0, retired) == {}
