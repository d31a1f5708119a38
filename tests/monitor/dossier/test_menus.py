"""What a unit's menus lead to, by words, and how the page behind each was met."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.outcomes import Outcome
from store.records import Link, PageKind, Purpose
from tests.store.nights import HOME, City, Saw, reading
from tests.store.test_dossier import dossier

GUIDE, GONE, UNASKED = HOME + "zn.htm", HOME + "ml.htm", HOME + "nb.htm"
PLATFORM = "http://zwfw.example-province.gov.cn/"


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    made = City(tmp_path)
    yield made
    made.close()


def test_each_link_bears_its_words_and_how_its_page_was_met(city: City) -> None:
    links = (
        *(Link(GUIDE, " 公开 指南 "), Link(GONE, "公开目录"), Link(UNASKED, "年报")),
        *(Link(PLATFORM, "省政务服务网"), Link(GUIDE, "又一次"), Link(HOME + "x.htm", "字" * 61)),
    )
    front = Saw(HOME, reading("水利局", kind=PageKind.HOME, links=links), purpose=Purpose.HOME)
    gone = Saw(GONE, outcome=Outcome.HTTP_404_410, changed=False)
    city.night(0, front, Saw(GUIDE, reading("公开指南"), purpose=Purpose.ITEM), gone)
    met = {link.text: (link.url, link.leads_to) for link in dossier(city, 0).menus}
    assert met == {
        "公开 指南": (GUIDE, "read"),
        "公开目录": (GONE, "closed"),
        "年报": (UNASKED, "unknown"),
        "省政务服务网": (PLATFORM, "elsewhere"),
    }
