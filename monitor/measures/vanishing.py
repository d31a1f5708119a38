"""What was on file and is not: since when, at how many checks, and whether that can be believed.
Pure.
"""

from dataclasses import dataclass, replace
from datetime import date

from config.rulebook import VanishedItem
from monitor.dossier.facts import Dossier, KnownItem, PageView, Sighting, SiteView
from monitor.judging.verdict import Why
from monitor.measures.access import shows_the_site
from monitor.measures.days import chinese_day
from monitor.measures.sight import why_unseen_on
from store.outcomes import OutcomeGroup


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


def may_expire(item: KnownItem, limits: VanishedItem) -> bool:
    """By its own title: a channel named 公示公告 holds much that may not."""
    return any(word in item.title for word in limits.expiring_words)
