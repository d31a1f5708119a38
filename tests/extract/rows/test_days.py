"""Lists without years: the year follows from the order; in doubt the reading is the one kinder to
the unit.
"""

from datetime import date

import pytest

from tests.reading import read_page


def days(shown: list[str], as_of: str, urls: list[str] | None = None) -> list[str]:
    urls = urls or [f"/a/{n}.html" for n in range(len(shown))]
    rows = "".join(
        f'<li><a href="{u}">关于有关事项的公告之{n}号文</a><span>{d}</span></li>'
        for n, (d, u) in enumerate(zip(shown, urls, strict=True))
    )
    facts = read_page(
        f"<div class=list><ul>{rows}</ul></div>".encode(),
        url="http://a.example/tz/index.html",
        as_of=date.fromisoformat(as_of),
    )
    return [str(item.claimed or "") for item in facts.items]


@pytest.mark.parametrize(
    ("shown", "as_of", "expected"),
    [
        (["03-05", "02-20", "01-11"], "2012-03-06", ["2012-03-05", "2012-02-20", "2012-01-11"]),
        (["01-04", "12-30", "12-01"], "2012-01-05", ["2012-01-04", "2011-12-30", "2011-12-01"]),
        (["11-12", "10-30", "09-01"], "2012-03-06", ["2011-11-12", "2011-10-30", "2011-09-01"]),
        (["03-05", "12-20", "04-10"], "2012-05-01", ["2012-03-05", "2011-12-20", "2011-04-10"]),
        (["12-30", "03-05", "03-01"], "2012-03-06", ["2011-12-30", "2012-03-05", "2012-03-01"]),
        (["02-30", "03-01", "02-20"], "2012-03-06", ["", "2012-03-01", "2012-02-20"]),
        (
            ["[3月5日]", "[2月20日]", "[1月1日]"],
            "2012-03-06",
            ["2012-03-05", "2012-02-20", "2012-01-01"],
        ),
    ],
)
def test_years_follow_the_order(shown: list[str], as_of: str, expected: list[str]) -> None:
    assert days(shown, as_of) == expected


def test_the_address_knows_the_year() -> None:
    assert days(
        ["03-05", "03-01", "02-20"],
        "2012-03-06",
        ["/201003/t20100305_1.html", "/201003/t20100301_1.html", "/201002/t20100220_1.html"],
    ) == ["2010-03-05", "2010-03-01", "2010-02-20"]


def test_split_boxes() -> None:
    rows = "".join(
        f'<li><div class=d><b>{d:02}</b><i>2012-03</i></div><a href="/a/{d}.html">关于有关事项的公告之{d}号文</a></li>'
        for d in (28, 15, 2)
    )
    facts = read_page(
        f"<ul>{rows}</ul>".encode(), url="http://a.example/tz/index.html", as_of=date(2012, 4, 1)
    )
    assert [str(i.claimed) for i in facts.items] == ["2012-03-28", "2012-03-15", "2012-03-02"]


def test_a_date_inside_the_link_is_taken_off_the_title() -> None:
    rows = "".join(
        f'<li><a href="/a/{d}.html">关于有关事项的公告之甲 <em>[2012-03-{d}]</em></a></li>'
        for d in (28, 15, 12)
    )
    facts = read_page(
        f"<ul>{rows}</ul>".encode(), url="http://a.example/tz/index.html", as_of=date(2012, 4, 1)
    )
    assert [(i.title, str(i.claimed)) for i in facts.items] == [
        ("关于有关事项的公告之甲", f"2012-03-{d}") for d in (28, 15, 12)
    ]


def test_a_labelled_date_inside_the_link_is_taken_off_too() -> None:
    rows = "".join(
        f'<a class=it href="/a/{d}.html"><span>关于有关事项的公告之甲</span><em>发布时间：2012-03-{d}</em></a>'
        for d in (28, 15, 12)
    )
    facts = read_page(
        f"<div>{rows}</div>".encode(), url="http://a.example/tz/index.html", as_of=date(2012, 4, 1)
    )
    assert [(i.title, str(i.claimed)) for i in facts.items] == [
        ("关于有关事项的公告之甲", f"2012-03-{d}") for d in (28, 15, 12)
    ]


def test_a_date_in_the_title_is_not_the_rows_date() -> None:
    rows = "".join(
        f'<li><a href="/a/{d}.html">2012年3月{d}日全县天气情况通报</a></li>' for d in (28, 15, 12)
    )
    facts = read_page(
        f"<ul>{rows}</ul>".encode(), url="http://a.example/tq/index.html", as_of=date(2012, 4, 1)
    )
    assert [i.claimed for i in facts.items] == [None, None, None]


def test_each_list_of_a_home_page_begins_anew() -> None:
    shown = (("03-05", "01-20", "12-30"), ("03-04", "02-28"), ("03-01", "11-30"))
    lists = "".join(
        "<div class=box><h3>栏目<a href=/m/>更多</a></h3><ul>"
        + "".join(
            f'<li><a href="/{n}/{d}.html">关于有关事项的公告{n}之{d}</a><span>{d}</span></li>'
            for d in days
        )
        + "</ul></div>"
        for n, days in enumerate(shown)
    )
    facts = read_page(lists.encode(), url="http://a.example/", as_of=date(2012, 3, 6))
    assert [str(i.claimed) for i in facts.items] == [
        "2012-03-05",
        "2012-01-20",
        "2011-12-30",
        "2012-03-04",
        "2012-02-28",
        "2012-03-01",
        "2011-11-30",
    ]


def test_a_list_cut_into_groups_goes_on() -> None:
    groups = (("02-05", "01-20"), ("12-28", "12-01"), ("11-30", "10-02"))
    lists = "".join(
        "<ul>"
        + "".join(
            f'<li><a href="/a/{d}.html">关于有关事项的公告之{d}</a><span>{d}</span></li>'
            for d in days
        )
        + "</ul>"
        for days in groups
    )
    facts = read_page(
        f"<div>{lists}</div>".encode(),
        url="http://a.example/tz/index.html",
        as_of=date(2012, 12, 30),
    )
    assert [str(i.claimed) for i in facts.items] == [
        "2012-02-05",
        "2012-01-20",
        "2011-12-28",
        "2011-12-01",
        "2011-11-30",
        "2011-10-02",
    ]


def test_todays_date_beside_the_logo_dates_nothing() -> None:
    page = '<div class=t><a href="/gywm/"><img src=l.png alt="老县人民政府网站群"></a> 今天是2012年3月6日</div><ul><li><a href="/a/1.html">关于有关事项的公告</a><span>2010-03-01</span></li></ul>'
    facts = read_page(page.encode(), url="http://a.example/", as_of=date(2012, 3, 6))
    assert {str(i.claimed) for i in facts.items} <= {"2010-03-01", "None"}


def beside(tails: dict[str, str], as_of: str = "2012-06-01") -> list[str]:
    """The days read of rows with these tails, in their order; keys are names of one character."""
    rows = "".join(
        f'<li><a href="/a/{ord(name)}.html">关于有关事项的公告之{name}号文</a>{tail}</li>'
        for name, tail in tails.items()
    )
    facts = read_page(
        f"<ul class=news>{rows}</ul>".encode(),
        url="http://a.example/tz/index.html",
        as_of=date.fromisoformat(as_of),
    )
    return [str(item.claimed or "") for item in facts.items]


@pytest.mark.parametrize(
    ("tails", "expected"),
    [
        (("<span>发布于 3小时前</span>", "<span>发布于 2天前</span>", "<span>发布于 1周前</span>"), ("2012-06-01", "2012-05-30", "")),
        (("<p>办公室 · 1天前</p>", "<p>办公室 · 2天前</p>", "<p>办公室 · 3天前</p>"), ("2012-05-31", "2012-05-30", "2012-05-29")),
        (("<p><em>发布：05-03</em><em>阅读 33</em></p>", "<p><em>发布：05-02</em><em>阅读 32</em></p>"), ("2012-05-03", "2012-05-02")),
        (("<p>办公室 05-03 10:13</p>", "<p>办公室 05-02 10:12</p>"), ("2012-05-03", "2012-05-02")),
        (("<p>第 3/12 期</p>", "<p>评分 4/5</p>", "<p>1-2 人</p>"), ("", "", "")),
        (("<span>3 May 2012</span>", "<span>2 May 2012</span>", "<span>1 May 2012</span>"), ("2012-05-03", "2012-05-02", "2012-05-01")),
    ],
)  # fmt: skip
def test_a_day_beside_its_label_its_author_and_counts(
    tails: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    names = "甲乙丙"
    assert beside(dict(zip(names, tails, strict=False))) == [*expected]


def test_keywords_and_sharing_take_no_part() -> None:
    share = '<div><a href="http://service.weibo.com/share?u={0}">微博</a><a href="http://connect.qq.com/?u={0}">QQ空间</a></div>'
    tags = "<div><span>{1}</span><a href=/tag/fx>防汛</a><a href=/tag/jz>救灾</a></div>"
    ages = {"甲": "3小时前", "乙": "昨天 10:11", "丙": "5天前"}
    rows = {name: (tags + share).format(name, age) for name, age in ages.items()}
    assert beside(rows) == ["2012-06-01", "2012-05-31", "2012-05-27"]
