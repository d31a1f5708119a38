"""What an answer is: every outcome that can be seen in a reply, and the false friends that are real
pages (docs/field-notes.md §5, §6).
"""

from datetime import date

import pytest

from store.outcomes import Outcome
from store.records import PageFacts, PageKind
from tests.reading import read_page

AS_OF = date(2012, 3, 20)
DEEP = "http://www.laoxian.example/tzgg/201203/t20120301_5.html"
NAV = "".join(
    f'<a href="/{n}/">{w}</a>'
    for n, w in enumerate(("首页", "政务公开", "通知公告", "工作动态", "办事服务", "互动交流"))
)
FRAME = f"<html><head><title>{{title}}</title></head><body><div class=header>老县人民政府</div><div class=nav>{NAV}</div><div class=content>{{content}}</div><div class=footer>网站标识码4200000001 鄂ICP备05000001号</div></body></html>"
BARE = "<html><head><title>{title}</title></head><body>{content}</body></html>"
PROSE = (
    "<p>为进一步做好全县防汛工作，保障人民群众生命财产安全，现将有关事项通知如下，请各乡镇认真贯彻执行。</p>"
    * 8
)


def outcome(body: str, status: int = 200, url: str = DEEP, **headers: str) -> PageFacts:
    return read_page(
        body.encode(),
        url=url,
        status=status,
        headers={k.replace("_", "-"): v for k, v in headers.items()},
        as_of=AS_OF,
    )


@pytest.mark.parametrize(
    ("expected", "body", "status", "headers"),
    [
        (Outcome.EMPTY_200, "", 200, {}), (Outcome.EMPTY_200, " \r\n ", 200, {}), (Outcome.HTTP_404_410, "", 404, {}), (Outcome.HTTP_404_410, BARE.format(title="404", content="gone"), 410, {}), (Outcome.HTTP_4XX, "", 400, {}), (Outcome.HTTP_5XX, "", 500, {}), (Outcome.HTTP_5XX, BARE.format(title="502 Bad Gateway", content="nginx"), 502, {}),
        (Outcome.RATE_LIMITED, "", 429, {"Retry_After": "30"}), (Outcome.HTTP_401_403, "", 401, {}), (Outcome.HTTP_401_403, BARE.format(title="403 Forbidden", content="nginx"), 403, {}), (Outcome.HTTP_401_403, BARE.format(title="403 Forbidden", content="<h1>403 Forbidden</h1>"), 200, {}),
        (Outcome.WAF_CHALLENGE, "<html><head><title>Environment Checking</title><script>$_ts=window['$_ts'];</script></head></html>", 412, {}), (Outcome.WAF_CHALLENGE, "<script>$_ts={};</script>", 202, {}), (Outcome.WAF_CHALLENGE, "<script>document.cookie=('_')+('_jsl')+'_clearance_s=1';location.href=location.pathname</script>", 521, {"Set_Cookie": "__jsluid_s=1"}),
        (Outcome.WAF_CHALLENGE, "<html>safeline</html>", 468, {}), (Outcome.WAF_CHALLENGE, BARE.format(title="资源不存在 | 网站云防护", content=""), 404, {}), (Outcome.WAF_CHALLENGE, "<html>blocked</html>", 491, {"WZWS_RAY": "1-2"}), (Outcome.WAF_CHALLENGE, "<html><script>var arg1='0123456789ABCDEF0123456789ABCDEF01234567';function setCookie(name,v){document.cookie=name}</script></html>", 200, {}),
        (Outcome.WAF_CHALLENGE, "<html><body><script>document.cookie='C3VK=1a2b3c';location.reload();</script></body></html>", 200, {}), (Outcome.WAF_CHALLENGE, BARE.format(title="Just a moment...", content="<script src=/cdn-cgi/challenge-platform/x.js></script>"), 503, {"Server": "cloudflare"}), (Outcome.WAF_CHALLENGE, BARE.format(title="访问验证", content="请拖动滑块"), 200, {}), (Outcome.WAF_CHALLENGE, BARE.format(title="安全检测中", content=""), 200, {}),
        (Outcome.WAF_CHALLENGE, BARE.format(title="Human Verification", content="captcha"), 405, {}), (Outcome.WAF_CHALLENGE, BARE.format(title="Access Denied", content="You don't have permission"), 403, {"Server": "AkamaiGHost"}), (Outcome.WAF_CHALLENGE, "", 202, {}), (Outcome.WAF_CHALLENGE, "<html></html>", 200, {"Rimon": "RWC_BLOCK"}),
        (Outcome.SOFT_404, BARE.format(title="出错啦，你访问的页面不存在", content=""), 200, {}), (Outcome.SOFT_404, BARE.format(title="该页面不存在-404", content="返回首页"), 200, {}), (Outcome.SOFT_404, BARE.format(title="404 - 找不到文件或目录。", content="您要查找的资源可能已被删除"), 200, {}), (Outcome.SOFT_404, FRAME.format(title="老县人民政府", content="<p>抱歉，您访问的页面不存在或已删除！</p>"), 200, {}),
        (Outcome.WAF_CHALLENGE, "<html><head><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=1;</script></head><body></body></html>", 200, {}), (Outcome.WAF_CHALLENGE, BARE.format(title="405", content="很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。"), 405, {}), (Outcome.WAF_CHALLENGE, BARE.format(title="提示", content="您的请求带有不合法参数，已被网站管理员设置拦截！"), 200, {}),
        (Outcome.WAF_CHALLENGE, BARE.format(title="Blocked", content="Your request was blocked by the security rules."), 200, {}), (Outcome.WAF_CHALLENGE, BARE.format(title="Making sure you're not a bot!", content="The administrator of this website has set up Anubis."), 200, {}), (Outcome.WAF_CHALLENGE, "<html><head><script src='/_Incapsula_Resource?x'></script></head><body></body></html>", 200, {}),
        (Outcome.SOFT_404, BARE.format(title="提示信息", content="<script>alert('该信息不存在！');history.back();</script>"), 200, {}), (Outcome.SOFT_404, BARE.format(title="Error", content="<p>该文章已下线</p>"), 200, {}), (Outcome.SOFT_404, FRAME.format(title="老县人民政府", content="<ul>" + "<li>今日关注与服务事项导航</li>" * 40 + "</ul><h2>抱歉，您访问的页面不存在！</h2>"), 200, {}),
        (Outcome.SOFT_404, BARE.format(title="提示", content="<script>alert('x')</script>该信息不存在或已被删除"), 200, {}), (Outcome.SOFT_404, BARE.format(title="404错误提示", content=""), 200, {}), (Outcome.HTTP_5XX, BARE.format(title="系统错误", content="系统错误"), 200, {}), (Outcome.HTTP_5XX, BARE.format(title="500 - 内部服务器错误。", content="您查找的资源存在问题"), 200, {}), (Outcome.HTTP_5XX, BARE.format(title="", content="Microsoft OLE DB Provider for ODBC Drivers 错误 '80004005'"), 200, {}),
        (Outcome.MAINTENANCE, BARE.format(title="网站升级改版中", content="网站升级改版中，敬请期待"), 200, {}), (Outcome.MAINTENANCE, BARE.format(title="系统维护", content="系统正在维护，暂停访问"), 503, {}), (Outcome.MAINTENANCE, FRAME.format(title="老县人民政府", content="<p>本站正在进行系统维护，暂停访问，请稍后再来。</p>"), 200, {}), (Outcome.MAINTENANCE, BARE.format(title="", content="<h1>正在建设中</h1>"), 200, {}),
        (Outcome.PARKED, BARE.format(title="域名出售", content="该域名正在出售"), 200, {}), (Outcome.PARKED, BARE.format(title="laoxian.example", content="This domain is for sale! Buy this domain"), 200, {}), (Outcome.PARKED, BARE.format(title="该域名已过期", content="请续费"), 200, {}),
        (Outcome.HIJACKED, "<html><head><title>澳门新葡京_百家乐_真人娱乐</title><meta name=keywords content='百家乐,棋牌,老虎机'></head><body>" + "<p>百家乐 棋牌 老虎机 真人娱乐 注册送彩金。</p>" * 20 + "</body></html>", 200, {}),
        (Outcome.MOVED, BARE.format(title="网站迁移公告", content="<p>本网站已迁移至新网址：<a href='http://new.laoxian.example/'>http://new.laoxian.example/</a></p>"), 200, {}),
        (Outcome.LOGIN_REQUIRED, BARE.format(title="用户登录", content="<form>用户名<input name=u>密码<input type=password name=p><button>登录</button></form>"), 200, {}),
        (Outcome.NEEDS_BROWSER, "<html><head><title>老县</title></head><body><div id=app></div><script src=/js/app.js></script></body></html>", 200, {}), (Outcome.NEEDS_BROWSER, "<html><head><title></title></head><body><noscript>请启用JavaScript</noscript><div id='root'></div></body></html>", 200, {}), (Outcome.NEEDS_BROWSER, "<html><head><title>a</title></head><body><main>正在加载，请稍候…</main></body></html>", 200, {}),
        (Outcome.STUB, "<html><head><title>a</title></head><body><div></div></body></html>", 200, {}), (Outcome.TRUNCATED, "<html><body><p>老县人民政府公告：自即日起", 200, {"Content_Length": "99999"}), (Outcome.PARSE_ANOMALY, "<!-- only a comment -->", 200, {}) if False else (Outcome.STUB, "<!-- only a comment -->", 200, {}),
    ],
)  # fmt: skip
def test_every_answer_has_its_name(
    expected: Outcome, body: str, status: int, headers: dict[str, str]
) -> None:
    facts = outcome(body, status, **headers)
    assert facts.outcome is expected, facts.outcome_reason
    assert facts.kind is PageKind.ERROR_PAGE


def test_mojibake() -> None:
    body = b"<html><body><p>" + b"\x81\x20\xff\x20" * 200 + b"</p></body></html>"
    assert read_page(body, url=DEEP, as_of=AS_OF).outcome is Outcome.MOJIBAKE


def test_the_walls_name_is_in_the_reason() -> None:
    assert outcome("<script>$_ts={};</script>", 412).outcome_reason == "瑞数"
    assert outcome("", 521, Set_Cookie="__jsluid_h=1").outcome_reason == "加速乐"


@pytest.mark.parametrize(
    "body",
    [
        FRAME.format(title="安全生产领域-老县人民政府", content=PROSE), FRAME.format(title="行政许可验证结果公示-老县人民政府", content=PROSE), FRAME.format(title="通知公告_老县人民政府../../../", content=PROSE), FRAME.format(title="关于网站系统维护暂停访问的公告-老县人民政府", content=PROSE + "<p>网站正在维护，暂停访问。</p>"),
        FRAME.format(title="我县警方打击网络赌博、百家乐案件", content="<p>警方查获一起利用百家乐、棋牌软件进行网络赌博的案件。</p>" + PROSE), FRAME.format(title="福利彩票发行管理", content="<p>体育彩票、福利彩票公益金使用情况公告。</p>" + PROSE), FRAME.format(title="关于404号提案的答复", content=PROSE), FRAME.format(title="老县人民政府", content=PROSE + "<form><input type=password>登录</form>"),
        FRAME.format(title="老县人民政府", content=PROSE + "<script>document.cookie='visited=1';</script>"), FRAME.format(title="县自来水公司搬迁公告", content="<p>县自来水公司营业厅已搬迁至新址办公，新地址：建设路5号。</p>" + PROSE), FRAME.format(title="关于某某域名管理办法", content="<p>未备案的网站应当整改。</p>" + PROSE), FRAME.format(title="老县", content="<div id=app>" + PROSE + "</div>"),
        BARE.format(title="老县水利局", content="<script>document.cookie='seen=1'</script><p>欢迎访问老县水利局网站</p><a href=index.asp>进入网站</a>"), FRAME.format(title="关于网站安全检查的通报", content="<p>个别单位网站的访问请求被拦截，系防火墙策略所致，您的访问如被阻断，请联系管理员。</p>" + PROSE),
        FRAME.format(title="工作动态", content="<ul>" + "".join(f"<li><a href=/a/{n}.html>系统维护升级情况通报之{n}</a><span>2012-03-{n}</span></li>" for n in range(10, 18)) + "</ul>"),
        BARE.format(title="水务局2025年部门预算", content="<table><tr><td>其他水利支出</td><td>290.00</td></tr></table><p>其他水利支出290万元，用于山洪预警平台维护。</p>"),
        BARE.format(title="信访局2025年决算", content="<table><tr><td>其他支出</td><td>20.00</td></tr></table><p>其他支出主要是网上信访系统升级。</p>"),
    ],
)  # fmt: skip
def test_real_pages_are_open(body: str) -> None:
    facts = outcome(body)
    assert facts.outcome is Outcome.OPEN, facts.outcome_reason


def test_a_pages_own_404_is_not_a_wall() -> None:
    facts = outcome(
        FRAME.format(title="页面不存在", content="<p>您访问的页面不存在</p>"),
        404,
        Server="cloudflare",
        CF_Ray="1",
    )
    assert facts.outcome is Outcome.HTTP_404_410


@pytest.mark.parametrize(
    ("body", "target"),
    [
        ('<html><head><meta http-equiv="refresh" content="0;url=/zwgk/index.html"></head></html>', "http://www.laoxian.example/zwgk/index.html"), ("<script>location.href='/main.html';</script>", "http://www.laoxian.example/main.html"), ('<script>window.location.replace("http://b.example/")</script>', "http://b.example/"), ("<html><frameset><frame src='top.html'></frameset></html>", "http://www.laoxian.example/top.html"),
    ],
)  # fmt: skip
def test_pages_that_only_jump(body: str, target: str) -> None:
    facts = outcome(body, url="http://www.laoxian.example/")
    assert (facts.outcome, facts.jumps_to, facts.kind) == (Outcome.OPEN, target, PageKind.OTHER)


def test_a_slow_refresh_is_no_jump() -> None:
    facts = outcome(
        FRAME.format(title="老县人民政府", content=PROSE).replace(
            "<head>", '<head><meta http-equiv="refresh" content="600">'
        )
    )
    assert facts.jumps_to == ""


def test_a_refusal_that_explains_itself_at_length_is_a_refusal() -> None:
    at_length = BARE.format(
        title="ERROR: The request could not be satisfied",
        content="<p>We can't connect to the server at this time.</p>" * 20,
    )
    assert (
        outcome(at_length, 403, Server="CloudFront", X_Cache="Error from cloudfront").outcome
        is Outcome.HTTP_401_403
    )
    assert outcome(at_length, 405, X_Cache="Error from cloudfront").outcome is Outcome.WAF_CHALLENGE
    assert (
        outcome(FRAME.format(title="老县人民政府", content=PROSE), 403).outcome
        is Outcome.HTTP_401_403
    )


def test_a_shell_that_still_loads_is_not_the_page_whatever_its_cookie_notice_says() -> None:
    notice = (
        "<p>本站使用Cookie以保证您安全地使用各项功能，并用于统计访问情况，您可以随时更改您的选择，详情见隐私说明。</p>"
        * 3
    )
    shell = f"<html><head><title>老县</title></head><body><div id=app>{notice}<div>{{}}</div></div></body></html>"
    assert outcome(shell.format("加载中…")).outcome is Outcome.NEEDS_BROWSER
    assert outcome(shell.format("老县人民政府")).outcome is Outcome.OPEN


@pytest.mark.parametrize(
    ("title", "content", "status"),
    [
        ("Access Temporarily Blocked", "<h1>Your access has been temporarily blocked</h1>", 200),
        ("Temporarily Blocked", "<p>Reference ID: 18.2f3a</p>", 200),
        ("老县", "<p>Your IP address has been temporarily blocked.</p>", 200),
        ("Request Access", "<p>Automated requests to this site are limited.</p>", 200),
        ("老县", "<p>Due to scraping, programmatic access to this site is limited.</p>", 200),
        ("老县", "<p>We detected unusual activity from your network.</p>", 200),
        ("提示信息", "<p>检测到非法请求，您的IP已被记录！</p>", 200),
        ("访问受限", "<p>您好，您所在的地区暂时无法访问本网站。</p>", 200),
        ("资源不存在 | 云防护", "<p>资源不存在</p>", 404),
        ("资源不存在｜云防护", "<p>您访问的资源不存在</p>", 404),
        ("资源不存在", "<p>资源不存在</p><p>由云防护提供安全服务</p>", 404),
    ],
)
def test_walls_in_other_words(title: str, content: str, status: int) -> None:
    facts = outcome(BARE.format(title=title, content=content), status)
    assert facts.outcome is Outcome.WAF_CHALLENGE, facts.outcome_reason


@pytest.mark.parametrize(
    "content",
    [
        "<h1>道路封闭</h1><p>因施工，县城东大街暂时封闭。The road is temporarily blocked.</p>",
        "<h1>Request access to information</h1><p>You may request access to our documents.</p>",
        "<h1>我县网站接入云防护</h1><p>网站安全防护能力进一步提升。</p>",
    ],
)
def test_pages_that_use_the_words_of_walls_are_none(content: str) -> None:
    facts = outcome(FRAME.format(title="老县人民政府", content=content))
    assert facts.outcome is Outcome.OPEN, facts.outcome_reason


@pytest.mark.parametrize(
    "headers",
    [
        {"Server": "AkamaiGHost"},
        {"Server": "cloudflare", "CF_Ray": "1"},
        {"Server": "CloudWAF", "Set_Cookie": "HWWAFSESID=1; path=/"},
        {"Server": "Tengine", "X_Cache": "MISS TCP_MISS", "Content_Length": "0"},
    ],
)
def test_a_404_without_a_body_is_the_origins_whichever_network_hands_it_on(
    headers: dict[str, str],
) -> None:
    assert outcome("", 404, **headers).outcome is Outcome.HTTP_404_410


LATEST = "".join(
    f"<li><a href=/xw/{n}.html>全县重点项目推进会第{n}次会议召开</a><span>2012-03-{n}</span></li>"
    for n in range(10, 20)
)
CRUMB = "<div>当前位置：<a href=/>首页</a> &gt; <a href=/xw/>新闻中心</a> &gt; 正文</div>"
SITE = "http://www.laoxian.example"


@pytest.mark.parametrize(
    ("address", "content"),
    [
        ("/Error.aspx?aspxerrorpath=/tzgg/5.aspx", "<p>处理您的请求时发生错误。</p>"),
        ("/GenericError.htm?aspxerrorpath=%2fa.aspx", ""),
        ("/404.html", "<p>您要找的网页走丢了，去首页看看吧</p>"),
        ("/common/500.jsp", "<p>服务器开小差了，请联系管理员。</p>"),
    ],
)
def test_a_page_to_which_servers_send_for_an_error_is_no_page(address: str, content: str) -> None:
    latest = f"<h3>最新信息</h3><ul>{LATEST}</ul>"
    page = FRAME.format(title="老县人民政府", content=content + latest)
    assert outcome(page, url=SITE + address).outcome is Outcome.SOFT_404


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("您访问的页面不存在-老县人民政府", "您访问的页面不存在"),
        ("老县人民政府", "抱歉，您访问的页面不存在或已被删除！"),
        ("页面未找到_老县人民政府", "页面未找到"),
    ],
)
def test_an_error_by_its_title_is_one_whatever_way_leads_to_it(title: str, heading: str) -> None:
    page = FRAME.format(title=title, content=f"{CRUMB}<h1>{heading}</h1><p>5 秒后自动返回首页</p>")
    assert outcome(page).outcome is Outcome.SOFT_404


@pytest.mark.parametrize(
    ("title", "content"),
    [
        ("系统发生错误", "<h1>页面错误！请稍后再试～</h1>"),
        ("提示信息", "<p>对不起，您访问的栏目已关闭。</p>"),
        ("", "<h1>Whitelabel Error Page</h1><p>There was an error (status=404).</p>"),
    ],
)
def test_errors_of_frameworks_name_themselves(title: str, content: str) -> None:
    page = BARE.format(title=title, content=content)
    assert outcome(page).outcome in (Outcome.HTTP_5XX, Outcome.SOFT_404)


@pytest.mark.parametrize(
    ("address", "title", "content"),
    [
        (
            "/tzgg/404.html",
            "春耕生产现场会召开",
            f"{CRUMB}<h1>春耕生产现场会召开</h1><img src=a.jpg>",
        ),
        (
            "/tzgg/404.html",
            "社保错误数据更正",
            f"{CRUMB}<h1>社保错误数据更正</h1><p>现予更正。</p>",
        ),
        (
            "/tzgg/5.html",
            "网页不存在怎么办",
            f"{CRUMB}<h1>网页不存在怎么办</h1><p>请联系管理员。</p>",
        ),
        ("/errorreport/index.html", "网站找错", "<h1>网站找错</h1><p>欢迎对错误内容进行举报。</p>"),
    ],
)
def test_articles_at_numbers_and_about_errors_are_articles(
    address: str, title: str, content: str
) -> None:
    facts = outcome(FRAME.format(title=title, content=content), url=SITE + address)
    assert facts.outcome is Outcome.OPEN, facts.outcome_reason
