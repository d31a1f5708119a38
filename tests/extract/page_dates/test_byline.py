"""The line under the title: what stands beside its day, and whose else it may be."""

import pytest

from tests.extract.page_dates.articles import DAY, chinese


@pytest.mark.parametrize(
    "head",
    [
        "<div>区融媒体中心 2012-05-20</div>", "<p><span>县水利局</span> <span>2012-05-20 08:11</span></p>", "<p>县融媒体中心　2012年5月20日</p>", "<div style='text-align:right'>县政府办公室　2012年5月20日</div>", "<div>挂网日期：2012-05-20</div>", "<div>發佈日期：2012-05-20</div>",
        "<div><span>县发布</span> · <span>12天前</span></div>", "<p>发布于 12天前 来源：水利站</p>",
    ],
)  # fmt: skip
def test_a_bare_line_under_the_title(head: str) -> None:
    facts = chinese(head)
    assert (facts.published, facts.published_from) == (DAY, "labelled")


@pytest.mark.parametrize(
    "head",
    [
        "<p>会议地点：县政府三楼 2012-05-20</p>", "<p>最后更新：2012-05-20 08:11</p>", "<p>更新于：5小时前</p>", "<p>最後更新：2012-05-20 08:11</p>", "<p>记者昨天从县水利局获悉</p>", "<p>（2012年5月20日县人民政府常务会议通过）</p>",
        "<p>活动地点 县体育馆 2012-05-20</p>", "<p>县人大常委会通过 2012-05-20</p>", "<p>2012-05-20 全县防汛工作部署召开</p>", "<p>第3期 2012-05-20至2012-05-27</p>", "<p>浏览 3天</p>",
        "<p>被告于网站刊登“发布日期：2012-05-20”的广告，经查不实。</p>", "<p>根据我局在县政府网站公布的通知，发布日期：2012-05-20，请各单位认真贯彻，抓好落实。</p>",
    ],
)  # fmt: skip
def test_no_byline(head: str) -> None:
    assert chinese(head).published is None


@pytest.mark.parametrize("boxes", ["<b>20</b><i>2012-05</i>", "<i>2012年5月</i><b>20日</b>"])
def test_a_day_in_boxes_beside_the_title(boxes: str) -> None:
    assert chinese(above=f"<div>{boxes}</div>").published == DAY


def test_a_byline_inside_the_heading() -> None:
    text = "<h1>关于做好防汛工作的通知<small>县水利局 2012-05-20</small></h1>"
    assert chinese(above=text).published == DAY


@pytest.mark.parametrize(
    "above",
    [
        "<div>2012年6月1日 10:30 <a href=/login>登录</a><a href=/reg>注册</a></div>", "<div><span>2012-06-01</span></div>", "<div>2012年6月1日 星期五</div>", "<div>2012-05-31 10:30</div>", "<div><b>1</b><i>2012-06</i></div>", "<div>星期五 2012-05-25 10:30</div>",
    ],
)  # fmt: skip
def test_a_clock_above_the_title_is_no_byline(above: str) -> None:
    assert chinese(above=above).published is None


def test_a_day_at_the_end_of_the_way_to_the_page() -> None:
    way = "<div>现在的位置：<a href=/>首页</a>&gt;<a href=/fh/>森林防火</a>&gt;正文 <span>2012-05-20</span></div>"
    assert chinese(above=way).published == DAY
