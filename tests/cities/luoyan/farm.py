"""农业农村局: a <select> and a picture's areas for menus, lists of paragraphs; a wall on 19 June."""

from datetime import date
from html import escape

from tests.cities.city import Answer
from tests.cities.luoyan.base import Channel, Item, Site, clock, turn, visits
from tests.cities.luoyan.money import account
from tests.cities.luoyan.writing import news, papers

_BY = "县农业农村局"
_UNIT = "罗雁县农业农村局"
_TOPICS = (
    "春耕备耕", "高标准农田建设", "动物防疫", "农机检修", "油菜田管", "农村厕所改造", "茶园管护",
    "农产品质量抽检", "秸秆利用", "渔业增殖放流", "种子市场检查",
)  # fmt: skip


class Folders(Site):
    per_page = 12

    def list_at(self, channel: Channel, page: int, night: date) -> str:
        return f"/{channel.key}/" + (f"index_{page - 1}.htm" if page > 1 else "index.htm")

    def key_of(self, target: str) -> str:
        path = target.partition("?")[0]
        return path + "index.htm" if path.endswith("/") else path

    def missing(self, target: str, night: date) -> Answer | None:
        path = target.partition("?")[0]
        if path + "/index.htm" in self.all(night):
            return Answer("", 301, {"location": path + "/"})
        return None

    def item_at(self, channel: Channel, item: Item, night: date) -> str:
        return f"/{channel.key}/{item.on:%Y-%m}/{item.no}.htm"

    def frame(self, night: date, title: str, inner: str) -> str:
        options = "".join(
            f'<option value="{self.list_at(c, 1, night)}">{c.name}</option>' for c in self.menu()
        )
        areas = "".join(
            f'<area shape="rect" coords="{20 + 110 * i},4,{120 + 110 * i},36" '
            f'href="{self.list_at(c, 1, night)}" alt="{c.name}">'
            for i, c in enumerate(self.menu())
        )
        return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN">
<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>{title}_{self.name}</title></head><body>
<div id="top"><img src="/img/top.jpg" usemap="#m" border="0" alt="{self.name}" />
<map name="m" id="m">{areas}</map></div>
<div id="go">{clock(night)}　快速导航：<select onchange="location=this.value">
<option value="/">--请选择栏目--</option>{options}</select></div>
<div id="box">{turn(night, ("民以食为天", "禁渔期提示：三月至六月禁止捕捞", "农资打假电话请拨12345"))}</div>
<div id="main">{inner}</div>
<div id="foot"><p>主办单位：{self.name}　网站标识码：{self.code}</p><p>累计访问：{visits(self, night)}</p></div>
</body></html>"""

    def rows(self, channel: Channel, shown: list[Item], night: date) -> str:
        return f"<h3>{channel.name}</h3>\n" + "".join(
            f'<p>·&nbsp;<a href="{self.href(channel, item, night)}">{escape(item.title)}</a>'
            f"&nbsp;&nbsp;&nbsp;({item.on})</p>\n"
            for item in shown
        )

    def pager(self, channel: Channel, page: int, pages: int, total: int, night: date) -> str:
        if pages == 1:
            return ""
        back = self.list_at(channel, max(1, page - 1), night)
        on = self.list_at(channel, min(pages, page + 1), night)
        return (
            f'<p>第{page}页/共{pages}页 <a href="{back}">上一页</a> <a href="{on}">下一页</a></p>'
        )

    def entry(self, channel: Channel, item: Item, night: date) -> str:
        inner = (
            f"<h2>{escape(item.title)}</h2><p>&nbsp;&nbsp;日期：{item.on.year}年{item.on.month}月"
            f"{item.on.day}日&nbsp;&nbsp;来源：本站</p><div>{item.body}</div>"
        )
        return self.frame(night, escape(item.title), inner)

    def home(self, night: date) -> str:
        blocks = "".join(
            self.rows(c, c.shown(night)[: c.rows], night) for c in self.channels if c.rows
        )
        return self.frame(night, "首页", blocks)


class Walled(Folders):
    def answer(self, target: str, night: date) -> Answer | None:
        if night == date(2026, 6, 19):
            return Answer(
                "<html><title>访问被拦截</title><body><h1>您的请求存在安全风险，已被云防护拦截</h1>"
                "<p>Event ID: 8f31c0</p></body></html>",
                403,
            )
        return super().answer(target, night)


_LINES = (
    ("2130101", "行政运行", 0.31), ("2130104", "事业运行", 0.20), ("2130106", "科技转化与推广服务", 0.12),
    ("2130108", "病虫害控制", 0.11), ("2130153", "耕地建设与利用", 0.15),
    ("2130199", "其他农业农村支出", 0.03), ("2210201", "住房公积金", 0.08),
)  # fmt: skip

NYJ = Walled(
    "nyj.luoyan.example.gov.cn",
    _UNIT,
    "5199030017",
    (
        Channel(
            "nydt",
            "农业动态",
            news(_BY, _TOPICS, date(2026, 1, 9), date(2026, 5, 3), 5),
            rows=8,
        ),
        Channel(
            "tzgg",
            "通知公告",
            papers(
                _BY,
                ("关于禁渔期管理的通告", date(2026, 2, 26)),
                ("关于农机购置补贴产品归档的公告", date(2026, 3, 18)),
                ("关于春季动物疫病强制免疫的通知", date(2026, 3, 27)),
                ("关于申报家庭农场示范场的通知", date(2026, 4, 28)),
                ("关于开展农药经营门店检查的通知", date(2025, 12, 4)),
            ),
            rows=5,
        ),
        Channel(
            "hnzc",
            "惠农政策",
            papers(
                _BY,
                ("2026年耕地地力保护补贴政策明白卡", date(2026, 2, 20)),
                ("2026年稻谷补贴政策明白卡", date(2026, 3, 20)),
                ("农业保险保费补贴政策明白卡", date(2026, 4, 20)),
                ("2025年农机报废更新补贴政策明白卡", date(2025, 10, 20)),
            ),
        ),
        Channel(
            "nsnj",
            "农时农技",
            papers(
                _BY,
                ("水稻旱育秧技术要点", date(2026, 3, 23)),
                ("油菜蕾薹期田间管理要点", date(2026, 2, 9)),
                ("茶树春季修剪要点", date(2026, 4, 22)),
                ("玉米地膜覆盖要点", date(2026, 4, 7)),
            ),
        ),
        Channel(
            "hsjc",
            "2024年“三夏”专题（已归档）",
            papers(
                _BY,
                ("2024年三夏机收调度令", date(2024, 5, 20)),
                ("2024年小麦机收进度过八成", date(2024, 6, 2)),
                ("2024年三夏工作结束", date(2024, 6, 18)),
            ),
            head="<p>本专题已于2024年7月1日结束并归档。</p>",
        ),
        Channel(
            "yjsgk",
            "预决算公开",
            (
                account(_UNIT, 2024, "预算", date(2024, 3, 25), 4_806.2, *_LINES),
                account(_UNIT, 2023, "决算", date(2024, 9, 20), 5_001.1, *_LINES),
                account(_UNIT, 2025, "预算", date(2025, 3, 26), 5_120.9, *_LINES),
                account(_UNIT, 2024, "决算", date(2025, 9, 24), 5_362.7, *_LINES),
                account(_UNIT, 2026, "预算", date(2026, 3, 27), 5_274.3, *_LINES),
            ),
        ),
        Channel(
            "lxwm",
            "联系我们",
            text=(
                "<h3>联系我们</h3><table border='1'><tr><td>股室</td><td>办公室</td><td>电话</td></tr>"
                "<tr><td>办公室</td><td>301</td><td>0999-6203301</td></tr><tr><td>种植业股</td><td>305</td>"
                "<td>0999-6203305</td></tr><tr><td>畜牧股</td><td>307</td><td>0999-6203307</td></tr>"
                "<tr><td>农机股</td><td>309</td><td>0999-6203309</td></tr><tr><td>渔政股</td><td>311</td>"
                "<td>0999-6203311</td></tr></table><p>地址：罗雁县城关镇东升路66号，邮编639900，"
                "工作日8:30-12:00、14:30-18:00。</p>"
            ),
        ),
    ),
    first_no=600,
)
