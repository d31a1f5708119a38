"""Documents that speak of maintenance, crashes, gambling and domains are documents; what turns a
visitor away is a wall (docs/field-notes.md §5, §6).
"""

from datetime import date

import pytest

from store.outcomes import Outcome
from tests.reading import read_answer, read_page

ROOT = "http://www.laoxian.example/"
ENTRY = ROOT + "tzgg/202611/t20261110_5.html"
OFFICE = "老县水利局"
NAV = "".join(
    f"<a href='/{n}/'>{word}</a>"
    for n, word in enumerate(("首页", "政务公开", "通知公告", "工作动态", "办事服务", "互动交流"))
)


def in_the_site(title: str, content: str) -> str:
    return f"<html><head><title>{title}</title></head><body><div class=header>{OFFICE}</div><div class=nav>{NAV}</div><div class=main>{content}</div></body></html>"


def alone(title: str, content: str) -> str:
    return f"<html><head><title>{title}</title></head><body>{content}</body></html>"


def outcome(page: str, url: str = ENTRY, status: int = 200) -> Outcome:
    return read_page(page.encode(), url=url, status=status, as_of=date(2026, 11, 25)).outcome


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("关于系统维护的通知", "因系统维护，网上办事平台将于11月12日暂停服务。"),
        ("关于网站升级改版的公告", "本局网站将于11月12日进行升级改版，届时暂停访问，敬请谅解。"),
        ("供水管道检修停水公告", "因管道检修，11月12日停水。"),
        ("社保系统错误数据更正通知", "因系统异常，部分数据有误，现予以更正。"),
        ("关于对未备案网站的处罚公告", "某公司网站未备案，依法予以关停。"),
        ("警惕“域名出售”诈骗", "近期有人以域名出售、域名到期为名行骗。"),
        ("关于网站域名变更的公告", "本局网站域名自11月12日起变更为新域名。"),
        ("档案找不到怎么办", "请到档案馆查询；户籍信息不存在的，到派出所核查。"),
        ("远离网络赌博", "百家乐、时时彩都是骗局，请自觉抵制赌博。"),
        ("404路公交线路调整公告", "404路公交车起点调整。"),
        ("403国道施工公告", "403国道施工，请绕行。"),
        ("关于禁止访问赌博网站的通知", "各单位的访问请求将被拦截，境外IP禁止访问内网。"),
        ("请输入验证码失败怎么办", "访问过于频繁时请稍后再试。"),
    ],
)
def test_a_published_document_is_no_state_of_the_site(title: str, text: str) -> None:
    told = f"<h1>{title}</h1><p>发布时间：2026-11-10 来源：{OFFICE}</p><p>{text}</p>"
    assert outcome(in_the_site(f"{title}-{OFFICE}", told)) is Outcome.OPEN
    assert outcome(alone(title, told)) is Outcome.OPEN


@pytest.mark.parametrize("title", ["关于系统维护的通知", "关于网站升级改版的公告", OFFICE])
def test_at_the_root_the_same_notice_is_the_state_of_the_site(title: str) -> None:
    notice = "<p>发布时间：2026-11-10</p><p>本网站升级改版，暂停访问。</p>"
    for url in (ROOT, ROOT + "index.html"):
        assert outcome(in_the_site(title, notice), url) is Outcome.MAINTENANCE
    assert (
        outcome(in_the_site(title, "<p>本网站升级改版，暂停访问。</p>"), ROOT + "slj/")
        is Outcome.MAINTENANCE
    )


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("环城路正在建设", "预计明年通车。"),
        ("安全检测", "特种设备请按期送检。"),
        ("安全检查", "本月检查三家。"),
    ],
)
def test_a_page_within_the_site_is_no_wall_and_no_building_site(title: str, text: str) -> None:
    assert outcome(in_the_site(title, f"<h1>{title}</h1><p>{title}，{text}</p>")) is Outcome.OPEN


@pytest.mark.parametrize("name", ["宝塔镇人民政府", "雷池镇人民政府", "长亭街道办事处"])
def test_a_town_that_bears_a_firewalls_name_is_a_town(name: str) -> None:
    splash = (
        f"<p>{name}</p><a href='/index2.html'>进入</a><script>document.cookie='seen=1'</script>"
    )
    assert outcome(alone(name, splash), ROOT) is Outcome.OPEN


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("提示", "您的IP地址不在允许访问的范围内"),
        ("无权访问", "抱歉，您的IP被禁止访问本网站"),
        ("访问受限", "根据网站设置，境外IP禁止访问。"),
        ("拦截提示", "您的访问存在风险，已被WAF拦截"),
        ("提示", "您的请求带有不合法参数，已被网站管理员设置拦截！"),
        ("请输入验证码", "为了您的访问安全，请输入验证码<input name=code>"),
        ("", "访问验证 请按住滑块，拖动到最右边"),
        ("浏览器安全检查中...", "正在检查浏览器环境"),
    ],
)
@pytest.mark.parametrize("status", [200, 405, 503])
def test_a_wall_that_says_so_is_a_wall_whatever_its_status(
    title: str, text: str, status: int
) -> None:
    assert outcome(alone(title, f"<p>{text}</p>"), ROOT, status) is Outcome.WAF_CHALLENGE


def test_too_often_is_too_often_whatever_the_status() -> None:
    for status in (200, 503):
        assert (
            outcome(alone("提示", "<p>您的访问过于频繁，请稍后再试</p>"), ROOT, status)
            is Outcome.RATE_LIMITED
        )


@pytest.mark.parametrize("status", [493, 512, 566, 567])
def test_a_status_of_no_standard_is_a_walls_and_never_an_outage(status: int) -> None:
    assert outcome("<html></html>", ROOT, status) is Outcome.WAF_CHALLENGE


def test_cloudflares_word_for_a_dead_origin_is_an_outage() -> None:
    facts = read_page(
        b"<html>error 523</html>",
        url=ROOT,
        status=523,
        headers={"Server": "cloudflare"},
        as_of=date(2026, 11, 25),
    )
    assert facts.outcome is Outcome.HTTP_5XX


@pytest.mark.parametrize(
    ("status", "script"),
    [
        (200, "$_ts=window['$_ts'];if(!$_ts)$_ts={};"),
        (400, "$_ts=window['$_ts'];if(!$_ts)$_ts={};"),
        (200, "$_ts={};" + "var a=1;" * 9_000),
        (200, "function YunSuoAutoJump(){self.location='?security_verify_data=1'}"),
        (200, "var k='C3VK';document['coo'+'kie']=k+'=1';location['rel'+'oad']()"),
        (200, "new TencentCaptcha()"),
    ],
)
def test_a_challenges_script_alone_is_a_wall(status: int, script: str) -> None:
    assert (
        outcome(f"<html><head><script>{script}</script></head><body></body></html>", ROOT, status)
        is Outcome.WAF_CHALLENGE
    )


@pytest.mark.parametrize("said", ["您访问的页面不存在！", "该信息不存在或已删除"])
def test_a_box_that_says_not_found_is_a_soft_404(said: str) -> None:
    assert (
        outcome(f"<script>alert('{said}');window.location.href='/';</script>") is Outcome.SOFT_404
    )
    assert outcome(f"<script>alert('{said}');history.back();</script>") is Outcome.SOFT_404


@pytest.mark.parametrize(
    "said",
    [
        "您访问的域名laoxian.example正在出售！",
        "The domain name laoxian.example is for sale",
        "该站点已到期或被管理员停止",
        "该域名已被停用",
    ],
)
def test_a_parked_name_is_parked(said: str) -> None:
    assert outcome(alone("提示", f"<h1>{said}</h1>"), ROOT) is Outcome.PARKED


@pytest.mark.parametrize(
    "said",
    [
        "本网站已关停，相关信息请到县政府门户网站查阅。",
        "按照集约化要求，我局网站已关停并入县政府网站。",
    ],
)
def test_an_office_that_closed_its_site_has_parked_nothing(said: str) -> None:
    assert outcome(alone(OFFICE, f"<p>{said}</p>"), ROOT) is Outcome.MOVED


def test_those_who_sell_bets_under_a_brand_are_strangers() -> None:
    shop = "<p>开云体育提供体育投注、真人娱乐，注册送彩金。</p>" * 5
    assert outcome(alone("开云体育(中国)官方网站", shop), ROOT) is Outcome.HIJACKED
    assert (
        outcome(
            in_the_site("开云体育(中国)官方网站", f"<p>发布时间：2026-11-10 来源：本站</p>{shop}")
        )
        is Outcome.HIJACKED
    )


@pytest.mark.parametrize(
    "said",
    [
        "关于我们由本单位办公室维护，内容如有变动随时更新，欢迎来电核对。",
        "本站由某某公司负责建设、运行和维护。",
        "网站运行维护单位：市信息中心 电话：12345",
    ],
)
def test_who_looks_after_a_site_is_not_under_repair(said: str) -> None:
    assert outcome(alone("关于我们", f"<h1>关于我们</h1><p>{said}</p>")) is Outcome.OPEN


@pytest.mark.parametrize("said", ["由于系统维护，暂停访问。", "网站正在由技术人员维护中"])
def test_a_site_that_somebody_is_repairing_is_under_repair(said: str) -> None:
    assert outcome(alone("", f"<p>{said}</p>")) is Outcome.MAINTENANCE


@pytest.mark.parametrize("body", [b"null", b"not found!"])
def test_a_few_bytes_in_a_files_place_are_no_file(body: bytes) -> None:
    """Some file stores answer so, with the type of the file that was."""
    seen = read_answer(
        body,
        url=ROOT + "files/1.xlsx",
        as_of=date(2026, 11, 25),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    assert seen.outcome is Outcome.SOFT_404
