"""Which addresses a page leads on to, and as what. No I/O; remembers, within one crawl, what each
channel has shown.

Front pages and pages between lead to the candidates of the navigation; a page that reads as a list
is a channel, and leads to its items and further pages, until a page shows known items only, and to
the channels below it, which tabs, boxes and tables beside a list name in no navigation; an
article leads to its attachments.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from crawler.page_traits import (
    A_SERVICE,
    is_a_channel_below,
    is_of_service,
    priority_of,
    reads_as_list,
)
from crawler.scope import Scope, is_web_address
from crawler.trap_budget import TrapBudget
from crawler.visit_parameters import VisitParameters
from store.merge.item_identity import item_key
from store.records import FrontierRow, PageFacts, PageKind, Purpose
from store.urls import canonical

MAX_LIST_PAGES = 50  # of one channel and run; what lies deeper was read on earlier nights
MAX_LINKS = 2000  # of one page (docs/faults.md §2)

_SOONER = 40  # entries of one page of a board or of guides that are asked for before other entries

# linked from the front page's main area: usually an item that its channel will bring too
_HOME_TEASER = 20


@dataclass(slots=True)
class Discovered:
    """New rows of the frontier, and how many addresses each budget turned away."""

    rows: list[FrontierRow] = field(default_factory=list)
    turned_away: Counter[str] = field(default_factory=Counter)


class LinkDiscovery:
    """Built from the rows the capture file holds, at the start and after a crash alike."""

    def __init__(self, rows: Iterable[FrontierRow]) -> None:
        rows = list(rows)
        taught = (name for row in rows for name in row.visit_parameters)
        self._parameters = VisitParameters(taught)
        self._kept_by = self._parameters.learned
        self._addresses: dict[str, str] = {}  # the first address of each page
        self._asked_as: dict[str, str] = {}  # and the one that was linked last
        # a known page is asked by tonight's link to it, so one page is read before others are asked
        self.waits_for_links = bool(self._parameters.learned)
        self._traps = TrapBudget()
        self._met: set[str] = set()  # in the frontier, or known and not due
        self._teasers: set[str] = set()  # met outside of any channel, e.g. on the front page
        self._found_in: dict[str, str] = {}  # teaser -> the channel it was found in later
        self._items: dict[str, set[str]] = {}  # channel -> keys of the items known or met
        self._list_pages: Counter[str] = Counter()
        for row in rows:
            self._remember(row)

    def purpose_of(
        self, row: FrontierRow, facts: PageFacts | None, scope: Scope | None
    ) -> tuple[Purpose, str]:
        """What the page turned out to be, and its channel: (purpose, channel address).

        A unit's place on a portal is its entry point and its channel in one.
        """
        is_list_itself = row.purpose is Purpose.CHANNEL or (
            row.purpose is Purpose.HOME and scope is not None and scope.list_only
        )
        if facts is not None and row.purpose is Purpose.PAGE:
            if reads_as_list(facts):
                return Purpose.CHANNEL, row.url
            if facts.kind is PageKind.ARTICLE:
                return Purpose.ITEM, row.channel_url or self._found_in.get(row.url, "")
        return row.purpose, row.url if is_list_itself else row.channel_url

    def learn(self, row: FrontierRow, facts: PageFacts) -> None:
        """What `facts`, read at `row`, teach of the site's addresses."""
        self.waits_for_links = False
        self._parameters.showed(row.url, row.title_hint, [block.hash for block in facts.blocks])
        self._parameters.linked(facts.links[:MAX_LINKS])

    def of_known_pages(self, facts: PageFacts) -> PageFacts:
        """`facts` with one address for each page: that by which the crawl met it first."""
        if not self._parameters.learned:
            return facts
        return replace(
            facts,
            links=tuple(replace(link, url=self._known(link.url)) for link in facts.links),
            items=tuple(replace(item, url=self._known(item.url)) for item in facts.items),
            attachments=tuple(replace(a, url=self._known(a.url)) for a in facts.attachments),
            next_pages=tuple(map(self._known, facts.next_pages)),
        )

    def is_met_otherwise(self, row: FrontierRow) -> bool:
        """Another address of the row's page was met before it, and is the one that counts."""
        if not self._parameters.learned or row.purpose is Purpose.HOME:
            return False
        return self._addresses.get(self._page_of(row.url), row.url) != row.url

    def asked_as(self, url: str) -> str:
        """The address to ask for a page: as it was linked last, its session and clock those of now."""
        return self._asked_as.get(url) or self._parameters.of_this_visit(url)

    def _known(self, url: str) -> str:
        known = self._addresses.setdefault(self._page_of(url), url)
        self._asked_as[known] = url
        return known

    def _page_of(self, url: str) -> str:
        """What the page's first address is kept under, by all that has been learned."""
        if self._kept_by != self._parameters.learned:
            self._kept_by = self._parameters.learned
            met, self._addresses = self._addresses.values(), {}
            for one in met:
                self._addresses.setdefault(self._parameters.page_of(one), one)
        return self._parameters.page_of(url)

    def lead_on(self, row: FrontierRow, facts: PageFacts, scope: Scope | None) -> Discovered:
        """New rows that `facts`, read at `row`, lead to. `scope` None leads nowhere."""
        following = Discovered()
        if scope is None:
            return following
        purpose, channel = self.purpose_of(row, facts, scope)
        following.turned_away.update(_bad_addresses(facts))
        for link in self._links(purpose, channel, row, facts, scope):
            if link.url in self._met:
                self._put_into_channel(link, following)
                continue
            listed = link.purpose in (
                Purpose.ITEM,
                Purpose.ATTACHMENT,
                Purpose.LIST_PAGE,
                Purpose.DATA,
            )
            refusal = self._traps.refusal(link.url, link.depth, is_listed=listed)
            if refusal:
                following.turned_away[refusal] += 1
                continue
            self._remember(link)
            following.rows.append(link)
        return following

    def _put_into_channel(self, link: FrontierRow, following: Discovered) -> None:
        """Met before without its channel: the capture file moves it there where it waits."""
        if link.channel_url and link.url in self._teasers:
            self._teasers.discard(link.url)
            self._found_in[link.url] = link.channel_url
            following.rows.append(link)

    def _links(
        self, purpose: Purpose, channel: str, row: FrontierRow, facts: PageFacts, scope: Scope
    ) -> Iterator[FrontierRow]:
        if channel == row.url or purpose in (Purpose.LIST_PAGE, Purpose.DATA):
            yield from self._of_a_list(channel, row, facts, scope)
        for link in facts.attachments[:MAX_LINKS]:
            if scope.is_same_host(link.url):
                yield _row(link.url, Purpose.ATTACHMENT, row, channel, link.text)
        if purpose is Purpose.ITEM:
            yield from self._of_an_article(channel, row, facts, scope)
        if purpose in (Purpose.HOME, Purpose.CHANNEL, Purpose.PAGE) and not scope.list_only:
            yield from self._of_the_navigation(purpose, row, facts, scope)
        if scope.list_only and row.purpose is Purpose.HOME:
            yield from self._of_the_place(row, facts, scope)

    def _of_a_list(
        self, channel: str, row: FrontierRow, facts: PageFacts, scope: Scope
    ) -> Iterator[FrontierRow]:
        known = self._items.setdefault(channel, set())
        shown = {item_key(item.title, item.url) for item in facts.items[:MAX_LINKS]}
        is_news = not shown <= known or not shown
        known |= shown
        sooner = A_SERVICE if is_of_service(facts.column_name or row.title_hint) else 0
        for place, item in enumerate(facts.items[:MAX_LINKS]):
            if scope.is_same_host(item.url):
                rank = priority_of(Purpose.ITEM) + (sooner if place < _SOONER else 0)
                yield _row(item.url, Purpose.ITEM, row, channel, item.title, priority=rank)
        if is_news:
            yield from self._paging(channel, row, facts, scope)

    def _paging(
        self, channel: str, row: FrontierRow, facts: PageFacts, scope: Scope
    ) -> Iterator[FrontierRow]:
        """The next page not in the frontier yet; one at a time: the next may be all known."""
        if not facts.items and row.purpose in (Purpose.LIST_PAGE, Purpose.DATA):
            return
        for url in facts.data_requests[: MAX_LIST_PAGES - self._list_pages[channel]]:
            if scope.is_same_host(url):
                yield _row(url, Purpose.DATA, row, channel, row.title_hint)
        for url in map(canonical, facts.next_pages):
            if (
                url not in self._met
                and scope.is_same_host(url)
                and self._list_pages[channel] < MAX_LIST_PAGES
            ):
                yield _row(url, Purpose.LIST_PAGE, row, channel, row.title_hint)
                return

    def _of_an_article(
        self, channel: str, row: FrontierRow, facts: PageFacts, scope: Scope
    ) -> Iterator[FrontierRow]:
        """A long article goes on over several pages; its other links are not followed."""
        for url in facts.next_pages[:MAX_LIST_PAGES]:
            if scope.is_same_host(url):
                yield _row(url, Purpose.ITEM, row, channel, row.title_hint, deeper=1)

    def _of_the_navigation(
        self, purpose: Purpose, row: FrontierRow, facts: PageFacts, scope: Scope
    ) -> Iterator[FrontierRow]:
        apart = {canonical(url) for url in facts.next_pages}
        if purpose is Purpose.CHANNEL:
            apart |= {canonical(item.url) for item in facts.items}
        for link in facts.links[:MAX_LINKS]:
            url = canonical(link.url)
            in_navigation = link.area in ("nav", "aside")
            leads_on = link.area == "main" and (
                purpose is not Purpose.CHANNEL or is_a_channel_below(url, link.text, row.url)
            )
            if (in_navigation or leads_on) and scope.holds(url) and url not in apart:
                yield _row(
                    url,
                    Purpose.PAGE,
                    row,
                    "",
                    link.text,
                    deeper=1,
                    priority=None if in_navigation or is_of_service(link.text) else _HOME_TEASER,
                )

    def _of_the_place(
        self, row: FrontierRow, facts: PageFacts, scope: Scope
    ) -> Iterator[FrontierRow]:
        """A unit's page on the portal leads on to the unit's lists: to what lies below it and is
        neither an entry nor a further page of its own list.
        """
        own = {canonical(item.url) for item in facts.items} | set(map(canonical, facts.next_pages))
        for link in facts.links[:MAX_LINKS]:
            if scope.holds_below_its_place(link.url) and canonical(link.url) not in own:
                yield _row(canonical(link.url), Purpose.PAGE, row, "", link.text, deeper=1)

    def _remember(self, row: FrontierRow) -> None:
        self._met.add(row.url)
        for url in (row.url, *row.not_tonight):
            self._addresses.setdefault(self._page_of(url), url)
        if row.purpose is Purpose.PAGE and not row.channel_url:
            self._teasers.add(row.url)
        self._met.update(row.not_tonight)
        channel = row.url if row.purpose in (Purpose.CHANNEL, Purpose.HOME) else row.channel_url
        if row.known_items:
            self._items.setdefault(channel, set()).update(row.known_items)
        if row.purpose in (Purpose.LIST_PAGE, Purpose.DATA):
            self._list_pages[channel] += 1


def _bad_addresses(facts: PageFacts) -> Counter[str]:
    """Links of the page that nobody could follow: no such port, no such host."""
    urls = {link.url for link in (*facts.links, *facts.attachments)[:MAX_LINKS]}
    count = sum(not is_web_address(url) for url in urls)
    return Counter({"bad_address": count} if count else {})


def _row(
    url: str,
    purpose: Purpose,
    parent: FrontierRow,
    channel: str,
    title: str,
    *,
    deeper: int = -1,
    priority: int | None = None,
) -> FrontierRow:
    """Items are one deeper than their list; its own pages and requests are as deep as it."""
    if deeper < 0:
        deeper = (
            0
            if purpose in (Purpose.LIST_PAGE, Purpose.DATA)
            or parent.purpose in (Purpose.LIST_PAGE, Purpose.DATA)
            else 1
        )
    depth = parent.depth + deeper
    rank = priority_of(purpose) if priority is None else priority
    return FrontierRow(
        canonical(url), purpose, parent.site, channel, depth, rank - depth, title.strip()[:200]
    )
