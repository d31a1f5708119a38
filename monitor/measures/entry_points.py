"""The addresses that a unit has on record, none of which opens tonight: may we say that none ever
did? The measures of missing_site (docs/rulebook.md §3.1). Pure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise, takewhile

from config.words import Words
from monitor.dossier.facts import Dossier, Sighting, SiteView
from monitor.judging.verdict import Why
from monitor.measures.access import shows_the_site
from monitor.measures.days import chinese_day
from store.outcomes import Outcome, OutcomeGroup

FROM = Words("由{vantages}个检查点进行", "from {vantages} vantage point(s)")
FAR_APART = Words("相邻两次最长相隔{gap}天，", "up to {gap} days apart, ")
A_WEEK = 7
_SILENT = (Outcome.TCP_TIMEOUT, Outcome.SLOW_OVER_15S)
_GATEWAYS_WORD = ("502", "504")  # "the server behind me does not answer"


def history_of(entries: Iterable[SiteView]) -> list[Sighting]:
    """Every look at them but those that failed by our own fault."""
    looks = (look for site in entries for look in site.home.sightings)
    return [look for look in looks if look.outcome.group is not OutcomeGroup.OURS]


def why_in_doubt(
    entries: Sequence[SiteView], history: Iterable[Sighting], dossier: Dossier
) -> Why | None:
    """A wall may hide a site that lives; a notice says where it went; what opened once is not
    missing; a platform is not the unit's; an address not asked for tonight may be open. None where
    each was shut at every look.
    """
    outcomes = [look.outcome for look in history]
    probed = [probe.outcome for site in entries for probe in site.probes]
    if any(outcome.group is OutcomeGroup.BLOCKED for outcome in outcomes):
        return Why.BLOCKED
    if any(site.home.now and site.home.now.outcome is Outcome.MOVED for site in entries):
        return Why.SITE_MOVED
    if any(map(shows_the_site, [*outcomes, *probed])):
        return Why.SITE_DOWN
    if any(site.id in dossier.shared_failures for site in entries):
        return Why.SHARED_PLATFORM_DOWN
    if not outcomes or not all(site.home.visited_tonight for site in entries):
        return Why.NOT_VISITED
    return None


def is_mere_silence(history: Iterable[Sighting], entries: Iterable[SiteView]) -> bool:
    """Nothing but silence, heard from one place: so do living portals look that drop a stranger's
    packets (docs/field-notes.md §3: nine of 31 provincial portals from abroad), and one of 87 that
    opened for a person had its gateway say so with a 502. A refusal, an error of its own or a name
    that is not there is the site's own word.
    """
    vantages = {vantage for site in entries for vantage in site.vantages}
    return len(vantages) < 2 and all(_is_silence(sighting) for sighting in history)


def _is_silence(sighting: Sighting) -> bool:
    return sighting.outcome in _SILENT or (
        sighting.outcome is Outcome.HTTP_5XX and sighting.reason in _GATEWAYS_WORD
    )


def all_nights(site: SiteView) -> Sighting | None:
    """Every look at its home page as one, counted by nights; the page kept is the last."""
    home = site.home
    return home.now and replace(
        home.now, first_at=home.sightings[0].first_at, checks=site.effective_nights
    )


def how_looked(site: SiteView, since: date) -> Words:
    """From how many places its nights from `since` on looked, and how far apart two of them lie
    where that is more than a week.
    """
    nights = [night for night in site.nights_looked if night >= since]
    gap = max(((after - day).days for day, after in pairwise(nights)), default=0)
    apart = FAR_APART.filled(gap=gap) if gap > A_WEEK else Words("", "")
    vantages = FROM.filled(vantages=max(1, len(site.vantages)))
    return Words(apart.zh + vantages.zh, apart.en + vantages.en)


def led_inside(site: SiteView) -> list[Sighting]:
    """The looks up to now, oldest first, that all led into private address space."""
    looks = reversed(history_of([site]))
    return [*takewhile(lambda look: look.outcome is Outcome.INTRANET_ONLY, looks)][::-1]


def in_a_row_since(site: SiteView) -> date:
    """The first of the nights up to now on which its home page was there."""
    *_, first = takewhile(lambda look: shows_the_site(look.outcome), reversed(site.home.sightings))
    return chinese_day(first.first_at)


def nights_in_a_row(site: SiteView) -> int:
    """Nights up to now on which its home page was there whenever it was looked at."""
    looks = takewhile(lambda look: shows_the_site(look.outcome), reversed(site.home.sightings))
    return sum(look.nights for look in looks)


def days_watched(site: SiteView) -> int:
    """From the first night to the last, both counted."""
    first, last = site.home.sightings[0].first_at, site.home.sightings[-1].last_at
    return (chinese_day(last) - chinese_day(first)).days + 1
