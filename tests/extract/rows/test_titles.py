"""The words of an entry: of a link, of a card, or above a link that only reads on."""

import pytest

from tests.extract.rows.lists import TITLES, entries, link

DAYS = ("2012-06-18", "2012-06-11", "2012-06-03")


@pytest.mark.parametrize("more", ["继续阅读", "阅读全文 »", "[查看详情]", "Read more", "更多"])
def test_what_reads_on_is_no_title(more: str) -> None:
    rows = [
        f"<li>{link(place)}<i>{day}</i><p>今年以来，成效明显。{link(place, more)}</p></li>"
        for place, day in enumerate(DAYS)
    ]
    assert entries(f"<ul>{''.join(rows)}</ul>") == [*zip(TITLES, DAYS, strict=False)]


def test_a_card_is_a_link_with_its_title_and_day_inside() -> None:
    rows = [
        f"<li><a href=/a/{place}.html><div><b>{day[8:]}</b><i>{day[:7]}</i></div><h5>{TITLES[place]}</h5><p>今年以来，成效明显……</p></a></li>"
        for place, day in enumerate(DAYS)
    ]
    assert entries(f"<ul>{''.join(rows)}</ul>") == [*zip(TITLES, DAYS, strict=False)]


def test_a_title_above_a_link_that_reads_on() -> None:
    rows = [
        f"<div class=r><h4>{TITLES[place]}</h4><p>{day}</p><a href=/a/{place}.html>查看详情</a></div>"
        for place, day in enumerate(DAYS)
    ]
    assert entries("".join(rows)) == [*zip(TITLES, DAYS, strict=False)]
