"""Items whose date does not agree with what our own looks saw. Pure.

All days are lower bounds in the unit's favour: an item that came between two looks is taken to have
come right after the first of them.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from config.rulebook import BackdatedItem
from monitor.dossier.facts import ChannelView
from monitor.measures.days import chinese_day
from monitor.measures.freshness import claimed_publication, is_redated


class Discord(NamedTuple):
    """One item. `seen`: first sight; `absent`: the last complete look at its list without it;
    `days`: by how much at least the claim is off.
    """

    title: str
    url: str
    claimed: date
    seen: date
    absent: date | None
    days: int


class Burst(NamedTuple):
    """Items that one look showed together; `after`: the day on which news were found wanting."""

    items: list[Discord]
    after: date


def were_seen_to_come(channel: ChannelView, as_of: date, limits: BackdatedItem) -> list[Discord]:
    """The dated items of the last `remembered_days` that a look at the whole list lacked before,
    the latest first; `days` is negative where an item came within its day.
    """
    since = as_of - timedelta(days=limits.remembered_days)
    found = []
    for item in channel.items:
        claimed, seen = claimed_publication(item), chinese_day(item.first_seen)
        if claimed and item.absent_at and since <= seen <= as_of:
            absent = chinese_day(item.absent_at)
            days = (absent - claimed).days
            found.append(Discord(item.title, item.url, claimed, seen, absent, days))
    return sorted(found, key=lambda one: one.seen, reverse=True)


def came_late(came: list[Discord], days: int) -> list[Discord]:
    return [one for one in came if one.days > days]


def is_habit(late: list[Discord], came: list[Discord], limits: BackdatedItem) -> bool:
    """Most of what comes is late, over more than one window: the list shows dates of signature."""
    if len(late) < limits.items or len(late) * 2 <= len(came):
        return False
    return (late[0].seen - late[-1].seen).days > limits.window_days


def backdated(came: list[Discord], limits: BackdatedItem) -> list[Discord]:
    """The latest group of late items that came within `window_days`, where it is large enough; else
    none.
    """
    late = came_late(came, limits.days)
    for first in late:
        since = first.seen - timedelta(days=limits.window_days)
        group = [one for one in late if since <= one.seen <= first.seen]
        if len(group) >= limits.items:
            return group
    return []


def burst(came: list[Discord], lacking: Iterable[date], limits: BackdatedItem) -> Burst | None:
    """The latest late items that one look showed together, where there are enough of them and they
    came within `burst_days` after a day of `lacking`, on which news were found wanting.
    """
    late, latest_first = came_late(came, limits.warn_days), sorted(lacking, reverse=True)
    for seen in dict.fromkeys(one.seen for one in late):
        group = [one for one in late if one.seen == seen]
        came_after = min(one.absent for one in group if one.absent)
        for day in latest_first if len(group) >= limits.items else ():
            if timedelta(0) <= came_after - day <= timedelta(days=limits.burst_days):
                return Burst(group, day)
    return None


def redated(channel: ChannelView, limits: BackdatedItem) -> list[Discord]:
    """Items that the list dates later than their unchanged words can bear."""
    found = []
    for item in channel.items:
        claimed, seen = claimed_publication(item), chinese_day(item.first_seen)
        if claimed and (claimed - seen).days > limits.days and is_redated(item):
            days = (claimed - seen).days
            found.append(Discord(item.title, item.url, claimed, seen, None, days))
    return found
