"""By when a channel has to show something new: the office's own number, the county's, or that of
its class; and which channels have no deadline at all. Pure.
"""

from dataclasses import replace
from datetime import timedelta

from config.rulebook import ChannelClass, Clause
from monitor.dossier.facts import ChannelView, Dossier, SiteView
from monitor.measures.days import Limit, mark_of
from monitor.measures.freshness import Newest, newest_of_channel
from store.urls import canonical

_OTHER = "other"


def limit_of(channel: ChannelView, dossier: Dossier, clause: Clause) -> Limit | None:
    """The office's own number for this channel, then the county's, then the class's."""
    if channel.limit_days:
        return Limit(days=channel.limit_days, mark="local")
    limit = limit_of_class(class_of(channel, dossier), dossier.profile)
    return replace(limit, mark=mark_of(clause, limit.mark)) if limit else None


def limit_of_class(of: ChannelClass, profile: str) -> Limit | None:
    """The county's number for a class under that profile, else the class's own; None: no deadline."""
    if profile == "county" and of.county_limit_days:
        return Limit(of.county_limit_days, mark=of.county_limit_mark)
    if of.limit_days or of.limit_months:
        return Limit(of.limit_days or 0, of.limit_months or 0, of.limit_mark)
    return None


def warn_days_of(channel: ChannelView, dossier: Dossier) -> int | None:
    """The early day of its class; None where there is none, or the limit is the channel's own."""
    of = class_of(channel, dossier)
    days = of.county_warn_days if dossier.profile == "county" else of.warn_days
    return None if channel.limit_days else days


def why_exempt(channel: ChannelView, dossier: Dossier, limit: Limit | None) -> str:
    """Why the channel owes nothing by now, as a kind of `not_applicable`; "" where it does."""
    if limit is None or (class_of(channel, dossier).exempt and not channel.limit_days):
        return "exempt_class"
    if channel.shared_with:
        return "shared_list"
    if not channel.is_present:
        return "no_longer_linked"
    if channel.page.jumps_to and not channel.items:
        return "redirects"
    return "single_article" if channel.page.kind == "article" and not channel.items else ""


def class_of(channel: ChannelView, dossier: Dossier) -> ChannelClass:
    """The channel's class; one that the rulebook does not know is like every other."""
    known = {channel_class.id: channel_class for channel_class in dossier.rulebook.channel_classes}
    return known.get(channel.channel_class) or known[_OTHER]


def is_warning_only(channel: ChannelView, site: SiteView, dossier: Dossier) -> bool:
    """A class without a deadline of its own; but a unit's place on the portal, the one that the
    office put on record or one that bears the unit's name, is all that its unit has: past a year it
    is the board of 2012 that nobody changed.
    """
    is_the_units_place = site.kind == "portal_channel" and (
        channel.class_from == "unit" or canonical(channel.url) == canonical(site.url)
    )
    return (
        class_of(channel, dossier).warning_only
        and not channel.limit_days
        and not is_the_units_place
    )


def is_kept_up(channel: ChannelView, dossier: Dossier, clause: Clause) -> bool:
    """It shows something new within its own deadline."""
    newest, limit = newest_of_channel(channel, dossier.as_of), limit_of(channel, dossier, clause)
    return bool(newest and limit and not limit.is_passed(newest.day, dossier.as_of))


def newest_sign(channel: ChannelView, dossier: Dossier) -> Newest | None:
    """A parent is updated if any of its children is."""
    found = newest_of_channel(channel, dossier.as_of)
    child = channel.child_updated
    if (
        child
        and child <= dossier.as_of + timedelta(days=1)
        and (found is None or child > found.day)
    ):
        return Newest(child, url=channel.url)
    return found
