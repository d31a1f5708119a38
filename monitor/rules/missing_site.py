"""A unit has no place on the public web where it discloses, or the place on record has never once
opened.

依据 Clauses: reg2019.23, reg2019.24, guide2017.open; before 2017-05-15 local2012.own_site, which
asked every department for a site or sub-site of its own, and townships for a place on the portal.
Problem: nothing is on record and a person has confirmed that there is neither site nor sub-site nor
a place on the portal; a government without a site of its own, confirmed by a person; an address
failed on 14 nights over 14 days, every time on the site's side; in 2012 also a department with a
mere channel on the portal, or a parked name.
Not a problem: since 2017-05-15 a department or township without a site of its own that discloses on
a portal.
Cannot tell: nobody has confirmed the blank, or nobody looked for a place on the portal; an account
(政务新媒体) is on record, which is not read; mere
silence, heard from one place only; a firewall stood there, if only once; fewer than 14 nights;
the address was open before and is not tonight; a shared platform is down. A private
address is judged by intranet_only_site.

问题：名录中没有网址，并经人核实确实没有独立网站和子站，门户网站上也没有其栏目；一级政府经人核实没有
自己的网站；或者登记的网址在14天以上、14个夜间的检查中全部因网站一方的原因打不开。2012年还包
括部门仅在门户网站有一个栏目、域名处于停放状态。
不属问题：2017年5月15日以后，没有自己的网站、但在门户网站上公开的部门和乡镇。
无法判断：没有人确认过确实没有网址，或者没有人核实过门户网站上有无其栏目；登记有政务新媒体账号（程序不读取）；
只从一个检查点检查，
且始终没有任何回应；曾经出现访问防护，哪怕一次；检查不足14个夜间；以前打开过、本次没有打开；所在共用平台
整体无法访问。指向内部地址的，由 intranet_only_site 判断。
"""

from collections.abc import Iterator, Sequence

from config.rulebook import Clause
from config.words import Words
from monitor.dossier.facts import Dossier, SiteView
from monitor.judging.answers import (
    NO_WORDS,
    Measure,
    Subject,
    binding_clause,
    measure,
    noted,
    seen,
    spoken,
    subject_of,
)
from monitor.judging.plain_text import unlinked
from monitor.judging.rule import Rule
from monitor.judging.verdict import Verdict, Why
from monitor.judging.withdrawal import NOWHERE
from monitor.measures.access import is_down, shows_the_site_tonight
from monitor.measures.days import chinese_day
from monitor.measures.disclosure import papers_in
from monitor.measures.entry_points import (
    all_nights,
    days_watched,
    history_of,
    how_looked,
    in_a_row_since,
    is_mere_silence,
    nights_in_a_row,
    why_in_doubt,
)
from monitor.measures.sight import incident_of_any, leads_inside
from store.outcomes import Outcome

GOOD = Words(
    "{unit}的{entry}首页{since}以来{n}次夜间检查均能打开",
    "{unit}: the home page of {entry} opened on each of {n} nights since {since}",
)
RULE = Rule(
    title=Words("没有可用的网站或公开渠道", "No public site"),
    short=Words("无可用网站", "no site"),
    looked_at=Words("网上公开渠道", "entry point"),
    fault=Words(
        "互联网上没有公开渠道，或登记的网址从未打开",
        "no place on the public web, or an address that has never opened",
    ),
    needs=("sites", "shared_failures", "disclosed"),
    clauses=("local2012.own_site", "reg2019.23", "guide2017.open"),
    defences=("our_own_list", "moved"),
    theme=3,
    good=GOOD,
)

OWN_SITE = "local2012.own_site"

ABOUT = Words("{unit}的公开渠道", "the public entry point of {unit}")
CLEAR = Words("{unit}的{entry}可以打开。", "{unit}: {entry} opens.")
PROBLEMS = {
    "no_own_site": Words(
        "{unit}尚未开通政府网站（{by}{on}核实没有独立网站和子站{again}）。",
        "{unit} has no website of its own ({by} confirmed on {on} that it has neither site nor sub-site{again}).",
    ),
    "portal_channel": Words(
        "{unit}仅在门户网站设有栏目，未开通独立网站或子网站（{by}{on}核实{again}）。",
        "{unit} has a channel on the portal and no website or sub-site of its own (confirmed by {by} on {on}{again}).",
    ),
    "no_entry_point": Words(
        "{unit}在检查名录中没有网上公开渠道，{by}{on}核实没有独立网站和子站，门户网站也没有其公开栏目{again}{papers}。",
        "{unit}: no public entry point is on record; {by} confirmed on {on} that it has neither site nor sub-site nor a place on the portal{again}{papers}.",
    ),
    "parked": Words(
        "{unit}登记的网址（{url}）{since}至{last}共{n}次夜间检查（{how}）均显示域名停放、待售页面{papers}。",
        "{unit}: the address on record ({url}) showed a parked name, or one for sale, on each of {n} nights from {since} to {last} ({how}){papers}.",
    ),
    "never_opened": Words(
        "{unit}登记的网址（{url}）{since}至{last}共{n}次夜间检查（{how}）均未能打开{papers}。",
        "{unit}: the address on record ({url}) did not open on any of {n} nights from {since} to {last} ({how}){papers}.",
    ),
}
CONFIRMED = Words(
    "{by}{on}核实没有独立网站和子站", "{by} confirmed on {on} that it has neither site nor sub-site"
)
CONFIRMED_NOWHERE = Words(
    "{by}{on}核实没有独立网站和子站，门户网站也没有其公开栏目",
    "{by} confirmed on {on} that it has neither site nor sub-site nor a place on the portal",
)
AGAIN = Words("，此后未复核", ", not looked at since")
# Nobody looks for channels that are not on record; that there are none is never said.
PAPERS = Words(
    "；其他单位页面上有以其名义公开的预算、决算{n}件",
    "; {n} budgets or accounts stand under its name on pages of others",
)
PAPER = Words(
    "在其他单位页面上以该单位名义公开", "Published under its name on a page of another unit"
)
NOTE = Words("{name}（{url}）的访问记录", "Visits to {name} ({url})")
NOTE_NIGHTS = Words("{name}（{url}）的访问记录，{how}", "Visits to {name} ({url}), {how}")
ENTRY = {
    "own": Words("自建网站", "its own site"),
    "subsite": Words("门户子网站", "its sub-site of the portal"),
    "portal_channel": Words("门户网站栏目", "its channel on the portal"),
}


def inspect(dossier: Dossier) -> Iterator[Verdict]:
    clause = binding_clause(dossier, RULE.clauses)
    subject = subject_of(dossier, "unit", ABOUT, clause)
    entries = [site for site in dossier.sites if _counts(site, dossier, clause)]
    if dossier.unit.kind == "second_level" and not dossier.sites:
        yield subject.not_applicable("parent_answers")
    elif entries:
        yield _judge_entries(entries, subject, dossier, clause)
    else:
        yield _judge_blank(subject, dossier, clause)


def _counts(site: SiteView, dossier: Dossier, clause: Clause) -> bool:
    """In 2012 a channel on the portal was no website of a department; for a township it was enough."""
    is_own_or_enough = site.kind != "portal_channel" or dossier.unit.kind == "township"
    return is_own_or_enough or clause.id != OWN_SITE


def _judge_blank(subject: Subject, dossier: Dossier, clause: Clause) -> Verdict:
    """No entry point is on record. An empty cell is not a blank: only a person's word makes it one."""
    if not dossier.unit.is_known_blank(dossier.as_of):
        return subject.cannot_tell(Why.NO_ADDRESS, kind="not_researched")
    kind = NOWHERE
    if clause.id == OWN_SITE:
        kind = "portal_channel" if _has_portal_place(dossier) else "no_own_site"
    elif dossier.unit.kind == "government":  # 县级以上政府开设政府门户网站: guide2017.open
        kind = "no_own_site"
    elif not dossier.unit.is_known_to_be_nowhere(dossier.as_of):
        return subject.cannot_tell(Why.PORTAL_NOT_LOOKED_AT, kind="not_researched")
    elif dossier.unit.is_on_a_platform(dossier.as_of):
        # reg2019.23: 其他互联网政务媒体 are a way to publish, and nobody reads them here
        return subject.cannot_tell(Why.EXTERNAL_PLATFORM)
    of = "site" if kind == NOWHERE else "own site"
    one = Measure(f"0 {of}s", f"1 {of}", "law" if clause.mark == "law" else "local")
    return _problem(kind, dossier.sites, one, subject, dossier)


def _judge_entries(
    entries: list[SiteView], subject: Subject, dossier: Dossier, clause: Clause
) -> Verdict:
    opened = next(filter(shows_the_site_tonight, entries), None)
    if opened:
        nights = nights_in_a_row(opened)
        return subject.clear(
            CLEAR,
            {"entry": ENTRY[opened.kind], "since": in_a_row_since(opened)},
            kind=opened.kind,
            # one night shows that it opened, and no more
            good=GOOD if opened.kind != "portal_channel" and nights > 1 else None,
            counted=nights,
            evidence=[seen(opened.home)],
        )
    if all(leads_inside(site) for site in entries):
        return subject.not_applicable("intranet")
    closed = [site for site in entries if not leads_inside(site)]
    return _judge_closed(closed, subject, dossier, clause)


def _judge_closed(
    entries: list[SiteView], subject: Subject, dossier: Dossier, clause: Clause
) -> Verdict:
    """None is open tonight. A problem only where each was shut from the first night on, and never
    by a wall.
    """
    history = history_of(entries)
    doubt = why_in_doubt(entries, history, dossier)
    if doubt:
        is_shared = doubt is Why.SHARED_PLATFORM_DOWN
        return subject.cannot_tell(
            doubt, details=incident_of_any(entries, dossier) if is_shared else {}
        )
    site = min(entries, key=lambda site: site.effective_nights)
    limits = dossier.rulebook.limits.missing_site
    nights = measure(f"{site.effective_nights} nights", limits, "{effective_nights} nights")
    if site.effective_nights < limits.effective_nights or days_watched(site) < limits.watch_days:
        return subject.cannot_tell(Why.TOO_FEW_PROBES, nights)
    if is_mere_silence(history, entries):
        return subject.cannot_tell(Why.SINGLE_VANTAGE, nights)
    if all(is_down(look.outcome) for look in history):
        return _problem("never_opened", [site], nights, subject, dossier)
    if clause.id == OWN_SITE and all(look.outcome is Outcome.PARKED for look in history):
        # a parked name is nobody's website; today hijacked_site speaks of it
        return _problem("parked", [site], nights, subject, dossier)
    return subject.cannot_tell(Why.SITE_DOWN)


def _problem(
    kind: str,
    sites: Sequence[SiteView],
    against: Measure,
    subject: Subject,
    dossier: Dossier,
) -> Verdict:
    papers = [
        title
        for title in dossier.disclosed
        if title.owner != dossier.unit.id and papers_in(title.title, title.channel, title.day)
    ]
    values: dict[str, object] = {"papers": PAPERS.filled(n=len(papers)) if papers else NO_WORDS}
    details: dict[str, str] = {}
    how, blank = NO_WORDS, dossier.unit.no_own_site
    if against.measured.endswith("nights"):
        (site,) = sites
        looks = site.home.sightings
        since, last = chinese_day(looks[0].first_at), chinese_day(looks[-1].last_at)
        how = how_looked(site, since)
        # who bought the name may show anything there
        url = unlinked(site.url) if kind == "parked" else site.url
        values |= {"url": url, "n": site.effective_nights, "how": how}
        values |= {"since": since, "last": last}
        details = {"url": site.url}
    note = NOTE_NIGHTS if how.zh else NOTE
    evidence = [
        seen(s.home, note, {"name": ENTRY[s.kind], "url": s.url, "how": how}, at=all_nights(s))
        for s in sites
    ]
    if blank is not None and dossier.unit.is_known_blank(dossier.as_of):
        values |= {"by": blank.by, "on": blank.on}
        values |= {"again": AGAIN if blank.on < dossier.as_of else NO_WORDS}
        details |= {"word_of": blank.on.isoformat()}
        word = CONFIRMED_NOWHERE if kind == NOWHERE else CONFIRMED
        evidence.append(noted("", spoken(word, {"by": blank.by, "on": blank.on})))
    evidence += [noted(paper.url, PAPER, paper.title) for paper in papers]
    return subject.problem(
        PROBLEMS[kind], against, values, kind=kind, evidence=evidence, details=details
    )


def _has_portal_place(dossier: Dossier) -> bool:
    return any(site.kind == "portal_channel" and site.home.was_ever_open for site in dossier.sites)
