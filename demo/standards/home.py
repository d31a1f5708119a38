"""What stands on a home page besides its channels: the footer with its marks, and the links."""

from collections.abc import Mapping
from datetime import date
from functools import partial

from demo.standards.files import PICTURE
from demo.standards.matters import PlannedMatter, TruthCase
from demo.standards.plan import FOOTER_ELEMENTS, NIGHTS, Plan
from demo.standards.site import Answerer, Ending, SentPage
from demo.standards.writing import Pen

_HTML = {"content-type": "text/html; charset=utf-8"}
_LEAST = date(2026, 3, 19)  # between the last two nights
_ONE_NIGHT = date(2026, 3, 9)
assert _ONE_NIGHT in NIGHTS


class Home:
    """Footer, quick links and further addresses of one site's home page."""

    def __init__(self, pen: Pen, plan: Plan, code: str) -> None:
        self.pen, self.plan, self.code = pen, plan, code
        self.extra: dict[str, Answerer] = {
            "/bmdh.html": partial(_plain, "便民电话"),
            "/wzdt.html": partial(_plain, "网站地图"),
        }
        self.head = ""
        self.dead_names: list[str] = []
        self.missing = Ending.NOT_FOUND
        self.footer = self._footer(plan.case(pen.unit.id, PlannedMatter.BASICS))
        links = plan.case(pen.unit.id, PlannedMatter.LINKS)
        self.has_base = bool(links and links.variant == "tricky")
        self.quick = self._quick(links)

    def _footer(self, case: TruthCase | None) -> str:
        variant = case.variant if case else "complete"
        missing = case.facts["missing"] if case else []
        assert isinstance(missing, list)
        if variant == "bare":
            return (
                f"版权所有 © {self.pen.place.full(self.pen.unit)} 2026　建议使用1366×768以上分辨率"
            )
        if variant == "script":
            self.extra["/js/footer.js"] = partial(
                _script, self._marks(set(), self.pen.rng.pick((0, 1)))
            )
            return '<div id="footer"></div><script src="/js/footer.js"></script>'
        if variant == "image":
            return '<img src="/images/footer.png" border="0" usemap="#foot">'
        if variant == "complete_frame":
            self.extra["/footer.html"] = partial(_plain_html, self._marks(set(), 0))
            return '<iframe src="/footer.html" width="100%" height="160" frameborder="0" scrolling="no"></iframe>'
        if variant == "complete_spread":
            full = self.pen.place.full(self.pen.unit)
            self.head = f'<div class="about">本站由{full}主办　标识码 {self.code}　<script id="_jiucuo_" sitecode="{self.code}" src="/js/jiucuo.js"></script></div>'
            return (
                f'{self._icp()}　<a href="/gongan.html">{self._police()}</a>　承办单位：{self.pen.place.name}大数据中心<br>'
                f"{_CONAC}"
            )
        return self._marks(set(missing), self.pen.rng.between(0, 3))

    def _marks(self, missing: set[str], style: int) -> str:
        full, rng = self.pen.place.full(self.pen.unit), self.pen.rng
        said = {
            "主办单位": rng.pick((f"主办单位：{full}", f"主办：{full}", f"本网站由{full}主办")),
            "网站标识码": rng.pick((f"网站标识码：{self.code}", f"政府网站标识码 {self.code}")),
            "ICP备案号": self._icp(),
            "公安备案号": self._police(),
            "党政机关标识": _CONAC,
            "找错": f'<script id="_jiucuo_" sitecode="{self.code}" src="/js/jiucuo.js"></script><a href="/jiucuo.html">政府网站找错</a>',
        }
        if "找错" not in missing:
            self.extra["/jiucuo.html"] = partial(_plain, "政府网站找错")
        there = [said[e] for e in FOOTER_ELEMENTS if e not in missing]
        there.append(f"联系电话：0988-{rng.between(6200000, 6899999)}")
        match style:
            case 0:
                return "".join(f"<p>{words}</p>" for words in there)
            case 1:
                return "　|　".join(there)
            case 2:
                return "<ul>" + "".join(f"<li>{words}</li>" for words in there) + "</ul>"
            case _:
                return (
                    "<table><tr>"
                    + "".join(f"<td>{words}</td>" for words in there)
                    + "</tr></table>"
                )

    def _icp(self) -> str:
        return f"省ICP备{self.pen.rng.between(5000001, 21999999):08}号-{self.pen.rng.between(1, 4)}"

    def _police(self) -> str:
        return f"省公网安备 429891020{self.pen.rng.between(100, 999):05}号"

    def _quick(self, case: TruthCase | None) -> str:
        domain = self.pen.place.domain
        good = [
            ("便民电话", "/bmdh.html"), ("网站地图", "/wzdt.html"),
            (f"{self.pen.place.name}人民政府", f"http://www.{domain}.example/"),
            ("省人民政府", f"http://www.province-{domain}.example/"),
            ("市人民政府", f"http://www.city-{domain}.example/"),
        ]  # fmt: skip
        links = [*good, *(self._troubled(case) if case else [])]
        ordered = self.pen.rng.sample(links, len(links))
        anchors = [
            words if words.startswith("<a") else f'<a href="{at}" target="_blank">{words}</a>'
            for words, at in ordered
        ]
        match self.pen.rng.between(0, 2):
            case 0:
                return f'<div class="links"><h3>快速通道</h3>{" ".join(anchors)}</div>'
            case 1:
                return "<ul class='yqlj'>" + "".join(f"<li>{a}</li>" for a in anchors) + "</ul>"
            case _:
                return (
                    "<table><tr><td>友情链接：" + "</td><td>".join(anchors) + "</td></tr></table>"
                )

    def _troubled(self, case: TruthCase) -> list[tuple[str, str]]:
        texts = case.facts.get("texts", [])
        assert isinstance(texts, list)
        local = [f"/{word}/" for word in ("szdag", "cwgk2019", "wmcj", "zssc", "old", "spdb")]
        match case.variant:
            case "many" | "few":
                return [
                    (t, local[n] + ("index.html" if n % 2 else "")) for n, t in enumerate(texts)
                ]
            case "many_soft":
                self.missing = Ending.APOLOGY
                return [(t, local[n]) for n, t in enumerate(texts)]
            case "many_mixed":
                return [(t, local[n] if n < 3 else self._no_name(n)) for n, t in enumerate(texts)]
            case "one_name":
                return [(t, self._no_name(n)) for n, t in enumerate(texts)]
            case "refused":
                self.extra |= {f"/x{s}/": partial(_status, s) for s in (403, 500, 503)}
                return [(t, f"/x{s}/") for t, s in zip(texts, (403, 500, 503), strict=True)]
            case "walled":
                self.extra |= {f"/w{s}/": partial(_status, s) for s in (521, 412)}
                return [(t, f"/w{s}/") for t, s in zip(texts, (521, 412), strict=True)]
            case "healed":
                self.extra |= {at: partial(_but_on, _ONE_NIGHT) for at in local[:3]}
                return list(zip(texts, local[:3], strict=True))
            case "last_night":
                self.extra |= {at: partial(_until, _LEAST) for at in local[:3]}
                return list(zip(texts, local[:3], strict=True))
            case "tricky":
                return self._tricky()
        return []

    def _no_name(self, number: int) -> str:
        host = f"old{number}-{self.pen.unit.id}.{self.pen.place.domain}.example"
        self.dead_names.append(host)
        return f"http://{host}/"

    def _tricky(self) -> list[tuple[str, str]]:
        there = SentPage(status=301, headers={"location": "/wzdt.html"})
        self.extra["/ditu/"] = lambda _: there
        self.extra["/about/us.html"] = partial(_plain, "关于我们")
        return [
            ('<a href="javascript:void(0)" onclick="window.open(\'/bmdh.html\')">便民查询</a>', ""),
            ('<a href="#top">返回顶部</a>', ""),
            (
                f'<a href="mailto:{self.pen.unit.id}@{self.pen.place.domain}.example">联系邮箱</a>',
                "",
            ),
            ('<a href="tel:12345">12345热线</a>', ""),
            ("关于我们", "about/us.html"),
            ("站点地图", "/ditu/"),
            ("内部办公系统（仅限内网）", "http://10.66.3.20/oa/"),
        ]


_CONAC = '<span id="_ideConac"><a href="http://bszs.conac.cn/sitename?method=show&amp;id=0A1B2C" target="_blank"><img id="imgConac" src="/images/red.png" alt="党政机关" title="党政机关"></a></span>'


def common() -> Mapping[str, Answerer]:
    """Addresses every site answers."""
    return {
        "/user/login": partial(_plain, "用户登录"),
        "/gongan.html": partial(_plain, "公安备案信息"),
        "/robots.txt": lambda _: SentPage(
            b"User-agent: *\nDisallow: /admin/\n", 200, {"content-type": "text/plain"}
        ),
        "/api/list": partial(_status, 403),
    }


def picture() -> SentPage:
    return SentPage(PICTURE, 200, {"content-type": "image/png"})


def _plain(title: str, night: date) -> SentPage:
    return _plain_html(
        f"<h1>{title}</h1><p>{title}由本单位办公室维护，内容如有变动随时更新，欢迎来电核对。</p>",
        night,
        title,
    )


def _plain_html(html: str, night: date, title: str = "页脚") -> SentPage:
    page = (
        f'<html><head><meta charset="utf-8"><title>{title}</title></head><body>{html}</body></html>'
    )
    return SentPage(page.encode(), 200, _HTML)


def _script(html: str, night: date) -> SentPage:
    """Writes its words as character codes, as such scripts do."""
    codes = ",".join(str(ord(letter)) for letter in html)
    script = f"document.getElementById('footer').innerHTML=String.fromCharCode({codes});"
    return SentPage(script.encode(), 200, {"content-type": "application/javascript"})


def _status(status: int, night: date) -> SentPage:
    words = {403: "403 Forbidden", 404: "404 Not Found", 412: "", 521: ""}.get(
        status, f"{status} Server Error"
    )
    headers = {
        **_HTML,
        **({"set-cookie": "__jsluid_h=4c1; path=/"} if status in (412, 521) else {}),
    }
    body = f"<html><head><title>{words}</title></head><body>{words}</body></html>"
    if status in (412, 521):
        body = (
            "<script>document.cookie='__jsl_clearance=1';location.href=location.pathname</script>"
        )
    return SentPage(body.encode(), status, headers)


def _but_on(night: date, tonight: date) -> SentPage:
    return _status(404, tonight) if tonight == night else _plain("专题", tonight)


def _until(day: date, tonight: date) -> SentPage:
    return _status(404, tonight) if tonight >= day else _plain("专题", tonight)
