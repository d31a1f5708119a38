"""县政府 portal, a bureau in a folder of it, and a town that was a township until December."""

from datetime import date, timedelta
from html import escape

from tests.cities.city import Answer
from tests.cities.luoyan.base import (
    Channel,
    Item,
    Site,
    clock,
    moved,
    number,
    turn,
    visits,
)
from tests.cities.luoyan.money import account, cells, html_table, spending
from tests.cities.luoyan.treasury import county
from tests.cities.luoyan.writing import letter, news, papers

_HOST = "www.luoyan.example.gov.cn"
_WORK = (
    "乡村振兴", "招商引资", "重点项目", "营商环境", "生态环保", "民生实事", "文旅融合", "安全生产",
    "基层治理", "防灾减灾", "政务服务",
)  # fmt: skip


class Portal(Site):
    """`base`: the folder of the place below the portal. `own`: what stands over its pages."""

    per_page = 20
    base = ""

    def key_of(self, target: str) -> str:
        path = target.partition("?")[0]
        return path + "index.html" if path.endswith("/") else path

    def list_at(self, channel: Channel, page: int, night: date) -> str:
        return f"{self.base}/{channel.key}/" + (f"index_{page}.html" if page > 1 else "")

    def item_at(self, channel: Channel, item: Item, night: date) -> str:
        return f"{self.base}/{channel.key}/c{number(item.title, 10**8):08}/{item.on:%m%d}.html"

    def frame(self, night: date, title: str, inner: str) -> str:
        told = "".join(
            f'<li><a href="{self.list_at(c, 1, night)}">{c.name}</a></li>' for c in self.menu()
        )
        above = "" if not self.base else '<a href="/">罗雁县人民政府</a> &gt; '
        return f"""<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8">
<meta name="SiteName" content="罗雁县人民政府门户网站"><meta name="SiteIDCode" content="{self.code}">
<title>{title}_{self.name}</title></head><body>
<div class="topbar">{clock(night)} <a href="/en/">English</a> 无障碍 长者版</div>
<div class="banner"><h1>{self.name}</h1></div><div class="nav"><ul><li><a href="{self.base}/">首页</a></li>
{told}</ul></div><div class="pos">当前位置：{above}<a href="{self.base}/">{self.name}</a> &gt; {title}</div>
<div class="swiper">{turn(night, ("生态罗雁 宜居宜游", "雁归故里 共建家园", "罗雁欢迎您"))}</div>
<div class="body">{inner}</div>
<div class="footer">主办：罗雁县人民政府办公室 政府网站标识码：{self.code} 访问量 {visits(self, night)}</div></body></html>"""

    def rows(self, channel: Channel, shown: list[Item], night: date) -> str:
        if channel.style == "numbers":
            told = "".join(
                f'<tr><td>{n}</td><td><a href="{self.href(channel, i, night)}">{escape(i.title)}</a></td>'
                f"<td>{i.mark}</td><td>{i.on}</td></tr>"
                for n, i in enumerate(shown, 1)
            )
            head = "<tr><th>序号</th><th>文件名称</th><th>文号</th><th>发布日期</th></tr>"
            return f'<table class="wj">{head}{told}</table>'
        told = "".join(
            f'<li><span>[{i.on}]</span> <a href="{self.href(channel, i, night)}" target="_blank">'
            f"{escape(i.title)}</a></li>"
            for i in shown
        )
        first = ""
        if channel.style == "picture" and shown:
            at = self.href(channel, shown[0], night)
            first = (
                f'<div class="jrgz"><h5>今日关注</h5><a href="{at}"><img src="/pic/{shown[0].no}.jpg" alt="">'
                f"</a><a href='{at}'>{escape(shown[0].title)}</a></div>"
            )
        return f'{first}<ul class="news">{told}</ul>'

    def pager(self, channel: Channel, page: int, pages: int, total: int, night: date) -> str:
        if not total:
            return '<p class="none">暂无相关信息</p>'
        told = "".join(
            f'<a href="{self.list_at(channel, n, night)}">{n}</a>' for n in range(1, pages + 1)
        )
        return f'<div class="page">共 {total} 条 {told}</div>'

    def entry(self, channel: Channel, item: Item, night: date) -> str:
        mark = f"<p>文号：{item.mark}</p>" if item.mark else ""
        return self.frame(
            night,
            escape(item.title),
            f'<div class="art"><h2>{escape(item.title)}</h2><p>发布时间：{item.on} '
            f'1{item.no % 8}:3{item.no % 10}　来源：{self.name}</p>{mark}<div id="zoom">{item.body}</div></div>',
        )

    def home(self, night: date) -> str:
        told = "".join(
            f'<div class="blk"><h3><a href="{self.list_at(c, 1, night)}">{c.name}</a></h3>'
            f"{self.rows(c, c.shown(night)[: c.rows], night)}</div>"
            for c in self.channels
            if c.rows
        )
        return self.frame(night, "首页", told)


class Bureau(Portal):
    base = "/yjglj"
    home_at = "/yjglj/"


class Town(Portal):
    base = "/xzjd/ymz"
    home_at = "/xzjd/ymz/"


def _weixin(*told: tuple[str, date]) -> tuple[Item, ...]:
    return tuple(
        Item(
            title,
            on,
            href=f"https://mp.weixin.qq.com/s/{number(title, 36**9):x}Lq_{on:%d}",
        )
        for title, on in told
    )


_WJW = "罗雁县卫生健康局"
_HEALTH = (
    ("2100101", "行政运行", 0.14), ("2100201", "综合医院", 0.18), ("2100302", "乡镇卫生院", 0.33),
    ("2100408", "基本公共卫生服务", 0.25), ("2100199", "其他卫生健康管理事务支出", 0.02),
    ("2210201", "住房公积金", 0.08),
)  # fmt: skip
_COUNTY = (
    ("2010301", "行政运行", 0.09), ("2050202", "小学教育", 0.31), ("2100302", "乡镇卫生院", 0.17),
    ("2130153", "耕地建设与利用", 0.22), ("2140106", "公路养护", 0.20), ("2299999", "其他支出", 0.01),
)  # fmt: skip
_POWERS = (
    "<h2>罗雁县县级部门权责清单（2026年版）</h2><p>公布时间：2026-01-20</p><table><tr><th>部门</th><th>职权</th><th>类别</th>"
    "<th>责任事项</th><th>追责情形</th></tr><tr><td>卫生健康局</td><td>公共场所卫生许可</td><td>行政许可</td><td>受理、审查、"
    "决定、送达</td><td>超时办理的</td></tr><tr><td>卫生健康局</td><td>对无证行医的处罚</td><td>行政处罚</td><td>立案、"
    "调查、告知、决定、执行</td><td>徇私舞弊的</td></tr></table><p>救济渠道：对处理决定不服的，可以申请行政复议或者提起"
    "行政诉讼；监督投诉电话12345。</p>"
)
_ENGLISH = (
    "<h2>About Luoyan</h2><p>Luoyan County lies in the upper valley of the Wild Goose River and has "
    "a population of 412,000. It is known for its tea gardens, terraced fields and the ancient "
    "post road that crosses the western ridge.</p><p>The county seat, Chengguan, is two hours by "
    "train from the provincial capital. Visitors come for the spring blossom and the autumn "
    "migration of geese, which gave the county its name.</p>"
)
_LEADERS = (
    "<h2>领导之窗</h2><p>县委副书记、县长 韩*：领导县政府全面工作。</p><p>常务副县长 柏*：负责县政府常务工作，分管发展改革、财政、"
    "应急管理、统计、税务。</p><p>副县长 瞿*：分管农业农村、水利、林业、乡村振兴。</p><p>副县长 艾*：分管教育、卫生健康、文化旅游、"
    "医疗保障。</p><p>副县长 关*：分管自然资源、住房城乡建设、交通运输、生态环境。</p><p>副县长、公安局局长 邢*：分管公安、司法、"
    "信访、退役军人事务。</p><p>县政府办公室主任 柯*：协助县长处理日常工作，联系政务服务和大数据工作。</p>"
)

LYX = Portal(
    _HOST,
    "罗雁县人民政府",
    "5199030001",
    (
        Channel(
            "zwyw",
            "罗雁要闻",
            news("罗雁县", _WORK, date(2026, 1, 5), date(2026, 7, 9), 5),
            rows=8,
            style="picture",
        ),
        Channel(
            "zwgk/tzgg",
            "通知公告",
            papers(
                "县政府办公室",
                ("关于2026年春节放假的通知", date(2026, 2, 6)),
                ("关于征集民生实事建议的公告", date(2026, 3, 10)),
                ("关于县城部分路段交通管制的通告", date(2026, 4, 20)),
                ("关于防汛期间河道管理的通告", date(2026, 5, 18)),
                ("关于端午节放假的通知", date(2026, 6, 12)),
                ("关于开展防空警报试鸣的公告", date(2026, 7, 2)),
                ("关于命名地名的公告", date(2025, 12, 9)),
            ),
            rows=5,
        ),
        Channel(
            "zwgk/zfwj",
            "县政府文件",
            papers(
                "罗雁县人民政府",
                ("罗雁县“十五五”水利发展意见", date(2025, 12, 22)),
                ("罗雁县防汛抗旱责任分工", date(2026, 3, 24)),
                ("罗雁县促进民营经济若干措施", date(2026, 5, 25)),
                ("罗雁县城区犬只管理规定", date(2025, 10, 27)),
                ("罗雁县消防救援站建设方案", date(2025, 7, 14)),
                mark="罗府发",
            ),
            style="numbers",
        ),
        Channel(
            "zwgk/zcjd",
            "政策解读",
            papers(
                "县政府办公室",
                ("一图读懂罗雁县消防救援站建设方案", date(2025, 7, 21)),
                ("《罗雁县农房抗震改造补助办法》解读", date(2025, 9, 18)),
                ("《罗雁县招商引资奖励办法》解读", date(2025, 5, 13)),
                ("《罗雁县促进民营经济若干措施》解读", date(2026, 6, 10)),
            ),
        ),
        Channel(
            "zwgk/czyjs",
            "财政预决算",
            (
                county(2024, date(2024, 2, 28), 271_900.0),
                county(2025, date(2025, 3, 6), 286_400.0),
                county(2026, date(2026, 3, 17), 297_100.0),
                *(
                    Item(
                        f"罗雁县{year}年政府决算公开",
                        on,
                        f"<p>罗雁县{year}年政府决算经县人大常委会批准，现予公开。</p>"
                        + html_table(
                            cells(
                                f"{year}年一般公共预算支出决算表",
                                spending(total, *_COUNTY),
                            )
                        ),
                    )
                    for year, on, total in (
                        (2023, date(2024, 9, 12), 269_030.0),
                        (2024, date(2025, 9, 9), 281_760.0),
                    )
                ),
            ),
        ),
        Channel(
            "zwgk/bmyjs",
            "部门预决算",
            (
                account(_WJW, 2024, "预算", date(2024, 3, 27), 21_304.7, *_HEALTH),
                account(_WJW, 2023, "决算", date(2024, 9, 26), 22_010.2, *_HEALTH),
                account(_WJW, 2025, "预算", date(2025, 3, 21), 22_416.9, *_HEALTH),
                account(_WJW, 2024, "决算", date(2025, 9, 19), 22_985.4, *_HEALTH),
                account(_WJW, 2026, "预算", date(2026, 3, 26), 23_108.6, *_HEALTH),
            ),
        ),
        Channel("zwgk/qzqd", "权责清单", text=_POWERS),
        Channel(
            "zwgk/rsrm",
            "人事任免",
            papers(
                "罗雁县人民政府",
                ("关于瞿某等同志职务任免的通知", date(2025, 11, 12)),
                ("关于周某等同志试用期满的通知", date(2025, 8, 15)),
            ),
        ),
        Channel(
            "zwgk/ndbg",
            "政府信息公开年度报告",
            papers(
                "县政府办公室",
                ("罗雁县2025年政府信息公开工作年度报告", date(2026, 3, 25)),
                ("罗雁县2024年政府信息公开工作年度报告", date(2025, 3, 26)),
                ("罗雁县卫生健康局2025年政府信息公开年度报告", date(2026, 1, 22)),
                ("罗雁县应急管理局2025年政府信息公开年度报告", date(2026, 1, 23)),
            ),
        ),
        Channel("ldzc", "领导之窗", text=_LEADERS),
        Channel(
            "szfyw",
            "省政府要闻",
            papers(
                "省政府办公厅",
                ("省政府常务会议研究岁末年初工作", date(2025, 12, 19)),
                ("全省重大项目集中开工", date(2025, 12, 3)),
                ("省政府召开专题会议部署安全生产", date(2025, 11, 6)),
            ),
        ),
        Channel(
            "mtgz",
            "媒体关注",
            _weixin(
                ("茶香飘进小康路——罗雁春茶采访记", date(2026, 3, 29)),
                ("老邮道上的新驿站", date(2026, 2, 14)),
                ("雁归来：返乡青年的田园生意", date(2025, 11, 30)),
            ),
        ),
        Channel(
            "zt/cy2026",
            "2026年春运专题（已归档）",
            papers(
                "县交通运输局",
                ("罗雁县2026年春运班次安排", date(2026, 1, 28)),
                ("春运首日发送旅客三千人次", date(2026, 2, 3)),
                ("罗雁县2026年春运平稳结束", date(2026, 3, 13)),
            ),
            head="<p class='gd'>本专题已于2026年3月16日结束，已归档。</p>",
        ),
        Channel(
            "xzxx",
            "县长信箱",
            tuple(
                letter(
                    f"关于{what}的来信",
                    date(2026, 2, 27) + timedelta(days=16 * n),
                    f"想了解{what}的情况。",
                    f"{what}一事已转有关部门现场核实，处理情况已电话告知。",
                )
                for n, what in enumerate(
                    (
                        "河堤步道路灯",
                        "乡村公交班次",
                        "自来水水压",
                        "农贸市场噪音",
                        "学校门口斑马线",
                        "老年食堂",
                        "停车位划线",
                        "山洪预警广播",
                    )
                )
            ),
        ),
        Channel("en", "English", text=_ENGLISH, in_menu=False),
        Channel(
            "xzjd",
            "部门乡镇",
            text=(
                '<h2>部门乡镇</h2><ul><li><a href="/yjglj/">县应急管理局</a></li><li>'
                '<a href="/xzjd/ymz/">雁门镇</a></li></ul><p>其他部门网站：'
                '<a href="http://jyj.luoyan.example.gov.cn/">县教育局</a> '
                '<a href="http://czj.luoyan.example.gov.cn/">县财政局</a> '
                '<a href="http://wjw.luoyan.example.gov.cn/">县卫生健康局</a></p>'
            ),
        ),
    ),
    first_no=10_000,
)

_YJJ = "罗雁县应急管理局"
_SAFE = (
    ("2240101", "行政运行", 0.35), ("2240106", "安全监管", 0.21), ("2240109", "应急管理", 0.17),
    ("2240199", "其他应急管理支出", 0.03), ("2240602", "森林草原防灾减灾", 0.16),
    ("2210201", "住房公积金", 0.08),
)  # fmt: skip
YJJ = Bureau(
    _HOST,
    _YJJ,
    "5199030001",
    (
        Channel(
            "gzdt",
            "工作动态",
            news("县应急局", ("隐患排查", "应急演练", "防灭火巡查", "企业安全培训", "值班备勤", "物资储备",
                 "非煤矿山检查"), date(2026, 1, 8), date(2026, 7, 9), 7),
            rows=6,
        ),
        Channel(
            "tzgg",
            "通知公告",
            papers(
                "县应急局",
                ("关于烟花爆竹零售点布设的公告", date(2025, 11, 28)),
                ("关于开展秋冬季消防检查的通知", date(2025, 10, 21)),
                ("关于特种作业复审培训的通知", date(2025, 9, 4)),
                ("关于汛期暂停野外活动的通告", date(2025, 6, 26)),
            ),
            rows=4,
        ),
        Channel(
            "fxzl",
            "防汛专栏",
            papers(
                "县防汛办",
                ("罗雁县2025年汛期值班表", date(2025, 5, 14)),
                ("山洪灾害避险知识", date(2025, 6, 18)),
                ("罗雁县2025年汛期工作结束", date(2025, 9, 29)),
                ("罗雁县2026年汛期值班表", date(2026, 5, 13)),
                ("罗雁县2026年防汛演练举行", date(2026, 6, 4)),
                ("6月强降雨防范提示", date(2026, 6, 27)),
            ),
        ),
        Channel("yjya", "应急预案"),
        Channel(
            "czyjs",
            "预决算公开",
            (
                account(_YJJ, 2024, "预算", date(2024, 3, 18), 2_204.7, *_SAFE),
                account(_YJJ, 2023, "决算", date(2024, 9, 17), 2_288.3, *_SAFE),
                account(_YJJ, 2025, "预算", date(2025, 3, 19), 2_317.4, *_SAFE),
                account(_YJJ, 2024, "决算", date(2025, 9, 17), 2_402.5, *_SAFE),
                account(_YJJ, 2026, "预算", date(2026, 3, 25), 2_411.8, *_SAFE),
            ),
        ),
        Channel(
            "jgzn",
            "机构职能",
            text=(
                "<h2>机构职能</h2><p>罗雁县应急管理局负责应急管理工作，指导各乡镇各部门应对安全生产类、自然灾害类等突发事件和"
                "综合防灾减灾救灾工作，负责安全生产综合监督管理和工矿商贸行业安全生产监督管理工作。</p><p>内设机构：办公室、"
                "综合协调股、应急指挥中心、危险化学品和烟花爆竹股、非煤矿山和工贸股、防灾减灾和救灾股、法规宣教股。办公室承担"
                "机关文电、机要、会务、档案、财务和后勤；应急指挥中心承担值班值守、信息汇总和预警发布。地址：罗雁县城关镇"
                "平安路3号，电话0999-6206119，工作日8:30至18:00。</p>"
            ),
        ),
    ),
    first_no=20_000,
)  # fmt: skip

_YMZ = "罗雁县雁门镇"
_TOWN = (
    ("2010301", "行政运行", 0.36), ("2080199", "其他人力资源和社会保障管理事务支出", 0.01),
    ("2120101", "行政运行", 0.11), ("2130126", "农村社会事业", 0.21), ("2130705", "对村民委员会和村党支部的补助", 0.24),
    ("2210201", "住房公积金", 0.07),
)  # fmt: skip
YMZ = Town(
    _HOST,
    "雁门镇人民政府（原雁门乡）",
    "5199030001",
    (
        Channel(
            "zqdt",
            "镇情动态",
            (
                *news("雁门镇", ("人居环境整治", "护林防火", "春茶采摘", "矛盾调解", "防返贫监测", "义务植树"),
                      date(2026, 1, 11), date(2026, 7, 9), 10),
                *_weixin(
                    ("雁门镇：古道茶香迎客来", date(2026, 4, 5)),
                    ("雁门镇的“板凳会”开到了田埂上", date(2026, 5, 2)),
                    ("一座桥连起两个村", date(2026, 6, 7)),
                ),
            ),
            rows=6,
        ),
        Channel(
            "tzgg",
            "通知公告",
            papers(
                "雁门镇",
                ("关于雁门乡撤乡设镇后启用新印章的公告", date(2025, 12, 18)),
                ("关于集镇逢场日交通管理的通告", date(2026, 3, 2)),
                ("关于农村饮水管网检修停水的通知", date(2026, 5, 6)),
                ("关于缴纳城乡居民医保的通知", date(2025, 10, 11)),
                ("关于清理乱堆乱放的通告", date(2026, 6, 22)),
            ),
        ),
        Channel(
            "czxx",
            "财政信息",
            (
                account("罗雁县雁门乡", 2024, "预算", date(2024, 3, 25), 1_320.4, *_TOWN),
                account("罗雁县雁门乡", 2023, "决算", date(2024, 9, 27), 1_344.1, *_TOWN),
                account("罗雁县雁门乡", 2025, "预算", date(2025, 3, 27), 1_366.0, *_TOWN),
                account("罗雁县雁门乡", 2024, "决算", date(2025, 9, 25), 1_401.7, *_TOWN),
                account(_YMZ, 2026, "预算", date(2026, 3, 30), 1_422.5, *_TOWN),
            ),
        ),
        Channel(
            "hjxj",
            "2021年换届选举专栏（已归档）",
            papers(
                "雁门乡",
                ("雁门乡选民登记公告", date(2021, 6, 8)),
                ("雁门乡村委会换届选举结果", date(2021, 7, 20)),
            ),
            head="<p>本专栏已于2021年9月归档。</p>",
        ),
        Channel(
            "zjgk",
            "镇情概况",
            text=(
                "<h2>镇情概况</h2><p>雁门镇位于罗雁县西北部，2025年12月经批准由雁门乡撤乡设镇，行政区划不变，镇人民政府驻雁门村。"
                "全镇面积一百四十二平方公里，辖十三个村、一个社区，户籍人口一万八千余人，以茶叶、高山蔬菜和乡村旅游为主要产业。</p>"
                "<p>雁门古道始于明代，现存石板路七公里、驿站遗址三处。镇人民政府设党政办公室、经济发展办公室、社会事务办公室、"
                "平安建设办公室和便民服务中心，便民服务中心电话0999-6231001，逢场日照常办理业务。</p>"
            ),
        ),
    ),
    first_no=30_000,
)  # fmt: skip


def answer(target: str, night: date) -> Answer | None:
    """Whoever's place it is; the township's old folder leads to the town's."""
    path = target.partition("?")[0]
    if path == "/xzjd/ymx" or path.startswith("/xzjd/ymx/"):
        return moved("/xzjd/ymz/", 301)
    for site in (YJJ, YMZ, LYX):
        if path == site.base:
            return moved(path + "/", 301)
        if path.startswith(site.base + "/"):
            return site.answer(target, night)
    return None
