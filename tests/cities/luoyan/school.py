"""教育局: old ASP of nested tables in GB2312, pictures for a menu; silent on 22 and 23 May."""

from datetime import date
from html import escape

from tests.cities.luoyan.base import Channel, Item, Site, clock, turn, visits
from tests.cities.luoyan.money import account
from tests.cities.luoyan.writing import letter, news, papers

_BY = "县教育局"
_UNIT = "罗雁县教育局"
_TOPICS = (
    "校园安全", "控辍保学", "教师培训", "课后服务", "学前教育", "营养餐", "校舍维修", "书香校园",
    "中考备考", "劳动教育",
)  # fmt: skip


class Asp(Site):
    charset = "gb2312"
    per_page = 20

    def key_of(self, target: str) -> str:
        path, _, query = target.partition("?")
        path = {"/": "/index.asp", "/default.asp": "/index.asp"}.get(path, path)
        return path.lower() + (f"?{query.lower()}" if query else "")

    def list_at(self, channel: Channel, page: int, night: date) -> str:
        return f"/list.asp?classid={channel.no}" + (f"&page={page}" if page > 1 else "")

    def item_at(self, channel: Channel, item: Item, night: date) -> str:
        return f"/show.asp?id={item.no}"

    def frame(self, night: date, title: str, inner: str) -> str:
        pictures = "".join(
            f"<td><a href='{self.list_at(c, 1, night)}'><img src='images/menu_{c.no}.gif' "
            f"width=92 height=31 border=0 alt='{c.name}'></a></td>"
            for c in self.menu()
        )
        return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>{title} - {self.name}</title></head><body topmargin=0 bgcolor=#ffffff>
<table width=980 align=center border=0 cellpadding=0 cellspacing=0><tr><td colspan=2>
<img src="images/banner.jpg" width=980 height=140 alt="{self.name}"></td></tr>
<tr><td colspan=2><table width=100% border=0 cellspacing=0><tr>
<td><a href="index.asp"><img src="images/menu_0.gif" border=0 alt="首页"></a></td>{pictures}</tr></table>
</td></tr><tr><td colspan=2 background="images/bar.gif"><font size=2>{clock(night)}
<marquee>{turn(night, ("欢迎访问罗雁教育网", "百年大计 教育为本", "依法治教 廉洁从教"))}</marquee></font></td></tr>
<tr><td valign=top>{inner}</td></tr>
<tr><td align=center><hr><font size=2>版权所有：{self.name}　网站标识码：{self.code}<br>
您是第 <font color=red>{visits(self, night)}</font> 位访问者</font></td></tr></table></body></html>"""

    def rows(self, channel: Channel, shown: list[Item], night: date) -> str:
        told = "".join(
            "<tr><td width=12><img src='images/dot.gif'></td><td height=25><a target=_blank "
            f"href='{self.href(channel, item, night)}'>{escape(item.title)}</a></td><td width=110>"
            f"<font color=gray>[{item.on.year}-{item.on.month}-{item.on.day}]</font></td></tr>"
            for item in shown
        )
        return (
            "<table width=100% border=0><tr><td><table width=96% align=center border=0>"
            f"<tr><td colspan=3><b>{channel.name}</b></td></tr>{told}</table></td></tr></table>"
        )

    def pager(self, channel: Channel, page: int, pages: int, total: int, night: date) -> str:
        further = "".join(
            f" <a href='{self.list_at(channel, n, night)}'>[{n}]</a>" for n in range(1, pages + 1)
        )
        return f"<p align=center>共 {total} 条 第 {page}/{pages} 页{further}</p>"

    def entry(self, channel: Channel, item: Item, night: date) -> str:
        inner = (
            "<table width=94% align=center border=0><tr><td align=center><font size=4><b>"
            f"{escape(item.title)}</b></font></td></tr><tr><td align=center><font size=2>发布日期："
            f"{item.on.year}-{item.on.month}-{item.on.day} 10:2{item.no % 10}:00　点击："
            f"{item.no % 97 + (night - date(2026, 1, 1)).days} 次</font></td></tr><tr><td>{item.body}"
            "</td></tr></table>"
        )
        return self.frame(night, escape(item.title), inner)

    def home(self, night: date) -> str:
        blocks = "".join(
            f"<td valign=top width=50%>{self.rows(c, c.shown(night)[: c.rows], night)}<a href='"
            f"{self.list_at(c, 1, night)}'>更多&gt;&gt;</a></td>"
            for c in self.channels
            if c.rows
        )
        return self.frame(night, "首页", f"<table width=100%><tr>{blocks}</tr></table>")


_LINES = (
    ("2050101", "行政运行", 0.16), ("2050199", "其他教育管理事务支出", 0.01),
    ("2050201", "学前教育", 0.11), ("2050202", "小学教育", 0.28), ("2050203", "初中教育", 0.22),
    ("2050204", "高中教育", 0.12), ("2210201", "住房公积金", 0.10),
)  # fmt: skip
_VAGUE = (
    ("2050101", "行政运行", 0.11), ("2050201", "学前教育", 0.08), ("2050202", "小学教育", 0.18),
    ("2050203", "初中教育", 0.14), ("2050204", "高中教育", 0.08),
    ("2059999", "其他教育支出", 0.345), ("2210201", "住房公积金", 0.065),
)  # fmt: skip

JYJ = Asp(
    "jyj.luoyan.example.gov.cn",
    _UNIT,
    "5199030011",
    (
        Channel(
            "dt",
            "教育动态",
            news(_BY, _TOPICS, date(2025, 12, 8), date(2026, 7, 9), 6),
            rows=8,
        ),
        Channel(
            "tz",
            "通知公告",
            papers(
                _BY,
                ("关于做好2026年春季学期开学工作的通知", date(2026, 2, 11)),
                ("关于开展义务教育阶段学籍核查的通知", date(2026, 3, 12)),
                ("关于举办第十二届中小学生艺术展演的通知", date(2026, 4, 2)),
                ("关于“五一”放假和值班安排的通知", date(2026, 4, 24)),
                ("关于2026年小学一年级招生范围的公告", date(2026, 5, 15)),
                ("关于做好暑期防溺水工作的通知", date(2026, 6, 11)),
                ("关于暑期校车停运检修的通告", date(2026, 7, 3)),
                ("关于征集研学实践基地的通知", date(2025, 11, 20)),
            ),
            rows=6,
        ),
        Channel(
            "fg",
            "政策法规",
            papers(
                _BY,
                ("罗雁县义务教育阶段招生入学工作实施意见", date(2026, 3, 30)),
                ("罗雁县普惠性民办幼儿园扶持办法", date(2025, 12, 17)),
                ("罗雁县中小学校服管理办法", date(2025, 8, 6)),
                ("关于规范中小学课后服务收取费用的通知", date(2026, 6, 24)),
                mark="罗教发",
            ),
        ),
        Channel(
            "gk",
            "高考专栏",
            papers(
                _BY,
                ("罗雁县2025年普通高考考场分布及乘车路线", date(2025, 6, 3)),
                ("2025年高考期间城区临时交通安排", date(2025, 6, 5)),
                ("2025年普通高考成绩查询方式", date(2025, 6, 22)),
                ("2025年高考志愿填报问答", date(2025, 6, 25)),
                ("2026年普通高考温馨提示", date(2026, 6, 3)),
            ),
        ),
        Channel(
            "mb",
            "民办教育",
            text="<table width=100%><tr><td height=200 align=center>栏目正在建设中……</td></tr></table>",
        ),
        Channel(
            "cw",
            "财务公开",
            (
                account(_UNIT, 2024, "预算", date(2024, 3, 22), 31_406.5, *_LINES),
                account(_UNIT, 2023, "决算", date(2024, 9, 24), 32_011.8, *_LINES),
                account(_UNIT, 2025, "预算", date(2025, 3, 24), 33_180.2, *_LINES),
                account(_UNIT, 2024, "决算", date(2025, 9, 23), 33_952.4, *_LINES),
                account(_UNIT, 2026, "预算", date(2026, 3, 31), 35_268.6, *_VAGUE),
            ),
        ),
        Channel(
            "jg",
            "机构设置",
            text=(
                "<p>罗雁县教育局贯彻执行国家教育方针，编制全县教育发展规划并组织实施，统筹管理学前教育、义务教育、"
                "普通高中教育、职业教育和特殊教育，负责教师队伍建设和学校安全工作。</p><p>内设机构：办公室、人事股、"
                "基础教育股、职业教育股、计划财务股、安全股、教研室、督导室。</p><p>办公室负责文电、会务、信访和后勤；"
                "人事股负责教职工调配、考核和职称；基础教育股负责招生、学籍和课程；计划财务股负责经费和校舍建设；"
                "安全股负责校园安全和校车；督导室负责对各级学校的督导评估。地址：罗雁县城关镇书院街18号，"
                "办公时间：工作日 8:30-12:00，14:30-18:00，电话：0999-6202118。</p>"
            ),
        ),
        Channel(
            "xx",
            "局长信箱",
            (
                letter(
                    "咨询外地户籍子女入学",
                    date(2026, 3, 5),
                    "孩子在外省户口怎么报名？",
                    "持居住证和社保证明报名。",
                ),
                letter(
                    "反映校门口占道经营",
                    date(2026, 4, 14),
                    "南街小学门口放学拥堵。",
                    "已会同城管设置疏导点。",
                ),
                letter(
                    "询问转学手续",
                    date(2026, 5, 12),
                    "从石河镇转到县城要什么材料？",
                    "学籍系统网上办理即可。",
                ),
                letter(
                    "建议延长课后服务时间",
                    date(2026, 6, 15),
                    "五点半接不到孩子。",
                    "九月起延长至六点。",
                ),
            ),
        ),
    ),
    first_no=3200,
)
