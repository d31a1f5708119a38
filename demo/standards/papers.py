"""政府信息公开: what a unit must put up by law, in ordinary and in unusual shapes, and what is not
there.
"""

from datetime import date, timedelta

from demo.standards.files import workbook
from demo.standards.matters import PlannedMatter, TruthCase
from demo.standards.plan import LAST, Plan
from demo.standards.site import File, ListLook, SiteChannel, SiteItem
from demo.standards.writing import Pen, paragraphs, table
from demo.writing.fields import FIELDS
from demo.writing.money import DemoPaper, Style, write

_REPORT = "{full}{year}年政府信息公开工作年度报告"
_ODD_REPORTS = (
    "{short}2025年度政务公开工作年报",
    "{short}政府信息公开工作年度报告（2025年）",
    "{full}关于2025年度政府信息公开工作情况的年度报告",
)
_REPORT_UP_DEFAULT = date(2026, 1, 23)
TOWN_ITEMS = (
    ("农业农村政策", "{town}惠农政策明白纸（农业农村政策汇编）"),
    ("农田水利", "2025年小型农田水利设施建设和管护情况公示表"),
    ("土地承包", "农村土地承包经营权流转情况一览"),
    ("宅基地", "宅基地使用情况审核公开"),
    ("土地征收", "集体土地征收补偿安置情况"),
    ("房屋征收", "房屋征收与补偿结果公开"),
    ("筹资筹劳", "村级一事一议筹资筹劳公开"),
    ("社会救助", "2025年四季度社会救助资金发放情况"),
)


def disclosure(pen: Pen, plan: Plan, first_no: int, *, is_mute: bool) -> list[SiteChannel]:
    """政府信息公开 and what stands below it. `is_mute`: nothing speaks of redress."""
    case = plan.case(pen.unit.id, PlannedMatter.DISCLOSURE)
    variant = case.variant if case else ""
    host = f"http://xxgk.province-{pen.place.domain}.example/{pen.unit.id}/"
    if variant == "platform_too":
        return [SiteChannel("zwgk", first_no, "政府信息公开", away=host)]
    away = (
        f"http://xxgk.city-{pen.place.domain}.example/{pen.unit.id}/"
        if variant == "platform"
        else ""
    )
    found = [SiteChannel("zwgk", first_no, pen.rng.pick(("政务公开", "政府信息公开", "信息公开")))]
    if variant != "functions_none":
        found.append(_functions(pen, first_no + 1))
    found.append(_leaders(pen, first_no + 2))
    if away:
        names = (
            ("gkzn", "政府信息公开指南"),
            ("gkml", "政府信息公开目录"),
            ("gknb", "政府信息公开年报"),
        )
        found += [
            SiteChannel(key, first_no + 3 + n, name, up="zwgk", away=f"{away}{key}/")
            for n, (key, name) in enumerate(names)
        ]
    elif variant == "odd_title":
        found.append(_by_request(pen, first_no + 3, is_mute))
    else:
        if variant != "guide_none":
            found.append(_guide(pen, first_no + 3, is_mute, variant == "attachments"))
        if variant != "catalogue_none":
            found.append(_catalogue(pen, first_no + 4))
    is_town = pen.unit.kind == "township"
    if not away and not (is_town and pen.unit.id in ("zhen2", "xiang4")):
        found.append(_reports(pen, first_no + 5, case))
    if pen.unit.kind != "vertical":
        found.append(_money(pen, first_no + 6, variant.startswith("budget_late")))
    if variant != "powers_none":
        found.append(_powers(pen, first_no + 7, is_mute))
    found.append(_fields(pen, first_no + 8, variant))
    return found


def _text(key: str, no: int, name: str, html: str) -> SiteChannel:
    return SiteChannel(key, no, name, up="zwgk", look=ListLook.TEXT, text=lambda night, link: html)


def _functions(pen: Pen, no: int) -> SiteChannel:
    unit, rng = pen.unit, pen.rng
    offices = rng.sample(("办公室", "综合股", "法规股", "业务股", "项目股", "财务股", "人事股"), 4)
    works = "".join(
        f"<p>（{n}）负责全县{topic}工作。</p>" for n, topic in enumerate(unit.topics, 1)
    )
    rows = [
        [office, f"承担{rng.pick(unit.topics)}等事务", f"{rng.between(1, 5)}楼"]
        for office in offices
    ]
    ways = (
        f"<h3>主要职责</h3>{works}<h3>内设机构</h3>{table(['机构', '职责', '位置'], rows)}",
        f"<p><b>一、机构职责</b></p>{works}<p><b>二、内设机构</b></p>"
        + paragraphs(*("：".join(row[:2]) for row in rows)),
    )
    contact = paragraphs(
        f"办公地址：{pen.place.name}{rng.pick(('迎宾', '人民', '学府', '滨河'))}路{rng.between(2, 199)}号　邮编：000000",
        "办公时间：工作日8:30—12:00，14:30—17:30（法定节假日除外）",
        f"联系方式：{_phone(pen)}　负责人：{_head(pen)}",
    )
    name = rng.pick(("机构职能", "单位职责", "机构概况", "机构职能"))
    return _text("jgzn", no, name, rng.pick(ways) + contact)


def _leaders(pen: Pen, no: int) -> SiteChannel:
    posts = (_head(pen), "党组成员、副职", "党组成员", "四级调研员")
    rows = [
        [post, f"分管{pen.rng.pick(pen.unit.topics)}、{pen.rng.pick(pen.unit.topics)}"]
        for post in posts
    ]
    lead = paragraphs(
        f"{pen.place.full(pen.unit)}领导班子职务及分工。班子实行集体领导与个人分工负责相结合的制度，重大事项集体研究决定。"
    )
    return _text("ldxx", no, "领导信息", lead + table(["职务", "分工"], rows))


def _head(pen: Pen) -> str:
    return {"township": "镇（乡）长", "government": "县长"}.get(pen.unit.kind, "党组书记、局长")


def _guide_text(pen: Pen, is_mute: bool) -> str:
    lines = [
        "为便于公民、法人和其他组织获取政府信息，根据《中华人民共和国政府信息公开条例》，编制本指南。",
        f"一、主动公开的范围和形式。通过{pen.place.name}政府网站、公开栏、档案馆查阅点公开。",
        f"二、申请公开。受理机构：{pen.unit.short}办公室；办公地址：{pen.place.name}政府大院{pen.rng.between(1, 9)}号楼；"
        f"办公时间：工作日8:30—17:30；联系电话：{_phone(pen)}；传真：{_phone(pen)}；互联网联系方式：{pen.unit.id}@{pen.place.domain}.example。",
        "三、申请人应当填写申请表，本机关自收到之日起二十个工作日内答复。",
    ]
    if not is_mute:
        lines.append(
            "四、监督和救济。认为本机关未依法履行公开义务的，可以向县政府办公室投诉、举报，也可以依法申请行政复议或者提起行政诉讼。"
        )
    return paragraphs(*lines)


def _guide(pen: Pen, no: int, is_mute: bool, as_attachment: bool) -> SiteChannel:
    name = pen.rng.pick(("政府信息公开指南", "信息公开指南", "公开指南"))
    if not as_attachment:
        return _text("gkzn", no, name, _guide_text(pen, is_mute))
    title = f"{pen.place.full(pen.unit)}政府信息公开指南"
    rows = [
        ["事项", "内容"],
        ["受理机构", "办公室"],
        ["电话", _phone(pen)],
        ["地址", pen.place.name],
    ]
    file = File(f"{title}.xlsx", "zhinan.xlsx", workbook(rows, title))
    item = SiteItem(
        pen.no(), title, date(2025, 9, 12), paragraphs(f"{title}（2025年修订）见附件。"), (file,)
    )
    return SiteChannel("gkzn", no, name, (item,), up="zwgk")


def _catalogue_text(pen: Pen) -> str:
    rows = [
        [str(n), kind, what, when, pen.unit.short]
        for n, (kind, what, when) in enumerate(
            (
                ("机构信息", "机构职能、内设机构、联系方式", "变更后20个工作日内"),
                ("政策文件", "规范性文件及解读", "形成之日起20个工作日内"),
                ("财政信息", "部门预算、决算", "批复后20日内"),
                ("业务信息", "、".join(pen.unit.topics[:3]), "及时"),
                ("年度报告", "政府信息公开工作年度报告", "每年1月31日前"),
            ),
            1,
        )
    ]
    return table(["序号", "一级目录", "公开内容", "公开时限", "公开主体"], rows)


def _catalogue(pen: Pen, no: int) -> SiteChannel:
    name = pen.rng.pick(("政府信息公开目录", "公开目录", "信息公开目录"))
    return _text("gkml", no, name, _catalogue_text(pen))


def _by_request(pen: Pen, no: int, is_mute: bool) -> SiteChannel:
    """指南 and 目录 as entries of a list with another name."""
    items = (
        SiteItem(
            pen.no(),
            f"{pen.unit.short}政府信息公开指南（2025年修订）",
            date(2025, 8, 19),
            _guide_text(pen, is_mute),
        ),
        SiteItem(
            pen.no(),
            f"{pen.unit.short}主动公开基本目录（政府信息公开目录）",
            date(2025, 8, 20),
            _catalogue_text(pen),
        ),
    )
    return SiteChannel("jcxxgk", no, "公开制度", items, up="zwgk")


def report(pen: Pen, title: str, year: int, day: date, *, in_file: bool = False) -> SiteItem:
    lines = (
        f"本报告由{pen.place.full(pen.unit)}编制，所列数据的统计期限为{year}年1月1日至12月31日。",
        f"一、总体情况。{year}年主动公开信息{pen.rng.between(60, 900)}条。",
        f"二、主动公开政府信息情况。制发规范性文件{pen.rng.between(0, 5)}件。",
        f"三、收到和处理政府信息公开申请情况。收到申请{pen.rng.between(0, 12)}件，均已按期答复。",
        "四、政府信息公开存在的主要问题及改进情况。五、其他需要报告的事项：无。",
    )
    if in_file:
        file = File(f"{title}.xlsx", f"nb{year}.xlsx", workbook([[line] for line in lines], title))
        return SiteItem(pen.no(), title, day, paragraphs("全文见附件。"), (file,))
    return SiteItem(pen.no(), title, day, paragraphs(*lines))


def _reports(pen: Pen, no: int, case: TruthCase | None) -> SiteChannel:
    variant = case.variant if case else ""
    full, short = pen.place.full(pen.unit), pen.unit.short
    names = [(year, _REPORT.format(full=full, year=year)) for year in (2023, 2024)]
    days = {2023: date(2024, 1, 26), 2024: date(2025, 1, 22)}
    items = [report(pen, title, year, days[year]) for year, title in names]
    is_out = not variant.startswith("annual") and variant not in ("on_portal", "government_report")
    if variant == "annual_none":
        items = items[:1]
    if is_out:
        odd = pen.rng.pick(_ODD_REPORTS).format(full=full, short=short)
        title = odd if variant == "odd_title" else _REPORT.format(full=full, year=2025)
        up = case.facts.get("up", _REPORT_UP_DEFAULT) if case else _REPORT_UP_DEFAULT
        assert isinstance(up, date)
        items.append(report(pen, title, 2025, up, in_file=variant == "attachments"))
    name = pen.rng.pick(("政府信息公开年报", "信息公开年度报告", "公开年报"))
    return SiteChannel("gknb", no, name, tuple(items), up="zwgk")


def _money(pen: Pen, no: int, is_late: bool) -> SiteChannel:
    unit, place = pen.unit, pen.place
    is_plain = unit.kind in ("township", "government")
    days = {
        (DemoPaper.BUDGET, 2025): date(2025, 3, 3), (DemoPaper.BUDGET, 2024): date(2024, 3, 5),
        (DemoPaper.BUDGET, 2026): date(2026, 2, 24),
        (DemoPaper.FINAL_ACCOUNTS, 2024): date(2025, 9, 12),
        (DemoPaper.FINAL_ACCOUNTS, 2023): date(2024, 9, 10),
    }  # fmt: skip
    if unit.kind == "government":  # within twenty days of the approval
        days = {key: day - timedelta(days=21) for key, day in days.items()}
        days[DemoPaper.BUDGET, 2026] = date(2026, 2, 12)
    items = []
    for (paper, year), day in days.items():
        if is_late and year == 2026:
            continue
        name = place.name if unit.kind == "government" else place.full(unit)
        told = write(
            name,
            unit.short,
            FIELDS[unit.field],
            paper,
            year,
            Style.CLEAN,
            pen.rng,
            is_town=is_plain,
        )
        up = day + timedelta(days=pen.rng.between(0, 5))
        items.append(SiteItem(pen.no(), told.title, up, told.html))
    name = pen.rng.pick(("财政预决算", "预决算公开", "财政资金"))
    return SiteChannel("czyjs", no, name, tuple(items), up="zwgk")


def _powers(pen: Pen, no: int, is_mute: bool) -> SiteChannel:
    head = ["序号", "职权名称", "职权类别", "实施依据", "责任事项", "追责情形"]
    kinds: tuple[str, ...] = ("行政许可", "行政确认", "其他行政权力")
    if pen.unit.enforcing:
        kinds = (*kinds, "行政处罚", "行政检查")
    names = [*pen.unit.services, *pen.unit.topics][:6]
    rows = [
        [str(n), name, pen.rng.pick(kinds), f"相关管理条例第{pen.rng.between(5, 60)}条",
         "受理、审查、决定、送达、事后监管责任", "不按规定受理、超时办结、滥用职权的，依规追究责任"]
        for n, name in enumerate(names, 1)
    ]  # fmt: skip
    year = pen.rng.pick((2024, 2025))
    day = date(2025, pen.rng.between(4, 12), pen.rng.between(1, 28))
    item = SiteItem(pen.no(), f"{pen.unit.short}权责清单（{year}年版）", day, table(head, rows))
    promise = SiteItem(
        pen.no(), f"{pen.unit.short}服务承诺和首问负责制", day + timedelta(days=3),
        paragraphs("一、首问负责：首位接待人员负责到底。", "二、限时办结：承诺时限内办结，超时说明理由。", "三、一次性告知：材料不全的一次讲清。"),
    )  # fmt: skip
    rights = () if is_mute else (_rights(pen, day),)
    return SiteChannel(
        "qzqd",
        no,
        pen.rng.pick(("权责清单", "权力和责任清单")),
        (item, promise, *rights),
        up="zwgk",
    )


def _rights(pen: Pen, day: date) -> SiteItem:
    lines = (
        f"公民、法人和其他组织在与{pen.unit.short}办事时享有陈述申辩、申请听证的权利。",
        f"监督投诉：请拨打监督电话{_phone(pen)}，或向县政府办公室投诉举报。",
        "对行政行为不服的，可以依法申请行政复议或者提起行政诉讼。",
    )
    return SiteItem(
        pen.no(), f"{pen.unit.short}监督投诉渠道和当事人权利告知", day, paragraphs(*lines)
    )


def _fields(pen: Pen, no: int, variant: str) -> SiteChannel:
    """重点领域: the items of articles 20 and 21 that this unit owes."""
    titles = [f"2025年度{owed}公开情况" for owed in pen.unit.owes]
    titles.append(f"{pen.unit.short}2026年度政府采购意向公开")
    if pen.unit.kind == "township":
        left_out = ("社会救助", "宅基地") if variant == "town_none" else ()
        titles += [
            title.format(town=pen.unit.short) for key, title in TOWN_ITEMS if key not in left_out
        ]
    if pen.unit.kind == "government":
        titles += [
            "2025年国民经济和社会发展统计公报",
            "国民经济和社会发展第十四个五年规划纲要",
            "突发事件总体应急预案",
            "2026年重大建设项目清单",
        ]
    days = sorted(LAST - timedelta(days=d) for d in pen.rng.sample(range(62, 300), len(titles)))
    items = tuple(
        SiteItem(pen.no(), title, day, paragraphs(f"{title}：") + pen.text("notice", 2) + table(
            ["序号", "内容", "说明"], [[str(n), pen.fill("{topic}"), pen.fill("{town}")] for n in (1, 2, 3)]
        ))
        for title, day in zip(titles, days, strict=True)
    )  # fmt: skip
    return SiteChannel(
        "zdly",
        no,
        pen.rng.pick(("重点领域公开", "重点领域信息公开", "基层政务公开")),
        items,
        up="zwgk",
    )


def _phone(pen: Pen) -> str:
    return f"0988-{pen.rng.between(6200000, 6899999)}"
