"""A small office after one inspection, built of the real nouns: what the outlets are given, without
a crawl.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

from config.folder import Config
from config.office import Office, Person
from config.office import Report as ReportSettings
from config.rulebook_files import merged_rulebook
from config.unit import Site, Unit, UnitKind
from config.words import Words
from monitor.judging.inspection import Inspection, UnitResult
from monitor.judging.verdict import Answer, Praise, Verdict, Why
from store.records import Finding

DAY = date(2012, 11, 23)
DUE = date(2012, 12, 7)


def unit(
    unit_id: str,
    name: str,
    kind: UnitKind = "department",
    responsible: tuple[str, ...] = ("leader",),
    sites: tuple[str, ...] = (),
) -> Unit:
    return Unit(
        id=unit_id,
        name=name,
        kind=kind,
        responsible=list(responsible),
        sites=[Site(id=str(n), url=url, kind="own") for n, url in enumerate(sites, start=1)],
    )


UNITS = (
    unit("caizheng", "财政局"),
    unit("gongan", "公安局"),
    unit("guotu", "国土局"),
    unit("huanbao", "环保局"),
    unit("jiancha", "检察院", "judicial"),
    unit("renfang", "人防办"),
    unit("xueji", "薛集镇", "township"),
    unit("zhangji", "张集镇", "township", sites=("http://www.example.test/zhangji/",)),
)


def config(
    folder: Path,
    *,
    language: str = "zh",
    people: tuple[Person, ...] = (),
    units: tuple[Unit, ...] = UNITS,
) -> Config:
    rulebook, problems = merged_rulebook({})
    assert not problems
    office = Office(
        name="老河口市政务公开工作领导小组办公室",
        city="老河口市",
        language=language,
        people=list(people),
        report=ReportSettings(document_number="政公开办发〔2012〕2号"),
    )
    return Config(office, units, rulebook, folder, folder / "data")


def finding(number: int, unit_id: str, rule: str, zh: str, en: str, **more: object) -> Finding:
    plain = Finding(
        id=number,
        unit=unit_id,
        rule=rule,
        subject="unit",
        kind="",
        state="open",
        severity="problem",
        opened=DAY,
        opened_run=DAY.isoformat(),
        last_confirmed=DAY,
        closed=None,
        reopened=0,
        measured="",
        threshold="",
        threshold_mark="",
        clause="local2012.stale",
        sentence_zh=zh,
        sentence_en=en,
        due=DUE,
    )
    return replace(plain, **more)  # type: ignore[arg-type]


NO_SITE = [
    finding(
        n,
        u,
        "missing_site",
        f"{label}尚未开通政府网站。",
        f"{label} has no website of its own.",
        clause="local2012.own_site",
    )
    for n, (u, label) in enumerate(
        [("gongan", "公安局"), ("guotu", "国土局"), ("huanbao", "环保局"), ("renfang", "人防办")],
        start=1,
    )
]
STALE = finding(
    5,
    "zhangji",
    "stale_channel",
    "张集镇“通知公告”栏目最新信息发布于2011年9月2日，截至2012年11月23日已448天未更新，超过14天的更新时限。",
    "张集镇 “通知公告”: newest item 2011-09-02, 448 days, limit 14 d.",
    subject="channel:http://www.example.test/zhangji/tzgg/",
    measured="448 d",
    threshold="14 d",
    threshold_mark="product",
    severity="critical",
    details={
        "channel": "通知公告",
        "last_date": "2011-09-02",
        "overdue_days": "434",
        "url": "http://www.example.test/zhangji/tzgg/",
    },
    evidence=(
        {
            "url": "http://www.example.test/zhangji/tzgg/",
            "title": "通知公告",
            "sha256": "ab" * 32,
            "first_at": "2012-03-05T18:00:00Z",
            "last_at": "2012-11-22T18:00:00Z",
            "checks": 214,
            "outcome": "open",
            "vantage": "office",
            "note_zh": "列表最新一条",
            "note_en": "the newest row",
        },
    ),
)
INSIDE = finding(
    6,
    "jiancha",
    "intranet_only_site",
    "检察院的公开事项仅发布在内部网络（10.1.2.3），社会公众无法查看。",
    "检察院: published on an internal network only; the public cannot see it.",
    clause="local2012.public",
)
FINDINGS = (*NO_SITE, STALE, INSIDE)


def clear(rule: str, zh: str, good: str = "", *, warning: bool = False) -> Verdict:
    praise = Praise(Words(good, good)) if good else None
    return Verdict(
        rule, "unit", Answer.CLEAR, sentence_zh=zh, sentence_en=zh, good=praise, warning=warning
    )


def unknown(rule: str, why: Why) -> Verdict:
    return Verdict(
        rule,
        "unit",
        Answer.CANNOT_TELL,
        why=why,
        sentence_zh="因故未能判断。",
        sentence_en="Could not be judged.",
    )


def problem(found: Finding) -> Verdict:
    return Verdict(
        found.rule,
        found.subject,
        Answer.PROBLEM,
        sentence_zh=found.sentence_zh,
        sentence_en=found.sentence_en,
    )


def inspection(
    findings: tuple[Finding, ...] = FINDINGS, **turns: tuple[Finding, ...]
) -> Inspection:
    """Eight units: 薛集镇 and 财政局 in order, 人防办 named and partly unknown, 检察院 seen inside
    only.
    """
    more = {
        "caizheng": (
            clear("stale_homepage", "更新及时。", "财政局网站首页更新及时"),
            clear("missing_site", "已开通。", "财政局已开通网站并对外公开"),
            unknown("vague_expense", Why.DOCUMENT_UNREADABLE),
        ),
        "renfang": (unknown("stale_channel", Why.SITE_DOWN),),
        "xueji": (
            clear("missing_site", "已开通。", "薛集镇已开通网站并对外公开"),
            clear(
                "stale_channel",
                "薛集镇“工作动态”栏目将于2012年11月25日超期，请及时更新。",
                warning=True,
            ),
        ),
    }
    results = tuple(
        UnitResult(
            u.id, u.name, (*(problem(f) for f in findings if f.unit == u.id), *more.get(u.id, ()))
        )
        for u in UNITS
    )
    changed = {"opened": findings, "closed": (), "reopened": ()} | turns
    return Inspection(DAY.isoformat(), DAY, results, findings, **changed)  # type: ignore[arg-type]
