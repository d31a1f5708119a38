"""How many channels of one site are late or blank: those that are so for sure, and those of which
nobody can tell (docs/rulebook.md §3.6, §3.7, §4). Pure.

Nothing is measured here. A channel counts where its own rule found it late or blank, defences
asked; late besides only where it is past its class's limit as the standard has it, for an office's
stricter days are not the standard's. No channel counts twice: a blank one is not late, of two
addresses with the same entries one counts, and a parent does not count beside its children.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from config.rulebook import Clause
from monitor.dossier.facts import ChannelView, Dossier, SiteView
from monitor.judging.verdict import Answer, Verdict, Why
from monitor.measures.days import Limit
from monitor.measures.deadlines import class_of, limit_of_class, newest_sign
from store.urls import canonical

NEWS, OVERDUE, BLANK = GROUPS = ("news_and_notices", "overdue", "blank")
LATE_RULE, BLANK_RULE = "stale_channel", "empty_channel"

_GROUP_OF_CLASS = {"A": NEWS, "B": OVERDUE}
# 通知公告、政策文件类一级栏目: of 动态要闻 the standard of 2019 names no level, the census of 2015 of none.
_OF_THE_FIRST_LEVEL = ("notice", "policy")
_FIRST_LEVEL = 1
_CENSUS = "census2015.channels"  # 未注明信息发布时间的视为不更新


@dataclass(frozen=True, slots=True)
class Counted:
    """A channel that counts in a group, by its own rule's answer. `why`: it counts perhaps."""

    channel: ChannelView
    group: str
    verdict: Verdict
    mark: str = "law"  # whose number the limit is that it is past
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    sure: tuple[Counted, ...]
    perhaps: tuple[Counted, ...]

    def least(self, group: str) -> int:
        return len(self.of(group))

    def most(self, group: str) -> int:
        return self.least(group) + sum(one.group == group for one in self.perhaps)

    def of(self, group: str) -> list[Counted]:
        return [one for one in self.sure if one.group == group]


def counts_of(site: SiteView, dossier: Dossier, clause: Clause) -> Counts:
    """`dossier.answered` bears the answers of both rules on each of the site's channels."""
    found = [one for channel in _once(site.channels) for one in _counted(channel, dossier, clause)]
    found = list(_without_parents(found, site))
    return Counts(
        tuple(one for one in found if one.why is None),
        tuple(one for one in found if one.why is not None),
    )


def _counted(channel: ChannelView, dossier: Dossier, clause: Clause) -> Iterator[Counted]:
    blank, late = _answer(BLANK_RULE, channel, dossier), _answer(LATE_RULE, channel, dossier)
    group = _group_of(channel, dossier, clause)
    if blank and blank.answer is Answer.PROBLEM:
        yield Counted(channel, BLANK, blank)
        return
    if blank and blank.why:
        yield Counted(channel, BLANK, blank, why=blank.why)
    if late is None or not group:
        return
    why = late.why or _why_of_unknown_level(channel, clause)
    if late.answer is Answer.PROBLEM and _is_past_the_standard(channel, late, dossier):
        yield Counted(channel, group, late, _mark(channel, late, dossier, clause), why)
    elif late.answer is Answer.CANNOT_TELL:
        yield Counted(channel, group, late, why=late.why)


def _answer(rule: str, channel: ChannelView, dossier: Dossier) -> Verdict | None:
    return dossier.answered[rule].get(f"channel:{canonical(channel.url)}")


def _group_of(channel: ChannelView, dossier: Dossier, clause: Clause) -> str:
    """Where a late channel counts, "" where in none: a class that is only warned of, unless the
    office gave the channel a limit; a notice or policy channel below the first level.
    """
    of = class_of(channel, dossier)
    if of.warning_only:
        return OVERDUE if channel.limit_days else ""
    is_below = channel.menu_level > _FIRST_LEVEL and _must_be_of_the_first_level(channel, clause)
    return "" if is_below else _GROUP_OF_CLASS.get(of.group, "")


def _why_of_unknown_level(channel: ChannelView, clause: Clause) -> Why | None:
    is_known = channel.menu_level or not _must_be_of_the_first_level(channel, clause)
    return None if is_known else Why.LEVEL_UNKNOWN


def _must_be_of_the_first_level(channel: ChannelView, clause: Clause) -> bool:
    return clause.id != _CENSUS and channel.channel_class in _OF_THE_FIRST_LEVEL


def _is_past_the_standard(channel: ChannelView, late: Verdict, dossier: Dossier) -> bool:
    if late.kind == "undated":
        return late.threshold_mark not in ("local", "county")
    limit, newest = _limit(channel, dossier), newest_sign(channel, dossier)
    return bool(limit and newest and limit.is_passed(newest.day, dossier.as_of))


def _limit(channel: ChannelView, dossier: Dossier) -> Limit | None:
    return limit_of_class(class_of(channel, dossier), "national")


def _mark(channel: ChannelView, late: Verdict, dossier: Dossier, clause: Clause) -> str:
    limit = _limit(channel, dossier)
    if limit is None or (late.kind == "undated" and clause.id != _CENSUS):
        return "product"
    return limit.mark


def _once(channels: Iterable[ChannelView]) -> Iterator[ChannelView]:
    """One list at two addresses is one channel: the same name, the same entries."""
    seen = set()
    for channel in channels:
        entries = tuple(item.url for item in channel.items)
        key = (channel.name, entries) if entries else (canonical(channel.url), ())
        if key not in seen:
            seen.add(key)
            yield channel


def _without_parents(found: list[Counted], site: SiteView) -> Iterator[Counted]:
    parents = {channel.url: channel.parent_url for channel in site.channels}
    above = {url for one in found for url in _ancestors(one.channel.url, parents)}
    yield from (one for one in found if one.channel.url not in above)


def _ancestors(url: str, parents: dict[str, str]) -> Iterator[str]:
    seen = {url}
    while (url := parents.get(url, "")) and url not in seen:
        seen.add(url)
        yield url
