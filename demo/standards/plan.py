"""The truth of a seed: who has which fault, in which shape, and what would be said of it.

Set down before the pages; the pages obey it. Everything that depends on a page's wording (titles,
dates, counts) is drawn here, so that truth and page cannot drift apart.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from demo.seeded_random import SeededRandom
from demo.standards.matters import Beside, PlannedMatter, Said, TruthCase
from demo.standards.roster import County, CountyUnit, county

NIGHTS = tuple(
    date(2026, month, day)
    for month, day in ((1, 20), (2, 26), (3, 4), (3, 9), (3, 13), (3, 15), (3, 18), (3, 20))
)
FIRST, LAST = NIGHTS[0], NIGHTS[-1]
REPORTS_DUE = date(2026, 1, 31)  # of departments; art. 49
BUDGET_APPROVED = date(2026, 2, 10)  # + 40 days = 22 March: warned of from 12 March, due after LAST
GONE_ON, GONE_LATELY_ON = date(2026, 3, 3), date(2026, 3, 14)  # 16 and 5 days before LAST
WALLED_FROM = date(2026, 3, 13)

P, W, C, X = Said.PROBLEM, Said.WARNING, Said.CLEAR, Said.CANNOT_TELL
_NOT_ACCUSED = Said.INNOCENT


_NO_PAGES = ("january", "wall", "weak")  # told of pages that obey another case, or none


@dataclass(frozen=True, slots=True)
class Plan:
    seed: int
    county: County
    walled: str  # a wall stands before this site from WALLED_FROM on
    weak: str  # most pages of this site answer 503
    cases: tuple[TruthCase, ...]
    beside: tuple[Beside, ...]

    def case(self, unit_id: str, matter: PlannedMatter) -> TruthCase | None:
        """The case the unit's pages obey, None where they are ordinary."""
        found = [c for c in self.cases if c.unit == unit_id and c.matter is matter]
        return next((c for c in found if c.variant not in _NO_PAGES), None)

    def variant(self, unit_id: str, matter: PlannedMatter) -> str:
        case = self.case(unit_id, matter)
        return case.variant if case else ""


# name of the variant, verdict, reason; drawn in this order over a shuffled pool
Shapes = Sequence[tuple[str, Said, str]]

CHANNELS: Shapes = (
    ("a5", P, "动态要闻、通知公告、政策文件类一级栏目未更新达到5个"),
    ("blank5", P, "空白栏目达到5个"),
    ("b10", P, "应更新但长期未更新的栏目达到10个"),
    ("a3", W, "一级栏目未更新3至4个，未达到5个"),
    ("blank3", W, "空白栏目3至4个，未达到5个"),
    ("b6", W, "应更新未更新的栏目6至8个，未达到10个"),
    ("second_level", C, "未更新的五个栏目都在二级，一级栏目全部更新"),
    ("few", C, "一级未更新2个、空白2个、长期未更新4个，均未到提醒线"),
    ("archived", C, "六个旧专栏已注明归档；主菜单还有外站链接"),
    ("script", X, "五个一级栏目的列表由脚本生成，数据接口拒绝访问"),
    ("undated", X, "已知2个未更新，另有4个一级栏目不注明日期，观察不满六个月"),
)
REPLY: Shapes = (
    ("silent", P, "留言超过三个月没有任何答复"),
    ("accepted", P, "超过三个月仍只显示已受理"),
    ("two_silent", P, "两条留言超过三个月没有答复"),
    ("nearly", W, "一条留言满60天、不满三个月未答复"),
    ("nearly_accepted", W, "一条已受理的留言满60天、不满三个月未答复"),
    ("prompt", C, "全部按期答复，最新一条才提交几天"),
    ("old_one", C, "未答复的一条是一年多以前的"),
    ("survey", C, "咨询全部答复；意见征集、网上信访、在线访谈中未答复的不计"),
    ("answered_only", X, "只公开已办结的留言"),
    ("login", X, "查看留言须先登录"),
    ("hotline", X, "咨询入口指向12345热线平台（外部网站）"),
    ("no_days", X, "留言不显示提交日期"),
)
GUIDE: Shapes = (
    ("bare_many", P, "五项以上办事指南缺四类以上要素"),
    ("hollow_many", P, "五项以上办事指南有标题无内容（无、详见窗口、见附件）"),
    ("bare_few", P, "只有三项办事指南，每项都缺四类以上要素"),
    ("one_gap", W, "一两项办事指南缺一至三类要素"),
    ("four_bare", W, "四项缺四类以上，其余齐全：不足五项"),
    ("synonyms", C, "要素齐全，标题用同义词（申报材料、受理条件、法定依据……）"),
    ("no_extras", C, "八类要素齐全，没有收费标准和监督投诉；事项名称只在标题中"),
    ("attachment", X, "办事指南只有附件，附件无法读取"),
    ("elsewhere", X, "办事指南全部指向省政务服务网"),
    ("script", X, "办事指南的内容由脚本生成"),
)
LINKS: Shapes = (
    ("many", P, "首页至少3个链接打不开（404），前后两次都如此"),
    ("many_mixed", P, "首页至少3个链接打不开（404、域名不存在）"),
    ("many_soft", P, "首页至少3个链接指向“页面不存在”的提示页（状态200）"),
    ("few", W, "首页1至2个链接打不开"),
    ("one_name", W, "首页1个链接的域名不存在"),
    ("tricky", C, "首页有脚本链接、锚点、邮箱、base标签、301跳转，均可到达"),
    ("healed", C, "首页链接有一晚打不开，此后恢复"),
    ("refused", X, "首页链接只有403、500、503，不能断定"),
    ("walled", X, "首页链接的目标由防护拦截（521、412）"),
    ("last_night", _NOT_ACCUSED, "首页链接最后一晚才打不开，只看到一次"),
)
ATTACHMENT: Shapes = (
    ("gone_404", P, "附件此前可以下载，3月3日起返回404"),
    ("gone_html", P, "附件此前可以下载，3月3日起返回的是网页"),
    ("gone_stub", P, "附件此前可以下载，3月3日起只剩几个字节"),
    ("lately", W, "附件3月14日起打不开，未满14天"),
    ("lately_html", W, "附件3月14日起返回网页，未满14天"),
    ("renamed", C, "附件换了地址，页面上的链接同时改了"),
    ("kept", C, "附件一直可以下载；信息从列表移走，页面仍在"),
    ("withdrawn", _NOT_ACCUSED, "招聘公告期满，附件随之撤下"),
    ("forbidden", X, "附件3月3日起返回403"),
    ("failing", X, "附件3月3日起返回503"),
)
CHANNEL_GONE: Shapes = (
    ("gone", P, "栏目及其全部信息3月3日起404"),
    ("gone_soft", P, "栏目及其全部信息3月3日起为“页面不存在”提示"),
    ("lately", W, "栏目及其全部信息3月14日起404，未满14天"),
    ("lately_soft", W, "栏目及其全部信息3月14日起为提示页，未满14天"),
    ("renamed", C, "栏目改名并换了地址，原有信息都在新栏目"),
    ("off_menu", C, "栏目撤出菜单并注明已归档，页面都在"),
    ("forbidden", X, "栏目及其信息3月3日起返回403"),
    ("failing", X, "栏目及其信息3月3日起返回503"),
)
FEES: Shapes = (
    ("no_basis", P, "收费目录只有项目和标准，没有依据"),
    ("no_basis_prose", P, "逐条列出收费项目和金额，没有依据"),
    ("gap", W, "一项收费没有依据，其余都有"),
    ("gap_prose", W, "一项收费没有依据，其余都有"),
    ("table", C, "每项收费都有依据和标准"),
    ("synonym", C, "依据写作“批准文号”“政策依据”"),
    ("image", X, "收费目录是一张图片"),
    ("elsewhere", X, "收费目录指向省收费目录清单平台"),
)
PENALTIES: Shapes = (
    ("no_remedy", P, "公开处罚决定，全站未见行政复议、行政诉讼、投诉举报等救济渠道"),
    ("no_remedy_table", P, "以表格公开处罚信息和裁量基准，全站未见救济渠道"),
    ("one_without", W, "一份处罚决定未写救济途径，其余都写明"),
    ("one_without_table", W, "一份处罚信息未写救济途径，其余都写明"),
    ("each", C, "每份处罚决定都写明复议和诉讼途径"),
    ("common_page", C, "处罚信息表本身不写，栏目另有“救济渠道”页"),
    ("platform", X, "处罚信息指向信用中国平台"),
    ("scans", X, "处罚决定书是扫描图片"),
)
DISCLOSURE: Shapes = (
    ("annual_none", P, "2025年度政府信息公开工作年度报告1月31日前未公开"),
    ("annual_old_only", P, "只有2024年度报告，2025年度的没有"),
    ("guide_none", P, "没有政府信息公开指南"),
    ("catalogue_none", P, "没有政府信息公开目录"),
    ("powers_none", P, "没有权责清单"),
    ("functions_none", P, "没有机构职能"),
    ("budget_late", W, "2026年部门预算3月22日到期，3月20日仍未公开"),
    ("budget_late_too", W, "2026年部门预算3月22日到期，3月20日仍未公开"),
    ("odd_title", C, "年度报告标题不同寻常，指南、目录也换了名称"),
    ("on_portal", _NOT_ACCUSED, "年度报告公开在县政府门户的年报栏目，标题写明本单位"),
    ("attachments", C, "年度报告、指南各是一页加附件"),
    ("platform", X, "公开指南、目录、年报指向未检查的市统一平台"),
    ("platform_too", X, "政府信息公开整栏指向未检查的省统一平台"),
)
TOWN_DISCLOSURE: Shapes = (
    ("town_none", P, "乡镇应公开的社会救助、宅基地使用情况没有公开"),
    ("town_all", C, "八类乡镇事项都有，名称各异"),
)
BASICS: Shapes = (
    ("few_missing", W, "页脚缺两项标识"),
    ("many_missing", W, "页脚缺三至四项标识"),
    ("bare", W, "页脚只有版权所有"),
    ("complete", C, "标识齐全"),
    ("complete_frame", C, "标识齐全，写在嵌入的页脚页中"),
    ("complete_spread", C, "标识齐全，分散在首页两处，用语不同"),
    ("script", X, "页脚由脚本生成"),
    ("image", X, "页脚是一张图片"),
)
PRIVACY: Shapes = (
    ("page", P, "网页名单中有未遮盖的身份证号码"),
    ("sheet", P, "附件表格中有未遮盖的身份证号码"),
    ("prose", P, "公告正文中有未遮盖的身份证号码"),
    ("masked", C, "身份证号码均已遮盖"),
    ("codes", C, "只有统一社会信用代码、索引号、银行账号、项目编码"),
    ("lookalikes", C, "十八位数字，但校验码、生日或地区码不成立，或在更长的数字串中"),
    ("picture", X, "名单是图片"),
    ("unreadable", X, "名单附件损坏，无法读取"),
)
WORDS: Shapes = (
    ("current", W, "把已更名或撤并的机构当作现有机构"),
    ("current_list", W, "成员单位名单中仍列已撤并的机构"),
    ("current_phone", W, "联系方式中仍用已撤并的机构"),
    ("quoted", C, "旧机构名只在文件标题的引用中"),
    ("history", C, "旧机构名出现在机构沿革中，注明“原”和时间"),
    ("dated", C, "旧机构名出现在当年的旧文件中，当时名称正确"),
)

FOOTER_ELEMENTS = ("主办单位", "网站标识码", "ICP备案号", "公安备案号", "党政机关标识", "找错")
GUIDE_ELEMENTS = (
    "事项名称", "设定依据", "申请条件", "办理材料", "办理地点", "办理时间", "联系电话", "办理流程",
)  # fmt: skip
OLD_NAMES = (
    ("环境保护局", "生态环境分局"),
    ("国土资源局", "自然资源和规划局"),
    ("食品药品监督管理局", "市场监督管理局"),
    ("卫生和计划生育局", "卫生健康局"),
    ("地方税务局", "税务局"),
    ("安全生产监督管理局", "应急管理局"),
    ("工商行政管理局", "市场监督管理局"),
    ("质量技术监督局", "市场监督管理局"),
)


@lru_cache(maxsize=8)
def plan(seed: int) -> Plan:
    place = county(seed)
    rng = SeededRandom("standards", seed, "plan")
    walled, weak = rng.sample(["lyj", "wlj", "hbj", "swl", "tjj"], 2)
    draw = _Draw(seed, place, (walled, weak))
    cases = [*draw.all(), *_of_hidden(walled, weak)]
    cases += _january(place, cases, weak)
    cases.append(
        TruthCase(
            "xzf", PlannedMatter.DISCLOSURE, W, "government_report",
            "县政府2025年度报告3月31日到期，3月20日尚未公开", date(2026, 3, 15), LAST,
            {"due": date(2026, 3, 31)}, ("年度报告", "annual_report"),
        )
    )  # fmt: skip
    return Plan(seed, place, walled, weak, tuple(cases), tuple(_beside(cases, weak)))


def _of_hidden(walled: str, weak: str) -> Iterator[TruthCase]:
    for matter in (PlannedMatter.CHANNELS, PlannedMatter.LINKS):
        yield TruthCase(walled, matter, X, "wall", "3月13日起被防护拦截", WALLED_FROM, LAST)
    for matter in (PlannedMatter.DISCLOSURE, PlannedMatter.PENALTIES):
        yield TruthCase(weak, matter, X, "weak", "多数页面返回503，读到的太少", FIRST, LAST)


def _january(place: County, cases: list[TruthCase], weak: str) -> Iterator[TruthCase]:
    """On the first night no report is due yet: of those not yet up, one is warned, never accused.
    No wall stands yet.
    """
    for unit in place.units:
        variant = next(
            (
                c.variant
                for c in cases
                if c.unit == unit.id and c.matter is PlannedMatter.DISCLOSURE
            ),
            "",
        )
        is_told = not variant.startswith(("platform", "annual_none"))
        if unit.is_department and unit.id != weak and is_told:
            yield TruthCase(
                unit.id, PlannedMatter.DISCLOSURE, W, "january",
                "2025年度报告1月31日到期，1月20日尚未公开", FIRST, FIRST,
                {"due": REPORTS_DUE}, ("年度报告", "annual_report"),
            )  # fmt: skip


def _beside(cases: list[TruthCase], weak: str) -> Iterator[Beside]:
    """What other rules may truly say because of what was planted here."""
    for case in cases:
        if case.matter is PlannedMatter.CHANNELS:
            for rule in ("stale_channel", "empty_channel"):
                yield Beside(case.unit, rule, "", case.why)
        if case.matter is PlannedMatter.DISCLOSURE and case.variant.startswith(
            ("annual", "on_portal")
        ):
            yield Beside(case.unit, "stale_channel", "", "年报栏目一年没有新信息")
        if case.matter is PlannedMatter.ATTACHMENT and case.said in (P, W):
            yield Beside(case.unit, "dead_link", "fujian1", "附件的链接已失效")
        if case.matter is PlannedMatter.REPLY:
            yield Beside(case.unit, "overdue_reply", "最新答复", "两个月没有新答复只作提醒")
        if case.matter is PlannedMatter.CHANNEL_GONE and case.said is P:
            yield Beside(case.unit, "vanished_item", "", case.why)
    yield Beside(weak, "unreachable_site", "", "多数页面返回503")
    yield Beside("xzf", "missing_item", "interpretation", "县政府网站没有解读回应栏目")


class _Draw:
    """Draws each matter's cases over a shuffled pool of its own."""

    def __init__(self, seed: int, place: County, hidden: tuple[str, ...]) -> None:
        self.seed, self.place = seed, place
        self.open = [unit for unit in place.with_sites if unit.id not in hidden]
        self.departments = [unit for unit in self.open if unit.is_department]

    def all(self) -> Iterator[TruthCase]:
        schools = [unit for unit in self.open if unit.kind == "second_level"]
        towns = [unit for unit in self.open if unit.kind == "township"]
        persons = [
            unit
            for unit in self.departments
            if unit.id in ("mzj", "rsj", "nyj", "zjj", "jyj", "wjw", "ybj", "czj")
        ]
        served = [unit for unit in self.departments if len(unit.services) == 8]
        yield from self.draw(PlannedMatter.CHANNELS, CHANNELS, self.departments)
        yield from self.draw(PlannedMatter.REPLY, REPLY, [*self.departments, *towns])
        yield from self.draw(PlannedMatter.GUIDE, GUIDE, served)
        yield from self.draw(PlannedMatter.LINKS, LINKS, [*self.departments, *towns, *schools])
        yield from self.draw(PlannedMatter.ATTACHMENT, ATTACHMENT, self.departments)
        yield from self.draw(PlannedMatter.CHANNEL_GONE, CHANNEL_GONE, self.departments)
        charging = [unit for unit in self.departments if unit.charging]
        yield from self.draw(PlannedMatter.FEES, FEES, charging)
        enforcing = [unit for unit in self.departments if unit.enforcing]
        yield from self.draw(PlannedMatter.PENALTIES, PENALTIES, enforcing)
        yield from self.draw(PlannedMatter.DISCLOSURE, DISCLOSURE, self.departments)
        yield from self.draw(PlannedMatter.DISCLOSURE, TOWN_DISCLOSURE, towns)
        yield from self.draw(PlannedMatter.BASICS, BASICS, [*self.departments, *towns])
        yield from self.draw(PlannedMatter.PRIVACY, PRIVACY, [*persons, *towns, *schools[-1:]])
        yield from self.draw(PlannedMatter.WORDS, WORDS, self.departments)

    def draw(
        self, matter: PlannedMatter, shapes: Shapes, pool: Sequence[CountyUnit]
    ) -> Iterator[TruthCase]:
        rng = SeededRandom("standards", self.seed, matter, shapes[0][0])
        units = rng.sample(pool, len(shapes))
        if len(units) < len(shapes):
            raise ValueError(f"{matter}: {len(pool)} units for {len(shapes)} shapes")
        for unit, (variant, said, why) in zip(units, shapes, strict=True):
            own = SeededRandom("standards", self.seed, matter, unit.id)
            bare = TruthCase(unit.id, matter, said, variant, why, FIRST, LAST)
            yield _FILL.get(matter, _as_is)(bare, own, self.place)


def _as_is(case: TruthCase, rng: SeededRandom, place: County) -> TruthCase:
    return case


def _channels(case: TruthCase, rng: SeededRandom, place: County) -> TruthCase:
    counts: dict[str, dict[str, Any]] = {
        "a5": {"A": rng.between(5, 6), "B": 0, "blank": rng.between(0, 1)},
        "blank5": {"A": 0, "B": rng.between(0, 2), "blank": rng.between(5, 6)},
        "b10": {"A": 0, "B": rng.between(10, 11), "blank": 0},
        "a3": {"A": rng.between(3, 4), "B": 0, "blank": 0},
        "blank3": {"A": 0, "B": 0, "blank": rng.between(3, 4)},
        "b6": {"A": 0, "B": rng.between(6, 8), "blank": 0},
        "second_level": {"A": 0, "B": 0, "blank": 0, "second": 5},
        "few": {"A": 2, "B": 4, "blank": 2},
        "archived": {"A": 0, "B": 0, "blank": 0},
        "script": {"A": 0, "B": 0, "blank": 0},
        "undated": {"A": 2, "B": 0, "blank": 0},
    }
    start = NIGHTS[1] if case.variant == "blank5" else FIRST  # a blank needs two days
    # whose undated lists get new entries while they are watched are kept up (docs/rulebook.md §3.6)
    also = (C,) if case.variant == "undated" else ()
    return replace(case, facts=counts[case.variant], start=start, also=also)


_QUESTIONS = (
    "请问{topic}什么时候能轮到我们小区",
    "反映{town}路段路灯不亮的问题",
    "咨询{service}需要带哪些材料",
    "{topic}补助为何迟迟没有到账",
    "关于{town}饮水管道漏水的求助",
    "外地户口能否办理{service}",
    "建议在{town}增设办理点",
    "{service}网上申请一直显示审核中",
)


def _reply(case: TruthCase, rng: SeededRandom, place: County) -> TruthCase:
    unit = place.unit(case.unit)
    title = rng.pick(_QUESTIONS).format(
        topic=rng.pick(unit.topics),
        service=rng.pick(unit.services or unit.topics),
        town=rng.pick(place.towns),
    )
    ages = {
        "silent": (112, 330), "accepted": (104, 240), "two_silent": (120, 300), "nearly": (64, 82),
        "nearly_accepted": (64, 82), "prompt": (2, 9), "old_one": (430, 520), "survey": (3, 12),
        "no_days": (120, 200),
    }  # fmt: skip
    if case.variant not in ages:
        return case
    days = rng.between(*ages[case.variant])
    asked = LAST - timedelta(days=days)
    named = (title,) if case.said in (P, W) else ()
    overdue = [night for night in NIGHTS if (night - asked).days > 92]
    start = next(iter(overdue), LAST) if case.said is P else FIRST
    facts = {"title": title, "asked": asked, "days": days}
    if case.variant == "two_silent":
        facts["second_days"] = days - rng.between(4, 11)
    return replace(case, facts=facts, at=named, start=start)


def _guide(case: TruthCase, rng: SeededRandom, place: County) -> TruthCase:
    """`missing`: for each item the classes that are not there; the name of the item always is."""
    sizes = {"bare_few": 3, "four_bare": 8, "one_gap": 7}
    items = sizes.get(case.variant, rng.between(6, 8))
    many = rng.between(5, max(5, items))
    thin = {"bare_many": many, "hollow_many": many, "bare_few": 3, "four_bare": 4}.get(
        case.variant, 0
    )
    missing = [rng.sample(GUIDE_ELEMENTS[1:], rng.between(4, 6)) for _ in range(thin)]
    if case.variant == "one_gap":
        missing = [rng.sample(GUIDE_ELEMENTS[1:], n) for n in (3, 1)[: rng.between(1, 2)]]
    missing += [[] for _ in range(items - len(missing))]
    order = rng.sample(range(items), items)
    facts = {"items": items, "thin": thin, "missing": [missing[n] for n in order]}
    return replace(case, facts=facts)


def _links(case: TruthCase, rng: SeededRandom, place: County) -> TruthCase:
    words = ["数字档案馆", "村务公开网", "文明创建专题", "招商手册", "便民地图", "老网站", "招标公告栏",
             "视频点播", "民意直通车", "电子期刊"]  # fmt: skip
    count = {"many": rng.between(3, 5), "many_mixed": rng.between(4, 5), "many_soft": rng.between(3, 4),
             "few": rng.between(1, 2), "one_name": 1, "refused": 3, "walled": 2, "last_night": 3,
             "healed": 3}.get(case.variant, 0)  # fmt: skip
    start = NIGHTS[1] if case.said is P else FIRST  # seen on two nights
    return replace(case, facts={"count": count, "texts": rng.sample(words, count)}, start=start)


def _attachment(case: TruthCase, rng: SeededRandom, place: County) -> TruthCase:
    unit = place.unit(case.unit)
    label = rng.pick(("申报表", "任务分解表", "名册样表", "实施细则", "分配明细表", "联系人一览表"))
    title = rng.pick(
        ("关于印发{t}实施方案的通知", "{t}资金分配公告", "关于做好{t}工作的通知", "{t}三年行动计划")
    ).format(t=rng.pick(unit.topics))
    if case.variant == "withdrawn":
        title = f"{unit.short}2026年公开招聘编外工作人员公告"
    gone = GONE_LATELY_ON if case.said is W else GONE_ON
    start = date(2026, 3, 18) if case.said is P else FIRST
    facts = {"title": title, "label": f"{rng.pick(unit.topics)}{label}", "gone": gone,
             "up": date(2025, rng.between(9, 12), rng.between(1, 28))}  # fmt: skip
    return replace(case, facts=facts, at=(title, str(facts["label"])), start=start)


def _channel_gone(case: TruthCase, rng: SeededRandom, place: County) -> TruthCase:
    name = rng.pick(("作风建设", "典型案例", "学习园地", "志愿服务", "法治天地", "业务交流"))
    gone = GONE_LATELY_ON if case.said is W else GONE_ON
    start = date(2026, 3, 18) if case.said is P else FIRST
    facts = {"name": name, "items": rng.between(5, 7), "gone": gone}
    return replace(case, facts=facts, at=(name, "/zxzl", "=88"), start=start)


def _fees(case: TruthCase, rng: SeededRandom, place: County) -> TruthCase:
    items = rng.between(4, 6)
    without = items if case.said is P else 1 if case.said is W else 0
    also = (P,) if case.said is W else ()
    return replace(case, facts={"items": items, "without": without}, also=also, at=("收费", "fee"))


def _penalties(case: TruthCase, rng: SeededRandom, place: County) -> TruthCase:
    also = (C,) if case.said is W else ()
    facts = {"documents": rng.between(4, 6)}
    return replace(case, facts=facts, also=also, at=("救济", "处罚", "penalty", "remed"))


_OPEN = ("年度报告", "annual", "指南", "guide", "目录", "catalog")


def _disclosure(case: TruthCase, rng: SeededRandom, place: County) -> TruthCase:
    words = {
        "annual": ("年度报告", "annual_report"), "guide": ("公开指南", "指南"),
        "catalogue": ("公开目录", "目录"), "powers": ("权责清单", "权力"),
        "functions": ("机构职能", "职能"), "budget": ("预算", "budget"),
        "town": ("社会救助", "宅基地"), "platform": _OPEN, "odd_title": _OPEN, "attachments": _OPEN,
    }  # fmt: skip
    at = next((told for key, told in words.items() if case.variant.startswith(key)), ())
    start = date(2026, 2, 1) if case.variant.startswith("annual") else FIRST
    up = date(2026, 1, rng.between(21, 30))
    facts: dict[str, object] = {"up": up}
    if case.variant.startswith("annual"):
        facts = {"due": REPORTS_DUE, "year": 2025}
    if case.variant.startswith("budget"):
        facts = {"up": up, "due": BUDGET_APPROVED + timedelta(days=40), "year": 2026}
        start = BUDGET_APPROVED + timedelta(days=30)
    also = (X,) if case.variant == "attachments" else ()
    return replace(case, at=at, start=start, facts=facts, also=also)


def _basics(case: TruthCase, rng: SeededRandom, place: County) -> TruthCase:
    counts = {"few_missing": 2, "many_missing": rng.between(3, 4), "bare": len(FOOTER_ELEMENTS)}
    missing = rng.sample(FOOTER_ELEMENTS, counts.get(case.variant, 0))
    marks = {"网站标识码": "标识码", "ICP备案号": "ICP", "公安备案号": "公安", "主办单位": "主办"}
    at = tuple(marks.get(element, element) for element in missing)
    return replace(case, facts={"missing": missing}, at=at)


def _privacy(case: TruthCase, rng: SeededRandom, place: County) -> TruthCase:
    unit = place.unit(case.unit)
    subjects = {
        "township": ("临时救助对象", "农村危房改造对象", "公益性岗位人员", "残疾人两项补贴对象"),
        "second_level": ("学生资助对象", "教师培训人员", "勤工助学人员", "毕业生档案转递人员"),
    }.get(unit.kind, ("技能培训补贴人员", "就业见习人员", "资格审核通过人员", "补贴发放对象"))
    title = f"{unit.short}2025年第{rng.pick('一二三四')}批{rng.pick(subjects)}名单"
    count = rng.between(2, 6) if case.said is P else 0
    if case.variant == "prose":
        title, count = f"{unit.short}关于遗失证件声明作废的公告", rng.between(1, 2)
    at = (title, "mingdan.xlsx") if case.said is P else ()
    return replace(case, facts={"title": title, "count": count}, at=at)


def _words(case: TruthCase, rng: SeededRandom, place: County) -> TruthCase:
    old, new = rng.pick(OLD_NAMES)
    also = (P, X) if case.said is W else ()
    return replace(case, facts={"old": old, "new": new}, also=also)


_FILL: dict[PlannedMatter, Callable[[TruthCase, SeededRandom, County], TruthCase]] = {
    PlannedMatter.CHANNELS: _channels,
    PlannedMatter.REPLY: _reply,
    PlannedMatter.GUIDE: _guide,
    PlannedMatter.LINKS: _links,
    PlannedMatter.ATTACHMENT: _attachment,
    PlannedMatter.CHANNEL_GONE: _channel_gone,
    PlannedMatter.FEES: _fees,
    PlannedMatter.PENALTIES: _penalties,
    PlannedMatter.DISCLOSURE: _disclosure,
    PlannedMatter.BASICS: _basics,
    PlannedMatter.PRIVACY: _privacy,
    PlannedMatter.WORDS: _words,
}
