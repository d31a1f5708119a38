"""The county of 澜水 over four months: fifteen units on ten publishing systems.

What happens: cgj is broken into from 05-05 to 05-20; sfj hides behind a wall on three nights; bhz
moves to another host on 04-16; slz is redesigned on 04-20; hxz falls silent on 05-05.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache

from tests.cities.city import Answer
from tests.cities.lanshui import standing, systems, units
from tests.cities.lanshui.systems import Site

NIGHTS = tuple(
    date(2026, month, day)
    for month, day in (
        (3, 2), (3, 3), (3, 16), (3, 30), (4, 10), (4, 11), (4, 24), (5, 8), (5, 18), (6, 1), (6, 15), (6, 29),
    )
)  # fmt: skip
HOSTS = ("nyncj.example.gov.cn", "baihe.example.gov.cn")
WITHOUT_A_NAME = ("nyncj.exampel.gov.cn",)

Pages = Mapping[str, Callable[[], Answer]]

_HTML = {"content-type": "text/html; charset=utf-8"}
_JSON = {"content-type": "application/json; charset=utf-8"}
_SCRIPT = {"content-type": "application/javascript; charset=utf-8"}
_BROKEN_INTO = (date(2026, 5, 5), date(2026, 5, 20))
_WALLS = (date(2026, 4, 10), date(2026, 4, 11), date(2026, 6, 15))
_MOVED = date(2026, 4, 16)
_REDESIGNED = date(2026, 4, 20)
_SILENT = date(2026, 5, 5)


def answer(host: str, target: str, day: date) -> Answer | None:
    """What `host` answers on `day` to `target` (path and query); None where there is no page."""
    draw = _pages(host, day).get(target)
    return draw() if draw else _elsewhere(host, target, day)


def _elsewhere(host: str, target: str, day: date) -> Answer | None:
    """Addresses that answer whatever they are asked."""
    if host == "sfj.example.gov.cn" and day in _WALLS:
        return _WALL
    if host == "bhz.example.gov.cn" and day >= _MOVED:
        return Answer(_NOTICE_OF_MOVE)
    return None


@cache
def _pages(host: str, day: date) -> Pages:
    return _MADE[host](day) if host in _MADE else {}


def _portal(day: date) -> Pages:
    portal, *columns = units.county()
    known: dict[str, Callable[[], Answer]] = {}
    for site in columns:
        known |= site.pages(day)
    return known | dict(portal.pages(day))


def _reform(day: date) -> Pages:
    to_index = Answer(status=302, headers={"location": "http://fgj.example.gov.cn/index.html"})
    return {**units.reform().pages(day), "/": lambda: to_index}


def _city_management(day: date) -> Pages:
    site = units.city_management()
    first, end = _BROKEN_INTO
    return replace(site, extra=_HIDDEN_LINKS).pages(day) if first < day <= end else site.pages(day)


def _justice(day: date) -> Pages:
    if day in _WALLS:
        return {}
    site = units.justice()
    known = dict(site.pages(day))
    for channel in site.channels[:2]:
        data = standing.as_json(site.entries(channel, day))
        known[f"/api/list?cid={channel.no}"] = _sent(data, _JSON)
    readers = site.channels[3]
    script = standing.external_script(readers, site.entries(readers, day))
    known[f"/js/list_{readers.no}.js"] = _sent(script, _SCRIPT)
    return known


def _red_star(day: date) -> Pages:
    if day >= _SILENT:
        return {"/": lambda: Answer(is_silent=True)}
    site = units.red_star()
    frames = systems.Frames()
    parts = {at: _framed(frames, html) for at, html in frames.parts(site, day).items()}
    return {**site.pages(day), **parts}


def _white_crane(day: date) -> Pages:
    return units.white_crane().pages(day) if day < _MOVED else {}


def _white_crane_moved(day: date) -> Pages:
    site = replace(units.white_crane(), host="baihe.example.gov.cn")
    return site.pages(day) if day >= _MOVED else {}


def _two_dragons(day: date) -> Pages:
    old = units.two_dragons(is_redesigned=False)
    if day < _REDESIGNED:
        return old.pages(day)
    new = units.two_dragons(is_redesigned=True)
    return {**_led_on(old, new, day), **new.pages(day)}


def _led_on(old: Site, new: Site, day: date) -> Pages:
    """Every old address answers with the new one of the same thing."""
    led: dict[str, Callable[[], Answer]] = {}
    for was, now in zip(old.channels, new.channels, strict=True):
        led[old.system.list_at(was, 1, 1)] = _moved_to(new, new.system.list_at(now, 1, 1))
        for before, after in zip(was.items, now.items, strict=True):
            led[old.system.item_at(was, before)] = _moved_to(new, new.system.item_at(now, after))
    return led


def _court(day: date) -> Pages:
    known = dict(units.court().pages(day))
    known["/index.shtml"] = known["/"]
    return {**known, "/": lambda: Answer(_JUMP)}


def _moved_to(site: Site, target: str) -> Callable[[], Answer]:
    there = Answer(status=301, headers={"location": f"http://{site.host}{target}"})
    return lambda: there


def _framed(frames: systems.Frames, html: str) -> Callable[[], Answer]:
    return lambda: frames.send(html)


def _sent(body: str, headers: Mapping[str, str]) -> Callable[[], Answer]:
    return lambda: Answer(body, headers=headers)


_MADE: Mapping[str, Callable[[date], Pages]] = {
    "www.example.gov.cn": _portal,
    "fgj.example.gov.cn": _reform,
    "jyj.example.gov.cn": lambda day: units.education().pages(day),
    "zrzyj.example.gov.cn": lambda day: units.land(units.county()[0]).pages(day),
    "zjj.example.gov.cn": lambda day: units.housing().pages(day),
    "wjj.example.gov.cn": lambda day: units.health().pages(day),
    "cgj.example.gov.cn": _city_management,
    "sfj.example.gov.cn": _justice,
    "nyncj.example.gov.cn": lambda day: units.farming().pages(day),
    "hxz.example.gov.cn": _red_star,
    "bhz.example.gov.cn": _white_crane,
    "baihe.example.gov.cn": _white_crane_moved,
    "slz.example.gov.cn": _two_dragons,
    "lsfy.example.gov.cn": _court,
}

_WALL = Answer(
    "<html><head><meta charset='utf-8'><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=48213;"
    "$_ts.cd='qGrqrqlqcAqcqrmrkqqrr0l7';</script><script src='/Rk8vZ2pT.js'></script></head><body></body></html>",
    412,
    {**_HTML, "set-cookie": "wzwsS=5eR2kq; path=/"},
)
_JUMP = (
    '<html><head><meta charset="utf-8"><title>澜水县人民法院</title>'
    '<meta http-equiv="refresh" content="0;url=/index.shtml"></head><body></body></html>'
)
_NOTICE_OF_MOVE = (
    '<html><head><meta charset="utf-8"><title>澜水县白鹤镇人民政府网站迁移公告</title></head><body>'
    '<div class="notice"><h2>网站迁移公告</h2><p>　　因政府网站集约化建设需要，澜水县白鹤镇人民政府网站自2026年4月16日起'
    '迁移至新网址：<a href="http://baihe.example.gov.cn/">http://baihe.example.gov.cn/</a>，原网址停止更新，'
    "请通过新网址浏览。</p><p>　　特此公告。</p><p>澜水县白鹤镇人民政府　2026年4月16日</p></div></body></html>"
)
_HIDDEN_LINKS = (
    '<div style="position:absolute;left:-9999px;top:-9999px;height:1px;overflow:hidden">'
    + "".join(
        f'<a href="http://www.play{n:02}.example.net/">{word}</a>'
        for n, word in enumerate(
            ("澳门博彩", "百家乐", "真人娱乐城", "时时彩开奖", "六合彩资料", "棋牌游戏平台",
             "网上赌场", "体育投注", "北京赛车", "老虎机", "皇冠足球", "葡京娱乐场"), 1,
        )
    )
    + "</div>"
)  # fmt: skip
