"""What a unit offers to whoever asks or comes: its boards of messages, its service guides, and what
leads to such things on platforms that were not read.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from config.unit import Unit
from monitor.dossier.facts import Board, ChannelView, Guides, LeadsAway, PageView, SiteView
from monitor.dossier.pages import last_shown
from store.merge.item_identity import title_key
from store.outcomes import OutcomeGroup
from store.queries.dossier import DossierRows, FactsRow, PageRecord
from store.records import Inquiry
from store.urls import canonical

REPLY = "reply"
PORTAL = "portal_channel"
NO_CHANNEL = "网上留言"  # of messages on pages that stand in no channel
_READ_FOR_GUIDES = ("article", "list", "other")
_A_GUIDE = re.compile(r"(?:办事|办理|服务|申请|申办|办证|受理|审批)指南|办事须知|办理须知")


def boards(
    rows: DossierRows, views: Mapping[int, PageView], sites: Iterable[SiteView]
) -> tuple[Board, ...]:
    """Every channel in which messages are answered, by its class or by what its pages show, with
    the pages that show them.
    """
    shown: dict[str, list[int]] = {}
    channels = {canonical(c.url): c for site in sites for c in site.channels}
    for number, page in rows.pages.items():
        if views[number].inquiries:
            of = canonical(page.channel_url) if page.channel_url else page.url
            of = of if of in channels else page.url
            shown.setdefault(of if of in channels else _folder(of), []).append(number)
    named = {url for url, channel in channels.items() if channel.channel_class == REPLY}
    return tuple(
        _board(url, channels.get(url), shown.get(url, []), rows, views)
        for url in dict.fromkeys([*named, *shown])
    )


def _board(
    url: str,
    channel: ChannelView | None,
    numbers: list[int],
    rows: DossierRows,
    views: Mapping[int, PageView],
) -> Board:
    pages = tuple(views[number] for number in numbers)
    page = channel.page if channel else pages[0]
    return Board(
        url=url,
        name=channel.name if channel else NO_CHANNEL,
        channel_class=channel.channel_class if channel else "",
        page=page,
        pages=pages,
        earlier=tuple(_earlier(numbers, rows)),
    )


def _earlier(numbers: Iterable[int], rows: DossierRows) -> Iterator[Inquiry]:
    """Messages that earlier readings of the pages showed without an answer, each once."""
    met: set[tuple[str, object]] = set()
    for facts in _readings(numbers, rows):
        for inquiry in facts.inquiries or ():
            key = (title_key(inquiry.title), inquiry.asked)
            if inquiry.state in ("open", "void") and key not in met:
                met.add(key)
                yield inquiry


def _readings(numbers: Iterable[int], rows: DossierRows) -> Iterator[FactsRow]:
    for number in numbers:
        for span in rows.spans.get(number, ()):
            if span.outcome.shows_the_page and span.facts in rows.facts:
                yield rows.facts[span.facts]


def guides(rows: DossierRows, views: Mapping[int, PageView]) -> Guides:
    """The pages whose latest good reading holds service guides, those that are called guides and
    could not be read as one, and how many pages were read before anybody looked for guides.
    """
    found = tuple(view for view in views.values() if view.guides)
    return Guides(
        pages=found,
        unread=tuple(
            view
            for number, view in views.items()
            if not view.guides and _is_an_unread_guide(rows.pages[number], view)
        ),
        not_looked_for=sum(
            view.was_ever_open and view.kind in _READ_FOR_GUIDES and view.guides is None
            for view in views.values()
        ),
    )


def _is_an_unread_guide(page: PageRecord, view: PageView) -> bool:
    """It is called a guide, and is a file or was not open at its last look."""
    named = _A_GUIDE.search(page.title) or _A_GUIDE.search(view.title)
    is_open = view.now is not None and view.now.outcome.shows_the_page
    is_gone = view.now is not None and view.now.outcome.group is OutcomeGroup.GONE
    return bool(named) and not is_gone and (view.kind == "attachment" or not is_open)


def leads_away(rows: DossierRows, unit: Unit) -> LeadsAway:
    """Words of links from the unit's home pages and channels to places that are not its own, where
    one may ask and where matters are handled.
    """
    own = tuple(_folder(canonical(site.url)) for site in unit.sites if site.kind != PORTAL)
    asking: dict[str, None] = {}
    handling: dict[str, None] = {}
    for facts in last_shown(rows).values():
        for url, words, kind in facts.leads:
            if not canonical(url).startswith(own):
                (asking if kind == "asking" else handling)[words] = None
    return LeadsAway(tuple(asking), tuple(handling))


def _folder(url: str) -> str:
    """The address up to its last /, whatever is asked for there."""
    return url.partition("?")[0].rpartition("/")[0] + "/"
