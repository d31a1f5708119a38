"""Pages that show others in their frames: what a visitor sees is read, and each frame is a page."""

import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from crawler.extract.encoding import decode
from crawler.extract.received_answer import ReceivedAnswer
from crawler.frames import MOST, Frame, frames_of_answer, together
from store.capture.file import CaptureFile, StoredVisit
from store.outcomes import Outcome
from store.records import Purpose
from tests.crawler.conftest import crawled, office_of, unit_of, visits_of
from tests.crawler.fixture_server import FixtureServer, Handler, Question, not_found
from tests.crawler.test_crawling import known_from

HOST, ADDRESS = "frames.example", "127.13.4.1"
READER = "crawler.extract.page:read_page"
FRAMESET = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>澜安市统计局</title></head>
<frameset rows="120,*" border="0"><frame src="top.htm" name="top" scrolling="no"><frameset cols="160,*"><frame src="left.htm" name="left"><frame src="main.htm" name="main"></frameset>
<noframes><body>您的浏览器不支持框架</body></noframes></frameset></html>"""
TOP = '<html><body bgcolor="#fff"><img src="banner.jpg" width="760" height="120"></body></html>'
LEFT = '<html><body><ul><li><a href="zwgk/index.htm" target="main">政务公开</a></li><li><a href="tjgb/" target="main">统计公报</a></li><li><a href="tongzhi/" target="main">通知公告</a></li></ul></body></html>'
TITLES = (
    "关于开展统计执法检查的通知",
    "二季度国民经济运行情况",
    "统计公报发布安排",
    "人口抽样调查公告",
    "统计用工招聘启事",
    "企业一套表培训通知",
)
ROWS = "".join(
    f'<li><a href="{n}.htm">{title}</a><span>2026-11-{n:02}</span></li>'
    for n, title in enumerate(TITLES, 11)
)
MAIN = f"<html><head><title>内容</title></head><body><h3>最新信息</h3><ul>{ROWS}</ul></body></html>"
ARTICLE = "<html><head><title>通知</title></head><body><h1>通知</h1><p>各县区统计局：根据年度安排，现将有关事项通知如下，请认真贯彻执行，并于月底前报送结果。</p></body></html>"


def says(html: str) -> Handler:
    async def answer(question: Question) -> None:
        await question.send(html.encode("gbk"), Content_Type="text/html")

    return answer


def site(
    server: FixtureServer, folder: Path, pages: Mapping[str, str | Handler]
) -> dict[str, StoredVisit]:
    """The first crawl of a site, by path."""
    for path, page in pages.items():
        server.pages[HOST, path] = says(page) if isinstance(page, str) else page
    server.start([ADDRESS])
    crawled(folder, office_of({HOST: ADDRESS}), [unit_of("u", server.url(HOST))], reader=READER)
    return {"/" + seen.visit.url.split("/", 3)[3]: seen for seen in visits_of(folder, "u")}


def titles(seen: StoredVisit) -> set[str]:
    return {item.title for item in seen.facts.items} if seen.facts else set()


def test_the_home_of_a_frameset_is_what_its_frames_show(
    fixture_server: FixtureServer, tmp_path: Path
) -> None:
    pages = {"/": FRAMESET, "/top.htm": TOP, "/left.htm": LEFT, "/main.htm": MAIN, "*": ARTICLE}
    found = site(fixture_server, tmp_path, pages)
    home = found["/"]
    assert home.facts is not None
    assert (home.visit.outcome, home.purpose) == (Outcome.OPEN, Purpose.HOME)
    assert home.facts.title == "澜安市统计局"
    assert titles(home) == set(TITLES)
    assert max(item.claimed for item in home.facts.items if item.claimed).day == 16
    assert {link.text for link in home.facts.links} >= {"政务公开", "统计公报", "通知公告"}
    assert "不支持框架" not in home.facts.text and not home.facts.anomalies
    assert {"/top.htm", "/left.htm", "/main.htm", "/zwgk/index.htm", "/tjgb/", "/tongzhi/"} <= set(
        found
    )
    assert titles(found["/main.htm"]) == set(TITLES)
    with CaptureFile.open(tmp_path / "u.sqlite") as file:
        answer, body = file.body(home.visit.answer_sha256), file.body(home.visit.sha256)
    assert answer == FRAMESET.encode("gbk"), "what the server sent is kept beside it"
    assert TITLES[0] in body.decode()


def test_frames_within_frames_and_other_folders(
    fixture_server: FixtureServer, tmp_path: Path
) -> None:
    inner = '<html><frameset cols="20%,*"><frame src="../left.htm"><frame src="nr/main.htm"></frameset></html>'
    outer = '<html><head><title>局</title><base href="/x/"></head><frameset rows="90,*"><frame src="../top.htm"><frame src="in/inner.htm"></frameset></html>'
    found = site(
        fixture_server,
        tmp_path,
        {"/": outer, "/top.htm": TOP, "/x/in/inner.htm": inner, "/x/left.htm": LEFT, "/x/in/nr/main.htm": MAIN, "*": ARTICLE},
    )  # fmt: skip
    home = found["/"]
    assert titles(home) == set(TITLES)
    assert home.facts is not None
    assert {link.url.split("/", 3)[3] for link in home.facts.links if link.text} >= {
        "x/zwgk/index.htm",
        "x/in/nr/11.htm",
    }
    assert "/x/in/nr/11.htm" in found


def test_a_list_in_an_iframe_is_its_channels(fixture_server: FixtureServer, tmp_path: Path) -> None:
    home = '<html><head><title>局</title></head><body><div class="nav"><a href="/tz/">通知公告</a></div><p>欢迎访问本局网站，办公地址在人民路一号，邮编见下方。</p></body></html>'
    channel = '<html><head><title>通知公告</title></head><body><div class="nav"><a href="/">首页</a></div><h2>通知公告</h2><iframe src="list.asp?class=通知" width="100%" height="600" style="overflow:hidden"></iframe><iframe src="/count.asp" width="1" height="1"></iframe><iframe src="http://weather.example/" width=200></iframe><script>document.write("<iframe src=\'/no.htm\'></iframe>")</script><!-- <iframe src="/old.htm"></iframe> --></body></html>'
    found = site(
        fixture_server,
        tmp_path,
        {"/": home, "/tz/": channel, "/tz/list.asp?class=%CD%A8%D6%AA": MAIN, "*": ARTICLE},
    )
    assert titles(found["/tz/"]) == set(TITLES)
    assert found["/tz/"].purpose is Purpose.CHANNEL
    assert found["/tz/11.htm"].channel_url
    asked = {path for _, path in fixture_server.asked}
    assert not {"/count.asp", "/no.htm", "/old.htm"} & asked
    assert not any(host == "weather.example" for host, _ in fixture_server.asked)


def test_a_page_with_a_list_of_its_own_keeps_it(
    fixture_server: FixtureServer, tmp_path: Path
) -> None:
    home = f'<html><head><title>局</title></head><body><ul>{ROWS}</ul><iframe src="/ad.htm" width=200 height=90></iframe></body></html>'
    found = site(fixture_server, tmp_path, {"/": home, "/ad.htm": MAIN, "*": ARTICLE})
    assert titles(found["/"]) == set(TITLES)
    assert not found["/"].visit.rendered
    assert not any(path == "/ad.htm" for _, path in fixture_server.asked)


def test_a_lost_frame_is_remarked_and_the_others_are_read(
    fixture_server: FixtureServer, tmp_path: Path
) -> None:
    pages: dict[str, str | Handler] = {
        "/": FRAMESET,
        "/top.htm": TOP,
        "/left.htm": LEFT,
        "/main.htm": not_found,
        "*": ARTICLE,
    }
    home = site(fixture_server, tmp_path, pages)["/"]
    assert home.facts is not None
    assert home.visit.outcome is Outcome.OPEN
    assert {link.text for link in home.facts.links} >= {"政务公开"}
    (lost,) = [word for word in home.facts.anomalies if word.startswith("frame_lost")]
    assert "http_404_410" in lost and lost.endswith("/main.htm")


def test_a_frameset_of_dead_frames_is_dead_and_says_which(
    fixture_server: FixtureServer, tmp_path: Path
) -> None:
    home = site(fixture_server, tmp_path, {"/": FRAMESET, "*": not_found})["/"]
    assert home.visit.outcome is Outcome.HTTP_404_410
    assert "/top.htm" in home.visit.reason


def test_what_robots_txt_forbids_no_frame_brings(
    fixture_server: FixtureServer, tmp_path: Path
) -> None:
    async def robots(question: Question) -> None:
        await question.send(b"User-agent: *\nDisallow: /main.htm")

    pages: dict[str, str | Handler] = {"/": FRAMESET, "/robots.txt": robots, "/top.htm": TOP, "/left.htm": LEFT, "/main.htm": MAIN, "*": ARTICLE}  # fmt: skip
    home = site(fixture_server, tmp_path, pages)["/"]
    assert not any(path == "/main.htm" for _, path in fixture_server.asked)
    assert home.facts is not None and "frame_lost:robots_denied" in "".join(home.facts.anomalies)


@pytest.mark.parametrize("within", ["/", "in.htm"])
def test_frames_that_hold_themselves_end(
    within: str, fixture_server: FixtureServer, tmp_path: Path
) -> None:
    loop = f'<html><frameset cols="1,*"><frame src="{within}"><frame src="in.htm?{{n}}"></frameset></html>'

    async def endless(question: Question) -> None:
        await question.send(loop.replace("{n}", str(sum(fixture_server.asked.values()))).encode())

    site(fixture_server, tmp_path, {"/": endless, "*": endless})
    assert sum(fixture_server.asked.values()) < 1500
    with CaptureFile.open(tmp_path / "u.sqlite") as file:
        end = file.end()
    assert (end is not None and end.state == "complete") or (end and end.stop_reason)


def test_no_more_frames_are_asked_than_a_page_has(
    fixture_server: FixtureServer, tmp_path: Path
) -> None:
    many = "".join(f'<frame src="{n}.htm">' for n in range(99))
    pages = {"/": f"<html><frameset>{many}</frameset></html>", "*": TOP}
    site(fixture_server, tmp_path, pages)
    asked = {path for _, path in fixture_server.asked if path.endswith(".htm")}
    assert len(asked) == MOST


def test_news_in_a_frame_are_a_change_of_the_home_and_nothing_else_is(
    fixture_server: FixtureServer, tmp_path: Path
) -> None:
    pages = {"/": FRAMESET, "/top.htm": TOP, "/left.htm": LEFT, "/main.htm": MAIN, "*": ARTICLE}
    site(fixture_server, tmp_path / "1", pages)
    unit, office = unit_of("u", fixture_server.url(HOST)), office_of({HOST: ADDRESS})
    known = {"u": known_from(tmp_path / "1")}
    for night, has_news in (("2", False), ("3", True)):
        if has_news:
            news = MAIN.replace(TITLES[0], "关于停止办公的紧急通知")
            fixture_server.pages[HOST, "/main.htm"] = says(news)
        crawled(tmp_path / night, office, [unit], known, reader=READER)
        looks = [seen for seen in visits_of(tmp_path / night, "u") if seen.purpose is Purpose.HOME]
        assert any(seen.changed for seen in looks) is has_news


@pytest.mark.parametrize(
    "hostile",
    ["<!--" * 100_000, "<script" * 60_000, '<frame "' * 50_000, "<iframe src='" * 40_000, "<a " * 150_000, "<a href=" * 60_000, "<meta charset" * 40_000, "<base " * 80_000, "<frameset " * 50_000, "<noframes>" * 50_000],
)  # fmt: skip
def test_no_spelling_holds_the_process_up(hostile: str) -> None:
    page = decode(hostile.encode())
    began = time.process_time()
    together(page, "http://h/", {"http://h/x": Frame(page, "http://h/x")})
    together(
        decode(b'<frameset><frame src="/x"></frameset>'),
        "http://h/",
        {"http://h/x": Frame(page, "http://h/x")},
    )
    assert time.process_time() - began < 2


def test_beside_a_list_only_the_frame_of_the_foot_is_read() -> None:
    page = b"<body><iframe src=/weather.html width=300></iframe><iframe src=/footer.html width='100%'></iframe></body>"
    answer = ReceivedAnswer(page, "http://a.example/", 200, {}, "text/html")
    assert frames_of_answer(answer, has_list=True) == ("http://a.example/footer.html",)
    assert len(frames_of_answer(answer, has_list=False)) == 2
