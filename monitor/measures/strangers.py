"""What a site shows tonight that is not the unit's: to everybody, and to those who come by a search
engine (the cloaking check). Pure; what a single page says is weighed in measures/identity.py.
"""

from datetime import timedelta

from monitor.dossier.facts import Dossier, Sighting, SiteView
from monitor.measures.days import chinese_day
from monitor.measures.identity import Sign, is_own, sign_of
from store.merge.page_identities import CloakingCheck
from store.outcomes import Outcome

_IN_ITS_PLACE = (Outcome.PARKED, Outcome.HIJACKED)


def is_seen(site: SiteView) -> bool:
    """Tonight something was shown there, be it the unit's or a stranger's."""
    return site.home.is_open or site.home.shows_tonight(*_IN_ITS_PLACE)


def last_good_look(site: SiteView) -> Sighting | None:
    """The unit's own page as it was last kept, where tonight's is another."""
    home = site.home
    kept = [look for look in home.sightings[:-1] if look.outcome.shows_the_page and look.sha256]
    is_another = bool(kept) and (home.now is None or kept[-1].sha256 != home.now.sha256)
    return kept[-1] if is_another else None


def shows_its_owner(site: SiteView, dossier: Dossier) -> bool:
    return site.home.identity is not None and is_own(
        site.home.identity, _names(dossier), site.known_marks
    )


def sign_on(site: SiteView, dossier: Dossier, own: bool) -> Sign | None:
    home, limits = site.home, dossier.rulebook.limits.hijacked_site
    outcome = home.now.outcome if home.now else Outcome.OPEN
    return sign_of(outcome, home.identity, own=own, was_own=bool(site.known_marks), limits=limits)


def agreeing_looks(site: SiteView, dossier: Dossier) -> int:
    """Looks that agree: those of the present state, where the last is far enough from the first."""
    now, limits = site.home.now, dossier.rulebook.limits.hijacked_site
    if now is None or now.last_at - now.first_at < timedelta(seconds=limits.apart_s):
        return 1
    return now.checks


def behind_the_cloak(site: SiteView, dossier: Dossier) -> tuple[Sign, list[CloakingCheck]] | None:
    """What tonight's visitor from a search engine was shown, and every visit that was shown such a
    thing.
    """
    signs = [(visit, _sign_of_visit(visit, site, dossier)) for visit in site.cloaking_checks]
    if (
        not signs
        or signs[-1][1] is None
        or not signs[-1][1].is_plain
        or chinese_day(signs[-1][0].at) != dossier.as_of
    ):
        return None
    return signs[-1][1], [visit for visit, sign in signs if sign is not None and sign.is_plain]


def _sign_of_visit(visit: CloakingCheck, site: SiteView, dossier: Dossier) -> Sign | None:
    if visit.identity is None and visit.outcome not in _IN_ITS_PLACE:
        return None
    own = visit.identity is not None and is_own(visit.identity, _names(dossier), site.known_marks)
    was_own = bool(site.known_marks) or shows_its_owner(site, dossier)
    return sign_of(
        visit.outcome,
        visit.identity,
        own=own,
        was_own=was_own,
        limits=dossier.rulebook.limits.hijacked_site,
    )


def _names(dossier: Dossier) -> list[str]:
    return [*dossier.unit.all_names, dossier.city]
