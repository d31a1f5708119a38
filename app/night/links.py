"""Between the crawl and the judgement: the links of the units' pages that no crawl asks for, each
address once for all units, and what hosts offer beside their pages (docs/decisions/0032).
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from app.data_folder import DataFolder
from crawler.probing.hosts import host_looks
from crawler.probing.links import LinkToAsk, link_looks, tonight
from monitor.dossier.facts import Dossier, LinkView
from monitor.dossier.links import host_of_site
from monitor.judging.answers import clause_in_force
from monitor.measures.dead_links import is_inner
from monitor.rules.dead_link import RULE
from store.clock import Clock
from store.merge.link_looks import hosts_looked_at, link_states, record_hosts, record_links
from store.records import Run


def look_at_links(
    data_folder: DataFolder,
    run: Run,
    links: Collection[LinkToAsk],
    hosts: Mapping[str, str],
    clock: Clock,
) -> None:
    """Look and write down. `hosts`: each with the home page on it."""
    config, ledger, now = data_folder.config, data_folder.ledger, clock.now()
    if not links and not hosts:
        return
    asked = tonight(_with_what_is_known(links, data_folder, run, now), config.office, now)
    record_links(ledger, run.id, link_looks(asked, config.office, config.rulebook, clock))
    due = _hosts_to_ask(hosts, data_folder, now)
    record_hosts(ledger, run.id, host_looks(due, config.office, config.rulebook, clock))


def links_to_ask(dossier: Dossier) -> list[LinkToAsk]:
    """Of one unit. Nothing where no text speaks of links, or the office asks for none."""
    return [
        LinkToAsk(dossier.unit.id, link.url, _is_read(link))
        for link in (dossier.links if _is_judged(dossier) else ())
        if link.page is None and link.place != "list" and not is_inner(link)
    ]


def hosts_to_ask(dossier: Dossier) -> dict[str, str]:
    """Of the unit's own sites, each host with a home page on it."""
    return {
        host_of_site(site.url): site.url
        for site in (dossier.sites if _is_judged(dossier) else ())
        if site.kind != "portal_channel" and site.home.is_open
    }


def _is_judged(dossier: Dossier) -> bool:
    return clause_in_force(dossier, RULE.clauses) is not None


def _with_what_is_known(
    links: Collection[LinkToAsk], data_folder: DataFolder, run: Run, now: datetime
) -> list[LinkToAsk]:
    urls = {link.url for link in links}
    states = link_states(data_folder.ledger, urls, run_id=run.id, until=now)
    return [replace(link, known=states.get(link.url)) for link in links]


def _is_read(link: LinkView) -> bool:
    """Its words may say that it is gone; of a document, wherever it lies, its first bytes."""
    return link.is_own and link.place != "file"


def _hosts_to_ask(
    sites: Mapping[str, str], data_folder: DataFolder, now: datetime
) -> dict[str, str]:
    """Once in a while."""
    since = now - timedelta(days=data_folder.config.office.crawl.reverify_days)
    known = hosts_looked_at(data_folder.ledger, sites, since)
    return {host: sites[host] for host in sorted(sites) if host not in known}
