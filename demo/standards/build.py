"""Every site of a seed, from its plan."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from demo.seeded_random import SeededRandom
from demo.standards import boards, duties, guides, papers, persons
from demo.standards.files import workbook
from demo.standards.home import Home, common
from demo.standards.matters import PlannedMatter, TruthCase
from demo.standards.plan import GONE_ON, LAST, Plan, plan
from demo.standards.roster import CountyUnit
from demo.standards.site import (
    CountySite,
    Ending,
    File,
    Gone,
    Link,
    ListLook,
    SiteChannel,
    SiteItem,
)
from demo.standards.writing import Pen, kept_up, paragraphs, stopped

_NEWS = ("工作动态", "部门动态", "新闻动态", "工作动态")
_NOTICES = ("通知公告", "公告公示", "通知公告")
_POLICIES = ("政策文件", "政策文件", "政策法规")
_SECOND = (  # of groups A and B of the standard, below the first level or beside it
    ("jcdt", "基层动态", "news"), ("gsgg", "公示公告", "notice"), ("gfxwj", "规范性文件", "policy"),
    ("zfwj", "本级政策", "policy"),
)  # fmt: skip
_SHOULD = (
    ("zcjd", "政策解读"), ("hygq", "回应关切"), ("zcxc", "政策宣传"), ("tjsj", "统计数据"), ("zdgz", "重点工作"),
    ("gzbg", "工作报告"), ("rsxx", "人事信息"), ("zkly", "招考录用"), ("ghjh", "规划计划"), ("fzgh", "发展规划"),
    ("ssj", "双随机一公开"), ("hmzc", "惠民政策"),
)  # fmt: skip
_BLANKS = ("", "", "暂无内容", "栏目正在建设中", "内容整理中，敬请期待……", "暂无相关信息！")


@dataclass(frozen=True, slots=True)
class Built:
    plan: Plan
    sites: Mapping[str, CountySite]  # by host
    dead_names: tuple[str, ...]  # hosts that do not exist
    elsewhere: tuple[str, ...]  # hosts of others, which answer with a page of their own


@lru_cache(maxsize=4)
def build(seed: int) -> Built:
    told = plan(seed)
    place = told.county
    sites, dead = {}, []
    for order, unit in enumerate(place.with_sites):
        pen = Pen(
            place, unit, SeededRandom("standards", seed, "pages", unit.id), 10_000 * (order + 1)
        )
        code = f"429891{order + 1:04}"
        home = Home(pen, told, code)
        dead += home.dead_names
        site = _site(pen, told, home, code)
        sites[site.host] = site
    d = place.domain
    elsewhere = (
        f"www.province-{d}.example", f"www.city-{d}.example", f"xxgk.province-{d}.example",
        f"xxgk.city-{d}.example", f"zwfw.province-{d}.example", f"credit.province-{d}.example",
        f"sfml.province-{d}.example", f"12345.{d}.example", "bszs.conac.cn",
    )  # fmt: skip
    return Built(told, sites, tuple(dead), elsewhere)


def _site(pen: Pen, told: Plan, home: Home, code: str) -> CountySite:
    unit, place = pen.unit, pen.place
    channels = list(_small(pen) if unit.kind == "second_level" else _channels(pen, told))
    channels = _reachable(_with_items(pen, told, channels))
    case = told.case(unit.id, PlannedMatter.CHANNELS)
    boxes = [
        "gzdt",
        "tzgg",
        "zcwj",
        *(c.key for c in channels if c.key in ("jcdt", "gsgg") and not c.up),
    ]
    suffix = (
        ""
        if unit.kind in ("government", "second_level")
        else pen.rng.pick(("", "网站", "门户网站"))
    )
    return CountySite(
        host=place.host(unit.id),
        name=f"{place.full(unit)}{suffix}",
        city=place.name,
        system=unit.system,
        channels=tuple(channels),
        home=tuple(key for key in boxes if any(c.key == key for c in channels)),
        footer=home.footer,
        code=code,
        head=home.head,
        quick=home.quick + (_units(pen) if unit.kind == "government" else ""),
        has_base=home.has_base,
        missing=_missing(told, unit, home, case),
        extra={**common(), **home.extra},
    )


def _reachable(channels: list[SiteChannel]) -> list[SiteChannel]:
    """What would stand below a channel that leads to another host stands on the first level."""
    away = {channel.key for channel in channels if channel.away}
    return [replace(c, up="") if c.up in away else c for c in channels]


def _missing(told: Plan, unit: CountyUnit, home: Home, case: TruthCase | None) -> Ending:
    gone = told.case(unit.id, PlannedMatter.CHANNEL_GONE)
    return Ending.APOLOGY if gone and gone.variant.endswith("soft") else home.missing


def _units(pen: Pen) -> str:
    links = "".join(
        f'<li><a href="http://{pen.place.host(unit.id)}/">{unit.name}</a></li>'
        for unit in pen.place.with_sites
        if unit.kind != "government"
    )
    return f'<div class="bmlj"><h3>部门和乡镇网站</h3><ul>{links}</ul></div>'


def _channels(pen: Pen, told: Plan) -> Iterator[SiteChannel]:
    unit, rng = pen.unit, pen.rng
    muted = told.variant(unit.id, PlannedMatter.PENALTIES).startswith("no_remedy")
    yield SiteChannel("gzdt", 1, f"{pen.place.name}要闻" if unit.kind == "government" else rng.pick(_NEWS),
                  pen.items("news", kept_up(rng, 13, 5, 8)))  # fmt: skip
    yield SiteChannel("tzgg", 2, rng.pick(_NOTICES), pen.items("notice", kept_up(rng, 6, 30, 55)))
    yield _policies(pen)
    if unit.kind == "government":
        yield boards.portal_board(pen, 60)
        yield _reports_of_others(pen, told)
    yield from papers.disclosure(pen, told, 10, is_mute=muted)
    if unit.enforcing:
        yield duties.penalties(pen, told.case(unit.id, PlannedMatter.PENALTIES), 20)
    if unit.charging:
        yield duties.fees(pen, told.case(unit.id, PlannedMatter.FEES), 21)
    if unit.services:
        yield guides.channel(
            pen, told.case(unit.id, PlannedMatter.GUIDE), 30, may_say_complaint=not muted
        )
    if unit.kind != "government":
        case = told.case(unit.id, PlannedMatter.REPLY)
        yield from boards.channels(pen, case, 40, may_say_complaint=not muted)
    if below := _units_below(pen):
        yield below
    if case := told.case(unit.id, PlannedMatter.CHANNELS):
        yield from _counted(pen, case)
    if case := told.case(unit.id, PlannedMatter.CHANNEL_GONE):
        yield from _lost(pen, case)


def _policies(pen: Pen) -> SiteChannel:
    items = list(pen.items("policy", kept_up(pen.rng, 5, 35, 60)))
    label = pen.fill("{topic}任务清单.xlsx")
    rows = [
        ["序号", "任务", "责任股室"],
        ["1", pen.fill("{topic}"), "办公室"],
        ["2", pen.fill("{second}"), "业务股"],
    ]
    items[0] = replace(items[0], files=(File(label, "rwqd.xlsx", workbook(rows)),))
    return SiteChannel("zcwj", 3, pen.rng.pick(_POLICIES), tuple(items))


def _reports_of_others(pen: Pen, told: Plan) -> SiteChannel:
    """部门年报 of the portal; one department has its own nowhere else."""
    items = [
        papers.report(
            pen,
            f"{told.county.full(told.county.unit(case.unit))}2025年政府信息公开工作年度报告",
            2025,
            date(2026, 1, 27),
        )
        for case in told.cases
        if case.variant == "on_portal"
    ]
    return SiteChannel("bmnb", 61, "部门信息公开年报", tuple(items), up="zwgk")


def _units_below(pen: Pen) -> SiteChannel | None:
    """What a parent says of those without an entry point of their own."""
    children = [u for u in pen.place.units if u.parent == pen.unit.id and not u.system]
    if not children or pen.unit.kind == "government":
        return None
    items = tuple(
        SiteItem(pen.no(), f"{child.short}办事公开", LAST - timedelta(days=150 + n),
             paragraphs(f"{child.short}为{pen.unit.short}所属单位，承担辖区内{pen.fill('{topic}')}等工作。",
                        f"地址：{pen.place.name}{pen.rng.pick(pen.place.towns)}街{n + 3}号　电话：0988-62000{n}1",
                        "值班时间：全天。办理事项由所属主管部门统一公开。"))
        for n, child in enumerate(children)
    )  # fmt: skip
    return SiteChannel("jcdw", 50, "基层单位", items, up="zwgk")


def _small(pen: Pen) -> Iterator[SiteChannel]:
    """A school or a clinic with a site of its own."""
    rng = pen.rng
    yield SiteChannel(
        "gzdt",
        1,
        rng.pick(("校园动态", "单位动态", "工作动态")),
        pen.items("news", kept_up(rng, 13, 5, 8)),
    )
    yield SiteChannel("tzgg", 2, "通知公告", pen.items("notice", kept_up(rng, 5, 30, 55)))
    about = paragraphs(
        *(
            pen.fill(
                "本单位现有在岗人员{m}人，承担{topic}、{second}等工作，服务{town}、{other}一带。"
            )
            for _ in range(4)
        )
    )
    yield SiteChannel("jgzn", 3, "单位概况", look=ListLook.TEXT, text=lambda night, link: about)


def _counted(pen: Pen, case: TruthCase) -> Iterator[SiteChannel]:
    """Further channels of groups A and B, and blank ones."""
    rng, facts, variant = pen.rng, case.facts, case.variant
    first = [
        SiteChannel(key, 70 + n, name, pen.items(kind, _days(pen, kind), kind))
        for n, (key, name, kind) in enumerate(_SECOND)
    ]
    if variant == "second_level":
        yield SiteChannel("xxzx", 69, "信息中心")
        late = [*_SECOND, ("tzgs", "通知公示", "notice")]
        for n, (key, name, kind) in enumerate(late):
            yield SiteChannel(key, 70 + n, name, pen.items(kind, _old(pen, kind), kind), up="xxzx")
        yield SiteChannel(
            "xmjz", 78, "工作进展", pen.items("news", kept_up(rng, 13, 5, 8)), up="xxzx"
        )
        return
    if variant == "script":
        yield from (replace(channel, look=ListLook.SCRIPT) for channel in first)
        yield SiteChannel("tzgs", 76, "通知公示", look=ListLook.SCRIPT)
        return
    if variant == "archived":
        yield from first
        yield SiteChannel("ztzl", 69, "专题专栏")
        for n, year in enumerate(range(2016, 2022)):
            name = f"{year}年{pen.unit.topics[n % 6]}专题（已归档）"
            days = stopped(rng, date(year, 11, 20))
            yield SiteChannel(
                f"zt{year}", 90 + n, name, pen.items("other", days, "news"), up="ztzl"
            )
        host = f"http://www.province-{pen.place.domain}.example"
        yield SiteChannel("sjwz", 99, "上级政策", away=f"{host}/zhengce/")
        return
    stale = int(str(facts["A"]))
    if variant == "undated":
        yield from (
            replace(channel, look=ListLook.UNDATED) if channel.key in ("gsgg", "gfxwj") else
            replace(channel, items=pen.items("news", _old(pen, "news")))
            if channel.key == "jcdt" else
            replace(channel, items=pen.items("policy", _old(pen, "policy")))
            for channel in first
        )  # fmt: skip
        return
    yield from _stale_first(pen, first, stale)
    chosen = rng.sample(_SHOULD, int(str(facts["B"])))
    for n, (key, name) in enumerate(chosen):
        days = stopped(rng, LAST - timedelta(days=rng.between(430, 700)), 2)
        yield SiteChannel(key, 110 + n, name, pen.items("other", days, "news"), up="zwgk")
    blanks = [one for one in _SHOULD if one not in chosen][: int(str(facts["blank"]))]
    for n, (key, name) in enumerate(blanks):
        yield SiteChannel(key, 130 + n, name, blank=rng.pick(_BLANKS), up="zwgk")


def _stale_first(pen: Pen, first: list[SiteChannel], count: int) -> Iterator[SiteChannel]:
    """`count` channels of group A on the first level stopped; `_with_items` stops 通知公告 and
    政策文件 where four are not enough.
    """
    for n, channel in enumerate(first):
        kind = _SECOND[n][2]
        yield replace(channel, items=pen.items(kind, _old(pen, kind))) if n < count else channel


def _days(pen: Pen, kind: str) -> list[date]:
    return kept_up(pen.rng, 13, 5, 8) if kind == "news" else kept_up(pen.rng, 5, 35, 60)


def _old(pen: Pen, kind: str) -> list[date]:
    """Past its limit already on the first night."""
    days = pen.rng.between(90, 200) if kind == "news" else pen.rng.between(265, 400)
    return stopped(pen.rng, LAST - timedelta(days=days))


def _lost(pen: Pen, case: TruthCase) -> Iterator[SiteChannel]:
    """A channel that was there and is not, or only seems so."""
    rng, variant = pen.rng, case.variant
    name, gone_on = str(case.facts["name"]), case.facts["gone"]
    assert isinstance(gone_on, date)
    count = int(str(case.facts["items"]))
    days = [
        LAST - timedelta(days=d) for d in sorted(rng.sample(range(30, 300), count), reverse=True)
    ]
    items = pen.items("other", days, "news")
    channel = SiteChannel("zxzl", 88, name, items)
    endings = {
        "gone_soft": Ending.APOLOGY,
        "lately_soft": Ending.APOLOGY,
        "forbidden": Ending.FORBIDDEN,
        "failing": Ending.FAILING,
    }
    if variant == "off_menu":
        note = paragraphs(f"“{name}”栏目已归档，归档时间：2026年3月3日，原有信息可继续查阅。")
        yield replace(channel, menu_until=gone_on)

        def text(night: date, link: Link) -> str:
            return note + "".join(f'<p><a href="{link(i)}">{i.title}</a></p>' for i in items)

        yield SiteChannel("lmgd", 88, "归档栏目", look=ListLook.TEXT, text=text, since=gone_on)
        return
    is_linked = variant in ("forbidden", "failing")
    until = date.max if is_linked else gone_on
    yield replace(
        channel, gone=Gone(gone_on, endings.get(variant, Ending.NOT_FOUND)), menu_until=until
    )
    if variant == "renamed":
        again = tuple(replace(item, no=pen.no()) for item in items)
        yield SiteChannel("xlm", 87, f"{name}之窗", again, since=gone_on)


def _with_items(pen: Pen, told: Plan, channels: list[SiteChannel]) -> list[SiteChannel]:
    """The single pages that cases ask for, in the channels where a reader would look for them."""
    unit = pen.unit.id
    extra: dict[str, list[SiteItem]] = {"gzdt": [], "tzgg": [], "zcwj": []}
    # a list that stopped, or that cannot be read, must not be freshened by a case of another matter
    is_kept_apart = told.variant(unit, PlannedMatter.CHANNELS) in ("a5", "script", "undated")
    notices = "gzdt" if is_kept_apart else "tzgg"
    if case := told.case(unit, PlannedMatter.PRIVACY):
        extra[notices].append(persons.item(pen, case))
    if case := told.case(unit, PlannedMatter.ATTACHMENT):
        extra[notices].append(_attached(pen, case))
    if case := told.case(unit, PlannedMatter.WORDS):
        key, item = _old_name(pen, case)
        extra["gzdt" if is_kept_apart else key].append(item)
    case = told.case(unit, PlannedMatter.CHANNELS)
    changed = []
    for channel in channels:
        new = channel
        if case and channel.key in ("tzgg", "zcwj"):
            new = _as_counted(pen, case, channel)
        if channel.key in extra:
            new = replace(
                new, items=tuple(sorted((*new.items, *extra[channel.key]), key=lambda i: i.day))
            )
        changed.append(new)
    return changed


def _as_counted(pen: Pen, case: TruthCase, channel: SiteChannel) -> SiteChannel:
    """通知公告 and 政策文件 are the fifth and sixth of group A."""
    stale = int(str(case.facts["A"]))
    kind = "notice" if channel.key == "tzgg" else "policy"
    if case.variant == "a5" and (channel.key == "tzgg" or stale > 5):
        # what else stands there is older still
        return replace(channel, items=pen.items(kind, _old(pen, kind)))
    looks = {"script": ListLook.SCRIPT, "undated": ListLook.UNDATED}
    return replace(channel, look=looks.get(case.variant, channel.look))


def _attached(pen: Pen, case: TruthCase) -> SiteItem:
    title, label, gone_on = str(case.facts["title"]), str(case.facts["label"]), case.facts["gone"]
    up = case.facts["up"]
    assert isinstance(up, date) and isinstance(gone_on, date)
    rows = [
        ["序号", "单位", "数量"],
        *([str(n), pen.fill("{town}"), pen.fill("{n}")] for n in range(1, 6)),
    ]
    data = workbook(rows, label)
    endings = {
        "gone_html": Ending.PAGE, "lately_html": Ending.PAGE, "gone_stub": Ending.STUB,
        "forbidden": Ending.FORBIDDEN, "failing": Ending.FAILING,
    }  # fmt: skip
    gone = Gone(gone_on, endings.get(case.variant, Ending.NOT_FOUND))
    file = File(f"{label}.xlsx", "fujian1.xlsx", data, gone)
    off_list = date.max
    files: tuple[File, ...] = (file,)
    if case.variant == "renamed":
        files = (
            replace(file, gone=None, until=gone_on),
            replace(file, name="fj20260303.xlsx", gone=None, since=gone_on),
        )
    if case.variant == "kept":
        files, off_list = (replace(file, gone=None),), GONE_ON
    text = pen.text("notice", 3) + paragraphs(f"{label}见附件。")
    return SiteItem(pen.no(), title, up, text, files, off_list=off_list)


def _old_name(pen: Pen, case: TruthCase) -> tuple[str, SiteItem]:
    old, new = str(case.facts["old"]), str(case.facts["new"])
    county, rng = pen.place.name, pen.rng
    day = LAST - timedelta(days=rng.between(28, 55))
    who = rng.pick((f"县{old}", f"{county}{old}"))
    topic = rng.pick(pen.unit.topics)
    match case.variant:
        case "current":
            title = f"{pen.unit.short}联合多部门开展{topic}检查"
            lines = (f"近日，{pen.unit.short}会同{who}、县公安局组成联合检查组，对{pen.place.towns[0]}的{topic}情况进行检查。",
                     f"{who}有关负责人表示，将继续配合做好后续工作。")  # fmt: skip
        case "current_list":
            title = f"关于成立{topic}工作领导小组的通知"
            lines = (
                f"成员单位：县财政局、县公安局、{who}、县水利局、县住建局。",
                "领导小组办公室设在本单位，负责日常工作。",
            )
        case "current_phone":
            title = f"关于{topic}期间值班安排的通知"
            lines = (
                f"如发现有关情况，请及时与{who}值班室联系，电话0988-6211234。",
                "各单位要落实领导带班和二十四小时值班。",
            )
        case "quoted":
            title = f"关于继续执行{topic}有关规定的通知"
            lines = (f"《{county}{old}关于规范{topic}工作的通知》（2016年印发）有效期届满前，有关事项按原规定执行。",
                     "新的文件印发后，以新文件为准。")  # fmt: skip
        case "history":
            title = f"{pen.unit.short}机构沿革"
            lines = (
                f"2019年3月机构改革，原{who}的职责整合划入现在的{county}{new}，原{old}不再保留。",
                "此后机构名称沿用至今。",
            )
        case _:
            day = date(2017, rng.between(3, 10), rng.between(1, 28))
            title = f"关于开展{topic}联合整治的通知（2017年）"
            lines = (f"{who}、县财政局：为做好{topic}，定于{day.year}年{day.month}月底前开展联合整治，请各单位配合。",
                     f"成文日期：{day.year}年{day.month}月{day.day}日")  # fmt: skip
    key = {"current": "gzdt", "dated": "zcwj", "quoted": "zcwj"}.get(case.variant, "tzgg")
    return key, SiteItem(pen.no(), title, day, paragraphs(*lines))
