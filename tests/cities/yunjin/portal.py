"""The district's portal: the common platform for accounts, a street and a town in folders of it."""

from dataclasses import replace
from datetime import date

from tests.cities.city import Answer
from tests.cities.yunjin.base import Column, Entry, Site
from tests.cities.yunjin.writing import account, catalogue, guide, letters, news, notices, report

HOST = "www.yunjin.example.gov.cn"
PLATFORM = f"http://{HOST}/zwgk/yjspt/"
PROVINCE = "http://zwfw.beihe.example.gov.cn/qzqd/?area=430799"
_YJQ = "云津区人民政府"
_NEW_YEAR = date(2026, 1, 1)
_WORK = (
    "老旧小区改造", "招商引资", "河湖治理", "文明创建", "秋粮收购", "安全生产", "营商环境优化", "社区养老",
    "城市更新",
)  # fmt: skip
UNITS = {
    "云津区发展和改革局": 1_820.4, "云津区教育局": 9_655.1, "云津区卫生健康局": 6_402.7,
    "云津区水利局": 2_310.9, "云津区市场监督管理局": 2_904.3, "云津区城市管理局": 4_118.8,
    "云津区云河街道办事处": 1_406.5, "云津区白沙镇人民政府": 1_733.6,
}  # fmt: skip
_SAID = {
    "云津区卫生健康局": "<p>　　六、关于“其他支出”的说明。其他支出主要用于基层医疗机构房屋修缮、救护车购置和乡村医生"
    "养老补助三个项目，分别由区疾控中心和各卫生院实施。</p>"
}
_OTHER = {"云津区卫生健康局": 0.26}


def _accounts(year: int, kind: str, on: date, but: str = "") -> tuple[Entry, ...]:
    grown = 1 + (year - 2024) * 0.03
    return tuple(
        account(
            unit,
            year,
            kind,
            on,
            round(total * grown, 2),
            _OTHER.get(unit, 0.02),
            _SAID.get(unit, ""),
        )
        for unit, total in UNITS.items()
        if unit != but
    )


def _government(year: int, kind: str, on: date, total: float) -> Entry:
    told = account("云津区", year, kind, on, total, 0.01)
    return replace(told, title=f"云津区{year}年政府{kind}公开")


_NOTICES = notices(
    "区政府办公室",
    ("关于2024年国庆期间值班安排的通知", date(2024, 9, 24)),
    ("关于2024年度扬尘管控的通告", date(2024, 11, 6)),
    ("关于2025年春节期间烟花爆竹管理的通告", date(2025, 1, 14)),
    ("关于城区防汛转移路线的公告", date(2025, 5, 20)),
    ("关于滨河路封闭施工的通告", date(2025, 8, 27)),
    ("关于2025年国庆中秋放假的通知", date(2025, 9, 23)),
    ("关于森林防火戒严的通告", date(2025, 10, 30)),
    ("关于征兵体检安排的公告", date(2025, 12, 8)),
    ("关于2026年元旦放假的通知", date(2025, 12, 24)),
    ("关于2026年人代会期间交通管制的通告", date(2026, 1, 7)),
    ("关于2026年春节放假的通知", date(2026, 2, 3)),
)


def _this_year(entry: Entry, night: date) -> bool:
    return entry.on.year == night.year


def _years(night: date) -> str:
    told = "".join(
        f'<a href="/zwgk/tzgg/nd{year}/">{year}年</a> ' for year in range(night.year - 1, 2023, -1)
    )
    return f'<div class="years">按年度查看：<a href="/zwgk/tzgg/">{night.year}年</a> {told}</div>'


def _year(year: int, first: date) -> Column:
    """A year's notices under its own page; they stay where they were."""
    old = tuple(
        replace(e, since=first, href=f"/zwgk/tzgg/{e.on:%Y%m}/t{e.on:%Y%m%d}_{e.no}.html")
        for e in _NOTICES
        if e.on.year == year
    )
    return Column(f"zwgk/tzgg/nd{year}", f"通知公告（{year}年）", old, hidden=True)


def _page(key: str, name: str, text: str) -> Column:
    return Column(key, name, page=f"<h2>{name}</h2>{text}")


YJQ = Site(
    HOST,
    _YJQ,
    (
        Column("zwgk/yw", "云津要闻", tuple(news("云津区", _WORK, date(2025, 7, 3), date(2026, 2, 26), 3)), home=8),
        Column("zwgk/tzgg", "通知公告", _NOTICES, above=_years, listed=_this_year, home=5),
        _year(2024, date(2025, 1, 1)),
        _year(2025, _NEW_YEAR),
        Column(
            "zwgk/zcwj", "区政府文件",
            notices(
                _YJQ,
                ("云津区临时救助实施细则", date(2025, 3, 17)),
                ("云津区城市更新行动方案", date(2025, 7, 29)),
                ("云津区促进服务业发展若干措施", date(2025, 10, 15)),
                ("云津区电动自行车停放充电管理办法", date(2026, 1, 12)),
            ),
        ),
        Column(
            "zwgk/zcjd", "政策解读",
            notices(
                "区政府办公室",
                ("《云津区临时救助实施细则》解读", date(2025, 3, 20)),
                ("一图读懂云津区农村客运补贴办法", date(2025, 5, 19)),
                ("《云津区电动自行车停放充电管理办法》解读", date(2026, 1, 20)),
            ),
        ),
        Column(
            "zwgk/ghjh", "规划计划",
            notices(
                _YJQ,
                ("云津区2025年国民经济和社会发展计划", date(2025, 2, 18)),
                ("云津区国土空间近期实施规划", date(2025, 6, 11)),
                ("云津区2026年国民经济和社会发展计划", date(2026, 2, 5)),
            ),
        ),
        Column(
            "zwgk/rsxx", "人事任免",
            notices(_YJQ, ("关于黎某等同志职务任免的通知", date(2025, 4, 25)), ("关于段某同志任职的通知", date(2025, 7, 30))),
        ),
        _page("zwgk/ldfg", "领导分工", "<p>更新日期：2024-03-05</p><p>区长 沈*：领导区政府全面工作，负责审计工作。</p><p>"
              "常务副区长 祁*：负责发展改革、财政、税务、应急管理。</p><p>副区长 甘*：负责教育、卫生健康、医疗保障。</p>"
              "<p>副区长 石*：负责农业农村、水利、乡村振兴。</p>"),
        _page("zwgk/jgsz", "机构设置", "<p>更新日期：2024-02-19</p><p>区政府工作部门二十三个，派出机构两个。区粮食和物资储备局"
              "职责划入区发展和改革局，其牌子在区发展和改革局挂牌。</p><p>办公地址：云津区人民路1号；办公时间：工作日9:00—17:00；"
              "联系电话：0799-6600001</p>"),
        Column(
            "zwgk/yjzj", "意见征集",
            notices(
                "区政府办公室",
                ("关于云津区城市更新行动方案（征求意见稿）公开征求意见的公告（已结束）", date(2025, 4, 14)),
                ("关于电动自行车停放充电管理办法（征求意见稿）公开征求意见的公告（已结束）", date(2025, 8, 18)),
            ),
            above=lambda night: "<p class='tip'>目前没有正在征集意见的事项，往期征集如下：</p>",
        ),
        _page("zwgk/zdxm", "重大建设项目", "<p>经核实，2025年度本区无区级批准的重大建设项目，市级项目见市发展和改革委员会网站。</p>"),
        _page("zwgk/sfxm", "行政事业性收费", "<p>根据省财政厅有关取消、停征行政事业性收费的通知，自2023年1月1日起本区区级部门无行政事业性"
              "收费项目，涉企收费目录清单为零。</p>"),
        _page("zwgk/yjspt", "预决算公开平台", "<p>全区各部门、各街道乡镇预决算在本平台统一公开，由区财政局维护。</p><ul><li><a href="
              "'/zwgk/yjspt/zf/'>政府预决算</a></li><li><a href='/zwgk/yjspt/2026ys/'>2026年部门预算</a></li><li><a href="
              "'/zwgk/yjspt/2025ys/'>2025年部门预算</a></li><li><a href='/zwgk/yjspt/2024js/'>2024年部门决算</a></li><li>"
              "<a href='/zwgk/yjspt/2024ys/'>2024年部门预算</a></li><li><a href='/zwgk/yjspt/2023js/'>2023年部门决算</a>"
              "</li></ul>"),
        Column(
            "zwgk/yjspt/zf", "政府预决算",
            (
                _government(2024, "预算", date(2024, 1, 30), 318_200.0),
                _government(2023, "决算", date(2024, 9, 12), 309_114.6),
                _government(2025, "预算", date(2025, 1, 22), 326_500.0),
                _government(2024, "决算", date(2025, 9, 10), 321_870.2),
                _government(2026, "预算", date(2026, 1, 28), 333_900.0),
            ),
            hidden=True,
        ),
        Column("zwgk/yjspt/2024ys", "2024年部门预算", _accounts(2024, "预算", date(2024, 2, 20)), hidden=True),
        Column("zwgk/yjspt/2023js", "2023年部门决算", _accounts(2023, "决算", date(2024, 9, 25)), hidden=True),
        Column("zwgk/yjspt/2025ys", "2025年部门预算", _accounts(2025, "预算", date(2025, 2, 12)), hidden=True),
        Column(
            "zwgk/yjspt/2024js", "2024年部门决算",
            _accounts(2024, "决算", date(2025, 9, 22), but="云津区白沙镇人民政府"), hidden=True,
        ),
        Column(
            "zwgk/yjspt/2026ys", "2026年部门预算",
            _accounts(2026, "预算", date(2026, 2, 4), but="云津区水利局"), hidden=True,
        ),
        Column(
            "zwgk/ndbg", "政府信息公开年报",
            (report(_YJQ, 2023, date(2024, 3, 26)), report(_YJQ, 2024, date(2025, 3, 25)),
             report("云津区云河街道办事处", 2024, date(2025, 1, 21)), report("云津区白沙镇人民政府", 2024, date(2025, 1, 22))),
        ),
        Column("zwgk/cgxx", "政府采购", notices("区政府办公室", ("区政府大院物业服务采购公告", date(2025, 6, 16)), ("办公设备采购成交公告", date(2025, 11, 12)))),
        Column("zwgk/qzqd", "权责清单", leads=PROVINCE),
        replace(guide(_YJQ), key="zwgk/zn"),
        replace(catalogue(_YJQ), key="zwgk/ml"),
        Column(
            "hd/qzxx", "区长信箱",
            letters(
                "区政府办公室",
                ("青石桥头红绿灯何时安装", date(2025, 8, 20), None),
                ("老年卡年审在哪里办理", date(2025, 9, 11), date(2025, 9, 16)),
                ("东湖社区停水多久恢复", date(2025, 10, 20), date(2025, 10, 23)),
                ("公租房今年何时摇号", date(2025, 12, 2), date(2025, 12, 9)),
                ("冬季供暖补贴如何申领", date(2026, 1, 19), date(2026, 1, 23)),
            ),
        ),
        Column(
            "xwzx/szyw", "省市要闻",
            notices("省政府办公厅", ("省政府召开全省稳就业会议", date(2025, 6, 4)), ("全市文旅大会召开", date(2025, 5, 27))),
        ),
        Column(
            "zt/yqfk", "疫情防控专题（已归档）",
            notices("区疾控中心", ("核酸采样点公布", date(2022, 10, 9)), ("优化防控措施问答", date(2022, 12, 8))),
            above=lambda night: "<p class='gd'>本专题已归档，归档时间：2023年1月20日。</p>",
        ),
        _page("jdxx", "街道乡镇", "<p>各街道、乡镇信息公开：</p><ul><li><a href='/jdxx/yhjd/'>云河街道</a></li><li>"
              "<a href='/jdxx/bsz/'>白沙镇</a></li></ul>"),
    ),
    per_page=20,
)  # fmt: skip

_YHJD = "云津区云河街道办事处"
YHJD = Site(
    HOST,
    _YHJD,
    (
        Column("gzdt", "街道动态", tuple(news("云河街道", ("垃圾分类", "楼道清理", "助老送餐", "邻里节", "消防演练", "反诈宣传", "社区议事"), date(2025, 7, 8), date(2026, 2, 26), 5)), home=6),
        Column(
            "tzgg", "通知公告",
            (
                *notices(_YHJD, ("关于辖区犬只登记的通告", date(2025, 7, 15)), ("关于调整社区服务时间的通知", date(2025, 10, 17)), ("关于清理楼道杂物的通告", date(2026, 1, 15))),
                Entry("2025年第四季度低保对象名单公示（公示期7天）", date(2025, 11, 4), "<p>公示期自2025年11月4日至11月11日，期满自动撤下。监督电话0799-6623300。</p><p>青石桥社区低保新增对象：苏*、温*。</p>", gone=date(2025, 11, 12)),
            ),
            home=4,
        ),
        Column("zcwj", "政策文件", notices(_YHJD, ("云河街道物业矛盾调处办法", date(2025, 6, 25)), ("云河街道网格员考核办法", date(2025, 11, 26)))),
        _page("jgsz", "机构设置", "<p>主要职责：统筹辖区党建、公共服务、公共管理和公共安全。</p><p>党政办、公共服务办、平安法治办、城市管理办。办公地址：云河路12号；办公时间：工作日9:00—17:00；联系电话：0799-6623300；负责人：主任 鲁*</p>"),
        _page("tdzs", "征地信息", "<p>云河街道辖区内无集体土地，无土地征收事项，本栏目无信息。</p>"),
        _page("zjd", "宅基地审批", "<p>因街道已全部完成撤村建居，无宅基地审批事项，故无公开内容。如有疑问请致电0799-6623300。</p>"),
        Column("yjs", "财政预决算", leads="/zwgk/yjspt/"),
        Column("shjz", "社会救助", notices(_YHJD, ("云河街道2025年临时救助政策告知", date(2025, 4, 22)), ("城乡低保办理流程", date(2025, 9, 2)))),
        guide(_YHJD),
    ),
    base="/jdxx/yhjd",
)  # fmt: skip

_BSZ = "云津区白沙镇人民政府"
BSZ = Site(
    HOST,
    _BSZ,
    (
        Column("gzdt", "镇村动态", tuple(news("白沙镇", ("秋种", "河道清淤", "村级换届准备", "厕所改造", "冬修水利", "森林巡护"), date(2025, 7, 4), date(2026, 2, 26), 6)), home=6),
        Column("tzgg", "通知公告", notices(_BSZ, ("关于春季动物防疫的通知", date(2025, 2, 27)), ("关于渡口停航检修的通告", date(2025, 3, 11)), ("关于集镇占道经营整治的通告", date(2024, 10, 10))), home=3),
        Column("zcwj", "政策文件", notices(_BSZ, ("白沙镇集体资金管理办法", date(2025, 8, 6)), ("白沙镇人居环境积分办法", date(2025, 12, 15)))),
        _page("jgsz", "机构设置", "<p>主要职责：落实国家政策，发展农村经济，服务农民群众。</p><p>党政综合办、经济发展办、社会事务办、应急管理办。办公地址：白沙镇渡口街3号；办公时间：工作日9:00—17:00；联系电话：0799-6688001；负责人：镇长 向*</p>"),
        _page("hnbt", "惠农补贴", "<p>栏目建设中……</p>"),
        Column("jtzc", "集体资产", leads="http://nccq.beihe.example.gov.cn/yunjin/bsz/"),
        Column("yjs", "财政预决算", leads="/zwgk/yjspt/"),
        Column("shjz", "社会救助", notices(_BSZ, ("白沙镇特困供养政策告知", date(2025, 5, 21)),)),
        guide(_BSZ),
    ),
    base="/jdxx/bsz",
)  # fmt: skip


def answer(target: str, night: date) -> Answer | None:
    for site in (YHJD, BSZ):
        if target.startswith(site.base + "/"):
            return site.answer(target, night)
    return YJQ.answer(target, night)
