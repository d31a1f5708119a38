"""石河镇: a site of its own, lists of definitions; nobody listens there from 1 June."""

from datetime import date
from html import escape

from tests.cities.luoyan.base import Channel, Item, Site, clock, turn, visits
from tests.cities.luoyan.money import account
from tests.cities.luoyan.writing import letter, news, papers

_UNIT = "罗雁县石河镇人民政府"
_BY = "石河镇"


class Terms(Site):
    per_page = 14

    def key_of(self, target: str) -> str:
        return {"/default.aspx": "/"}.get(target.lower(), target)

    def list_at(self, channel: Channel, page: int, night: date) -> str:
        return f"/NewsList.aspx?type={channel.no}" + (f"&PageNo={page}" if page > 1 else "")

    def item_at(self, channel: Channel, item: Item, night: date) -> str:
        return f"/NewsShow.aspx?id={item.no}"

    def frame(self, night: date, title: str, inner: str) -> str:
        told = "".join(
            f"<td class='m' onclick=\"location.href='{self.list_at(c, 1, night)}'\">"
            f"<a href='{self.list_at(c, 1, night)}'>{c.name}</a></td>"
            for c in self.menu()
        )
        return f"""<html><head><meta charset="utf-8"><title>{title}-{self.name}</title></head><body>
<form id="form1" action="Default.aspx"><input type="hidden" name="__VIEWSTATE" value="/wEPDwUK{night:%j}" />
<table><tr><td><img src="logo.jpg" alt="{self.name}"></td></tr></table><table><tr>
<td class="m"><a href="/">首页</a></td>{told}</tr></table><div>{clock(night)}
{turn(night, ("石河欢迎您", "护好一河清水"))}</div>{inner}
<div>{self.name} 地址：罗雁县石河镇河街1号 网站标识码：{self.code} 计数：{visits(self, night)}</div></form></body></html>"""

    def rows(self, channel: Channel, shown: list[Item], night: date) -> str:
        told = "".join(
            f"<dt><a href='{self.href(channel, item, night)}'>{escape(item.title)}</a></dt>"
            f"<dd>发布于 {item.on.year}-{item.on.month:02}-{item.on.day:02}</dd>"
            for item in shown
        )
        return f"<h3>{channel.name}</h3><dl>{told}</dl>"

    def pager(self, channel: Channel, page: int, pages: int, total: int, night: date) -> str:
        told = "".join(
            f"<a href='{self.list_at(channel, n, night)}'>{n}</a> " for n in range(1, pages + 1)
        )
        return f"<p>{told}共{total}条</p>"

    def entry(self, channel: Channel, item: Item, night: date) -> str:
        inner = f"<h2>{escape(item.title)}</h2><p>发布于 {item.on} 点击 {item.no % 70 + night.day}</p>{item.body}"
        return self.frame(night, escape(item.title), inner)

    def home(self, night: date) -> str:
        told = "".join(
            self.rows(c, c.shown(night)[: c.rows], night) for c in self.channels if c.rows
        )
        return self.frame(night, "首页", told)


_LINES = (
    ("2010301", "行政运行", 0.38), ("2080506", "机关事业单位职业年金缴费支出", 0.06),
    ("2130126", "农村社会事业", 0.22), ("2130705", "对村民委员会和村党支部的补助", 0.26),
    ("2210201", "住房公积金", 0.08),
)  # fmt: skip

SHZ = Terms(
    "shz.luoyan.example.gov.cn",
    _UNIT,
    "5199030144",
    (
        Channel(
            "zq",
            "镇村动态",
            news(
                _BY,
                (
                    "河道清漂",
                    "蚕桑培管",
                    "危房排查",
                    "森林防火",
                    "场镇整治",
                    "抗旱保苗",
                    "电商培训",
                ),
                date(2026, 1, 8),
                date(2026, 5, 30),
                6,
            ),
            rows=8,
        ),
        Channel(
            "gg",
            "通知公告",
            papers(
                _BY,
                ("关于河街危桥限行的通告", date(2026, 2, 11)),
                ("关于发放蚕种补贴的通知", date(2026, 3, 26)),
                ("关于石河集市搬迁的公告", date(2026, 4, 29)),
                ("关于冬季用火安全的通告", date(2025, 12, 8)),
            ),
            rows=4,
        ),
        Channel(
            "zc",
            "政策文件",
            papers(
                _BY,
                ("石河镇河道巡护管理办法", date(2025, 12, 29)),
                ("石河镇集体资产出租规定", date(2026, 3, 3)),
                ("石河镇蚕桑产业奖补方案", date(2025, 9, 11)),
            ),
        ),
        Channel(
            "cz",
            "财政公开",
            (
                account(_UNIT, 2024, "预算", date(2024, 3, 26), 1_506.2, *_LINES),
                account(_UNIT, 2023, "决算", date(2024, 9, 24), 1_522.0, *_LINES),
                account(_UNIT, 2025, "预算", date(2025, 3, 31), 1_548.7, *_LINES),
                account(_UNIT, 2024, "决算", date(2025, 9, 29), 1_590.3, *_LINES),
            ),
        ),
        Channel(
            "xx",
            "书记镇长信箱",
            (
                letter(
                    "反映河街积水",
                    date(2026, 3, 11),
                    "下雨就积水。",
                    "已疏通雨水井三处。",
                ),
                letter(
                    "询问搬迁摊位",
                    date(2026, 5, 8),
                    "新集市摊位怎么分？",
                    "按原位置顺序抽签。",
                ),
            ),
        ),
    ),
    first_no=100,
)
