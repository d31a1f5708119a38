"""Thirty hijacked sites and what normal pages look like them, written by ourselves: ten show their
other face to searchers only.
"""

from collections.abc import Callable

from tests.crawler.fixture_server import Handler, Question
from tests.network.small_city import page

BAD = "pj8888.example-casino.com"
LINKS = "".join(
    f"<a href='http://{name}.{BAD}/'>{words}</a>"
    for name, words in (
        ("a", "澳门新葡京官网"),
        ("b", "威尼斯人娱乐城"),
        ("c", "时时彩平台"),
        ("d", "真人娱乐开户"),
    )
)
GAMBLING = "澳门新葡京_威尼斯人娱乐城_百家乐在线投注"
PORN = "成人视频在线_无码av在线_激情视频"
INVOICES = "代开发票_代开增值税发票_办证刻章"
CASINO_TEXT = "百家乐、时时彩、六合彩、老虎机，真人娱乐，注册送彩金。" * 6


def _document(title: str, body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title>{head}</head><body>{body}</body></html>".encode()


def _tags(words: str) -> str:
    return f"<meta name='keywords' content='{words}'><meta name='description' content='{words}'>"


# Pages that stand where the unit's page was, or its page with a stranger's hand in it. (name,
# number) → body
HIJACKS: dict[str, Callable[[str, int], bytes]] = {
    "casino": lambda name, n: _document(
        GAMBLING, f"<h1>{GAMBLING}</h1><p>{CASINO_TEXT}</p>", _tags(GAMBLING)
    ),
    "casino by tags alone": lambda name, n: _document(
        "欢迎光临", "<p>正在进入…</p><img src='/1.jpg'>" * 3, _tags(GAMBLING)
    ),
    "casino in the text alone": lambda name, n: _document(
        "首页", f"<h1>欢迎您</h1><p>{CASINO_TEXT}</p>"
    ),
    "porn": lambda name, n: _document(
        PORN, f"<h1>{PORN}</h1><p>{'成人电影免费看，约炮。' * 20}</p>", _tags(PORN)
    ),
    "invoices": lambda name, n: _document(
        INVOICES, f"<p>{'代开发票，诚信经营，电话联系。' * 20}</p>", _tags(INVOICES)
    ),
    "for sale": lambda name, n: _document(
        "域名出售", "<h1>该域名正在出售</h1><p>您正在访问的域名可以转让，请联系购买。</p>"
    ),
    "for sale, English": lambda name, n: _document(
        "This domain is for sale", "<h1>Buy this domain</h1><p>Domain parking.</p>"
    ),
    "suspended host": lambda name, n: _document(
        "提示", "<h1>虚拟主机已到期</h1><p>网站欠费，请联系服务商。</p>"
    ),
    "another language": lambda name, n: _document(
        "Cheap sneakers online shop",
        "<p>" + "Best running shoes free shipping worldwide. " * 30 + "</p>",
    ),
    "Japanese shop": lambda name, n: _document(
        "激安ブランド通販", "<p>" + "人気のバッグが最安値で買えるお店です。送料無料。" * 30 + "</p>"
    ),
    "link farm": lambda name, n: _document(
        "导航",
        "".join(f"<li><a href='http://s{i}.somewhere{i}.com/'>网站{i}</a></li>" for i in range(40)),
    ),
    "old text, spam title": lambda name, n: page(name, n, title=GAMBLING, head=_tags(GAMBLING)),
    "old text, spam keywords": lambda name, n: page(name, n, head=_tags(GAMBLING)),
    "hidden by display": lambda name, n: page(
        name, n, extra=f"<div style='display:none'>{LINKS}</div>"
    ),
    "hidden off the page": lambda name, n: page(
        name, n, extra=f"<div style='position:absolute;left:-9999px'>{LINKS}</div>"
    ),
    "hidden in a marquee": lambda name, n: page(
        name, n, extra=f"<marquee height=1 width=1 scrollamount=3000>{LINKS}</marquee>"
    ),
    "hidden by a script": lambda name, n: page(
        name,
        n,
        extra=f"<script>document.write(\"<div style='display:none'>\")</script>{LINKS}<script>document.write('</div>')</script>",
    ),
    "hidden by size": lambda name, n: page(
        name, n, extra=f"<div style='height:0px;overflow:hidden'>{LINKS}</div>"
    ),
    "links in plain sight": lambda name, n: page(name, n, extra=f"<p>友情链接：{LINKS}</p>"),
    "a script for searchers": lambda name, n: page(
        name,
        n,
        head=f"<script>var s=document.referrer;if(/baidu|sogou|so\\.com/.test(s)){{location.href='http://www.{BAD}/'}}</script>",
    ),
}


def _by_agent(bad: bytes, good: bytes) -> Handler:
    async def answer(question: Question) -> None:
        is_browser = "Chrome/" in question.headers.get("user-agent", "")
        await question.send(bad if is_browser else good, Content_Type="text/html")

    return answer


def _by_referer(bad: bytes, good: bytes) -> Handler:
    async def answer(question: Question) -> None:
        comes_by_search = "baidu." in question.headers.get("referer", "")
        await question.send(bad if comes_by_search else good, Content_Type="text/html")

    return answer


def _sends_searchers_away(good: bytes) -> Handler:
    async def answer(question: Question) -> None:
        if "baidu." in question.headers.get("referer", ""):
            await question.send(b"", "302 Found", Location=f"http://www.{BAD}/")
        else:
            await question.send(good, Content_Type="text/html")

    return answer


# (name, number) → what its host does for everybody and for searchers
CLOAKED: dict[str, Callable[[str, int], Handler]] = {
    f"cloaked by {how.__name__.removeprefix('_by_')}: {kind}": lambda name, n, how=how, kind=kind: (
        how(HIJACKS[kind](name, n), page(name, n))
    )
    for how, kinds in (
        (_by_agent, ("casino", "porn", "old text, spam title", "for sale")),
        (
            _by_referer,
            (
                "casino",
                "invoices",
                "hidden by display",
                "another language",
                "casino in the text alone",
            ),
        ),
    )
    for kind in kinds
} | {"cloaked by a redirect": lambda name, n: _sends_searchers_away(page(name, n))}


# Pages of offices that a careless eye would take for a stranger's. (name, number) → body
NORMAL: dict[str, Callable[[str, int], bytes]] = {
    "plain": page,
    "police": lambda name, n: page(
        name,
        n,
        extra="<p>公安机关打击网络赌博、百家乐、六合彩，查处代开发票、办证刻章案件。</p>" * 3,
        head=_tags("打击赌博网站,公安"),
    ),
    "lottery": lambda name, n: page(
        name, n, extra="<p>体育彩票、福利彩票公益金使用情况，禁止私彩、六合彩。</p>" * 3
    ),
    "chess club": lambda name, n: page(
        name, n, extra="<p>全市棋牌运动协会举行象棋比赛，成人教育招生，办证大厅服务指南。</p>"
    ),
    "hidden menu": lambda name, n: page(
        name,
        n,
        extra="<div style='display:none'><a href='http://www.xinhuanet.com/'>新华网</a><a href='http://www.people.com.cn/'>人民网</a></div>",
    ),
    "analytics": lambda name, n: page(
        name,
        n,
        head="<script>var r=document.referrer;var _hmt=[];(function(){var h=document.createElement('script');h.src='https://hm.baidu.com/hm.js?1';var u=location.href;})();</script>",
    ),
    "many links away": lambda name, n: page(
        name, n, extra="".join(f"<a href='http://www.site{i}.com/'>媒体{i}</a>" for i in range(40))
    ),
    "English page": lambda name, n: page(
        name, n, extra="<p>" + "The government of the city welcomes you. " * 40 + "</p>"
    ),
    "redesigned": lambda name, n: page(name, n, title="首页"),
    "tourism": lambda name, n: page(
        name, n, extra="<p>金沙县、葡萄节、皇冠山、太阳城社区、永利乡举行活动。</p>"
    ),
}
