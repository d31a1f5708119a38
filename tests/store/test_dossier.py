"""Histories written by hand, and what the rules are told of them."""

import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from config.folder import Config
from config.office import Office
from config.rulebook import Rulebook
from config.unit import PinnedChannel, Site, Unit
from monitor.dossier.build import build
from monitor.dossier.facts import ChannelView, Dossier, KnownItem
from store.merge.merge import merge
from store.outcomes import Outcome
from store.records import FrontierRow, Item, Link, Mention, PageKind, Purpose, SpendLine, SpendTable
from tests.store.nights import FIRST_NIGHT, HOME, NEWS, UNIT, City, Saw, a_list, entry, reading
from tests.store.test_classify import RULEBOOK

DAY_ONE = date(2012, 3, 2)
NOTICES = HOME + "tzgg/"


def config(unit: Unit = UNIT) -> Config:
    office = Office(name="某市政务公开办", city="老河口市")
    return Config(
        office=office, units=(unit,), rulebook=RULEBOOK, folder=Path("/x"), data=Path("/x/data")
    )


def dossier(city: City, number: int, *, unit: Unit = UNIT, run_id: str = "") -> Dossier:
    day = DAY_ONE + timedelta(days=number)
    return build(
        city.ledger,
        unit,
        config=config(unit),
        run_id=run_id or day.isoformat(),
        as_of=day,
        network_good=True,
        clock_suspect=False,
    )


def channel(found: Dossier, url: str = NEWS) -> ChannelView:
    return next(one for site in found.sites for one in site.channels if one.url == url)


def item(found: Dossier, title: str) -> KnownItem:
    return next(one for one in channel(found).items if one.title == title)


def home(words: str = "水利局", *links: str, **more: object) -> Saw:
    facts = reading(words, kind=PageKind.HOME, links=tuple(Link(url, "") for url in links))
    return Saw(HOME, facts, purpose=Purpose.HOME, **more)  # type: ignore[arg-type]


def news(*items: Item, url: str = NEWS, title: str = "工作动态", **more: object) -> Saw:
    return Saw(url, a_list(*items), purpose=Purpose.CHANNEL, title=title, **more)  # type: ignore[arg-type]


def down(url: str = HOME, outcome: Outcome = Outcome.TCP_TIMEOUT, **more: object) -> Saw:
    purpose = Purpose.HOME if url == HOME else Purpose.ITEM
    return Saw(url, outcome=outcome, changed=False, **{"purpose": purpose, **more})  # type: ignore[arg-type]


def test_a_unit_never_visited_has_its_sites_and_nothing_else(city: City) -> None:
    found = dossier(city, 0)
    assert [site.url for site in found.sites] == [HOME]
    assert found.sites[0].home.now is None
    assert not found.sites[0].home.visited_tonight
    assert found.coverage.state == "not_visited"
    assert (found.sites[0].effective_nights, found.sites[0].first_visit) == (0, None)


def test_a_night_of_two_pages(city: City) -> None:
    city.night(
        0,
        home("水利局", NEWS),
        news(entry("通知一", date(2012, 2, 28), 1), entry("通知二", None, 2)),
    )
    found = dossier(city, 0)
    (site,) = found.sites
    assert site.home.is_open
    assert site.open_share == 1.0
    view = channel(found)
    assert (view.name, view.channel_class, view.class_from, view.is_present) == (
        "工作动态",
        "news",
        "name",
        True,
    )
    assert [one.title for one in view.page.items] == ["通知一", "通知二"]
    assert [(one.title, one.claimed, one.date_role) for one in view.items] == [
        ("通知一", date(2012, 2, 28), "list_row"),
        ("通知二", None, ""),
    ]
    assert (found.coverage.planned, found.coverage.fetched, found.coverage.state) == (
        2,
        2,
        "complete",
    )
    assert (found.coverage.pages_captured, found.coverage.pages_open_share) == (2, 1.0)


def test_effective_nights_are_neither_blocked_nor_ours_nor_blind(city: City) -> None:
    for number, outcome in enumerate(
        (Outcome.TCP_TIMEOUT, Outcome.WAF_CHALLENGE, Outcome.NOT_JUDGED, Outcome.DNS_NXDOMAIN)
    ):
        city.night(number, down(outcome=outcome))
    city.night(4, down(), state="blind")
    city.night(5, home())
    (site,) = dossier(city, 5).sites
    assert site.effective_nights == 3
    assert site.open_share == pytest.approx(1 / 3)


def test_a_night_of_ours_shows_nothing_of_tonight(city: City) -> None:
    city.night(0, home())
    city.night(1, down(outcome=Outcome.NOT_JUDGED))
    found = dossier(city, 1)
    assert not found.sites[0].home.visited_tonight
    assert not found.sites[0].home.is_open
    assert found.coverage.not_judged == 1


def test_days_of_looks_at_the_present_reading_survive_an_outage(city: City) -> None:
    city.night(0, news(entry("甲", DAY_ONE, 1)))
    city.night(1, news())
    city.night(2, down(NEWS, purpose=Purpose.CHANNEL))
    city.night(3, news(changed=False))
    assert channel(dossier(city, 3)).page.looks_on_days == 2
    assert channel(dossier(city, 3)).page.items == ()


def test_unchanged_is_since_the_last_change_whatever_outage_lay_between(city: City) -> None:
    city.night(0, home("甲"))
    city.night(3, home("乙"))
    city.night(5, down())
    city.night(9, home("乙", changed=False))
    assert dossier(city, 9).sites[0].home.unchanged_since == FIRST_NIGHT + timedelta(days=3)
    city.night(10, home("甲"))
    assert dossier(city, 10).sites[0].home.unchanged_since == FIRST_NIGHT + timedelta(days=10)


def test_a_placeholder_speaks_for_the_page_and_an_error_does_not(city: City) -> None:
    city.night(0, news(entry("甲", DAY_ONE, 1)))
    city.night(1, Saw(NEWS, reading("出错了"), outcome=Outcome.SOFT_404, purpose=Purpose.CHANNEL))
    page = channel(dossier(city, 1)).page
    assert (len(page.items), page.is_open, page.kind) == (1, False, "list")
    city.night(
        2,
        Saw(
            NEWS,
            reading("建设中", placeholder="正在建设中"),
            outcome=Outcome.MAINTENANCE,
            purpose=Purpose.CHANNEL,
        ),
    )
    page = channel(dossier(city, 2)).page
    assert (page.placeholder, page.items, page.kind) == ("正在建设中", (), "list")


def test_yesterday_is_judged_as_it_was(city: City) -> None:
    city.night(0, home(), news(entry("旧", date(2012, 2, 1), 1)))
    city.night(1, home(changed=False), news(entry("旧", date(2012, 2, 1), 1), changed=False))
    then = dossier(city, 1)
    city.night(
        2, home("新首页"), news(entry("旧", date(2012, 3, 3), 1), entry("新", date(2012, 3, 4), 2))
    )
    city.night(3, home("新首页", changed=False))
    again = dossier(city, 1)
    assert [(one.title, one.claimed) for one in channel(again).items] == [
        (one.title, one.claimed) for one in channel(then).items
    ]
    assert channel(again).page.items == channel(then).page.items
    assert again.sites[0].home.now == then.sites[0].home.now
    assert again.sites[0].effective_nights == then.sites[0].effective_nights == 2
    cut = dossier(city, 2).sites[0].home
    assert cut.visited_tonight
    assert cut.now is not None
    assert (cut.now.nights, cut.now.checks) == (1, 1)


def test_an_entry_has_its_page_and_the_later_of_two_dates(city: City) -> None:
    one = entry("通知一", date(2012, 2, 20), 1)
    article = reading("通知一", published=date(2012, 2, 27), published_from="labelled")
    city.night(0, news(one), Saw(one.url, article, purpose=Purpose.ITEM, channel_url=NEWS))
    found = item(dossier(city, 0), "通知一")
    assert (found.claimed, found.date_role) == (date(2012, 2, 27), "labelled")
    assert found.page is not None
    assert found.page.is_open


def test_a_date_of_the_future_in_the_article_is_no_claim(city: City) -> None:
    one = entry("通知一", date(2012, 2, 20), 1)
    article = reading("通知一", published=date(2099, 1, 1), published_from="meta")
    city.night(0, news(one), Saw(one.url, article, purpose=Purpose.ITEM, channel_url=NEWS))
    assert item(dossier(city, 0), "通知一").claimed == date(2012, 2, 20)


def test_an_entry_still_listed_was_last_in_the_list_when_the_list_was_last_seen(city: City) -> None:
    city.night(0, news(entry("甲", DAY_ONE, 1)))
    city.night(5, news(changed=False))
    assert item(dossier(city, 5), "甲").last_in_list == FIRST_NIGHT + timedelta(days=5)


def gone(url: str) -> Saw:
    return down(url, Outcome.HTTP_404_410)


def test_an_entry_that_moved_is_found_and_a_monthly_title_is_not_taken_for_it(city: City) -> None:
    moved, monthly = (
        entry("关于防汛的通知", date(2012, 2, 1), 1),
        entry("财政收支情况", date(2012, 2, 2), 2),
    )
    next_month = entry("财政收支情况", date(2012, 1, 2), 3)
    city.night(
        0,
        news(moved, monthly, next_month),
        *(Saw(i.url, reading(i.url), purpose=Purpose.ITEM) for i in (moved, monthly, next_month)),
    )
    again = replace(moved, url=NEWS + "new/1.html")
    city.night(
        1,
        news(again, next_month),
        Saw(again.url, reading("改版"), purpose=Purpose.ITEM),
        gone(moved.url),
        gone(monthly.url),
    )
    found = {one.url: one for one in channel(dossier(city, 1)).items}
    assert found[moved.url].moved_to == again.url
    assert found[monthly.url].moved_to == ""


def test_the_same_words_elsewhere_are_the_same_document(city: City) -> None:
    old = entry("通知", date(2012, 2, 1), 1)
    words = reading("全文")
    city.night(0, news(old), Saw(old.url, words, purpose=Purpose.ITEM))
    city.night(1, gone(old.url), Saw(HOME + "archive/1.html", words))
    assert item(dossier(city, 1), "通知").moved_to == HOME + "archive/1.html"


def test_an_entry_that_stands_where_it_stood_has_not_moved(city: City) -> None:
    one, twin = entry("通知", date(2012, 2, 1), 1), entry("通知", date(2012, 2, 1), 2)
    city.night(
        0,
        news(one, twin),
        Saw(one.url, reading("甲"), purpose=Purpose.ITEM),
        Saw(twin.url, reading("乙"), purpose=Purpose.ITEM),
    )
    assert {found.moved_to for found in channel(dossier(city, 0)).items} == {""}


def test_a_parent_knows_its_childs_date_and_not_its_neighbours(city: City) -> None:
    parent, child, neighbour = HOME + "zwgk/", HOME + "zwgk/tzgg/", NOTICES
    city.night(
        0,
        news(url=parent, title="政务公开"),
        news(
            Item("新", child + "1.html", date(2012, 3, 1)),
            Item("未来", child + "2.html", date(2099, 1, 1)),
            url=child,
            title="公告",
        ),
        news(Item("邻", neighbour + "1.html", date(2012, 3, 2)), url=neighbour, title="通知"),
    )
    found = dossier(city, 0)
    assert channel(found, parent).child_updated == date(2012, 3, 1)
    assert (channel(found, child).parent_url, channel(found, child).child_updated) == (parent, None)
    assert channel(found, neighbour).parent_url == ""


def test_a_channel_taken_from_the_menu_is_no_longer_present(city: City) -> None:
    city.night(
        0, home("有", NEWS, NOTICES), news(entry("甲", DAY_ONE, 1)), news(url=NOTICES, title="通知")
    )
    assert channel(dossier(city, 0)).is_present
    city.night(1, home("无", NOTICES), news(changed=False), news(url=NOTICES, changed=False))
    found = dossier(city, 1)
    assert (channel(found).is_present, channel(found, NOTICES).is_present) == (False, True)
    assert channel(dossier(city, 0)).is_present


def test_a_pinned_channel_is_named_and_limited_by_the_office(city: City) -> None:
    pins = [
        PinnedChannel(url=NEWS, name="水利要情", channel_class="policy", limit_days=30),
        PinnedChannel(url=NOTICES, name="公示栏"),
    ]
    unit = UNIT.model_copy(update={"channels": pins})
    city.night(0, news(entry("甲", DAY_ONE, 1)), unit=unit)
    found = dossier(city, 0, unit=unit)
    view = channel(found)
    assert (view.name, view.channel_class, view.class_from, view.limit_days) == (
        "水利要情",
        "policy",
        "pinned",
        30,
    )
    unread = channel(found, NOTICES)
    assert (unread.channel_class, unread.class_from, unread.page.now) == ("notice", "name", None)


def test_a_place_on_the_portal_is_a_channel_itself(city: City) -> None:
    place = "http://portal.gov.cn/zjz/"
    unit = Unit(
        id="zhangji", name="张集镇", kind="township", sites=[Site(kind="portal_channel", url=place)]
    )
    city.night(0, Saw(place, a_list(entry("甲", DAY_ONE, 1)), purpose=Purpose.HOME), unit=unit)
    found = dossier(city, 0, unit=unit)
    assert [one.title for one in channel(found, place).items] == ["甲"]
    assert channel(found, place).is_present


def test_a_list_that_leads_to_a_superiors_is_shared(city: City) -> None:
    city.night(0, news(final_url="http://www.hubei.gov.cn/zcwj/"))
    assert channel(dossier(city, 0)).shared_with == "http://www.hubei.gov.cn/zcwj/"
    city.night(
        1, news(entry("甲", DAY_ONE, 1), final_url="http://example.gov.cn/xwzx/gzdt/index.html")
    )
    assert channel(dossier(city, 1)).shared_with == ""


def test_redating_speaks_of_tonight_only(city: City) -> None:
    city.night(0, news(*(entry(f"通知{n}", date(2011, 1, n + 1), n) for n in range(5))))
    city.night(1, news(*(entry(f"通知{n}", DAY_ONE, n) for n in range(5))))
    assert channel(dossier(city, 1)).redated_share == 1.0
    city.night(2, news(changed=False))
    assert channel(dossier(city, 2)).redated_share == 0.0


def test_a_private_address_is_told_only_while_it_is_the_answer(city: City) -> None:
    city.night(0, down(outcome=Outcome.INTRANET_ONLY, ip="10.1.2.3"))
    assert dossier(city, 0).sites[0].private_addresses == ("10.1.2.3",)
    city.night(1, home())
    assert dossier(city, 1).sites[0].private_addresses == ()


def test_one_document_at_two_addresses_is_one(city: City) -> None:
    said = Mention("powers", "行政处罚", "行政处罚依据。")
    same = reading("权力清单", mentions=(said,))
    city.night(
        0,
        Saw(HOME + "1.html", same),
        Saw(HOME + "2.html", same),
        Saw(HOME + "3.html", reading("另一件", mentions=(said, said))),
    )
    assert [len(document.mentions) for document in dossier(city, 0).mentions] == [1, 2]


def test_spending_is_that_of_the_last_good_reading(city: City) -> None:
    def budget(total: float) -> Saw:
        line = SpendLine(
            "", "其他支出", total / 2, 0.5, 0, True, True, False, 1, False, False, None, "", 3
        )
        table = SpendTable("预算", "function", True, 2012, "budget", "万元", total, lines=(line,))
        return Saw(HOME + "ys.html", reading(f"预算{total}", tables=(table,)), purpose=Purpose.ITEM)

    city.night(
        0,
        budget(100.0),
        Saw(
            HOME + "js.xls",
            reading("决算", document_unreadable="password"),
            purpose=Purpose.ATTACHMENT,
        ),
    )
    city.night(1, budget(200.0))
    city.night(2, gone(HOME + "ys.html"))
    spending = dossier(city, 2).spending
    assert [document.unreadable for document in spending] == ["", "password"]
    (table,) = spending[0].tables
    assert (table.total_yuan, table.lines[0].share, table.lines[0].is_bare) == (200.0, 0.5, True)
    assert spending[0].first_seen == FIRST_NIGHT
    assert spending[0].sha256


def test_coverage_counts_walls_and_leftovers_and_not_what_is_gone(city: City) -> None:
    left = FrontierRow(HOME + "9.html", Purpose.PAGE, "main")
    city.night(
        0, home(), gone(HOME + "1.html"), down(HOME + "2.html", Outcome.WAF_CHALLENGE), left=[left]
    )
    coverage = dossier(city, 0).coverage
    assert coverage.pages_open_share == pytest.approx(1 / 3)
    assert (coverage.state, coverage.pages_captured) == ("partial", 1)


def test_many_units_down_at_one_address_are_one_incident(city: City) -> None:
    units = [
        Unit(
            id=f"u{n}",
            name=f"某市第{n}局",
            kind="department",
            sites=[Site(kind="own", url=f"http://u{n}.gov.cn/")],
        )
        for n in range(4)
    ]

    def all_of_them(number: int, down_to: int) -> None:
        run = city.begin(number, units[0])
        city.ledger.sync_units(units, run.started_at)
        for n, unit in enumerate(units):
            url = f"http://u{n}.gov.cn/"
            saw = (
                down(url, purpose=Purpose.HOME, ip="")
                if n < down_to
                else Saw(url, reading(f"{number}{n}"), purpose=Purpose.HOME)
            )
            with city.write(run, [saw], unit=unit) as file:
                merge(file, city.ledger, city.archive)

    all_of_them(0, 0)
    all_of_them(1, 3)
    assert dossier(city, 1, unit=units[0]).shared_failures == {}
    all_of_them(2, 4)
    assert list(dossier(city, 2, unit=units[0]).shared_failures) == ["main"]


def test_a_site_not_yet_on_record_is_not_in_the_dossier(city: City) -> None:
    unit = UNIT.model_copy(update={"sites": [Site(kind="own", url=HOME, since=date(2012, 4, 1))]})
    assert dossier(city, 0, unit=unit).sites == ()


def test_a_thousand_pages_are_put_together_at_once(city: City) -> None:
    listed = [
        entry(f"第{n}号通知", date(2011, 1, 1) + timedelta(days=n % 365), n) for n in range(1000)
    ]
    lists = [
        Saw(
            NEWS if not k else f"{NEWS}index_{k}.html",
            a_list(*listed[k * 50 : k * 50 + 50]),
            purpose=Purpose.CHANNEL if not k else Purpose.LIST_PAGE,
            channel_url=NEWS,
        )
        for k in range(20)
    ]
    city.night(
        0,
        home(),
        *lists,
        *(
            Saw(one.url, reading(one.title), purpose=Purpose.ITEM, channel_url=NEWS)
            for one in listed
        ),
    )
    best = min(_seconds(city) for _ in range(5))
    assert len(channel(dossier(city, 0)).items) == 1000
    assert best < 0.3, "50 ms on a quiet machine; anything quadratic would take seconds"


def _seconds(city: City) -> float:
    begun = time.process_time()
    dossier(city, 0)
    return time.process_time() - begun


def test_the_rulebook_and_profile_are_the_offices(city: City) -> None:
    found = dossier(city, 0)
    assert isinstance(found.rulebook, Rulebook)
    assert (found.profile, found.as_of, found.network_good) == ("national", DAY_ONE, True)
    assert datetime(2012, 3, 1, tzinfo=UTC) < FIRST_NIGHT
