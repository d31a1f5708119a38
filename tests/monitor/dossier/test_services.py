"""Boards, guides and links to other platforms, from nights to what the rules are told."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from monitor.dossier.facts import Dossier
from store.outcomes import Outcome
from store.records import GuideElement, Inquiry, Link, PageKind, Purpose, ServiceGuide
from tests.store.nights import HOME, City, Saw, a_list, entry, reading
from tests.store.test_dossier import dossier

MAILBOX = HOME + "jzxx/"
LETTER = MAILBOX + "1.html"
GUIDE = HOME + "bszn/1.html"
WAITING = Inquiry("何时供水", date(2012, 2, 1), None, "open", LETTER)
THIN = ServiceGuide("取水许可", (GuideElement("name", "", "given"),))


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    made = City(tmp_path)
    yield made
    made.close()


def mailbox(*inquiries: Inquiry) -> Saw:
    one = entry("何时供水", date(2012, 2, 1), 1)
    facts = a_list(one, inquiries=inquiries, fingerprint=f"v1:{inquiries[0].state}")
    return Saw(MAILBOX, facts, purpose=Purpose.CHANNEL, title="局长信箱")


def home(*links: Link) -> Saw:
    facts = reading("水利局", kind=PageKind.HOME, links=links)
    return Saw(HOME, facts, purpose=Purpose.HOME)


def test_a_board_holds_its_list_and_the_pages_of_its_messages(city: City) -> None:
    letter = reading("何时供水", inquiries=(WAITING,))
    city.night(
        0,
        home(),
        mailbox(WAITING),
        Saw(LETTER, letter, purpose=Purpose.ITEM, channel_url=MAILBOX),
    )
    (board,) = dossier(city, 0).boards
    assert (board.url, board.name, board.channel_class) == (MAILBOX, "局长信箱", "reply")
    assert [page.url for page in board.pages] == [MAILBOX, LETTER]
    assert board.page.inquiries == (WAITING,)


def test_messages_that_stand_in_no_channel_are_one_board_a_folder(city: City) -> None:
    letters = [HOME + f"lyb/show.asp?id={n}" for n in (1, 2)]
    shown = [Saw(url, reading(url, inquiries=(WAITING,)), purpose=Purpose.PAGE) for url in letters]
    city.night(0, home(), *shown)
    (board,) = dossier(city, 0).boards
    assert (board.url, board.channel_class) == (HOME + "lyb/", "")
    assert [page.url for page in board.pages] == letters


def test_what_once_stood_there_unanswered_is_remembered(city: City) -> None:
    city.night(0, home(), mailbox(WAITING))
    city.night(1, home(), mailbox(Inquiry("何时供水", WAITING.asked, date(2012, 3, 2), "answered")))
    (board,) = dossier(city, 1).boards
    assert board.earlier == (WAITING,)
    assert board.page.inquiries is not None
    assert [one.state for one in board.page.inquiries] == ["answered"]


def test_a_reading_of_before_nobody_looked(city: City) -> None:
    city.night(0, home(), Saw(GUIDE, reading("取水许可", inquiries=None, guides=None)))
    assert dossier(city, 0).guides.not_looked_for == 1


def test_guides_by_their_pages_and_those_that_could_not_be_read(city: City) -> None:
    city.night(
        0,
        home(),
        Saw(GUIDE, reading("取水许可", guides=(THIN,))),
        Saw(
            HOME + "bszn/2.html",
            outcome=Outcome.NEEDS_BROWSER,
            changed=False,
            title="河道采砂办事指南",
        ),
    )
    found = dossier(city, 0).guides
    assert [page.guides for page in found.pages] == [(THIN,)]
    assert [page.url for page in found.unread] == [HOME + "bszn/2.html"]


def test_links_to_other_hosts_where_one_asks_or_has_a_matter_handled(city: City) -> None:
    links = (
        Link("http://12345.example.gov.cn/", "12345热线"),
        Link("http://zwfw.example.gov.cn/", "政务服务网"),
        Link(HOME + "jzxx/", "局长信箱"),
        Link(HOME + "bsfw/", "办事服务"),
    )
    city.night(0, home(*links))
    found = dossier(city, 0).leads_away
    assert (found.asking, found.handling) == (("12345热线",), ("政务服务网",))


def test_a_unit_that_was_never_seen_has_none(city: City) -> None:
    found: Dossier = dossier(city, 0)
    assert (found.boards, found.guides.pages, found.leads_away.asking) == ((), (), ())
