"""Why a page could not be looked at tonight, as a reason for `cannot_tell`. Blocked is not missing,
unknown is not stale.
"""

from collections.abc import Iterable

from monitor.dossier.facts import Dossier, PageView, SiteView, is_harmless
from monitor.judging.verdict import Why
from store.outcomes import Outcome, OutcomeGroup

_WHY_BY_OUTCOME = {
    Outcome.NEEDS_BROWSER: Why.NEEDS_BROWSER,
    Outcome.MOVED: Why.SITE_MOVED,
}
_WHY_BY_GROUP = {
    OutcomeGroup.DEFECTIVE: Why.PARSE_ANOMALY,
    OutcomeGroup.GONE: Why.SITE_DOWN,
    OutcomeGroup.UNREACHABLE: Why.SITE_DOWN,
    OutcomeGroup.REPLACED: Why.SITE_DOWN,
    OutcomeGroup.BLOCKED: Why.BLOCKED,
    OutcomeGroup.INSIDE: Why.SITE_DOWN,
    OutcomeGroup.POLICY: Why.NOT_PUBLIC,
    OutcomeGroup.OURS: Why.NOT_VISITED,
}


def why_unseen(page: PageView) -> Why | None:
    """None where the page itself was seen tonight."""
    if page.is_open:
        return None
    if not page.visited_tonight or page.now is None:
        return Why.NOT_VISITED
    outcome = page.now.outcome
    return _WHY_BY_OUTCOME.get(outcome) or _WHY_BY_GROUP.get(outcome.group, Why.PARSE_ANOMALY)


def why_unseen_on(site: SiteView, page: PageView, dossier: Dossier) -> Why | None:
    """As `why_unseen`, but where many units fell together it is the platform that was down."""
    why = why_unseen(page)
    return (
        Why.SHARED_PLATFORM_DOWN
        if why is Why.SITE_DOWN and site.id in dossier.shared_failures
        else why
    )


def why_not_all_seen(dossier: Dossier) -> Why | None:
    """Why it cannot be said that something is nowhere on the unit's pages; None where they were
    looked at tonight, and most of all that are known at some time.
    """
    if not dossier.sites:
        return Why.NO_ADDRESS
    coverage = dossier.coverage
    if coverage.state in ("not_judged", "not_visited"):
        return Why.NOT_VISITED
    unseen = (why_unseen_on(site, site.home, dossier) for site in dossier.sites)
    most = dossier.rulebook.limits.one_sided_disclosure.coverage_needed
    return next(filter(None, unseen), None) or (
        Why.COVERAGE_LOW if coverage.pages_open_share < most else None
    )


def why_nothing_is_seen(dossier: Dossier) -> Why | None:
    """Where not one of the unit's sites was seen tonight, why the first was not: what is known of
    their pages is of another night.
    """
    unseen = [why_unseen_on(site, site.home, dossier) for site in dossier.sites]
    return unseen[0] if unseen and all(unseen) else None


def incident_of_any(sites: Iterable[SiteView], dossier: Dossier) -> dict[str, str]:
    """Of the first of them that fell with its platform."""
    return next(filter(None, (incident_of(site, dossier) for site in sites)), {})


def incident_of(site: SiteView, dossier: Dossier) -> dict[str, str]:
    """The platform that is down with all behind it, as a verdict's details: the reports tell it
    once, whoever lives there.
    """
    platform, _, _ = dossier.shared_failures.get(site.id, "").partition(" · ")
    return {"platform": platform} if platform else {}


def leads_inside(site: SiteView) -> bool:
    """Its name led into private address space at the last look, or it opens from the inner network
    and not from outside.
    """
    return has_inner_address(site) or opens_inside_only(site)


def opens_inside_only(site: SiteView) -> bool:
    """Closed from outside at the last look, and open at the last look from a vantage point in the
    inner network.
    """
    is_closed = (
        site.home.now is not None and site.home.now.outcome.group is OutcomeGroup.UNREACHABLE
    )
    return is_closed and bool(site.inside) and site.inside[-1].outcome.shows_the_page


def has_inner_address(site: SiteView) -> bool:
    """Its name led into private address space at the last look."""
    return bool(site.private_addresses) or (
        site.home.now is not None and site.home.now.outcome is Outcome.INTRANET_ONLY
    )


def was_read_completely(page: PageView) -> bool:
    return is_harmless(page.anomalies)
