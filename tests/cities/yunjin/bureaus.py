"""Bureaus with hosts of their own: one that took in another, one of months, the treasury, police."""

import zipfile
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

from tests.cities.city import Answer
from tests.cities.yunjin.base import Asked, Column, Entry, Numbered, Site, html, moved
from tests.cities.yunjin.portal import PLATFORM
from tests.cities.yunjin.writing import (
    account,
    catalogue,
    duties,
    guide,
    handling,
    letters,
    news,
    notices,
    prose,
    report,
    table,
)

_LAST = date(2026, 2, 26)


def reports(unit: str, newest: date) -> Column:
    told = (
        report(unit, 2023, date(2024, 1, 24)),
        report(unit, 2024, date(2025, 1, 20)),
        report(unit, 2025, newest),
    )
    return Column("ndbg", "政府信息公开年报", told)


def standing(unit: str, short: str, newest: date = date(2026, 1, 21)) -> tuple[Column, ...]:
    return (duties(unit, short), guide(unit), catalogue(unit), reports(unit, newest))


# ---- 发改局, which took in 粮食局
_FGJ = "云津区发展和改革局"
_JOINED = date(2025, 11, 1)
_GRAIN_NEWS = tuple(
    news(
        "区粮储局",
        ("秋粮收储", "储备轮换", "仓库消防", "节粮宣传", "应急物资清点"),
        date(2025, 7, 9),
        date(2025, 10, 29),
        6,
    )
)
_GRAIN_NOTICES = notices(
    "区粮食和物资储备局",
    ("关于粮食收购备案的公告", date(2025, 6, 20)),
    ("关于公布2025年应急供应网点的公告", date(2025, 8, 14)),
    ("关于秋粮质量抽检的通知", date(2025, 9, 25)),
)
_GRAIN = "云津区粮食和物资储备局"
LSJ = Asked(
    "lsj.yunjin.example.gov.cn",
    _GRAIN,
    (
        Column("lsdt", "粮食动态", _GRAIN_NEWS, home=6),
        Column("lsgg", "通知公告", _GRAIN_NOTICES, home=3),
        duties(_GRAIN, "粮食"),
    ),
)
FGJ = Numbered(
    "fgj.yunjin.example.gov.cn",
    _FGJ,
    (
        Column("gzdt", "工作动态", tuple(news("区发改局", ("项目储备", "价格监测", "能耗双控", "信用建设", "专项债申报"), date(2025, 7, 7), _LAST, 5)), home=7),
        Column(
            "tzgg", "通知公告",
            notices(
                "区发改局",
                ("关于申报中小企业技改项目的通知", date(2025, 7, 18)),
                ("关于公布信用修复流程的公告", date(2025, 9, 12)),
                ("关于召开天然气价格听证会的公告", date(2025, 11, 13)),
                ("关于2026年重点项目申报的通知", date(2026, 1, 8)),
            ),
            called=lambda night: "公示公告" if night >= date(2025, 11, 21) else "通知公告",
            home=4,
        ),
        Column("zcwj", "政策文件", notices("区发改局", ("云津区充电设施布局意见", date(2025, 6, 30)), ("云津区投资项目审批流程规定", date(2025, 10, 22)))),
        Column(
            "lswz", "粮食物资",
            (
                *(replace(e, since=_JOINED) for e in (*_GRAIN_NEWS, *_GRAIN_NOTICES)),
                *news("区发改局（粮储）", ("冬季库存检查", "军粮供应", "轮换计划"), date(2025, 11, 5), _LAST, 8),
            ),
        ),
        Column("yjs", "预算决算", leads=PLATFORM),
        Column("bszn", "办事指南", handling("企业投资项目备案", "粮食收购企业备案", "节能报告审查")),
        Column("cgxx", "政府采购", notices("区发改局", ("价格监测服务采购公告", date(2025, 5, 28)),)),
        Column("zdxm", "重大项目", notices("区发改局", ("云津区2025年重点项目名单", date(2025, 3, 5)), ("2025年三季度重点项目进展", date(2025, 10, 16)))),
        *standing(_FGJ, "发展改革"),
    ),
)  # fmt: skip


def fgj(target: str, night: date) -> Answer | None:
    if night == date(2025, 12, 5):
        return html(
            "<html><head><meta charset='utf-8'><title>系统维护公告</title></head><body><h1>系统维护公告</h1><p>"
            "因机房电力改造，本网站于2025年12月4日20时至12月6日8时暂停访问，带来不便敬请谅解。</p><p>云津区发展和改革局</p></body></html>"
        )
    return FGJ.answer(target, night)


def lsj(target: str, night: date) -> Answer | None:
    if night >= _JOINED:
        column = next(c for c in FGJ.columns if c.key == "lswz")
        return moved(f"http://{FGJ.host}{FGJ.list_at(column, 1)}", 301)
    return LSJ.answer(target, night)


# ---- 教育局: notices by months, old news with new days
_JYJ = "云津区教育局"
_COPIED = date(2025, 12, 1)
_MONTHS = ("202509", "202510", "202511", "202512", "202601", "202602")
_OLD_NEWS = tuple(
    news(
        "区教育局",
        ("双减督查", "校园安全", "教师培训", "研学实践", "体育联赛", "营养午餐"),
        date(2025, 7, 2),
        date(2025, 11, 20),
        5,
    )
)


def _again(n: int, on: date) -> Entry:
    """The same page in the same place, each night of that month under a day of that week."""
    entry = _OLD_NEWS[8 + n]
    return replace(
        entry,
        bears=lambda night: (
            night - timedelta(days=n + 1) if _COPIED <= night < date(2026, 1, 1) else on
        ),
    )


_NEWS = (
    *(e for e in _OLD_NEWS if e not in _OLD_NEWS[8:13]),
    *(_again(n, _OLD_NEWS[8 + n].on) for n in range(5)),
    *news(
        "区教育局", ("期末安排", "寒假托管", "开学检查", "食堂开放日"), date(2026, 1, 5), _LAST, 4
    ),
)
_JYJ_NOTICES = notices(
    "区教育局",
    ("关于2025年教师招聘面试的公告", date(2025, 9, 4)),
    ("关于秋季学期转学安排的通知", date(2025, 9, 19)),
    ("关于校外培训机构年检的通知", date(2025, 10, 22)),
    ("关于中小学冬季作息的通知", date(2025, 11, 3)),
    ("关于普通话水平测试的公告", date(2025, 11, 18)),
    ("关于寒假放假时间的通知", date(2025, 12, 11)),
    ("关于春季开学时间的通知", date(2026, 2, 25)),
)


def _months(night: date) -> str:
    told = "".join(
        f'<a href="/list.jsp?lm=tzgg&amp;m={m}">{m[:4]}年{m[4:]}月</a> '
        for m in _MONTHS
        if m <= f"{night:%Y%m}"
    )
    none = any(e.stands(night) and _this_month(e, night) for e in _JYJ_NOTICES)
    return f"<p>按月查看：{told}</p>" + (
        "" if none else "<p>本月暂无信息，请按月份查看往期公告。</p>"
    )


def _this_month(entry: Entry, night: date) -> bool:
    return (entry.on.year, entry.on.month) == (night.year, night.month)


def _month(m: str) -> Column:
    told = tuple(e for e in _JYJ_NOTICES if f"{e.on:%Y%m}" == m)
    return Column(f"tzgg&m={m}", f"通知公告（{m}）", told, hidden=True)


JYJ = Asked(
    "jyj.yunjin.example.gov.cn",
    _JYJ,
    (
        Column("gzdt", "工作动态", _NEWS, home=8),
        Column("tzgg", "通知公告", _JYJ_NOTICES, above=_months, listed=_this_month),
        *map(_month, _MONTHS),
        Column("zcwj", "政策文件", notices("区教育局", ("云津区义务教育划片办法", date(2025, 6, 16)), ("云津区课后服务管理办法", date(2025, 9, 29)), ("云津区学籍管理细则", date(2026, 1, 14)))),
        Column("mbjy", "民办教育"),
        Column("yjs", "预算决算", leads=PLATFORM),
        Column("bszn", "办事指南", handling("教师资格认定", "民办幼儿园设立", "义务教育入学")),
        Column("cgxx", "政府采购", notices("区教育局", ("课桌椅采购公告", date(2025, 7, 22)),)),
        Column("zxzx", "在线咨询", letters("区教育局", ("随迁子女如何入学", date(2025, 8, 6), date(2025, 8, 11)), ("转学材料有哪些", date(2025, 12, 17), date(2025, 12, 22)))),
        *standing(_JYJ, "教育", date(2026, 2, 20)),
    ),
)  # fmt: skip

# ---- 财政局: old papers in an archive, a reason for one year's 其他, none for another's
_CZJ = "云津区财政局"
_PACKED = date(2025, 12, 1)
_OLD_PAPERS = tuple(
    Entry(title, on, prose(title, "区财政局"), gone=_PACKED)
    for title, on in (
        ("云津区行政事业单位资产处置办法", date(2023, 4, 11)),
        ("云津区财政专项资金管理办法", date(2023, 9, 6)),
        ("云津区政府投资基金管理细则", date(2024, 3, 19)),
        ("云津区差旅费管理补充规定", date(2024, 8, 8)),
    )
)


def _packed() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in _OLD_PAPERS:
            made.writestr(zipfile.ZipInfo(f"{entry.no}.txt", (2025, 12, 1, 9, 0, 0)), entry.text)
    return out.getvalue()


_WHY = (
    "<p>　　六、其他重要事项说明。“其他支出”为区级预备金项下统筹安排，包括公共停车场智能化改造、档案库房搬迁和会计"
    "核算系统国产化替代三个项目。</p>"
)
CZJ = Site(
    "czj.yunjin.example.gov.cn",
    _CZJ,
    (
        Column("gzdt", "财政动态", tuple(news("区财政局", ("预算绩效", "国库支付", "债务监测", "政府采购监管", "会计培训", "惠民补贴核查"), date(2025, 7, 1), _LAST, 6)), home=7),
        Column("tzgg", "通知公告", notices("区财政局", ("关于会计继续教育的通知", date(2025, 7, 10)), ("关于代理机构考核的公告", date(2025, 10, 13)), ("关于年终结账时间的通知", date(2025, 12, 16)))),
        Column(
            "zcwj", "政策文件",
            (*notices("区财政局", ("云津区预算评审管理办法", date(2025, 5, 7)), ("云津区非税收入票据规定", date(2025, 9, 17)), ("云津区政府采购限额标准", date(2026, 1, 9))), *_OLD_PAPERS),
            above=lambda night: (
                "<p>2023年、2024年文件已汇编归档，目录及打包下载见<a href='/lnwj/'>历年文件汇编</a>。</p>" if night >= _PACKED else ""
            ),
        ),
        Column(
            "lnwj", "历年文件汇编",
            page="<h2>2023—2024年文件汇编（归档时间：2025年12月1日）</h2>" + table(("标题", "发文日期"), *((e.title, str(e.on)) for e in _OLD_PAPERS))
            + "<p>打包下载：<a href='/files/lnwj2023-2024.zip'>2023—2024年文件汇编.zip</a></p>",
            hidden=True,
        ),
        Column(
            "bmys", "本部门预决算",
            (
                account(_CZJ, 2024, "预算", date(2024, 2, 20), 2_204.0),
                account(_CZJ, 2023, "决算", date(2024, 9, 24), 2_231.8),
                account(_CZJ, 2025, "预算", date(2025, 2, 13), 2_266.3, 0.24, _WHY),
                account(_CZJ, 2024, "决算", date(2025, 9, 23), 2_290.7),
                account(_CZJ, 2026, "预算", date(2026, 2, 3), 2_371.9, 0.33),
            ),
        ),
        Column("yjs", "全区预决算", leads=PLATFORM),
        Column("sfml", "收费目录", page="<h2>涉企收费目录清单</h2><p>本区无区级设立的涉企行政事业性收费项目（原有项目自2023年起全部取消）。</p>"),
        Column("bszn", "办事指南", handling("会计代理记账许可", "非税票据领用", "政府采购投诉受理")),
        Column("cgxx", "政府采购", notices("区财政局", ("预算评审中介服务采购公告", date(2025, 4, 29)),)),
        *standing(_CZJ, "财政"),
    ),
    files={"/files/lnwj2023-2024.zip": _packed()},
)  # fmt: skip

# ---- 公安局: accounts that are secret, an inner address behind its menu, words of what it fights
_GAJ = "云津区公安局"
_RIGHTS = "<p>　　如不服本决定，可以在收到决定书之日起六十日内向区人民政府申请行政复议，或者在六个月内依法向人民法院提起行政诉讼。</p>"


def _decision(no: int, what: str, on: date, gone: date = date.max) -> Entry:
    title = f"云公（治）行罚决字〔{on.year}〕{no}号行政处罚决定信息"
    text = f"<p>　　经查，当事人某于近日{what}，依据《中华人民共和国治安管理处罚法》，决定给予行政处罚。</p>{_RIGHTS}"
    return Entry(title, on, text, gone=gone)


GAJ = Site(
    "gaj.yunjin.example.gov.cn",
    _GAJ,
    (
        Column("jwdt", "警务动态", tuple(news("区公安局", ("打击赌博专项行动", "反诈宣传", "扫黄打非清查", "夜间巡防", "校园护学", "危爆物品检查"), date(2025, 7, 5), _LAST, 4)), home=8),
        Column("tzgg", "通知通告", notices("区公安局", ("关于禁止燃放烟花爆竹的通告", date(2025, 8, 25)), ("关于马拉松赛事交通管制的通告", date(2025, 10, 18)), ("关于收缴非法枪爆物品的通告", date(2026, 1, 6))), home=3),
        Column("zcwj", "政策文件", notices("区公安局", ("云津区流动人口登记规定", date(2025, 6, 12)), ("云津区旅馆业管理细则", date(2025, 11, 10)))),
        Column(
            "xzcf", "行政处罚",
            (
                _decision(211, "殴打他人", date(2025, 8, 4)), _decision(236, "参与赌博", date(2025, 9, 2)),
                _decision(259, "扰乱单位秩序", date(2025, 10, 9), date(2026, 1, 5)), _decision(284, "盗窃电动车电瓶", date(2025, 11, 12)),
                _decision(12, "非法燃放烟花", date(2026, 1, 16)),
            ),
            above=lambda night: "<p>公示满三个月或完成信用修复的处罚信息，依规定撤下。</p>",
        ),
        Column("zfyj", "执法依据和裁量基准", page=f"<h2>行政执法依据、裁量基准和程序</h2>{table(('职权', '依据', '裁量', '责任事项', '追责情形'), ('对扰乱公共秩序的处罚', '治安管理处罚法第二十六条', '警告至十日拘留', '立案、告知、决定、送达', '超期不办的'), ('对殴打他人的处罚', '治安管理处罚法', '五日至十五日', '立案、告知、决定、送达', '徇私枉法的'))}{_RIGHTS}<p>监督投诉电话：0799-6612389</p>"),
        Column("yjs", "预算决算", page="<h2>预算决算</h2><p>根据《中华人民共和国预算法》第十四条，涉及国家秘密的除外。经区保密行政管理部门审查确认，云津区公安局2024年、2025年、2026年部门预算和2023年、2024年部门决算涉及国家秘密，不予公开。</p>"),
        Column("bszn", "办事指南", handling("居民身份证换领", "户口迁移", "保安员证核发")),
        Column("jwgk", "警务公开查询", leads="http://10.32.8.15/xxgk/"),
        Column("cgxx", "政府采购", notices("区公安局", ("执法记录仪采购公告", date(2025, 6, 5)),)),
        *standing(_GAJ, "公安"),
    ),
)  # fmt: skip
