"""What was on file and is not: since when, at how many checks, and whether that can be believed.
Pure.
"""

import re
import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from config.rulebook import VanishedItem
from monitor.dossier.facts import (
    ChannelView,
    Dossier,
    KnownItem,
    LinkView,
    PageView,
    SearchedPage,
    Sighting,
    SiteView,
)
from monitor.judging.verdict import Why
from monitor.measures.access import shows_the_site
from monitor.measures.days import chinese_day
from monitor.measures.sight import why_unseen_on
from store.outcomes import OutcomeGroup
from store.urls import canonical

_WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_PERSONS_HELPED = re.compile(_WORDS["persons_helped"])


@dataclass(frozen=True, slots=True)
class Lost:
    """A captured item whose page is not there since `sightings[0]`: it went after `before`, the
    last look that found it.
    """

    item: KnownItem
    page: PageView
    sightings: tuple[Sighting, ...]
    before: Sighting

    @property
    def last_seen(self) -> date:
        return chinese_day(self.before.last_at)

    @property
    def as_one_look(self) -> Sighting:
        """All looks since, as evidence tells them."""
        first, last = self.sightings[0], self.sightings[-1]
        return replace(last, first_at=first.first_at, checks=self.checks)

    @property
    def checks(self) -> int:
        """Distinct nights where they are known: two looks in one night are one check."""
        return sum(sighting.nights or sighting.checks for sighting in self.sightings)

    @property
    def since(self) -> date:
        return chinese_day(self.sightings[0].first_at)

    @property
    def days(self) -> int:
        return (chinese_day(self.sightings[-1].last_at) - self.since).days


def lost_item(item: KnownItem) -> Lost | None:
    """What came after the last good look, where any of it says that the page is not there."""
    page = item.page
    if page is None:
        return None
    last_good = max(i for i, s in enumerate(page.sightings) if shows_the_site(s.outcome))
    gone = tuple(s for s in page.sightings[last_good + 1 :] if s.outcome.group is OutcomeGroup.GONE)
    if not gone:
        return None
    return Lost(item, page, gone, page.sightings[last_good])


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What became of a channel's items: at their own addresses still, in another channel of the
    unit, or neither.
    """

    still: int
    elsewhere: int
    all: int

    @property
    def lost(self) -> int:
        return self.all - self.still - self.elsewhere


def lost_file(link: LinkView) -> Lost | None:
    """The document of an article that is open: what came after its last good look, where it is not
    there any more.
    """
    return lost_item(file_item(link)) if link.page and link.page.was_ever_open else None


def file_item(link: LinkView) -> KnownItem:
    """A document as an item, by its own words and its article's."""
    assert link.page is not None
    first = link.page.sightings[0].first_at
    return KnownItem(
        title=link.words or link.about,
        url=link.url,
        claimed=None,
        date_role="",
        url_date=None,
        first_seen=first,
        last_in_list=first,
        page=link.page,
        is_attachment=True,
    )


def lost_channel(channel: ChannelView) -> Lost | None:
    """A channel that the site has taken out of its menus and that is not at its address any more.
    A feed of others, or of a time that is over, may go.
    """
    page = channel.page
    if channel.is_present or not page.was_ever_open or channel.channel_class in _MAY_GO:
        return None
    first = channel.watched_since
    return lost_item(
        KnownItem(channel.name, channel.url, None, "", None, first, first, channel.page)
    )


def is_out_of_sight(page: PageView) -> bool:
    """It was on file and is not shown tonight, which proves nothing: a wall, an error, silence."""
    return (
        page.was_ever_open
        and page.visited_tonight
        and page.now is not None
        and not shows_the_site(page.now.outcome)
        and page.now.outcome.group is not OutcomeGroup.GONE
    )


def whereabouts(channel: ChannelView, dossier: Dossier) -> Whereabouts:
    """The same title in a channel that the site still leads to is the item, moved."""
    others = {
        item.title
        for site in dossier.sites
        for other in site.channels
        if other.url != channel.url and other.is_present
        for item in other.items
    }
    elsewhere = [item for item in channel.items if item.moved_to or item.title in others]
    moved = {item.url for item in elsewhere}
    still = [i for i in channel.items if i.url not in moved and i.page and _is_open(i.page)]
    return Whereabouts(len(still), len(elsewhere), len(channel.items))


def has_a_successor(channel: ChannelView, dossier: Dossier) -> bool:
    """A channel by the same name, or of the same class and with its name inside another's, stands
    in the menus: 通知公告 became 公告公示 seldom without a common word.
    """
    return any(
        other.is_present
        and other.url != channel.url
        and (other.name == channel.name or channel.name in other.name or other.name in channel.name)
        for site in dossier.sites
        for other in site.channels
        if other.name and channel.name
    )


def is_redesign(site: SiteView) -> bool:
    """Half of a site's channels, and more than two, went together: its menus were made anew."""
    own = [channel for channel in site.channels if channel.page.was_ever_open]
    gone = [channel for channel in own if lost_channel(channel)]
    return len(gone) > _A_FEW and 2 * len(gone) >= len(own)


_MAY_GO = ("upstream", "special")
_A_FEW = 2


def _is_open(page: PageView) -> bool:
    return page.now is not None and shows_the_site(page.now.outcome)


def was_captured(item: KnownItem) -> bool:
    return item.page is not None and item.page.was_ever_open


def was_ever_gone(item: KnownItem) -> bool:
    looks = item.page.sightings if item.page else ()
    return any(look.outcome.group is OutcomeGroup.GONE for look in looks)


def is_settled(lost: Lost, limits: VanishedItem) -> bool:
    return lost.checks >= limits.checks and lost.days >= limits.days


def doubt_of(lost: Lost, site: SiteView, dossier: Dossier) -> Why | None:
    """A dead site has lost nothing; a page not asked for tonight may be back."""
    if (
        site.open_share < dossier.rulebook.limits.vanished_item.site_open_share
        or not site.home.is_open
    ):
        return Why.SHARED_PLATFORM_DOWN if site.id in dossier.shared_failures else Why.SITE_DOWN
    if lost.page.now and lost.page.now.outcome.group is not OutcomeGroup.GONE:
        return why_unseen_on(site, lost.page, dossier) or Why.TOO_FEW_PROBES
    return None if lost.page.visited_tonight else Why.NOT_VISITED


def is_mass(settled: list[Lost], lasting: list[KnownItem], limits: VanishedItem) -> bool:
    return len(settled) >= limits.mass_items and len(settled) >= limits.mass_share * len(
        asked_since(settled, lasting)
    )


def asked_since(settled: list[Lost], lasting: list[KnownItem]) -> list[KnownItem]:
    """Old items are asked for within 30 days: those not asked since the first loss say nothing of
    it.
    """
    since = min(each.since for each in settled)
    return [
        i for i in lasting if i.page and i.page.now and chinese_day(i.page.now.last_at) >= since
    ]


def may_expire(
    item: KnownItem, limits: VanishedItem, with_numbers: Collection[str] = frozenset()
) -> bool:
    """By its own title: a channel named 公示公告 holds much that may not. What told who is
    helped, or stands among the addresses `with_numbers` of persons, was rightly taken down
    (pipl.25).
    """
    return (
        any(word in item.title for word in limits.expiring_words)
        or bool(_PERSONS_HELPED.search(item.title))
        or canonical(item.url) in with_numbers
    )


def with_numbers(searched: Iterable[SearchedPage]) -> frozenset[str]:
    """The addresses of pages that ever showed persons' numbers."""
    return frozenset(
        canonical(each.page.url) for each in searched if each.numbers or each.showed_some
    )
