"""What of a unit's entries others show alike: asked for exactly those that a rule may ask about.

A rule asks with a day on which the entry counts as put up (`monitor.measures.freshness`): the day
that its list claims, that of its address or of its own page, or the day on which it was first seen.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from config.unit import Unit
from monitor.dossier.facts import KnownItem, SiteView
from store.ledger import Ledger
from store.merge.item_identity import title_key
from store.queries.shown_by_others import ShownByOthers, shown_by_others
from store.urls import canonical

Asked = tuple[str, str, date | None]  # title, address, day


def others_entries(
    ledger: Ledger, unit: Unit, sites: tuple[SiteView, ...], until: datetime
) -> ShownByOthers:
    """Only where the unit has more places than one is anybody asked."""
    if len(sites) < 2:
        return ShownByOthers()
    asked = set(may_be_asked(sites))
    return shown_by_others(
        ledger,
        unit.id,
        unit.parent,
        until,
        addresses={canonical(url) for _, url, _ in asked},
        titles={(title_key(title), day) for title, _, day in asked if day is not None},
    )


def may_be_asked(sites: Iterable[SiteView]) -> Iterator[Asked]:
    for site in sites:
        for listed in site.home.items:
            yield listed.title, listed.url, listed.claimed
        for channel in site.channels:
            for item in channel.items:
                for day in _days(item):
                    yield item.title, item.url, day


def _days(item: KnownItem) -> Iterator[date | None]:
    seen = item.first_seen.astimezone(UTC).date()  # in China this day or the next
    yield from (item.claimed, item.url_date, seen, seen + timedelta(days=1))
    if item.page is not None:
        yield item.page.published
