"""May we say that what a unit owes is not published? What was not found may stand where nobody
looked (docs/rulebook.md §3.12). Pure.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from config.rulebook import OwedItem
from monitor.dossier.facts import ChannelView, Dossier, MenuLink, SiteView
from monitor.judging.verdict import Why
from monitor.measures.common_platforms import (
    is_a_platforms_name,
    is_on_record,
    is_read,
    leads_to_an_unread_site,
)
from monitor.measures.days import chinese_day
from monitor.measures.disclosure import plain_words
from monitor.measures.elsewhere.directories import is_in_a_directory
from monitor.measures.owed import (
    WORDS,
    Owed,
    Title,
    channels_of,
    is_an_article,
    is_anothers,
    is_named_by,
    years_of,
)
from monitor.measures.sight import was_read_completely, why_unseen_on
from store.outcomes import Outcome
from store.urls import canonical

_CHANNEL = "required_channel_missing"
_BESIDE = frozenset(WORDS["beside"])


def why_in_doubt(owed: Owed, named: Sequence[Title], dossier: Dossier) -> Why | None:
    """The first reason why an item not found may be published all the same, None where there is
    none (docs/rulebook.md §3.12).
    """
    return next(filter(None, _doubts(owed, named, dossier)), None)


def _doubts(owed: Owed, named: Sequence[Title], dossier: Dossier) -> Iterator[Why | None]:
    limits, coverage = dossier.rulebook.limits.missing_item, dossier.coverage
    yield from (why_unseen_on(site, site.home, dossier) for site in dossier.sites)
    is_low = coverage.state != "complete" or coverage.pages_open_share < limits.coverage_needed
    yield Why.COVERAGE_LOW if is_low else None
    yield Why.PARSE_ANOMALY if not dossier.menus else None  # a home page without one link was read
    entries = {
        canonical(item.url)
        for site in dossier.sites
        for channel in site.channels
        for item in channel.items
    }
    yield from (
        _doubt_of_link(link, owed.item, dossier)
        for link in dossier.menus
        if canonical(link.url) not in entries  # whose titles were compared: 走进槐渡看…
    )
    for site in dossier.sites:
        yield from (_doubt_of(channel, site, owed.item, dossier) for channel in site.channels)
    yield Why.DOCUMENT_UNREADABLE if _is_any_unread(owed, dossier) else None
    lists = {canonical(channel.url) for site in dossier.sites for channel in site.channels}
    yield from (
        _doubt_of_title(title, owed, dossier)
        for title in named
        if not title.is_link and canonical(title.found.url) not in lists
    )
    yield _doubt_of_platform(owed, dossier)
    yield (
        Why.WATCHED_TOO_SHORT
        if owed.due is None and watched(dossier) < limits.watch_days
        else (None)
    )


def _doubt_of_link(link: MenuLink, item: OwedItem, dossier: Dossier) -> Why | None:
    text = plain_words(link.text)
    may_hold = is_a_platforms_name(link) and any(
        word in text or word in link.url.casefold() for word in item.platforms
    )
    if leads_to_an_unread_site(link, dossier) and (may_hold or is_named_by(item, text)):
        return Why.EXTERNAL_PLATFORM
    if link.leads_to in ("closed", "unknown") and is_named_by(item, text):
        return Why.SITE_DOWN if link.leads_to == "closed" else Why.NOT_VISITED
    return None


def _doubt_of(channel: ChannelView, site: SiteView, item: OwedItem, dossier: Dossier) -> Why | None:
    """Of any channel that it was not made by a script; of one that is the item's, that it was read
    whole.
    """
    is_its = any(channel is one for _, one in channels_of(item, dossier))
    if not channel.is_present or (channel.channel_class in _BESIDE and not is_its):
        return None
    now, page = channel.page.now, channel.page
    if now is not None and now.outcome is Outcome.NEEDS_BROWSER:
        return Why.NEEDS_BROWSER
    if not is_its:
        return None
    why = why_unseen_on(site, page, dossier)
    if why or page.placeholder:
        return why
    if page.jumps_to or channel.shared_with:
        return Why.EXTERNAL_PLATFORM
    is_short = page.items_claimed is not None and page.items_claimed > len(channel.items)
    if not was_read_completely(page) or is_short:
        return Why.PARSE_ANOMALY
    if item.dues and is_an_article(channel):
        return Why.UNDATED
    return Why.DOCUMENT_UNREADABLE if not channel.items and page.attachments else None


def _is_any_unread(owed: Owed, dossier: Dossier) -> bool:
    """A document that could not be read and whose title names the item, or nothing."""
    return any(
        document.unreadable
        and (not plain_words(document.title) or is_named_by(owed.item, plain_words(document.title)))
        for document in dossier.spending
    )


def _doubt_of_title(title: Title, owed: Owed, dossier: Dossier) -> Why | None:
    """A report that does not say of which year; one of that year under a name that is not on
    record: former, or of a body that was merged.
    """
    if owed.year is None:
        return None
    years = years_of(title)
    if years is None:
        return Why.UNDATED
    is_own_page = title.found.owner == dossier.unit.id and dossier.unit.kind != "government"
    is_under_another_name = owed.year in years and is_anothers(title, dossier)
    return Why.OUR_OWN_LIST if is_own_page and is_under_another_name else None


def _doubt_of_platform(owed: Owed, dossier: Dossier) -> Why | None:
    """The government's portal publishes for its units, and so may a platform: read whole, or
    confirmed by a person not to exist. What hardly anybody of its like shows stands, most likely,
    where nobody looked.
    """
    unit, read = dossier.unit, dossier.read_elsewhere
    if owed.item.finding == _CHANNEL:
        return None  # a portal's own menu, which nobody else has
    if is_on_record(owed.item.id, dossier):
        return None if is_read(owed.item.id, dossier) else Why.COMMON_PLATFORM_UNREAD
    limits, shown = dossier.rulebook.limits.missing_item, dossier.shown_by.get(owed.item.id)
    is_usual = (
        shown is not None
        and shown.units >= limits.shown_units
        and shown.units >= limits.shown_share * shown.of
    )
    if unit.kind == "government" or not is_usual:
        return None if is_usual else Why.COMMON_PLATFORM_UNREAD
    is_parent_read = unit.parent is None or unit.parent in read.units
    has_only_a_channel = all(site.kind == "portal_channel" for site in dossier.sites)
    is_listed = is_in_a_directory(owed.item, read, dossier.rulebook.owed)
    is_known = read.government and is_parent_read and not (is_listed or has_only_a_channel)
    return None if is_known else Why.COMMON_PLATFORM_UNREAD


def watched(dossier: Dossier) -> int:
    """Days since the first look at any of its sites."""
    first = min((site.first_visit for site in dossier.sites if site.first_visit), default=None)
    return (dossier.as_of - chinese_day(first)) // timedelta(days=1) if first else 0


def was_watched_when_due(owed: Owed, dossier: Dossier) -> bool:
    return owed.due is not None and dossier.as_of - timedelta(days=watched(dossier)) <= owed.due
