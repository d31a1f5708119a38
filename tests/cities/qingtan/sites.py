"""The city of 青滩: what each host answers on each of its twelve nights.

Seventeen units: a portal with the pages of two bureaus, six bureaus on systems of the present,
three on systems of the past, four townships, an office, and an archive on an inner address.
"""

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from tests.cities.city import Answer
from tests.cities.qingtan import bureaus, law, towns
from tests.cities.qingtan.base import Site
from tests.cities.qingtan.portal import portal

NIGHTS = tuple(
    date(2026, month, day)
    for month, day in (
        (7, 6), (7, 7), (7, 20), (8, 3), (8, 14), (8, 15), (8, 28), (9, 11), (9, 21), (9, 28),
        (10, 12), (10, 26),
    )
)  # fmt: skip
HOSTS = (
    "wglj.qingtan.example.gov.cn", "www.xinqiao.example.gov.cn", "www.dashizhen.example.gov.cn",
    "www.hengjiang.example.gov.cn",
)  # fmt: skip
WITHOUT_A_NAME = ("www.dashizhen.example.gov.cn",)

_SILENT = Answer(is_silent=True)
_CULTURE_DOWN = (date(2026, 8, 14), date(2026, 8, 15))
_WALLED = (date(2026, 8, 28), date(2026, 9, 21))
_HIJACKED = (date(2026, 9, 11), date(2026, 9, 21))
_HIDDEN_LINKS = (date(2026, 9, 21), date(2026, 9, 28))


@lru_cache(maxsize=1)
def _portal() -> Site:
    return portal()


@lru_cache(maxsize=32)
def _site(make: Callable[[], Site]) -> Site:
    return make()


@lru_cache(maxsize=2)
def _culture(is_redone: bool) -> Site:
    return bureaus.culture(date(2026, 9, 1) if is_redone else date(2026, 7, 1))


@lru_cache(maxsize=2)
def _xinqiao(is_moved: bool) -> Site:
    return towns.xinqiao(is_moved)


def answer(host: str, target: str, day: date) -> Answer | None:
    """What `host` answers to `target` before dawn of `day`."""
    made = _ANSWERS.get(host)
    return made(target, day) if made else None


def _plain(make: Callable[[], Site]) -> Callable[[str, date], Answer | None]:
    return lambda target, day: _site(make).answer(target, day)


def _traffic(target: str, day: date) -> Answer | None:
    known = _site(bureaus.traffic).answer(target, day)
    if known and day in _HIDDEN_LINKS and target in ("/", "/index.html"):
        body = known.body if isinstance(known.body, bytes) else known.body.encode()
        return Answer(body.replace(b"</body>", _hidden().encode() + b"</body>"))
    return known


def _hidden() -> str:
    told = "".join(
        f'<a href="http://www.{name}{n}88.example/">{words}</a> '
        for n, (name, words) in enumerate(
            (
                ("kyqp", "开元棋牌"), ("amxj", "澳门新葡京"), ("bjl", "百家乐在线"), ("zrty", "真人视讯"),
                ("ssc", "时时彩平台"), ("lhj", "老虎机注册送彩金"), ("tycp", "体育彩票投注"), ("bcgw", "博彩官网"),
                ("dzyy", "电子游艺"), ("lhc", "六合彩开奖"), ("qpyx", "棋牌游戏下载"), ("ylc", "娱乐城开户"),
            ),
            1,
        )
    )  # fmt: skip
    return f'<div style="position:absolute;left:-9999px;top:-9999px;height:1px">{told}</div>'


def _culture_of_old(target: str, day: date) -> Answer | None:
    """旅游发展委员会 is no more; its address leads to the bureau's."""
    if day in _CULTURE_DOWN:
        return _SILENT
    to = "http://wglj.qingtan.example.gov.cn/"
    return Answer("", 302, {"location": to, "content-type": "text/html; charset=utf-8"})


def _culture_now(target: str, day: date) -> Answer | None:
    if day in _CULTURE_DOWN:
        return _SILENT
    if day == date(2026, 10, 12) and target.startswith("/category/"):
        return Answer(
            "<html><head><title>504 Gateway Time-out</title></head><body><center>"
            "<h1>504 Gateway Time-out</h1></center><hr>nginx</body></html>",
            504,
        )
    return _culture(day >= date(2026, 8, 20)).answer(target, day)


def _insurance(target: str, day: date) -> Answer | None:
    if day in _HIJACKED and target in ("/", "/Default.aspx", "/index.html", "/index.htm"):
        return Answer(_GAMBLING)
    return _site(bureaus.insurance).answer(target, day)


def _safety(target: str, day: date) -> Answer | None:
    if day == _WALLED[0]:
        return Answer(_WALL, 405)
    if day == _WALLED[1]:
        return Answer(_CHALLENGE, 412)
    return _site(bureaus.safety).answer(target, day)


def _forest(target: str, day: date) -> Answer | None:
    if target == "/wsbs_main.htm":
        return Answer("<html><head><title></title></head><body></body></html>")
    return _site(law.forest).answer(target, day)


def _liuhe(target: str, day: date) -> Answer | None:
    if day >= date(2026, 8, 5):
        return Answer(_MAINTENANCE)
    return _site(towns.liuhe).answer(target, day)


def _baisha(target: str, day: date) -> Answer | None:
    if day >= date(2026, 8, 20):
        return _SILENT
    return _site(towns.baisha).answer(target, day)


def _xinqiao_of_old(target: str, day: date) -> Answer | None:
    if day < date(2026, 8, 10):
        return _xinqiao(False).answer(target, day)
    return Answer(_MOVED) if target in ("/", "/index.html", "/index.htm") else None


def _xinqiao_now(target: str, day: date) -> Answer | None:
    return _xinqiao(True).answer(target, day) if day >= date(2026, 8, 10) else None


def _dashi(target: str, day: date) -> Answer | None:
    if day < date(2026, 8, 20):
        return _site(towns.dashi).answer(target, day)
    if day < date(2026, 9, 5):
        return Answer(_NOWHERE) if target in ("/", "/index.html", "/index.htm") else None
    to = "http://www.dashizhen.example.gov.cn/"
    return Answer("", 302, {"location": to, "content-type": "text/html; charset=utf-8"})


def _finance(target: str, day: date) -> Answer | None:
    if day >= date(2026, 8, 26):
        return Answer(_PARKED)
    return _site(towns.finance).answer(target, day)


def _province(target: str, day: date) -> Answer | None:
    title = "横江省人民政府"
    if target == "/":
        return Answer(
            f"<html><head><meta charset=utf-8><title>{title}</title></head><body>"
            f"<h1>{title}</h1><p>横江省人民政府门户网站。</p></body></html>"
        )
    return Answer(
        f"<html><head><meta charset=utf-8><title>{title}要闻</title></head><body><h1>{title}要闻</h1>"
        f"<p>{target[-13:-5]}电　记者从省政府新闻办公室获悉，有关工作正在按计划推进，各市州积极落实。</p></body></html>"
    )


_GAMES = (
    "开元棋牌", "百家乐", "老虎机", "时时彩", "六合彩", "捕鱼", "斗地主", "炸金花", "真人视讯", "体育投注",
    "龙虎斗", "牛牛",
)  # fmt: skip

_GAMBLING = """<!DOCTYPE html><html><head><meta charset="utf-8">
<title>开元棋牌官网_澳门新葡京娱乐城_真人百家乐_彩票投注平台</title>
<meta name="keywords" content="开元棋牌,澳门赌场,百家乐,时时彩,博彩"></head><body>
<h1>澳门新葡京娱乐城 首存送彩金888</h1><p>真人百家乐、老虎机、时时彩、体育投注，千万玩家的选择，24小时提款。</p>
<ul>""" + "".join(
    f'<li><a href="http://www.xpj{n}99.example/">{name}注册送彩金</a></li>'
    for n, name in enumerate(_GAMES)
) + "</ul><p>诚招代理，日赚过万，加客服领取首存彩金，博彩平台信誉第一。</p></body></html>"  # fmt: skip

_WALL = """<!doctypehtml><html lang="zh-cn"><head><meta charset="utf-8"><title>405</title></head>
<body data-spm="a3c0e"><div id="block_message">很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。</div>
<div>您的请求ID是：<strong>781bad0a17566112345678e</strong></div></body></html>"""

_CHALLENGE = """<!DOCTYPE html><html><head><meta charset="utf-8">
<script src="/4QbVtADbnLVIc/d.FxJzG50F.js" r='m'></script><script r='m'>_$jh();</script>
</head><body onload="_$on()"></body></html>"""

_MAINTENANCE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>网站维护中</title></head><body>
<h1>青滩市柳河镇人民政府网站</h1><p>网站正在升级维护，暂停访问，给您带来不便，敬请谅解。</p>
<p>柳河镇人民政府办公室　2026年8月5日</p></body></html>"""

_MOVED = """<html><head><meta charset="utf-8"><title>青滩市新桥镇人民政府网站迁移公告</title></head><body>
<h2>网站迁移公告</h2><p>青滩市新桥镇人民政府网站已于2026年8月10日迁移至新网址：
<a href="http://www.xinqiao.example.gov.cn/">http://www.xinqiao.example.gov.cn/</a>，原网站内容已全部迁移，
本网址停止更新，请您收藏新网址。</p><p>新桥镇人民政府　2026年8月10日</p></body></html>"""

_NOWHERE = """<html><head><meta charset="utf-8"><title>青滩市大石镇人民政府网站迁移公告</title>
<meta http-equiv="refresh" content="3;url=http://www.dashizhen.example.gov.cn/"></head><body>
<h2>网站迁移公告</h2><p>青滩市大石镇人民政府网站已迁移至新网址，3秒后自动跳转，如未跳转请点击
<a href="http://www.dashizhen.example.gov.cn/">新网站入口</a>。</p></body></html>"""

_PARKED = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>qtjrb.example.com is for sale - 域名出售 Domain Parking</title></head><body>
<h1>The domain qtjrb.example.com is for sale</h1>
<p>该域名正在出售，如有意购买请联系域名经纪人。This domain is parked. Buy this domain now.</p>
<p>Related searches: Loans, Insurance, Online Degree, Web Hosting</p></body></html>"""

_ANSWERS: dict[str, Callable[[str, date], Answer | None]] = {
    "www.qingtan.example.gov.cn": lambda target, day: _portal().answer(target, day),
    "swj.qingtan.example.gov.cn": _plain(bureaus.water),
    "jtj.qingtan.example.gov.cn": _traffic,
    "lfw.qingtan.example.gov.cn": _culture_of_old,
    "wglj.qingtan.example.gov.cn": _culture_now,
    "ybj.qingtan.example.gov.cn": _insurance,
    "sjj.qingtan.example.gov.cn": _plain(bureaus.audit),
    "yjj.qingtan.example.gov.cn": _safety,
    "lyj.qingtan.example.gov.cn": _forest,
    "scj.qingtan.example.gov.cn": _plain(law.market),
    "gaj.qingtan.example.gov.cn": _plain(law.police),
    "lhz.qingtan.example.gov.cn": _liuhe,
    "bsz.qingtan.example.gov.cn": _baisha,
    "xqz.qingtan.example.gov.cn": _xinqiao_of_old,
    "www.xinqiao.example.gov.cn": _xinqiao_now,
    "dsz.qingtan.example.gov.cn": _dashi,
    "www.qtjrb.example.com": _finance,
    "www.hengjiang.example.gov.cn": _province,
}
