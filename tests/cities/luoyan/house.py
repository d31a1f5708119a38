"""住房和城乡建设局: a session in every address, `t` against caches, one list oldest first."""

import re
from datetime import date
from html import escape

from tests.cities.luoyan.base import Channel, Item, Site, clock, number, turn, visits
from tests.cities.luoyan.money import account, old_workbook
from tests.cities.luoyan.writing import news, papers

_BY = "县住建局"
_UNIT = "罗雁县住房和城乡建设局"
_TOPICS = (
    "老旧小区改造", "燃气安全排查", "农房抗震改造", "污水管网建设", "工地扬尘治理", "保障房分配",
    "物业服务提升", "城市内涝治理", "历史建筑保护", "自建房排查", "路灯维护",
)  # fmt: skip


class Sessions(Site):
    per_page = 18

    def key_of(self, target: str) -> str:
        told = re.sub(r";jsessionid=\w+", "", target)
        told = re.sub(r"[?&]t=\d+", "", told)
        return {"/": "/index.do"}.get(told, told)

    def _in_session(self, path: str, query: str, night: date) -> str:
        session = f"{number(path + query, 16**12, night):012X}"
        stamp = f"{night:%Y%m%d}{number(query, 86400, night)}"
        return f"{path};jsessionid={session}?{query}&t={stamp}"

    def list_at(self, channel: Channel, page: int, night: date) -> str:
        query = f"cid={channel.no}" + (f"&p={page}" if page > 1 else "")
        return self._in_session("/list.do", query, night)

    def item_at(self, channel: Channel, item: Item, night: date) -> str:
        return self._in_session("/view.do", f"id={item.no}", night)

    def order(self, channel: Channel, shown: list[Item]) -> list[Item]:
        return shown[::-1] if channel.style == "oldest first" else shown

    def frame(self, night: date, title: str, inner: str) -> str:
        told = "".join(
            f'<dd><a href="{escape(self.list_at(c, 1, night))}">{c.name}</a></dd>'
            for c in self.menu()
        )
        return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}|{self.name}</title>
</head><body><div class="hd"><h1>{self.name}</h1><span>{clock(night)}</span></div>
<dl class="menu"><dt><a href="/index.do">网站首页</a></dt>{told}</dl>
<div class="slide"><img src="/s/{night.toordinal() % 3}.jpg" alt="">
<em>{turn(night, ("安居乐业 美丽县城", "燃气安全 人人有责", "垃圾分类 从我做起"))}</em></div>
<div class="bd">{inner}</div>
<div class="ft">{self.name} 主办　网站标识码 {self.code}　浏览量 {visits(self, night)}</div></body></html>"""

    def rows(self, channel: Channel, shown: list[Item], night: date) -> str:
        told = "".join(
            f'<tr><td>{n}</td><td><a href="{self.href(channel, item, night)}">{escape(item.title)}'
            f"</a></td><td>{item.on:%Y.%m.%d}</td></tr>"
            for n, item in enumerate(shown, 1)
        )
        return f'<h3>{channel.name}</h3><table class="lb"><tr><th>序号</th><th>标题</th><th>发布日期</th></tr>{told}</table>'

    def pager(self, channel: Channel, page: int, pages: int, total: int, night: date) -> str:
        told = "".join(
            f' <a href="{escape(self.list_at(channel, n, night))}">{n}</a>'
            for n in range(1, pages + 1)
        )
        return f"<p>共{total}条记录，第{page}页{told}</p>"

    def entry(self, channel: Channel, item: Item, night: date) -> str:
        inner = (
            f"<h2>{escape(item.title)}</h2><p>发布日期：{item.on:%Y.%m.%d}　阅读："
            f"{item.no % 80 + (night - date(2026, 1, 1)).days}</p><div>{item.body}</div>"
        )
        return self.frame(night, escape(item.title), inner)

    def home(self, night: date) -> str:
        told = "".join(
            self.rows(c, c.shown(night)[: c.rows], night) for c in self.channels if c.rows
        )
        return self.frame(night, "首页", told)


_LINES = (
    ("2120101", "行政运行", 0.22), ("2120104", "城管执法", 0.10),
    ("2120303", "小城镇基础设施建设", 0.24), ("2120501", "城乡社区环境卫生", 0.21),
    ("2120199", "其他城乡社区管理事务支出", 0.02), ("2210103", "棚户区改造", 0.13),
    ("2210201", "住房公积金", 0.08),
)  # fmt: skip
_POWERS = old_workbook(
    ("序号", "职权名称", "类别", "依据", "责任事项", "追责情形", "救济渠道"),
    ("1", "建筑工程施工许可", "行政许可", "《建筑法》第七条", "受理、审查、决定、送达、事后监管",
     "不按规定受理或超时办理的", "行政复议、行政诉讼、监督电话0999-6204012"),
    ("2", "商品房预售许可", "行政许可", "《城市房地产管理法》第四十五条", "受理、现场查勘、决定、公开",
     "违规核发的", "行政复议、行政诉讼、监督电话0999-6204012"),
    ("3", "对未批先建的处罚", "行政处罚", "《建筑法》第六十四条", "立案、调查、告知、听证、决定、执行",
     "处罚明显不当的", "陈述申辩、行政复议、行政诉讼"),
)  # fmt: skip

ZJJ = Sessions(
    "zjj.luoyan.example.gov.cn",
    _UNIT,
    "5199030021",
    (
        Channel(
            "dt",
            "住建动态",
            news(_BY, _TOPICS, date(2026, 1, 6), date(2026, 7, 9), 7),
            rows=8,
        ),
        Channel(
            "tz",
            "通知公告",
            papers(
                _BY,
                ("关于城区雨水管网清淤的通告", date(2025, 10, 16)),
                ("关于冬季施工安全的通知", date(2025, 12, 2)),
                ("关于开展物业服务企业信用评价的通知", date(2026, 2, 25)),
                ("关于公租房年度复核的公告", date(2026, 3, 26)),
                ("关于夏季施工时间调整的通告", date(2026, 5, 19)),
                ("关于瓶装液化气实名登记的通告", date(2026, 6, 25)),
            ),
            style="oldest first",
            rows=4,
        ),
        Channel(
            "gf",
            "规范性文件",
            (
                *papers(
                    _BY,
                    ("罗雁县物业专项维修资金使用细则", date(2025, 9, 10)),
                    ("罗雁县农村建房管理暂行规定", date(2026, 1, 21)),
                    ("罗雁县城镇燃气管理办法", date(2026, 2, 10)),
                    ("罗雁县海绵城市建设导则", date(2026, 5, 27)),
                    mark="罗建发",
                ),
                *(
                    Item(i.title, i.on, i.body, mark=i.mark, down=date(2026, 5, 4))
                    for i in papers(
                        _BY,
                        ("罗雁县既有住宅加装电梯补助办法", date(2025, 11, 18)),
                        mark="罗建发",
                    )
                ),
            ),
        ),
        Channel(
            "yjs",
            "预决算公开",
            (
                account(_UNIT, 2024, "预算", date(2024, 3, 21), 9_216.4, *_LINES),
                account(_UNIT, 2023, "决算", date(2024, 9, 25), 9_640.5, *_LINES),
                account(_UNIT, 2025, "预算", date(2025, 3, 27), 9_871.7, *_LINES),
                account(_UNIT, 2024, "决算", date(2025, 9, 25), 10_204.3, *_LINES),
            ),
        ),
        Channel(
            "qz",
            "权责清单",
            text=(
                "<h3>罗雁县住房和城乡建设局权责清单（2026年版）</h3><p>公布日期：2026.01.15</p><p>附件："
                '<a href="/upload/qzqd2026.xls">罗雁县住建局权责清单（2026年版）.xls</a></p>'
                '<p><a href="/upload/qzqd2025.xls">罗雁县住建局权责清单（2025年版）.xls</a></p>'
            ),
        ),
        Channel(
            "gs",
            "住房保障公示",
            tuple(
                Item(i.title, i.on, i.body, down=date.fromordinal(i.on.toordinal() + 20))
                for i in papers(
                    _BY,
                    ("2026年第一批公租房配租对象公示", date(2026, 4, 3)),
                    ("2026年第二批公租房配租对象公示", date(2026, 4, 21)),
                    ("2026年第三批公租房配租对象公示", date(2026, 5, 16)),
                    ("2026年第四批公租房配租对象公示", date(2026, 6, 10)),
                    ("2026年第五批公租房配租对象公示", date(2026, 7, 2)),
                )
            )
            + papers(_BY, ("2025年度住房保障工作情况公示", date(2026, 1, 9))),
        ),
        Channel(
            "ld",
            "领导之窗",
            text=(
                "<h3>领导之窗</h3><p>局长：方*，主持全面工作。</p><p>副局长：邓*，分管村镇建设、房地产市场、住房保障。</p>"
                "<p>副局长：蒲*，分管建筑业、质量安全、消防审验。</p><p>总工程师：何*，分管城市建设、科技和标准。</p>"
                "<p>各位领导接待群众来访时间为每周三上午，地点在罗雁县城关镇建设路9号一楼接待室，请提前一天电话预约。"
                "接待内容包括住房保障、物业纠纷、房屋质量、农村危房改造和城镇燃气等方面的意见、建议和诉求，"
                "当场能够答复的当场答复，不能当场答复的十五日内书面回复。电话0999-6204001。</p>"
            ),
        ),
    ),
    files={"/upload/qzqd2026.xls": _POWERS, "/upload/qzqd2025.xls": _POWERS + b"\n"},
    first_no=2100,
)
