"""From a scenario, its faults and a seed: the sites of the city with everything they will ever
publish.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from demo.faults import Faults, PlantedSpending, Silence
from demo.item_changes import with_changes
from demo.scenarios.scenario import EntryPoint, Scenario, UnitPlan
from demo.schedules import BRISK_NEWS, RHYTHMS, Rhythm, instants, papers
from demo.seeded_random import SeededRandom
from demo.world import Attachment, Behaviour, Channel, DemoItem, DemoSite, Manner, Spell
from demo.writing import disclosure, prose
from demo.writing.disclosure import Voice
from demo.writing.fields import FIELDS
from demo.writing.money import DemoPaper, Style, write
from demo.writing.prose import Text

FRIENDS = (  # what home pages link to; all but the city's own portal lie outside of the demo
    ("湖北省人民政府", "http://www.province.example/"),
    ("襄阳市人民政府", "http://www.prefecture.example/"),
    ("今日酂州", "http://www.zanzhou.example/"),
    ("新华网", "http://www.news.example/"),
    ("中国政府网", "http://www.central.example/"),
)

PORTAL = "portal"


@dataclass(frozen=True, slots=True)
class World:
    """Everything of one city but its clock. Sites are keyed by unit id, the portal by `PORTAL`."""

    scenario: Scenario
    seed: int
    faults: Faults
    sites: Mapping[str, DemoSite]

    def site_of(self, unit_id: str) -> DemoSite | None:
        """Where the unit publishes: its site, or the portal; None where it has nothing that answers
        with pages.
        """
        entry_point = self.scenario.unit(unit_id).entry_point
        if entry_point is EntryPoint.COLUMN:
            return self.sites[PORTAL]
        return self.sites.get(unit_id)

    def channels_of(self, unit_id: str) -> tuple[Channel, ...]:
        site = self.site_of(unit_id)
        if site is None:
            return ()
        wanted = unit_id if self.scenario.unit(unit_id).entry_point is EntryPoint.COLUMN else ""
        return tuple(channel for channel in site.channels if channel.unit_id == wanted)

    def host_of(self, unit_id: str) -> str:
        """The host name on record, "" where there is none."""
        unit = self.scenario.unit(unit_id)
        return (
            self.sites[PORTAL].host
            if unit.entry_point is EntryPoint.COLUMN
            else ""
            if unit.entry_point is EntryPoint.NONE
            else _host(unit.id)
        )


@lru_cache(maxsize=8)
def plant(scenario: Scenario, seed: int) -> World:
    """The city as it stands before anybody touches it. Worlds never change, so a second asking
    costs nothing.
    """
    faults = scenario.place(SeededRandom(scenario.name, seed, "faults"))
    sites = {
        unit.id: _site(scenario, seed, faults, unit)
        for unit in scenario.units
        if unit.entry_point.has_site or unit.entry_point is EntryPoint.PARKED
    }
    sites[PORTAL] = _portal(scenario, seed, faults)
    return World(scenario, seed, faults, with_changes(sites, scenario, faults, seed))


def _host(unit_id: str) -> str:
    return f"{unit_id}.zanzhou.example"


_DEPARTMENT = (
    ("gzdt", "工作动态", "news"),
    ("tzgg", "通知公告", "notice"),
    ("zcwj", "政策文件", "policy"),
)
_MONEY = (("czyjs", "财政预决算", "budget"),)
_SERVICE = (("bszn", "办事指南", "guide"),)
_POWERS = (("xzzf", "行政执法公示", "powers"),)
_EXPLAINED = (("zcjd", "政策解读", "interpretation"),)
_DUTIES = (("fwcn", "服务承诺", "duties"),)
_RIGHTS = (("jdts", "监督投诉", "rights"),)
_ABOUT = (("jgzn", "机构职能", "static"), ("ldzc", "领导之窗", "leaders"))


def _columns(scenario: Scenario, unit: UnitPlan, voice: Voice) -> list[tuple[str, str, str]]:
    """Folder, name and kind of each channel, in the order of the navigation."""
    about = _ABOUT if voice.speaks_of_duties else (("jgsz", "机构设置", "static"), _ABOUT[1])
    return [
        *about,
        *_DEPARTMENT,
        *(_EXPLAINED if not scenario.demands_own_site and not unit.is_town else ()),
        *(_MONEY if unit.kind not in ("public_enterprise", "judicial") else ()),
        *(_POWERS if unit.law_enforcing else ()),
        *_SERVICE,
        *(_DUTIES if voice.speaks_of_duties else ()),
        *(_RIGHTS if voice.speaks_of_rights else ()),
    ]


def _site(scenario: Scenario, seed: int, faults: Faults, unit: UnitPlan) -> DemoSite:
    rng = SeededRandom(scenario.name, seed, unit.id)
    voice = _voice(scenario, faults, unit, rng)
    order = scenario.units.index(unit)
    columns = _columns(scenario, unit, voice)
    channels = tuple(
        _channel(scenario, seed, faults, unit, voice, column, 1000 + order * 20 + number)
        for number, column in enumerate(columns)
    )
    return DemoSite(
        host=_host(unit.id),
        name=f"{scenario.city}{unit.name}",
        short=unit.short,
        dialect=unit.dialect or "trs",
        channels=_numbered(channels, 20_000 + order * 1_000),
        code=f"420682{order + 1:04}",
        icp=f"鄂ICP备{rng.between(5_000_000, 15_999_999):08}号",
        phone=voice.phone,
        organiser=f"{scenario.city}{unit.name}",
        is_static=unit.is_static,
        missing=rng.pick((Manner.NOT_FOUND, Manner.NOT_FOUND, Manner.SOFT, Manner.TO_ROOT)),
        header_charset=_charset(unit, rng),
        is_yearless=unit.id in faults.yearless,
        spells=(
            *(
                (Spell(Behaviour.PARKED, datetime.min.replace(tzinfo=scenario.nights[0].tzinfo)),)
                if unit.entry_point is EntryPoint.PARKED
                else ()
            ),
            *faults.spells.get(unit.id, ()),
        ),
        friends=FRIENDS,
    )


def _charset(unit: UnitPlan, rng: SeededRandom) -> str:
    """Old ASP says nothing or lies; the others tell the truth, or say nothing (docs/field-notes.md
    §7).
    """
    return rng.pick(("", "utf-8")) if unit.dialect == "asp" else rng.pick(("utf-8", "UTF-8", ""))


def _portal(scenario: Scenario, seed: int, faults: Faults) -> DemoSite:
    """The city's portal: its own news, and a column for each unit that has nothing else."""
    rng = SeededRandom(scenario.name, seed, PORTAL)
    own = UnitPlan(PORTAL, "人民政府", "市政府", "government", "economy", EntryPoint.OWN, "trs")
    voice = _voice(scenario, faults, own, rng)
    channels = [
        _channel(scenario, seed, faults, own, voice, column, 900 + number)
        for number, column in enumerate(_DEPARTMENT)
    ]
    for number, unit in enumerate(
        unit for unit in scenario.units if unit.entry_point is EntryPoint.COLUMN
    ):
        unit_voice = _voice(scenario, faults, unit, SeededRandom(scenario.name, seed, unit.id))
        column = _channel(
            scenario,
            seed,
            faults,
            unit,
            unit_voice,
            (unit.id, f"{unit.short}工作动态", "news"),
            950 + number,
        )
        channels.append(replace(_with_help(column, unit, unit_voice, faults), unit_id=unit.id))
    links = tuple(
        (unit.name, f"http://{_host(unit.id)}/")
        for unit in scenario.units
        if unit.entry_point.has_site
    )
    return DemoSite(
        host="www.zanzhou.example",
        name=scenario.portal_name,
        short=scenario.portal_name,
        dialect="trs",
        channels=_numbered(tuple(channels), 10_000),
        code="4206820001",
        icp=f"鄂ICP备{rng.between(5_000_000, 9_999_999):08}号",
        phone="0710-8220000",
        organiser=f"{scenario.city}人民政府办公室",
        header_charset="utf-8",
        friends=FRIENDS,
        links=links,
    )


def _with_help(column: Channel, unit: UnitPlan, voice: Voice, faults: Faults) -> Channel:
    """A unit that keeps its column fresh posts complaint lines and remedies there, as 安监局 did."""
    if unit.id in faults.silent_since or not unit.law_enforcing:
        return column
    text = disclosure.help_lines(voice)
    first, *others = column.items
    return replace(column, items=(replace(first, title=text.title, html=text.html), *others))


def _voice(scenario: Scenario, faults: Faults, unit: UnitPlan, rng: SeededRandom) -> Voice:
    silence = faults.one_sided.get(unit.id)
    return Voice(
        name=f"{scenario.city}{unit.name}",
        short=unit.short,
        phone=f"0710-82{rng.between(10_000, 99_999)}",
        address=f"{scenario.city}{rng.pick(('中山路', '秋丰路', '和平路', '东启街', '北京路', '航空路'))}{rng.between(2, 188)}号",
        speaks_of_duties=silence not in (Silence.DUTIES, Silence.BOTH),
        speaks_of_rights=silence not in (Silence.RIGHTS, Silence.BOTH),
    )


def _channel(
    scenario: Scenario,
    seed: int,
    faults: Faults,
    unit: UnitPlan,
    voice: Voice,
    column: tuple[str, str, str],
    number: int,
) -> Channel:
    key, name, kind = column
    rng = SeededRandom(scenario.name, seed, unit.id, key)
    field = FIELDS[unit.field]
    if kind == "static":
        return Channel(key, number, name, kind, text=disclosure.what_we_are(voice, field, rng))
    if kind == "leaders":
        return Channel(key, number, name, kind, text=disclosure.who_leads(voice, field, rng))
    if kind == "interpretation" and unit.id in faults.empty:
        return Channel(key, number, name, kind, placeholder=faults.empty[unit.id])
    stops_on = faults.stopped.get((unit.id, kind)) or faults.silent_since.get(unit.id)
    if kind == "budget":
        items = _papers(scenario, faults, unit, stops_on, rng)
    else:
        items = _texts(
            kind,
            voice,
            unit,
            instants(
                _rhythm(scenario, unit, kind), scenario.first_day, scenario.horizon, stops_on, rng
            ),
            rng,
        )
    return Channel(key, number, name, kind, items=_odd(items, faults, (unit.id, kind)))


def _rhythm(scenario: Scenario, unit: UnitPlan, kind: str) -> Rhythm:
    is_brisk = kind == "news" and unit.id in scenario.brisk
    return BRISK_NEWS if is_brisk else RHYTHMS[kind]


def _texts(
    kind: str, voice: Voice, unit: UnitPlan, moments: list[datetime], rng: SeededRandom
) -> tuple[DemoItem, ...]:
    """One text for each moment, no two of the channel under one title."""
    seen: set[str] = set()
    items = []
    for number, at in enumerate(moments):
        text = _text(kind, voice, unit, number, at.date(), rng)
        for _ in range(60):
            if text.title not in seen:
                break
            text = _text(kind, voice, unit, number, at.date(), rng)
        title = text.title if text.title not in seen else f"{text.title}（{at.year}年{at.month}月）"
        seen.add(title)
        items.append(DemoItem(0, title, at, text.html, source=voice.name, signed=text.signed))
    return tuple(items)


_WRITERS: dict[str, Callable[..., Text]] = {
    "news": prose.news,
    "notice": prose.notice,
    "policy": prose.policy,
    "interpretation": prose.explanation,
}
_DISCLOSERS: dict[str, Callable[..., Text]] = {
    "guide": disclosure.guide,
    "powers": disclosure.powers,
    "duties": disclosure.duties,
    "rights": disclosure.rights,
}


def _text(
    kind: str, voice: Voice, unit: UnitPlan, number: int, day: date, rng: SeededRandom
) -> Text:
    field = FIELDS[unit.field]
    return (
        _WRITERS[kind](voice.short, field, day, rng)
        if kind in _WRITERS
        else _DISCLOSERS[kind](voice, field, number, rng)
    )


def _papers(
    scenario: Scenario, faults: Faults, unit: UnitPlan, stops_on: date | None, rng: SeededRandom
) -> tuple[DemoItem, ...]:
    items = []
    for kind, year, at in papers(scenario.first_day, scenario.horizon, stops_on, rng):
        paper = DemoPaper(kind)
        spending = faults.spending.get(unit.id)
        is_the_one = (
            spending is not None
            and spending.paper is paper
            and year == judged_year(scenario, paper)
        )
        style, as_workbook = (
            (spending.style, spending.as_workbook)
            if spending and is_the_one
            else (Style.CLEAN, False)
        )
        is_withheld = faults.unpublished.get(unit.id) is paper and year == judged_year(
            scenario, paper
        )
        document = write(
            f"{scenario.city}{unit.name}",
            unit.short,
            FIELDS[unit.field],
            paper,
            year,
            style,
            rng,
            is_town=unit.is_town,
        )
        item = DemoItem(0, document.title, at, document.html, source=f"{scenario.city}{unit.name}")
        if as_workbook:
            text = "".join(f'<p style="text-indent:2em">{line}</p>' for line in document.prose)
            item = replace(
                item,
                html=text,
                attachments=(Attachment(f"{document.title}表.xlsx", 0, document.workbook),),
            )
        if not is_withheld:
            items.append(item)
    return tuple(items)


def judged_year(scenario: Scenario, paper: DemoPaper) -> int:
    """The year of the newest paper of that kind on the last night; the one that a scenario makes
    vague.
    """
    return scenario.last_day.year if paper is DemoPaper.BUDGET else scenario.last_day.year - 1


def vague_line(unit: UnitPlan, spending: PlantedSpending) -> str:
    """Code or name of the line to be found in the paper, "" where it is in order."""
    rng = SeededRandom("line")
    return write(
        "", "", FIELDS[unit.field], spending.paper, 2000, spending.style, rng, is_town=unit.is_town
    ).vague_line


def _odd(
    items: tuple[DemoItem, ...], faults: Faults, subject: tuple[str, str]
) -> tuple[DemoItem, ...]:
    """An old item on top for good, or one that claims to come from the future."""
    changed = list(items)
    if subject in faults.pinned:
        changed[0] = replace(changed[0], is_pinned=True)
    if subject in faults.future:
        changed[1] = replace(changed[1], claims=date(changed[1].at.year + 2, 12, 31))
    return tuple(changed)


def _numbered(channels: tuple[Channel, ...], base: int) -> tuple[Channel, ...]:
    """Numbers by time over the whole site, as a CMS gives them."""
    moments = sorted(
        (item.at, channel.key, at) for channel in channels for at, item in enumerate(channel.items)
    )
    numbers = {(key, at): base + number for number, (_, key, at) in enumerate(moments)}
    return tuple(
        replace(
            channel,
            items=tuple(
                _number(item, numbers[channel.key, at]) for at, item in enumerate(channel.items)
            ),
        )
        for channel in channels
    )


def _number(item: DemoItem, number: int) -> DemoItem:
    return replace(
        item,
        number=number,
        attachments=tuple(replace(file, number=number) for file in item.attachments),
    )
