"""Sites and channels as the rules see them: their pages, their entries over time, and how they hang
together.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from posixpath import dirname
from urllib.parse import urlsplit

from config.classify import classify
from config.folder import Config
from config.places import UnitPlace
from config.unit import PinnedChannel, Site, Unit
from monitor.dossier.facts import ChannelView, KnownItem, PageView, SiteView
from monitor.dossier.items import known_items
from monitor.dossier.menu_levels import menu_levels
from monitor.dossier.named_pages import named_pages
from monitor.dossier.pages import days_shown, is_recent, links_now, still_led_to, unvisited
from store.outcomes import Outcome, OutcomeGroup
from store.queries.dossier import ChannelRecord, DossierRows, SpanRow
from store.urls import canonical

# From so many units at one address, all of whose home pages fail at once, it is one incident
# (docs/faults.md §N.4).
PLATFORM_UNITS = 3
OPEN_SHARE_DAYS = 30

_PROVES_NOTHING = (OutcomeGroup.BLOCKED, OutcomeGroup.POLICY, OutcomeGroup.OURS)


@dataclass(frozen=True, slots=True)
class Sites:
    views: tuple[SiteView, ...]
    shared_failures: dict[str, str]


def site_views(
    rows: DossierRows,
    views: dict[int, PageView],
    unit: Unit,
    config: Config,
    *,
    run_id: str,
    as_of: date,
) -> Sites:
    """Every site that was on record on the day, with its channels; those sites that failed with
    their whole platform.
    """
    on_record = [site for site in unit.sites if site.was_on_record(as_of)]
    channels = _channels(rows, views, unit, config, run_id, as_of)
    page_ids = {page.url: page_id for page_id, page in rows.pages.items()}
    made, shared = [], {}
    for site in on_record:
        home_id = page_ids.get(canonical(site.url))
        spans = rows.spans.get(home_id, []) if home_id is not None else []
        home = views[home_id] if home_id is not None else unvisited(canonical(site.url), site.name)
        made.append(
            _site(
                site,
                home,
                spans,
                tuple(channel for where, channel in channels if where == site.id),
                rows,
                as_of,
            )
        )
        address = rows.pages[home_id].ip if home_id is not None else ""
        if (
            home.now
            and not home.now.outcome.shows_the_page
            and rows.nights.down_together.get(address, 0) >= PLATFORM_UNITS
        ):
            shared[site.id] = f"{address} · {rows.nights.down_together[address]}"
    return Sites(tuple(made), shared)


def _site(
    site: Site,
    home: PageView,
    spans: list[SpanRow],
    channels: tuple[ChannelView, ...],
    rows: DossierRows,
    as_of: date,
) -> SiteView:
    effective = (
        days_shown(s for s in spans if s.outcome.group not in _PROVES_NOTHING)
        - rows.nights.blind_days
    )
    open_days = days_shown(s for s in spans if s.outcome.shows_the_page)
    recent = [day for day in effective if is_recent(day, as_of, OPEN_SHARE_DAYS)]
    return SiteView(
        id=site.id,
        kind=site.kind,
        url=canonical(site.url),
        name=site.name or home.title,
        home=home,
        channels=channels,
        private_addresses=_private_addresses(spans),
        effective_nights=len([day for day in effective if day <= as_of]),
        nights_looked=tuple(sorted(day for day in effective if day <= as_of)),
        first_visit=spans[0].first_at if spans else None,
        open_share=sum(day in open_days for day in recent) / len(recent) if recent else 0.0,
        vantages=tuple(sorted({span.vantage for span in spans if span.vantage})),
        probes=rows.probes.get(site.id, ()),
        known_marks=_known_marks(spans, rows),
        cloaking_checks=rows.cloaking_checks.get(site.id, ()),
    )


def _known_marks(spans: list[SpanRow], rows: DossierRows) -> frozenset[str]:
    """What the home page bore when it was read before, as long as nothing of a stranger's stood on
    it.
    """
    shown = [
        rows.identities.get(span.facts)
        for span in spans[:-1]
        if span.outcome.shows_the_page and span.facts is not None
    ]
    return frozenset(
        mark
        for one in shown
        if one is not None and not (one.foreign_in_tags or one.strangers)
        for mark in one.marks
    )


def _private_addresses(spans: list[SpanRow]) -> tuple[str, ...]:
    """What the name led to at the last look, where that was the inner network."""
    if not spans or spans[-1].outcome is not Outcome.INTRANET_ONLY:
        return ()
    return tuple(part for part in spans[-1].ip.replace(",", " ").replace(";", " ").split())


def _channels(
    rows: DossierRows,
    views: dict[int, PageView],
    unit: Unit,
    config: Config,
    run_id: str,
    as_of: date,
) -> list[tuple[str, ChannelView]]:
    """(site id, channel) of every channel found, pinned or named in a menu, parents told from
    children.
    """
    pins = {canonical(pin.url): pin for pin in unit.channels}
    items = known_items(rows, views)
    linked = {canonical(url) for links in links_now(rows).values() for url in links}
    still_linked = still_led_to(rows)
    hosts = {_host(site.url) for site in unit.sites}
    place = UnitPlace.of(unit, config.office.city)
    made = []
    for record in rows.channels:
        pin = pins.pop(record.url, None)
        name = pin.name if pin else record.name or views[record.page].title
        class_id, class_from = _class_of(pin, name, record, config, place)
        view = ChannelView(
            url=record.url,
            name=name,
            channel_class=class_id,
            class_from=class_from,
            page=views[record.page],
            items=tuple(items.get(record.id, ())),
            watched_since=record.first_at,
            limit_days=pin.limit_days if pin else None,
            is_present=pin is not None
            or not record.was_linked
            or record.url in (linked if views[record.page].is_open else still_linked)
            or record.page in _home_pages(rows),
            redated_share=record.redated_share if record.redated_run == run_id else 0.0,
            shared_with=_led_away_to(views[record.page], hosts),
        )
        made.append((pin.site if pin else record.site, view))
    never_read = [(pin.site, _unread(pin, config, place, as_of)) for pin in pins.values()]
    known = {view.url for _, view in (*made, *never_read)}
    named = [
        (page.site, _named(page.url, name, views[page.id], hosts, config, place, as_of))
        for page, name in named_pages(rows, views, known, config.rulebook, place)
    ]
    levels = menu_levels(rows)
    return _with_parents(
        [
            (site, replace(view, menu_level=levels.get((site, view.url), 0)))
            for site, view in (*made, *never_read, *named)
        ],
        as_of,
    )


def _class_of(
    pin: PinnedChannel | None,
    name: str,
    record: ChannelRecord,
    config: Config,
    place: UnitPlace,
) -> tuple[str, str]:
    if pin and pin.channel_class:
        return pin.channel_class, "pinned"
    return classify(name, record.url, record.column_type, config.rulebook, place)


def _named(
    url: str,
    name: str,
    page: PageView,
    hosts: set[str],
    config: Config,
    place: UnitPlace,
    as_of: date,
) -> ChannelView:
    """A page that is no list and that a menu names."""
    class_id, class_from = classify(name, url, "", config.rulebook, place)
    return ChannelView(
        url=url,
        name=name,
        channel_class=class_id,
        class_from=class_from,
        page=page,
        items=(),
        watched_since=page.sightings[0].first_at if page.sightings else _begin_of(as_of, config),
        shared_with=_led_away_to(page, hosts),
    )


def _begin_of(day: date, config: Config) -> datetime:
    return datetime.combine(day, time(0), tzinfo=config.office.zone)


def _unread(pin: PinnedChannel, config: Config, place: UnitPlace, as_of: date) -> ChannelView:
    """A channel that the office asks for and no night has read yet."""
    class_id, class_from = (
        (pin.channel_class, "pinned")
        if pin.channel_class
        else classify(pin.name, pin.url, "", config.rulebook, place)
    )
    return ChannelView(
        url=canonical(pin.url),
        name=pin.name,
        channel_class=class_id,
        class_from=class_from,
        page=unvisited(canonical(pin.url), pin.name),
        items=(),
        watched_since=_begin_of(as_of, config),
        limit_days=pin.limit_days,
    )


def _home_pages(rows: DossierRows) -> set[int]:
    return {page_id for page_id, page in rows.pages.items() if page.purpose == "home"}


def _led_away_to(page: PageView, hosts: set[str]) -> str:
    """Where the channel sends its visitor, when that is another's site: a superior's shared list."""
    for target in (page.jumps_to, page.now.url if page.now else ""):
        if target.startswith(("http://", "https://")) and _host(target) not in hosts:
            return target
    return ""


def _with_parents(
    channels: list[tuple[str, ChannelView]], as_of: date
) -> list[tuple[str, ChannelView]]:
    """Parents by the path alone: /zwgk/ above /zwgk/tzgg/. Where a link was met first says nothing
    of who holds whom. What no menu names is on the level below its parent's.
    """
    parents = {
        view.url: _parent_of(view.url, [other.url for _, other in channels]) for _, view in channels
    }
    levels = {view.url: view.menu_level for _, view in channels}
    newest = {view.url: _newest(view.items, as_of) for _, view in channels}
    made = []
    for site, view in channels:
        below = [newest[url] for url in parents if view.url in _ancestors(url, parents)]
        updated = max((day for day in below if day), default=None)
        level = _level_of(view.url, levels, parents)
        told = replace(view, parent_url=parents[view.url], child_updated=updated, menu_level=level)
        made.append((site, told))
    return made


def _level_of(url: str, levels: dict[str, int], parents: dict[str, str]) -> int:
    """0 where neither it nor anything above it stands in the menu."""
    if levels.get(url):
        return levels[url]
    above = parents.get(url, "")
    level = _level_of(above, levels, parents) if above else 0
    return level + 1 if level else 0


def _parent_of(url: str, others: list[str]) -> str:
    folder = _folder(url)
    above = [
        other
        for other in others
        if other != url and _folder(other) != folder and folder.startswith(_folder(other) + "/")
    ]
    above = [other for other in above if urlsplit(_folder(other)).path not in ("", "/")]
    return max(above, key=len, default="")


def _ancestors(url: str, parents: dict[str, str]) -> set[str]:
    found: set[str] = set()
    while (url := parents.get(url, "")) and url not in found:
        found.add(url)
    return found


def _folder(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}{dirname(parts.path)}".rstrip("/")


def _newest(items: tuple[KnownItem, ...], as_of: date) -> date | None:
    """A date of the future is no date (docs/field-notes.md §10.4)."""
    days = [item.credible for item in items]
    return max((day for day in days if day and day <= as_of + timedelta(days=1)), default=None)


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
