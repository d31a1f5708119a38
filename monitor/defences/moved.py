"""What is missing here stands elsewhere: the unit announced that it moved, another of its sites on
record is open, or a channel by the same name is kept up at another place of the unit.

Papers of years that the list says were put away, and where, are not lost.

Not where the other place is as dead as this one, nor where another unit's name is on it.
"""

import re

from config.words import Words
from monitor.dossier.facts import ChannelView, Dossier, PageView, SiteView
from monitor.judging.defence import Accusation, Defence
from monitor.judging.verdict import Why
from monitor.measures.deadlines import is_kept_up


def _told(accusation: Accusation) -> str | None:
    """Where no address is on record there is none to move from; on pages that never opened no
    notice could be read, and where no other site is on record none could be asked.
    """
    accused = [accusation.site] if accusation.site else accusation.dossier.sites
    if any(site.home.was_ever_open for site in accused):
        return "" if accusation.channel is None or _is_of_an_item(accusation) else "lists"
    return "sites" if len(accusation.dossier.sites) > 1 else None


DEFENCE = Defence(
    looked_for=Words("所检查的页面上有迁移公告", "a notice of a move on the pages that were read"),
    why=Why.MOVED,
    otherwise={
        "lists": Words(
            "所检查的页面上有迁移公告，或者本单位的同名栏目在别处更新",
            "a notice of a move, or a channel of the same name that is kept up elsewhere",
        ),
        "sites": Words(
            "登记的其他网址可以打开，并载有该单位名称",
            "another site on record that opens and bears the unit's name",
        ),
    },
    told=_told,
)

# A notice's own title: “关于县政府网站迁移的公告”, “本网站已停止更新，请访问新网站”.
_ENTRIES_OF_A_LIVING_SITE = 5
_MOVE_NOTICE = re.compile(
    r"(?:网站|栏目|平台|域名|网址|本站|专栏)[^，。；]{0,12}?(?:迁移|搬迁|迁至|并入|整合|集约化|关停|停用|变更|更换|启用|停止更新)"
    r"|(?:迁移|并入|整合|启用|更换)[^，。；]{0,8}?(?:新网站|新网址|新域名|新平台|门户网站|政府网站)"
    r"|(?:新网站|新网址|新平台)[^，。；]{0,6}?(?:上线|开通|启用|试运行)"
)

_PUT_AWAY = re.compile(r"已[^。；]{0,8}?(?:汇编|归档|打包)")
_YEAR = re.compile(r"((?:19|20)\d\d)年")


def objects(accusation: Accusation) -> bool:
    channel, site, dossier = accusation.channel, accusation.site, accusation.dossier
    # That a list is kept up elsewhere says nothing of one paper that is gone.
    if (
        not _is_of_an_item(accusation)
        and channel is not None
        and any(_replaces(other, channel, accusation) for other in _others(channel, dossier))
    ):
        return True
    if channel is not None and (years := _years_put_away(channel.page.move_notice)):
        published = accusation.verdict.details.get("published", "")
        return _is_of_an_item(accusation) and published[:4] in years
    accused = [site] if site else list(dossier.sites)
    return any(
        _announces_a_move(each, channel) or _has_a_new_home(each, dossier) for each in accused
    )


def _years_put_away(notice: str) -> set[str]:
    """“2023年文件已汇编归档，见…” excuses what is gone of that year, and nothing else: the channel
    lives on.
    """
    return set(_YEAR.findall(notice)) if _PUT_AWAY.search(notice) else set()


def _is_of_an_item(accusation: Accusation) -> bool:
    return accusation.verdict.subject.startswith("item:")


def _others(channel: ChannelView, dossier: Dossier) -> list[ChannelView]:
    return [
        other
        for site in dossier.sites
        for other in site.channels
        if other is not channel and other.is_present and not other.shared_with
    ]


def _replaces(other: ChannelView, channel: ChannelView, accusation: Accusation) -> bool:
    """The same name and class, kept up by the deadline of its class."""
    dossier = accusation.dossier
    is_the_same = other.name == channel.name and other.channel_class == channel.channel_class
    clause = dossier.rulebook.clause(accusation.verdict.clause)
    return is_the_same and is_kept_up(other, dossier, clause)


def _announces_a_move(site: SiteView, channel: ChannelView | None) -> bool:
    """On the page that is accused, in a sentence of its own or as its newest item's title; or by a
    home page that holds little but the notice, for all of its site.
    """
    page = channel.page if channel else site.home
    said = [page.placeholder, *(item.title for item in page.items[:1])]
    return (
        bool(page.move_notice)
        or any(_MOVE_NOTICE.search(words) for words in said)
        or _is_a_notice(site.home)
    )


def _is_a_notice(home: PageView) -> bool:
    """A home page with entries lives on, whatever it says of other sites."""
    says_so = bool(home.move_notice) or _MOVE_NOTICE.search(home.title) is not None
    return says_so and len(home.items) < _ENTRIES_OF_A_LIVING_SITE


def _has_a_new_home(site: SiteView, dossier: Dossier) -> bool:
    """The accused site is closed, and another site of the unit's own is open and bears its name."""
    if site.home.is_open:
        return False
    return any(
        other.id != site.id
        and other.kind == "own"
        and other.home.is_open
        and _is_the_units(other, dossier)
        for other in dossier.sites
    )


def _is_the_units(site: SiteView, dossier: Dossier) -> bool:
    identity = site.home.identity
    return identity is not None and any(name in identity.title for name in dossier.unit.all_names)
