"""The channel is of a time that is over, “2025年工作动态” or “往年公告（归档）”, beside a successor
that is kept up: nothing new is to be expected in it.

A past year in the name alone is no excuse: where no successor is kept up, the unit has just
stopped.
"""

import re

from config.words import Words
from monitor.dossier.facts import ChannelView
from monitor.judging.defence import Accusation, Defence
from monitor.judging.verdict import Why
from monitor.measures.deadlines import is_kept_up

DEFENCE = Defence(
    looked_for=Words("栏目并非往年或归档栏目", "a channel of a past year, or an archive"),
    why=Why.PERIOD_IS_OVER,
)

_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*[-—~至]\s*(?:19|20)?\d\d)?\s*年?度?")
_PUT_AWAY = re.compile(r"[（(\[【]?(?:已?归档|历史|往年|往期|旧版)[)）\]】]?")


def objects(accusation: Accusation) -> bool:
    channel, site = accusation.channel, accusation.site
    if (
        channel is None
        or site is None
        or not _is_of_the_past(channel, accusation.dossier.as_of.year)
    ):
        return False
    return any(_succeeds(other, channel, accusation) for other in site.channels)


def _is_of_the_past(channel: ChannelView, year: int) -> bool:
    years = [int(found[:4]) for found in _YEAR.findall(channel.name)]
    return bool(_PUT_AWAY.search(channel.name)) or (bool(years) and max(years) < year)


def _succeeds(other: ChannelView, past: ChannelView, accusation: Accusation) -> bool:
    dossier, as_of = accusation.dossier, accusation.dossier.as_of
    if other is past or _is_of_the_past(other, as_of.year) or _kind(other) != _kind(past):
        return False
    return is_kept_up(other, dossier, dossier.rulebook.clause(accusation.verdict.clause))


def _kind(channel: ChannelView) -> str:
    """The name without its time: what is left is what the channel is about."""
    return re.sub(r"\W", "", _PUT_AWAY.sub("", _YEAR.sub("", channel.name)))
