"""When an entry came, by our own looks alone."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from store.records import Purpose
from tests.store.nights import FIRST_NIGHT, HOME, NEWS, City, Saw, a_list, entry, reading
from tests.store.test_dossier import NOTICES, dossier, item, news

MARCH = date(2012, 2, 5)
OLD = tuple(entry(f"旧信息{n}", MARCH - timedelta(days=n), n) for n in range(6))
LATE = entry("关于公开工作情况的通知", MARCH, 99)


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    made = City(tmp_path)
    yield made
    made.close()


def absent_at(city: City, night: int) -> datetime | None:
    return item(dossier(city, night), LATE.title).absent_at


def test_it_came_between_the_last_look_without_it_and_the_first_with_it(city: City) -> None:
    city.night(0, news(*OLD))
    city.night(7, news(changed=False))
    city.night(9, news(LATE, *OLD))
    assert absent_at(city, 9) == FIRST_NIGHT + timedelta(days=7)


def test_on_the_first_watch_nothing_is_known(city: City) -> None:
    city.night(0, news(LATE, *OLD))
    assert absent_at(city, 0) is None


def test_a_list_that_was_not_read_completely_before_proves_nothing(city: City) -> None:
    city.night(0, Saw(NEWS, a_list(*OLD, anomalies=("cut_off",)), purpose=Purpose.CHANNEL))
    city.night(1, news(LATE, *OLD))
    assert absent_at(city, 1) is None


def test_a_list_in_another_shape_proves_nothing(city: City) -> None:
    city.night(0, Saw(NEWS, a_list(*OLD, list_dialect="trs"), purpose=Purpose.CHANNEL))
    city.night(1, Saw(NEWS, a_list(LATE, *OLD, list_dialect="vsb"), purpose=Purpose.CHANNEL))
    assert absent_at(city, 1) is None


def test_many_at_once_are_a_migration(city: City) -> None:
    city.night(0, news(OLD[0]))
    city.night(1, news(LATE, *OLD))
    assert absent_at(city, 1) is None


def test_what_stood_elsewhere_before_is_not_new_here(city: City) -> None:
    twin = entry(LATE.title, MARCH, "b")
    city.night(0, news(*OLD), news(twin, url=NOTICES, title="通知公告"))
    city.night(1, news(LATE, *OLD))
    assert absent_at(city, 1) is None


def test_an_article_that_was_met_before_its_list_showed_it_is_not_new(city: City) -> None:
    city.night(0, news(*OLD), Saw(LATE.url, reading("全文"), purpose=Purpose.ITEM))
    city.night(1, news(LATE, *OLD))
    assert absent_at(city, 1) is None


def test_an_outage_in_between_widens_the_interval(city: City) -> None:
    city.night(0, news(*OLD))
    city.night(3, Saw(HOME, changed=False))
    city.night(8, news(LATE, *OLD))
    assert absent_at(city, 8) == FIRST_NIGHT
