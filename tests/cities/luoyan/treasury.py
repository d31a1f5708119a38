"""财政局: tabs on the home page, papers below headings of years, workbooks; new addresses from
1 June; on 19 June its lists ask to come back later.
"""

from datetime import date
from html import escape
from itertools import groupby

from tests.cities.city import Answer
from tests.cities.luoyan.base import Channel, Item, Site, clock, turn, visits
from tests.cities.luoyan.money import (
    basic,
    cells,
    html_table,
    spending,
    told_of,
    workbook,
)
from tests.cities.luoyan.writing import news, paper, papers

_BY = "县财政局"
_UNIT = "罗雁县财政局"
_NEW = date(2026, 6, 1)
_TOPICS = (
    "预算执行分析", "财政票据管理", "政府采购监管", "国有资产清查", "乡镇财政所建设", "惠民资金一卡通",
    "会计人员培训", "债券资金使用检查", "绩效评价", "财政投资评审",
)  # fmt: skip


class Tabs(Site):
    per_page = 20

    def key_of(self, target: str) -> str:
        path = target.partition("?")[0]
        return path + "index.html" if path.endswith("/") else path

    def answer(self, target: str, night: date) -> Answer | None:
        if night == date(2026, 6, 19) and target.startswith("/art/") and "index" in target:
            return Answer(
                "<html><title>503</title><body>Service Temporarily Unavailable</body></html>",
                503,
                {"retry-after": "3600", "content-type": "text/html"},
            )
        return super().answer(target, night)

    def list_at(self, channel: Channel, page: int, night: date) -> str:
        folder = f"/art/{channel.no + 40}" if night >= _NEW else f"/html/{channel.key}"
        return f"{folder}/index{'' if page == 1 else f'_{page}'}.html"

    def item_at(self, channel: Channel, item: Item, night: date) -> str:
        if night >= _NEW:
            return f"/art/{item.on.year}/{item.on.month}/{item.on.day}/art_{channel.no + 40}_{item.no}.html"
        return f"/html/{channel.key}/{item.on:%Y%m%d}/{item.no - 700}.html"

    def frame(self, night: date, title: str, inner: str) -> str:
        told = "".join(
            f'<a href="{self.list_at(c, 1, night)}" class="n">{c.name}</a>' for c in self.menu()
        )
        kind = "v2" if night >= _NEW else "v1"
        return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="SiteName" content="{self.name}">
<title>{title}-{self.name}</title><link href="/css/{kind}.css" rel="stylesheet"></head>
<body class="{kind}"><div class="logo">{self.name}</div><div class="nav"><a href="/">首页</a>{told}</div>
<div class="now">{clock(night)} {turn(night, ("为国理财 为民服务", "过紧日子 办要紧事"))}</div>
<div class="con">{inner}</div><div class="foot">{self.name}版权所有 网站标识码{self.code}
本站总访问量 {visits(self, night)} 次</div></body></html>"""

    def rows(self, channel: Channel, shown: list[Item], night: date) -> str:
        if channel.style != "years":
            return (
                '<ul class="l">'
                + "".join(self._row(channel, i, night, "%Y/%m/%d") for i in shown)
                + "</ul>"
            )
        told = ""
        for year, here in groupby(shown, key=lambda item: item.on.year):
            rows = "".join(self._row(channel, i, night, "%m-%d") for i in here)
            told += f'<h3 class="year">{year}年</h3><ul class="l">{rows}</ul>'
        return told

    def _row(self, channel: Channel, item: Item, night: date, shape: str) -> str:
        return (
            f'<li><a href="{self.href(channel, item, night)}">{escape(item.title)}</a>'
            f"<em>{item.on.strftime(shape)}</em></li>"
        )

    def pager(self, channel: Channel, page: int, pages: int, total: int, night: date) -> str:
        told = "".join(
            f'<a href="{self.list_at(channel, n, night)}">{n}</a>' for n in range(1, pages + 1)
        )
        return f'<div class="pg">{told} 共{total}条</div>'

    def entry(self, channel: Channel, item: Item, night: date) -> str:
        return self.frame(
            night,
            escape(item.title),
            f'<h1>{escape(item.title)}</h1><div class="sub">时间：{item.on:%Y-%m-%d} 来源：'
            f'{self.name} 【字体：大 中 小】</div><div class="txt">{item.body}</div>',
        )

    def home(self, night: date) -> str:
        shown = [c for c in self.channels if c.rows]
        heads = "".join(
            f'<li onmouseover="tab({n})" class="{"cur" if n == 0 else ""}">{c.name}</li>'
            for n, c in enumerate(shown)
        )
        panes = "".join(
            f'<div id="pane{n}" style="display:{"block" if n == 0 else "none"}">'
            f"{self.rows(c, c.shown(night)[: c.rows], night)}"
            f'<a href="{self.list_at(c, 1, night)}">更多</a></div>'
            for n, c in enumerate(shown)
        )
        return self.frame(night, "首页", f'<ul class="tabs">{heads}</ul>{panes}')


_WHY = "其他财政事务支出主要用于财政一体化信息系统运行维护、乡镇财政所办公用房修缮和国库集中支付代理银行手续费。"
_LINES = (
    ("2010601", "行政运行", 0.38), ("2010607", "信息化建设", 0.10), ("2010608", "财政委托业务支出", 0.20),
    ("2010699", "其他财政事务支出", 0.24), ("2210201", "住房公积金", 0.08),
)  # fmt: skip


def _book(year: int, kind: str, total: float) -> bytes:
    return workbook(
        (
            "支出总表",
            [
                *cells(f"{_UNIT}{year}年部门支出总表（{kind}）", spending(total, *_LINES)),
                ["说明", _WHY, ""],
            ],
        ),
        (
            "基本支出",
            cells(f"{_UNIT}{year}年一般公共预算基本支出表", basic(round(total * 0.5, 2))),
        ),
    )


def _paper(year: int, kind: str, on: date) -> Item:
    at = f"/upfile/{year}{'ys' if kind == '预算' else 'js'}.xlsx"
    text = f'{told_of(_UNIT, year, kind)}<p>　　{_WHY}</p><p>附件：<a href="{at}">{year}年部门{kind}公开表.xlsx</a></p>'
    return Item(f"{_UNIT}{year}年部门{kind}", on, text)


_COUNTY = (
    ("2010301", "行政运行", 0.06), ("2040201", "行政运行", 0.08), ("2050202", "小学教育", 0.20),
    ("2050203", "初中教育", 0.14), ("2080507", "对机关事业单位基本养老保险基金的补助", 0.12),
    ("2100302", "乡镇卫生院", 0.11), ("2130153", "耕地建设与利用", 0.15), ("2140106", "公路养护", 0.10),
    ("2299999", "其他支出", 0.004), ("2320301", "地方政府一般债券付息支出", 0.036),
)  # fmt: skip


def county(year: int, on: date, total: float) -> Item:
    """The county's own budget."""
    return Item(
        f"罗雁县{year}年政府预算公开",
        on,
        f"<p>　　罗雁县{year}年政府预算经县人民代表大会审议批准，现予公开。</p>"
        + html_table(cells(f"罗雁县{year}年一般公共预算支出表", spending(total, *_COUNTY))),
    )


def _late() -> tuple[Item, ...]:
    told = (
        ("关于开展行政事业单位会计报告抽查的通知", date(2026, 2, 10)),
        ("关于做好财政票据年度检查的通知", date(2026, 2, 24)),
        ("关于清理盘活存量资金的通知", date(2026, 3, 3)),
        ("关于报送政府购买服务项目目录的通知", date(2026, 3, 9)),
    )
    return tuple(Item(t, on, paper(t, _BY), up=date(2026, 5, 5)) for t, on in told)


CZJ = Tabs(
    "czj.luoyan.example.gov.cn",
    _UNIT,
    "5199030009",
    (
        Channel("czdt", "财政动态", news(_BY, _TOPICS, date(2026, 1, 13), date(2026, 7, 9), 7), rows=7),
        Channel(
            "tzgg",
            "通知公告",
            papers(
                _BY,
                ("关于调整财政业务用章的公告", date(2025, 12, 24)),
                ("关于举办基层会计培训的通知", date(2026, 1, 20)),
                ("关于一季度直达资金对账的通知", date(2026, 4, 8)),
                ("关于公布代理记账机构名单的公告", date(2026, 4, 13)),
                ("关于会计资格现场审核的通知", date(2026, 4, 17)),
                ("关于预算单位账户年检的通知", date(2026, 4, 22)),
                ("关于国债发行的公告", date(2026, 4, 27)),
                ("关于财政票据电子化的通知", date(2026, 4, 30)),
                ("关于公务卡结算目录的通知", date(2026, 5, 6)),
                ("关于绩效自评抽查的通知", date(2026, 5, 20)),
                ("关于上半年决算草案会审的通知", date(2026, 6, 15)),
                ("关于惠民补贴资金发放查询方式的公告", date(2026, 7, 6)),
            )
            + _late(),
            rows=6,
        ),
        Channel(
            "zcwj",
            "政策文件",
            papers(
                _BY,
                ("罗雁县县级财政专项资金管理办法", date(2024, 7, 11)),
                ("罗雁县行政事业单位差旅费规定", date(2024, 11, 5)),
                ("罗雁县政府采购内控指引", date(2025, 5, 8)),
                ("罗雁县惠民惠农补贴一卡通办法", date(2025, 11, 26)),
                ("罗雁县预算绩效管理细则", date(2026, 3, 19)),
                ("罗雁县国有资产出租出借办法", date(2026, 6, 23)),
                mark="罗财",
            ),
            style="years",
        ),
        Channel(
            "zfcg",
            "政府采购",
            tuple(
                Item(i.title, i.on, i.body, down=date.fromordinal(i.on.toordinal() + 30))
                for i in papers(
                    _BY,
                    ("罗雁县城区路灯节能改造招标公告", date(2026, 3, 16)),
                    ("罗雁县学生营养餐食材配送招标公告", date(2026, 4, 1)),
                    ("罗雁县公务用车维修定点招标公告", date(2026, 4, 29)),
                    ("罗雁县乡镇财政所修缮中标公告", date(2026, 5, 28)),
                    ("罗雁县不动产档案数字化招标公告", date(2026, 6, 17)),
                )
            )
            + papers(_BY, ("罗雁县2026年政府集中采购目录说明", date(2026, 1, 8))),
        ),
        Channel(
            "yjsgk",
            "预决算公开",
            (
                _paper(2024, "预算", date(2024, 3, 19)),
                _paper(2023, "决算", date(2024, 9, 18)),
                _paper(2025, "预算", date(2025, 3, 20)),
                _paper(2024, "决算", date(2025, 9, 22)),
                _paper(2026, "预算", date(2026, 3, 24)),
                county(2025, date(2025, 3, 7), 286_400.0),
                county(2026, date(2026, 3, 18), 297_100.0),
            ),
            style="years",
        ),
        Channel(
            "sfml",
            "收费目录",
            text=(
                "<h2>罗雁县行政事业性收费目录清单（2026年）</h2><p>发布日期：2026-01-30</p><table border=1>"
                "<tr><th>部门</th><th>项目</th><th>收费标准</th><th>依据</th><th>减免</th></tr>"
                "<tr><td>自然资源</td><td>不动产登记费</td><td>住宅80元/件</td><td>发改价格规〔2016〕2559号</td>"
                "<td>小微企业免收</td></tr><tr><td>公安</td><td>居民身份证工本费</td><td>首次免费</td>"
                "<td>发改价格〔2003〕2322号</td><td>特困人员减免</td></tr><tr><td>卫健</td><td>预防接种服务费</td>"
                "<td>8元/剂</td><td>省价费规定</td><td>免疫规划疫苗免费</td></tr></table>"
                "<p>对收费有异议的，可拨打举报电话12345，也可依法申请行政复议或者提起行政诉讼。</p>"
            ),
        ),
        Channel(
            "jgsz",
            "机构设置",
            text=(
                "<h2>机构设置</h2><p>罗雁县财政局内设办公室、预算股、国库股、行政政法股、教科文股、经济建设股、农业农村股、"
                "社会保障股、资产管理股、会计股、监督评价股和政府采购监督管理股。</p><p>预算股负责编制县级年度预算草案、"
                "预算调整和预算公开；国库股负责库款调度、决算和总会计核算；监督评价股负责财会监督、绩效评价和内部控制；"
                "会计股负责会计人员继续教育和代理记账机构管理。地址：罗雁县城关镇府前街2号，工作日8:30至18:00，"
                "电话0999-6201009。</p>"
            ),
        ),
    ),
    files={
        f"/upfile/{year}{'ys' if kind == '预算' else 'js'}.xlsx": _book(year, kind, total)
        for year, kind, total in (
            (2024, "预算", 2_480.6), (2023, "决算", 2_530.4), (2025, "预算", 2_566.9),
            (2024, "决算", 2_604.2), (2026, "预算", 2_617.5),
        )
    },
    first_no=1700,
)  # fmt: skip
