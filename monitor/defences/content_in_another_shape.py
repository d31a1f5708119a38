"""What is said to be missing may stand there in a shape that no list has: words in the list's
place, a table, a sheet, a file, or a page that was not seen as its visitors see it.

An objection names what this page holds and its sisters, whose entries stand in the HTML, lack: a
few words around an empty list stand on nearly every page and prove nothing.
"""

import re
from collections.abc import Iterable, Iterator
from statistics import median

from config.words import Words
from monitor.dossier.facts import ChannelView, Dossier, PageView, SiteView
from monitor.judging.defence import Accusation, Defence
from monitor.judging.verdict import Why
from monitor.measures.papers import budget_channels


def _told(accusation: Accusation) -> str | None:
    """A list with entries was searched for nothing else, nor one with a notice in its place."""
    if accusation.rule not in _OF_BOTH_SIDES:
        empty = [channel for channel in _accused(accusation) if not channel.items]
        return ("" if any(map(_is_bare, empty)) else "notice") if empty else None
    return "other_sides" if any(_of_other_sides(accusation.dossier)) else "none_named"


DEFENCE = Defence(
    looked_for=Words(
        "栏目中有表格、正文、附件、链接目录等其他形式的内容，或者列表由脚本生成",
        "tables, prose, files, links or a script-made list in the channel",
    ),
    why=Why.ANOTHER_SHAPE,
    otherwise={
        "other_sides": Words(
            "名称涉及职责、权利、监督的栏目未能打开，或者其中有未读取的附件、文章",
            "a channel named for duties or rights that did not open, or holds files or articles that were not read",
        ),
        "notice": Words(
            "“正在建设”等文字之外另有内容",
            "content in the place of a notice that it is being built",
        ),
        "none_named": Words(
            "名称涉及职责、权利、监督的栏目", "a channel named for duties or rights"
        ),
    },
    told=_told,
)
A_FEW_LINKS = 2  # that no sister holds: a directory of bureaus
A_FEW_WORDS = 30  # characters; “暂无信息” with its hint is shorter
_OF_BOTH_SIDES = ("one_sided_disclosure", "penalty_without_remedy")
_OTHER_SIDES = re.compile(r"职责|职能|义务|责任|权责|救济|复议|诉讼|投诉|举报|监督|权利|办事指南")


def objects(accusation: Accusation) -> bool:
    if accusation.rule in _OF_BOTH_SIDES:
        return any(_may_hold_more(channel) for channel in _of_other_sides(accusation.dossier))
    return any(
        _is_bare(channel) and _holds_words(channel, site)
        for site, channel in _with_sites(_accused(accusation), accusation.dossier)
    )


def _accused(accusation: Accusation) -> list[ChannelView]:
    """The channel, or where papers would stand that no channel is named for."""
    return [accusation.channel] if accusation.channel else _papers_places(accusation.dossier)


def _is_bare(channel: ChannelView) -> bool:
    return not channel.items and not channel.page.placeholder


def _papers_places(dossier: Dossier) -> list[ChannelView]:
    """Where a budget would stand."""
    return [channel for _, channel in budget_channels(dossier)]


def _with_sites(
    accused: Iterable[ChannelView], dossier: Dossier
) -> Iterator[tuple[SiteView, ChannelView]]:
    for site in dossier.sites:
        for channel in site.channels:
            if any(channel is one for one in accused):
                yield site, channel


def _holds_words(channel: ChannelView, site: SiteView) -> bool:
    """More words or links than its sisters have around their lists; a file counts as words."""
    sisters = [
        other.page.text_length
        for other in site.channels
        if other is not channel and other.page.is_open and other.page.items
    ]
    usual = median(sisters) if sisters else 0
    return (
        channel.page.attachments > 0
        or channel.page.own_links >= A_FEW_LINKS
        or channel.page.text_length >= max(A_FEW_WORDS, 2 * usual)
    )


def _of_other_sides(dossier: Dossier) -> Iterator[ChannelView]:
    """Channels in which duties and rights would stand, by their names."""
    for site in dossier.sites:
        yield from (channel for channel in site.channels if _OTHER_SIDES.search(channel.name))


def _may_hold_more(channel: ChannelView) -> bool:
    """Not seen as its visitors see it, or its files and articles were not read."""
    return (
        not channel.page.is_open
        or channel.page.attachments > 0
        or any(_is_unread(item.page) for item in channel.items)
    )


def _is_unread(page: PageView | None) -> bool:
    return page is None or not page.was_ever_open
