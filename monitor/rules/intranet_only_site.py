"""What a unit discloses can be read on an inner network only; outsiders cannot see it (检察院,
2012).

依据 Clauses: reg2019.23, reg2019.24, guide2017.open; before 2017-05-15 local2012.public. Courts and
procuratorates are bound by local circulars only.
Problem: the name on record led into private address space on 3 nights in a row over 24 hours or
more; or the site opened from a vantage point in the inner network while it failed from outside, 3
times or more over 24 hours or more.
Not a problem: a timeout, whatever its cause; a unit that has another site that is open to the
public.
Cannot tell: the site is shut or walled off tonight; the name has led inside for less than a day; a
firewall stood there in the month before, which may let its own people in and be silent to us; it is
closed from inside as well.

问题：登记的网址在24小时以上、连续3次以上的夜间检查中都指向内部地址；或者在24小时以上、3次以上的检查
中，从内部网络可以打开而从互联网打不开。
不属问题：单纯的访问超时，不论原因；该单位另有可由公众访问的网站。
无法判断：检查当日网站打不开或设有防护；指向内部地址不足一天；此前一个月内出现过访问防护，可能只放行
内部人员；从内部网络也打不开。
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from config.words import Words
from monitor.dossier.facts import Dossier, SiteView
from monitor.judging.answers import (
    NO_WORDS,
    Subject,
    binding_clause,
    measure,
    seen,
    site_subject,
)
from monitor.judging.rule import Rule
from monitor.judging.verdict import Verdict, Why
from monitor.measures.access import outage_of, shows_the_site_tonight
from monitor.measures.days import chinese_day, day_of
from monitor.measures.entry_points import how_looked, led_inside
from monitor.measures.sight import has_inner_address, incident_of, opens_inside_only, why_unseen_on

RULE = Rule(
    title=Words("仅在内部网络公开", "On an internal network only"),
    short=Words("仅内网", "intranet only"),
    looked_at=Words("公众可否查看", "seen by the public"),
    fault=Words("只在内部网络公开，社会公众无法查看", "published on an internal network only"),
    needs=("sites", "shared_failures"),
    clauses=("local2012.public", "reg2019.23", "guide2017.open"),
    defences=("our_own_list", "moved"),
    theme=3,
)

ABOUT = Words("{unit}网站（{url}）是否对外公开", "whether {url} of {unit} is public")
PROBLEM = Words(
    "{unit}登记的网址（{url}）{detail}。",
    "{unit}: the address on record ({url}) {detail}.",
)
CLEAR = Words(
    "{unit}的公开事项可通过互联网查看。", "What {unit} discloses can be read on the public web."
)
DETAIL = Words(
    "{since}至{last}共{n}次夜间检查（{how}）均指向内部地址{tonight}，社会公众无法查看；其上是否有公开事项，未作检查",
    "led to an inner address{tonight} on each of {n} nights from {since} to {last} ({how}); the public cannot see it, and whether anything is disclosed there was not looked at",
)
TONIGHT = Words("（本次为{addresses}）", " (tonight {addresses})")
OPENS_INSIDE = Words(
    "从内部网络（检查点{inner}）可以打开，从互联网（检查点{outer}）连续{n}次未能打开，社会公众无法查看",
    "opens from the inner network ({inner}) and failed {n} times in a row from outside ({outer}); the public cannot see it",
)
SEEN_OUTSIDE = Words("从互联网检查：未能打开", "From outside: closed")
SEEN_INSIDE = Words("从内部网络检查：可以打开", "From the inner network: open")
NOTE = Words("本次解析结果：{addresses}；{how}", "Resolves tonight to {addresses}; {how}")


def inspect(dossier: Dossier) -> Iterator[Verdict]:
    clause = binding_clause(dossier, RULE.clauses)
    for site in dossier.sites:
        yield _judge(site, site_subject(site, ABOUT, dossier, clause), dossier)


def _judge(site: SiteView, subject: Subject, dossier: Dossier) -> Verdict:
    if has_inner_address(site) or opens_inside_only(site):
        if any(other.home.is_open for other in dossier.sites if other.id != site.id):
            return subject.not_applicable("also_public")
        judge = _judge_inner_address if has_inner_address(site) else _judge_two_vantages
        return judge(site, subject, dossier)
    if shows_the_site_tonight(site):
        return subject.clear(CLEAR, evidence=[seen(site.home)])
    why = why_unseen_on(site, site.home, dossier) or Why.NOT_VISITED
    is_mere_silence = why is Why.SITE_DOWN and len(site.vantages) < 2
    return subject.cannot_tell(Why.SINGLE_VANTAGE if is_mere_silence else why)


def _judge_inner_address(site: SiteView, subject: Subject, dossier: Dossier) -> Verdict:
    """One wrong answer of a name server is not yet an internal network: ask again on another day."""
    limits = dossier.rulebook.limits.intranet_only_site
    inside = led_inside(site)
    nights = sum(look.nights for look in inside)
    against = measure(f"{nights} nights", limits, "{attempts} nights")
    if not site.home.visited_tonight:
        return subject.cannot_tell(Why.NOT_VISITED)
    hours = timedelta(hours=limits.hours)
    if nights < limits.attempts or inside[-1].last_at - inside[0].first_at < hours:
        return subject.cannot_tell(Why.TOO_FEW_PROBES, against)
    since, last = (chinese_day(at) for at in (inside[0].first_at, inside[-1].last_at))
    addresses = "、".join(site.private_addresses)
    tonight = TONIGHT.filled(addresses=addresses) if addresses else NO_WORDS
    how = how_looked(site, since)
    detail = DETAIL.filled(
        since=day_of(since), last=day_of(last), n=nights, how=how, tonight=tonight
    )
    looks = replace(inside[-1], first_at=inside[0].first_at, checks=nights)
    evidence = [seen(site.home, NOTE, {"addresses": addresses or "-", "how": how}, at=looks)]
    return subject.problem(
        PROBLEM, against, {"detail": detail}, evidence=evidence, details={"url": site.url}
    )


def _judge_two_vantages(site: SiteView, subject: Subject, dossier: Dossier) -> Verdict:
    """Closed to the public and open to the office's own people, for long enough to be no night's
    accident.
    """
    limits, inner = dossier.rulebook.limits.intranet_only_site, site.inside[-1]
    why = why_unseen_on(site, site.home, dossier) or Why.NOT_VISITED
    if why is not Why.SITE_DOWN:
        return subject.cannot_tell(why, details=incident_of(site, dossier))
    outage = outage_of(site, dossier.rulebook.limits.unreachable_site)
    if outage is None:
        return subject.cannot_tell(Why.SITE_DOWN)
    if outage.stood_behind_a_wall:
        return subject.cannot_tell(Why.BLOCKED)
    against = measure(f"{outage.attempts} checks", limits, "{attempts} checks")
    is_long = outage.attempts >= limits.attempts and outage.hours >= limits.hours
    if not is_long or inner.last_at < outage.since:
        return subject.cannot_tell(Why.TOO_FEW_PROBES, against)
    outer = site.home.now.vantage if site.home.now else ""
    detail = OPENS_INSIDE.filled(inner=inner.vantage, outer=outer or "-", n=outage.attempts)
    return subject.problem(
        PROBLEM,
        against,
        {"detail": detail},
        kind="opens_inside_only",
        evidence=[
            seen(site.home, SEEN_OUTSIDE, at=outage.as_one_look(site.home.now)),
            seen(site.home, SEEN_INSIDE, at=inner),
        ],
        details={"url": site.url, "inside": inner.vantage, "outside": outer},
    )
