"""Between the crawl and the judgement: every home page that opened tonight, once more as a search
engine's visitor sees it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from app.data_folder import DataFolder
from crawler.cloaking_check import HomePage, cloaking_checks
from crawler.scope import Scope
from monitor.dossier.facts import Dossier
from store.clock import Clock
from store.merge.page_identities import CloakingCheck, record, shown_before
from store.records import Run


def check_for_cloaking(
    data_folder: DataFolder, run: Run, dossiers: Mapping[str, Dossier], clock: Clock
) -> dict[str, Dossier]:
    """Visit and write down; the dossiers with what was shown. Whether it may be believed is known
    when the night's last look at the canaries is.
    """
    config = data_folder.config
    if not config.office.crawl.as_searcher:
        return dict(dossiers)
    found = cloaking_checks(_home_pages(dossiers), config.office, config.rulebook, clock)
    visits = [_kept(data_folder, visit, body) for visit, body in found]
    record(data_folder.ledger, run.id, visits)
    return {
        unit: _with_visits(dossier, [visit for visit in visits if visit.unit == unit])
        for unit, dossier in dossiers.items()
    }


def _kept(data_folder: DataFolder, visit: CloakingCheck, body: bytes) -> CloakingCheck:
    """With its body in the archive; the first body stands for all that showed the same."""
    known = shown_before(data_folder.ledger, visit)
    if known is not None:
        return replace(visit, sha256=known)
    if body:
        data_folder.archive.put(visit.sha256, body)
    return visit


def _with_visits(dossier: Dossier, visits: Sequence[CloakingCheck]) -> Dossier:
    sites = (
        replace(
            site, cloaking_checks=(*site.cloaking_checks, *(v for v in visits if v.site == site.id))
        )
        for site in dossier.sites
    )
    return replace(dossier, sites=tuple(sites))


def _home_pages(dossiers: Mapping[str, Dossier]) -> Iterator[HomePage]:
    """Open tonight, and a home page of the unit's own: a firewall or a closed site is not asked a
    second time.
    """
    for unit_id, dossier in dossiers.items():
        sites = {site.id: site for site in dossier.unit.sites}
        for view in dossier.sites:
            if view.kind != "portal_channel" and view.home.is_open:
                yield HomePage(unit_id, view.id, view.url, Scope.of(sites[view.id]).is_same_host)
