"""Which articles are to be read again because their list moved their date."""

from dataclasses import replace
from datetime import date

from store.records import Item, Purpose
from tests.store.nights import NEWS, UNIT, City, Saw, a_list, entry, reading

DAY = date(2012, 2, 5)
ITEMS = tuple(entry(f"关于第{n}次河道清淤的通知", DAY, n) for n in range(6))


def a_listing(*items: Item) -> Saw:
    return Saw(NEWS, a_list(*items), purpose=Purpose.CHANNEL, title="工作动态")


def articles() -> list[Saw]:
    return [Saw(item.url, reading(item.title), purpose=Purpose.ITEM) for item in ITEMS]


def moved(*numbers: int) -> tuple[Item, ...]:
    """The list with the dates of these entries moved to the day on which it is seen."""
    return tuple(
        replace(item, claimed=date(2012, 3, 9)) if n in numbers else item
        for n, item in enumerate(ITEMS)
    )


def redated(city: City, most: int = 10) -> list[str]:
    return city.ledger.redated_pages(UNIT.id, most)


def test_an_entry_dated_anew_since_its_article_was_read_is_one(city: City) -> None:
    city.night(0, a_listing(*ITEMS), *articles())
    assert redated(city) == []
    city.night(7, a_listing(*moved(1, 2)))
    assert sorted(redated(city)) == [ITEMS[1].url, ITEMS[2].url]
    assert len(redated(city, most=1)) == 1


def test_one_whose_article_was_read_since_is_none(city: City) -> None:
    city.night(0, a_listing(*ITEMS), *articles())
    city.night(7, a_listing(*moved(1, 2)))
    city.night(8, Saw(ITEMS[1].url, reading(ITEMS[1].title), purpose=Purpose.ITEM))
    assert redated(city) == [ITEMS[2].url]


def test_a_list_whose_dates_all_moved_got_a_new_template(city: City) -> None:
    city.night(0, a_listing(*ITEMS), *articles())
    city.night(7, a_listing(*moved(*range(6))))
    assert redated(city) == []


def test_an_article_that_is_not_the_units_page_is_not_asked(city: City) -> None:
    city.night(0, a_listing(*ITEMS))
    city.night(7, a_listing(*moved(1)))
    assert redated(city) == []
