"""人力资源和社会保障局: notices below the offices that wrote them, papers as PDF only, what is not
there is told with 200; maintenance on 22 May.
"""

from datetime import date
from html import escape
from itertools import groupby

from tests.cities.city import Answer
from tests.cities.luoyan.base import Channel, Item, Site, clock, number, turn, visits
from tests.cities.luoyan.money import account, prose_pages
from tests.cities.luoyan.writing import letter, news, papers

_BY = "县人社局"
_UNIT = "罗雁县人力资源和社会保障局"
_TOPICS = (
    "春风行动", "技能培训", "劳务协作", "社保扩面", "根治欠薪", "就业见习", "创业担保贷款", "人才服务",
    "社保卡服务", "零工市场建设",
)  # fmt: skip


class Offices(Site):
    per_page = 16

    def answer(self, target: str, night: date) -> Answer | None:
        if night == date(2026, 5, 22):
            return self.sent(
                f"<html><head><meta charset='utf-8'><title>{self.name}</title></head><body>"
                f"<h2>{self.name}网站系统维护公告</h2><p>因机房电力改造，本网站于2026年5月21日20时至5月22日12时"
                "暂停服务，给您带来不便，敬请谅解。</p></body></html>"
            )
        return super().answer(target, night)

    def missing(self, target: str, night: date) -> Answer | None:
        return self.sent(
            self.frame(
                night,
                "提示信息",
                "<div class='err'><p>对不起，您访问的页面不存在或已被删除！</p></div>",
            )
        )

    def key_of(self, target: str) -> str:
        return {"/index.php": "/"}.get(target, target)

    def list_at(self, channel: Channel, page: int, night: date) -> str:
        return f"/index.php/category/{channel.key}" + (f"/p/{page}" if page > 1 else "")

    def item_at(self, channel: Channel, item: Item, night: date) -> str:
        return f"/index.php/archives/{item.no}"

    def frame(self, night: date, title: str, inner: str) -> str:
        told = "".join(
            f"<li><a href='{self.list_at(c, 1, night)}'><span>{c.name}</span></a></li>"
            for c in self.menu()
        )
        return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title} · {self.name}</title>
</head><body><div id="header"><a href="/">{self.name}</a><ul>{told}</ul></div>
<div id="notice">{clock(night)}　{turn(night, ("参保缴费就是存钱养老", "欠薪投诉请拨12333"))}</div>
<div id="content">{inner}</div><div id="footer">主办：{self.name} 标识码：{self.code} 总访问：{visits(self, night)}
</div></body></html>"""

    def order(self, channel: Channel, shown: list[Item]) -> list[Item]:
        if channel.style != "by office":
            return shown
        offices = sorted({item.group for item in shown})
        return [item for office in offices for item in shown if item.group == office]

    def rows(self, channel: Channel, shown: list[Item], night: date) -> str:
        told = ""
        for office, here in groupby(shown, key=lambda item: item.group):
            told += f"<h4>{office}</h4>" if office else ""
            told += "<ol>" + "".join(
                f"<li><span>{item.on.year}年{item.on.month}月{item.on.day}日</span> "
                f"<a href='{self.href(channel, item, night)}'>{escape(item.title)}</a></li>"
                for item in here
            ) + "</ol>"  # fmt: skip
        return f"<h2>{channel.name}</h2>{told}"

    def pager(self, channel: Channel, page: int, pages: int, total: int, night: date) -> str:
        further = self.list_at(channel, page + 1, night)
        return f"<p><a href='{further}'>下一页 »</a></p>" if page < pages else ""

    def entry(self, channel: Channel, item: Item, night: date) -> str:
        return self.frame(
            night,
            escape(item.title),
            f"<h1>{escape(item.title)}</h1><p>{item.on.year}年{item.on.month}月{item.on.day}日 / "
            f"{channel.name} / {number(item.title, 300) + night.toordinal() % 365}次浏览</p>{item.body}",
        )

    def home(self, night: date) -> str:
        told = "".join(
            self.rows(c, c.shown(night)[: c.rows], night) for c in self.channels if c.rows
        )
        return self.frame(night, "首页", told)


_LINES = (
    ("2080101", "行政运行", 0.36), ("2080105", "劳动保障监察", 0.12), ("2080106", "就业管理事务", 0.20),
    ("2080109", "社会保险经办机构", 0.21), ("2080199", "其他人力资源和社会保障管理事务支出", 0.03),
    ("2210201", "住房公积金", 0.08),
)  # fmt: skip


def _by_office(office: str, *told: tuple[str, date]) -> tuple[Item, ...]:
    return tuple(Item(i.title, i.on, i.body, group=office) for i in papers(_BY, *told))


_PDF = (
    ("罗雁县职业技能提升补贴办法", date(2025, 11, 12)), ("罗雁县公益性岗位管理细则", date(2026, 1, 14)),
    ("罗雁县灵活就业社保补贴通知", date(2026, 3, 17)), ("罗雁县返乡创业奖补办法", date(2026, 6, 18)),
)  # fmt: skip

RSJ = Offices(
    "rsj.luoyan.example.gov.cn",
    _UNIT,
    "5199030013",
    (
        Channel(
            "rsdt",
            "人社动态",
            news(_BY, _TOPICS, date(2026, 1, 14), date(2026, 7, 9), 6),
            rows=8,
        ),
        Channel(
            "tzgg",
            "通知公告",
            (
                *_by_office(
                    "就业股",
                    ("关于申报就业见习基地的通知", date(2026, 1, 22)),
                    ("关于发放求职补贴的公告", date(2026, 5, 13)),
                    ("关于征集返乡创业项目的通知", date(2026, 6, 29)),
                ),
                *_by_office(
                    "社保股",
                    ("关于养老待遇资格认证的公告", date(2026, 3, 9)),
                    ("关于停用旧版社保存折的通告", date(2025, 12, 15)),
                ),
                *_by_office(
                    "职称股",
                    ("关于中级职称申报的通知", date(2026, 4, 16)),
                    ("关于职称证书领取的通知", date(2025, 10, 28)),
                ),
            ),
            style="by office",
        ),
        Channel(
            "zcwj",
            "政策文件",
            tuple(
                Item(title, on, href=f"/usr/uploads/{on:%Y/%m}/rs{n}.pdf")
                for n, (title, on) in enumerate(_PDF)
            ),
        ),
        Channel(
            "zkly",
            "招考录用",
            tuple(
                Item(i.title, i.on, i.body, down=date.fromordinal(i.on.toordinal() + 32))
                for i in papers(
                    _BY,
                    ("罗雁县2026年上半年事业单位招聘公告", date(2026, 3, 25)),
                    ("罗雁县2026年特岗教师招聘公告", date(2026, 4, 18)),
                    ("罗雁县2026年三支一扶招募（招考）公告", date(2026, 5, 14)),
                    ("罗雁县2026年上半年事业单位拟聘人员公示", date(2026, 6, 8)),
                    ("罗雁县2026年城市社区工作者招聘公告", date(2026, 6, 30)),
                )
            )
            + papers(_BY, ("罗雁县事业单位人事考试考场规则", date(2025, 9, 18))),
            rows=3,
        ),
        Channel(
            "yjsgk",
            "预决算公开",
            (
                account(_UNIT, 2024, "预算", date(2024, 3, 26), 3_902.1, *_LINES),
                account(_UNIT, 2023, "决算", date(2024, 9, 19), 3_988.0, *_LINES),
                account(_UNIT, 2025, "预算", date(2025, 3, 25), 4_046.6, *_LINES),
                account(_UNIT, 2024, "决算", date(2025, 9, 26), 4_150.3, *_LINES),
                account(_UNIT, 2026, "预算", date(2026, 6, 2), 4_233.9, *_LINES),
            ),
        ),
        Channel(
            "ghjh",
            "规划计划",
            papers(
                _BY,
                ("罗雁县2026年就业工作要点", date(2026, 2, 27)),
                ("罗雁县人社局2025年工作计划", date(2025, 2, 20)),
            ),
        ),
        Channel(
            "zxly",
            "在线留言",
            (
                letter(
                    "咨询灵活就业参保",
                    date(2026, 3, 20),
                    "外卖骑手怎么参保？",
                    "可到社保窗口按灵活就业人员参保。",
                ),
                letter(
                    "反映工地欠薪",
                    date(2026, 4, 29),
                    "东岭工地欠两个月工资。",
                    "已督促总包单位于4月27日发放到位。",
                ),
                letter(
                    "询问失业金申领",
                    date(2026, 6, 12),
                    "离职后多久内申请？",
                    "随时可在网上申领。",
                ),
            ),
        ),
    ),
    files={
        f"/usr/uploads/{on:%Y/%m}/rs{n}.pdf": prose_pages(
            title,
            f"发布日期：{on.year}年{on.month}月{on.day}日",
            f"第一条 为规范{title[3:]}的实施，结合本县实际，制定本文件，由县人社局组织执行。",
            "第二条 申请人向户籍所在地乡镇便民服务中心提交申请表和身份证件，中心五个工作日内初审。",
            "第三条 县人社局复核后按季度发放至社会保障卡账户，并接受群众监督。",
        )
        for n, (title, on) in enumerate(_PDF)
    },
    first_no=400,
)
