"""The channel is of a time that is over, “2025年工作动态” or “往年公告（归档）”, beside a successor
that is kept up: nothing new is to be expected in it. Nor is anything yet in one of a year to come,
or in an empty one before the day on which the year before had its first entry (“2026年部门预算” in
January).

A past year in the name alone is no excuse: where no successor is kept up, the unit has just
stopped. The successor may itself be of a past year, as accounts are (“2024年部门决算” in 2026); a
page of a bare year, “2024年”, is succeeded by the list that it lies below.
"""

import re
from urllib.parse import urlsplit

from config.words import Words
from monitor.dossier.facts import ChannelView
from monitor.judging.defence import Accusation, Defence
from monitor.judging.verdict import Why
from monitor.measures.deadlines import is_kept_up
from monitor.measures.freshness import credible_day


def _told(accusation: Accusation) -> str | None:
    """By the channel's name; where none is accused there is nothing to be told."""
    channel = accusation.channel
    if channel is None:
        return None
    return "successor" if _is_of_the_past(channel, accusation.dossier.as_of.year) else ""


DEFENCE = Defence(
    looked_for=Words(
        "栏目名称标明往年或归档", "a name that speaks of a past year or of an archive"
    ),
    why=Why.PERIOD_IS_OVER,
    otherwise={
        "successor": Words(
            "名称标明往年或归档的栏目另有正在更新的后续栏目",
            "a successor of the channel that is kept up",
        )
    },
    told=_told,
)

_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*[-—~至]\s*(?:19|20)?\d\d)?\s*年?度?")
_PUT_AWAY = re.compile(r"[（(\[【]?(?:已?归档|历史|往年|往期|旧版)[)）\]】]?")


def objects(accusation: Accusation) -> bool:
    channel, site = accusation.channel, accusation.site
    if channel is None or site is None:
        return False
    year = accusation.dossier.as_of.year
    if min(_years(channel), default=year) > year or _is_not_yet_due(channel, accusation):
        return True
    if not _is_of_the_past(channel, year):
        return False
    return any(_succeeds(other, channel, accusation) for other in site.channels)


def _is_not_yet_due(channel: ChannelView, accusation: Accusation) -> bool:
    site, as_of, years = accusation.site, accusation.dossier.as_of, _years(channel)
    if site is None or channel.items or len(years) != 1:
        return False
    before = [
        other
        for other in site.channels
        if _kind(other) == _kind(channel) and _years(other) == [years[0] - 1]
    ]
    begun = [day for other in before for item in other.items if (day := credible_day(item, as_of))]
    return bool(begun) and (as_of.year - 1, as_of.month, as_of.day) < min(begun).timetuple()[:3]


def _is_of_the_past(channel: ChannelView, year: int) -> bool:
    years = _years(channel)
    return bool(_PUT_AWAY.search(channel.name)) or (bool(years) and max(years) < year)


def _years(channel: ChannelView) -> list[int]:
    return [int(found[:4]) for found in _YEAR.findall(channel.name)]


def _succeeds(other: ChannelView, past: ChannelView, accusation: Accusation) -> bool:
    dossier = accusation.dossier
    if other is past or not (_is_later(other, past, dossier.as_of.year) or _is_above(other, past)):
        return False
    return is_kept_up(other, dossier, dossier.rulebook.clause(accusation.verdict.clause))


def _is_later(other: ChannelView, past: ChannelView, year: int) -> bool:
    """About the same, and of the present, or of a later past year."""
    if _kind(other) != _kind(past):
        return False
    years = _years(past)
    is_of_a_later_year = bool(years) and max(_years(other), default=0) > max(years)
    return is_of_a_later_year or not _is_of_the_past(other, year)


def _is_above(other: ChannelView, past: ChannelView) -> bool:
    """“2024年” tells a year and not of what: its folder does."""
    folder = other.url.partition("?")[0].rpartition("/")[0] + "/"
    lies_below = past.url.startswith(folder) and past.url != other.url
    return not _kind(past) and lies_below and urlsplit(folder).path != "/"


def _kind(channel: ChannelView) -> str:
    """The name without its time: what is left is what the channel is about."""
    return re.sub(r"\W", "", _PUT_AWAY.sub("", _YEAR.sub("", channel.name)))
