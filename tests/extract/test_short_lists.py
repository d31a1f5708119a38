"""Short lists of old sites, laid out in tables, whose titles and cells look like something else."""

from datetime import date

import pytest

from store.records import PageFacts, PageKind
from tests.reading import read_page

AS_OF = date(2012, 10, 15)
FRAME = """<html><head><title>{title} - 某县水产局</title></head><body>
<table width="760"><tr><td><a href="index.asp">首页</a> | <a href="list.asp?classid=7">政策文件</a></td></tr></table>
<table width="760">{body}</table>
<table width="760"><tr><td align="center">主办单位：某县水产局<br>联系电话：0000-1234567<br>您是第{visits}位访问者</td></tr></table>
</body></html>"""
ROW = '<tr><td>·<a href="show.asp?id={id}" title="{title}">{title}</a></td><td width="90">{day}</td><td width="60">点击：{hits}</td></tr>'
TITLES = (
    "关于加强苗种检疫的实施意见",
    "休渔期执法实施方案",
    "关于鱼塘改造的若干规定",
    "水产品运输管理办法施行通知",
)


def read(title: str, body: str, path: str) -> PageFacts:
    page = FRAME.format(title=title, body=body, visits=31234).encode("gb18030")
    return read_page(page, url=f"http://www.example.gov.cn/{path}", as_of=AS_OF)


@pytest.mark.parametrize("count", [2, 3, 4])
def test_a_list_of_few_rows_is_a_list_whatever_its_titles_end_with(count: int) -> None:
    rows = [
        ROW.format(id=n, title=title, day=f"2011-{n + 3}-8", hits=300 + n)
        for n, title in enumerate(TITLES[:count], 1)
    ]
    foot = f'<tr><td colspan="3">共{count}条信息 第1/1页 <a href="list.asp?classid=7">首页</a> 上一页 下一页 尾页</td></tr>'
    crumb = '<tr><td colspan="3">您现在的位置：<a href="index.asp">首页</a> → <a href="list.asp?classid=7">政策文件</a></td></tr>'
    facts = read("政策文件", crumb + "".join(rows) + foot, "list.asp?classid=7")
    assert facts.kind is PageKind.LIST
    assert [(i.title, i.claimed) for i in facts.items] == [
        (t, date(2011, n + 3, 8)) for n, t in enumerate(TITLES[:count], 1)
    ]


@pytest.mark.parametrize("path", ["list.asp?classid=7", "zcwj.html"])
def test_dates_repeated_row_by_row_are_no_byline(path: str) -> None:
    """Two rows, no breadcrumb, no paging bar, and prose in the footer: nothing but the rows says
    what this is.
    """
    rows = "".join(
        ROW.format(id=n, title=title, day=f"2011-{n + 3}-8", hits=300 + n)
        for n, title in enumerate(TITLES[:2], 1)
    )
    page = FRAME.replace("<br>联系电话：", "，地址：某县水产路一号，联系电话：").format(
        title="政策文件", body=rows, visits=7
    )
    facts = read_page(page.encode("gb18030"), url=f"http://www.example.gov.cn/{path}", as_of=AS_OF)
    assert (facts.kind, facts.title, len(facts.items), facts.published) == (
        PageKind.LIST,
        "政策文件",
        2,
        None,
    )


def test_dated_neighbours_under_an_article_leave_its_byline() -> None:
    body = """<tr><td align="center"><b>鱼病防治培训</b></td></tr><tr><td align="center">来源：水产局　2011-11-8 10:02　浏览次数：338</td></tr>
<tr><td>十一月七日，县水产局举办鱼病防治培训，四十名养殖户参加。</td></tr>"""
    rows = "".join(
        ROW.format(id=n, title=title, day=f"2011-{n + 3}-8", hits=300 + n)
        for n, title in enumerate(TITLES[:2], 1)
    )
    facts = read("鱼病防治培训", f"{body}<tr><td><table>{rows}</table></td></tr>", "show.asp?id=12")
    assert (facts.kind, facts.published) == (PageKind.ARTICLE, date(2011, 11, 8))


def test_a_byline_with_a_linked_source_is_no_row_of_the_neighbours_list() -> None:
    page = """<html><head><title>鱼病防治培训</title></head><body><h1>鱼病防治培训</h1>
<p><span>2011-11-8 10:02</span> 来源：<a href="http://y.example.gov.cn/index2.html">某县水产技术推广站</a> <a href="/remarks/12">参与留言一百零八人</a></p>
<div>{text}</div>
<div><p><span>2011-6-8</span> <a href="/a/6.html">休渔期执法实施方案</a></p></div></body></html>"""
    text = "<p>技术员讲解了鱼病的识别和用药，现场解答提问，发放资料一百二十份，受到欢迎。</p>" * 12
    facts = read_page(
        page.replace("{text}", text).encode(),
        url="http://www.example.gov.cn/show.asp?id=12",
        as_of=AS_OF,
    )
    assert (facts.kind, facts.published) == (PageKind.ARTICLE, date(2011, 11, 8))


def test_a_date_under_a_column_of_effect_is_still_no_date_of_publication() -> None:
    rows = "".join(
        f'<li><a href="/a/{n}.html">渔业管理办法之{n}</a> <span>施行日期：</span><span>2011-0{n}-08</span></li>'
        for n in (1, 2, 3)
    )
    facts = read("政策文件", f"<tr><td><ul>{rows}</ul></td></tr>", "list.asp?classid=7")
    assert not [item for item in facts.items if item.claimed]


def test_the_title_is_neither_the_breadcrumb_nor_the_footer() -> None:
    body = """<tr><td>您现在的位置：<a href="index.asp">首页</a> → <a href="list.asp?classid=7">政策文件</a> → 正文</td></tr>
<tr><td align="center"><font size="4"><b>我县开展鱼病防治培训</b></font></td></tr>
<tr><td align="center">来源：水产局　发布时间：2011-11-8 10:02:00　浏览次数：338</td></tr>
<tr><td><p>十一月七日，县水产局在水库管理所举办鱼病防治培训，四十名养殖户参加。</p><p>技术员讲解了鱼病的识别和用药，现场解答提问。</p></td></tr>"""
    facts = read("我县开展鱼病防治培训", body, "show.asp?id=12")
    assert facts.kind is PageKind.ARTICLE
    assert facts.title == "我县开展鱼病防治培训"
    assert facts.published == date(2011, 11, 8)


def test_an_empty_channel_without_a_word_has_a_fingerprint_all_the_same() -> None:
    page = '<html><head><title></title></head><body><ul class="list"></ul><img src="a.gif"></body></html>'
    first, second = (
        read_page(page.encode(), url="http://www.example.gov.cn/zcjd/", as_of=AS_OF).fingerprint
        for _ in range(2)
    )
    assert first == second != ""


def test_a_channel_under_construction_is_an_empty_list_whatever_banner_and_footer_say() -> None:
    crumb = '<tr><td colspan="3">您现在的位置：<a href="index.asp">首页</a> → <a href="list.asp?classid=7">政策解读</a></td></tr>'
    banner = "<tr><td>今天是2012年10月15日 星期一　天气：多云，七到十五度，微风，空气质量良好。</td></tr>"
    identity = "<tr><td>承办：某县水产局办公室，地址：人民路九号，邮编：000000，传真：0000-7654321，欢迎批评指正。</td></tr>"
    menu = "".join(
        f'<a href="list.asp?classid={n}">{name}</a> | '
        for n, name in enumerate(
            ("工作动态", "通知公告", "财政预决算", "办事指南", "服务承诺", "监督投诉")
        )
    )
    facts = read(
        "政策解读",
        f"<tr><td>{menu}</td></tr>"
        + banner
        + crumb
        + "<tr><td>正在建设中，敬请期待！</td></tr>"
        + identity,
        "list.asp?classid=7",
    )
    assert (facts.kind, facts.items) == (PageKind.LIST, ())
    assert facts.placeholder == "正在建设中，敬请期待！"


ONE = '<li><a href="/tz/1.html">关于开展房屋安全鉴定的通告</a><span>2012-10-08</span></li>'


@pytest.mark.parametrize(
    "around",
    [
        '<div class=list><ul>{}</ul><div class=page>共2页 <a href="/tz/index.html?p=1">1</a></div></div>',
        '<div class=list><ul>{}<li><a href="/tz/index_1.html">1</a> 第2页 共2页 2012-10-08</li></ul></div>',
        '<div class=list><ul>{}</ul><p>2012-10-08 <a href="/tz/index_1.html">第1页</a> <a href="/tz/index_2.html">第 2 页</a></p></div>',
        '<div class=list><ul>{}</ul><div>共 1 条 2012-10-08 <a href="?p=1">[1]</a> <a href="?p=1">尾页</a></div></div>',
        '<div><div>您的位置：<a href="/">首页</a> -&gt; <a href="/tz/">通知公告</a> 2012-10-08</div><ul>{}</ul></div>',
        '<table><tr><td>当前位置：<a href="/">首页</a> &gt; <a href="/tz/">通知公告</a></td><td>2012年10月15日</td></tr></table><ul>{}</ul>',
    ],
)
def test_neither_a_pagers_number_nor_a_step_of_the_way_is_an_entry(around: str) -> None:
    crumb = "" if "位置" in around else '<div>当前位置：<a href="/">首页</a> &gt; 通知公告</div>'
    facts = read_page(
        f"<html><title>通知公告</title><body>{crumb}{around.format(ONE)}</body></html>".encode(),
        url="http://www.example.gov.cn/tz/index.html",
        as_of=AS_OF,
    )
    assert facts.kind is PageKind.LIST
    assert [(i.title, i.claimed) for i in facts.items] == [
        ("关于开展房屋安全鉴定的通告", date(2012, 10, 8))
    ]


NAMELESS = """<html><head><title>回应关切-某县水产局</title></head><body>
<ul class="menu"><li><a href="/">首 页</a></li><li><a href="/zwgk/zcjd.htm">政策解读</a><dl></dl></li></ul>
<div class="way">{way}</div><div class="con"><ul{name}></ul>{more}</div>
<div class="foot">主办单位：某县水产局</div></body></html>"""
WAY = '<a href="/">首页</a>&gt;&gt;<a href="/zwgk.htm">政府信息公开</a>&gt;&gt;<a href="/zwgk/hygq.htm">回应关切</a>'


def kind_of_a_nameless_list(way: str = WAY, name: str = "", more: str = "") -> PageKind:
    page = NAMELESS.format(way=way, name=name, more=more).encode()
    return read_page(page, url="http://www.example.gov.cn/zwgk/hygq.htm", as_of=AS_OF).kind


def test_a_nameless_list_with_no_word_below_the_way_there_is_an_empty_one() -> None:
    assert kind_of_a_nameless_list() is PageKind.LIST
    assert kind_of_a_nameless_list("当前位置：首页 &gt; 回应关切") is PageKind.LIST


@pytest.mark.parametrize(
    "other",
    [
        {"name": ' id="data"'},  # a script may fill it
        {"more": "<p>请按部门查询</p>"},
        {"more": '<a href="/x/">县水利局</a>'},
        {"way": ""},
        {"way": "首页&gt;&gt;上一页&gt;&gt;下一页"},
    ],
)
def test_anything_beside_it_leaves_that_open(other: dict[str, str]) -> None:
    assert kind_of_a_nameless_list(**other) is PageKind.OTHER


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ('查看信件内容请先<a href="/user/login">登录</a>政务服务账号。', PageKind.OTHER),
        ("实名认证后方可查看来信。", PageKind.OTHER),
        ('<div class="login">查看信件请先登录。</div>', PageKind.OTHER),
        ('<div class="login">您好，请登录</div>', PageKind.LIST),
        ("", PageKind.LIST),
    ],
)
def test_what_is_shown_to_those_who_log_in_is_not_empty(words: str, kind: PageKind) -> None:
    crumb = '<tr><td>您现在的位置：<a href="index.asp">首页</a> → 咨询投诉</td></tr>'
    assert read("咨询投诉", f"{crumb}<tr><td>{words}</td></tr>", "list.asp?classid=40").kind is kind


@pytest.mark.parametrize("days", [["2个月前"], ["1周前", "3个月前"], ["昨天", "2周前", "1年前"]])
def test_days_told_in_weeks_and_months_make_a_list_and_no_day(days: list[str]) -> None:
    rows = [
        ROW.format(id=n, title=title, day=day, hits=3)
        for n, (title, day) in enumerate(zip(TITLES, days, strict=False), 1)
    ]
    facts = read("政策文件", "".join(rows), "list.asp?classid=7")
    assert facts.kind is PageKind.LIST
    assert [item.claimed is None for item in facts.items] == [day != "昨天" for day in days]


SAYS_WHY = (
    "本辖区内无集体土地，无土地征收事项，本栏目无信息。",
    "因街道已全部完成撤村建居，无宅基地审批事项，故无公开内容。",
)
SAYS_SOMETHING = (
    "本区无区级设立的涉企行政事业性收费项目（原有项目自2010年起全部取消）。",
    "本局不直接办理审批事项，项目备案由政务大厅专窗代收代办，电话0000-1234567。",
)
SAYS_NOTHING = (
    "栏目正在建设中，敬请期待。",
    "对不起，该栏目暂无相关信息。",
    "因系统升级维护，栏目暂无信息，敬请谅解。",
    "您好，本栏目内容正在更新，请稍后再来查看。",
)


def one_line(text: str) -> PageFacts:
    menu = "".join(f"<li><a href=/{n}/>{n}号栏目</a></li>" for n in range(8))
    crumb = '<div>您所在的位置：<a href="/">首页</a> &gt; 征地信息</div>'
    page = (
        f"<html><head><title>征地信息_某县水产局</title></head><body><div class=nav><ul>{menu}</ul></div>"
        f"{crumb}<div><p>{text}</p></div><div class=foot><p>主办单位：某县水产局</p></div></body></html>"
    )
    return read_page(page.encode(), url="http://www.example.gov.cn/tdzs/", as_of=AS_OF)


@pytest.mark.parametrize("text", SAYS_WHY + SAYS_SOMETHING)
def test_a_channel_that_says_a_sentence_is_no_empty_list(text: str) -> None:
    facts = one_line(text)
    assert (facts.kind is PageKind.LIST, facts.placeholder) == (False, "")


@pytest.mark.parametrize("text", SAYS_NOTHING)
def test_a_sentence_that_excuses_the_site_leaves_the_list_empty(text: str) -> None:
    facts = one_line(text)
    assert (facts.kind, facts.placeholder) == (PageKind.LIST, text)


def test_a_list_tells_which_years_it_has_put_away() -> None:
    told = "2010年、2011年文件已汇编归档，目录及打包下载见<a href=/lnwj/>历年文件汇编</a>。"
    rows = "".join(
        f"<li><a href=/zc/{n}.html>关于第{n}号鱼塘的通知</a><span>2012-09-0{n}</span></li>"
        for n in (5, 4, 3)
    )
    page = f"<html><head><title>政策文件</title></head><body><p>{told}</p><ul>{rows}</ul></body></html>"
    facts = read_page(page.encode(), url="http://www.example.gov.cn/zcwj/", as_of=AS_OF)
    assert (len(facts.items), facts.move_notice[:12]) == (3, "2010年、2011年文")
