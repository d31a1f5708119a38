"""A page on which only noise moved has the fingerprint it had; a page on which something was said
has another.
"""

from datetime import date

import pytest

from crawler.extract.fingerprint import fingerprint_of, learn_masks
from crawler.extract.flat import Place, RawBlock
from crawler.extract.noise.meanings import Meaning, meanings
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


COUNTERS = [
    ("阅读 3.2万", "阅读 3.3万"),
    ("阅读：9999", "阅读：1万+"),
    ("浏览量：1.2K次", "浏览量：1.3K次"),
    ("浏览：1 203", "浏览：1 287"),
    ("PV：1203", "PV：1377"),
    ("UV：33 PV：120", "UV：35 PV：129"),
    ("点赞 3", "点赞 15"),
    ("赞 12", "赞 13"),
    ("👍 12", "👍 13"),
    ("热度 1.5万", "热度 1.6万"),
    ("热度 5.6万℃", "热度 5.9万℃"),
    ("播放次数：345", "播放次数：350"),
    ("1.1万人观看", "1.2万人观看"),
    ("328人已阅", "331人已阅"),
    ("已有328人阅读", "已有331人阅读"),
    ("1.2万次阅读", "1.3万次阅读"),
    ("收藏 3 转发：1.2万 评论(5)", "收藏 4 转发：1.3万 评论(6)"),
    ("关注度：55", "关注度：58"),
    ("浏览次数：加载中", "浏览次数：57"),
    ("阅读：-", "阅读：57"),
    ("今日访问：33 总访问：10233", "今日访问：4 总访问：10290"),
    ("1.2k views", "1.4k views"),
    ("阅读数：１２３", "阅读数：１２９"),
    ("阅读 3.2万 | 点赞 33 | 3天前", "阅读 3.3万 | 点赞 34 | 4天前"),
    ("查看：332 | 回复：2", "查看：351 | 回复：3"),
    ("人气指数 88", "人气指数 91"),
    ("Hello, guest! 12 people online", "Hello, guest! 15 people online"),
    ("有 332 人觉得有用", "有 340 人觉得有用"),
    ("分享到：微信(3) 微博(12)", "分享到：微信(4) 微博(15)"),
]
AGES = [
    ("3小时前发布", "昨天发布"),
    ("更新于：5小时前", "更新于：6小时前"),
    ("3天前", "4天前"),
    ("1周前", "2周前"),
    ("刚刚", "3分钟前"),
    ("半小时前", "2小时前"),
    ("更新时间：23小时前", "更新时间：昨天"),
    ("昨天 14:30", "前天 14:30"),
    ("updated 2 hours ago", "updated 3 hours ago"),
]
COUNTDOWNS = [
    ("距离2024年高考还有18天", "距离2024年高考还有17天"),
    ("倒计时：3天12小时5分", "倒计时：3天12小时4分"),
    ("距活动结束还剩3天5小时", "距活动结束还剩2天5小时"),
    ("本站已安全运行3120天", "本站已安全运行3121天"),
    ("5秒后自动跳转", "4秒后自动跳转"),
]


def noted(note: str, where: str) -> str:
    """The article with `note` in its byline or below it, or the list with it in every row. No
    element is named for the text, so all around it counts.
    """
    if where == "row":
        return list_page(rows=[row.replace("浏览：{views}次", note) for row in ROWS])
    page = ARTICLE.format(
        day="2012年3月19日", n=1, text="一、加强值班。", file="/a.xls", other="甲"
    )
    page = page.replace(" id=zoom", "")
    if where == "byline":
        return page.replace("点击：1次", f"来源：县政府办 {note}")
    return page.replace("<a href='/a.xls'>", f"<div>{note}</div><a href='/a.xls'>")


@pytest.mark.parametrize("where", ["byline", "below", "row"])
@pytest.mark.parametrize(("old", "new"), COUNTERS)
def test_a_counter_in_any_form_is_no_news(old: str, new: str, where: str) -> None:
    assert fingerprint(noted(old, where)) == fingerprint(noted(new, where))


@pytest.mark.parametrize("where", ["byline", "below"])
@pytest.mark.parametrize(("old", "new"), AGES)
def test_what_grows_old_by_itself_is_no_news(old: str, new: str, where: str) -> None:
    assert fingerprint(noted(old, where)) == fingerprint(noted(new, where))


@pytest.mark.parametrize(("old", "new"), COUNTDOWNS)
def test_a_countdown_is_no_news(old: str, new: str) -> None:
    assert fingerprint(noted(old, "below")) == fingerprint(noted(new, "below"))


@pytest.mark.parametrize("where", ["byline", "below"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("核定补助资金3.2万元", "核定补助资金3.3万元"),
        ("预算 3.2万", "预算 3.3万"),
        ("招聘人数：3人", "招聘人数：5人"),
        ("综合管理岗 3人", "综合管理岗 5人"),
        ("推荐名额：3名", "推荐名额：5名"),
        ("距报名截止（2024年5月30日）还有3天", "距报名截止（2024年6月30日）还有34天"),
        ("请于会议召开3天前提交材料", "请于会议召开5天前提交材料"),
        ("每人每月阅读2本书", "每人每月阅读3本书"),
        ("应急广播每日播放3次", "应急广播每日播放5次"),
        ("组织观看警示教育片3次", "组织观看警示教育片5次"),
        ("参与企业 12家", "参与企业 15家"),
        ("下载文件 3个", "下载文件 5个"),
        ("热度达 3.2 亿千瓦", "热度达 3.5 亿千瓦"),
        ("河道流量：3.2m³/s", "河道流量：5.2m³/s"),
        ("好评率不低于95%", "好评率不低于98%"),
        ("剩余名额：30", "剩余名额：12"),
        ("自受理之日起20个工作日内办结", "自受理之日起15个工作日内办结"),
        ("试运行 30天", "试运行 60天"),
        ("播放时长 03:25", "播放时长 04:25"),
    ],
)
def test_figures_that_look_like_counters_are_news(old: str, new: str, where: str) -> None:
    assert fingerprint(noted(old, where)) != fingerprint(noted(new, where))


def said(*lines: str, place: Place = Place.EDGE) -> list[Meaning]:
    blocks = [RawBlock(line, -1, 0, 0, 0) for line in lines]
    for block in blocks:
        block.place = place
    return meanings(blocks)


def test_a_counter_may_be_cut_in_two_by_its_markup() -> None:
    for label in ("阅读量", "浏览次数：", "距高考还有"):
        assert [line.left for line in said(label, "3.2万+", "正文")] == ["", "", "正文"]
    # a cell of a yearly report, not a counter
    assert said("总访问量", "32456")[1].left == "32456"
    assert [line.why for line in said("12", "点赞")] == ["counter", "counter"]
    assert [line.left for line in said("标题", "12", "浏览次数：")][:2] == ["标题", "12"]


def test_what_stands_inside_a_text_is_the_texts() -> None:
    target = "年度目标：浏览量 1.5万"
    assert said(target, place=Place.TEXT)[0].left == target
    assert said(target)[0].left != target


def test_a_link_that_holds_its_counter_is_titled_without_it() -> None:
    row = "<li><a href=/tz/{0}.html>关于第{0}号事项的通知公告 <i>阅读 {1}万</i></a><span>2012-03-{0}</span></li>"
    rows = "".join(row.format(n, n / 10) for n in (15, 14, 13))
    facts = read_page(
        f"<title>通知公告</title><ul>{rows}</ul>".encode(),
        url="http://a.example/tz/index.html",
        as_of=AS_OF,
    )
    assert [item.title for item in facts.items] == [
        f"关于第{n}号事项的通知公告" for n in (15, 14, 13)
    ]


def test_in_a_byline_a_short_word_with_a_number_is_a_counter_whatever_it_is_called() -> None:
    for old, new in (("Read: 334", "Read: 351"), ("被赏 3", "被赏 5"), ("没用(1)", "没用(2)")):
        assert fingerprint(noted(old, "byline")) == fingerprint(noted(new, "byline"))
    for old, new in (("文号 3", "文号 5"), ("有效期 3", "有效期 5"), ("收费 30", "收费 50")):
        assert fingerprint(noted(old, "byline")) != fingerprint(noted(new, "byline"))
