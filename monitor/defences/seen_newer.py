"""The unit's news stand elsewhere: at another of its places on record there is a list of the same
class that is kept up, or its home page shows items that stand there. A bureau whose news live in
its column on the portal is not stale.

Not where that place shows a superior's list, nor where what is shown there is as old, nor where
most of what is new there stands alike in the lists of other units: a feed that all show is no
unit's own.
"""

from collections.abc import Iterator, Sequence
from posixpath import splitext
from urllib.parse import urlsplit

from config.words import Words
from monitor.dossier.facts import ChannelView, Dossier, SiteView
from monitor.judging.defence import Accusation, Defence
from monitor.judging.verdict import Why
from monitor.measures.days import Limit
from monitor.measures.deadlines import limit_of
from monitor.measures.freshness import Newest, bare_host, signs_of_life


def _told(accusation: Accusation) -> str | None:
    """Where one place alone is on record there is no other to look at."""
    return "" if accusation.site and len(accusation.dossier.sites) > 1 else None


DEFENCE = Defence(
    looked_for=Words(
        "本单位登记的其他网站、门户栏目有同类的新信息",
        "newer items of the kind at another place of the unit that is on record",
    ),
    why=Why.SEEN_NEWER,
    told=_told,
)


def objects(accusation: Accusation) -> bool:
    site, dossier = accusation.site, accusation.dossier
    if site is None:
        return False
    limit = _limit(accusation)
    elsewhere = [other for other in dossier.sites if other is not site]
    sections = [*_lists_of_the_kind(elsewhere, accusation)]
    sections.append([*_shown_on_the_home_page(site, elsewhere, accusation.channel)])
    return any(_is_own_news(section, limit, dossier) for section in sections)


def _is_own_news(section: Sequence[Newest], limit: Limit, dossier: Dossier) -> bool:
    """Something in it is new, and most of what is new is not shown alike by others."""
    as_of = dossier.as_of
    new = [one for one in section if one.day <= as_of and not limit.is_passed(one.day, as_of)]
    alike = [
        one
        for one in new
        if dossier.shown_by_others.hold(one.title, one.url, one.claimed or one.day)
    ]
    return bool(new) and len(alike) * 2 <= len(new)


def _limit(accusation: Accusation) -> Limit:
    """The accused channel's own, that of a home page where it is accused."""
    dossier = accusation.dossier
    if accusation.channel is not None:
        clause = dossier.rulebook.clause(accusation.verdict.clause)
        found = limit_of(accusation.channel, dossier, clause)
        if found is not None:
            return found
    return Limit(days=dossier.rulebook.limits.stale_homepage.limit_days)


def _lists_of_the_kind(
    elsewhere: list[SiteView], accusation: Accusation
) -> Iterator[Sequence[Newest]]:
    wanted = accusation.channel.channel_class if accusation.channel else "news"
    for other in elsewhere:
        for channel in other.channels:
            if channel.channel_class == wanted and not channel.shared_with:
                yield [*signs_of_life(channel, accusation.dossier.as_of)]


def _shown_on_the_home_page(
    site: SiteView, elsewhere: list[SiteView], channel: ChannelView | None
) -> Iterator[Newest]:
    """Only news are shown so; another list's items on the home page say nothing of it."""
    if channel is not None and channel.channel_class != "news":
        return
    for item in site.home.items:
        if item.claimed and any(_stands_at(item.url, other) for other in elsewhere):
            yield Newest(item.claimed, item.title, item.url)


def _stands_at(url: str, place: SiteView) -> bool:
    """At that place of the unit, and not elsewhere on the portal that it is a part of."""
    path = splitext(urlsplit(place.url).path)[0].removesuffix("index").rstrip("/")
    is_there = path == "" and place.kind == "own"
    return bare_host(url) == bare_host(place.url) and (
        is_there or bool(path and urlsplit(url).path.startswith(f"{path}/"))
    )
