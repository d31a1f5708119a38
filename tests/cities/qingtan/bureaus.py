"""Six bureaus on systems of the present, and what each does well or badly."""

from dataclasses import replace
from datetime import date

from tests.cities.qingtan.accounts import Told, papers
from tests.cities.qingtan.base import Channel, Site
from tests.cities.qingtan.older import AspNet
from tests.cities.qingtan.portal import NEWS_DAYS, PROVINCE, TRAFFIC
from tests.cities.qingtan.systems import Avalon, Hanweb, Trs, Vue, WordPress
from tests.cities.qingtan.writing import Item, Pen, day, days, duties, guide, paragraphs

WATER = (
    "汛期水库巡查 农村饮水安全 节水型社会建设 河湖清四乱 小水电清理整改 水土保持监测 灌区节水改造 取用水管理 \
山洪灾害预警 堤防除险加固 水利工程标准化管理 河道采砂管理 水质监测 抗旱保灌 水利资金绩效 渠道清淤"
)
CULTURE = (
    "古镇保护利用 乡村旅游 非遗传承 公共图书馆延时服务 文化下乡 景区安全管理 旅游厕所提升 戏曲进校园 \
文物安全巡查 全民阅读 民宿培育 红色旅游线路 广播电视安全播出 群众文艺汇演 旅游市场秩序 研学旅行"
)
HEALTH = (
    "医保基金监管 门诊慢特病保障 跨省异地就医 城乡居民参保 药品集中带量采购 医保电子凭证 生育保险 医保支付方式改革 \
定点医药机构管理 困难群众医疗救助 医保经办下沉 长期护理保险 大病保险 医保信息编码"
)
AUDIT = (
    "预算执行审计 乡村振兴资金审计 经济责任审计 工程投资审计 审计整改 大数据审计 民生资金审计 国有企业审计 \
自然资源资产审计 审计质量控制 内部审计指导 专项债券审计 教育经费审计"
)
SAFETY = (
    "危险化学品安全 防汛抢险演练 森林防火 矿山安全 有限空间作业 应急物资储备 烟花爆竹安全 防灾减灾知识 \
工贸企业粉尘防爆 自然灾害普查 地震应急 消防通道畅通 安全生产月 灾害信息员队伍 应急广播 避难场所建设"
)


def water() -> Site:
    """Six of fourteen entries of 工作动态 are dated anew every week; the rest of the site lives."""
    pen = Pen("市水务局", WATER)
    old = pen.news(days("2026-01-12", "2026-05-22", 10))[:14]
    news = tuple(replace(item, bump=n + 1) if n < 6 else item for n, item in enumerate(old[::-1]))
    bids = tuple(
        pen.item(title, day(on))
        for title, on in (
            ("柳河灌区续建配套工程监理采购公告", "2026-09-04"), ("沙溪河段堤防加固工程采购公告", "2026-09-07"),
            ("水质在线监测设备采购公告", "2026-10-15"),
        )
    )  # fmt: skip
    told, files = papers(
        "swj", "青滩市水务局",
        {
            "2025f": Told(
                lines={"2130399": 1085.0},
                note=(
                    "三、其他水利支出1,085.00万元，主要用于柳河灌区渠道清淤412万元、农村饮水管网维修385万元、"
                    "水库大坝安全鉴定和白蚁防治288万元。",
                ),
            )
        },
    )  # fmt: skip
    channels = (
        Channel("gzdt", "工作动态", news, rows=7),
        Channel("tzgg", "通知公告", pen.notices(days("2025-11-12", "2026-10-24", 13))),
        Channel("zcwj", "政策文件", pen.policies(days("2025-09-12", "2026-10-16", 38))),
        Channel("swzs", "节水知识", pen.news(days("2025-07-20", "2026-05-10", 40)), rows=5),
        Channel("zbcg", "招标采购", bids),
        Channel("yjsgk", "预决算公开", told),
        Channel("jgzn", "机构职能", text=duties("青滩市水务局", WATER)),
        Channel("gkzn", "公开指南", text=guide("青滩市水务局")),
    )
    return Site(
        "swj.qingtan.example.gov.cn", "青滩市水务局", Trs(), channels, "4409810012", files=files
    )


def traffic() -> Site:
    """Its news stand on the portal and say so; four notices of spring came in August; a channel
    without records; eight papers were cleared away on 10 August.
    """
    pen = Pen("市交通运输局", TRAFFIC, seed="own")
    notices = pen.notices(
        (*days("2025-12-04", "2026-06-10", 13), *days("2026-06-20", "2026-10-25", 4))
    )
    spring = tuple(
        replace(item, up=day("2026-08-10"))
        for item in pen.notices(
            tuple(map(day, ("2026-04-10", "2026-04-22", "2026-05-08", "2026-05-20")))
        )
    )
    policies = pen.policies(days("2025-06-10", "2026-06-12", 40))
    cleared = tuple(replace(item, off=day("2026-08-10")) for item in policies)
    moved = (
        "<p><b>自2026年4月起，本栏目停止更新，我局工作信息统一在市政府门户网站发布，请点击"
        '<a href="http://www.qingtan.example.gov.cn/bmpd/jtj/jtdt/list.shtml">交通动态</a>查看。</b></p>'
    )
    channels = (
        Channel("jtdt", "交通动态", pen.news(days("2025-11-03", "2026-03-30", 9)), head=moved),
        Channel("tzgg", "通知公告", (*notices, *spring), rows=10),
        Channel(
            "zcwj",
            "政策文件",
            (*cleared, *pen.policies(days("2026-08-12", "2026-10-16", 30))),
            rows=4,
        ),
        Channel("zcjd", "政策解读", pen.readings(days("2025-10-14", "2026-10-12", 60))),
        Channel(
            "ghjh", "规划计划", (pen.item("青滩市综合交通运输“十五五”发展规划", day("2026-03-11")),)
        ),
        Channel("myzj", "民意征集"),
        Channel("jgzn", "机构职能", text=duties("青滩市交通运输局", TRAFFIC)),
        Channel("gkzn", "公开指南", text=guide("青滩市交通运输局")),
    )
    return Site("jtj.qingtan.example.gov.cn", "青滩市交通运输局", Hanweb(), channels, "4409810015")


def culture(night: date) -> Site:
    """The bureau of 2026 that answers where 旅游发展委员会 is on record; redesigned on 20 August."""
    pen = Pen("市文广旅局", CULTURE)
    told, files = papers(
        "wlj", "青滩市文化广电和旅游局", {key: Told(scale=10000) for key in ("2026b", "2025f")},
        days={"2025f": "2026-10-08"},
    )  # fmt: skip
    merged = pen.item(
        "关于机构改革有关事项的公告", day("2026-02-03"),
        paragraphs(
            [
                "根据《青滩市机构改革方案》，将原青滩市旅游发展委员会、原青滩市文化广播电视新闻出版局的职能整合，"
                "组建青滩市文化广电和旅游局，不再保留青滩市旅游发展委员会。",
                "自2026年2月3日起，以青滩市文化广电和旅游局名义对外开展工作，原网址自动转到本网站。",
                "办公地址不变，仍为青滩市文昌路6号，邮政编码520981。",
            ]
        ),
    )  # fmt: skip
    channels = (
        Channel("wlyw", "文旅动态", pen.news(days(*NEWS_DAYS, 5)), rows=10),
        Channel(
            "tzgg", "通知公告", (merged, *pen.notices(days("2025-12-10", "2026-10-22", 17))), rows=5
        ),
        Channel("zcwj", "政策文件", pen.policies(days("2025-10-20", "2026-10-14", 44))),
        Channel("zcjd", "政策解读", pen.readings(days("2025-05-15", "2026-01-21", 50))),
        Channel(
            "xzzx", "下载中心", made=lambda night: "<h1>下载中心</h1><p class='none'>暂无内容</p>"
        ),
        Channel("yjs", "预决算公开", told),
        Channel("jgzn", "机构职能", text=duties("青滩市文化广电和旅游局", CULTURE)),
        Channel("gkzn", "公开指南", text=guide("青滩市文化广电和旅游局")),
    )
    return Site(
        "wglj.qingtan.example.gov.cn", "青滩市文化广电和旅游局",
        WordPress(night >= WordPress.redone), channels, "4409810022", files=files,
    )  # fmt: skip


def insurance() -> Site:
    """In order but for its home page in September, and its final accounts, two weeks late."""
    pen = Pen("市医保局", HEALTH)
    told, files = papers("ybj", "青滩市医疗保障局", days={"2025f": "2026-10-20"})
    channels = (
        Channel("gzdt", "医保动态", pen.news(days(*NEWS_DAYS, 6)), rows=7),
        Channel("tzgg", "通知公告", pen.notices(days("2025-12-18", "2026-10-23", 19)), rows=6),
        Channel("zcfg", "政策法规", pen.policies(days("2025-10-09", "2026-10-15", 45))),
        Channel("zcjd", "政策解读", pen.readings(days("2025-11-06", "2026-10-13", 52))),
        Channel("ylml", "药品目录调整", pen.notices(days("2025-12-02", "2026-09-18", 70))),
        Channel("yjs", "预决算公开", told),
        Channel("jgzn", "机构职能", text=duties("青滩市医疗保障局", HEALTH)),
        Channel("gkzn", "公开指南", text=guide("青滩市医疗保障局")),
    )
    return Site(
        "ybj.qingtan.example.gov.cn",
        "青滩市医疗保障局",
        AspNet(),
        channels,
        "4409810031",
        files=files,
    )


def audit() -> Site:
    """Lists from an API, one of which holds nothing, and one that rests from August to October; a
    heavy 其他 told in a table of its own.
    """
    pen = Pen("市审计局", AUDIT)
    news = pen.news((*days("2026-06-02", "2026-08-19", 6), *days("2026-10-15", "2026-10-24", 4)))
    told, files = papers(
        "sjj", "青滩市审计局",
        {
            "2026b": Told(
                heavy={"30299": 22.0}, is_book=True,
                detail=(
                    ("聘请中介机构参与工程审计", 46.0), ("审计外勤伙食和住宿", 31.0), ("办公区物业和保安", 15.0),
                    ("审计档案数字化扫描", 8.0),
                ),
            )
        },
    )  # fmt: skip
    channels = (
        Channel("sjdt", "审计动态", news, rows=8),
        Channel("tzgg", "通知公告", pen.notices(days("2025-12-08", "2026-10-19", 24)), rows=5),
        Channel("sjjg", "审计结果公告", pen.notices(days("2025-12-22", "2026-09-25", 60))),
        Channel("zcwj", "政策文件", pen.policies(days("2025-11-17", "2026-10-12", 55))),
        Channel("yjzj", "意见征集"),
        Channel("yjsgk", "预决算公开", told),
        Channel("jgzn", "机构职能", text=duties("青滩市审计局", AUDIT)),
        Channel("gkzn", "公开指南", text=guide("青滩市审计局")),
    )
    return Site(
        "sjj.qingtan.example.gov.cn", "青滩市审计局", Vue(), channels, "4409810040", files=files
    )


def safety() -> Site:
    """A third of basic spending is 其他 and nobody says why; a year mistyped; papers put up again."""
    pen = Pen("市应急管理局", SAFETY)
    told, files = papers("yjj", "青滩市应急管理局", {"2026b": Told(heavy={"30299": 34.0})})
    again = tuple(
        Item(
            f"（补录）{title}", day(on),
            paragraphs(
                [
                    "编者按：本文原于当时在旧版网站发布，因旧版网站关停未能迁移，现予补录，文件内容未作改动。",
                    f"现将{title}的有关内容重新公布，供查阅。各镇街、各有关单位仍按原文件执行，如有疑问请与办公室联系。",
                    "原文由市应急管理局印发，共五部分，涉及组织体系、监测预警、应急响应、恢复重建和附则，"
                    "自印发之日起施行，有效期内继续执行，期满前由市应急管理局组织评估后另行通知。",
                ]
            ),
            up=day("2026-08-20"),
        )
        for title, on in (
            ("关于加强冬季安全防范的通知", "2024-11-28"), ("关于做好春节期间值班值守的通知", "2025-01-16"),
            ("关于开展危房排查的通知", "2025-03-20"), ("关于公布避险转移路线的通告", "2025-05-12"),
        )
    )  # fmt: skip
    mistyped = pen.item("关于开展应急物资盘点的通知", day("2027-08-05"), up=day("2026-08-05"))
    notices = pen.notices(days("2025-12-03", "2026-10-24", 6))
    channels = (
        Channel("yjdt", "应急动态", pen.news(days(*NEWS_DAYS, 5)), rows=8),
        Channel("tzgg", "通知公告", (*notices, *again, mistyped), rows=6),
        Channel("zcwj", "政策文件", pen.policies(days("2025-10-16", "2026-10-15", 48))),
        Channel("zcjd", "政策解读", pen.readings(days("2025-11-13", "2026-10-20", 57))),
        Channel("yjya", "应急预案", pen.policies(days("2025-09-09", "2026-04-20", 80))),
        Channel("sjyw", "上级要闻", _from_above(), rows=3),
        Channel("yjsgk", "预决算公开", told),
        Channel("jgzn", "机构职能", text=duties("青滩市应急管理局", SAFETY)),
        Channel("gkzn", "公开指南", text=guide("青滩市应急管理局")),
    )
    return Site(
        "yjj.qingtan.example.gov.cn",
        "青滩市应急管理局",
        Avalon(),
        channels,
        "4409810051",
        files=files,
    )


def _from_above() -> tuple[Item, ...]:
    return tuple(
        Item(title, day(on), "", link=f"{PROVINCE}/yj/{on.replace('-', '')}.html")
        for title, on in (
            ("全省应急管理工作会议召开", "2026-01-28"), ("省应急厅部署汛前检查", "2026-03-16"),
            ("国务院安委会通报典型案例", "2025-12-19"),
        )
    )  # fmt: skip
