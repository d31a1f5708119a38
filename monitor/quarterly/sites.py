"""Which government sites there are, which of them a quarter's nights really looked at, and whether
a veto 单项否决 was seen there. Pure.

A site without a veto is only said to be without one where every indicator that asks was answered
there: a site that could not be judged stands beside both, with the reason.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from config.folder import Config
from config.rulebook import Clause, Veto
from config.unit import Site, Unit
from monitor.judging.verdict import Answer, Why
from monitor.measures.services import runs_a_government_site
from monitor.scoring.lives import Life
from monitor.scoring.quarter import QuarterOfYear
from monitor.scoring.vetoes import veto_of
from store.outcomes import Outcome, OutcomeGroup
from store.queries.quarters.answers import AnswerSpan
from store.queries.quarters.site_days import SiteDays
from store.records import Finding
from store.urls import host_of

OWN_SITES = ("own", "subsite")  # a channel on somebody's portal is no site
_ARTICLE = "单项否决"
# Ends of a visit after which nobody can say that the site was checked.
_NOT_CHECKED = frozenset({OutcomeGroup.OURS, OutcomeGroup.POLICY, OutcomeGroup.BLOCKED})


class SiteResult(StrEnum):
    NOT_CHECKED = "not_checked"
    VETOED = "vetoed"
    IN_ORDER = "in_order"  # of the indicators that a machine can ask
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class SiteLine:
    """One site of one unit in the quarter."""

    unit: Unit
    site: Site
    nights: int  # on which it was really looked at
    last: date | None
    result: SiteResult
    vetoes: tuple[int, ...] = ()  # numbers of findings
    # (rule, why): what could not be judged there of the indicators that veto
    undecided: tuple[tuple[str, str], ...] = ()


def government_sites(units: Iterable[Unit], quarter: QuarterOfYear) -> Iterator[tuple[Unit, Site]]:
    """On record on any day of the quarter, of units that the standards of government sites bind."""
    for unit in units:
        if runs_a_government_site(unit) and unit.is_in_service(quarter.first):
            for site in unit.sites:
                since, until = site.since or quarter.first, site.until or quarter.last
                if site.kind in OWN_SITES and since <= quarter.last and until >= quarter.first:
                    yield unit, site


def veto_clauses(config: Config, quarter: QuarterOfYear, until: date) -> dict[str, Clause]:
    """Those in force on some day from the quarter's first to `until`, by id."""
    return {
        clause.id: clause
        for clause in config.rulebook.clauses
        if clause.article.startswith(_ARTICLE)
        and clause.valid_from <= until
        and (clause.valid_to is None or clause.valid_to >= quarter.first)
    }


def site_lines(
    sites: Sequence[tuple[Unit, Site]],
    looked: Iterable[SiteDays],
    answers: Iterable[AnswerSpan],
    problems: Iterable[tuple[Finding, Life]],
    clauses: Mapping[str, Clause],
    vetoes: Sequence[Veto],
    days: tuple[date, date],
) -> tuple[SiteLine, ...]:
    """`looked`: the days on which home pages were visited, with how the visits ended; `problems`:
    lives that reach into the quarter, none withdrawn; `days`: its first and its last that counts.
    """
    seen = _days_seen(looked, *days)
    of_rules = {veto.rule for veto in vetoes}
    asked = {rule for clause in clauses.values() for rule in clause.rules if rule in of_rules}
    latest = _latest(answers, asked)
    vetoed = [
        finding
        for finding, life in problems
        if life.clause in clauses and veto_of(life, finding.kind, finding.severity, vetoes)
    ]
    return tuple(
        _line(unit, site, seen.get((unit.id, site.id), set()), vetoed, latest, asked)
        for unit, site in sites
    )


def site_of(finding: Finding, unit: Unit) -> str:
    """The id of the site on which it stands; the unit's first where nothing tells."""
    kind, _, rest = finding.subject.partition(":")
    ids = [site.id for site in unit.sites if site.kind in OWN_SITES]
    if kind == "site" and rest in ids:
        return rest
    host = host_of(finding.address or rest)
    on_host = [s.id for s in unit.sites if s.kind in OWN_SITES and host and host_of(s.url) == host]
    return next(iter((*on_host, *ids)), "")


def _line(
    unit: Unit,
    site: Site,
    days: set[date],
    vetoed: Iterable[Finding],
    latest: Mapping[tuple[str, str], Sequence[AnswerSpan]],
    asked: Iterable[str],
) -> SiteLine:
    vetoes = tuple(
        sorted({f.id for f in vetoed if f.unit == unit.id and site_of(f, unit) == site.id})
    )
    undecided = tuple(
        (rule, why)
        for rule in sorted(asked)
        for why in _whys(latest.get((unit.id, rule), ()), site)
    )
    if not days and not vetoes:
        result = SiteResult.NOT_CHECKED
    elif vetoes:
        result = SiteResult.VETOED
    else:
        result = SiteResult.UNDECIDED if undecided or not asked else SiteResult.IN_ORDER
    return SiteLine(
        unit,
        site,
        len(days),
        max(days, default=None),
        result,
        vetoes,
        tuple(dict.fromkeys(undecided)),
    )


def _whys(spans: Sequence[AnswerSpan], site: Site) -> Iterator[str]:
    """Why one indicator was not answered at the site; nothing where it was, or is no question."""
    of_it = [
        span
        for span in spans
        if not span.subject.startswith("site:") or span.subject == f"site:{site.id}"
    ]
    if not of_it:
        yield Why.NOT_VISITED.value
    for span in of_it:
        if span.answer == Answer.CANNOT_TELL:
            yield span.why


def _latest(
    answers: Iterable[AnswerSpan], asked: set[str]
) -> dict[tuple[str, str], list[AnswerSpan]]:
    """By unit and rule, of each subject the last answer."""
    last: dict[tuple[str, str, str], AnswerSpan] = {}
    for span in answers:
        key = (span.unit, span.rule, span.subject)
        if span.rule in asked and (key not in last or span.last_day >= last[key].last_day):
            last[key] = span
    found: dict[tuple[str, str], list[AnswerSpan]] = {}
    for (unit, rule, _), span in last.items():
        found.setdefault((unit, rule), []).append(span)
    return found


def _days_seen(
    looked: Iterable[SiteDays], first: date, last: date
) -> dict[tuple[str, str], set[date]]:
    seen: dict[tuple[str, str], set[date]] = {}
    for one in looked:
        if Outcome(one.outcome).group not in _NOT_CHECKED:
            days = {day for day in one.days if first <= day <= last}
            seen.setdefault((one.unit, one.site), set()).update(days)
    return seen
