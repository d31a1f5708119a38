"""What a unit once published is no longer on file.

依据 Clauses: guide2017.archive, guide2017.a2, reg2019.24 (查阅、下载); before 2017-05-15
local2012.archive.
Problem: an article that we captured answered 404 at three checks over 14 days while the site was
open; three quarters of a channel's captured items gone at once (a redesign without an archive) is
one such finding.
Not a problem: an item that only dropped off its list; one found again under another address;
notices that may expire (招聘, 公示, 招标).
Cannot tell: it is gone for less than three days; the site was not open for three quarters of the
time; the page is behind a firewall; it was not asked for tonight; the unit's site was never seen at
all.

问题：留存过的文章在14天以上、3次检查中都已不存在，而网站可以打开；一个栏目中四分之三以上的信息同时
消失（改版而未归档）的，合为一个问题。
不属问题：仅从列表中移出、内容仍可打开；移至其他地址仍可查阅；期满可以撤下的信息（招聘、公示、招
标）。
无法判断：消失不足三天；检查期内网站有四分之一以上的时间打不开；页面在访问防护之后；本次没有访问该页
面；从未看到该单位的网站。
"""

from collections.abc import Iterator

from config.rulebook import Clause, VanishedItem
from config.words import Words
from monitor.dossier.facts import ChannelView, Dossier, KnownItem, PageView, Sighting, SiteView
from monitor.judging.answers import (
    binding_clause,
    cannot_tell,
    clear,
    measure,
    not_applicable,
    problem,
    seen,
)
from monitor.judging.rule import Rule
from monitor.judging.verdict import Evidence, Verdict, Why
from monitor.measures.freshness import credible_day
from monitor.measures.vanishing import (
    Lost,
    asked_since,
    doubt_of,
    is_mass,
    is_settled,
    lost_item,
    may_expire,
    was_captured,
)
from store.outcomes import OutcomeGroup
from store.urls import canonical

GOOD = Words("{unit}已公开内容保存完整、均可查阅", "{unit} keeps everything it published on file")
RULE = Rule(
    title=Words("已公开内容消失、未留存", "Vanished item"),
    short=Words("内容消失", "vanished"),
    looked_at=Words("公开内容留存", "items kept"),
    fault=Words("公开过的内容无法查阅，未归档", "published once, no longer on file"),
    needs=("sites", "shared_failures", "clock_suspect"),
    clauses=("local2012.archive", "guide2017.archive", "guide2017.a2", "reg2019.24"),
    theme=5,
    good=GOOD,
)

PROBLEM = Words(
    "{unit}{date}公开的《{title}》自{since}起无法查阅，未见归档。",
    "{unit}: {title}, published {date}, not on file since {since}.",
)
PROBLEM_UNDATED = Words(
    "{unit}公开的《{title}》自{since}起无法查阅，未见归档。",
    "{unit}: {title}, not on file since {since}.",
)
PROBLEM_MASS = Words(
    "{unit}“{channel}”栏目原有{n}条信息中{k}条已无法查阅。",
    "{unit}, “{channel}”: {k} of {n} items are no longer on file.",
)
WARNING = Words(
    "{unit}《{title}》自{since}起无法查阅，请核查。",
    "{unit}: {title} has not been on file since {since}; please check.",
)
CLEAR = Words(
    "{unit}已公开内容均可查阅（抽查{n}条）。",
    "What {unit} published is on file ({n} items checked).",
)
CLEAR_ITEM = Words("{unit}《{title}》可以查阅。", "{unit}: {title} is on file.")
CLEAR_MOVED = Words(
    "{unit}《{title}》已移动，仍可查阅（{url}）。",
    "{unit}: {title} has moved and is still on file ({url}).",
)
LAST_GOOD = Words("最后一次完好留存", "Last good capture")
GONE = Words("已无法查阅", "No longer there")
SHOWN_OF_A_MASS = 10  # items named in the evidence of a mass removal


def inspect(dossier: Dossier) -> Iterator[Verdict]:
    clause = binding_clause(dossier, RULE.clauses)
    looked_at: set[str] = set()
    is_all_on_file = True
    for site in dossier.sites:
        for channel in (channel for channel in site.channels if not channel.shared_with):
            items = [
                item
                for item in channel.items
                if was_captured(item) and canonical(item.url) not in looked_at
            ]
            looked_at.update(canonical(item.url) for item in items)
            for verdict in _judge_channel(items, channel, site, dossier, clause):
                is_all_on_file = is_all_on_file and verdict.kind in (
                    "on_file_again",
                    "moved",
                    "may_expire",
                )
                yield verdict
    yield from _judge_unit(len(looked_at), is_all_on_file, dossier, clause)


def _judge_channel(
    items: list[KnownItem], channel: ChannelView, site: SiteView, dossier: Dossier, clause: Clause
) -> Iterator[Verdict]:
    limits = dossier.rulebook.limits.vanished_item
    lasting = [item for item in items if not may_expire(item, limits)]
    lost = [
        found
        for found in (lost_item(item) for item in lasting)
        if found and not found.item.moved_to
    ]
    settled = [
        each for each in lost if is_settled(each, limits) and not doubt_of(each, site, dossier)
    ]
    if settled and is_mass(settled, lasting, limits):
        yield _mass_removal(settled, lasting, channel, dossier, clause)
        lost = [each for each in lost if each not in settled]
    for each in lost:
        yield _judge_lost(each, site, dossier, clause)
    for item in items:
        yield from _judge_found_again(item, limits, dossier, clause)


def _judge_lost(lost: Lost, site: SiteView, dossier: Dossier, clause: Clause) -> Verdict:
    limits = dossier.rulebook.limits.vanished_item
    subject, title = f"item:{canonical(lost.item.url)}", lost.item.title
    about = Words(f"{dossier.unit.label}《{title}》", f"{title} of {dossier.unit.label}")
    against = measure(f"{lost.days} d, {lost.checks} checks", limits, "{days} d, {checks} checks")
    doubt = doubt_of(lost, site, dossier)
    if doubt:
        return cannot_tell(subject, doubt, about, measure=against)
    published = credible_day(lost.item, dossier.as_of)
    values = {"unit": dossier.unit.label, "title": title, "since": lost.since, "date": published}
    if is_settled(lost, limits):
        words, kind = (
            PROBLEM if published else PROBLEM_UNDATED,
            "attachment_gone" if lost.item.is_attachment else "gone",
        )
        details = {"url": lost.item.url, "last_date": published.isoformat() if published else ""}
        return problem(
            subject,
            words,
            values,
            clause,
            against,
            kind=kind,
            evidence=_history(lost),
            details=details,
        )
    if lost.days >= limits.warn_days:
        return clear(
            subject, WARNING, values, clause, against, warning=True, evidence=_history(lost)
        )
    return cannot_tell(subject, Why.TOO_FEW_PROBES, about, measure=against)


def _judge_found_again(
    item: KnownItem, limits: VanishedItem, dossier: Dossier, clause: Clause
) -> Iterator[Verdict]:
    """Only items that were missed once are spoken of one by one."""
    page, subject = item.page, f"item:{canonical(item.url)}"
    if page is None or not any(
        sighting.outcome.group is OutcomeGroup.GONE for sighting in page.sightings
    ):
        return
    values = {"unit": dossier.unit.label, "title": item.title, "url": item.moved_to}
    if item.moved_to:
        yield clear(subject, CLEAR_MOVED, values, clause, kind="moved", evidence=[seen(page)])
    elif page.is_open:
        yield clear(
            subject, CLEAR_ITEM, values, clause, kind="on_file_again", evidence=[seen(page)]
        )
    elif may_expire(item, limits):
        yield not_applicable(subject, "may_expire", dossier.unit.label)


def _mass_removal(
    settled: list[Lost],
    lasting: list[KnownItem],
    channel: ChannelView,
    dossier: Dossier,
    clause: Clause,
) -> Verdict:
    limits = dossier.rulebook.limits.vanished_item
    n, k = len(asked_since(settled, lasting)), len(settled)
    values = {"unit": dossier.unit.label, "channel": channel.name, "n": n, "k": k}
    evidence = [entry for each in settled[:SHOWN_OF_A_MASS] for entry in _history(each)]
    return problem(
        f"channel:{canonical(channel.url)}",
        PROBLEM_MASS,
        values,
        clause,
        measure(f"{k}/{n}", limits, "{mass_share:.0%}"),
        kind="mass_removal",
        evidence=evidence,
        details={"channel": channel.name, "url": channel.url},
    )


def _judge_unit(
    items: int, is_all_on_file: bool, dossier: Dossier, clause: Clause
) -> Iterator[Verdict]:
    unit = dossier.unit.label
    about = Words(f"{unit}已公开内容", f"what {unit} published")
    if items == 0 and not any(site.home.was_ever_open for site in dossier.sites) and dossier.sites:
        yield cannot_tell("unit", Why.SITE_DOWN, about)
    elif items == 0:
        yield not_applicable("unit", "nothing_published", unit)
    elif is_all_on_file and any(site.home.is_open for site in dossier.sites):
        yield clear(
            "unit", CLEAR, {"unit": unit, "n": items}, clause, good=GOOD.text("zh", unit=unit)
        )
    elif is_all_on_file:
        yield cannot_tell("unit", Why.SITE_DOWN, about)


def _history(lost: Lost) -> list[Evidence]:
    """What was there, and what is there now."""
    good = [s for s in lost.page.sightings if s.outcome.shows_the_page]
    before = seen(_as_of(lost.page, good[-1]), LAST_GOOD) if good else None
    now = seen(_as_of(lost.page, lost.sightings[-1]), GONE)
    return [before, now] if before else [now]


def _as_of(page: PageView, sighting: Sighting) -> PageView:
    return PageView(page.url, page.title, page.kind, (sighting,), page.visited_tonight)
