"""What a unit's home pages and channels lead to, by the words of their links, and how the page
behind each was met. Pure.
"""

from collections.abc import Iterator, Mapping
from typing import Literal
from urllib.parse import urlsplit

from config.unit import Unit
from monitor.dossier.facts import MenuLink, PageView
from monitor.dossier.pages import last_shown
from store.queries.dossier import DossierRows
from store.urls import canonical

_LONGEST = 60  # characters of a link's words that are still a menu's or a title


def menu_links(
    rows: DossierRows, views: Mapping[int, PageView], unit: Unit
) -> tuple[MenuLink, ...]:
    """Each address once, with the words by which it was met first."""
    known = {view.url: view for view in views.values()}
    hosts = {_host(site.url) for site in unit.sites}
    links: dict[str, MenuLink] = {}
    for url, text in _link_words(rows):
        address, words = canonical(url), " ".join(text.split())
        if words and len(words) <= _LONGEST and address not in links:
            links[address] = MenuLink(words, address, _leads_to(address, known, hosts))
    return tuple(links.values())


def _link_words(rows: DossierRows) -> Iterator[tuple[str, str]]:
    """By each page's last good reading."""
    for facts in last_shown(rows).values():
        yield from facts.link_words


def _leads_to(
    address: str, known: Mapping[str, PageView], hosts: set[str]
) -> Literal["read", "closed", "unknown", "elsewhere"]:
    view = known.get(address)
    if view is not None and view.now is not None:
        return "read" if view.now.outcome.shows_the_page else "closed"
    return "unknown" if _host(address) in hosts else "elsewhere"


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
