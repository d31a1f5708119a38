"""自然资源局: notices that bear their days in the articles only, a budget as a PDF only, addresses
with and without a slash at the end; five old news are dated anew for every night from 8 May.
"""

from datetime import date, timedelta
from functools import partial
from html import escape

from tests.cities.luoyan.base import Channel, Item, Site, clock, turn, visits
from tests.cities.luoyan.farm import Folders
from tests.cities.luoyan.money import (
    account,
    basic,
    cells,
    document,
    spending,
    table_page,
)
from tests.cities.luoyan.writing import news, papers

_BY = "县自然资源局"
_UNIT = "罗雁县自然资源局"
_TOPICS = (
    "耕地保护", "地质灾害巡查", "不动产登记便民", "国土变更调查", "矿山修复", "测绘地理信息",
    "土地整治", "林长制巡山", "村庄规划编制",
)  # fmt: skip


class Titles(Folders):
    """`style` bare: the list has titles and no days."""

    per_page = 20

    def item_at(self, channel: Channel, item: Item, night: date) -> str:
        return f"/{channel.key}/{item.on:%Y%m}/t{item.on:%Y%m%d}_{item.no}.htm"

    def list_at(self, channel: Channel, page: int, night: date) -> str:
        return f"/{channel.key}" + (f"/index_{page - 1}.htm" if page > 1 else "/")

    def frame(self, night: date, title: str, inner: str) -> str:
        told = " | ".join(
            f"<a href='{self.list_at(c, 1, night).rstrip('/')}'>{c.name}</a>" for c in self.menu()
        )
        return f"""<html><head><meta charset="utf-8"><title>{self.name}--{title}</title></head>
<body><center><h1>{self.name}</h1><p><a href="/">首页</a> | {told}</p></center>
<p>{clock(night)}　{turn(night, ("十分珍惜 合理利用土地", "切实保护耕地", "绿水青山就是金山银山"))}</p><hr>
{inner}<hr><center>{self.name}　网站标识码：{self.code}　访问统计：{visits(self, night)}</center></body></html>"""

    def rows(self, channel: Channel, shown: list[Item], night: date) -> str:
        told = "".join(
            f"<li><a href='{self.href(channel, item, night)}'>{escape(item.title)}</a>"
            + ("" if channel.style == "bare" else f" <font>{item.shows(night)}</font>")
            + "</li>\n"
            for item in shown
        )
        return f"<h3>{channel.name}</h3><ul>{told}</ul>"

    def entry(self, channel: Channel, item: Item, night: date) -> str:
        return self.frame(
            night,
            escape(item.title),
            f"<h2>{escape(item.title)}</h2><p>发布时间：{item.shows(night)}　信息来源：{self.name}</p>"
            f"<div class='TRS_Editor'>{item.body}</div>",
        )


def _anew(days: int, on: date, night: date) -> date:
    return night - timedelta(days=days) if night >= date(2026, 5, 8) else on


def _news() -> tuple[Item, ...]:
    told = news(_BY, _TOPICS, date(2026, 1, 7), date(2026, 4, 4), 6)
    return tuple(
        Item(
            i.title,
            i.on,
            i.body,
            dated=partial(_anew, 2 + 2 * n, i.on) if n < 5 else None,
        )
        for n, i in enumerate(told)
    )


_LINES = (
    ("2200101", "行政运行", 0.34), ("2200104", "自然资源规划及管理", 0.17),
    ("2200106", "自然资源利用与保护", 0.20), ("2200109", "自然资源调查与确权登记", 0.12),
    ("2200199", "其他自然资源事务支出", 0.03), ("2210201", "住房公积金", 0.14),
)  # fmt: skip
_PAPER = document(
    [
        (150, 780, "罗雁县自然资源局2026年部门预算"),
        (
            70,
            740,
            "一、收支总体情况：2026年收入全部为一般公共预算财政拨款，较上年增长百分之三。",
        ),
        (70, 718, "二、机关运行经费用于办公、差旅、会议、水电和公务用车维护。"),
        (70, 696, "三、“三公”经费较上年下降，无因公出国（境）安排。"),
    ],
    table_page(cells("2026年部门支出总表", spending(4_812.4, *_LINES))),
    table_page(cells("2026年一般公共预算基本支出表", basic(2_645.3, 0.33))),
)
_POWERS = (
    "<h3>罗雁县自然资源局权责清单（2026年版）</h3><p>公布时间：2026-02-05</p><table border=1><tr><td>职权</td><td>类别</td>"
    "<td>责任事项</td><td>追责情形</td></tr><tr><td>采矿权新立登记</td><td>行政许可</td><td>受理、审查、决定、送达、监管"
    "</td><td>违规发证的</td></tr><tr><td>对非法占用土地的处罚</td><td>行政处罚</td><td>立案、调查、告知、听证、决定</td>"
    "<td>滥用职权的</td></tr></table><p>不服上述决定的，可在六十日内申请行政复议，或者在六个月内提起行政诉讼；"
    "监督投诉电话：0999-6205012。</p>"
)

ZRJ: Site = Titles(
    "zrj.luoyan.example.gov.cn",
    _UNIT,
    "5199030019",
    (
        Channel("gzdt", "工作动态", _news(), rows=7),
        Channel(
            "tzgg",
            "通知公告",
            papers(
                _BY,
                ("关于开展测绘资质巡查的通知", date(2025, 11, 19)),
                ("关于不动产登记大厅搬迁的公告", date(2026, 2, 3)),
                ("关于汛前地质灾害排查的通知", date(2026, 4, 7)),
                ("关于矿山储量年报的通知", date(2026, 5, 12)),
                ("关于遗失不动产权证书作废的公告", date(2026, 6, 9)),
                ("关于清明期间森林防火的通告", date(2026, 3, 25)),
            ),
            style="bare",
        ),
        Channel(
            "tdcr",
            "土地出让公告",
            tuple(
                papers(
                    _BY,
                    *(
                        (
                            f"罗自然告〔2026〕{n + 1}号国有建设用地使用权出让公告",
                            date(2026, 2, 2) + timedelta(days=9 * n),
                        )
                        for n in range(18)
                    ),
                )
            ),
            rows=6,
        ),
        Channel(
            "ghjh",
            "规划计划",
            papers(
                _BY,
                ("罗雁县2026年度国有建设用地供应计划", date(2026, 3, 13)),
                ("罗雁县石河镇国土空间规划（草案）说明", date(2025, 10, 9)),
                ("罗雁县矿产资源总体规划", date(2024, 12, 6)),
            ),
        ),
        Channel(
            "zcfg",
            "政策法规",
            papers(
                _BY,
                ("罗雁县农村宅基地审批管理规定", date(2025, 12, 10)),
                ("罗雁县设施农业用地备案办法", date(2026, 4, 1)),
                ("罗雁县临时用地管理细则", date(2026, 5, 29)),
                mark="罗自然发",
            ),
        ),
        Channel(
            "yjsgk",
            "预决算公开",
            (
                account(_UNIT, 2024, "预算", date(2024, 3, 20), 4_402.8, *_LINES),
                account(_UNIT, 2023, "决算", date(2024, 9, 23), 4_511.9, *_LINES),
                account(_UNIT, 2025, "预算", date(2025, 3, 28), 4_670.2, *_LINES),
                account(_UNIT, 2024, "决算", date(2025, 9, 18), 4_733.6, *_LINES),
                Item(
                    f"{_UNIT}2026年部门预算",
                    date(2026, 3, 30),
                    href="/attach/2026bmys.pdf",
                ),
            ),
        ),
        Channel("qzqd", "权责清单", text=_POWERS),
    ),
    files={"/attach/2026bmys.pdf": _PAPER},
    first_no=9000,
)
