"""Walls: recognised and named, never broken (docs/field-notes.md §5). A wall is no fault of the
site; it is asked to let us in.
"""

import re
from http import HTTPStatus

from crawler.extract.answer import JudgedOutcome, ReadAnswer
from crawler.extract.published import is_published
from store.outcomes import Outcome

_SMALL = 5_000
_STUB = 3_000

# By header name (and a pattern its value must match): vendor.
_BY_HEADER = (
    ("wzws-ray", re.compile(""), "网神/360"),
    ("rimon", re.compile("block", re.IGNORECASE), "rimon"),
    ("cf-mitigated", re.compile(""), "cloudflare"),
    ("x-amzn-waf-action", re.compile(""), "aws-waf"),
    ("x-sucuri-block", re.compile(""), "sucuri"),
    ("x-iinfo", re.compile(""), "incapsula"),
    ("x-datadome", re.compile(""), "datadome"),
    ("x-safe-firewall", re.compile(""), "云防护"),
)
_BY_COOKIE = (
    ("__jsluid", "加速乐"),
    ("__jsl_clearance", "加速乐"),
    ("acw_sc__v2", "阿里云"),
    ("yunsuo_", "云锁"),
    ("hwwafses", "华为云"),
    ("safedog", "安全狗"),
    ("wzws_", "网神/360"),
    ("incap_ses", "incapsula"),
    ("datadome", "datadome"),
)
_BY_SOURCE = (
    (re.compile(r"\$_ts\s*[=.\[]|\$_ts\b.{0,40}window"), "瑞数"),
    (re.compile(r"__jsl_clearance|__jsluid"), "加速乐"),
    (re.compile(r"acw_sc__v2|\barg1\s*=\s*['\"][0-9A-F]{20,}"), "阿里云"),
    (re.compile(r"yunsuo|security_(?:session_)?verify", re.IGNORECASE), "云锁"),
    (re.compile(r"wzws[-_]|WZWS"), "网神/360"),
    (
        re.compile(
            r"safeline|chaitin|长亭(?:科技|雷池)|雷池(?:WAF|防火墙|社区版|安全)", re.IGNORECASE
        ),
        "雷池",
    ),  # 雷池镇 is a town
    (re.compile(r"HWWAFSES"), "华为云"),
    (re.compile(r"网站云防护|云防护节点|云盾(?:WAF|拦截|防护|提示)|网防G01"), "云防护"),
    (re.compile(r"创宇盾|知道创宇云|玄武盾|网站卫士"), "云防护"),
    (re.compile(r"TencentCaptcha|captcha\.(?:qcloud|qq|gtimg)\.com|T-Sec|EdgeOne"), "腾讯云"),
    (
        re.compile(
            r"\bnocaptcha\b|g\.alicdn\.com/sd/ncpc|errors\.aliyun\.com|AliyunCaptcha", re.IGNORECASE
        ),
        "阿里云",
    ),
    (re.compile(r"static\.geetest\.com|initGeetest"), "极验"),
    (re.compile(r"C3VK"), "C3VK"),
    (re.compile(r"安全狗|safedog", re.IGNORECASE), "安全狗"),
    (
        re.compile(r"宝塔(?:网站)?(?:防火墙|WAF|面板)|btwaf|/huadong_[0-9a-f]+\.js", re.IGNORECASE),
        "宝塔",
    ),  # 宝塔镇 is a town
    (
        re.compile(
            r"cdn-cgi/challenge-platform|cf-chl|_cf_chl|cf_captcha|challenges\.cloudflare",
            re.IGNORECASE,
        ),
        "cloudflare",
    ),
    (re.compile(r"_Incapsula_Resource|Incapsula incident"), "incapsula"),
    (re.compile(r"awswaf|gokuprops|aws-waf", re.IGNORECASE), "aws-waf"),
    (re.compile(r"captcha-delivery\.com|datadome", re.IGNORECASE), "datadome"),
    (re.compile(r"px-captcha|perimeterx", re.IGNORECASE), "perimeterx"),
    (
        re.compile(r"errors\.edgesuite\.net|Reference&#32;&#35;|AkamaiGHost", re.IGNORECASE),
        "akamai",
    ),
    (re.compile(r"anubis_challenge|within\.website/x/cmd/anubis"), "anubis"),
)
# A title that is nothing else: 安全 or 验证 inside a channel's name is no wall (docs/field-notes.md
# §6).
_TITLES = re.compile(
    r"\s*(?:environment checking|just a moment\W*|attention required!.*|human verification|access (?:to this page has been )?denied|request (?:blocked|rejected)|security check|"
    r"ddos protection.*|robot check|are you (?:a )?(?:human|robot).*|please wait\W*|checking your browser.*|pardon our interruption.*|error: the request could not be satisfied|.*(?:dns|web|content) filter.*portal|web page blocked.*|"
    r"(?:安全|访问|人机|滑动|身份|浏览器)(?:安全)?(?:验证|检测|校验|检查)(?:中|页面)?\W*|请(?:完成|进行|稍候|稍等).{0,10}|(?:访问|请求)(?:被|已被|受到)?(?:拦截|拒绝|禁止|限制|阻断).{0,10}|网站防火墙.{0,10}|.*[|\-_]\s*(?:网站)?云防护.*|正在(?:进行)?(?:安全)?(?:检测|验证).{0,10})\s*",
    re.IGNORECASE,
)
_BANS = re.compile(
    r"\s*(?:40[13]\b.{0,40}|.{0,12}\b(?:403 forbidden|forbidden|unauthorized)\b.{0,20}|禁止访问.{0,10}|拒绝访问.{0,10})",
    re.IGNORECASE,
)
_COOKIE_SCRIPT = re.compile(
    r"document\s*\.\s*cookie|document\s*\[\s*['\"]cookie|location\s*(?:\.\s*reload|\[\s*['\"]reload)|eval\s*\(\s*function|\bsetCookie\s*\(",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
# Scripts that only challenges are made of. (Cloudflare's own stands in ordinary pages, too.)
_CHALLENGE_SCRIPT = re.compile(
    r"\$_ts\s*=|__jsl_clearance|acw_sc__v2|\barg1\s*=\s*['\"][0-9A-F]{20,}|yunsuo_\w*verify|security_(?:session_)?verify|YunSuo|\bTencentCaptcha\b|\binitGeetest\b|wzws[-_]\w*(?:waf|cid)|\bC3VK\b|_Incapsula_Resource"
)
# What a wall says to whoever it turns away. Only of a page round which nobody drew a site.
_SAYS_SLOWER = re.compile(
    r"(?:访问|请求|操作|刷新)(?:过于|太过|太|过度)频繁|访问(?:次数|频率)(?:过多|过高|过快|超|已达)|too many requests|rate limit",
    re.IGNORECASE,
)
_SAYS_NO = re.compile(
    r"(?:请求|访问|提交|操作|IP|地址|行为)[^。；]{0,40}(?:被|受到|已)[^。；]{0,20}(?:拦截|阻断|封禁|屏蔽|拒绝|禁止)|(?:IP|来源)(?:地址)?[^。；]{0,12}(?:不在|禁止|受限|无权)|(?:境外|海外|国外)(?:IP|访问|用户|地址)[^。；]{0,12}(?:禁止|受限|限制|拒绝|无法|不能)"
    r"|(?:拖动|滑动|按住)(?:下方|左边|右边)?滑块|(?:输入|完成|进行)[^。；]{0,6}(?:验证码|安全验证|人机验证)|(?:没有|无)权(?:限)?访问|正在(?:检查|检测|验证)[^。；]{0,8}浏览器|疑似(?:黑客)?攻击|your request (?:has been|was) (?:blocked|rejected)|your ip .{0,40}(?:blocked|banned)"
    r"|访问(?:可能)?(?:已)?被阻断|可能对网站造成安全威胁|被(?:网站)?管理员设置拦截|(?:触发|违反)了?.{0,12}(?:防护|防火墙|安全)(?:规则|策略)|(?:访问|请求)(?:行为)?(?:疑似|存在)(?:黑客)?攻击|您的(?:IP|访问|请求).{0,14}(?:已被|被)(?:拦截|封禁|禁止|限制)"
    r"|防火墙正在检查"
    r"|(?:your )?request (?:was|has been|is) (?:blocked|rejected)|requested URL was rejected|unusual traffic|(?:you(?:'re|’re| are) )?not a (?:bot|robot)|(?:verify|verifying|confirm)(?: that)? you(?:'re|’re| are)(?: a)? human|you have been blocked|security service to protect itself",
    re.IGNORECASE,
)
# With these a wall may speak as well as a page; other refusals need no words.
_TALKATIVE = frozenset({200, 202, 400, 403, 404, 405, 500, 502, 503})
_SAID = 500  # characters; an article about an attack says more
_STANDARD = frozenset(HTTPStatus)
# Whoever answers with one of these did not show the page, however much they say.
_REFUSALS = frozenset({401, 403, 405, 412, 468, 491, 521})


def find_wall(answer: ReadAnswer) -> JudgedOutcome | None:
    """The wall that answered in the page's place, or None. A page that says much is never a wall,
    whatever scripts it carries, unless its status is a refusal: some walls explain themselves at
    length (CloudFront's 403 has 400 characters of prose).
    """
    if answer.is_rich and answer.status not in _REFUSALS:
        return None
    vendor = _vendor(answer)
    if answer.status == 429:
        return JudgedOutcome(Outcome.RATE_LIMITED, vendor or "429")
    if (
        _TITLES.fullmatch(answer.title)
        and answer.prose < 300
        and (vendor or not _is_of_the_site(answer))
    ):
        return JudgedOutcome(Outcome.WAF_CHALLENGE, vendor or f"title: {answer.title.strip()[:60]}")
    is_short = answer.size < _SMALL or _says_nothing(answer)
    if is_short and (turned_away := _turned_away(answer, vendor)) is not None:
        return turned_away
    if (
        answer.status in (200, 202, 400, 403, 405)
        and _says_nothing(answer)
        and len(answer.flat.anchors) <= 5
        and _CHALLENGE_SCRIPT.search(answer.source)
    ):
        return JudgedOutcome(Outcome.WAF_CHALLENGE, vendor or "challenge script")
    if answer.status in (412, 468, 491, 418) and is_short:
        return JudgedOutcome(
            Outcome.WAF_CHALLENGE,
            vendor
            or {412: "瑞数?", 468: "雷池?", 491: "网神/360?"}.get(
                answer.status, str(answer.status)
            ),
        )
    if answer.status == 521 and is_short and not _is_cloudflare_outage(answer):
        return JudgedOutcome(Outcome.WAF_CHALLENGE, vendor or "加速乐?")
    if _is_unheard_of(answer.status) and is_short and not _is_cloudflares(answer):
        return JudgedOutcome(Outcome.WAF_CHALLENGE, vendor or str(answer.status))
    if (
        answer.status == 202
        and is_short
        and (_SCRIPT.search(answer.source) or _says_nothing(answer))
    ):
        return JudgedOutcome(Outcome.WAF_CHALLENGE, vendor or "202 shell")
    if answer.status == 405 and vendor:
        return JudgedOutcome(Outcome.WAF_CHALLENGE, vendor)
    if answer.status in (401, 403):
        is_challenge = bool(vendor) and bool(_SCRIPT.search(answer.source) or "waf" in vendor)
        return (
            JudgedOutcome(Outcome.WAF_CHALLENGE, vendor)
            if is_challenge
            else JudgedOutcome(
                Outcome.HTTP_401_403, " ".join(filter(None, (str(answer.status), vendor)))
            )
        )
    if (
        vendor
        and answer.status in (404, 503)
        and is_short
        and (_says_so_itself(answer) or (answer.status == 404 and not answer.words))
    ):
        return JudgedOutcome(Outcome.WAF_CHALLENGE, vendor)
    if answer.status == 200 and "rimon" in answer.headers and vendor:
        return JudgedOutcome(Outcome.WAF_CHALLENGE, vendor)
    if (
        answer.status == 200
        and answer.size < _SMALL
        and _BANS.fullmatch(answer.title)
        and answer.prose < 100
        and not _is_of_the_site(answer)
    ):
        return JudgedOutcome(Outcome.HTTP_401_403, f"200 with title {answer.title.strip()[:40]}")
    is_bare = (
        answer.size < _STUB and not answer.flat.anchors and not answer.flat.images
    )  # a splash page leads into its site
    if (
        answer.status == 200
        and _says_nothing(answer)
        and _COOKIE_SCRIPT.search(answer.source)
        and (is_bare or vendor)
    ):
        return JudgedOutcome(
            Outcome.WAF_CHALLENGE, vendor or "script that writes a cookie or reloads"
        )
    return None


def _turned_away(answer: ReadAnswer, vendor: str) -> JudgedOutcome | None:
    """In so many words, on a page that says little else and stands in no site."""
    if answer.status not in _TALKATIVE or answer.prose >= 300 or answer.flat.has_password_field:
        return None
    if _is_of_the_site(answer) or sum(len(block.text) for block in answer.flat.blocks) >= _SAID:
        return None
    words = f"{answer.title} {answer.words}"
    if said := _SAYS_SLOWER.search(words):
        return JudgedOutcome(Outcome.RATE_LIMITED, vendor or said.group()[:40])
    said = _SAYS_NO.search(words)
    return JudgedOutcome(Outcome.WAF_CHALLENGE, vendor or said.group()[:40]) if said else None


def _is_of_the_site(answer: ReadAnswer) -> bool:
    """With the site's navigation about it, or marks of publication: no wall has them."""
    return len(answer.flat.anchors) >= 5 or is_published(answer)


def _is_unheard_of(status: int) -> bool:
    """In no standard: whatever answered so stands between us and the site (493, 512, 566, 567 …)."""
    return status >= 400 and status not in _STANDARD


def _is_cloudflares(answer: ReadAnswer) -> bool:
    """Its 520 to 530 tell of an origin that is down."""
    return (
        answer.status in range(520, 531)
        and "cloudflare" in answer.headers.get("server", "").lower()
    )


def _vendor(answer: ReadAnswer) -> str:
    for name, pattern, vendor in _BY_HEADER:
        if name in answer.headers and pattern.search(answer.headers[name]):
            return vendor
    if vendor := _vendor_by_source(answer):
        return vendor
    cookies = answer.headers.get("set-cookie", "").lower()
    for mark, vendor in _BY_COOKIE:
        if mark in cookies:
            return vendor
    server = answer.headers.get("server", "").lower()
    if "akamaighost" in server:
        return "akamai"
    if "cloudfront" in answer.headers.get("x-cache", "").lower() and answer.status in (403, 405):
        return "cloudfront"
    return "safeline" if "safeline" in server else ""


def _vendor_by_source(answer: ReadAnswer) -> str:
    head = answer.source[:20_000]
    return next((vendor for pattern, vendor in _BY_SOURCE if pattern.search(head)), "")


def _says_nothing(answer: ReadAnswer) -> bool:
    return (
        sum(len(block.text) for block in answer.flat.blocks) < 80 and len(answer.flat.anchors) <= 3
    )


def _says_so_itself(answer: ReadAnswer) -> bool:
    return bool(
        re.search(
            r"云防护|拦截|challenge|blocked|防火墙|cf-chl|验证",
            answer.title + answer.source[:4000],
            re.IGNORECASE,
        )
    )


def _is_cloudflare_outage(answer: ReadAnswer) -> bool:
    return (
        "cloudflare" in answer.headers.get("server", "").lower()
        and "web server is down" in answer.source.lower()
    )
