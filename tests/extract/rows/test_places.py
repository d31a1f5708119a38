"""The element of an entry is the unit that repeats, with its day and what stands beside its title."""

import pytest

from tests.extract.rows.lists import TITLES, entries, link

DAYS = ("2012-06-18", "2012-06-11", "2012-06-03")
KIND = '<a href="/jz/">讲座</a>'
OPERATIONS = '<p><a href="/pic/{0}">[图解]</a><a href="/qa/{0}">[问答]</a></p>'
POST = '<h2>{0}</h2><div><span>发布于 <a href="/a/{2}.html">{1}</a></span><a href="/by/admin/">管理员</a></div>'


@pytest.mark.parametrize(
    "row",
    [
        "<div class=row><div class=l>{kind}{title}</div><div class=r><small>{day}</small></div></div>",
        "<div class=row><span>{day}</span><div><div>{title}</div>{operations}</div></div>",
        "<li><div><span>1</span></div><div>{title}<p>{day}</p>{operations}</div></li>",
        "<article><header>{post}</header><p>今年以来，全县上下齐心协力。<a href=/a/{place}.html>继续阅读</a></p></article>",
        "<table class=e><tr><td>{title}</td></tr><tr><td>发布日期：{day}</td><td>截止日期：2012-08-01</td></tr></table>",
        "<div class=row><a href=/a/{place}.html><img src=p.jpg></a><h3>{title}</h3><p>{day} 来源：水利局</p></div>",
    ],
)  # fmt: skip
def test_the_unit_that_repeats_is_the_entry(row: str) -> None:
    rows = [
        row.format(
            place=place,
            title=link(place),
            day=day,
            kind=KIND,
            operations=OPERATIONS.format(place),
            post=POST.format(link(place), day, place),
        )
        for place, day in enumerate(DAYS)
    ]
    assert entries("".join(rows)) == [*zip(TITLES, DAYS, strict=False)]


def test_a_menu_that_leads_to_its_own_page_is_no_list() -> None:
    menu = [
        f"<li><a href=/tz/{name}.html>行政许可事项目录之{name}</a></li>" for name in ("1", "2", "3")
    ]
    assert not entries(f"<ul>{''.join(menu)}</ul>", "http://a.example/tz/2.html")
