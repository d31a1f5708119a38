"""Two captures: what came, what went, what does not count, and when nothing can be said."""

from datetime import date

import pytest

from crawler.compare_captures import Comparison, compare

URL = "http://a.example/tz/5.html"
AS_OF = date(2012, 3, 20)
WORDS = [
    f"第{n}条　各单位应当按照规定的内容、程序和时限公开政府信息，第{n}项由办公室负责落实。"
    for n in "一二三四五六七八九"
]


def page(
    lines: list[str] = WORDS,
    top: str = "今天是2012年3月19日",
    menu: str = "首页",
    foot: str = "您是第10位访问者",
    extra: str = "",
) -> bytes:
    return f"<html><head><title>管理办法</title></head><body><div class=top>{top}</div><div class=nav><a href=/>{menu}</a></div><h1>管理办法</h1><div id=zoom>{''.join(f'<p>{line}</p>' for line in lines)}{extra}</div><div class=footer>{foot}</div></body></html>".encode()


def difference(old: bytes, new: bytes) -> Comparison:
    return compare(old, new, url=URL, as_of=AS_OF)


@pytest.mark.parametrize(
    "new",
    [
        page(), page(top="今天是2012年3月20日"), page(menu="网站首页"), page(foot="您是第11位访问者"), page().replace(b"<p>", b"<p class='x' data-y=1>"), page(["".join(WORDS[:2]), *WORDS[2:]]), page([WORDS[0][:12], WORDS[0][12:], *WORDS[1:]]), page().replace("，".encode(), "<b>，</b>".encode()), page().decode().replace("utf", "utf").encode("gb18030"),
        page(extra="<script>var a=1</script><!-- b -->"), page(extra="<p>浏览次数：33</p>"),
    ],
)  # fmt: skip
def test_nothing_was_said(new: bytes) -> None:
    assert difference(page(), new).changed is False


@pytest.mark.parametrize(
    ("new", "added", "removed"),
    [
        (page(WORDS[:-1]), 0, 1), (page([*WORDS, "第十条　本办法自2012年4月1日起施行，原办法同时废止。"]), 1, 0), (page([WORDS[0].replace("时限", "期限"), *WORDS[1:]]), 1, 1), (page(extra='<a href="/fj.xls">附件：收费项目表.xls</a>'), 2, 0),
    ],
)  # fmt: skip
def test_something_was_said(new: bytes, added: int, removed: int) -> None:
    comparison = difference(page(), new)
    assert comparison.changed is True
    assert (len(comparison.added) >= bool(added), len(comparison.removed)) == (True, removed)
    assert 0 < comparison.significance <= 1


def test_a_rewritten_page_is_more_significant_than_a_word() -> None:
    word = difference(page(), page([WORDS[0].replace("时限", "期限"), *WORDS[1:]]))
    whole = difference(
        page(), page([f"本网页内容已经全部更换为新的第{n}项说明文字，请知悉。" for n in range(9)])
    )
    assert whole.significance > 5 * word.significance


@pytest.mark.parametrize(
    "other",
    [
        b"<html><head><title>a</title></head><body><div id=app></div><script src=a.js></script></body></html>", b"", "<html><title>网站维护</title><body>网站正在维护，暂停访问</body></html>".encode(), "<html><title>404错误</title><body>您访问的页面不存在</body></html>".encode(), page()[: len(page()) // 2], b"<html><title>t</title><body>Chargement en cours</body></html>",
        b"<html><script>document.cookie='a=1';location.reload()</script></html>",
    ],
)  # fmt: skip
def test_what_is_not_the_page_says_nothing_about_it(other: bytes) -> None:
    for old, new in ((page(), other), (other, page())):
        comparison = difference(old, new)
        assert comparison.changed is None and comparison.why


def test_ignored_differences_have_a_reason() -> None:
    whys = {
        ignored.why
        for ignored in difference(
            page(), page(top="今天是2012年3月20日", menu="网站首页", foot="您是第11位访问者")
        ).ignored
    }
    assert whys == {"clock", "navigation", "counter"}


def test_lists_are_compared_by_their_entries() -> None:
    def listing(days: list[int]) -> bytes:
        return (
            "<html><title>通知公告</title><ul>"
            + "".join(
                f'<li><a href="/tz/{d}.html">关于第{d}号事项的通知公告</a><span>2012-03-{d}</span></li>'
                for d in days
            )
            + "</ul></html>"
        ).encode()

    assert (
        compare(
            listing([15, 14, 13, 12]),
            listing([14, 15, 12, 13]),
            url="http://a.example/tz/index.html",
            as_of=AS_OF,
        ).changed
        is False
    )
    comparison = compare(
        listing([15, 14, 13, 12]),
        listing([16, 15, 14, 13]),
        url="http://a.example/tz/index.html",
        as_of=AS_OF,
    )
    assert comparison.added == ("关于第16号事项的通知公告 2012-03-16",)
    assert comparison.removed == ("关于第12号事项的通知公告 2012-03-12",)


def test_documents_of_equal_bytes_and_unread_documents() -> None:
    assert difference(b"%PDF-1.4 a", b"%PDF-1.4 a").changed is False
    assert difference(b"%PDF-1.4 a", b"%PDF-1.4 b").changed is None


def test_a_new_title_in_heading_and_head_is_a_change() -> None:
    assert (
        difference(page(), page().decode().replace("管理办法", "管理规定").encode()).changed is True
    )


def test_a_heading_that_only_one_side_marks_up_is_none() -> None:
    """Where the <title> of one side says something else, what stands above the text counts on
    neither side alone.
    """
    assert (
        difference(
            page(), page().decode().replace("<title>管理办法", "<title>某某网").encode()
        ).changed
        is False
    )


def test_an_entry_at_another_address_is_another_entry() -> None:
    def listing(address: str) -> bytes:
        rows = "".join(
            f'<li><a href="{address.format(d)}">关于第{d}号事项的通知公告</a><span>2012-03-{d}</span></li>'
            for d in (15, 14, 13)
        )
        return f"<html><title>通知公告</title><ul>{rows}</ul></html>".encode()

    def compared(new: str) -> Comparison:
        return compare(
            listing("/tz/{}.html"), listing(new), url="http://a.example/tz/index.html", as_of=AS_OF
        )

    assert compared("/tz/{}.html?t=1332201234").changed is False
    assert compared("https://a.example/tz/{}.html").changed is False
    assert compared("/gg/{}.html").changed is True


def test_pages_of_links_without_dates_are_compared_line_by_line() -> None:
    def links(names: list[str]) -> bytes:
        return f"<html><title>Data</title><h1>Data</h1><ul>{''.join(f'<li><a href=/d/{n}>{n} data by region</a></li>' for n in names)}</ul><p>Free</p></html>".encode()

    seen = compare(
        links(["Air", "Water", "Soil"]),
        links(["Air", "Soil"]),
        url="http://a.example/d/",
        as_of=AS_OF,
    )
    assert (seen.changed, seen.removed) == (True, ("Water data by region",))


def test_accents_may_be_written_in_two_ways() -> None:
    french = page(["Les présentes conditions générales ont été modifiées par l'éditeur du site."])
    assert difference(french, french.decode().replace("é", "e\u0301").encode()).changed is False


def test_a_link_that_only_leads_elsewhere_is_told_and_is_no_change() -> None:
    seen = difference(
        page(extra="<p>详见<a href=/zc/1.html>政策解读</a>。</p>"),
        page(extra="<p>详见<a href=/zc/2.html>政策解读</a>。</p>"),
    )
    assert seen.changed is False
    assert [(i.text, i.why) for i in seen.ignored] == [
        ("政策解读 → a.example/zc/2.html", "link target")
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("要坚持“应公开尽公开”的原则，推进公开。", '要坚持"应公开尽公开"的原则,推进公开.'),
        ("坚持「应公开尽公开」", "坚持“应公开尽公开”"),
        ("各乡镇（街道）：共２３个村，ＡＢＣ类。", "各乡镇(街道):共23个村,ABC类。"),
        ("实施期限为2023—2025年", "实施期限为2023-2025年"),
        ("以及其他事项……", "以及其他事项..."),
        ("第一条&ensp;总则&nbsp;与目的", "第一条 总则 与目的"),
        ("The council's plan – see below… ok", "The council’s plan - see below... ok"),
        ("Oﬃce of ﬁnance", "Office of finance"),
        ("“书香·青枫”读书活动", "“书香・青枫”读书活动"),
    ],
)
def test_typography_is_no_news(old: str, new: str) -> None:
    assert difference(page([*WORDS, old]), page([*WORDS, new])).changed is False


@pytest.mark.parametrize(
    ("old", "new"),
    [("比例为 3.2%", "比例为 32%"), ("净利润 -3.2万元", "净利润 3.2万元"), ("第1、2项", "第12项")],
)
def test_marks_that_make_another_number_are_news(old: str, new: str) -> None:
    assert difference(page([*WORDS, old]), page([*WORDS, new])).changed is True


COOKIES = "We use cookies to make this website work. You can accept or reject analytics cookies."


@pytest.mark.parametrize(
    "box",
    [
        f"<div><p>{COOKIES}</p><a href=/cookies>View cookies</a><button>Accept</button></div>",
        f"<section class=govuk-cookie-banner><p>{COOKIES}</p></section>",
        "<div>本站使用cookies，点击“接受”即表示您同意我们的隐私政策。<a>接受</a></div>",
        "<div><p>本网站使用Cookie。</p><a>同意</a><a>拒绝</a></div>",
        "<div class=tip>您的浏览器版本过低，请升级浏览器。</div>",
        "<div class=robot><p>您好，请问有什么可以帮您？</p><a>我要提问</a></div>",
        "<div><b>智能问答</b><p>Hi，我是小青，有问题请问我～</p><a>社保怎么转移</a></div>",
        "<div class=survey><p>您对本页面内容是否满意？</p><a>满意</a><a>一般</a></div>",
    ],
)
def test_boxes_come_and_go_without_news(box: str) -> None:
    with_box = page().decode().replace("<h1>", f"{box}<h1>").encode()
    at_the_end = page().decode().replace("<div class=footer>", f"{box}<div class=footer>").encode()
    for other in (with_box, at_the_end):
        assert difference(page(), other).changed is False
        assert difference(other, page()).changed is False


@pytest.mark.parametrize(
    "line",
    [
        "您的浏览器版本过低，为了更好的体验，请升级浏览器。",
        "温馨提示：为获得最佳浏览效果，建议您使用Chrome浏览器，分辨率1920×1080。",
        "这个页面对您有帮助吗？",
        "您对本页面内容是否满意？",
        "非常满意满意一般不满意",
        "您好，我是智能客服，请问有什么可以帮您？",
        "打开APP，阅读体验更佳",
        "按住Ctrl+滚轮可以放大网页。",
        "我要纠错意见反馈返回顶部",
        "请对本次服务进行评价",
        "扫码下载手机客户端",
        "关注微信公众号",
        "长辈版无障碍浏览繁體English",
        "热门标签：社保 医保 公积金",
        "Was this page helpful?",
    ],
)
def test_the_lines_of_boxes_come_and_go_without_news(line: str) -> None:
    box = f"<div><p>{line}</p></div><div class=footer>"
    other = page().decode().replace("<div class=footer>", box).encode()
    assert difference(page(), other).changed is False
    assert difference(other, page()).changed is False
    assert difference(page(), page([*WORDS[:3], line, *WORDS[3:]])).changed is True


def test_what_a_box_never_holds_stays_though_a_notice_stands_beside_it() -> None:
    for line in ("咨询电话：8155001", "本办法自公布之日起施行。"):
        with_line = f"<div><p>{line}</p><p>扫码下载手机客户端</p></div>"
        without = "<div><p>扫码下载手机客户端</p></div>"
        assert difference(page(extra=with_line), page(extra=without)).changed is True


def test_a_text_about_cookies_is_a_text() -> None:
    policy = [f"{COOKIES} We keep them for {n} days." for n in (10, 20, 30)]
    changed = [*policy[:2], policy[2].replace("30", "60")]
    assert difference(page(policy), page(changed)).changed is True


def dated(days: dict[int, str], more: str = "") -> bytes:
    """A list of notices by number, each with what stands in its row's place for a date."""
    rows = "".join(
        f'<li><a href="/tz/{n}.html">关于第{n}号事项的通知公告</a><span>{day}</span></li>'
        for n, day in days.items()
    )
    return f"<html><title>通知公告</title><ul>{more}{rows}</ul></html>".encode()


def lists(old: bytes, new: bytes) -> Comparison:
    return compare(old, new, url="http://a.example/tz/index.html", as_of=AS_OF)


DAYS = {n: f"2012-03-{n}" for n in (15, 14, 13, 12)}
NEW = "<li><a href=/tz/99.html>关于新事项的通知公告</a><span>2012-03-18</span></li>"


@pytest.mark.parametrize("by", [1, -1])
def test_a_list_all_of_whose_dates_moved_by_a_day_is_told_so(by: int) -> None:
    moved = {n: f"2012-03-{n + by}" for n in DAYS}
    seen = lists(dated(DAYS), dated(moved))
    assert seen.changed is False
    assert {ignored.why for ignored in seen.ignored} == {"date moved by a day"}
    with_more = lists(dated(DAYS), dated(moved, NEW))
    assert (with_more.changed, with_more.added) == (True, ("关于新事项的通知公告 2012-03-18",))


@pytest.mark.parametrize(
    "moved",
    [
        DAYS | {15: "2012-03-16"},
        DAYS | {15: "2012-03-16", 14: "2012-03-15", 13: "2012-03-14"},
        {n: f"2012-03-{n + 2}" for n in DAYS},
        dict.fromkeys(DAYS, "2012-03-19"),
    ],
)
def test_dates_that_moved_otherwise_were_changed(moved: dict[int, str]) -> None:
    assert lists(dated(DAYS), dated(moved)).changed is True


def test_ages_of_entries_grow_by_themselves() -> None:
    old = {15: "刚刚", 14: "3小时前", 13: "昨天", 12: "6天前", 11: "2012-03-01"}
    new = {15: "昨天", 14: "2012-03-18", 13: "前天", 12: "1周前", 11: "2012-03-01"}
    assert lists(dated(old), dated(new)).changed is False
    assert lists(dated(old), dated(new, NEW)).added == ("关于新事项的通知公告 2012-03-18",)
    assert lists(dated(old), dated(new | {11: "2012-03-09"})).changed is True
