"""Every frozen list, field by field (what is special about each stands in pages/lists.toml)."""

from datetime import date

import pytest

from store.records import PageKind
from tests.extract.frozen_lists import FrozenList, frozen_lists
from tests.extract.pages_read import reading

each = pytest.mark.parametrize("page", frozen_lists(), ids=lambda page: page.name)


@each
def test_titles_addresses_and_dates(page: FrozenList) -> None:
    assert [(item.title, item.url, item.claimed) for item in page.read().items] == page.entries


@each
def test_the_way_to_the_second_page(page: FrozenList) -> None:
    assert (page.read().next_pages or ("",))[0] == page.next_page


@each
def test_entries_claimed(page: FrozenList) -> None:
    assert page.read().items_claimed == page.claimed


@each
def test_kind(page: FrozenList) -> None:
    assert page.read().kind is (PageKind.HOME if page.url.endswith("example/") else PageKind.LIST)


def test_a_short_text_beside_lists_of_others_is_the_article() -> None:
    facts = reading(
        "generic/short_text.html", "http://www.qinghe.example/tzgg/13.html", "2022-03-30"
    )
    assert (facts.kind, facts.title, facts.published) == (
        PageKind.ARTICLE,
        "停水通知",
        date(2022, 3, 28),
    )
    assert facts.text == "因管网维修，3月29日8时至18时城北停水。"


def test_where_the_title_names_the_office_the_line_above_the_byline_names_the_article() -> None:
    facts = reading(
        "asp/office_title.src.html",
        "http://slj.qinghe.example/shownews.asp?id=809",
        "2012-03-15",
        "gb18030",
    )
    assert (facts.kind, facts.title, facts.published) == (
        PageKind.ARTICLE,
        "县水利局召开防汛工作会议",
        date(2012, 3, 5),
    )
