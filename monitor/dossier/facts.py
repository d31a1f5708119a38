"""The dossier's nouns: all that is known of one unit as of one day, ready to be judged. No SQL, no
I/O, no clock.

Rules receive these records and nothing else. Every list is already restricted to what was known on
`as_of`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, NamedTuple

from config.office import Approvals, CommonPlatform
from config.rulebook import Rulebook
from config.unit import Unit
from monitor.judging.verdict import Verdict
from store.desk.account_looks import AccountLook
from store.desk.wording import WordingDecision
from store.merge.page_identities import CloakingCheck
from store.outcomes import Outcome
from store.queries.disclosed_titles import DisclosedTitle
from store.queries.read_elsewhere import ReadElsewhere
from store.queries.shown_by_others import ShownByOthers
from store.records import (
    Inquiry,
    Item,
    Mention,
    PageIdentity,
    PersonalNumber,
    ProbeSample,
    ServiceGuide,
    SpendTable,
)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A span: the same thing seen `checks` times from `first_at` to `last_at`."""

    outcome: Outcome
    first_at: datetime
    last_at: datetime
    checks: int
    reason: str = ""
    sha256: str = ""
    url: str = ""
    vantage: str = ""
    nights: int = 0  # distinct days among the checks
    sure_days: tuple[date, ...] | None = (
        None  # days of checks with our own network good; None: it was, on all of them
    )


# What the reader may remark on a page it nevertheless read completely.
HARMLESS_ANOMALIES = frozenset({"encoding_lie", "damaged_text", "implausible_date"})


def is_harmless(anomalies: Iterable[str]) -> bool:
    return all(anomaly.split(":")[0] in HARMLESS_ANOMALIES for anomaly in anomalies)


@dataclass(frozen=True, slots=True)
class PageView:
    """One page: its latest reading and the history of its states, oldest first."""

    url: str
    title: str
    kind: str  # PageKind of the last good reading, "" if there was none
    sightings: tuple[Sighting, ...]
    visited_tonight: bool
    items: tuple[Item, ...] = ()
    items_claimed: int | None = None
    anomalies: tuple[str, ...] = ()
    placeholder: str = ""
    move_notice: str = ""
    text_length: int = 0
    attachments: int = 0
    jumps_to: str = ""
    own_links: int = 0  # links that no other page with menus holds
    list_dialect: str = ""
    published: date | None = None
    published_from: str = ""
    looks_on_days: int = 0  # distinct days with an open look showing the present reading
    unchanged_since: datetime | None = (
        None  # the first of the open looks that all showed this reading
    )
    identity: PageIdentity | None = None  # whose page it is, by its latest reading
    missing_tags: tuple[str, ...] | None = None  # of guide2017.a3, by its latest reading
    inquiries: tuple[Inquiry, ...] | None = None  # messages it shows; None: nobody looked for any
    guides: tuple[ServiceGuide, ...] | None = None

    @property
    def now(self) -> Sighting | None:
        return self.sightings[-1] if self.sightings else None

    @property
    def was_ever_open(self) -> bool:
        return any(s.outcome.shows_the_page for s in self.sightings)

    @property
    def is_open(self) -> bool:
        """Visited tonight and the page itself was seen."""
        return self.visited_tonight and self.now is not None and self.now.outcome.shows_the_page

    def shows_tonight(self, *outcomes: Outcome) -> bool:
        """Visited tonight and one of these was met."""
        return self.visited_tonight and self.now is not None and self.now.outcome in outcomes


@dataclass(frozen=True, slots=True)
class LinkView:
    """An address that a unit's pages lead to, by the first place where it stands: the home page
    before lists, lists before the documents of articles.

    Attributes:
        place: home | list | file.
        about: the title of the page it stands on.
        is_own: on one of the unit's hosts.
        by_script: guessed from what a script is handed.
        now: how it ended the last time it was asked for, None where it never was.
        page: where the crawl asks for it, its page.
    """

    url: str
    words: str
    place: str
    site: str
    found_on: str
    about: str = ""
    is_own: bool = True
    by_script: bool = False
    now: Sighting | None = None
    was_ever_open: bool = False
    page: PageView | None = None


@dataclass(frozen=True, slots=True)
class KnownItem:
    """An item of a channel as the ledger knows it over time."""

    title: str
    url: str
    claimed: date | None
    date_role: str
    url_date: date | None
    first_seen: datetime
    last_in_list: datetime
    page: PageView | None = None  # its own page, where captured
    moved_to: str = ""  # same title or fingerprint found at another URL of the unit's sites
    is_attachment: bool = False
    # the last look at its whole list that lacked it, where that proves when it came
    absent_at: datetime | None = None

    @property
    def credible(self) -> date | None:
        """The later of claimed and URL date (benefit to the unit), not later than first seen + 1
        day.
        """
        days = [d for d in (self.claimed, self.url_date) if d is not None]
        return max(days) if days else None


@dataclass(frozen=True, slots=True)
class ChannelView:
    url: str
    name: str
    channel_class: str
    class_from: str  # pinned | unit | column_type | name | path | none
    page: PageView  # first page of the list
    items: tuple[KnownItem, ...]
    watched_since: datetime
    limit_days: int | None = None  # pinned by the office
    parent_url: str = ""
    is_present: bool = True  # still linked from the site tonight
    child_updated: date | None = None  # newest credible date among child channels
    redated_share: float = 0.0  # share of items whose date changed tonight
    shared_with: str = ""  # the superior's list this channel leads to, if any
    # in the menu of its site's home page: 1 = the top row (一级栏目), 2 = below it; 0 = not told
    menu_level: int = 0


@dataclass(frozen=True, slots=True)
class SiteView:
    id: str
    kind: str  # own | subsite | portal_channel
    url: str
    name: str
    home: PageView
    channels: tuple[ChannelView, ...] = ()
    private_addresses: tuple[str, ...] = ()  # what its name resolved to, where all were private
    effective_nights: int = (
        0  # nights with a visit that was neither blocked nor our own fault, own network good
    )
    nights_looked: tuple[date, ...] = ()  # the days of the effective nights, oldest first
    first_visit: datetime | None = None
    open_share: float = (
        0.0  # share of effective nights with an open home page over the last 30 days
    )
    vantages: tuple[str, ...] = ()
    inside: tuple[
        Sighting, ...
        # of its home page, from vantage points in the inner network; nothing else here is seen from
        # there
    ] = ()
    probes: tuple[ProbeSample, ...] = ()  # of the last weeks, oldest first
    known_marks: frozenset[str] = (
        frozenset()
    )  # ICP numbers and the like on earlier good readings of its home page
    cloaking_checks: tuple[
        CloakingCheck, ...
    ] = ()  # as one who comes by a search engine, oldest first


@dataclass(frozen=True, slots=True)
class Board:
    """A place where messages are answered (留言板、领导信箱), and the pages that show them."""

    url: str
    name: str
    channel_class: str  # "" where it is no channel
    page: PageView  # the first, where it is no channel
    pages: tuple[PageView, ...] = ()
    earlier: tuple[Inquiry, ...] = ()  # shown without an answer in earlier readings


@dataclass(frozen=True, slots=True)
class Guides:
    """A unit's service guides: the pages that hold any, and those that are called one and were not
    read (files, pages that need a browser or were closed).
    """

    pages: tuple[PageView, ...] = ()
    unread: tuple[PageView, ...] = ()
    not_looked_for: int = 0  # pages read before anybody looked for guides


@dataclass(frozen=True, slots=True)
class LeadsAway:
    """Words of links to places not the unit's own: where one may ask (信箱、12345), where matters
    are handled (政务服务网).
    """

    asking: tuple[str, ...] = ()
    handling: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SpendDocument:
    """A document with spending tables, of one unit."""

    url: str
    title: str
    sha256: str
    first_seen: datetime
    tables: tuple[SpendTable, ...]
    unreadable: str = ""


@dataclass(frozen=True, slots=True)
class MentionDocument:
    """A distinct document (by fingerprint) and the sides of disclosure it speaks of."""

    url: str
    title: str
    published: date | None
    sha256: str
    mentions: tuple[Mention, ...]
    is_there: bool = True  # False: gone from all of its addresses at the last look


@dataclass(frozen=True, slots=True)
class SearchedPage:
    """A page that was ever shown, and what was found when its latest reading was searched for
    persons' numbers. `numbers` None: nobody looked; `showed_some`: an earlier reading did.
    """

    page: PageView
    numbers: tuple[PersonalNumber, ...] | None
    showed_some: bool = False
    is_unread_document: bool = False


@dataclass(frozen=True, slots=True)
class Coverage:
    """What of this unit was looked at tonight and so far."""

    planned: int
    fetched: int
    failed: int
    not_judged: int
    pages_captured: int  # distinct pages with a good capture, ever
    pages_open_share: float  # of pages known and due, share open at their last look
    state: str  # complete | partial | not_judged | not_visited
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MenuLink:
    """A link of a home page or a channel, by its words. `leads_to` says how the page behind it was
    met: read, closed (known, and not open at its last look), unknown, elsewhere (another host).
    """

    text: str
    url: str
    leads_to: Literal["read", "closed", "unknown", "elsewhere"]


class ShownBy(NamedTuple):
    """How many of how many units of its kind were found to publish an item."""

    units: int
    of: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that is known of one unit as of one day."""

    unit: Unit
    as_of: date
    run_id: str
    rulebook: Rulebook
    profile: str  # national | county
    network_good: bool  # canaries good for the whole window
    clock_suspect: bool
    sites: tuple[SiteView, ...]
    spending: tuple[SpendDocument, ...]
    mentions: tuple[MentionDocument, ...]
    coverage: Coverage
    shared_failures: dict[str, str] = field(
        default_factory=dict
    )  # site id -> words of the shared incident
    city: str = ""  # the place, as the office names it
    approvals: tuple[Approvals, ...] = ()  # when budgets and final accounts were approved
    disclosed: tuple[
        DisclosedTitle, ...
    ] = ()  # titles that speak of a budget or a final account, on anybody's pages
    # by subject, when a list or a home page was newly found to lack news, oldest first
    found_lacking: Mapping[str, tuple[date, ...]] = field(default_factory=dict)
    # entries of other units' lists, asked where the unit has more places than one
    shown_by_others: ShownByOthers = field(default_factory=ShownByOthers)
    links: tuple[LinkView, ...] = ()  # all that its pages lead to, each address once
    # of each host of its sites what it offers beside its pages: ipv6:answers, security_txt:present
    host_notes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    boards: tuple[Board, ...] = ()
    has_canaries: bool = True  # somebody else's pages speak for our own line
    guides: Guides = Guides()
    leads_away: LeadsAway = LeadsAway()
    menus: tuple[MenuLink, ...] = ()  # what its home pages and channels lead to, by words
    titles: tuple[DisclosedTitle, ...] = ()  # of its pages, and of others' that bear its name
    read_elsewhere: ReadElsewhere = field(default_factory=ReadElsewhere)
    platforms: tuple[CommonPlatform, ...] = ()  # where the place publishes for all of its units
    shown_by: Mapping[str, ShownBy] = field(default_factory=dict)  # by owed item
    # by rule and subject, what the rules that a rule builds on have answered, defences asked
    answered: Mapping[str, Mapping[str, Verdict]] = field(default_factory=dict)
    # what people said on the desk until the end of the day, oldest first
    wording: tuple[WordingDecision, ...] = ()  # of names that are no longer borne
    account_looks: tuple[AccountLook, ...] = ()  # of the unit's accounts (政务新媒体)
    searched_pages: tuple[SearchedPage, ...] = ()
