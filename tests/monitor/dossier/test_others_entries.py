"""Whatever a rule may ask about others' entries was asked for when the dossier was opened: with the
day on which the entry counts as put up, however that day was found.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from monitor.dossier.facts import ChannelView, KnownItem, PageView, Sighting, SiteView
from monitor.dossier.others_entries import may_be_asked
from monitor.measures.freshness import signs_of_life
from store.outcomes import Outcome
from store.records import DateRole, Item

SEEN = datetime(2026, 3, 4, 18, 30, tzinfo=UTC)  # in China the day after
AS_OF = date(2026, 4, 1)
DAYS = (None, date(2026, 3, 1), date(2026, 3, 5), date(2026, 3, 20), date(2026, 5, 1))
PAGE = PageView("http://a.example.gov.cn/", "", "list", (), visited_tonight=True)


def article(published: date | None) -> PageView:
    read = Sighting(Outcome.OPEN, SEEN, SEEN + timedelta(days=20), 9)
    return replace(PAGE, sightings=(read,), published=published, published_from=DateRole.META.value)


def item(claimed: date | None, of_url: date | None, published: date | None) -> KnownItem:
    return KnownItem(
        f"关于{claimed}{of_url}{published}的通知",
        f"http://a.example.gov.cn/{claimed}-{of_url}-{published}.html",
        claimed,
        DateRole.LIST_ROW.value if claimed else "",
        of_url,
        SEEN,
        SEEN,
        article(published),
    )


def site(*items: KnownItem, on_home: tuple[Item, ...] = ()) -> SiteView:
    channel = ChannelView(
        PAGE.url, "通知公告", "news", "name", PAGE, items, SEEN - timedelta(days=90)
    )
    home = replace(PAGE, items=on_home)
    return SiteView("main", "own", PAGE.url, "", home, (channel,))


@pytest.mark.parametrize("absent", [None, SEEN - timedelta(days=1)])
def test_every_day_that_an_entry_may_count_by_is_asked_for(absent: datetime | None) -> None:
    items = [replace(item(*days), absent_at=absent) for days in product(DAYS, repeat=3)]
    of = site(*items)
    signs = [*signs_of_life(of.channels[0], AS_OF)]
    asked = {(sign.title, sign.url, sign.claimed or sign.day) for sign in signs}
    assert len(asked) > len(items) / 2
    assert asked <= set(may_be_asked([of]))


def test_what_the_home_page_shows_is_asked_for_by_its_claim() -> None:
    shown = Item("关于防汛的通知", "http://a.example.gov.cn/1.html", DAYS[1], None)
    assert [*may_be_asked([site(on_home=(shown,))])] == [(shown.title, shown.url, DAYS[1])]
