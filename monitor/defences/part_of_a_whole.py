"""What was judged is one piece of something larger that was not read as a whole: a further page or
tab of a list, a section of a list that is current, one of several documents of a paper.

Not where the whole was read too, and is as bare.
"""

import re

from config.words import Words
from monitor.dossier.facts import ChannelView, SpendDocument
from monitor.judging.defence import Accusation, Defence
from monitor.judging.verdict import Why
from monitor.measures.deadlines import is_kept_up
from monitor.measures.freshness import newest_of_channel
from store.urls import canonical


def _told(accusation: Accusation) -> str | None:
    """Of what is neither a list nor a document with tables nothing was looked for."""
    if accusation.channel is not None:
        return ""
    return "documents" if _accused_documents(accusation) else None


DEFENCE = Defence(
    looked_for=Words(
        "该列表是后续页、分页标签，或者正在更新的上级列表的一部分",
        "a further page or tab of a list, or a section of a list that is kept up",
    ),
    why=Why.PART_OF_A_WHOLE,
    otherwise={
        "documents": Words(
            "同处有未能读取的成套文件", "a document of the same paper that could not be read"
        )
    },
    told=_told,
)

# `index_2.html`, `list-3.htm`, `?page=2`: the address of a page behind the first.
_FURTHER_PAGE = re.compile(
    r"(?:(?<=[A-Za-z])[_-](\d{1,3})(?=\.\w+$)|(?<=[?&])(?:page|p|pageNo|pageIndex|curPage|currentPage)=(\d{1,3})(?=&|$))",
    re.IGNORECASE,
)
_INDEX = re.compile(r"/(?:index|list|default)\.\w+$|\.\w+$")
# 之一, （二）, 第3部分, 1/3, 续表: a document that says itself that there are others.
_PIECE = re.compile(
    r"之[一二三四五六七八九十]|[（(][一二三四五六七八九十\d][）)](?=$|\.)|第[一二三四五六七八九十\d]+(?:部分|册|卷)|\d\s*/\s*\d|续表|[上下]册"
)


def objects(accusation: Accusation) -> bool:
    if accusation.channel is not None:
        return (
            _is_a_further_page(accusation.channel, accusation)
            or _is_a_tab(accusation)
            or _is_a_section(accusation)
        )
    return _belongs_to_unread_documents(accusation)


def _is_a_further_page(channel: ChannelView, accusation: Accusation) -> bool:
    """Its address is that of a page behind the first, and the first is no channel that was judged
    by itself: what stands on top of the list was not seen here.
    """
    found = _FURTHER_PAGE.search(channel.url)
    if found is None or int(found[1] or found[2]) < 1:
        return False
    first = canonical(channel.url[: found.start()] + channel.url[found.end() :])
    known = [other for site in accusation.dossier.sites for other in site.channels]
    return not any(canonical(other.url) == first and other.page.is_open for other in known)


def _is_a_tab(accusation: Accusation) -> bool:
    """Another channel of the same folder and name holds what this one lacks: tabs of one list."""
    channel, site, as_of = accusation.channel, accusation.site, accusation.dossier.as_of
    assert channel is not None and site is not None
    own = newest_of_channel(channel, as_of)
    for other in site.channels:
        if other is channel or other.name != channel.name or _folder(other) != _folder(channel):
            continue
        newest = newest_of_channel(other, as_of)
        if newest and (own is None or newest.day > own.day):
            return True
    return False


def _is_a_section(accusation: Accusation) -> bool:
    """Below a list of its class that is kept up and holds all of its entries: a tab of that list,
    by issuer or by year. Whoever opens the list sees that it is current.
    """
    channel, site, dossier = accusation.channel, accusation.site, accusation.dossier
    assert channel is not None and site is not None
    entries = {canonical(item.url) for item in channel.items}
    clause = dossier.rulebook.clause(accusation.verdict.clause)
    return bool(entries) and any(
        channel.url.startswith(f"{_stem_of(other)}/")
        and other.channel_class == channel.channel_class
        and entries <= {canonical(item.url) for item in other.items}
        and is_kept_up(other, dossier, clause)
        for other in site.channels
        if other is not channel
    )


def _stem_of(channel: ChannelView) -> str:
    """`…/zcwj` of `…/zcwj.htm`, `…/zcwj/` and `…/zcwj/index.html`."""
    plain = channel.url.partition("?")[0]
    return _INDEX.sub("", plain).rstrip("/")


def _folder(channel: ChannelView) -> str:
    return channel.url.partition("?")[0].rpartition("/")[0]


def _belongs_to_unread_documents(accusation: Accusation) -> bool:
    """The document judged is one of several of which another could not be read: a table without the
    explanation that stands in the other file.
    """
    accused = _accused_documents(accusation)
    unread = [document for document in accusation.dossier.spending if document.unreadable]
    return any(
        _are_of_one_paper(one, other) for one in accused for other in unread if one is not other
    )


def _accused_documents(accusation: Accusation) -> list[SpendDocument]:
    judged = {entry.url for entry in accusation.verdict.evidence}
    return [document for document in accusation.dossier.spending if document.url in judged]


def _are_of_one_paper(one: SpendDocument, other: SpendDocument) -> bool:
    """They lie in one folder, and one says that it is a piece or both bear the same stem."""
    if one.url.rpartition("/")[0] != other.url.rpartition("/")[0]:
        return False
    is_piece = bool(_PIECE.search(one.title) or _PIECE.search(other.title))
    return is_piece or _stem(one.title) == _stem(other.title) != ""


def _stem(title: str) -> str:
    """The title without what tells the pieces apart."""
    plain = re.sub(r"\.\w{2,4}$", "", _PIECE.sub("", title))
    return re.sub(r"附件\d*|说明|公开表|表格?|\W|_", "", plain)
