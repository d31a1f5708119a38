"""市监局 behind a wall, 城管局, the zone, the tax office on the province's site, the hospital."""

from datetime import date

from tests.cities.city import Answer
from tests.cities.yunjin.base import Asked, Column, Entry, Numbered, Site, html, moved
from tests.cities.yunjin.bureaus import reports, standing
from tests.cities.yunjin.portal import PLATFORM, PROVINCE
from tests.cities.yunjin.writing import (
    account,
    duties,
    handling,
    letters,
    news,
    notices,
    table,
)

_LAST = date(2026, 2, 26)
_CHALLENGE = (
    "<html><head><meta charset='utf-8'></head><body><script>var a='Hs3k';document.cookie='__jsl_clearance_s='"
    "+a.split('').reverse().join('')+';max-age=3600;path=/';location.href=location.pathname;</script></body></html>"
)
_WALL = (
    "<html><head><meta charset='utf-8'><title>访问被拦截</title></head><body><p>您的请求疑似攻击行为，已被网站防护系统拦截。"
    "事件编号：7c21e0</p></body></html>"
)

# ---- 市监局
_SCJ = "云津区市场监督管理局"
_REMEDY = "<p>　　不服本决定的，可以在六十日内向云津区人民政府申请行政复议，也可以在六个月内向人民法院提起行政诉讼。</p>"
SCJ = Numbered(
    "scj.yunjin.example.gov.cn",
    _SCJ,
    (
        Column("gzdt", "工作动态", tuple(news("区市监局", ("食品抽检", "电梯检查", "价格巡查", "计量检定", "网络交易监测"), date(2025, 7, 2), _LAST, 5)), home=7),
        Column("tzgg", "通知公告", notices("区市监局", ("关于食品抽检结果的公告", date(2025, 8, 28)), ("关于个体工商户年报的通知", date(2025, 10, 14)))),
        Column("zcwj", "政策文件", notices("区市监局", ("云津区小餐饮备案办法", date(2025, 6, 19)), ("云津区知识产权资助办法", date(2025, 9, 9)))),
        Column(
            "xzcf", "行政处罚公示",
            tuple(
                Entry(f"云市监处罚〔2025〕{no}号", on, f"<p>　　当事人{what}，决定责令改正并处罚款。</p>{_REMEDY}", gone=gone)
                for no, what, on, gone in (
                    (31, "经营过期食品", date(2025, 6, 10), date(2025, 11, 1)),
                    (44, "使用未检定计量器具", date(2025, 8, 5), date.max),
                    (52, "虚假宣传", date(2025, 9, 24), date.max),
                )
            ),
            above=lambda night: "<p>完成信用修复的行政处罚信息自修复之日起停止公示。</p>",
        ),
        Column("qzqd", "权责清单", leads=PROVINCE),
        Column("yjs", "预算决算", leads=PLATFORM),
        Column("bszn", "办事指南", handling("食品经营许可", "个体工商户登记", "特种设备使用登记")),
        Column("cgxx", "政府采购", notices("区市监局", ("食品检测服务采购公告", date(2025, 4, 15)),)),
        *standing(_SCJ, "市场监管"),
    ),
)  # fmt: skip


def scj(target: str, night: date) -> Answer | None:
    if night >= date(2025, 11, 21):
        return html(_CHALLENGE, 521, **{"set-cookie": "__jsluid_s=9f2; path=/"})
    return SCJ.answer(target, night)


# ---- 城管局: penalties and how they are weighed, and no word of what one can do against them
_CGJ = "云津区城市管理局"


def _fine(no: int, what: str, on: date) -> Entry:
    text = (
        f"<p>　　当事人{what}，违反《城市市容和环境卫生管理条例》的规定，本机关决定处罚款。当事人应当自收到决定书之日起十五日内"
        "到指定银行缴纳罚款，逾期不缴纳的每日按罚款数额的百分之三加处罚款。</p>"
    )
    return Entry(f"云城管罚决字〔{on.year}〕第{no}号行政处罚决定书", on, text)


CGJ = Asked(
    "cgj.yunjin.example.gov.cn",
    _CGJ,
    (
        Column("gzdt", "城管动态", tuple(news("区城管局", ("占道经营整治", "共享单车清运", "环卫作业", "户外广告清理", "渣土运输检查"), date(2025, 6, 5), date(2026, 2, 2), 4)), home=8),
        Column("tzgg", "通知公告", notices("区城管局", ("关于规范夜市经营的通告", date(2025, 7, 25)), ("关于暴露垃圾清理的通知", date(2025, 11, 6)))),
        Column("zcwj", "政策文件", notices("区城管局", ("云津区户外招牌设置规定", date(2025, 5, 14)), ("云津区停车泊位管理办法", date(2025, 10, 27)))),
        Column(
            "xzcf", "行政处罚",
            tuple(
                _fine(n, what, on)
                for n, what, on in (
                    (101, "占道经营", date(2025, 6, 6)), (108, "乱倒渣土", date(2025, 6, 27)), (117, "擅自设置广告牌", date(2025, 7, 17)),
                    (126, "车辆带泥上路", date(2025, 8, 14)), (133, "占道洗车", date(2025, 9, 4)), (140, "焚烧垃圾", date(2025, 10, 16)),
                    (152, "损坏绿化", date(2025, 11, 20)), (160, "占道堆物", date(2025, 12, 18)),
                )
            ),
        ),
        Column("cljz", "处罚依据和裁量基准", page="<h2>行政处罚依据和裁量基准</h2>" + table(("违法行为", "处罚依据", "裁量"), ("占道经营", "市容条例第十四条", "罚款一百元至五百元"), ("乱倒渣土", "渣土管理规定第十五条", "罚款五千元至五万元"), ("擅自设置广告", "市容条例第十一条", "罚款五百元至五千元"))),
        Column("yjs", "预算决算", leads=PLATFORM),
        Column("bszn", "办事须知", page="<h2>办事须知</h2><p>临时占道审批、渣土处置核准请到区政务服务大厅三楼5号窗口办理，工作日9:00—17:00，五个工作日办结，电话0799-6627788。</p>"),
        Column("gkzn", "政府信息公开指南", page=f"<h2>{_CGJ}政府信息公开指南</h2><p>公开内容：机构职能、规范性文件、预算决算、行政处罚。获取方式：本网站。依申请公开受理机构：办公室，地址云津区滨河路90号，工作日9:00—17:00，电话0799-6627700，传真0799-6627701，邮箱cgj@yunjin.example.gov.cn。</p>"),
        Column("gkml", "政府信息公开目录", page="<h2>政府信息公开目录</h2>" + table(("索引号", "内容"), ("CG-01", "机构职能"), ("CG-02", "预算决算"), ("CG-03", "行政处罚"))),
        Column("cgxx", "政府采购", notices("区城管局", ("洒水车采购公告", date(2025, 6, 24)),)),
        duties(_CGJ, "城市管理"),
        Column("ndbg", "年度报告", tuple(
            Entry(f"{_CGJ}{year}年政府信息公开工作年度报告", on, "<p>一、总体情况。二、主动公开情况。三、收到和处理申请情况。四、结果情况：无。五、问题和改进。</p>")
            for year, on in ((2023, date(2024, 1, 25)), (2024, date(2025, 1, 23)), (2025, date(2026, 1, 22)))
        )),
    ),
)  # fmt: skip

# ---- 开发区管委会: no powers, a heavy 其他 whose parts stand in a table of their own
_KFQ = "云津经济开发区管理委员会"
_PARTS = "<p>　　六、其他支出构成见所附明细表。</p><p align='center'>其他支出明细表</p><p align='right'>单位：万元</p>"


def _zone_account(year: int, kind: str, on: date, total: float) -> Entry:
    other = round(total * 0.27, 2)
    parts = [("标准厂房配电改造", 0.45), ("污水管网应急修复", 0.35), ("企业服务中心搬迁", 0.2)]
    amounts = [(name, round(other * share, 2)) for name, share in parts[:-1]]
    amounts.append((parts[-1][0], round(other - sum(a for _, a in amounts), 2)))
    told = table(("项目", "金额"), ("合计", f"{other:.2f}"), *((n, f"{a:.2f}") for n, a in amounts))
    return account(_KFQ, year, kind, on, total, 0.27, _PARTS + told)


KFQ = Numbered(
    "kfq.yunjin.example.gov.cn",
    _KFQ,
    (
        Column("yqdt", "园区动态", (*news("云津经开区", ("项目签约", "企业走访", "厂房建设", "用工招聘会", "环保检查", "产业链对接"), date(2025, 7, 8), date(2026, 2, 12), 5), *notices("云津经开区", ("云津经开区节前安全检查收官", date(2026, 2, 13)))), home=8),
        Column("tzgg", "通知公告", notices("经开区管委会", ("关于标准厂房招租的公告", date(2025, 7, 28)), ("关于园区停电检修的通知", date(2025, 11, 19)), ("关于企业复工检查的通知", date(2026, 2, 12))), home=3),
        Column("zcwj", "政策文件", notices("经开区管委会", ("云津经开区入园企业扶持办法", date(2025, 8, 1)), ("云津经开区亩均评价办法", date(2025, 12, 22)))),
        Column("xzzf", "行政执法", page="<h2>行政执法</h2><p>本管委会为区政府派出机构，不具有行政处罚、行政许可等行政执法主体资格，无行政执法事项。</p>"),
        Column("bmys", "预算决算", (
            _zone_account(2024, "预算", date(2024, 2, 21), 5_210.0), _zone_account(2023, "决算", date(2024, 9, 27), 5_188.4),
            _zone_account(2025, "预算", date(2025, 2, 14), 5_402.2), _zone_account(2024, "决算", date(2025, 9, 24), 5_377.5),
            _zone_account(2026, "预算", date(2026, 2, 5), 5_500.8),
        )),
        Column("bszn", "办事服务", page="<h2>办事服务</h2><p>本管委会不直接办理审批事项，企业开办、项目备案等由区政务服务大厅经开区专窗代收代办，电话0799-6630018。</p>"),
        Column("tzzn", "投资指南", notices("经开区管委会", ("云津经开区概况和区位", date(2023, 5, 8)), ("入园流程图", date(2024, 10, 14)))),
        Column("cgxx", "政府采购", notices("经开区管委会", ("园区道路保洁采购公告", date(2025, 3, 27)),)),
        Column("zxzx", "企业诉求", letters("经开区管委会", ("厂房租金能否分期缴纳", date(2025, 9, 3), date(2025, 9, 8)), ("员工宿舍如何申请", date(2025, 12, 23), date(2025, 12, 26)))),
        *standing(_KFQ, "园区"),
    ),
)  # fmt: skip

# ---- 税务局: a folder of the province's site
_SWJ = "国家税务总局云津区税务局"
TAX = "tax.beihe.example.gov.cn"
SWJ = Site(
    TAX,
    _SWJ,
    (
        Column("swdt", "税务动态", tuple(news("云津税务", ("个税汇算辅导", "出口退税", "电子发票推广", "社保费征缴", "纳税信用评价"), date(2025, 7, 10), _LAST, 6)), home=6),
        Column("tzgg", "通知公告", notices("云津区税务局", ("关于办税服务厅搬迁的通告", date(2025, 8, 22)), ("关于征期延长的通告", date(2025, 10, 10)), ("关于系统升级停机的通告", date(2026, 1, 30))), home=3),
        Column("sfgk", "税费政策", leads=f"http://{TAX}/zcfg/"),
        Column("szyw", "省局要闻", leads=f"http://{TAX}/szyw/"),
        duties(_SWJ, "税务"),
        reports(_SWJ, date(2026, 1, 26)),
    ),
    base="/yunjin",
)  # fmt: skip
_PROVINCE = Site(
    TAX,
    "国家税务总局北河省税务局",
    (
        Column("szyw", "省局要闻", tuple(news("省税务局", ("税收宣传", "征管改革", "跨省通办"), date(2025, 9, 1), _LAST, 9)), home=5),
        Column("zcfg", "税费政策", notices("省税务局", ("关于土地使用税减免的公告", date(2024, 12, 30)), ("关于印花税申报的公告", date(2025, 1, 16)))),
    ),
)  # fmt: skip


def swj(target: str, night: date) -> Answer | None:
    if night in (date(2025, 11, 21), date(2025, 12, 19)):
        return html(_CHALLENGE, 521, **{"set-cookie": "__jsluid_h=31c; path=/"})
    if target == "/yunjin/":
        return moved("/yunjin/?ck=1", 302, **{"set-cookie": "SERVERID=a1; path=/"})
    site = SWJ if target.startswith("/yunjin/") else _PROVINCE
    return site.answer(target, night)


# ---- 人民医院
_YY = "云津区人民医院"
YY = Site(
    "www.yjrmyy.example.cn",
    _YY,
    (
        Column("yydt", "医院动态", tuple(news("区医院", ("义诊", "专家坐诊", "急诊演练", "护理竞赛", "胸痛中心建设"), date(2025, 7, 9), _LAST, 8)), home=6),
        Column(
            "zpgg", "招聘公告",
            (Entry("2025年下半年招聘护理人员公告", date(2025, 9, 28), "<p>招聘护士十二名，报名截止10月20日，报名结束后本公告自动撤下。</p>", gone=date(2025, 10, 22)),
             *notices(_YY, ("2025年规培招收简章", date(2025, 6, 3)),)),
        ),
        Column("cgxx", "采购公告", notices(_YY, ("超声设备采购公告", date(2025, 8, 13)), ("被服洗涤服务采购公告", date(2025, 12, 9)))),
        Column("jgcx", "医疗价格", page="<h2>医疗服务价格</h2>" + table(("项目", "价格（元）"), ("门诊诊查费", "8.00"), ("静脉注射", "5.00"), ("血常规", "18.00"))),
        Column("yygk", "医院概况", page="<h2>医院概况</h2><p>云津区人民医院始建于1952年，为二级甲等综合医院，开放床位480张，设临床科室二十六个，隶属区卫生健康局。地址：云津区健康路6号，急诊电话0799-6640120。</p>"),
    ),
    code="",
)  # fmt: skip


def yy(target: str, night: date) -> Answer | None:
    if night in (date(2025, 10, 24), date(2025, 11, 7)):
        return html(_WALL, 412)
    if night == date(2025, 12, 5):
        return html(
            "<html><head><meta charset='utf-8'><title>提示</title></head><body><p>您当前使用IPv4网络访问，按照IPv6单栈试点安排，"
            "本站今日仅支持IPv6访问，请切换网络后重试。</p></body></html>"
        )
    return YY.answer(target, night)
