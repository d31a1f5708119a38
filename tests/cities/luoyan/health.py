"""卫生健康局: an old site that says it has moved, a new one whose papers partly stand on the portal;
its hospital, with a wall on 22 May and too many requests on 19 June, whose lost pages lead to one
page of errors.
"""

from datetime import date
from html import escape

from tests.cities.city import Answer
from tests.cities.luoyan.base import Channel, Item, Site, clock, moved, turn, visits
from tests.cities.luoyan.writing import news, paper, papers

_BY = "县卫健局"
_UNIT = "罗雁县卫生健康局"
_TOPICS = (
    "基本公共卫生服务", "家庭医生签约", "职业病防治", "无偿献血", "乡镇卫生院提质", "托育机构检查",
    "健康体检", "病媒防制", "中医适宜技术推广", "疫苗接种", "急救技能培训",
)  # fmt: skip
_PORTAL = "http://www.luoyan.example.gov.cn"


class Cards(Site):
    """Lists of cards, a large day over a small month; what is pinned says 置顶."""

    per_page = 10

    def key_of(self, target: str) -> str:
        path, _, query = target.partition("?")
        path = path if path == "/" else path.rstrip("/")
        return path + (f"?{query}" if query.startswith("page=") else "")

    def list_at(self, channel: Channel, page: int, night: date) -> str:
        return f"/{channel.key}/" + (f"?page={page}" if page > 1 else "")

    def item_at(self, channel: Channel, item: Item, night: date) -> str:
        return f"/{channel.key}/{item.no}"

    def frame(self, night: date, title: str, inner: str) -> str:
        told = "".join(
            f'<li><a href="{self.list_at(c, 1, night)}">{c.name}</a></li>' for c in self.menu()
        )
        return f"""<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>{title} - {self.name}</title></head>
<body><header><a href="/" class="brand">{self.name}</a><nav><ul>{told}</ul></nav></header>
<aside>{clock(night)}<p>{turn(night, ("合理膳食 适量运动", "戒烟限酒 心理平衡", "勤洗手 常通风"))}</p></aside>
<main>{inner}</main><footer>{self.name} 网站标识码 {self.code} 访客 {visits(self, night)}</footer>
</body></html>"""

    def rows(self, channel: Channel, shown: list[Item], night: date) -> str:
        told = "".join(
            f'<div class="card"><div class="when"><strong>{item.on.day:02}</strong>'
            f"<small>{item.on:%Y/%m}</small></div><h4>{'<i>置顶</i>' if item.top else ''}"
            f'<a href="{self.href(channel, item, night)}">{escape(item.title)}</a></h4></div>'
            for item in shown
        )
        return f'<section class="cards">{told}</section>'

    def pager(self, channel: Channel, page: int, pages: int, total: int, night: date) -> str:
        told = "".join(
            f'<a href="{self.list_at(channel, n, night)}">{n}</a> ' for n in range(1, pages + 1)
        )
        return f'<div class="pages">{told if pages > 1 else ""}</div>'

    def entry(self, channel: Channel, item: Item, night: date) -> str:
        return self.frame(
            night,
            escape(item.title),
            f"<article><h2>{escape(item.title)}</h2><time>{item.on:%Y-%m-%d} 08:{item.no % 50 + 10}</time>"
            f"{item.body}</article>",
        )

    def leads(self, channel: Channel) -> Answer:
        if channel.style == "meta":
            head = f'<meta http-equiv="refresh" content="0;url={channel.to}">'
        elif channel.style == "script":
            head = f'<script>window.location.href="{channel.to}";</script>'
        else:
            return super().leads(channel)
        return self.sent(
            f"<html><head><title>{channel.name}</title>{head}</head><body></body></html>"
        )

    def home(self, night: date) -> str:
        told = "".join(
            f'<h3>{c.name} <a href="{self.list_at(c, 1, night)}">more</a></h3>'
            f"{self.rows(c, c.shown(night)[: c.rows], night)}"
            for c in self.channels
            if c.rows
        )
        return self.frame(night, "首页", told)


class Attacked(Cards):
    def answer(self, target: str, night: date) -> Answer | None:
        if night == date(2026, 5, 8) and target == "/":
            return self.sent(_STRANGER)
        return super().answer(target, night)


_STRANGER = """<!doctype html><html><head><meta charset="utf-8">
<title>澳门新葡京娱乐城-真人百家乐-棋牌游戏下载-线上赌场官网</title>
<meta name="keywords" content="百家乐,赌博,棋牌,老虎机,博彩,时时彩"></head><body>
<h1>新葡京娱乐城 真人荷官在线发牌</h1><p>百家乐、龙虎斗、老虎机、体育博彩、棋牌游戏一网打尽，注册即送彩金88元，
赌场二十四小时存取款。</p><p>线上赌博首选平台，代理加盟返水最高百分之一点二。</p>""" + "".join(
    f'<a href="http://bet{n}.example.net/">博彩平台{n}</a> ' for n in range(1, 16)
) + "</body></html>"  # fmt: skip


def _pinned(title: str, on: date) -> Item:
    return Item(title, on, paper(title, _BY), top=True)


WJW = Attacked(
    "wjw.luoyan.example.gov.cn",
    _UNIT,
    "5199030026",
    (
        Channel(
            "wjdt",
            "卫健动态",
            news(_BY, _TOPICS, date(2026, 1, 12), date(2026, 7, 9), 6),
            rows=6,
        ),
        Channel(
            "tzgg",
            "通知公告",
            (
                _pinned("罗雁县发热门诊设置一览", date(2023, 1, 9)),
                *papers(
                    _BY,
                    ("关于医师资格考试报名的通知", date(2026, 1, 16)),
                    ("关于开展村医培训的通知", date(2026, 3, 4)),
                    ("关于公共场所卫生检查的通告", date(2026, 4, 9)),
                    ("关于护士节表扬先进的通知", date(2026, 5, 11)),
                    ("关于夏季爱国卫生活动的通知", date(2026, 6, 16)),
                    ("关于调整预防接种门诊时间的公告", date(2026, 7, 1)),
                    ("关于母婴保健技术考核的通知", date(2025, 11, 3)),
                ),
            ),
            rows=5,
        ),
        Channel(
            "zcwj",
            "政策文件",
            (
                *papers(
                    _BY,
                    ("罗雁县紧密型医共体建设方案", date(2025, 6, 18)),
                    ("罗雁县乡村医生退出补助办法", date(2025, 8, 27)),
                    ("罗雁县托育服务发展措施", date(2025, 10, 15)),
                    ("罗雁县卫生监督协管规定", date(2025, 4, 2)),
                    ("罗雁县传染病报告管理制度", date(2026, 6, 10)),
                    mark="罗卫发",
                ),
            ),
        ),
        Channel(
            "jkkp",
            "健康科普",
            papers(
                _BY,
                ("流感季节如何护理老人", date(2025, 11, 25)),
                ("三减三健从餐桌开始", date(2026, 1, 6)),
                ("春季过敏怎么办", date(2026, 3, 16)),
                ("被犬抓伤后的处置步骤", date(2026, 5, 7)),
                ("高温天气预防中暑", date(2026, 6, 26)),
            ),
        ),
        Channel("yjs", "预决算公开", to=f"{_PORTAL}/zwgk/bmyjs/"),
        Channel("qzqd", "权责清单", to=f"{_PORTAL}/zwgk/qzqd/", style="meta"),
        Channel("ndbg", "年度报告", to=f"{_PORTAL}/zwgk/ndbg/", style="script"),
        Channel(
            "jgzn",
            "机构职能",
            text=(
                "<h2>机构职能</h2><p>罗雁县卫生健康局（原县卫生和计划生育局）负责卫生健康、老龄工作、职业健康和爱国卫生，"
                "内设办公室、医政股、基层卫生股、疾控股、综合监督股、老龄妇幼股、规划财务股。所属单位：罗雁县人民医院、"
                "县中医医院、县疾控中心、县妇幼保健院及二十二个乡镇卫生院。</p><p>医政股负责医疗机构、医务人员和医疗质量管理；"
                "基层卫生股负责乡镇卫生院、村卫生室和家庭医生；疾控股负责免疫规划、地方病和精神卫生；综合监督股负责公共场所、"
                "饮用水、学校卫生和放射卫生监督。地址：罗雁县城关镇康宁路5号，电话0999-6207777。</p>"
            ),
        ),
    ),
    first_no=5000,
)


def old_site(target: str, night: date) -> Answer | None:
    """The former 卫生局's: a notice that it has moved, and a file of what stood there."""
    path = target.partition("?")[0]
    if path in ("/", "/index.html"):
        told = "<p><a href='/lsgd.html'>历史归档（2019年3月31日归档）</a></p>"
    elif path == "/lsgd.html":
        told = "<h3>历史归档</h3><p>以下页面已归档，归档时间：2019年3月31日。</p><ul>" + "".join(
            f"<li><a href='/gd/{n}.html'>{title}</a> {on}</li>" for n, (title, on) in _OLD.items()
        ) + "</ul>"  # fmt: skip
    elif path.startswith("/gd/") and path[4:-5].isdigit() and int(path[4:-5]) in _OLD:
        title, on = _OLD[int(path[4:-5])]
        told = f"<h3>{title}</h3><p>{on}　（已归档，归档时间：2019年3月31日）</p>{paper(title, '县卫生局')}"
    else:
        return None
    page = (
        "<html><head><meta charset='utf-8'><title>原罗雁县卫生局网站</title></head><body>"
        "<h2>网站迁移公告</h2><p>因机构改革，原罗雁县卫生局网站已迁移至罗雁县卫生健康局网站，新网址："
        f"<a href='http://wjw.luoyan.example.gov.cn/'>http://wjw.luoyan.example.gov.cn/</a>，本站停止更新。</p>"
        f"{told}<p>{clock(night)}　原罗雁县卫生局　罗雁县卫生健康局</p></body></html>"
    )
    return Answer(page)


_OLD = {
    n: (f"2018年第{n}期卫生工作简报", f"2018-{n + 2:02}-15") for n in range(1, 9)
}  # fmt: skip


class Hospital(Cards):
    def answer(self, target: str, night: date) -> Answer | None:
        if night == date(2026, 5, 22):
            return Answer("<html><title>412</title><body></body></html>", 412)
        if night == date(2026, 6, 19) and target != "/":
            return Answer(
                "Too Many Requests",
                429,
                {"retry-after": "600", "content-type": "text/plain"},
            )
        return super().answer(target, night)

    def missing(self, target: str, night: date) -> Answer | None:
        """What is not there leads to a page of errors, which is sent with 200."""
        if target.startswith("/error.html"):
            return self.sent(self.frame(night, "出错了", "<p>您要找的页面走丢了，请返回首页。</p>"))
        return moved("/error.html?code=404")


XYY = Hospital(
    "www.lyxrmyy.example.cn",
    "罗雁县人民医院",
    "5199030126",
    (
        Channel(
            "yydt",
            "医院动态",
            news("县人民医院", ("义诊活动", "护理查房", "胸痛中心建设", "新技术开展", "帮扶工作", "消防演练",
                 "门诊流程优化"), date(2026, 1, 10), date(2026, 7, 9), 8),
            rows=6,
        ),
        Channel(
            "tzgg",
            "通知公告",
            papers(
                "县人民医院",
                ("春节期间门诊安排", date(2026, 2, 9)),
                ("关于启用新住院楼的公告", date(2026, 3, 31)),
                ("端午节期间门诊安排", date(2026, 6, 15)),
                ("关于调整探视时间的通知", date(2026, 5, 4)),
                ("省城专家六月坐诊安排", date(2026, 6, 1)),
            ),
            rows=4,
        ),
        Channel(
            "rczp",
            "招聘信息",
            tuple(
                Item(i.title, i.on, i.body, down=date.fromordinal(i.on.toordinal() + 35))
                for i in papers(
                    "县人民医院",
                    ("2026年合同制护士招聘公告", date(2026, 3, 28)),
                    ("2026年急诊科医师招聘公告", date(2026, 5, 25)),
                    ("2026年药剂人员招聘公告", date(2026, 6, 22)),
                )
            )
            + papers("县人民医院", ("人才引进待遇一览（长期有效）", date(2025, 10, 12))),
        ),
        Channel(
            "jgs",
            "价格公示",
            text=(
                "<h2>医疗服务价格公示</h2><table><tr><th>项目</th><th>单位</th><th>价格（元）</th></tr>"
                + "".join(
                    f"<tr><td>{name}</td><td>次</td><td>{price}</td></tr>"
                    for name, price in (("普通门诊诊查", 6), ("专家门诊诊查", 15), ("心电图", 20),
                                        ("腹部彩超", 110), ("胸部数字化摄影", 65), ("血常规", 18))
                )
                + "</table><p>价格咨询电话0999-6208800，监督投诉电话12345。</p>"
            ),
        ),
        Channel(
            "yygk",
            "医院概况",
            text=(
                "<h2>医院概况</h2><p>罗雁县人民医院始建于1951年，是罗雁县卫生健康局所属的二级甲等综合医院，编制床位四百五十张，"
                "设临床科室二十三个、医技科室九个，在岗职工六百二十余人。医院承担全县及周边乡镇四十余万人的医疗、急救、教学和"
                "康复任务，是县紧密型医共体牵头单位。</p><p>内科、外科、妇产科、儿科、急诊医学科、重症医学科、康复医学科、"
                "血液透析室常年开诊，急救电话120，导医台0999-6208120。地址：罗雁县城关镇康宁路1号，来院可乘1路、3路公交。</p>"
            ),
        ),
    ),
    first_no=8000,
)  # fmt: skip
