"""A unit has no place on the public web where it discloses, or the place on record has never once
opened.

依据 Clauses: reg2019.23, reg2019.24, guide2017.open; before 2017-05-15 local2012.own_site, which
asked every department for a site or sub-site of its own, and townships for a place on the portal.
Problem: nothing is on record and a person has confirmed the blank; an address failed on 14 nights
over 14 days, every time on the site's side; in 2012 also a department with a mere channel on the
portal, or a parked name.
Not a problem: since 2017-05-15 a department or township without a site of its own that discloses on
a portal.
Cannot tell: nobody has confirmed the blank; mere silence, heard from one place only; a firewall
stood there, if only once; fewer than 14 nights; the address was open before and is not tonight; a
shared platform is down. A private address is judged by intranet_only_site.

问题：名录中没有网址，并经人确认确实没有；或者登记的网址在14天以上、14个夜间的检查中全部因网站一方的
原因打不开。2012年还包括部门仅在门户网站有一个栏目、域名处于停放状态。
不属问题：2017年5月15日以后，没有自己的网站、但在门户网站上公开的部门和乡镇。
无法判断：没有人确认过确实没有网址；只从一个检查点检查，且始终没有任何回应；曾经出现访问防护，哪怕一
次；检查不足14个夜间；以前打开过、本次没有打开；所在共用平台整体无法访问。指向内部地址的，由
intranet_only_site 判断。
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from config.rulebook import Clause
from config.words import Words
from monitor.dossier.facts import Dossier, SiteView
from monitor.judging.answers import (
    Measure,
    Values,
    binding_clause,
    cannot_tell,
    clear,
    measure,
    not_applicable,
    problem,
    seen,
)
from monitor.judging.rule import Rule
from monitor.judging.verdict import Verdict, Why
from monitor.measures.access import days_watched, is_mere_silence, shows_the_site
from monitor.measures.days import chinese_day
from monitor.measures.sight import incident_of, leads_inside
from store.outcomes import Outcome, OutcomeGroup

GOOD = Words(
    "{unit}已开通网站并对外公开", "{unit} runs a site of its own that is open to the public"
)
RULE = Rule(
    title=Words("无公开渠道", "No public site"),
    short=Words("无公开渠道", "no site"),
    looked_at=Words("网上公开渠道", "entry point"),
    fault=Words(
        "互联网上没有公开渠道，或报送的网址从未打开",
        "no place on the public web, or an address that has never opened",
    ),
    needs=("sites", "shared_failures"),
    clauses=("local2012.own_site", "reg2019.23", "guide2017.open"),
    theme=3,
    good=GOOD,
)


CLEAR = Words("{unit}已通过{entry}公开政务信息。", "{unit} discloses through {entry}.")
PROBLEMS = {
    "no_own_site": Words("{unit}尚未开通政府网站。", "{unit} has no website of its own."),
    "no_entry_point": Words(
        "{unit}未在政府网站开设公开栏目，也未开通其他网上公开渠道。",
        "No public entry point was found for {unit}.",
    ),
    "never_opened": Words(
        "{unit}报送的网址（{url}）自{since}起连续{n}次检查均未能打开，未发现其他网上公开渠道。",
        "The address of {unit} ({url}) failed to open at {n} checks in a row since {since}; no other public channel was found.",
    ),
    "never_opened_beside_portal": Words(
        "{unit}报送的网址（{url}）自{since}起连续{n}次检查均未能打开。",
        "The address of {unit} ({url}) failed to open at {n} checks in a row since {since}.",
    ),
}
NOTE = Words("{name}（{url}）的访问记录", "Visits to {name} ({url})")
ENTRY = {
    "own": Words("自建网站", "its own site"),
    "subsite": Words("门户子网站", "its sub-site of the portal"),
    "portal_channel": Words("门户网站栏目", "its channel on the portal"),
}


def inspect(dossier: Dossier) -> Iterator[Verdict]:
    clause = binding_clause(dossier, RULE.clauses)
    unit = dossier.unit
    entries = [site for site in dossier.sites if _counts(site, dossier, clause)]
    if unit.kind == "second_level" and not dossier.sites:
        yield not_applicable("unit", "parent_answers", unit.label)
    elif entries:
        yield _judge_entries(entries, dossier, clause)
    else:
        yield _judge_blank(dossier, clause)


def _counts(site: SiteView, dossier: Dossier, clause: Clause) -> bool:
    """In 2012 a channel on the portal was no website of a department; for a township it was enough."""
    return (
        site.kind != "portal_channel"
        or clause.id != "local2012.own_site"
        or dossier.unit.kind == "township"
    )


def _judge_blank(dossier: Dossier, clause: Clause) -> Verdict:
    """No entry point is on record. An empty cell is not a blank: only a person's word makes it one."""
    blank = dossier.unit.no_own_site
    if blank is None or blank.on > dossier.as_of:
        return cannot_tell("unit", Why.NOT_VISITED, _place_of(dossier), kind="not_researched")
    kind = "no_own_site" if clause.id == "local2012.own_site" else "no_entry_point"
    one = Measure("0 sites", "1 site", "law" if clause.mark == "law" else "local")
    return _problem(kind, dossier.sites, {}, one, dossier, clause)


def _judge_entries(entries: list[SiteView], dossier: Dossier, clause: Clause) -> Verdict:
    unit = dossier.unit.label
    for site in entries:
        if site.home.visited_tonight and site.home.now and shows_the_site(site.home.now.outcome):
            good = GOOD.text("zh", unit=unit) if site.kind != "portal_channel" else ""
            values, evidence = {"unit": unit, "entry": ENTRY[site.kind]}, [seen(site.home)]
            return clear(
                "unit", CLEAR, values, clause, kind=site.kind, good=good, evidence=evidence
            )
    if all(leads_inside(site) for site in entries):
        return not_applicable("unit", "intranet", unit)
    return _judge_closed([site for site in entries if not leads_inside(site)], dossier, clause)


def _judge_closed(entries: list[SiteView], dossier: Dossier, clause: Clause) -> Verdict:
    """None is open tonight. A problem only where each was shut from the first night on, and never
    by a wall.
    """
    history = [
        sighting
        for site in entries
        for sighting in site.home.sightings
        if sighting.outcome.group is not OutcomeGroup.OURS
    ]
    if any(sighting.outcome.group is OutcomeGroup.BLOCKED for sighting in history):
        return cannot_tell("unit", Why.BLOCKED, _place_of(dossier))
    if any(shows_the_site(sighting.outcome) for sighting in history) or any(
        shows_the_site(probe.outcome) for site in entries for probe in site.probes
    ):
        return cannot_tell("unit", Why.SITE_DOWN, _place_of(dossier))
    if shared := [site for site in entries if site.id in dossier.shared_failures]:
        incident = incident_of(shared[0], dossier)
        return cannot_tell("unit", Why.SHARED_PLATFORM_DOWN, _place_of(dossier), details=incident)
    if not history or not all(site.home.visited_tonight for site in entries):
        return cannot_tell("unit", Why.NOT_VISITED, _place_of(dossier))
    site = min(entries, key=lambda site: site.effective_nights)
    limits = dossier.rulebook.limits.missing_site
    nights = measure(f"{site.effective_nights} nights", limits, "{effective_nights} nights")
    if site.effective_nights < limits.effective_nights or days_watched(site) < limits.watch_days:
        return cannot_tell("unit", Why.TOO_FEW_PROBES, _place_of(dossier), measure=nights)
    if is_mere_silence(history, entries):
        return cannot_tell("unit", Why.SINGLE_VANTAGE, _place_of(dossier), measure=nights)
    if all(sighting.outcome.group is OutcomeGroup.UNREACHABLE for sighting in history):
        return _never_opened(site, dossier, clause, nights)
    if clause.id == "local2012.own_site" and all(
        sighting.outcome is Outcome.PARKED for sighting in history
    ):
        # a parked name is nobody's website; today hijacked_site speaks of it
        return _problem("no_own_site", entries, {}, nights, dossier, clause)
    return cannot_tell("unit", Why.SITE_DOWN, _place_of(dossier))


def _never_opened(site: SiteView, dossier: Dossier, clause: Clause, nights: Measure) -> Verdict:
    has_portal_place = any(
        other.kind == "portal_channel" and other.home.was_ever_open for other in dossier.sites
    )
    words = "never_opened_beside_portal" if has_portal_place else "never_opened"
    since = chinese_day(site.home.sightings[0].first_at)
    values = {"url": site.url, "since": since, "n": site.effective_nights}
    found = _problem(words, [site], values, nights, dossier, clause)
    return replace(found, kind="never_opened", details={"url": site.url})


def _problem(
    kind: str,
    sites: Iterable[SiteView],
    values: Values,
    against: Measure,
    dossier: Dossier,
    clause: Clause,
) -> Verdict:
    values = {"unit": dossier.unit.label, **values}
    evidence = [seen(s.home, NOTE, {"name": ENTRY[s.kind], "url": s.url}) for s in sites]
    return problem("unit", PROBLEMS[kind], values, clause, against, kind=kind, evidence=evidence)


def _place_of(dossier: Dossier) -> Words:
    return Words(
        f"{dossier.unit.label}的公开渠道", f"the public entry point of {dossier.unit.label}"
    )
