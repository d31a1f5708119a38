"""Days told by elements: <time> in the page's own line, microdata, and none of its neighbours'."""

import pytest

from tests.extract.page_dates.articles import DAY, chinese, english


@pytest.mark.parametrize(
    "head",
    [
        '<p>By A. Clerk <time datetime="2012-05-20T08:11:00+01:00">last Sunday</time></p>', "<time>20 May 2012</time>", '<p>Updated <time datetime="2012-05-25">25 May</time> Published <time datetime="2012-05-20">20 May</time></p>', '<span itemprop="datePublished">2012-05-20 08:11</span>',
        '<abbr class="published" title="2012-05-20T08:11:00+01:00">Sunday</abbr>', '<p><time class="entry-date published" datetime="2012-05-20">20 May</time><time class=updated datetime="2012-05-25">25 May</time></p>', "<time pubdate>2012年5月20日</time>",
    ],
)  # fmt: skip
def test_an_element_of_the_page_tells_its_day(head: str) -> None:
    assert english(head).published == DAY


def test_in_a_chinese_line() -> None:
    head = '<p><time datetime="2012-05-20T08:11:00+08:00">5月20日</time> 水利站</p>'
    assert chinese(head).published == DAY


def test_words_that_tell_the_day_are_believed_before_the_element() -> None:
    head = '<p>By A. Clerk <time datetime="2012-05-20T17:00:00Z">20 May 2012</time></p>'
    assert english(head).published == DAY


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        ('<p>Last updated <time class=updated datetime="2012-05-20">20 May 2012</time></p>', ""),
        ('<p>The works begin on <time datetime="2012-05-20">20 May</time> at nine.</p>', ""),
        (
            "",
            '<section class=comments><div>Ann <time datetime="2012-05-20">20 May</time><p>Good news.</p></div></section>',
        ),
        (
            "",
            "<section class=related><h2>More news</h2>"
            + "".join(
                f'<div><a href=/n/{day}>Another story of the town number {day}</a><time datetime="2012-05-{day}">{day} May</time></div>'
                for day in (20, 19, 18)
            )
            + "</section>",
        ),
    ],
)
def test_other_days_are_not_taken(head: str, tail: str) -> None:
    assert english(head, tail=tail).published is None


def test_a_dated_neighbour_leaves_the_article_its_own_day() -> None:
    tail = '<aside><h4>相关</h4><p><a href="1.html">县气象局发布预警</a><time datetime="2012-05-05">05-05</time></p></aside>'
    assert chinese('<time datetime="2012-05-20">2012-05-20</time>', tail=tail).published == DAY
