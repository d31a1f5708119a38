"""Which date of an article is which: roles, the order of evidence, and the traps of
docs/field-notes.md §10.4.
"""

from datetime import date

import pytest

from store.records import PageFacts
from tests.reading import read_page

AS_OF = date(2012, 6, 1)
PROSE = (
    "<p>为进一步做好全镇防汛工作，保障人民群众生命财产安全，现将有关事项通知如下，请各村认真贯彻执行。</p>"
    * 4
)


def article(
    head: str = "",
    metas: str = "",
    tail: str = "",
    url: str = "http://a.example/tz/show.asp?id=5",
    as_of: date = AS_OF,
) -> PageFacts:
    html = f"<html><head>{metas}<title>关于做好防汛工作的通知</title></head><body><h1>关于做好防汛工作的通知</h1>{head}<div id='zoom'>{PROSE}{tail}</div></body></html>"
    return read_page(html.encode(), url=url, as_of=as_of)


@pytest.mark.parametrize(
    "head",
    [
        "<div>发布时间：2012-05-20</div>", "<div>发布日期：2012年5月20日 来源：水利站</div>", "<div>发布时间： [ 2012-05-20 ] 点击：33</div>", "<div><span>发 布 时 间：</span><span>2012-05-20</span></div>", "<div>来源：水利站　2012-05-20 08:11　浏览：33</div>",
        "<table><tr><td>发布日期：</td><td>2012年5月20日</td><td>成文日期：</td><td>2012年5月18日</td></tr></table>", "<div>日期：2012-05-20</div>", "<div>时间：2012/5/20 9:00:00　作者：办公室</div>", "<div>信息时间:2012-05-20 阅读次数:8</div>", "<div>发布日期:20120520</div>", "<p>2012-05-20 08:11</p>",
        "<div>公开日期</div><div>2012-05-20</div>", "<div>发布于：2012.05.20</div>", "<div>添加时间：2012-5-20 浏览次数：<b>120</b></div>",
    ],
)  # fmt: skip
def test_publication_labels(head: str) -> None:
    facts = article(head)
    assert (facts.published, facts.published_from) == (date(2012, 5, 20), "labelled")


@pytest.mark.parametrize(
    "head",
    [
        "<div>今天是2012年5月31日 星期四</div>", "<div>截止时间：2012-05-20</div>", "<div>报名时间：2012-05-20</div>", "<div>施行日期：2012-05-20</div>", "<div>页面生成时间：2012-05-31 08:11</div>", "<div>打印时间：2012-05-31</div>", "<div>浏览次数：20120520</div>", "<div>文号：水发〔2012〕5号</div>",
        "<div>成文日期：2012年5月18日</div>", "<div>公示期：2012-05-20至2012-05-27</div>", "<div>有效期至2012-05-20</div>", "<div>当前时间：2012-05-31 10:00</div>",
    ],
)  # fmt: skip
def test_other_roles_are_never_the_publication(head: str) -> None:
    assert article(head).published is None


def test_meta_goes_before_label_and_label_before_url() -> None:
    url = "http://a.example/tz/201205/t20120515_5.html"
    metas = '<meta name="PubDate" content="2012-05-22 10:00">'
    head = "<div>发布时间：2012-05-20</div>"
    assert article(head, metas, url=url).published_from == "meta"
    assert article(head, url=url).published_from == "labelled"
    facts = article(url=url)
    assert (facts.published, facts.published_from, facts.url_date) == (
        date(2012, 5, 15),
        "url",
        date(2012, 5, 15),
    )


def test_a_future_meta_date_is_an_anomaly_and_the_next_evidence_speaks() -> None:
    facts = article("<div>发布时间：2012-05-20</div>", '<meta name="PubDate" content="2012-08-20">')
    assert (facts.published, facts.published_from) == (date(2012, 5, 20), "labelled")
    assert "implausible_date:meta:2012-08-20" in facts.anomalies


def test_tomorrow_is_still_believed() -> None:
    assert article("<div>发布时间：2012-06-02</div>").published == date(2012, 6, 2)


def test_signature_at_the_end_is_the_signing_date() -> None:
    facts = article(tail="<p align=right>洪山镇人民政府</p><p align=right>二〇一二年五月十八日</p>")
    assert (facts.signed, facts.published) == (date(2012, 5, 18), None)


def test_deadline_in_prose_is_no_date_of_the_document() -> None:
    facts = article(tail="<p>请于2012年5月30日前将名单报镇政府办公室。</p>")
    assert (facts.published, facts.signed) == (None, None)


def test_updated_is_its_own_column() -> None:
    facts = article("<div>更新时间：2012-05-25</div>")
    assert (facts.updated, facts.published) == (date(2012, 5, 25), None)


def test_a_document_signed_decades_before_it_was_put_on_line() -> None:
    facts = article("<div>发布日期：2012-05-20 成文日期：1987年11月5日</div>")
    assert (facts.published, facts.signed) == (date(2012, 5, 20), date(1987, 11, 5))


def test_list_pages_have_no_publication_date() -> None:
    rows = "".join(
        f'<li><a href="/a/{n}.html">关于第{n}号事项的通知公告</a><span>2012-05-{n:02}</span></li>'
        for n in range(10, 20)
    )
    facts = read_page(
        f"<ul>{rows}</ul>".encode(), url="http://a.example/tz/index.html", as_of=AS_OF
    )
    assert (facts.kind.value, facts.published) == ("list", None)
