"""The sites of the county of 澜水, one function a unit. What is wrong with each stands in
truth.toml; what happens on a day (an outage, a wall, a move) in sites.py.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tests.cities.lanshui import standing, systems
from tests.cities.lanshui.systems import Channel, Site
from tests.cities.lanshui.writing import PLACES, Item, Writer, pinned, spending

_LAST = date(2026, 6, 28)
_NEWS = (date(2025, 12, 16), (4, 8))
_NOTICES = (date(2025, 6, 10), (12, 20))
_POLICY = (date(2025, 3, 6), (28, 45))


def county() -> tuple[Site, Site, Site]:
    """The portal, and what two bureaus show of themselves on it."""
    write = Writer(
        "县政府办",
        (
            "春耕生产",
            "招商引资",
            "防汛备汛",
            "项目建设",
            "营商环境",
            "乡村振兴",
            "安全生产",
            "文化旅游",
            "民生实事",
            "森林防火",
        ),
        10_000,
    )
    host = "www.example.gov.cn"
    land, science = _land_on_portal(), _science_on_portal()
    papers = _papers(write, "澜水县", "县级财政", "县级财政", 18_640_000, date(2026, 2, 27))
    for name, budget, day in (
        ("澜水县科学技术局", 38_640, 3),
        ("澜水县自然资源和规划局", 152_210, 5),
        ("澜水县农业农村局", 264_800, 6),
        ("澜水县档案馆", 21_450, 9),
    ):
        papers += _papers(write, name, "部门", "部门", budget, date(2026, 3, day))
    by_county = Channel(
        1031,
        "zwgk/zcwj/xzfwj",
        "县政府文件",
        write.write("policy", date(2024, 10, 8), date(2025, 8, 12), (50, 60)),
        made=_with_tabs,
    )
    by_its_office = Channel(
        1032,
        "zwgk/zcwj/zfbwj",
        "县政府办文件",
        write.write("policy", *_until(_POLICY)),
        made=_with_tabs,
    )
    by_both = tuple(
        replace(item, href=f"/info/{channel.no}/{item.id}.htm")
        for channel in (by_county, by_its_office)
        for item in channel.items
    )
    by_departments = tuple(
        replace(item, href=f"/info/{channel.no}/{item.id}.htm")
        for channel in (land[1], science[1])
        for item in channel.items
    )
    channels = (
        Channel(1011, "xwzx/lsyw", "澜水要闻", write.write("news", _NEWS[0], _LAST, (2, 5))),
        Channel(1012, "xwzx/bmdt", "部门动态", by_departments),
        Channel(1013, "xwzx/tzgg", "通知公告", write.write("notice", *_until(_NOTICES))),
        Channel(1021, "zwgk/zcwj", "政策文件", by_both, made=_with_tabs),
        by_county,
        by_its_office,
        Channel(1022, "zwgk/zcjd", "政策解读", write.write("interpretation", *_until(_POLICY))),
        Channel(1023, "zwgk/czyjs", "财政预决算", tuple(papers)),
        Channel(
            1024,
            "zwgk/rsxx",
            "人事信息",
            (
                *(
                    write.one(f"澜水县人民政府关于人事任免的通知（第{n}批）", date(2025, 3 * n, 14))
                    for n in (1, 2, 3, 4)
                ),
                write.one("2026年公开招聘事业单位工作人员公告", date(2026, 4, 9)),
            ),
        ),
        Channel(1025, "zwgk/xxgknb", "政府信息公开年报", _annual(write, "澜水县人民政府")),
        Channel(
            1026,
            "zwgk/gzbg",
            "政府工作报告",
            tuple(
                write.one(f"{year}年政府工作报告", date(year, 1, 28)) for year in (2024, 2025, 2026)
            ),
        ),
        Channel(
            1027,
            "zwgk/ldzc",
            "领导之窗",
            text=standing.contacts(
                (
                    "县长",
                    "常务副县长",
                    "副县长（农业）",
                    "副县长（教育卫生）",
                    "副县长（城建）",
                    "副县长（工业）",
                )
            ),
        ),
        Channel(
            1028,
            "hdjl/xzxx",
            "县长信箱",
            tuple(
                write.one(f"关于{place}{what}的咨询（已回复）", date(2026, month, 7))
                for month, place, what in (
                    (1, "东河社区", "路灯不亮"),
                    (2, "石桥村", "通村公路养护"),
                    (3, "南门社区", "停车位划线"),
                    (4, "沙坪村", "自来水浑浊"),
                    (5, "白鹤镇", "客运班次"),
                    (6, "红星镇", "校车路线"),
                )
            ),
        ),
    )
    boda = systems.Boda()
    bureaus = "".join(
        f'<a href="http://{at}/" target="_blank">{name}</a> '
        for at, name in (
            ("fgj.example.gov.cn", "发展和改革局"),
            ("jyj.example.gov.cn", "教育体育局"),
            ("zrzyj.example.gov.cn", "自然资源和规划局"),
            ("zjj.example.gov.cn", "住房和城乡建设局"),
            ("wjj.example.gov.cn", "卫生健康局"),
            ("cgj.example.gov.cn", "城市管理执法局"),
            ("nyncj.example.gov.cn", "农业农村局"),
            ("sfj.example.gov.cn", "司法局"),
            ("slz.example.gov.cn", "双龙镇"),
            ("hxz.example.gov.cn", "红星镇"),
        )
    )
    hosted = '<a href="/bmzl/kjj.htm">科学技术局</a> <a href="/bmzl/zrzyj.htm">自然资源和规划局（专栏）</a>'
    extra = f'<div class="box"><h2>部门网站</h2>{bureaus}</div><div class="box"><h2>部门专栏</h2>{hosted}</div>'
    name = "澜水县人民政府"
    return (
        Site(
            host,
            name,
            boda,
            channels,
            ("xwzx/lsyw", "xwzx/tzgg", "zwgk/zcwj", "xwzx/bmdt"),
            extra=extra,
            hidden_in_nav=frozenset({by_county.path, by_its_office.path}),
        ),
        Site(host, f"澜水县科学技术局-{name}", boda, science, ("bmzl/kjj/gzdt", "bmzl/kjj/tzgg")),
        Site(host, f"澜水县自然资源和规划局-{name}", boda, land, ("bmzl/zrzyj/gzdt",)),
    )


def _with_tabs(site: Site, channel: Channel, entries: Sequence[systems.Entry]) -> str:
    """A list of the county's papers below the three tabs by who issued them."""
    tabs = "".join(
        f'<li{" class=on" if at == channel.path else ""}><a href="/{at}.htm">{name}</a></li>'
        for at, name in (
            ("zwgk/zcwj", "全部"),
            ("zwgk/zcwj/xzfwj", "县政府文件"),
            ("zwgk/zcwj/zfbwj", "县政府办文件"),
        )
    )
    return f'<ul class="tab">{tabs}</ul>{site.system.rows(entries)}'


def _science_on_portal() -> tuple[Channel, ...]:
    write = Writer(
        "县科技局",
        (
            "科技特派员服务",
            "高新技术企业培育",
            "科普宣传",
            "研发投入统计",
            "科技成果转化",
            "星创天地建设",
        ),
        21_000,
    )
    tasks = ("科技创新", "高新技术产业", "科技成果转化", "科学普及", "科技人才")
    return (
        Channel(
            2100,
            "bmzl/kjj",
            "科学技术局",
            text=_leads_to(
                ("/bmzl/kjj/gzdt.htm", "工作动态"),
                ("/bmzl/kjj/tzgg.htm", "通知公告"),
                ("/bmzl/kjj/zcwj.htm", "政策文件"),
                ("/bmzl/kjj/jgzn.htm", "机构职能"),
            ),
        ),
        Channel(2101, "bmzl/kjj/gzdt", "工作动态", write.write("news", _NEWS[0], _LAST, (5, 10))),
        Channel(2102, "bmzl/kjj/tzgg", "通知公告", write.write("notice", *_until(_NOTICES))),
        Channel(2103, "bmzl/kjj/zcwj", "政策文件", write.write("policy", *_until(_POLICY))),
        Channel(
            2104, "bmzl/kjj/jgzn", "机构职能", text=standing.functions("澜水县科学技术局", tasks)
        ),
    )


def _land_on_portal() -> tuple[Channel, ...]:
    write = Writer(
        "县自然资源局",
        (
            "耕地保护",
            "不动产登记便民",
            "国土变更调查",
            "矿山生态修复",
            "村庄规划编制",
            "地质灾害巡查",
        ),
        22_000,
    )
    return (
        Channel(
            2200,
            "bmzl/zrzyj",
            "自然资源和规划局",
            text=_leads_to(("/bmzl/zrzyj/gzdt.htm", "工作动态")),
        ),
        Channel(2201, "bmzl/zrzyj/gzdt", "工作动态", write.write("news", _NEWS[0], _LAST, (4, 9))),
    )


def reform() -> Site:
    """发展和改革局: in order; an old notice is pinned on top."""
    name = "澜水县发展和改革局"
    write = Writer(
        "县发改局",
        (
            "重大项目储备",
            "粮食收储",
            "电价执行情况",
            "节能降耗",
            "以工代赈",
            "信用体系建设",
            "油气管道安全",
            "价格监测",
        ),
        300,
    )
    notices = list(write.write("notice", *_until(_NOTICES)))
    notices[0] = pinned(notices[0])
    lists = (
        (
            "行政审批事项清单",
            "本局行使企业投资项目核准、节能审查等行政审批权力，审批事项及依据如下：企业投资项目核准，依据《企业投资项目核准和备案管理条例》；固定资产投资项目节能审查，依据《节约能源法》。",
        ),
        (
            "价格行政处罚事项清单",
            "对不执行政府定价的行为，依据《价格法》第三十九条给予行政处罚；处罚种类为警告、罚款、没收违法所得。",
        ),
        (
            "行政事业性收费目录清单",
            "本县执行的行政事业性收费项目和收费标准共九项，收费依据和收费标准见附表，未列入目录的不得收费。",
        ),
        ("行政许可事项目录", "行政许可事项共四项，许可依据、许可条件和办理时限逐项列明。"),
        (
            "责任清单",
            "本局应当依法履行下列职责：受理申请时一次告知所需材料，在承诺时限内办结；对核准的项目开展事中事后监管；应当承担的责任逐项列明。",
        ),
        (
            "服务承诺",
            "本局承诺：首问负责，限时办结，应当在五个工作日内答复来信来访，接受社会监督。",
        ),
        (
            "部门职责边界清单",
            "与相关部门的职责分工：项目审批由本局负责，用地由自然资源部门负责，各自的责任和义务如下。",
        ),
        (
            "行政复议和行政诉讼指南",
            "公民、法人对本局的行政行为不服的，可以在六十日内申请行政复议，也可以在六个月内依法提起行政诉讼。",
        ),
        ("投诉举报渠道", "群众有权投诉和举报，投诉电话0000-0000012，受理后十五日内答复。"),
        ("行政相对人权利告知书", "当事人有权陈述、申辩，有权要求听证，有权申请国家赔偿。"),
    )
    channels = (
        Channel(7, "gzdt", "工作动态", write.write("news", *_until(_NEWS))),
        Channel(8, "tzgg", "通知公告", tuple(notices)),
        Channel(9, "zcwj", "政策文件", write.write("policy", *_until(_POLICY))),
        Channel(10, "zcjd", "政策解读", write.write("interpretation", *_until(_POLICY))),
        Channel(
            11,
            "ghjh",
            "规划计划",
            (
                write.one("澜水县国民经济和社会发展第十五个五年规划纲要", date(2026, 2, 27)),
                write.one("关于2025年国民经济和社会发展计划执行情况的报告", date(2026, 1, 30)),
                write.one("2025年重点项目投资计划", date(2025, 2, 20)),
            ),
        ),
        Channel(12, "czyjs", "财政预决算", tuple(_papers(write, name, "部门", "部门", 118_460))),
        Channel(13, "xxgknb", "信息公开年报", _annual(write, name)),
        Channel(
            14,
            "jgzn",
            "机构职能",
            text=standing.functions(
                name, ("发展规划", "投资管理", "价格管理", "能源管理", "粮食流通")
            ),
        ),
        Channel(
            15,
            "qzqd",
            "权责清单",
            tuple(
                write.one(
                    f"澜水县发展和改革局{title}", date(2025, 9, 5 + n), f"<p>　　{text}</p>" * 2
                )
                for n, (title, text) in enumerate(lists)
            ),
        ),
        Channel(
            16, "jgjc", "价格监测周报", write.write("other", date(2026, 1, 5), _LAST, (10, 14))
        ),
        Channel(
            17,
            "lxwm",
            "联系我们",
            text=standing.contacts(
                (
                    "办公室",
                    "综合股",
                    "投资股",
                    "价格股",
                    "能源股",
                    "粮食股",
                    "行政审批股",
                    "项目服务中心",
                )
            ),
        ),
    )
    return Site(
        "fgj.example.gov.cn", name, systems.Dede(), channels, ("gzdt", "tzgg", "zcwj", "jgjc")
    )


def education() -> Site:
    """教育体育局: five items of its news are dated anew every week, and nothing is added."""
    name = "澜水县教育体育局"
    write = Writer(
        "县教体局",
        (
            "课后服务",
            "校园食品安全",
            "控辍保学",
            "教师轮岗",
            "学前教育普惠",
            "阳光体育",
            "义务教育优质均衡",
            "营养改善计划",
        ),
        1_100,
    )
    news = list(write.write("news", date(2025, 11, 20), date(2026, 2, 26), (6, 8)))
    news[-1] = replace(news[-1], day=date(2026, 2, 26), up=date(2026, 2, 26))
    for nth in range(1, 6):
        news[-nth] = replace(news[-nth], weekly=2 + nth)
    channels = (
        Channel(1, "gzdt", "工作动态", tuple(news)),
        Channel(2, "tzgg", "通知公告", write.write("notice", *_until(_NOTICES))),
        Channel(3, "zcwj", "政策文件", write.write("policy", *_until(_POLICY))),
        Channel(
            4,
            "zcjd",
            "政策解读",
            (
                *write.write("interpretation", date(2024, 11, 3), date(2025, 5, 20), (40, 46)),
                write.one("《澜水县校外培训管理办法》解读", date(2025, 6, 18)),
            ),
        ),
        Channel(5, "czyjs", "财政预决算", tuple(_papers(write, name, "部门", "部门", 4_862_300))),
        Channel(
            6,
            "jgzn",
            "机构职能",
            text=standing.functions(name, ("学前教育", "义务教育", "体育健身", "教师管理")),
        ),
        Channel(
            7,
            "rsxx",
            "人事信息",
            (
                write.one("2025年农村特岗教师招聘公告", date(2025, 6, 5)),
                write.one("2026年公费师范生岗位设置情况", date(2026, 3, 25)),
            ),
        ),
        Channel(
            8,
            "xyfc",
            "校园风采",
            write.write("other", date(2025, 9, 10), date(2026, 1, 18), (9, 16)),
        ),
        Channel(9, "wsbs", "网上办事", made=lambda *_: '<div class="wsbs"></div>'),
    )
    return Site(
        "jyj.example.gov.cn",
        name,
        systems.Empire(),
        channels,
        ("gzdt", "xyfc", "zcjd"),
        rows_on_home=8,
    )


def land(portal: Site) -> Site:
    """自然资源和规划局: its own list of news ended when they moved to the portal."""
    name = "澜水县自然资源和规划局"
    write = Writer(
        "县自然资源局",
        (
            "临时用地",
            "采矿权出让",
            "测绘成果汇交",
            "国土空间规划",
            "不动产登记",
            "地灾隐患点核查",
            "批而未供土地盘活",
        ),
        500,
    )
    system = systems.SiteServer()
    common = portal.channel("zwgk/czyjs")
    papers = tuple(
        replace(item, href=f"http://{portal.host}{portal.system.item_at(common, item)}")
        for item in common.items
        if "自然资源" in item.title
    )
    on_portal = tuple(
        replace(item, href=f"http://{portal.host}/info/2201/{item.id}.htm")
        for item in _land_on_portal()[1].items
    )
    old_sales = tuple(
        write.one(f"2025年第{n}期国有建设用地使用权出让结果", date(2025, n, 30))
        for n in (1, 3, 4, 5, 6, 7)
    )
    advice = (
        *write.write("interpretation", date(2025, 1, 9), date(2025, 10, 1), (40, 60)),
        write.one("《澜水县村庄规划管理办法》政策解读", date(2025, 10, 28)),
        write.one("《澜水县临时用地审批办法》政策解读", date(2026, 6, 5)),
    )
    channels = (
        Channel(
            12,
            "gzdt",
            "工作动态",
            write.write("news", date(2025, 5, 2), date(2025, 9, 12), (7, 12)),
        ),
        Channel(13, "tzgg", "通知公告", write.write("notice", *_until(_NOTICES))),
        Channel(14, "zcfg", "政策法规", write.write("policy", *_until(_POLICY))),
        Channel(15, "tdcr", "2025年土地出让公告", old_sales),
        Channel(
            16,
            "jgzn",
            "机构职能",
            text=standing.functions(
                name, ("耕地保护", "不动产登记", "国土空间规划", "矿产资源管理")
            ),
        ),
        Channel(
            17,
            "ghjh",
            "规划计划",
            (
                write.one("澜水县国土空间总体规划（2021—2035年）公布稿", date(2025, 4, 18)),
                write.one("2026年度国有建设用地供应计划", date(2026, 3, 20)),
            ),
        ),
        Channel(18, "czyjs", "财政预决算", papers),
        Channel(19, "zcjd", "政策解读", advice),
        Channel(
            20, "dzzh", "地质灾害预警", write.write("other", date(2026, 1, 12), _LAST, (9, 13))
        ),
        Channel(21, "bmdt", "部门动态", on_portal),
    )
    return Site(
        "zrzyj.example.gov.cn",
        name,
        system,
        channels,
        ("bmdt", "tzgg", "zcfg"),
        hidden_in_nav=frozenset({"bmdt"}),
    )


def housing() -> Site:
    """住房和城乡建设局: tables of 2008; news stop in February and come back in May."""
    name = "澜水县住房和城乡建设局"
    write = Writer(
        "县住建局",
        (
            "老旧小区改造",
            "农村危房改造",
            "建筑工地扬尘治理",
            "燃气安全",
            "物业服务",
            "污水管网建设",
            "公租房分配",
        ),
        2_000,
    )
    news = (
        *write.write("news", date(2025, 11, 15), date(2026, 2, 12), (5, 9)),
        write.one("县住建局召开节后复工复产部署会", date(2026, 2, 20)),
        *write.write("news", date(2026, 5, 25), _LAST, (4, 7)),
    )
    notices = tuple(
        write.one(title, day)
        for title, day in (
            ("关于建筑工地冬季施工安全的通知", date(2025, 10, 22)),
            ("关于城区部分路段封闭施工的通告", date(2025, 11, 12)),
            ("关于公租房年度审核的通知", date(2026, 1, 20)),
            ("关于开展春季建筑市场检查的通知", date(2026, 3, 12)),
            ("关于物业服务企业信用信息采集的通知", date(2026, 4, 16)),
            ("关于汛期在建工程排水检查的通知", date(2026, 5, 26)),
            ("关于燃气管道更新改造停气的公告", date(2026, 6, 18)),
        )
    )
    policy = (
        *write.write("policy", date(2025, 1, 16), date(2025, 8, 14), (40, 55)),
        write.one("关于进一步规范农村自建房管理的通知", date(2026, 12, 5), up=date(2025, 12, 5)),
    )
    papers = (
        write.one(
            f"{name}2024年部门决算",
            date(2025, 9, 16),
            spending(name, "2024年部门决算", 173_800, 4_020),
        ),
        write.one(
            f"{name}2025年部门预算",
            date(2025, 2, 27),
            spending(name, "2025年部门预算", 168_320, 3_610),
        ),
        write.one(
            f"{name}2026年部门预算",
            date(2026, 3, 9),
            spending(name, "2026年部门预算", 186_240, 61_200),
        ),
    )
    channels = (
        Channel(3, "gzdt", "工作动态", news),
        Channel(4, "tzgg", "通知公告", notices),
        Channel(5, "zcwj", "政策文件", policy),
        Channel(
            6,
            "jgzn",
            "机构职能",
            text=standing.functions(name, ("住房保障", "房地产市场", "建筑业", "城市建设")),
        ),
        Channel(7, "czxx", "财政信息", papers),
        Channel(8, "fcgl", "房产管理", write.write("other", date(2025, 8, 3), _LAST, (15, 25))),
        Channel(10, "zcjd", "政策解读", write.write("interpretation", *_until(_POLICY))),
    )
    return Site("zjj.example.gov.cn", name, systems.Asp2008(), channels, ("gzdt", "tzgg"))


def health() -> Site:
    """卫生健康局: a past year beside its successor; a paper lost, a paper moved, papers late."""
    name = "澜水县卫生健康局"
    write = Writer(
        "县卫健局",
        (
            "家庭医生签约",
            "疫苗接种",
            "基层卫生服务能力提升",
            "爱国卫生月活动",
            "妇幼健康",
            "职业病防治",
            "医疗质量",
            "老年健康",
        ),
        3_200,
    )
    late = tuple(
        write.one(title, date(2026, 3, day), up=date(2026, 6, 8))
        for title, day in (
            ("关于开展一季度医疗质量检查的通知", 5),
            ("关于报送公共卫生服务项目进展的通知", 9),
            ("关于做好春季传染病防控工作的通知", 12),
            ("关于召开基层卫生工作例会的通知", 18),
        )
    )
    policy = list(write.write("policy", *_until(_POLICY)))
    lost = replace(
        write.one("澜水县公共卫生应急物资储备管理规定", date(2026, 1, 15)),
        id=3120,
        gone=date(2026, 4, 5),
    )
    moved = write.one("澜水县村卫生室运行经费补助办法", date(2026, 1, 22))
    papers = [p for p in _papers(write, name, "部门", "部门", 642_700) if "2026" not in p.title]
    papers.append(
        write.one(
            f"{name}2026年部门预算",
            date(2026, 5, 20),
            spending(name, "2026年部门预算", 668_140, 11_300),
        )
    )
    channels = (
        Channel(9, "gzdt", "2026年工作动态", write.write("news", date(2026, 1, 4), _LAST, (4, 8))),
        Channel(
            10,
            "gzdt2025",
            "2025年工作动态",
            write.write("news", date(2025, 7, 2), date(2025, 12, 29), (8, 14)),
        ),
        Channel(11, "tzgg", "通知公告", (*write.write("notice", *_until(_NOTICES)), *late)),
        Channel(12, "zcwj", "政策文件", (*policy, lost, replace(moved, gone=date(2026, 5, 2)))),
        Channel(13, "czyjs", "财政预决算", tuple(papers)),
        Channel(14, "jkkp", "健康科普", write.write("other", date(2025, 10, 8), _LAST, (10, 16))),
        Channel(
            15,
            "jgzn",
            "机构职能",
            text=standing.functions(name, ("公共卫生", "医疗服务", "妇幼健康", "职业健康")),
        ),
        Channel(16, "yljg", "医疗机构名录", text=standing.clinics(PLACES)),
        Channel(17, "nb", "信息公开年报", _annual(write, name)),
        Channel(
            18,
            "zcjd",
            "政策解读与配套文件",
            (
                *write.write("interpretation", *_until(_POLICY)),
                replace(moved, id=4125, up=date(2026, 5, 2)),
            ),
        ),
    )
    return Site("wjj.example.gov.cn", name, systems.PhpCms(), channels, ("gzdt", "tzgg", "jkkp"))


def city_management() -> Site:
    """城市管理执法局: tables without entries, an empty channel, powers and nothing else."""
    name = "澜水县城市管理执法局"
    write = Writer(
        "县城管局",
        (
            "市容秩序整治",
            "渣土运输管控",
            "户外广告清理",
            "环卫保洁",
            "停车秩序",
            "违法建设治理",
            "餐饮油烟整治",
            "园林绿化",
        ),
        800,
    )
    matters = (
        "擅自占用城市道路",
        "随意倾倒建筑垃圾",
        "擅自设置户外广告",
        "未密闭运输渣土",
        "违法搭建建筑物",
        "损毁城市绿地",
        "露天烧烤污染环境",
        "擅自挖掘城市道路",
        "不按规定处置餐厨垃圾",
    )
    rules = tuple(
        write.one(
            f"{matter}行政处罚裁量基准",
            date(2025, 8, 4 + n),
            f"<p>　　对{matter}的行为，由城市管理执法部门依据《城市管理条例》第{20 + n}条实施行政处罚。</p>"
            f"<p>　　情节轻微的，处以二百元以上五百元以下罚款；情节较重的，处以五百元以上二千元以下罚款；"
            "情节严重的，处以二千元以上一万元以下罚款，并可没收工具。处罚权由执法大队行使。</p>",
        )
        for n, matter in enumerate(matters)
    )
    reason = (
        "其他商品和服务支出主要用于：城区32座公厕的保洁外包158万元，86处破损井盖更换41万元，"
        "违法建设拆除机械租赁77万元，数字城管平台线路租用及设备维护60万元。"
    )
    papers = (
        write.one(
            f"{name}2024年部门决算",
            date(2025, 9, 19),
            spending(name, "2024年部门决算", 141_200, 29_870, reason),
        ),
        write.one(
            f"{name}2025年部门预算",
            date(2025, 2, 25),
            spending(name, "2025年部门预算", 145_900, 30_900, reason),
        ),
        write.one(
            f"{name}2026年部门预算",
            date(2026, 2, 26),
            spending(name, "2026年部门预算", 150_000, 33_600, reason),
        ),
    )
    checks = tuple(
        write.one(
            f"2026年第{n}次双随机抽查结果",
            date(2026, 5 + n // 3, 10),
            up=date(2026, 5 + n // 3, 10),
        )
        for n in (1, 2, 3)
    )

    def checked(site: Site, channel: Channel, entries: Sequence[systems.Entry]) -> str:
        if entries:
            return site.system.rows(entries)
        return '<dl class="newsList"></dl><div class="nodata">暂无信息</div>'

    channels = (
        Channel(1, "gzdt", "工作动态", write.write("news", *_until(_NEWS))),
        Channel(
            2, "tzgg2026", "2026年通知公告", write.write("notice", date(2026, 1, 6), _LAST, (9, 15))
        ),
        Channel(
            3,
            "tzgg2025",
            "2025年通知公告",
            write.write("notice", date(2025, 3, 4), date(2025, 12, 20), (18, 30)),
        ),
        Channel(
            4,
            "qlqd",
            "权力清单",
            text=standing.powers(
                "县城市管理执法局", (*matters, "擅自拆除环卫设施", "在树木上刻划")
            ),
        ),
        Channel(
            5,
            "sfbz",
            "收费标准",
            text=standing.fees(
                (
                    ("城市道路占用费", "0.3元/平方米·日"),
                    ("城市道路挖掘修复费", "按实际修复成本"),
                    ("城镇垃圾处理费", "居民每户每月5元"),
                    ("停车泊位使用费", "首小时2元，之后每小时1元"),
                    ("建筑垃圾处置费", "每立方米3元"),
                )
            ),
        ),
        Channel(
            6,
            "lxwm",
            "联系方式",
            text=standing.contacts(
                ("办公室", "市容股", "环卫股", "园林股", "执法大队", "停车管理中心")
            ),
        ),
        Channel(7, "xzcf", "处罚依据", rules),
        Channel(8, "zcwj", "政策文件", write.write("policy", *_until(_POLICY))),
        Channel(9, "ssj", "双随机公示", checks, made=checked),
        Channel(10, "czyjs", "财政预决算", papers),
    )
    return Site(
        "cgj.example.gov.cn", name, systems.JeeCms(), channels, ("gzdt", "tzgg2026", "zcwj")
    )


def justice() -> Site:
    """司法局: lists of four kinds that scripts make; all are up to date."""
    name = "澜水县司法局"
    write = Writer(
        "县司法局",
        (
            "普法宣传",
            "人民调解",
            "社区矫正",
            "法律援助",
            "公证服务",
            "行政复议应诉",
            "法治乡村建设",
            "律师执业",
        ),
        6_000,
    )
    channels = (
        Channel(1, "gzdt", "工作动态", write.write("news", *_until(_NEWS)), made=standing.by_vue),
        Channel(
            2,
            "tzgg",
            "通知公告",
            write.write("notice", *_until(_NOTICES)),
            made=standing.by_angular,
        ),
        Channel(
            3,
            "zcwj",
            "政策文件",
            write.write("policy", *_until(_POLICY)),
            made=standing.by_document_write,
        ),
        Channel(
            4,
            "pfyd",
            "普法园地",
            write.write("other", date(2025, 11, 2), _LAST, (8, 13)),
            made=standing.by_external_script,
        ),
        Channel(
            5, "flyz", "法律援助工作动态", write.write("news", date(2026, 1, 3), _LAST, (6, 10))
        ),
        Channel(6, "czyjs", "财政预决算", tuple(_papers(write, name, "部门", "部门", 92_360))),
        Channel(
            7,
            "jgzn",
            "机构职能",
            text=standing.functions(name, ("行政复议", "普法依法治理", "法律援助", "社区矫正")),
        ),
        Channel(8, "zcjd", "政策解读", write.write("interpretation", *_until(_POLICY))),
    )
    return Site("sfj.example.gov.cn", name, systems.Cloud(), channels, ("gzdt", "tzgg", "flyz"))


def farming() -> Site:
    """农业农村局: in order, at an address that the office mistyped."""
    name = "澜水县农业农村局"
    write = Writer(
        "县农业农村局",
        ("高标准农田建设", "油菜机收", "农机购置补贴", "畜禽防疫", "种子市场检查"),
        100,
    )
    channels = (
        Channel(7, "gzdt", "工作动态", write.write("news", *_until(_NEWS))),
        Channel(8, "tzgg", "通知公告", write.write("notice", *_until(_NOTICES))),
        Channel(
            9, "jgzn", "机构职能", text=standing.functions(name, ("种植业", "畜牧业", "农业机械化"))
        ),
    )
    return Site("nyncj.example.gov.cn", name, systems.Dede(), channels, ("gzdt", "tzgg"))


def red_star() -> Site:
    """红星镇: framesets; notices end in September, 办事指南 is under construction."""
    name = "澜水县红星镇人民政府"
    write = Writer(
        "红星镇",
        ("人居环境整治", "护林防火", "水稻育秧", "敬老院修缮", "河道清淤", "电商服务站"),
        40,
    )
    channels = (
        Channel(1, "xw", "工作动态", write.write("news", *_until(_NEWS))),
        Channel(
            2,
            "gg",
            "通知公告",
            (
                *write.write("notice", date(2025, 2, 4), date(2025, 9, 5), (20, 30)),
                write.one("关于国庆期间值班安排的通知", date(2025, 9, 20)),
            ),
        ),
        Channel(
            3,
            "zc",
            "农村政策",
            write.write("policy", *_until(_POLICY)),
            made=standing.by_document_write,
        ),
        Channel(4, "cz", "财政信息", tuple(_papers(write, name, "部门", "部门", 132_900))),
        Channel(
            5,
            "zq",
            "镇情概况",
            text="<p>　　红星镇位于澜水县东南部，距县城二十三公里，辖十二个行政村、两个社区，总面积一百四十六平方公里，"
            "耕地三万八千亩。境内有省道穿过，盛产水稻、油菜和柑橘。</p><p>　　全镇现有小学三所、初中一所、卫生院一所，"
            "通村公路全部硬化。近年来先后建成粮食烘干中心、柑橘分拣线和电商服务站，集体经济收入逐年增长。</p>"
            * 2,
        ),
        Channel(
            6, "bszn", "办事指南", made=lambda *_: "<p align='center'>正在建设中，敬请期待……</p>"
        ),
    )
    return Site("hxz.example.gov.cn", name, systems.Frames(), channels, ("xw", "gg"))


def white_crane() -> Site:
    """白鹤镇, at the host it leaves in April."""
    name = "澜水县白鹤镇人民政府"
    write = Writer(
        "白鹤镇",
        ("茶园管护", "古镇保护", "防溺水宣传", "产业路建设", "文明实践", "秸秆综合利用"),
        700,
    )
    channels = (
        Channel(100101, "gzdt", "工作动态", write.write("news", *_until(_NEWS))),
        Channel(
            100102,
            "tzgg",
            "通知公告",
            (
                *write.write("notice", date(2025, 1, 14), date(2025, 8, 20), (20, 32)),
                write.one("关于秋季征兵报名的通知", date(2025, 9, 5)),
            ),
        ),
        Channel(100103, "zcwj", "惠民政策", write.write("policy", *_until(_POLICY))),
        Channel(
            100104, "czyjs", "财政预决算", tuple(_papers(write, name, "部门", "部门", 140_250))
        ),
        Channel(100105, "zcjd", "政策解读", write.write("interpretation", *_until(_POLICY))),
        Channel(
            100106,
            "jgsz",
            "机构设置",
            text=standing.functions(
                "白鹤镇人民政府", ("党建办公室", "经济发展办公室", "便民服务中心")
            ),
        ),
    )
    return Site("bhz.example.gov.cn", name, systems.Kaipu(), channels, ("gzdt", "zcwj", "tzgg"))


def two_dragons(is_redesigned: bool) -> Site:
    """双龙镇: in order, redesigned in April; what stood at old addresses is led on."""
    name = "澜水县双龙镇人民政府"
    write = Writer(
        "双龙镇",
        ("蔬菜基地建设", "医保缴费", "饮水安全巩固", "乡村旅游", "防返贫监测", "网格治理"),
        1_500,
    )
    channels = (
        Channel(5, "gzdt", "工作动态", write.write("news", *_until(_NEWS))),
        Channel(6, "tzgg", "通知公告", write.write("notice", *_until(_NOTICES))),
        Channel(7, "zcwj", "政策文件", write.write("policy", *_until(_POLICY))),
        Channel(8, "czyjs", "财政预决算", tuple(_papers(write, name, "部门", "部门", 127_600))),
        Channel(
            9,
            "lsxx",
            "历史信息（已归档）",
            write.write("news", date(2024, 3, 1), date(2024, 12, 20), (20, 30)),
        ),
        Channel(
            10,
            "zwgk",
            "政府信息公开指南",
            text="<p>　　本机关主动公开的政府信息范围包括机构职能、政策文件、财政预决算等。"
            "公民、法人或者其他组织可以当面、邮寄或者通过网络提出政府信息公开申请，本机关自收到申请之日起二十个工作日内答复。</p>"
            * 3,
        ),
    )
    system = systems.NewsDetail() if is_redesigned else systems.ListDash()
    return Site("slz.example.gov.cn", name, system, channels, ("gzdt", "tzgg", "zcwj"))


def court() -> Site:
    """法院: it reports on gambling, as courts do."""
    name = "澜水县人民法院"
    write = Writer(
        "县法院",
        ("诉源治理", "执行攻坚", "巡回审判", "青少年法治教育", "司法救助", "巡回调解"),
        90_000,
    )
    trials = tuple(
        write.one(title, day, f"<p>　　{text}</p>")
        for title, day, text in (
            (
                "县法院公开宣判一起开设赌场案",
                date(2026, 3, 27),
                "3月26日，澜水县人民法院对一起开设赌场案公开宣判。被告人利用境外赌博网站发展会员、接受投注，从中抽头渔利，法院以开设赌场罪依法判处有期徒刑并处罚金，追缴违法所得。法官提醒：网络赌博十赌九输，切莫参与。",
            ),
            (
                "一起网络赌博案开庭审理",
                date(2026, 4, 7),
                "4月7日上午，澜水县人民法院开庭审理一起网络赌博案。公诉机关指控，被告人通过聊天群组织他人参与百家乐等网络赌博，涉案金额较大。庭审中控辩双方围绕事实和证据进行了质证，案件将择期宣判。",
            ),
        )
    )
    channels = (
        Channel(11, "fyyw", "法院要闻", (*write.write("news", *_until(_NEWS)), *trials)),
        Channel(12, "tzgg", "通知公告", write.write("notice", *_until(_NOTICES))),
        Channel(
            13,
            "zxxx",
            "执行信息公告",
            write.write("notice", date(2025, 1, 5), date(2025, 6, 1), (15, 25)),
        ),
        Channel(
            14,
            "ssfw",
            "诉讼指南",
            text="<p>　　当事人起诉应当递交起诉状，并按照被告人数提出副本。书写起诉状确有困难的，可以口头起诉。"
            "立案庭自收到起诉状之日起七日内决定是否立案。对不予受理的裁定不服的，可以提起上诉。</p>"
            * 3,
        ),
        Channel(
            15,
            "fygk",
            "法院概况",
            text="<p>　　澜水县人民法院现有内设机构九个，派出人民法庭三个，负责审理辖区内第一审刑事、民事、行政案件，"
            "并承担生效裁判的执行工作。</p>" * 3,
        ),
    )
    return Site("lsfy.example.gov.cn", name, systems.Court(), channels, ("fyyw", "tzgg"))


def _until(since: tuple[date, tuple[int, int]]) -> tuple[date, date, tuple[int, int]]:
    first, step = since
    return first, _LAST, step


def _papers(
    write: Writer, name: str, budget: str, accounts: str, total: int, day: date = date(2026, 3, 4)
) -> list[Item]:
    """Budgets of two years and the accounts of 2024, `total` in hundredths of 万元."""
    return [
        write.one(
            f"{name}{year}年{paper}",
            when,
            spending(name, f"{year}年{paper}", total + extra, total // 55),
        )
        for year, paper, when, extra in (
            (2024, f"{accounts}决算", date(2025, 9, 18), 4_130),
            (2025, f"{budget}预算", date(2025, 2, 26), 0),
            (2026, f"{budget}预算", day, 2_960),
        )
    ]


def _annual(write: Writer, name: str) -> tuple[Item, ...]:
    return tuple(
        write.one(f"{name}{year - 1}年政府信息公开工作年度报告", date(year, 1, 26))
        for year in (2023, 2024, 2025, 2026)
    )


def _leads_to(*pages: tuple[str, str]) -> str:
    links = "".join(f'<li><a href="{href}">{name}</a></li>' for href, name in pages)
    return f'<ul class="sub-nav">{links}</ul>'
