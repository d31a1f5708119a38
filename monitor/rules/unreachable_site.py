"""An existing site cannot be opened by the public often enough, or not at all for a time.

依据 Clauses: insp2019.access, before it census2015.access; for a site taken off line
guide2017.offline, for a slow one guide2017.a1. None is in force before 2015-03-24, and the rule
speaks of no earlier day. The first two count probes, and where they were made this rule counts as
they do; an outage without them is measured by this product's own numbers and is never called the
veto that they threaten.
Problem: by the standard, 5 % of at least 140 spaced probes of a week failed, 20 or more on each day
(critical); or a site that was open once failed at every look, 3 or more over 24 hours or more,
always on its own side; or it has shown a notice of maintenance for more than 30 days, or for a
second time within a year.
Not a problem: it opens tonight, if with a fault of quality; it opens slowly (a warning above 3
seconds); a site that has never opened is judged by missing_site.
Cannot tell: two failures, or failures within one day; a firewall stood there in the month before,
and may be what is silent now, or hid more than a fifth of the week's probes; a platform is down
with all who live on it; something else answers in the site's place; our own network or clock was
not good. What we saw while blind counts for nothing.

问题：按标准，一周内间隔访问140次以上、每天20次以上，其中5%以上打不开的，判为严重；以前打开过的网站
在24小时以上、3次以上的检查中全部因网站一方的原因打不开；维护公告持续超过30天，或一年内第二次临时下
线。
不属问题：本次可以打开，即使页面有质量问题；打开缓慢（超过3秒的只作提醒）；从未打开过的网站由
missing_site 判断。
无法判断：只有两次失败，或失败都在一天之内；此前一个月内出现过访问防护，现在没有回应可能仍由其造成，
或一周中五分之一以上的访问被其拦截；共用平台整体无法访问；由其他页面代为应答；检查方网络或时钟存疑。
检查方网络异常时的记录一律不计。
"""

from collections.abc import Iterator
from dataclasses import replace

from config.rulebook import UnreachableSite
from config.words import Words
from monitor.dossier.facts import Dossier, SiteView
from monitor.judging.answers import (
    Measure,
    Subject,
    Values,
    binding_clause,
    clause_in_force,
    measure,
    noted,
    seen,
    site_subject,
    spoken,
)
from monitor.judging.rule import Rule
from monitor.judging.verdict import Evidence, Severity, Verdict, Why
from monitor.judging.words import WHOSE_NUMBER
from monitor.measures.access import (
    MaintenancePeriod,
    Outage,
    Week,
    maintenance_tonight,
    opens_tonight,
    outage_of,
    was_ever_open,
    week_of,
)
from monitor.measures.days import chinese_day, hour_of
from monitor.measures.sight import incident_of, leads_inside, why_unseen_on
from store.outcome_words import cause_of

RULE = Rule(
    title=Words("站点无法访问", "Site cannot be opened"),
    short=Words("无法打开", "down"),
    looked_at=Words("网站监测期内的可用率", "availability"),
    fault=Words(
        "已开通的网站无法打开：一周监测失败达5%，或24小时以上连续3次以上",
        "a site that was open cannot be opened: 5 % of a week's probes, or 3 failures over 24 hours",
    ),
    needs=("sites", "shared_failures", "clock_suspect"),
    clauses=("insp2019.access", "census2015.access", "guide2017.offline", "guide2017.a1"),
    defences=("our_own_list", "moved"),
    theme=3,
)

ABOUT = Words("{unit}网站（{url}）能否打开", "whether {url} of {unit} opens")
FAILED_SHARE = Words(
    "{unit}网站（{url}）在{first}至{last}监测期内共访问{n}次，其中{k}次超过{seconds}秒仍打不开，占{percent}，达到{limit}。",
    "{unit}: its site ({url}) failed {k} of {n} probes ({percent}) between {first} and {last}: {limit}.",
)
VETO = Words("“站点无法访问”单项否决标准", "the standard's limit for a veto")
NO_VETO = Words("{share}的本地设定标准", "the office's own limit is {share}")
OUTAGE = Words(
    "{unit}网站自{t0}起连续{h}小时无法打开（{cause}）。",
    "{unit}: its site could not be opened for {h} hours since {t0} ({cause}).",
)
OFF_LINE = Words(
    "{unit}网站（{url}）自{first}起显示维护、升级等公告，截至{last}已{n}天未开放，超过临时下线每次{limit}天{whose}的时限。",
    "{unit}: its site ({url}) has shown a notice of maintenance since {first}, {n} days by {last}; {limit} are allowed{whose}.",
)
OFF_LINE_AGAIN = Words(
    "{unit}网站（{url}）一年内第{n}次临时下线（自{first}起），超过每年{limit}次{whose}的规定。",
    "{unit}: its site ({url}) is off line for maintenance for the {n}. time within a year (since {first}); {limit} is allowed{whose}.",
)
SLOW = Words(
    "{unit}网站（{url}）可以打开，但监测期内加载时间中位数为{seconds}秒，超过{limit}秒{whose}。",
    "{unit}: its site ({url}) opens, but its median load took {seconds} s in the week; {limit} s are the norm{whose}.",
)
NEAR_VETO = Words("{share}的否决标准", "{share} would be a veto")
CAUSE = Words("{n}次访问均未打开：{causes}", "all {n} visits failed: {causes}")
CLEAR = Words("{unit}网站（{url}）可以打开。", "{unit}: its site ({url}) opens.")
CLEAR_BY_COUNT = Words(
    "{unit}网站访问正常，监测期内打不开次数占{percent}。",
    "{unit}: its site opens; {percent} of the week's probes failed.",
)
WARNING = Words(
    "{unit}网站监测期内打不开次数占{percent}，接近{limit}。",
    "{unit}: {percent} of the week's probes failed; {limit}.",
)
# All that the standard counts by: with another number it is another count (insp2019.access).
NUMBERS_OF_THE_VETO = ("window_days", "probes", "probes_a_day", "share", "failed_after_s")
NOTE = Words("无法打开的访问记录：{causes}", "The visits that failed: {causes}")
NOTICE = Words(
    "{since}至{until}显示维护、升级等公告", "A notice of maintenance from {since} to {until}"
)
WEEK = Words(
    "{first}至{last}间隔访问{n}次，其中{k}次在{seconds}秒内未能打开",
    "{n} spaced probes from {first} to {last}; {k} did not open within {seconds} s",
)
LOADS = Words(
    "{first}至{last}打开{n}次，加载时间中位数{seconds}秒",
    "{n} loads from {first} to {last}, {seconds} s in the median",
)


def inspect(dossier: Dossier) -> Iterator[Verdict]:
    clause = binding_clause(dossier, RULE.clauses)
    for site in dossier.sites:
        yield _judge(site, site_subject(site, ABOUT, dossier, clause), dossier)


def _judge(site: SiteView, subject: Subject, dossier: Dossier) -> Verdict:
    if site.kind == "portal_channel":
        return subject.not_applicable("portal_channel")
    if leads_inside(site):
        return subject.not_applicable("intranet")
    limits = dossier.rulebook.limits.unreachable_site
    week = week_of(site, dossier.as_of, limits)
    if week.is_complete(limits) and week.share >= limits.share:
        return _failed_share(site, week, subject, dossier)
    if opens_tonight(site):
        return _clear(site, week, subject, dossier)
    return _off_line(site, subject, dossier) or _judge_closed(site, subject, dossier)


def _judge_closed(site: SiteView, subject: Subject, dossier: Dossier) -> Verdict:
    """It does not open tonight. Was it open once, and how long has nothing at all been answered
    there?
    """
    limits = dossier.rulebook.limits.unreachable_site
    why = why_unseen_on(site, site.home, dossier) or Why.NOT_VISITED
    if why is not Why.SITE_DOWN:
        return subject.cannot_tell(why, details=incident_of(site, dossier))
    if not was_ever_open(site):
        return subject.not_applicable("never_opened")
    outage = outage_of(site, limits)
    if outage is None:  # something answers there, or did since
        return subject.cannot_tell(Why.SITE_DOWN)
    if outage.stood_behind_a_wall:
        return subject.cannot_tell(Why.BLOCKED)
    failed = f"{outage.attempts} failures, {outage.hours} h"
    against = measure(failed, limits, "{attempts} failures, {hours} h")
    if not outage.is_proven(limits):
        return subject.cannot_tell(Why.TOO_FEW_PROBES, against)
    since = hour_of(outage.since)
    causes = _causes(outage)
    cause = CAUSE.filled(n=outage.attempts, causes=causes)
    return subject.problem(
        OUTAGE,
        against,
        {"t0": since, "h": outage.hours, "cause": cause},
        kind="outage",
        evidence=[seen(site.home, NOTE, {"causes": causes}, at=outage.as_one_look(site.home.now))],
        details={"url": site.url, "since": since.en},
    )


def _off_line(site: SiteView, subject: Subject, dossier: Dossier) -> Verdict | None:
    """A notice of maintenance for longer, or more often, than a site may be taken off line; None
    where it may be.
    """
    limits = dossier.rulebook.limits.unreachable_site
    clause = clause_in_force(dossier, ("guide2017.offline",))
    spells = maintenance_tonight(site, dossier.as_of) if clause else []
    if not spells or clause is None:
        return None
    days, times = spells[-1].days, len(spells)
    if days > limits.maintenance_days:
        words, n, limit = OFF_LINE, days, limits.maintenance_days
        against = measure(f"{days} days", limits, "{maintenance_days} days")
    elif times > limits.maintenance_a_year:
        words, n, limit = OFF_LINE_AGAIN, times, limits.maintenance_a_year
        against = measure(f"{times} times", limits, "{maintenance_a_year} a year")
    else:
        return None
    values = {
        "first": chinese_day(spells[-1].since),
        "last": chinese_day(spells[-1].until),
        "n": n,
        "limit": limit,
        "whose": WHOSE_NUMBER[against.mark],
    }
    cited = replace(subject, clause=clause.id)
    return cited.problem(
        words,
        against,
        values,
        kind="maintenance",
        evidence=[
            seen(site.home, NOTICE, _days_of(spells[-1])),
            *(noted(site.url, spoken(NOTICE, _days_of(spell))) for spell in spells[:-1]),
        ],
        details={"url": site.url},
    )


def _days_of(spell: MaintenancePeriod) -> Values:
    return {"since": chinese_day(spell.since), "until": chinese_day(spell.until)}


def _failed_share(site: SiteView, week: Week, subject: Subject, dossier: Dossier) -> Verdict:
    """The standard's own count, and its own words for it; by the office's numbers no veto."""
    limits = dossier.rulebook.limits.unreachable_site
    if week.is_obscured_by(week.blocked, limits):
        return subject.cannot_tell(Why.BLOCKED)
    if site.id in dossier.shared_failures or week.is_obscured_by(week.shared, limits):
        incident = incident_of(site, dossier)
        return subject.cannot_tell(Why.SHARED_PLATFORM_DOWN, details=incident)
    share = _share(week, dossier)
    is_veto = share.mark == "law"
    own = NO_VETO.filled(share=f"{limits.share:.0%}")
    values = {
        **_counts(week, limits),
        "percent": week.percent,
        "limit": VETO if is_veto else own,
    }
    return subject.problem(
        FAILED_SHARE,
        share,
        values,
        kind="veto" if is_veto else "failed_share",
        severity=Severity.CRITICAL if is_veto else Severity.PROBLEM,
        evidence=_counted(site, week, limits),
        details={"url": site.url},
    )


def _clear(site: SiteView, week: Week, subject: Subject, dossier: Dossier) -> Verdict:
    """It opens; how often it does is said only where it was counted as the standard asks."""
    limits = dossier.rulebook.limits.unreachable_site
    is_slow = len(week.loads) >= limits.slow_probes and week.load_s > limits.slow_s
    if is_slow and week.share < limits.warn_share:
        return _slow(site, week, subject, dossier)
    if not week.is_complete(limits) or week.is_obscured_by(week.blocked + week.shared, limits):
        return subject.clear(CLEAR, evidence=[seen(site.home)])
    is_near, share = week.share >= limits.warn_share, _share(week, dossier)
    norm = NEAR_VETO if share.mark == "law" else NO_VETO
    values = {"percent": week.percent, "limit": norm.filled(share=f"{limits.share:.0%}")}
    words, evidence = WARNING if is_near else CLEAR_BY_COUNT, _counted(site, week, limits)
    return subject.clear(words, values, share, warning=is_near, evidence=evidence)


def _slow(site: SiteView, week: Week, subject: Subject, dossier: Dossier) -> Verdict:
    limits = dossier.rulebook.limits.unreachable_site
    norm = clause_in_force(dossier, ("guide2017.a1",))
    against = measure(f"{week.load_s:.1f} s", limits, "{slow_s:g} s")
    seconds, limit = f"{week.load_s:.1f}", f"{limits.slow_s:g}"
    cited = replace(subject, clause=norm.id) if norm else subject
    loads = spoken(LOADS, {**_counts(week, limits), "n": len(week.loads), "seconds": seconds})
    return cited.clear(
        SLOW,
        {"seconds": seconds, "limit": limit, "whose": WHOSE_NUMBER[against.mark]},
        against,
        kind="slow",
        warning=True,
        evidence=[seen(site.home), noted(site.url, loads)],
    )


def _counted(site: SiteView, week: Week, limits: UnreachableSite) -> list[Evidence]:
    """The probes of the week, then the page as it is tonight."""
    return [noted(site.url, spoken(WEEK, _counts(week, limits))), seen(site.home)]


def _counts(week: Week, limits: UnreachableSite) -> Values:
    return {
        "n": week.effective,
        "k": week.failed,
        "first": week.first,
        "last": week.last,
        "seconds": f"{limits.failed_after_s:g}",
    }


def _share(week: Week, dossier: Dossier) -> Measure:
    limits = dossier.rulebook.limits.unreachable_site
    measured = f"{week.percent} of {week.effective} probes"
    share = measure(measured, limits, "{share:.0%} of {probes} probes")
    return share._replace(mark=limits.mark(*NUMBERS_OF_THE_VETO))


def _causes(outage: Outage) -> Words:
    causes = [cause_of(outcome) for outcome in outage.outcomes]
    return Words("、".join(cause.zh for cause in causes), ", ".join(cause.en for cause in causes))
