"""The city's portal, and the pages that two bureaus have on it."""

from datetime import date

from tests.cities.qingtan.accounts import city_papers, papers
from tests.cities.qingtan.base import Channel, Made, Site
from tests.cities.qingtan.systems import Kaipu
from tests.cities.qingtan.writing import Item, Pen, day, days, duties, guide, paragraphs

PROVINCE = "http://www.hengjiang.example.gov.cn"
NEWS_DAYS = ("2026-06-02", "2026-10-25")

TRAFFIC = (
    "公路养护 农村公路建设 客运站场管理 桥梁隧道排查 超限车辆治理 网约车管理 水上交通安全 公交线网优化 \
校车通行保障 汛期公路抢通 路域环境整治 货运源头管理 绿色出行 港口码头整治 驾培行业管理 春秋旺季运输"
)
STATISTICS = (
    "人口变动抽样调查 粮食产量调查 投资项目入库 规模以上工业统计 住户收支调查 服务业统计 统计基层基础 \
经济普查成果应用 月度劳动力调查 能源统计 名录库维护 电子台账建设 统计数据质量核查"
)
CITY = "重大项目建设 营商环境优化 乡村振兴 老旧小区改造 文明城市创建 防汛备汛 招商引资 产业园区建设 城市更新 \
民生实事 生态环境整治 秋粮收购 教育资源布局 养老服务 数字政府建设 河湖保护 城乡供水一体化 县域商业体系"


def portal() -> Site:
    pen = Pen("市政府办公室", CITY)
    stat = Pen("市统计局", STATISTICS)
    road = Pen("市交通运输局", TRAFFIC)
    upstream = tuple(
        Item(title, day(on), "", link=f"{PROVINCE}/yw/{on.replace('-', '')}.html")
        for title, on in (
            ("横江省召开经济运行调度会", "2026-03-18"), ("省政府常务会议研究春耕备耕", "2026-03-05"),
            ("全省安全生产电视电话会议召开", "2026-02-11"), ("省长赴南部山区调研", "2026-01-20"),
        )
    )  # fmt: skip
    tjj = papers("tjj", "青滩市统计局")[0]
    lyj = papers("lyj", "青滩市林业局", without=("2024f", "2025b", "2026b"))[0]
    jtj = papers("jtj", "青滩市交通运输局", without=("2024f", "2025b"))[0]
    answers = ("2025-08-12", "2025-09-24", "2025-10-30", "2025-12-30", "2026-08-20", "2026-10-09")
    topics = (
        "滨江路积水",
        "公交末班车时间",
        "农贸市场搬迁",
        "学区划分",
        "停水检修",
        "夜间施工噪声",
    )
    channels = (
        Channel("zwdt/qtyw", "青滩要闻", pen.news(days(*NEWS_DAYS, 4)), rows=8),
        Channel("zwdt/bmdt", "部门动态", pen.news(days(*NEWS_DAYS, 7, 1)), rows=6),
        Channel("zwdt/szfyw", "省政府要闻", upstream, rows=3),
        Channel("zwgk/tzgg", "通知公告", pen.notices(days("2025-11-05", "2026-10-24", 15)), rows=6),
        Channel("zwgk/zfwj", "市政府文件", pen.policies(days("2025-09-20", "2026-10-20", 30)), rows=4),
        Channel("zwgk/zcjd", "政策解读", pen.readings(days("2025-10-10", "2026-10-20", 42))),
        Channel(
            "hdjl/hygq", "回应关切",
            tuple(
                pen.item(f"关于网民反映{topic}问题的回应", day(on))
                for topic, on in zip(topics, answers, strict=True)
            ),
        ),
        Channel("zwgk/sjfb", "数据发布", _figures(stat, "全市主要经济指标", 9, 1)),
        Channel(
            "zwgk/rsxx", "人事信息",
            tuple(
                pen.item(f"青滩市人民政府关于{name}同志任职的通知", day(on))
                for name, on in (
                    ("陈志远", "2025-06-18"), ("李秀兰", "2025-11-26"), ("何立新", "2026-02-09"),
                )
            ),
        ),
        Channel("zwgk/czyjs", "财政预决算", city_papers()),
        Channel("zwgk/bmyjs", "部门预决算", (*tjj, *lyj, *jtj)),
        Channel(
            "zwgk/xxgknb", "政府信息公开年度报告",
            tuple(
                pen.item(f"青滩市人民政府{year}年政府信息公开工作年度报告", day(f"{year + 1}-03-20"))
                for year in (2023, 2024, 2025)
            ),
        ),
        Channel("qtgk/sqjj", "市情简介", text=_about()),
        Channel("zwgk/gkzn", "公开指南", text=guide("青滩市人民政府")),
        Channel(
            "ztzl/wmcs2023", "创建文明城市专题（已归档）",
            pen.news(days("2023-03-01", "2023-09-20", 30)),
            head="<p><b>已归档</b>　归档时间：2023年12月1日</p>",
        ),
        Channel("bmpd/tjj/tjdt", "统计动态", stat.news(days(*NEWS_DAYS, 6)), in_nav=False),
        Channel(
            "bmpd/tjj/tzgg", "通知公告", stat.notices(days("2025-12-01", "2026-10-20", 28)),
            in_nav=False,
        ),
        Channel("bmpd/tjj/sjfb", "数据发布", _figures(stat, "居民收支与物价", 12, 2), in_nav=False),
        Channel(
            "bmpd/tjj/zcjd", "政策解读",
            (
                *stat.readings(days("2025-04-10", "2026-02-20", 50)[:-1]),
                stat.item("一图读懂：统计造假防治规定", day("2026-02-20")),
            ),
            in_nav=False,
        ),
        Channel("bmpd/tjj/jgzn", "机构职能", text=duties("青滩市统计局", STATISTICS), in_nav=False),
        Channel("bmpd/tjj/gkzn", "公开指南", text=guide("青滩市统计局"), in_nav=False),
        Channel("bmpd/jtj/jtdt", "交通动态", road.news(days(*NEWS_DAYS, 5)), in_nav=False),
    )  # fmt: skip
    return Site("www.qingtan.example.gov.cn", "青滩市人民政府", Bureaus(), channels, "4409810001")


class Bureaus(Kaipu):
    """The portal with its bureaus' pages: boxes of the newest entries, as cards."""

    def more(self, site: Site, night: date) -> dict[str, Made]:
        known: dict[str, Made] = {}
        for unit, name in (("tjj", "青滩市统计局"), ("jtj", "青滩市交通运输局")):
            cards = []
            for channel in site.channels:
                if channel.key.startswith(f"bmpd/{unit}/"):
                    at = self.list_at(channel, 1, 1)
                    told = "".join(
                        f'<div class="card"><a href="{site.href(channel, item)}">'
                        f"<strong>{item.title}</strong></a>"
                        f'<p class="time">{item.dated(night)}</p></div>'
                        for item in channel.shown(night)[:5]
                    )
                    cards.append(
                        f'<section><h3><a href="{at}">{channel.name}</a></h3>{told}</section>'
                    )
            inner = f'<div class="dept"><h2>{name}</h2>{"".join(cards)}</div>'
            known[f"/bmpd/{unit}/index.shtml"] = self._page(site, night, name, inner)
        inner = (
            '<ul><li><a href="/bmpd/tjj/index.shtml">青滩市统计局</a></li>'
            '<li><a href="/bmpd/jtj/index.shtml">青滩市交通运输局</a></li></ul>'
        )
        known["/bmpd/index.shtml"] = self._page(site, night, "部门频道", inner)
        return known

    def _page(self, site: Site, night: date, title: str, inner: str) -> Made:
        return lambda: self.send(self.frame(site, night, title, inner))


def _figures(pen: Pen, what: str, on_day: int, back: int) -> tuple[Item, ...]:
    """A month's figures, in the month after."""
    told = []
    for n in range(12):
        month = (n + 10) % 12 + 1
        year = 2025 if n < 2 else 2026
        about = (month - back) % 12 + 1 if back > 1 else (month - 2) % 12 + 1
        told.append(
            pen.item(
                f"{year if about <= month else year - 1}年{about}月{what}情况",
                date(year, month, on_day), _table_of(what, year, month),
            )
        )  # fmt: skip
    return tuple(told)


def _table_of(what: str, year: int, month: int) -> str:
    rows = "".join(
        f"<tr><td>{name}</td><td>{value + month * 3.7 + year - 2025:.1f}</td>"
        f"<td>{3 + (month * 7 + n) % 50 / 10:.1f}</td></tr>"
        for n, (name, value) in enumerate(
            (("地区生产总值（亿元）", 311.0), ("固定资产投资（亿元）", 92.4), ("社会消费品零售总额（亿元）", 104.9),
             ("居民人均可支配收入（元）", 26140.0), ("居民消费价格指数", 61.3))
        )
    )  # fmt: skip
    return (
        paragraphs([f"根据统计调查结果，{what}总体平稳，主要指标如下。"])
        + f"<table border=1><tr><th>指标</th><th>本期</th><th>同比增长（%）</th></tr>{rows}</table>"
    )


def _about() -> str:
    return paragraphs(
        [
            "青滩市位于横江省南部，地处横江中游，面积2314平方公里，辖9个镇、3个街道，常住人口58.7万。",
            "青滩因江中青石滩而得名，宋代设驿，明代建县，1994年撤县设市。境内有柳河、沙溪、横江三条主要河流。",
            "全市耕地面积74万亩，森林覆盖率53.6%，主产水稻、油茶、脐橙和淡水鱼，是全省重要的商品粮基地。",
            "工业以食品加工、建材、纺织和新能源配套为主，有省级经济开发区一个，规模以上企业143家。",
            "旅游资源有青石滩国家湿地公园、石门古镇、双溪红色教育基地等，每年接待游客三百余万人次。",
        ]
    )
