"""Four townships and an office: one moves, one leads nowhere, one falls silent, two stop."""

from tests.cities.qingtan.accounts import papers
from tests.cities.qingtan.base import Channel, Site, System
from tests.cities.qingtan.older import Asp, Kit
from tests.cities.qingtan.portal import NEWS_DAYS, PROVINCE
from tests.cities.qingtan.writing import Item, Pen, days, duties, guide

VILLAGE = (
    "人居环境整治 秋粮生产 防溺水巡查 高标准农田 村级集体经济 林长制巡山 饮用水源保护 殡葬改革 \
秸秆禁烧 撂荒地复耕 农村厕所改造 留守儿童关爱 道路交通劝导 森林防火 基层党建 医保缴费动员"
)
FINANCE = "普惠金融 金融风险监测 企业上市培育 政银企对接 防范非法集资 地方金融组织监管 农业保险 信用村建设"


def liuhe() -> Site:
    pen = Pen(
        "柳河镇", VILLAGE, ["柳河村", "渡口村", "大桥社区", "青山村", "塘下村", "上庄村", "石桥村"]
    )
    channels = (
        Channel("", "镇务动态", pen.news(days("2026-05-12", "2026-08-03", 5)), rows=8),
        Channel("", "通知公告", pen.notices(days("2025-12-05", "2026-07-30", 21)), rows=5),
        Channel("", "惠民政策", pen.policies(days("2025-11-20", "2026-07-20", 48))),
        Channel("", "农业农村", pen.news(days("2025-10-10", "2026-07-01", 33))),
        Channel("", "机构设置", text=duties("柳河镇人民政府", VILLAGE)),
        Channel("", "公开指南", text=guide("柳河镇人民政府")),
    )
    return Site("lhz.qingtan.example.gov.cn", "青滩市柳河镇人民政府", Asp(), channels, "4409811001")


def baisha() -> Site:
    """Its home page lives on the province's news; its own ended in May; silent since 20 August."""
    pen = Pen("白沙镇", VILLAGE, ["白沙村", "沙洲村", "江头村", "竹园村", "梅岭村", "枫林社区"])
    above = tuple(
        Item(title, on, "", link=f"{PROVINCE}/yw/{on:%Y%m%d}.html")
        for title, on in zip(_ABOVE, days("2026-05-25", "2026-08-18", 5), strict=False)
    )
    channels = (
        Channel("", "工作动态", pen.news(days("2025-11-10", "2026-05-26", 9)), rows=7),
        Channel("", "上级要闻", above, rows=8),
        Channel("", "通知公告", pen.notices(days("2025-10-14", "2026-05-12", 20)), rows=4),
        Channel("", "党务公开", pen.news(days("2025-10-22", "2026-04-20", 30))),
        Channel("", "机构设置", text=duties("白沙镇人民政府", VILLAGE)),
    )
    return Site("bsz.qingtan.example.gov.cn", "青滩市白沙镇人民政府", Asp(), channels, "4409811002")


def xinqiao(is_moved: bool) -> Site:
    """The same entries at the old place and at the new one, under other addresses."""
    pen = Pen("新桥镇", VILLAGE, ["新桥村", "桥头社区", "双溪村", "河背村", "茶山村", "樟树村"])
    told, files = papers("xqz", "青滩市新桥镇人民政府")
    channels = (
        Channel("xzdt", "新桥动态", pen.news(days(*NEWS_DAYS, 5)), rows=9),
        Channel("tzgg", "通知公告", pen.notices(days("2025-11-26", "2026-10-22", 20)), rows=6),
        Channel("hmzc", "惠民政策", pen.policies(days("2025-12-08", "2026-10-12", 50))),
        Channel("shjz", "社会救助", pen.notices(days("2025-11-18", "2026-09-15", 45))),
        Channel("yjs", "财政预决算", told),
        Channel("jgsz", "机构设置", text=duties("新桥镇人民政府", VILLAGE)),
        Channel("gkzn", "公开指南", text=guide("新桥镇人民政府")),
    )
    host = "www.xinqiao.example.gov.cn" if is_moved else "xqz.qingtan.example.gov.cn"
    system: System = Kit() if is_moved else Asp()
    first = 20400 if is_moved else 300
    return Site(
        host, "青滩市新桥镇人民政府", system, channels, "4409811003", files=files, first_id=first
    )


def dashi() -> Site:
    """Nothing new since May, whatever turns on its home page."""
    pen = Pen("大石镇", VILLAGE, ["大石村", "石门村", "岩前村", "高岭村", "水口村", "南山村"])
    channels = (
        Channel("", "镇村动态", pen.news(days("2025-09-15", "2026-05-29", 11)), rows=8),
        Channel("", "通知公告", pen.notices(days("2025-10-09", "2026-04-21", 18)), rows=5),
        Channel("", "村务公开", pen.notices(days("2025-09-11", "2026-03-20", 25)), rows=5),
        Channel("", "机构设置", text=duties("大石镇人民政府", VILLAGE)),
        Channel("", "公开指南", text=guide("大石镇人民政府")),
    )
    return Site("dsz.qingtan.example.gov.cn", "青滩市大石镇人民政府", Asp(), channels, "4409811004")


def finance() -> Site:
    pen = Pen("市金融办", FINANCE)
    channels = (
        Channel("jrdt", "金融动态", pen.news(days("2026-05-14", "2026-08-24", 6)), rows=9),
        Channel("tzgg", "通知公告", pen.notices(days("2025-12-16", "2026-08-20", 26)), rows=5),
        Channel("zcwj", "政策文件", pen.policies(days("2025-11-12", "2026-08-18", 50))),
        Channel("fxts", "风险提示", pen.notices(days("2025-10-21", "2026-08-12", 40))),
        Channel("jgzn", "机构职能", text=duties("青滩市金融工作办公室", FINANCE)),
    )
    return Site("www.qtjrb.example.com", "青滩市金融工作办公室", Kit(), channels, "4409810093")


_ABOVE = (
    "全省防汛工作视频会议召开", "省委农村工作会议精神解读", "横江省上半年外贸保持增长", "省政府印发促消费若干措施",
    "全省夏粮收购进度过半", "省领导检查高考安全工作", "横江流域生态补偿协议签订", "全省重点项目集中开工",
    "省交通厅公布暑期运输数据", "省教育厅部署秋季招生", "横江省发布暑期旅游线路", "全省安全生产月活动启动",
    "省财政下达救灾资金", "全省乡村振兴现场会举行", "省气象台发布高温预警", "横江省工业运行平稳",
    "全省消防安全集中整治", "省医保局部署参保工作",
)  # fmt: skip
