"""How new a thing is, to the unit's benefit, and never newer than it can be: what we saw ourselves
beats what a page claims.

The later of claimed and URL date counts, unless it lies in the future (typo, deadline, 2099:
invalid, never fresh) or after the item's words were last seen to change (a re-dated old item proves
nothing). 成文日期 and other roles never speak of publication. Sources: docs/field-notes.md §10.1,
§10.2, §10.4.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from monitor.dossier.facts import ChannelView, Dossier, KnownItem, Sighting, SiteView
from monitor.dossier.once import once
from monitor.measures.days import chinese_day
from store.records import DateRole, Item
from store.urls import canonical

_ONE_DAY, _LATELY = timedelta(days=1), timedelta(days=30)
_A_HABIT = 2  # items of a list proven to be dated anew, from which the unread ones are not believed
_ROLES_OF_PUBLICATION = frozenset(
    {"", DateRole.META, DateRole.LABELLED, DateRole.LIST_ROW, DateRole.URL}
)


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest sign of life, and where it stands. `observed`: its day is when we first saw it,
    for want of a date, or because it bears an older one (`claimed`).
    """

    day: date
    title: str = ""
    url: str = ""
    observed: bool = False
    claimed: date | None = None


def newest_item(items: Iterable[Item], as_of: date, site: SiteView) -> Newest | None:
    """Of a page's own list, as it shows tonight; an entry that is known from the site's channels is
    as new as it is there.
    """
    known = _signs_by_address(site, as_of)
    found = (known.get(canonical(item.url)) or _by_its_claim(item, as_of) for item in items)
    return max(filter(None, found), key=_by_day, default=None)


def _signs_by_address(site: SiteView, as_of: date) -> dict[str, Newest]:
    signs: dict[str, Newest] = {}
    for channel in site.channels:
        for sign in signs_of_life(channel, as_of):
            address = canonical(sign.url)
            signs[address] = max(sign, signs.get(address, sign), key=_by_day)
    return signs


def _by_its_claim(item: Item, as_of: date) -> Newest | None:
    day = _latest(as_of, item.claimed, item.url_date)
    return Newest(day, item.title, item.url) if day else None


@once
def newest_of_channel(channel: ChannelView, as_of: date) -> Newest | None:
    """Over all items ever known of a channel: the maximum, not the first row (置顶)."""
    return max(signs_of_life(channel, as_of), key=_by_day, default=None)


def is_dated(channel: ChannelView, as_of: date) -> bool:
    return any(credible_day(item, as_of) for item in channel.items)


def credible_day(item: KnownItem, as_of: date) -> date | None:
    """The day this item was published, as far as it can be believed."""
    claimed = claimed_publication(item)
    on_its_page = (
        item.page.published
        if item.page and item.page.published_from in _ROLES_OF_PUBLICATION
        else None
    )
    said = {day for day in (claimed, item.url_date, on_its_page) if day}
    return _latest(as_of, *(day for day in said if not _is_refuted(day, item)))


def published_lately(channel: ChannelView, dossier: Dossier) -> int:
    """How many of its items bear a day of the last 30 that can be believed."""
    since = dossier.as_of - _LATELY
    days = (credible_day(item, dossier.as_of) for item in channel.items)
    return sum(since < day <= dossier.as_of for day in days if day)


def is_own(url: str, own_hosts: Iterable[str]) -> bool:
    """The address lies on one of the unit's hosts or below it. A feed of others proves nobody's own
    updating.
    """
    host = bare_host(url)
    return any(host == own or host.endswith("." + own) for own in own_hosts)


def leads_elsewhere(channel: ChannelView, dossier: Dossier) -> str:
    """Why what stands there is not the channel's own, as a kind of `not_applicable`; "" where it
    is.
    """
    if channel.shared_with:
        return "shared_list"
    if not channel.is_present:
        return "no_longer_linked"
    if channel.page.jumps_to:
        return "redirects"
    hosts = {bare_host(site.url) for site in dossier.sites}
    return "" if is_own(channel.url, hosts) else "external"


def bare_host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


@once
def signs_of_life(channel: ChannelView, as_of: date) -> tuple[Newest, ...]:
    """Of every item ever known of a channel, how new it is; one of which nothing says so is left
    out.
    """
    return tuple(_signs_of_life(channel, as_of))


def _signs_of_life(channel: ChannelView, as_of: date) -> Iterator[Newest]:
    watched_since = chinese_day(channel.watched_since)
    is_habit = sum(map(is_redated, channel.items)) >= _A_HABIT
    for item in channel.items:
        day, first_seen = credible_day(item, as_of), chinese_day(item.first_seen)
        if is_habit and _is_moved_and_unread(item):
            yield Newest(first_seen, item.title, item.url, observed=True, claimed=item.claimed)
            continue
        was_seen_to_come = watched_since < first_seen <= as_of and (
            day is None or _was_not_there_on(day, item)
        )
        if was_seen_to_come:
            claimed = day or item.claimed
            yield Newest(first_seen, item.title, item.url, observed=True, claimed=claimed)
        elif day:
            yield Newest(day, item.title, item.url)
        elif is_redated(item):
            yield Newest(first_seen, item.title, item.url, observed=True, claimed=item.claimed)


def claimed_publication(item: KnownItem) -> date | None:
    """The day of publication that its list claims; a date of another role (成文日期) is none."""
    return item.claimed if item.date_role in _ROLES_OF_PUBLICATION else None


def _is_moved_and_unread(item: KnownItem) -> bool:
    """It is dated later than it was first seen, and its words were not read since that day.
    Believed where nothing speaks against it, not in a list that was seen to move dates alone.
    """
    claimed = claimed_publication(item)
    if claimed is None or claimed <= chinese_day(item.first_seen) + _ONE_DAY:
        return False
    reading = _last_reading(item)
    return reading is None or chinese_day(reading.last_at) < claimed


def _last_reading(item: KnownItem) -> Sighting | None:
    """The last look at its own page that showed it."""
    looks = item.page.sightings if item.page else ()
    return next((s for s in reversed(looks) if s.outcome.shows_the_page), None)


def _was_not_there_on(day: date, item: KnownItem) -> bool:
    """A whole look at its list after that day lacked it: it came later than it claims. A day within
    the interval in which it came is a claim like any other.
    """
    return item.absent_at is not None and day < chinese_day(item.absent_at)


def is_redated(item: KnownItem) -> bool:
    """Its list shows a later day than its words can bear: only the date was moved."""
    days = [day for day in (item.claimed, item.url_date) if day]
    return bool(days) and _is_refuted(max(days), item)


def _is_refuted(day: date, item: KnownItem) -> bool:
    """Its page was read on or after `day` and still held words older than that: only the date was
    moved.
    """
    reading = _last_reading(item)
    if reading is None or chinese_day(reading.last_at) < day:
        return False
    last_change = max(chinese_day(item.first_seen), chinese_day(reading.first_at))
    return day > last_change + _ONE_DAY


def _latest(as_of: date, *days: date | None) -> date | None:
    """The latest of the days that are not in the future; a day of grace for zones and nights."""
    return max((day for day in days if day and day <= as_of + _ONE_DAY), default=None)


def _by_day(newest: Newest) -> date:
    return newest.day


def own_items(site: SiteView, dossier: Dossier) -> list[Item]:
    """Items that the unit itself published: on its own hosts, outside the superior's feeds, more
    than a banner.
    """
    hosts = {bare_host(other.url) for other in dossier.sites}
    fed = {
        item.url
        for channel in site.channels
        if _is_fed_by_others(channel)
        for item in channel.items
    }
    here = canonical(site.home.url)
    return [
        i
        for i in site.home.items
        if is_own(i.url, hosts) and i.url not in fed and canonical(i.url) != here
    ]


def own_channels(site: SiteView) -> list[ChannelView]:
    return [
        c
        for c in site.channels
        if c.is_present and not _is_fed_by_others(c) and not c.page.jumps_to
    ]


def _is_fed_by_others(channel: ChannelView) -> bool:
    return channel.channel_class == "upstream" or bool(channel.shared_with)


def newest_anywhere(site: SiteView, on_page: list[Item], dossier: Dossier) -> Newest | None:
    """A home page of navigation alone is as new as the newest of its second level."""
    found = [newest_of_channel(channel, dossier.as_of) for channel in own_channels(site)]
    return max(
        (n for n in [newest_item(on_page, dossier.as_of, site), *found] if n),
        key=lambda n: n.day,
        default=None,
    )
