"""A unit has no place on the public web where it discloses, or the place on record has never once
opened.

依据 Clauses: reg2019.23, reg2019.24, guide2017.open; before 2017-05-15 local2012.own_site, which
asked every department
    for a site or sub-site of its own, and townships for a place on the portal.
Problem: nothing is on record and a person has confirmed the blank; an address failed on 14 nights
over 14 days, every
    time on the site's side; in 2012 also a department with a mere channel on the portal, or a
    parked name.
Not a problem: since 2017-05-15 a department or township without a site of its own that discloses on
a portal. Cannot tell: nobody has confirmed the blank; mere silence, heard from one place only; a
firewall stood there, if only once; fewer than 14 nights; the address was
    open before and is not tonight; a shared platform is down. A private address is judged by
    intranet_only_site.
"""

from collections.abc import Iterator

from config.rulebook import Clause
from config.words import Words
from monitor.dossier.facts import Dossier, Sighting, SiteView
from monitor.judging.answers import (
    Measure,
    binding_clause,
    cannot_tell,
    clear,
    not_applicable,
    problem,
    seen,
)
from monitor.judging.rule import Rule
from monitor.judging.verdict import Verdict, Why
from monitor.measures.days import chinese_day
from monitor.measures.sight import incident_of, leads_inside
from store.outcomes import Outcome, OutcomeGroup
from store.records import ProbeSample

GOOD = Words(
    "{unit}已开通网站并对外公开", "{unit} runs a site of its own that is open to the public"
)
RULE = Rule(
    title=Words("无公开渠道", "No public site"),
    fault=Words(
        "在互联网上没有公开渠道，或报送的网址从未打开",
        "no place on the public web, or its address has never opened",
    ),
    needs=("sites", "shared_failures"),
    clauses=("local2012.own_site", "reg2019.23", "guide2017.open"),
    theme=3,
    good=GOOD,
)

_SILENT = (Outcome.TCP_TIMEOUT, Outcome.SLOW_OVER_15S)
_GATEWAYS_WORD = ("502", "504")  # "the server behind me does not answer"

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
    evidence = [
        seen(site.home, NOTE, {"name": ENTRY[site.kind], "url": site.url}) for site in dossier.sites
    ]
    measure = Measure("0 sites", "1 site", "law" if clause.mark == "law" else "local")
    return problem(
        "unit",
        PROBLEMS[kind],
        {"unit": dossier.unit.label},
        clause,
        measure,
        kind=kind,
        evidence=evidence,
    )


def _judge_entries(entries: list[SiteView], dossier: Dossier, clause: Clause) -> Verdict:
    unit = dossier.unit.label
    for site in entries:
        if site.home.visited_tonight and _opens(site.home.now):
            good = GOOD.text("zh", unit=unit) if site.kind != "portal_channel" else ""
            evidence = [seen(site.home)]
            return clear(
                "unit",
                CLEAR,
                {"unit": unit, "entry": ENTRY[site.kind]},
                clause,
                kind=site.kind,
                good=good,
                evidence=evidence,
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
    if any(_opens(sighting) for sighting in history) or any(
        _opens_to(probe) for site in entries for probe in site.probes
    ):
        return cannot_tell("unit", Why.SITE_DOWN, _place_of(dossier))
    if shared := [site for site in entries if site.id in dossier.shared_failures]:
        return cannot_tell(
            "unit",
            Why.SHARED_PLATFORM_DOWN,
            _place_of(dossier),
            details=incident_of(shared[0], dossier),
        )
    if not history or not all(site.home.visited_tonight for site in entries):
        return cannot_tell("unit", Why.NOT_VISITED, _place_of(dossier))
    site = min(entries, key=lambda site: site.effective_nights)
    limits = dossier.rulebook.limits.missing_site
    nights = Measure(
        f"{site.effective_nights} nights", f"{limits.effective_nights} nights", "product"
    )
    if site.effective_nights < limits.effective_nights or _days_watched(site) < limits.watch_days:
        return cannot_tell("unit", Why.TOO_FEW_PROBES, _place_of(dossier), measure=nights)
    if _is_mere_silence(history, entries):
        return cannot_tell("unit", Why.SINGLE_VANTAGE, _place_of(dossier), measure=nights)
    if all(sighting.outcome.group is OutcomeGroup.UNREACHABLE for sighting in history):
        return _never_opened(site, dossier, clause, nights)
    if clause.id == "local2012.own_site" and all(
        sighting.outcome is Outcome.PARKED for sighting in history
    ):
        evidence = [
            seen(site.home, NOTE, {"name": ENTRY[site.kind], "url": site.url}) for site in entries
        ]
        kind = "no_own_site"  # a parked name is nobody's website; today hijacked_site speaks of it
        return problem(
            "unit",
            PROBLEMS[kind],
            {"unit": dossier.unit.label},
            clause,
            nights,
            kind=kind,
            evidence=evidence,
        )
    return cannot_tell("unit", Why.SITE_DOWN, _place_of(dossier))


def _is_mere_silence(history: list[Sighting], entries: list[SiteView]) -> bool:
    """Nothing but silence, heard from one place: so do living portals look that drop a stranger's
    packets (docs/field-notes.md §3: nine of 31 provincial portals from abroad), and one of 87 that
    opened for a person had its gateway say so with a 502. A refusal, an error of its own or a name
    that is not there is the site's own word.
    """
    vantages = {vantage for site in entries for vantage in site.vantages}
    return len(vantages) < 2 and all(_is_silence(sighting) for sighting in history)


def _is_silence(sighting: Sighting) -> bool:
    return sighting.outcome in _SILENT or (
        sighting.outcome is Outcome.HTTP_5XX and sighting.reason in _GATEWAYS_WORD
    )


def _never_opened(site: SiteView, dossier: Dossier, clause: Clause, nights: Measure) -> Verdict:
    has_portal_place = any(
        other.kind == "portal_channel" and other.home.was_ever_open for other in dossier.sites
    )
    words = PROBLEMS["never_opened_beside_portal" if has_portal_place else "never_opened"]
    since = chinese_day(site.home.sightings[0].first_at)
    values = {
        "unit": dossier.unit.label,
        "url": site.url,
        "since": since,
        "n": site.effective_nights,
    }
    evidence = [seen(site.home, NOTE, {"name": ENTRY[site.kind], "url": site.url})]
    return problem(
        "unit",
        words,
        values,
        clause,
        nights,
        kind="never_opened",
        evidence=evidence,
        details={"url": site.url},
    )


def _opens(sighting: Sighting | None) -> bool:
    """A visitor finds the unit's own page there, if with a fault of quality."""
    return sighting is not None and sighting.outcome.group in (
        OutcomeGroup.OPEN,
        OutcomeGroup.DEFECTIVE,
    )


def _opens_to(probe: ProbeSample) -> bool:
    """A server that is switched off at night is open to the day's probes."""
    return probe.outcome.group in (OutcomeGroup.OPEN, OutcomeGroup.DEFECTIVE)


def _days_watched(site: SiteView) -> int:
    """From the first night to the last, both counted."""
    first, last = site.home.sightings[0].first_at, site.home.sightings[-1].last_at
    return (chinese_day(last) - chinese_day(first)).days + 1


def _place_of(dossier: Dossier) -> Words:
    return Words(
        f"{dossier.unit.label}的公开渠道", f"the public entry point of {dossier.unit.label}"
    )
