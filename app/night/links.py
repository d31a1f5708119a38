"""Between the crawl and the judgement: the links of the units' pages that no crawl asks for, each
address once for all units, and what hosts offer beside their pages (docs/decisions/0032).
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from app.data_folder import DataFolder
from crawler.probing.hosts import host_looks
from crawler.probing.links import LinkToAsk, link_looks, tonight
from monitor.dossier.facts import Dossier, LinkView
from monitor.dossier.links import host_of_site, with_states
from monitor.judging.answers import clause_in_force
from monitor.measures.dead_links import is_inner
from monitor.rules.dead_link import RULE
from store.clock import Clock
from store.merge.link_looks import (
    LinkState,
    host_states,
    hosts_looked_at,
    link_states,
    record_hosts,
    record_links,
)
from store.queries.known_pages import gone
from store.records import Run

GONE_A_NIGHT = 40  # pages of one unit that are not there, asked again until two nights agree


def look_at_links(
    data_folder: DataFolder, run: Run, dossiers: Mapping[str, Dossier], clock: Clock
) -> dict[str, Dossier]:
    """Look and write down; the dossiers with what was seen. Nothing where no text speaks of links,
    or the office asks for none.
    """
    config, ledger = data_folder.config, data_folder.ledger
    judged = {
        unit: dossier
        for unit, dossier in dossiers.items()
        if clause_in_force(dossier, RULE.clauses)
    }
    if not config.office.crawl.links_per_unit or not judged:
        return dict(dossiers)
    now = clock.now()
    asked = tonight(_links_to_ask(judged, data_folder, run, now), config.office, now)
    record_links(ledger, run.id, link_looks(asked, config.office, config.rulebook, clock))
    hosts = _hosts_to_ask(judged, data_folder, now)
    record_hosts(ledger, run.id, host_looks(hosts, config.office, config.rulebook, clock))
    return dict(dossiers) | {
        unit: _with_looks(dossier, data_folder, run, clock) for unit, dossier in judged.items()
    }


def gone_pages(data_folder: DataFolder, unit: str, day: date) -> Collection[str]:
    """Pages that were not there when they were asked for: each is asked again the next night, so
    that two nights speak of it.
    """
    config = data_folder.config
    is_judged = any(config.rulebook.clause(clause).is_in_force(day) for clause in RULE.clauses)
    if not is_judged or not config.office.crawl.links_per_unit:
        return ()
    return gone(data_folder.ledger.db, unit, GONE_A_NIGHT)


def _links_to_ask(
    dossiers: Mapping[str, Dossier], data_folder: DataFolder, run: Run, now: datetime
) -> list[LinkToAsk]:
    unasked = [
        (unit, link)
        for unit, dossier in dossiers.items()
        for link in dossier.links
        if link.page is None and link.place != "list" and not is_inner(link)
    ]
    states = link_states(
        data_folder.ledger,
        {link.url for _, link in unasked},
        run_id=run.id,
        until=now,
    )
    return [
        LinkToAsk(unit, link.url, _is_read(link), states.get(link.url)) for unit, link in unasked
    ]


def _is_read(link: LinkView) -> bool:
    """Its words may say that it is gone; of a document, wherever it lies, its first bytes."""
    return link.is_own and link.place != "file"


def _hosts_to_ask(
    dossiers: Mapping[str, Dossier], data_folder: DataFolder, now: datetime
) -> dict[str, str]:
    """Of units' own sites, once in a while: each host with a home page on it."""
    sites = {
        host_of_site(site.url): site.url
        for dossier in dossiers.values()
        for site in dossier.sites
        if site.kind != "portal_channel" and site.home.is_open
    }
    since = now - timedelta(days=data_folder.config.office.crawl.reverify_days)
    known = hosts_looked_at(data_folder.ledger, sites, since)
    return {host: sites[host] for host in sorted(sites) if host not in known}


def _with_looks(dossier: Dossier, data_folder: DataFolder, run: Run, clock: Clock) -> Dossier:
    unknown: list[LinkView] = [link for link in dossier.links if link.page is None]
    until = clock.now()
    states: dict[str, LinkState] = link_states(
        data_folder.ledger, {link.url for link in unknown}, run_id=run.id, until=until
    )
    fresh = tuple(replace(link, now=None) if link.page is None else link for link in dossier.links)
    hosts = {host_of_site(site.url) for site in dossier.unit.sites}
    return replace(
        dossier,
        links=with_states(fresh, states),
        host_notes=host_states(data_folder.ledger, hosts, until=until, run_id=run.id),
    )
