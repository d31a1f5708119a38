"""What is asked tonight is a pure function of the configuration, what is known, and the time."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.unit import PinnedChannel, Site, Unit
from crawler.plan import plan_crawl, plan_second_look
from store.outcomes import Outcome
from store.records import KnownPage, Purpose
from tests.crawler.conftest import NOW, office_of, unit_of

OFFICE = office_of({})
UNIT = unit_of("u", "http://site.example/")
ITEM = KnownPage(
    url="http://site.example/a.html",
    purpose=Purpose.ITEM,
    site="main",
    channel_url="http://site.example/news/",
    title="a",
    depth=2,
    last_visit_at=NOW - timedelta(days=1),
    last_full_at=NOW - timedelta(days=1),
    last_outcome=Outcome.OPEN,
    ever_good=True,
    etag='"1"',
    sha256="s",
    fingerprint="v1:x",
)


def urls(known: list[KnownPage], now: datetime = NOW, unit: Unit = UNIT) -> set[str]:
    return {row.url for row in plan_crawl(unit, OFFICE, known, now)}


def test_an_unknown_unit_is_its_entry_points_and_pinned_channels() -> None:
    unit = Unit(
        id="u",
        name="某局",
        kind="department",
        sites=[Site(kind="own", url="http://Site.example")],
        channels=[PinnedChannel(url="http://site.example/gg/", name="公告")],
    )
    rows = plan_crawl(unit, OFFICE, [], NOW)
    assert [(row.url, row.purpose, row.title_hint) for row in rows] == [
        ("http://site.example/", Purpose.HOME, ""),
        ("http://site.example/gg/", Purpose.CHANNEL, "公告"),
    ]


def test_a_site_no_longer_on_record_is_not_visited_nor_are_its_pages() -> None:
    unit = unit_of("u", "http://site.example/", until=date(2026, 11, 1))
    assert urls([replace(ITEM, last_visit_at=None)], unit=unit) == set()


@pytest.mark.parametrize("purpose", [Purpose.HOME, Purpose.CHANNEL])
def test_front_pages_and_channels_are_due_every_run(purpose: Purpose) -> None:
    assert ITEM.url in urls([replace(ITEM, purpose=purpose, last_visit_at=NOW)])


@pytest.mark.parametrize(
    ("change", "is_due"),
    [
        ({"last_visit_at": None}, True),
        ({"left_over": True}, True),
        ({"last_outcome": Outcome.TCP_TIMEOUT}, True),
        ({"last_outcome": Outcome.HTTP_404_410}, True),
        ({"last_outcome": Outcome.HTTP_404_410, "ever_good": False}, False),
        ({"last_outcome": Outcome.WAF_CHALLENGE}, True),
        ({"last_visit_at": NOW - timedelta(days=30)}, True),
        ({"purpose": Purpose.LIST_PAGE, "last_visit_at": NOW - timedelta(days=90)}, False),
        ({"purpose": Purpose.LIST_PAGE, "left_over": True}, True),
    ],
)
def test_what_failed_or_was_left_over_or_is_overdue_is_due(
    change: dict[str, object], is_due: bool
) -> None:
    quiet = next(
        p
        for n in range(99)
        if (p := replace(ITEM, url=f"http://site.example/{n}.html")).url not in urls([p])
    )
    assert (quiet.url in urls([replace(quiet, **change)])) is is_due  # type: ignore[arg-type]


def test_over_thirty_regular_nights_every_old_page_is_asked_once_and_the_load_is_even() -> None:
    pages = {
        n: replace(ITEM, url=f"http://site.example/{n}.html", last_visit_at=NOW) for n in range(600)
    }
    per_night, asked = [], Counter[str]()
    for night in range(1, 31):
        now = NOW + timedelta(days=night)
        due = urls(list(pages.values()), now) - {"http://site.example/"}
        per_night.append(len(due))
        asked.update(due)
        pages = {n: replace(p, last_visit_at=now) if p.url in due else p for n, p in pages.items()}
    assert set(asked) == {p.url for p in pages.values()}
    assert max(per_night) < 3 * 600 / 30


@given(
    st.lists(st.integers(1, 12), min_size=3, max_size=20), st.text("abc/", min_size=1, max_size=8)
)
def test_no_page_is_ever_left_unasked_for_more_than_thirty_days_however_nights_fall(
    gaps: list[int], name: str
) -> None:
    """With nights up to twelve days apart, a page asked too late by at most the surprise of a
    longer gap.
    """
    page, now, longest = replace(ITEM, url=f"http://site.example/{name}", last_visit_at=NOW), NOW, 0
    clockwork = replace(ITEM, url="http://site.example/", purpose=Purpose.HOME, last_visit_at=NOW)
    for before, gap in zip([gaps[0], *gaps], gaps, strict=False):
        now += timedelta(days=gap)
        if page.url in urls([page, clockwork], now):
            assert page.last_visit_at is not None
            longest = (now - page.last_visit_at).days
            assert longest <= 30 + max(0, gap - before) + gap
            page = replace(page, last_visit_at=now)
        clockwork = replace(clockwork, last_visit_at=now)
    assert page.last_visit_at is not None
    assert (now - page.last_visit_at).days <= 30 + max(gaps)


def test_validators_are_used_but_not_for_thirty_days_on_end() -> None:
    def asks(**change: object) -> bool:
        rows = plan_crawl(UNIT, OFFICE, [replace(ITEM, purpose=Purpose.CHANNEL, **change)], NOW)  # type: ignore[arg-type]
        return next(row for row in rows if row.url == ITEM.url).ask_conditionally

    assert asks()
    assert not asks(last_full_at=NOW - timedelta(days=30))
    assert not asks(etag="")
    assert not asks(last_outcome=Outcome.HTTP_5XX)
    assert not asks(fingerprint="")


def test_pages_not_due_are_told_so_that_they_are_not_met_as_new() -> None:
    quiet = next(
        p
        for n in range(99)
        if (p := replace(ITEM, url=f"http://site.example/{n}.html")).url not in urls([p])
    )
    rows = plan_crawl(UNIT, OFFICE, [quiet], NOW)
    assert rows[0].not_tonight == (quiet.url,)


def test_left_over_pages_come_before_others_of_their_kind() -> None:
    other = replace(ITEM, url="http://site.example/b.html", last_visit_at=None)
    rows = plan_crawl(UNIT, OFFICE, [other, replace(ITEM, left_over=True)], NOW)
    assert [row.url for row in rows][1:] == [ITEM.url, other.url]


def test_a_second_look_asks_without_validators_and_knows_what_it_compares() -> None:
    (known, unknown) = plan_second_look([ITEM.url, "http://site.example/new"], [ITEM])
    assert (known.ask_conditionally, known.known_fingerprint, known.purpose) == (
        False,
        "v1:x",
        Purpose.ITEM,
    )
    assert (unknown.url, unknown.purpose) == ("http://site.example/new", Purpose.PAGE)


def test_what_is_to_be_seen_anew_is_due_at_once_and_asked_without_validators() -> None:
    assert ITEM.url not in urls([ITEM])
    [row] = [
        row
        for row in plan_crawl(UNIT, OFFICE, [ITEM], NOW, frozenset({ITEM.url}))
        if row.url == ITEM.url
    ]
    assert not row.ask_conditionally
    home = replace(ITEM, url="http://site.example/", purpose=Purpose.HOME)
    assert [row.ask_conditionally for row in plan_crawl(UNIT, OFFICE, [home], NOW)] == [True]
    assert [
        row.ask_conditionally
        for row in plan_crawl(UNIT, OFFICE, [home], NOW, frozenset({home.url}))
    ] == [False]


def test_a_page_that_a_menu_names_is_due_every_run_and_may_be_asked_conditionally() -> None:
    rows = plan_crawl(UNIT, OFFICE, [ITEM], NOW, every_run=frozenset({ITEM.url}))
    assert [row.ask_conditionally for row in rows if row.url == ITEM.url] == [True]
