"""A page on which only noise moved has the fingerprint it had; a page on which something was said
has another.
"""

from datetime import date

import pytest

from crawler.extract.fingerprint import fingerprint_of, learn_masks
from crawler.extract.noise import why_noise, without_noise
from tests.reading import read_page

AS_OF = date(2012, 3, 20)
LIST = """<html><head><title>通知公告</title></head><body><div class="top">{clock}</div><div class="nav"><a href="/">首页</a></div>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; 通知公告</div><form><input type="hidden" name="__VIEWSTATE" value="{token}"></form>
<ul class="list">{rows}</ul><div class="recommend"><h3>热点推荐</h3>{hot}</div><div class="friendlink">{friends}</div><div class="footer">您是第{count}位访问者 {weather}</div>{tail}</body></html>"""
ROWS = [
    f'<li><a href="/tz/{n}.html{{q}}" title="关于第{n}号事项的通知公告">关于第{n}号事项的…</a><span>2012-03-{n}</span> <i>浏览：{{views}}次</i></li>'
    for n in (15, 14, 13, 12)
]
BASE = {"clock": "今天是2012年3月19日 星期一", "token": "abc", "rows": "", "hot": "<a href=/a>热点甲</a>", "friends": "<a href=http://x.example/>甲局</a><a href=http://y.example/>乙局</a>", "count": "1024", "weather": "多云 3℃~12℃", "tail": ""}  # fmt: skip


def list_page(rows: list[str] | None = None, q: str = "", views: int = 10, **changes: str) -> str:
    rows = ROWS if rows is None else rows
    filled = "".join(row.format(q=q, views=views) for row in rows)
    return LIST.format(**(BASE | {"rows": filled} | changes))


def fingerprint(
    html: str, url: str = "http://a.example/tz/index.html", masks: frozenset[str] = frozenset()
) -> str:
    return read_page(html.encode(), url=url, as_of=AS_OF, masks=masks).fingerprint


ORIGINAL = fingerprint(list_page())


@pytest.mark.parametrize(
    "html",
    [
        list_page(clock="今天是2012年3月20日 星期二"), list_page(clock="现在是2012年3月20日 10:33:21 农历二月廿八"), list_page(token="zzz" * 30), list_page(views=11), list_page(q="?v=20120320"), list_page(q="?_=1332201234"), list_page(q=";jsessionid=8A7F"),
        list_page(hot="<a href=/b>热点乙</a><a href=/c>热点丙</a>"), list_page(friends="<a href=http://y.example/>乙局</a><a href=http://x.example/>甲局</a>"), list_page(count="99999"), list_page(weather="小雨 1℃~7℃"),
        list_page(rows=list(reversed(ROWS))), list_page(tail="<script>var t=1332201234;</script><!-- 0.033s -->"), list_page().replace('class="list"', 'id="l" class="list"'), list_page().replace("<ul class=\"list\">", "<ul   data-x=1  class='list'>"),
        list_page(tail="<div>页面生成时间：2012-03-20 10:11:12</div>"), list_page(tail="<div>Processed in 0.033 second(s), 5 queries</div>"), list_page().replace("http://x.example", "https://x.example"), list_page().replace("<body>", "<body><noscript>请启用脚本</noscript><style>a{}</style>"),
    ],
)  # fmt: skip
def test_noise_leaves_the_fingerprint(html: str) -> None:
    assert fingerprint(html) == ORIGINAL


@pytest.mark.parametrize(
    "html",
    [
        list_page(rows=ROWS[1:]), list_page(rows=[ROWS[0].replace("15", "16"), *ROWS]), list_page(rows=[ROWS[0].replace("2012-03-15", "2012-03-18"), *ROWS[1:]]), list_page(rows=[ROWS[0].replace("事项的通知", "事项的补充通知"), *ROWS[1:]]),
        list_page(rows=[ROWS[0].replace("/tz/15", "/tz/77"), *ROWS[1:]]),
    ],
)  # fmt: skip
def test_news_changes_the_fingerprint(html: str) -> None:
    assert fingerprint(html) != ORIGINAL


ARTICLE = "<html><head><title>关于防汛工作的通知</title></head><body><div>今天是{day}</div><h1>关于防汛工作的通知</h1><div>发布时间：2012-03-15 点击：{n}次</div><div id=zoom><p>各村：为进一步做好防汛工作，现将有关事项通知如下。</p><p>{text}</p></div><a href='{file}'>附件.xls</a><div>上一篇：<a href=/1>{other}</a></div></body></html>"


def article(
    day: str = "2012年3月19日",
    n: int = 1,
    text: str = "一、加强值班，落实责任，确保信息畅通。",
    file: str = "/a.xls",
    other: str = "甲",
) -> str:
    return fingerprint(
        ARTICLE.format(day=day, n=n, text=text, file=file, other=other),
        "http://a.example/tz/5.html",
    )


def test_article_noise() -> None:
    assert article() == article(day="2012年3月20日", n=2, other="乙", file="/a.xls?t=2")


@pytest.mark.parametrize(
    "changed", [article(text="一、加强值班，落实责任。"), article(file="/b.xls")]
)
def test_article_news(changed: str) -> None:
    assert article() != changed


def test_masks_learned_from_two_looks_hold_for_the_third() -> None:
    looks = [
        list_page(
            tail=f"<p>本站累计发布信息{n}条，其中图片{n * 2}张，服务群众共计{n * 3}人，欢迎监督。</p>"
        )
        for n in (101, 102, 177)
    ]
    facts = [
        read_page(look.encode(), url="http://a.example/tz/index.html", as_of=AS_OF)
        for look in looks
    ]
    hashes = [[block.hash for block in fact.blocks] for fact in facts]
    masks = learn_masks(hashes[0], hashes[1])
    assert masks and fingerprint_of(hashes[0]) != fingerprint_of(hashes[2])
    assert fingerprint_of(hashes[0], masks) == fingerprint_of(hashes[2], masks)
    assert fingerprint(looks[2], masks=masks) == fingerprint_of(hashes[0], masks)


def test_masks_do_not_hide_news() -> None:
    looks = [
        list_page(
            tail=f"<p>本站累计发布信息{n}条，其中图片{n * 2}张，服务群众共计{n * 3}人，欢迎监督。</p>"
        )
        for n in (101, 102)
    ]
    hashes = [
        [
            b.hash
            for b in read_page(
                look.encode(), url="http://a.example/tz/index.html", as_of=AS_OF
            ).blocks
        ]
        for look in looks
    ]
    masks = learn_masks(*hashes)
    assert fingerprint(list_page(rows=ROWS[1:]), masks=masks) != fingerprint_of(hashes[0], masks)


def test_a_shape_that_also_stands_still_is_not_learned() -> None:
    """One entry came and one went between two looks: the entries of a list often differ in nothing
    but numbers.
    """
    looks = [
        list_page(
            rows=[
                f"<li><a href=/jb/{n}.html>水产工作简报第{n}期</a><span>2012-03-{n}</span></li>"
                for n in numbers
            ]
        )
        for numbers in ((12, 13, 14), (13, 14, 15), (17, 18, 19))
    ]
    hashes = [
        [
            b.hash
            for b in read_page(
                look.encode(), url="http://a.example/tz/index.html", as_of=AS_OF
            ).blocks
        ]
        for look in looks
    ]
    masks = learn_masks(hashes[0], hashes[1])
    assert len({h[:6] for h in hashes[0]}) == 1
    assert fingerprint_of(hashes[2], masks) != fingerprint_of(hashes[1], masks)


def test_fingerprint_names_its_version() -> None:
    assert ORIGINAL.startswith("v1:")


@pytest.mark.parametrize(
    "line",
    [
        "您上次访问时间：2012-03-19 10:00", "点赞 12", "共有 15 条评论", "页面生成时间：2012-03-20 10:00:12 耗时 35ms", "今天是 2012年3月20日 星期二 老县 多云 8~17℃ 东南风3级 中国政府网 | 无障碍 | 登录", "版权所有 © 2005-2012 老县人民政府", "老县水利局 鄂ICP备05000001号 您是第10364位访问者",
        "© 2012 Example Inc. All rights reserved. v27.2", "Hello, guest! 12 people online", "Dernière visite : 19/03/2012", "Last viewed: 2 minutes ago", "下一篇：没有了", "version 1.2.3", "在线人数：4 页面生成耗时：12.001毫秒", "友情链接：今日老县 新华网 中国政府网",
    ],
)  # fmt: skip
def test_lines_that_say_nothing(line: str) -> None:
    assert why_noise(line)


@pytest.mark.parametrize(
    "line",
    [
        "加强空气质量监测和扬尘治理", "周一至周五8:30-12:00", "下一个阶段抓好春耕生产", "前一页所列费用", "北京2022年冬奥会火炬传递活动通知", "农历正月十五前完成", "推行网上在线办理", "气温逐步回升，注意防虫", "汇率变动影响较大", "阅读推广活动", "点击报名链接", "今天完成任务",
        "Vimeo", "Session recordings", "Version control", "Views of the board", "Top secret", "Online status",
    ],
)  # fmt: skip
def test_words_of_a_text_are_no_noise(line: str) -> None:
    assert not why_noise(line)


def test_a_sentence_keeps_its_figures() -> None:
    assert (
        without_noise("全年网站总访问量123456次，同比增长一成。")
        == "全年网站总访问量123456次，同比增长一成。"
    )
    assert without_noise("来源：县政府办 浏览次数：131") == "来源：县政府办"
