"""Facts about a unit's sites that are no fault and no reminder: certificates, addresses that have
moved, slow pages, a site code that is not shown. They are told apart, without blame, and count for
nothing. Pure.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from config.words import Words
from monitor.dossier.facts import Dossier, SiteView
from monitor.judging.answers import clause_in_force
from monitor.judging.plain_text import unlinked
from monitor.judging.site_basics import basics_of
from monitor.judging.words import REMARK_TEXT
from monitor.measures.freshness import bare_host
from monitor.measures.sight import was_read_completely
from store.outcome_words import cause_of
from store.outcomes import Outcome

_CERTIFICATES = (
    Outcome.TLS_EXPIRED,
    Outcome.TLS_SELF_SIGNED,
    Outcome.TLS_WRONG_HOST,
    Outcome.TLS_LEGACY,
)
_SITE_CODE = "code:"  # 网站标识码 among the marks of a home page
_ASKS_FOR_A_CODE = ("guide2017.a1",)


@dataclass(frozen=True, slots=True)
class SiteRemark:
    """`kind`: certificate | moved | leads_on | site_code | slow, or one of
    monitor/judging/site_basics.py.
    """

    kind: str
    said: Words


def remarks_of(dossier: Dossier) -> tuple[SiteRemark, ...]:
    """Of what was seen tonight; nothing of a night in which we were blind."""
    if not dossier.network_good:
        return ()
    return tuple(remark for site in dossier.sites for remark in _remarks_on(site, dossier))


def _remarks_on(site: SiteView, dossier: Dossier) -> Iterator[SiteRemark]:
    home = site.home
    if home.now is None or not home.visited_tonight:
        return
    if home.now.outcome in _CERTIFICATES:
        yield _remark("certificate", site, dossier, cause=cause_of(home.now.outcome))
    if home.now.outcome is Outcome.MOVED:
        yield _remark("moved", site, dossier, address=unlinked(home.now.reason) or "-")
    if home.is_open and bare_host(home.now.url or site.url) != bare_host(site.url):
        yield _remark("leads_on", site, dossier, address=unlinked(home.now.url))
    if _lacks_its_code(site, dossier):
        yield _remark("site_code", site, dossier)
    for kind, values in basics_of(site, dossier):
        yield _remark(kind, site, dossier, **values)


def _lacks_its_code(site: SiteView, dossier: Dossier) -> bool:
    """A place on the portal stands under the portal's code. A reading that tells all that the foot
    bears is spoken of by monitor/judging/site_basics.py.
    """
    home = site.home
    return (
        site.kind == "own"
        and home.is_open
        and was_read_completely(home)
        and home.identity is not None
        and home.identity.basics is None
        and not any(mark.startswith(_SITE_CODE) for mark in home.identity.marks)
        and clause_in_force(dossier, _ASKS_FOR_A_CODE) is not None
    )


def _remark(kind: str, site: SiteView, dossier: Dossier, **values: object) -> SiteRemark:
    said = REMARK_TEXT[kind].filled(unit=dossier.unit.label, url=unlinked(site.url), **values)
    return SiteRemark(kind, said)
