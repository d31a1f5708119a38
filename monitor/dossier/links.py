"""All that a unit's pages lead to, each address once, with what is known of it: by the crawl where
it asks for it, else by the looks at links that no crawl asks for. Pure.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from config.unit import Unit
from monitor.dossier.facts import LinkView, PageView, Sighting
from store.merge.link_looks import LinkState
from store.merge.page_links import PageLinks
from store.queries.dossier import DossierRows, PageRecord

_PLACES = ("home", "channel", "")  # purposes of pages, in the order of their weight
_PLACE_OF = {"home": "home", "channel": "list"}


def links_of(
    rows: DossierRows, views: Mapping[int, PageView], unit: Unit, as_of: date
) -> tuple[LinkView, ...]:
    """Of every page that was open at its last look, what it led to then. A place on somebody's
    portal leads to its own documents alone: its menus are the portal's.
    """
    sites = {site.id: site for site in unit.sites if site.was_on_record(as_of)}
    own = {_bare(host_of_site(site.url)) for site in sites.values()}
    by_url = {view.url: view for view in views.values()}
    found: dict[str, LinkView] = {}
    for page, view, led_to in _open_pages(rows, views):
        if page.site not in sites:
            continue
        has_menus = page.purpose in _PLACE_OF and sites[page.site].kind != "portal_channel"
        place = _PLACE_OF.get(page.purpose, "")
        for each, where in (
            *((link, place) for link in led_to.links if has_menus),
            *((file, "file") for file in led_to.files),
        ):
            url = each[0]
            if url not in found and url != page.url:
                found[url] = _link(each, where, page, view, by_url.get(url), own)
    return tuple(found.values())


def with_states(links: Sequence[LinkView], states: Mapping[str, LinkState]) -> tuple[LinkView, ...]:
    """The links that no crawl asks for, with what stood behind them."""
    return tuple(
        replace(link, now=_sighting(states[link.url]))
        if link.now is None and link.url in states
        else link
        for link in links
    )


def host_of_site(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def _open_pages(
    rows: DossierRows, views: Mapping[int, PageView]
) -> Iterator[tuple[PageRecord, PageView, PageLinks]]:
    def rank(page: int) -> int:
        purpose = rows.pages[page].purpose
        return _PLACES.index(purpose if purpose in _PLACES else "")

    for page in sorted(rows.page_links.keys() & rows.pages.keys(), key=lambda p: (rank(p), p)):
        spans = rows.spans.get(page, [])
        if spans and spans[-1].outcome.shows_the_page:
            yield rows.pages[page], views[page], rows.page_links[page]


def _link(
    written: Sequence[str],
    place: str,
    page: PageRecord,
    view: PageView,
    target: PageView | None,
    own: set[str],
) -> LinkView:
    url, words, is_by_script = written[0], written[1], len(written) > 2
    host = _bare(host_of_site(url))
    return LinkView(
        url=url,
        words=words,
        place=place,
        site=page.site,
        found_on=page.url,
        about=view.title,
        is_own=any(host == one or host.endswith("." + one) for one in own),
        by_script=is_by_script,
        now=target.now if target else None,
        was_ever_open=target.was_ever_open if target else False,
        page=target if target and target.now else None,
    )


def _sighting(state: LinkState) -> Sighting:
    return Sighting(
        outcome=state.outcome,
        first_at=state.first_at,
        last_at=state.last_at,
        checks=state.nights,
        reason=state.reason,
        url=state.url,
        nights=state.nights,
    )


def _bare(host: str) -> str:
    return host.removeprefix("www.")
