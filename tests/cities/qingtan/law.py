"""林业局 in frames, 市场监管局 in dedecms, 公安局 in boda."""

from dataclasses import replace

from tests.cities.qingtan.accounts import Told, papers
from tests.cities.qingtan.base import Channel, Site
from tests.cities.qingtan.older import Boda, Dede, Frames
from tests.cities.qingtan.portal import NEWS_DAYS
from tests.cities.qingtan.writing import Item, Pen, day, days, duties, guide, paragraphs

FOREST = (
    "松材线虫病防治 国土绿化 古树名木保护 森林防火巡护 油茶低产林改造 湿地保护 林下经济 野生动物保护 \
造林补助核查 林权登记衔接 苗木质量检查 生态护林员管理 义务植树 国有林场改革 林长制 自然保护地整合"
)
MARKET = (
    "食品小作坊监管 特种设备安全 药品零售巡查 计量器具检定 网络交易监测 价格监测 质量强市 知识产权保护 \
经营主体登记 校园食堂检查 电梯维保抽查 农贸市场快检 化妆品抽检 标准化建设 广告监测 儿童用品抽查"
)
POLICE = (
    "夏季治安巡逻 反诈宣传 交通安全进校园 户籍服务 社区警务 道路隐患治理 爆炸物品管理 出入境窗口服务 \
群众安全感提升 警营开放日 禁毒宣传 校园周边巡防 电动自行车登记 大型活动安保 矛盾纠纷化解 水上治安"
)


def forest() -> Site:
    """Lists that scripts write inside frames, one of them dead since March; a page whose inner
    frame is empty.
    """
    pen = Pen("市林业局", FOREST)
    told, files = papers("lyj", "青滩市林业局", without=("2025f",))
    hall = '<iframe src="/wsbs_main.htm" width="100%" height="460" frameborder="0"></iframe>'
    channels = (
        Channel("lydt", "林业动态", pen.news(days(*NEWS_DAYS, 6)), rows=8),
        Channel("tzgg", "通知公告", pen.notices(days("2025-11-20", "2026-10-21", 22)), rows=6),
        Channel("zcfg", "政策法规", pen.policies(days("2025-07-17", "2026-03-05", 33))),
        Channel("ghjh", "规划计划", (
            pen.item("青滩市林地保护利用规划", day("2024-08-15")),
            pen.item("青滩市2026年造林绿化计划", day("2025-12-11")),
        )),
        Channel("wsbs", "网上办事", made=lambda night: hall),
        Channel("yjs", "财政预决算", told),
        Channel("kpyd", "科普园地", pen.news(days("2025-09-18", "2026-06-30", 45))),
        Channel("jgzn", "机构职能", text=duties("青滩市林业局", FOREST)),
        Channel("gkzn", "公开指南", text=guide("青滩市林业局")),
    )  # fmt: skip
    return Site(
        "lyj.qingtan.example.gov.cn", "青滩市林业局", Frames(), channels, "4409810060", files=files
    )


def _powers(kind: str, names: str, basis: str) -> str:
    rows = "".join(
        f"<tr><td>{n}</td><td>{name}</td><td>{kind}</td>"
        f"<td>{basis}第{n * 3 + 7}条</td><td>市级</td></tr>"
        for n, name in enumerate(names.split(), 1)
    )
    return (
        paragraphs([f"现将青滩市市场监督管理局实施的{kind}事项予以公布，自公布之日起执行。"])
        + "<table border=1><tr><th>序号</th><th>事项名称</th><th>类别</th><th>设定依据</th>"
        f"<th>层级</th></tr>{rows}</table>"
    )


def market() -> Site:
    """Seven papers on powers and fees, and no word of what a citizen can do about them."""
    pen = Pen("市市场监管局", MARKET)
    lists = (
        ("行政许可事项清单（2026年版）", "2026-01-15", "行政许可",
         "食品经营许可 药品零售许可 特种设备使用登记 计量标准器具核准", "《行政许可法》"),
        ("行政处罚事项清单（2026年版）", "2026-01-15", "行政处罚",
         "对无证经营食品的处罚 对销售过期药品的处罚 对短斤少两的处罚 对虚假广告的处罚 对无证生产的处罚", "《食品安全法》"),
        ("行政强制事项清单（2026年版）", "2026-01-16", "行政强制",
         "查封涉嫌违法场所 扣押不合格产品 查封特种设备", "《产品质量法》"),
        ("行政检查事项清单（2026年版）", "2026-01-16", "行政检查",
         "食品生产监督检查 药品流通检查 电梯使用检查", "《特种设备安全法》"),
        ("食品领域行政处罚裁量基准", "2026-03-02", "行政处罚",
         "经营标签不符合规定食品罚款五千元至三万元 未建立进货查验记录罚款五千元至五万元", "《食品安全法》"),
        ("特种设备检验收费目录", "2026-04-09", "行政事业性收费",
         "电梯定期检验收费标准每台三百元 锅炉内部检验收费标准每台五百元", "《价格法》"),
        ("计量检定收费标准", "2026-08-18", "行政事业性收费",
         "电子汽车衡检定收费标准每台四百元 加油机检定收费标准每枪一百元", "《计量法》"),
    )  # fmt: skip
    powers = tuple(
        Item(f"青滩市市场监督管理局{title}", day(on), _powers(kind, names, basis))
        for title, on, kind, names, basis in lists
    )
    past = pen.notices(days("2025-02-10", "2025-06-20", 18))
    present = pen.notices(days("2026-02-12", "2026-10-20", 30))
    drawn, live = (
        tuple(
            replace(item, title=f"{year}年第{n}期“双随机、一公开”抽查结果（{matter}）")
            for n, (item, matter) in enumerate(zip(told, MARKET.split(), strict=False), 1)
        )
        for year, told in ((2025, past), (2026, present))
    )
    ahead = pen.item("全市质量工作会议召开", day("2026-12-28"), up=day("2025-12-29"))
    told, files = papers(
        "scj", "青滩市市场监督管理局", {"2026b": Told(is_split=True), "2025b": Told(is_split=True)},
        without=("2025f",),
    )  # fmt: skip
    building = '<div class="content"><p>栏目正在建设中，敬请期待！</p></div>'
    channels = (
        Channel(
            "jgdt", "监管动态", (ahead, *pen.news(days("2025-12-30", "2026-05-12", 9))), rows=6
        ),
        Channel("tzgg", "通知公告", pen.notices(days("2025-12-01", "2026-10-25", 9)), rows=8),
        Channel("zcwj", "政策文件", pen.policies(days("2025-10-22", "2026-10-19", 47)), rows=4),
        Channel("qzqd", "权责清单", powers),
        Channel("ssj2025", "2025年双随机公示", drawn),
        Channel("ssj2026", "2026年双随机公示", live),
        Channel("wsdc", "网上调查", made=lambda night: building),
        Channel("yjs", "预决算公开", told),
        Channel("jgzn", "机构职能", text=duties("青滩市市场监督管理局", MARKET)),
    )
    return Site(
        "scj.qingtan.example.gov.cn",
        "青滩市市场监督管理局",
        Dede(),
        channels,
        "4409810071",
        files=files,
    )


def police() -> Site:
    """Reports on gambling; papers archived in August under new addresses; one paper simply gone."""
    pen = Pen("市公安局", POLICE)
    raids = tuple(
        pen.item(title, day(on), paragraphs([f"{title}。{_RAID[0]}", *_RAID[1:]]))
        for title, on in (
            ("青滩警方捣毁一网络赌博窝点", "2026-07-02"), ("利用棋牌平台开设赌场 八人落网", "2026-08-11"),
            ("打击跨境赌博：我市公布三起典型案例", "2026-09-08"), ("参与网络彩票投注 男子输光积蓄", "2026-10-09"),
        )
    )  # fmt: skip
    before = tuple(
        replace(item, body=paragraphs(["【已归档】归档时间：2025年6月10日"]) + item.body)
        for item in pen.notices(days("2022-05-10", "2023-11-20", 90))
    )
    archived = pen.notices(days("2024-03-10", "2025-03-20", 60))
    kept = tuple(
        replace(
            item, up=day("2026-08-08"),
            body=paragraphs(["【已归档】归档时间：2026年8月8日"]) + item.body,
        )
        for item in archived
    )  # fmt: skip
    gone = tuple(replace(item, off=day("2026-08-09")) for item in archived)
    jobs = pen.item(
        "青滩市公安局公开招聘警务辅助人员公告", day("2026-05-20"), off=day("2026-08-10")
    )
    lost = pen.item(
        "关于优化户籍业务办理的若干措施", day("2026-04-15"),
        paragraphs(
            [
                "为方便群众办事，市公安局研究制定了优化户籍业务办理的若干措施，现予公布。",
                "一、新生儿落户、夫妻投靠、购房落户等十二项业务实行就近办理，群众可在任一派出所提交材料。",
                "二、推行户籍业务“网上申请、邮寄送达”，群众在家即可办理居民身份证换领和户口簿补领。",
                "三、延长办事时间，周六上午户籍窗口照常办理，老年人和残疾人可预约民警上门。",
                "四、本措施自2026年5月1日起施行，由市公安局治安管理大队负责解释。",
            ]
        ),
        off=day("2026-07-15"),
    )  # fmt: skip
    pinned = pen.item("致全市居民的一封信：守住钱袋子", day("2024-12-06"), top=True)
    told, files = papers(
        "gaj", "青滩市公安局",
        {
            "2025f": Told(
                lines={"2040299": 1480.0}, is_book=True,
                note=("三、其他公安支出1,480.00万元，主要用于其他公安支出项目。",),
            )
        },
        days={"2025f": "2026-09-18"},
    )  # fmt: skip
    jump = (
        '<meta http-equiv="refresh" content="0;url=/tzgg.htm">'
        '<script>location.href="/tzgg.htm"</script>'
    )
    channels = (
        Channel("jwdt", "警务动态", (pinned, *raids, *pen.news(days(*NEWS_DAYS, 5))), rows=8),
        Channel("zwgk", "政务公开", made=lambda night: jump),
        Channel(
            "tzgg",
            "通知公告",
            (*gone, jobs, *pen.notices(days("2025-04-10", "2026-10-24", 12))),
            rows=6,
        ),
        Channel("zcwj", "政策文件", (lost, *pen.policies(days("2025-09-24", "2026-10-13", 36)))),
        Channel("qzqd", "权责清单", _both_sides()),
        Channel("bszn", "办事指南", text=_windows()),
        Channel("yjs", "预决算公开", told),
        Channel(
            "lsgd",
            "历史归档",
            (*before, *kept),
            head="<p>本栏目收录已归档的历史信息，可正常查阅。</p>",
        ),
        Channel("jgzn", "机构职能", text=duties("青滩市公安局", POLICE)),
        Channel("gkzn", "公开指南", text=guide("青滩市公安局")),
    )
    return Site(
        "gaj.qingtan.example.gov.cn", "青滩市公安局", Boda(), channels, "4409810080", files=files
    )


def _both_sides() -> tuple[Item, ...]:
    head = ["序号", "职权名称", "职权类型", "设定依据", "责任事项", "追责情形", "救济渠道"]
    told = []
    for title, on, names in (
        ("户籍管理权责清单", "2026-02-10", "户口登记 居住证签发 身份证签发"),
        ("治安管理处罚权责清单", "2026-02-10", "对扰乱秩序的处罚 对赌博的处罚 对噪声扰民的处罚"),
        ("行政许可权责清单", "2026-02-11", "旅馆业特种行业许可 保安培训许可 爆破作业许可"),
        ("行政处罚裁量基准", "2026-05-22", "对未登记电动车上路的罚款 对无证驾驶的罚款"),
    ):
        rows = "".join(
            f"<tr><td>{n}</td><td>{name}</td><td>行政职权</td><td>《治安管理处罚法》第{n + 20}条</td>"
            "<td>受理、审查、决定、送达，办结时限五个工作日，一次性告知</td><td>不履行职责或者超时办结的追究责任</td>"
            "<td>可以陈述申辩，六十日内申请行政复议，六个月内提起行政诉讼</td></tr>"
            for n, name in enumerate(names.split(), 1)
        )
        cells = "".join(f"<th>{name}</th>" for name in head)
        body = f"<table border=1><tr>{cells}</tr>{rows}</table>"
        told.append(Item(f"青滩市公安局{title}", day(on), body))
    return tuple(told)


def _windows() -> str:
    rows = "".join(
        f"<tr><td>{name}</td><td>{room}</td><td>居民身份证、户口簿</td>"
        f"<td>{days_}个工作日</td><td>{phone}</td></tr>"
        for name, room, days_, phone in (
            ("居民身份证换领", "一楼3号窗口", 15, "0777-5121003"), ("户口迁移", "一楼4号窗口", 5, "0777-5121004"),
            ("普通护照签发", "二楼出入境大厅", 7, "0777-5121021"), ("驾驶证期满换证", "车管所1号窗口", 1, "0777-5121040"),
            ("电动自行车登记", "车管所5号窗口", 1, "0777-5121045"), ("旅馆业许可", "二楼治安大队", 10, "0777-5121030"),
        )
    )  # fmt: skip
    return (
        "<h2>办事指南</h2><table border=1><tr><th>事项名称</th><th>办理地点</th><th>办理材料</th>"
        f"<th>承诺时限</th><th>咨询电话</th></tr>{rows}</table>"
    )


_RAID = (
    "近日，市公安局治安大队联合青石派出所，在望江街道一出租屋内查处一起网络赌博案件，现场查获电脑6台、手机21部。",
    "经查，犯罪嫌疑人租用境外服务器，以棋牌、彩票投注为名开设赌博网站，通过微信群发展下线，涉案流水达三百余万元。",
    "目前，涉案人员已被依法采取刑事强制措施，案件正在进一步侦办中。",
    "警方提醒：十赌九输，网络赌博平台后台可控，切勿心存侥幸，发现线索请拨打110。",
)
