"""A text and the lists around it: which of them the page is for, and that nothing said outside the
text is overlooked.
"""

from datetime import date

import pytest

from store.records import PageFacts, PageKind
from tests.reading import read_page

AS_OF = date(2012, 10, 15)
SHORT = "经研究，定于近日召开全县水产养殖工作座谈会，请各养殖户准时参加，有关材料由各乡镇水产站负责发放。"
NEIGHBOURS = "".join(
    f'<li><a href="/xw/2012/t2012090{n}_{n}.html">关于第{n}号鱼塘改造进展的情况通报</a><span>2012-09-0{n}</span></li>'
    for n in range(1, 9)
)
INSIDE = "<ul>{rows}</ul>"


def read(body: str, path: str = "xw/1.html") -> PageFacts:
    page = f"<html><head><title>座谈会通知-某县水产局</title></head><body><div class=main>{body}</div></body></html>"
    return read_page(page.encode(), url=f"http://www.example.gov.cn/{path}", as_of=AS_OF)


@pytest.mark.parametrize("path", ["xw/1.html", "zwgk/201209/t20120920_71.html"])
def test_a_short_article_beside_dated_rows_is_an_article(path: str) -> None:
    text = f"<div class=text><h1>座谈会通知</h1><p>发布时间：2012-09-20 来源：办公室</p><p>{SHORT}</p></div>"
    facts = read(f"{text}<div class=right><h3>最新信息</h3><ul>{NEIGHBOURS}</ul></div>", path)
    assert (facts.kind, facts.published, facts.items) == (PageKind.ARTICLE, date(2012, 9, 20), ())


def test_an_introduction_over_dated_rows_leaves_the_page_a_list() -> None:
    facts = read(f"<p>{SHORT}</p><ul>{NEIGHBOURS}</ul><p>共8条</p>", "tzgg/index.html")
    assert (facts.kind, len(facts.items)) == (PageKind.LIST, 8)


def test_rows_that_each_bear_a_labelled_date_are_no_article() -> None:
    rows = "".join(
        f"<li><a href='/a/{n}.html'>关于第{n}号鱼塘改造进展的情况通报</a> 发布时间：2012-09-0{n}</li>"
        for n in range(1, 7)
    )
    facts = read(f"<p>{SHORT}</p><ul>{rows}</ul>", "tzgg/index.html")
    assert (facts.kind, len(facts.items)) == (PageKind.LIST, 6)


def test_remarks_of_readers_do_not_make_an_article_a_list() -> None:
    remarks = "".join(
        f"<li>匿名用户{n}：很好 {n}分钟前 <a href='/jubao?id={n}'>举报</a></li>"
        for n in range(2, 9)
    )
    text = "".join(f"<p>{SHORT}（{n}）</p>" for n in range(8))
    facts = read(f"<div id=article_content>{text}<ul>{remarks}</ul></div>")
    assert facts.kind is PageKind.ARTICLE and not facts.items


@pytest.mark.parametrize(
    ("old", "new"),
    [("十日", "二十日"), ("水产站", "农技站"), ("7500元", "7800元"), ("<li>鲫鱼苗</li>", "")],
)
def test_a_word_changed_outside_the_fullest_element_changes_the_fingerprint(
    old: str, new: str
) -> None:
    lead = "<div class=lead><p>各养殖户应当在十日之内向所在乡镇水产站申报，逾期不予受理。</p></div><ul><li>鲢鱼苗</li><li>鲫鱼苗</li><li>7500元</li></ul>"
    page = (
        lead + "<div class=rest>" + "".join(f"<p>{SHORT}（{n}）</p>" for n in range(12)) + "</div>"
    )
    assert read(page).fingerprint != read(page.replace(old, new, 1)).fingerprint


HEADINGS = (
    "相关信息",
    "热点推荐",
    "点击排行",
    "Related articles",
    "You may also like",
    "À lire aussi",
    "相关阅读：",
    "· 推荐阅读 ·",
)
WRAPPINGS = (
    "<div class=zz><h3>{heading}</h3><ul>{rows}</ul></div>",  # begins its element
    "<h3><span>{heading}</span></h3><div>{rows}</div>",  # stands above it
    "<div><div class=hd><b>{heading}</b><a href=/more/>更多</a></div><div class=bd>{rows}</div></div>",
    "<table><tr><td>{heading}</td></tr><tr><td>{rows}</td></tr></table>",
    "<dl><dt>{heading}</dt><dd>{rows}</dd></dl>",
)


def rotated(heading: str, wrapping: str, words: str) -> PageFacts:
    rows = "".join(f"<li><a href='/o/{n}.html'>{words}第{n}号</a></li>" for n in range(5))
    text = f"<h1>座谈会通知</h1><p>发布时间：2012-09-20</p><div class=text><p>{SHORT}</p><p>特此通知。</p></div>"
    return read(text + wrapping.format(heading=heading, rows=rows))


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("wrapping", WRAPPINGS)
def test_what_stands_under_such_a_heading_is_about_other_pages(heading: str, wrapping: str) -> None:
    one, other = (
        rotated(heading, wrapping, words) for words in ("关于鱼塘改造的通报", "关于湖区清淤的公告")
    )
    assert one.kind is PageKind.ARTICLE and one.fingerprint == other.fingerprint
    assert SHORT in one.text and "鱼塘" not in one.text


@pytest.mark.parametrize(
    "body",
    [
        f"<table><tr><td>热点推荐<br><a href=/o/1.html>关于鱼塘改造的通报</a></td><td><p>{SHORT}</p><p>发布时间：2012-09-20</p></td></tr></table>",
        f"<table><tr><td>热点推荐</td><td><p>{SHORT}</p></td></tr></table>",
        f"<h3>热点推荐</h3><div><h1>座谈会通知</h1><p>{SHORT}</p></div>",
        f"<div><b>相关文件</b><p>{SHORT}</p></div>",
        f"<ul><li>推荐</li><li>{SHORT}</li></ul>",
    ],
)
def test_the_text_beside_such_a_heading_is_still_the_pages(body: str) -> None:
    assert SHORT in read(body).text


def test_a_channel_may_be_called_so() -> None:
    page = f"<title>热点新闻_某县</title><div>当前位置：<a href=/>首页</a> &gt; 热点新闻</div><div class=l><h2>热点新闻</h2><ul>{NEIGHBOURS}</ul></div>"
    facts = read_page(page.encode(), url="http://www.example.gov.cn/rdxw/index.html", as_of=AS_OF)
    assert (facts.kind, len(facts.items)) == (PageKind.LIST, 8)


def test_an_empty_channel_has_none_of_the_entries_beside_it() -> None:
    few = "".join(
        f"<li><a href=/xw/{n}.html>关于第{n}号鱼塘的通报</a><span>2012-09-0{n}</span></li>"
        for n in (3, 2, 1)
    )
    page = f"<title>财政信息_某县</title><div>当前位置：<a href=/>首页</a> &gt; 财政信息</div><p>本栏目公开财政预算、决算和“三公”经费，以及财政资金的分配和使用情况。欢迎监督。</p><div class=l><ul></ul></div><div class=r><h3>热点信息</h3><ul>{few}</ul></div>"
    facts = read_page(page.encode(), url="http://www.example.gov.cn/czxx/index.html", as_of=AS_OF)
    assert (facts.kind, facts.items) == (PageKind.LIST, ())


@pytest.mark.parametrize(
    ("below", "kind"),
    [
        ("<p><img src=1.jpg></p>", PageKind.ARTICLE),
        ("<p><a href=/f/1.xls>附件1：决算表.xls</a></p>", PageKind.ATTACHMENT),
        (
            "<table>"
            + "".join(
                f"<tr><td>{n}</td><td>张某{n}</td><td>2012-09-0{n}</td></tr>" for n in range(1, 9)
            )
            + "</table>",
            PageKind.ARTICLE,
        ),
    ],
)
def test_a_publication_line_of_its_own_makes_an_article_of_what_is_no_prose(
    below: str, kind: PageKind
) -> None:
    facts = read(
        f"<div><h1>座谈会通知</h1><p>发布时间：2012-09-20</p>{below}</div><div class=box><ul>{NEIGHBOURS}</ul></div>"
    )
    assert (facts.kind, facts.published, facts.items) == (kind, date(2012, 9, 20), ())


def test_the_pages_own_title_among_the_recommended_makes_them_no_part_of_it() -> None:
    def shown(titles: list[str]) -> str:
        rows = "".join(f"<li><a href='/o/{title}.html'>{title}</a></li>" for title in titles)
        return read(
            f"<h1>座谈会通知</h1><div class=text><p>{SHORT}</p></div><div><h3>热点推荐</h3><ul>{rows}</ul></div>"
        ).fingerprint

    assert shown(["座谈会通知", "鱼塘改造通报"]) == shown(["湖区清淤公告", "鱼塘改造通报"])
