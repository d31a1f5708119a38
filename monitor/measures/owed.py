"""What a unit owes the public (owed_items.toml): is it published anywhere, and may we say that it is
not? Pure (docs/rulebook.md §3.12, §7, §8).
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from config.rulebook import Clause, OwedItem
from monitor.dossier.facts import ChannelView, Dossier, MenuLink, SiteView
from monitor.judging.verdict import Why
from monitor.measures.days import chinese_day
from monitor.measures.disclosure import plain_words, years_in
from monitor.measures.sight import was_read_completely, why_unseen_on
from store.outcomes import Outcome
from store.queries.disclosed_titles import DisclosedTitle
from store.urls import canonical

_CHANNEL = "required_channel_missing"
SHOWN = 3  # nearest titles in the evidence
_FIRST_HALF = 6  # a report called by the year it appears in appears in the first half of it
_WORDS = tomllib.loads((Path(__file__).parent / "owed.toml").read_text("utf-8"))
_BODY, _GOVERNMENT = re.compile(_WORDS["bodies"]), re.compile(_WORDS["governments"])
_BESIDE = frozenset(_WORDS["beside"])
_YEAR_OR_MATTER = re.compile(r"[〔(（\[]?(?:20\d\d|二[〇零○])|政府信息公开|政务公开|信息公开")


@dataclass(frozen=True, slots=True)
class Owed:
    """One item, of the year before its due day where it has one. `is_newest`: of those past their
    day.
    """

    item: OwedItem
    clause: Clause
    year: int | None = None
    due: date | None = None
    is_newest: bool = True

    @property
    def id(self) -> str:
        return f"owed:{self.item.id}:{self.year}" if self.year else f"owed:{self.item.id}"


@dataclass(frozen=True, slots=True)
class Announced:
    """Where it stands. `owner` is another unit's id where it stands with that."""

    title: str
    url: str
    day: date | None = None
    owner: str = ""


def is_bound(dossier: Dossier) -> bool:
    """Party organs, congress and people's organisations are no administrative organs; who bears
    such a word besides a government's name is still a government.
    """
    unit = dossier.unit
    return unit.kind == "government" or not any(
        word in unit.name for word in dossier.rulebook.owed.not_bound
    )


def owed_by(dossier: Dossier) -> Iterator[Owed]:
    """All that the unit's kind owes, and what its own file adds, under the clauses in force."""
    unit = dossier.unit
    for item in dossier.rulebook.owed.owed_items:
        is_of_its_kind = unit.kind in item.kinds and (unit.law_enforcing or not item.law_enforcing)
        in_force = [
            clause
            for clause in map(dossier.rulebook.clause, item.clauses)
            if clause.is_in_force(dossier.as_of)
        ]
        if in_force and (is_of_its_kind or item.id in unit.owes):
            yield from (
                _by_year(item, in_force[0], dossier) if item.dues else [Owed(item, in_force[0])]
            )


def _by_year(item: OwedItem, clause: Clause, dossier: Dossier) -> Iterator[Owed]:
    """The newest and some before it, as far as they fell due since the clause came into force."""
    by = item.due(clause.id, dossier.unit.kind)
    if by is None:
        return
    month, day = map(int, by.split("-"))
    years = dossier.rulebook.limits.missing_item.years
    newest = dossier.as_of.year - 1
    dues = {year: date(year + 1, month, day) for year in range(newest - years, newest + 1)}
    dues = {year: due for year, due in dues.items() if due >= clause.valid_from}
    past = max((year for year, due in dues.items() if due < dossier.as_of), default=None)
    for year, due in dues.items():
        yield Owed(item, clause, year, due, is_newest=year == past or due >= dossier.as_of)


# --- is it published?


def announcement_of(owed: Owed, dossier: Dossier) -> Announced | None:
    """The first by its day, the unit's own before others'."""
    found = [
        each
        for each in _announced(dossier)
        if _is_it(owed, each) and not _is_anothers(each, dossier)
    ]
    found = found or list(_standing(owed, dossier))
    return min(
        (Announced(each.title, each.url, each.day, each.owner) for each in found),
        key=lambda each: (each.owner != dossier.unit.id, each.day is None, each.day or date.max),
        default=None,
    )


def _announced(dossier: Dossier) -> Iterator[DisclosedTitle]:
    """Besides `_entries`, links to pages that were read."""
    yield from _entries(dossier)
    waiting = {canonical(url) for url in _placeholders(dossier)}
    for link in dossier.menus:
        if link.leads_to == "read" and link.url not in waiting:
            yield DisclosedTitle(dossier.unit.id, link.text, link.url)


def _entries(dossier: Dossier) -> Iterator[DisclosedTitle]:
    """Titles of the unit's lists, of pages that were read, and what others publish under its name."""
    own = dossier.unit.id
    for site in dossier.sites:
        for channel in site.channels:
            for item in channel.items:
                yield DisclosedTitle(own, item.title, item.url, channel.name, item.credible)
    for document in (*dossier.mentions, *dossier.spending):
        yield DisclosedTitle(own, document.title, document.url)
    yield from dossier.titles


def _placeholders(dossier: Dossier) -> Iterator[str]:
    for site in dossier.sites:
        yield from (
            channel.url
            for channel in site.channels
            if channel.page.placeholder or (channel.page.kind == "list" and not channel.items)
        )


def _is_it(owed: Owed, found: DisclosedTitle) -> bool:
    if not _names_it(owed, found):
        return False
    years = _years_of(found)
    return owed.year is None or (years is not None and owed.year in years)


def _names_it(owed: Owed, found: DisclosedTitle) -> bool:
    """By its own words, or by short ones in a channel of that name."""
    item, title, channel = owed.item, plain_words(found.title), plain_words(found.channel)
    if any(word in title for word in item.unless):
        return False
    return _has_group(item.titles, title) or (
        any(word in title for word in item.short_titles)
        and any(word in channel for word in item.channels)
    )


def _has_group(groups: list[str], title: str) -> bool:
    return any(all(word in title for word in group.split()) for group in groups)


def _years_of(found: DisclosedTitle) -> set[int] | None:
    """The years that it may be of; None where nothing tells. One that is called by the year in
    which it appeared, in that year's first half, is of the year before: that year was not over.
    """
    years = years_in(plain_words(found.title)) or years_in(plain_words(found.channel))
    if not years:
        return {found.day.year - 1} if found.day else None
    is_early = found.day is not None and found.day.month <= _FIRST_HALF
    if found.day is not None and is_early and max(years) == found.day.year:
        return {found.day.year - 1}
    return years


def _is_anothers(found: DisclosedTitle, dossier: Dossier) -> bool:
    """The title begins with another body's name. A government's list holds the reports of its
    bureaus and towns, a bureau's those of its stations.
    """
    title = plain_words(found.title)
    begin = _YEAR_OR_MATTER.search(title)
    sender = title[: begin.start()] if begin else ""
    if dossier.unit.kind == "government":
        return bool(_BODY.search(sender)) and not _GOVERNMENT.search(sender)
    is_named = any(plain_words(name) in title for name in dossier.unit.all_names)
    return bool(_BODY.search(sender) or _GOVERNMENT.search(sender)) and not is_named


def _standing(owed: Owed, dossier: Dossier) -> Iterator[DisclosedTitle]:
    """A channel by its name or class, with something in it; sentences of documents speak too. Of a
    yearly item it is a channel that is itself an article, by its day.
    """
    for _, channel in _channels_of(owed.item, dossier):
        page = channel.page
        if owed.year is not None:
            if _is_an_article(channel) and page.published and page.published.year == owed.year + 1:
                yield DisclosedTitle(dossier.unit.id, channel.name, channel.url, "", page.published)
            continue
        holds = channel.items or page.attachments or page.own_links or _is_an_article(channel)
        if page.was_ever_open and holds and not page.placeholder:
            newest = max((item.credible for item in channel.items if item.credible), default=None)
            yield DisclosedTitle(dossier.unit.id, channel.name, channel.url, channel.name, newest)
    for document in dossier.mentions if owed.year is None else ():
        for mention in document.mentions:
            if _has_group(owed.item.titles, plain_words(mention.sentence)):
                yield DisclosedTitle(dossier.unit.id, document.title, document.url)
                break


def _is_an_article(channel: ChannelView) -> bool:
    page = channel.page
    is_text = page.text_length > 0 and page.kind not in ("list", "")
    return is_text and not channel.items and not page.placeholder


def _channels_of(item: OwedItem, dossier: Dossier) -> Iterator[tuple[SiteView, ChannelView]]:
    for site in dossier.sites:
        for channel in site.channels:
            name = plain_words(channel.name)
            is_it = any(word in name for word in item.channels) or _has_group(item.titles, name)
            if channel.is_present and (is_it or channel.channel_class in item.classes):
                yield site, channel


def is_waiting(owed: Owed, dossier: Dossier) -> bool:
    """Its channel is there and holds nothing but 正在建设中: empty_channel speaks of that."""
    found = [channel for _, channel in _channels_of(owed.item, dossier)]
    return bool(found) and all(channel.page.placeholder for channel in found)


# --- may we say that it is not?


def why_in_doubt(owed: Owed, dossier: Dossier) -> Why | None:
    """The first reason why an item not found may be published all the same, None where there is
    none (docs/rulebook.md §3.12).
    """
    return next(filter(None, _doubts(owed, dossier)), None)


def _doubts(owed: Owed, dossier: Dossier) -> Iterator[Why | None]:
    limits, coverage = dossier.rulebook.limits.missing_item, dossier.coverage
    yield from (why_unseen_on(site, site.home, dossier) for site in dossier.sites)
    is_low = coverage.state != "complete" or coverage.pages_open_share < limits.coverage_needed
    yield Why.COVERAGE_LOW if is_low else None
    yield Why.PARSE_ANOMALY if not dossier.menus else None  # a home page without one link was read
    yield from (_doubt_of_link(link, owed.item, dossier) for link in dossier.menus)
    for site in dossier.sites:
        yield from (_doubt_of(channel, site, owed.item, dossier) for channel in site.channels)
    yield Why.DOCUMENT_UNREADABLE if _is_any_unread(owed, dossier) else None
    lists = {canonical(c.url) for site in dossier.sites for c in site.channels}
    entries = (each for each in _entries(dossier) if canonical(each.url) not in lists)
    yield from (_doubt_of_title(each, owed, dossier) for each in entries)
    yield _doubt_of_platform(owed, dossier)
    yield (
        Why.WATCHED_TOO_SHORT
        if owed.due is None and watched(dossier) < limits.watch_days
        else (None)
    )


def _doubt_of_link(link: MenuLink, item: OwedItem, dossier: Dossier) -> Why | None:
    if link.leads_to == "read":
        return None
    text = plain_words(link.text)
    if link.leads_to == "elsewhere":
        host = (urlsplit(link.url).hostname or "").removeprefix("www.")
        may_hold = _is_named_by(item, text) or any(
            word in text or word in link.url.casefold() for word in item.platforms
        )
        is_read = host in dossier.read_elsewhere.hosts
        return Why.EXTERNAL_PLATFORM if may_hold and not is_read else None
    if not _is_named_by(item, text):
        return None
    return Why.SITE_DOWN if link.leads_to == "closed" else Why.NOT_VISITED


def _is_named_by(item: OwedItem, text: str) -> bool:
    return _has_group(item.titles, text) or any(word in text for word in item.channels)


def _doubt_of(channel: ChannelView, site: SiteView, item: OwedItem, dossier: Dossier) -> Why | None:
    """Of any channel that it was not made by a script; of one that is the item's, that it was read
    whole.
    """
    is_its = any(channel is one for _, one in _channels_of(item, dossier))
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
    if item.dues and _is_an_article(channel):
        return Why.UNDATED
    return Why.DOCUMENT_UNREADABLE if not channel.items and page.attachments else None


def _is_any_unread(owed: Owed, dossier: Dossier) -> bool:
    """A document that could not be read and whose title names the item, or nothing."""
    return any(
        document.unreadable
        and (
            not plain_words(document.title) or _is_named_by(owed.item, plain_words(document.title))
        )
        for document in dossier.spending
    )


def _doubt_of_title(found: DisclosedTitle, owed: Owed, dossier: Dossier) -> Why | None:
    """A report that does not say of which year; one of that year under a name that is not on
    record: former, or of a body that was merged.
    """
    if owed.year is None or not _names_it(owed, found):
        return None
    years = _years_of(found)
    if years is None:
        return Why.UNDATED
    is_own_page = found.owner == dossier.unit.id and dossier.unit.kind != "government"
    is_under_another_name = owed.year in years and _is_anothers(found, dossier)
    return Why.OUR_OWN_LIST if is_own_page and is_under_another_name else None


def _doubt_of_platform(owed: Owed, dossier: Dossier) -> Why | None:
    """The government's portal publishes for its units, and so may a platform: read whole, or
    confirmed by a person not to exist. What most of its like do not show either stands, most
    likely, where nobody looked.
    """
    unit, read = dossier.unit, dossier.read_elsewhere
    if owed.item.finding == _CHANNEL:
        return None  # a portal's own menu, which nobody else has
    registered = [one for one in dossier.platforms if owed.item.id in one.items]
    if registered:
        is_known = all(one.unit is None or one.unit in read.units for one in registered)
        return None if is_known else Why.COMMON_PLATFORM_UNREAD
    is_usual = (
        dossier.shown_share.get(owed.item.id, 0.0)
        >= dossier.rulebook.limits.missing_item.shown_share
    )
    if unit.kind == "government" or not is_usual:
        return None if is_usual else Why.COMMON_PLATFORM_UNREAD
    is_parent_read = unit.parent is None or unit.parent in read.units
    has_only_a_channel = all(site.kind == "portal_channel" for site in dossier.sites)
    is_known = read.government and is_parent_read and not (read.directories or has_only_a_channel)
    return None if is_known else Why.COMMON_PLATFORM_UNREAD


def watched(dossier: Dossier) -> int:
    """Days since the first look at any of its sites."""
    first = min((site.first_visit for site in dossier.sites if site.first_visit), default=None)
    return (dossier.as_of - chinese_day(first)) // timedelta(days=1) if first else 0


def was_watched_when_due(owed: Owed, dossier: Dossier) -> bool:
    return owed.due is not None and dossier.as_of - timedelta(days=watched(dossier)) <= owed.due


def was_not_yet_there(owed: Owed, dossier: Dossier) -> bool:
    """Set up after the year of the report."""
    established = dossier.unit.established
    return established is not None and owed.year is not None and established.year > owed.year


def nearest_titles(owed: Owed, dossier: Dossier) -> list[DisclosedTitle]:
    """At most SHOWN titles of such an item of other years, the nearest first."""
    alike = {
        found.url: (min(abs(year - owed.year) for year in years), found)
        for found in _announced(dossier)
        if owed.year and _names_it(owed, found) and (years := _years_of(found))
    }
    return [found for _, found in sorted(alike.values(), key=lambda each: (each[0], each[1].url))][
        :SHOWN
    ]


def places_looked_at(owed: Owed, dossier: Dossier) -> list[ChannelView]:
    """The channels in which it would stand."""
    return [channel for _, channel in _channels_of(owed.item, dossier) if channel.page.is_open]
