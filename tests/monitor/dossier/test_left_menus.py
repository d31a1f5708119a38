"""Whether a site still leads to a channel that does not open, by readings of different nights."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.outcomes import Outcome
from store.records import Link, PageKind, Purpose
from tests.store.nights import HOME, City, Saw, reading
from tests.store.test_dossier import dossier

NEWS, ARTS, STUDY = HOME + "gzdt/", HOME + "whys/", HOME + "xxyd/"
MENU = tuple(
    Link(url, words, "nav", level=1)
    for url, words in ((NEWS, "工作动态"), (ARTS, "文化艺术"), (STUDY, "学习园地"))
)


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    made = City(tmp_path)
    yield made
    made.close()


def saw(url: str, name: str, *links: Link) -> Saw:
    is_home = url == HOME
    kind, purpose = (PageKind.HOME, Purpose.HOME) if is_home else (PageKind.LIST, Purpose.CHANNEL)
    return Saw(url, reading(name, kind=kind, links=links), purpose=purpose)


def is_present(city: City, night: int) -> bool:
    [channel] = [one for one in dossier(city, night).sites[0].channels if one.url == STUDY]
    return channel.is_present


def first_night(city: City) -> None:
    """Every page bears the whole menu, the channel's own among them."""
    pages = ((HOME, "水利局"), (NEWS, "工作动态"), (STUDY, "学习园地"))
    city.night(0, *(saw(url, name, *MENU) for url, name in pages))


@pytest.mark.parametrize("how", [Outcome.HTTP_404_410, Outcome.HTTP_401_403])
def test_no_older_menu_and_not_its_own_speaks_for_what_left_the_menu(
    city: City, how: Outcome
) -> None:
    first_night(city)
    gone = Saw(STUDY, None, outcome=how, purpose=Purpose.CHANNEL)
    city.night(1, saw(HOME, "水利局改版", *MENU[:2]), gone)  # of the news nothing new was read
    assert not is_present(city, 1)


def test_what_the_home_page_still_names_is_there(city: City) -> None:
    first_night(city)
    gone = Saw(STUDY, None, outcome=Outcome.HTTP_404_410, purpose=Purpose.CHANNEL)
    city.night(1, saw(HOME, "水利局改版", *MENU), gone)
    assert is_present(city, 1)


def test_what_opens_is_there_by_any_link(city: City) -> None:
    first_night(city)
    city.night(1, saw(HOME, "水利局改版", *MENU[:2]), saw(STUDY, "学习园地", *MENU))
    assert is_present(city, 1)
