"""The line under the title, labels in other tongues, heads of tables, ages: and what is none."""

import time
from datetime import date

import pytest

from tests.extract.page_dates.articles import AS_OF, CHINESE, DAY, chinese, english
from tests.reading import read_page


@pytest.mark.parametrize(
    "head",
    [
        "<p>Published 20 May 2012</p>", "<p>Posted on May 20th, 2012 by A. Clerk</p>", "<div>By A. Clerk | Sunday, May 20, 2012 8:11 am</div>", "<p>First published: 20 May 2012. Last updated: 25 May 2012</p>", "<p class=date>20.05.2012</p>",
        "<p>Von A. Schreiber, 20. Mai 2012</p>", "<p>Publié le 20 mai 2012</p>", "<p>Posted by A. Clerk on Sunday, 20 May 2012</p>", "<p>May 20, 2012 · 6 min read</p>", "<p>Posted 12 days ago</p>",
    ],
)  # fmt: skip
def test_lines_in_other_tongues(head: str) -> None:
    assert english(head).published == DAY


@pytest.mark.parametrize(
    "head",
    [
        "<p>Last updated: 20 May 2012</p>", "<p>Aktualisiert am 20. Mai 2012</p>", "<p>Mis à jour le 20 mai 2012</p>", "<p>When: 20 May 2012, 7 pm</p>", "<p>Closing date: 20 May 2012</p>", "<p>Registered: 20 May 2012 07:00</p>", "<p>Published 05/06/2012</p>", "<p>Works begin on 20 May 2012.</p>",
    ],
)  # fmt: skip
def test_other_days_in_other_tongues(head: str) -> None:
    assert english(head).published is None


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("<th>索引号</th><th>发文日期</th><th>发布日期</th>", "77-01|2012-05-18|2012-05-20"),
        ("<td>成文日期</td><td>主题</td><td>发布日期</td>", "2012-05-18|水利|2012-05-20"),
    ],
)
def test_the_head_of_a_column_labels_its_cell(head: str, row: str) -> None:
    cells = "".join(f"<td>{cell}</td>" for cell in row.split("|"))
    facts = chinese(above=f"<table><tr>{head}</tr><tr>{cells}</tr></table>")
    assert facts.published == DAY


def test_dated_remarks_leave_an_article_what_it_is() -> None:
    remarks = "".join(
        f"<div><a href=/u/{n}>网友{n}</a> 2012-05-2{n} 10:1{n}<p>支持，希望尽快落实到位。</p></div>"
        for n in range(1, 6)
    )
    tail = f"<div class=comments><h3>网友评论</h3>{remarks}</div>"
    assert chinese("<p>发布时间：2012-05-20 来源：水利站</p>", tail=tail).published == DAY
    assert chinese(tail=tail).published is None


def test_what_is_told_and_what_is_declared_contradict_each_other() -> None:
    declared = '<meta property="article:published_time" content="2012-05-02">'
    assert chinese("<p>来源：水利站 2012-05-20</p>", declared).published is None
    assert chinese("<p>来源：水利站 2012-05-02</p>", declared).published == date(2012, 5, 2)


@pytest.mark.parametrize(
    "flood",
    [
        ("<p>" + "on , " * 30 + "x 20 May 2012</p>") * 1_500,
        "<table><tr>" + "<td>发布日期</td><td>2012-05-20</td>" * 5_000 + "</tr></table>",
        "<table>" + "<tr><td>发布日期</td><td>2012-05-20</td></tr>" * 5_000 + "</table>",
        '<p><time datetime="2012-05-20">x</time></p>' * 10_000,
        '<script type="application/ld+json">{"a":1' * 20_000,
    ],
)
def test_floods_of_dates_are_bounded(flood: str) -> None:
    began = time.process_time()
    read_page(
        f"<h1>关于做好防汛工作的通知</h1>{flood}".encode(), url="http://a.example/5", as_of=AS_OF
    )
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "head",
    [
        "<ul><li>录入时间：2012-05-18</li><li>审核时间：2012-05-19</li><li>发布时间：2012-05-20</li></ul>", "<p>更新时间：2012-05-25 成文日期：2012-05-18 公开日期：2012-05-20</p>", "<dl><dt>访谈时间</dt><dd>2012年5月26日 15:00</dd><dt>预告刊登</dt><dd>2012年5月20日</dd></dl>",
        "<p>首次公告日期：2012年5月10日</p><p>更正公告发布时间：2012年5月20日</p>", "<p>《水利简报》 刊发20120520 总第118期</p>",
        "<p>2012-05-20 星期日 16:20　字号【大 中 小】</p>", "<p>水函〔2012〕114号 · 2012-05-20 · 水利局</p>", "<p>公历2012年5月20日编发　文化馆</p>", "<p>上传：水利站 | 2012/5/20 | 已读 88</p>",
        "<p><span>2012</span>年<span>05</span>月<span>20</span>日</p>", "<div><div>20</div><div>2012-05</div></div>", "<div><p>20</p><p>五月，2012</p></div>", "<code>issued: 2012-05-20T15:50:00+08:00</code>", "<p>From: County Daily | Time: May 20, 2012 | Print</p>",
    ],
)  # fmt: skip
def test_which_day_of_a_byline_is_the_publications(head: str) -> None:
    assert chinese(head).published == DAY


@pytest.mark.parametrize(
    "text",
    ["<p>公示时间：2012年5月20日至2012年5月25日。</p>", "<p>发布时间：2012年5月20日-25日。</p>"],
)
def test_where_a_span_of_days_begins_nothing_was_published(text: str) -> None:
    assert chinese(text=CHINESE * 4 + text).published is None
