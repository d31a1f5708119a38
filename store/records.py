"""The nouns of the code: what was planned, what was seen, what was read from it.

Plain frozen records, no behaviour beyond a derived word or two, no I/O. Instants are aware
datetimes in UTC; days are dates in the office's zone. `PageFacts` is everything the reader derives
from one body; it travels as JSON in the capture file and is spread over tables at the merge.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from store.outcomes import Outcome


class PageKind(StrEnum):
    HOME = "home"
    LIST = "list"
    ARTICLE = "article"
    ATTACHMENT = "attachment"  # a document, or a page that is only a shell around one
    ERROR_PAGE = "error_page"
    OTHER = "other"


class Purpose(StrEnum):
    """Why the planner or the spider wants a URL."""

    HOME = "home"
    CHANNEL = "channel"  # the first page of a channel's list
    LIST_PAGE = "list_page"  # a further page of the same list
    ITEM = "item"
    ATTACHMENT = "attachment"
    PAGE = "page"  # any other page of the site met on the way
    DATA = "data"  # what a list asks its server for: dataproxy, JSON


class DateRole(StrEnum):
    """What a date on a page is (docs/field-notes.md §10.1). Only the first four ever speak of
    freshness.
    """

    META = "meta"  # meta PubDate
    LABELLED = "labelled"  # 发布时间： in the article
    LIST_ROW = "list_row"
    URL = "url"
    SIGNED = "signed"  # 成文日期
    UPDATED = "updated"
    EFFECTIVE = "effective"
    DEADLINE = "deadline"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Link:
    url: str  # absolute
    text: str
    area: str = "main"  # nav | main | aside | footer
    by_script: bool = False  # its address was guessed from what a script is handed
    level: int = 0  # where it leads, in the page's menu: 1 = its top row, 2 = below; 0 = not told


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list page, as the list shows it."""

    title: str
    url: str  # absolute
    claimed: date | None = None  # the date the row shows
    url_date: date | None = None  # spelled in the URL
    position: int = 0


@dataclass(frozen=True, slots=True)
class SpendLine:
    """One row of a spending table, as the document says it;
    `monitor.measures.spending.vague_spending` judges it.

    Amounts in yuan whatever the table's unit. `rank`, `is_broken_down` and `is_weighed_elsewhere`
    are None where the line was not weighed: no 其他, no table of spending, a table whose rows do
    not add up, or a reading from before reader-5.
    """

    code: str
    name: str
    amount_yuan: float | None
    share: float | None = None  # of the table's `whole_yuan`, 0..1
    level: int = 0  # depth in the tree, 0 = top
    is_other: bool = False  # the name says 其他/其它, or one of the office's vague words
    is_bare: bool = False  # 其他 and nothing more
    is_nested_other: bool = False  # an 其他 inside an 其他
    rank: int | None = None  # 1 = the largest line without rows below; None for one that has some
    is_broken_down: bool | None = None  # the rows below it carry its money
    is_weighed_elsewhere: bool | None = None  # a table of a larger total in the document has it too
    # None | "specific" | "unclear" | "referred" | "generic" | "circular"
    explained: str | None = None
    reason: str = ""  # the words found, as printed
    row: int = 0


_TEXT = re.compile(
    r"(?P<check>\w+): (?P<what>.*): (?P<stated>-?\d+\.\d\d) against (?P<found>-?\d+\.\d\d)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Difference:
    """What a document states two ways: one sum printed, and what it is by the document's own
    figures.

    `check` names the comparison (`monitor.measures.spending.consistency`), `what` its subject in the
    words of the document. A reading keeps it as text: `total: 合计: 1000.00 against 990.00`.
    """

    check: str
    what: str
    stated_yuan: float
    found_yuan: float

    @property
    def yuan(self) -> float:
        return abs(self.stated_yuan - self.found_yuan)

    def __str__(self) -> str:
        return f"{self.check}: {self.what}: {self.stated_yuan:.2f} against {self.found_yuan:.2f}"


def difference(text: str) -> Difference | None:
    """The difference that the text keeps, None where it keeps none."""
    found = _TEXT.fullmatch(text)
    return (
        Difference(found["check"], found["what"], float(found["stated"]), float(found["found"]))
        if found
        else None
    )


@dataclass(frozen=True, slots=True)
class SpendTable:
    title: str
    kind: str  # function | economic | sangong | income_expense | project | detail | other
    is_spending: bool  # False for income, assets, debts
    year: int | None
    document: str  # budget | final_accounts | other
    unit: str  # 元 | 万元 | "" where the table states none
    total_yuan: float | None
    anomalies: tuple[str, ...] = ()
    # None in a reading from before reader-5:
    is_total_printed: bool | None = None  # False: the total is the sum of the top rows
    whole_yuan: float | None = None  # its total; of a part, that of the table it is a part of
    # what it states two ways, each as the text of a `Difference`
    remarks: tuple[str, ...] = ()
    lines: tuple[SpendLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A sentence of the main content that speaks of one side of disclosure."""

    side: str  # powers | fees | duties | rights
    term: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A message to an office (留言、来信、咨询), as a board or its own page shows it."""

    title: str
    asked: date | None  # the day on which it came
    answered: date | None
    # answered | open (without an answer so far) | void (withdrawn, repeated, invalid) | untold
    state: str
    url: str = ""  # of its own page, where the board leads there


@dataclass(frozen=True, slots=True)
class GuideElement:
    """What a service guide says of one of the eight classes of elements."""

    what: str  # name | basis | conditions | materials | place | hours | phone | steps
    label: str  # as printed, "" where no label names it
    state: str  # given | empty | elsewhere (in an annex, a picture or behind a link)


@dataclass(frozen=True, slots=True)
class ServiceGuide:
    """A matter with what its guide (办事指南) says; an element that is not there has no label."""

    title: str
    elements: tuple[GuideElement, ...]

    def are(self, state: str) -> tuple[str, ...]:
        """The elements of that state: given, empty or elsewhere."""
        return tuple(each.what for each in self.elements if each.state == state)


@dataclass(frozen=True, slots=True)
class PersonalNumber:
    """A person's number that a page shows, as it may be kept: never its digits."""

    kind: str  # a `store.privacy.numbers.NumberKind`
    masked: str  # 4206**********123X
    place: str  # title | text | meta | attribute | comment | script | hidden | address
    start: int  # characters into that place
    digest: str  # made with the office's key, so that the same number is known again


@dataclass(frozen=True, slots=True)
class Block:
    """One meaningful block of a page: its hash, its place, and its words cut short."""

    hash: str  # 16 hex digits
    text: str = ""


@dataclass(frozen=True, slots=True)
class PageIdentity:
    """Whose page it is, by what it says of itself, and what on it is a stranger's. Hosts are
    spelled `www[.]x[.]com`.
    """

    title: str = ""
    head: str = ""  # the page's first words
    foot: str = ""  # and its last
    marks: tuple[str, ...] = ()  # icp:…, police:…, code:… (网站标识码), emblem (党政机关标识)
    han_share: float = 1.0  # Chinese among the letters, 0..1
    letters: int = 0  # characters of visible text looked at
    links: int = 0
    outlinks: int = 0  # of them, to hosts that are neither the site's nor an office's
    foreign_in_tags: tuple[str, ...] = ()  # words of the list in title, keywords, description
    foreign_in_text: int = 0
    reporting: bool = (
        False  # it speaks of such things as police, courts and lotteries of the state do
    )
    strangers: tuple[str, ...] = ()  # "hidden: 葡京娱乐 → www[.]x[.]com"
    sends_away: str = ""  # host to which a script sends those who come from a search engine
    # of the site's particulars those that it bears: sponsor, icp, police, site_code, emblem,
    # find_errors; foot_unread, icons_unread. None in a reading from before reader-7
    basics: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class PageFacts:
    """Everything read from one body. Pure output of `crawler.extract.page.read_page`."""

    kind: PageKind
    kind_reason: str
    outcome: Outcome
    outcome_reason: str = ""
    extractor: str = ""  # version of the reader
    encoding_declared: str = ""
    encoding_used: str = ""
    title: str = ""
    site_name: str = ""
    column_name: str = ""
    column_type: str = ""
    published: date | None = None
    published_from: str = ""  # a DateRole, or "" where nothing was found
    signed: date | None = None
    updated: date | None = None
    url_date: date | None = None
    items: tuple[Item, ...] = ()
    items_claimed: int | None = None  # 共N条
    list_dialect: str = ""  # which adapter read the list
    next_pages: tuple[str, ...] = ()
    data_requests: tuple[
        str, ...
    ] = ()  # URLs a list's script would ask, to be fetched for more items
    links: tuple[Link, ...] = ()
    link_count: int = 0  # before the cut
    attachments: tuple[Link, ...] = ()
    jumps_to: str = ""  # meta refresh or script jump
    placeholder: str = ""  # 正在建设中 and the like, as printed
    move_notice: str = ""  # “本栏目停止更新，请点击…” as printed
    fingerprint: str = ""  # "v1:" + hash over the block hashes
    blocks: tuple[Block, ...] = ()
    text: str = ""  # meaningful text, noise removed
    text_length: int = 0
    tables: tuple[SpendTable, ...] = ()
    document_unreadable: str = ""  # why a document could not be read
    mentions: tuple[Mention, ...] = ()
    anomalies: tuple[str, ...] = ()
    identity: PageIdentity | None = None
    # tags of guide2017.a3 that it lacks; None for a page that owes none, and before reader-7
    missing_tags: tuple[str, ...] | None = None
    # None in a reading from before reader-7, which did not look for them:
    inquiries: tuple[Inquiry, ...] | None = None
    guides: tuple[ServiceGuide, ...] | None = None
    # None: not looked for (a reading from before reader-7, a document that was not read)
    personal_numbers: tuple[PersonalNumber, ...] | None = None


@dataclass(frozen=True, slots=True)
class FrontierRow:
    """One URL to be visited, with what is known of it, so that the crawler never needs the ledger
    or archive.
    """

    url: str
    purpose: Purpose
    site: str  # site id of the unit
    channel_url: str = ""  # the channel this URL was met in
    depth: int = 0
    priority: int = 0  # higher first
    title_hint: str = ""  # the anchor's words
    etag: str = ""
    last_modified: str = ""
    known_sha256: str = ""
    known_fingerprint: str = ""
    known_blocks: tuple[str, ...] = ()  # hashes of the last good reading
    known_items: tuple[
        str, ...
    ] = ()  # keys of items known in this channel: paging stops where they are met
    ask_conditionally: bool = False
    masks: tuple[str, ...] = ()  # block hashes learned to be volatile
    known_outcome: Outcome | None = (
        None  # how the last visit ended: the same error page twice is kept once
    )
    not_tonight: tuple[
        str, ...
    ] = ()  # on a crawl's first row: known pages of the unit that are not due, not to be met again
    # on a crawl's first row: "host name" of parameters that are of a visit and not of the page
    visit_parameters: tuple[str, ...] = ()


Headers = tuple[tuple[str, str], ...]


def declared_type(headers: Iterable[tuple[str, str]]) -> str:
    """The Content-Type that a server declared, whatever the case of the field's name; "" where it
    declared none.
    """
    return next((value for name, value in headers if name.lower() == "content-type"), "")


@dataclass(frozen=True, slots=True)
class Hop:
    """An answer on the way that only sent us on: a redirect, or a page that was nothing but a jump.
    Its body is not kept.
    """

    url: str
    status: int
    asked: Headers
    headers: Headers


@dataclass(frozen=True, slots=True)
class Exchange:
    """What was really sent and in which form the answer came: what a WARC says beside the page.
    Empty where nothing answered.
    """

    asked: Headers = ()  # the request's header fields as they went over the wire, `Host` included
    protocol: str = ""  # as the server spoke it: HTTP/1.1
    decoded_from: str = ""  # the Content-Encoding that was taken off the body before it was kept
    hops: tuple[Hop, ...] = ()


@dataclass(frozen=True, slots=True)
class Visit:
    """One attempt by the crawler, always with one named outcome."""

    url: str
    at: datetime
    outcome: Outcome
    reason: str = ""  # words of cause; for not_judged a member of `Ours`
    seconds: float = 0.0
    status: int | None = None
    final_url: str = ""
    ip: str = ""
    vantage: str = ""
    headers: Headers = ()
    not_modified: bool = False  # the server's word (304): alive, unchanged, verified now
    attempt: int = 1
    second_look: bool = False
    server_date: datetime | None = None  # Date header, for our clock check only
    sha256: str = ""  # of the body, "" where none was kept
    rendered: bool = False  # seen as a browser shows it: the body is that page
    answer_sha256: str = (
        ""  # of what the server sent, where the body is a rendered page and was kept
    )
    exchange: Exchange = Exchange()


@dataclass(frozen=True, slots=True)
class ProbeSample:
    """One probe of a home page, as it is counted."""

    at: datetime
    outcome: Outcome
    seconds: float = 0.0
    vantage: str = ""
    reason: str = ""
    own_network_good: bool = True
    is_shared: bool = False  # everybody behind the same address failed in the same round


@dataclass(frozen=True, slots=True)
class CrawlEnd:
    """How a unit's crawl ended, and the counts of its conservation law."""

    state: str  # complete | partial | not_judged
    discovered: int
    done: int
    failed: int
    skipped: int
    pending: int
    stop_reason: str = ""

    @property
    def accounts_for_every_page(self) -> bool:
        return self.done + self.failed + self.skipped + self.pending == self.discovered


@dataclass(frozen=True, slots=True)
class Run:
    """One night."""

    id: str  # e.g. 2026-11-23
    day: date  # in the office's zone
    started_at: datetime
    kind: str = "nightly"  # nightly | manual | second_look | vantage
    state: str = "running"  # running | complete | blind | interrupted
    vantage: str = ""
    note: str = ""
    finished_at: datetime | None = None
    extra: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KnownPage:
    """What the ledger knows of one page of a unit: the planner's input."""

    url: str
    purpose: Purpose
    site: str
    channel_url: str
    title: str
    depth: int
    last_visit_at: datetime | None
    last_full_at: datetime | None  # last answered without validators
    last_outcome: Outcome | None
    ever_good: bool
    etag: str = ""
    last_modified: str = ""
    sha256: str = ""
    fingerprint: str = ""
    masks: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    item_keys: tuple[str, ...] = ()  # of a channel: keys of its known items
    left_over: bool = False  # a budget left it unvisited last time
    # nothing of it may be kept, or its address is not known any more: it is not asked for
    is_taken_down: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault with a life, keyed by (unit, rule, subject)."""

    id: int
    unit: str
    rule: str
    subject: str
    kind: str
    state: str  # open | closed | withdrawn
    severity: str
    opened: date
    opened_run: str
    last_confirmed: date
    closed: date | None
    reopened: int
    measured: str
    threshold: str
    threshold_mark: str
    clause: str
    sentence_zh: str
    sentence_en: str
    evidence: tuple[dict[str, object], ...] = ()
    details: dict[str, str] = field(default_factory=dict)
    examined: tuple[str, ...] = ()  # defences asked without objection: monitor/defences
    # given when this life is told, the standard day until then; people set another on the desk
    due: date | None = None
    # on record in the office's files, on which it stands: a site's, a pinned channel's; "" = no
    # one's
    address: str = ""
    # of the latest withdrawal; kept where new evidence opened it again
    withdrawn: date | None = None
    withdrawn_kind: str = ""  # a key of monitor/judging/withdrawn.toml
    withdrawn_by: str = ""
    withdrawn_why: str = ""

    @property
    def last_found(self) -> date:
        """The day of the last look that found it; of what rests on a person's word, the day of that
        word.
        """
        word = self.details.get("word_of")
        return min(self.last_confirmed, date.fromisoformat(word)) if word else self.last_confirmed

    @property
    def is_back(self) -> bool:
        """Open again by new evidence after it had been withdrawn."""
        return self.state == "open" and self.withdrawn is not None

    def sentence(self, language: str) -> str:
        return self.sentence_en if language == "en" else self.sentence_zh
