"""The nouns of the city: sites, channels, items and what becomes of them. Frozen; time is always an
argument.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Manner(StrEnum):
    """How a site says that a page is not there."""

    NOT_FOUND = "404"
    SOFT = "soft_404"  # status 200 and an apology
    TO_ROOT = "to_root"  # 302 to the home page


class Behaviour(StrEnum):
    """What a whole site answers instead of its pages."""

    HEALTHY = "healthy"
    REFUSED = "refused"  # nobody listens
    PARKED = "parked"
    MAINTENANCE = "maintenance"
    SERVER_ERROR = "server_error"
    HANG = "hang"
    EMPTY = "empty"
    WAF_412 = "waf_412"
    WAF_521 = "waf_521"


@dataclass(frozen=True, slots=True)
class Spell:
    """A behaviour that lasts from an instant on, to another or for good."""

    behaviour: Behaviour
    since: datetime
    until: datetime | None = None

    def covers(self, now: datetime) -> bool:
        return self.since <= now and (self.until is None or now < self.until)


@dataclass(frozen=True, slots=True)
class ItemChange:
    """What becomes of an item after it was published."""

    gone_at: datetime | None = None
    manner: Manner = Manner.NOT_FOUND
    is_still_listed: bool = False  # the list goes on showing a link that is dead
    off_list_at: datetime | None = None  # no longer listed, still there
    moved_at: datetime | None = None  # from then on under another number, the old one dead

    @property
    def instants(self) -> tuple[datetime, ...]:
        return tuple(at for at in (self.gone_at, self.off_list_at, self.moved_at) if at)


MOVED_BY = 500_000  # added to the number of an item that moved


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    number: int
    data: bytes


@dataclass(frozen=True, slots=True)
class DemoItem:
    """One published thing: the row of a list and the article behind it."""

    number: int
    title: str
    at: datetime
    html: str  # the body, ready-made
    source: str = ""
    signed: date | None = None  # 成文日期
    attachments: tuple[Attachment, ...] = ()
    is_pinned: bool = False
    claims: date | None = None  # the date it shows, where that is not the true one
    change: ItemChange = field(default_factory=ItemChange)

    @property
    def day(self) -> date:
        """The date that the site shows."""
        return self.claims or self.at.date()

    def is_out(self, now: datetime) -> bool:
        return self.at <= now

    def is_gone(self, now: datetime) -> bool:
        return self.change.gone_at is not None and self.change.gone_at <= now

    def is_listed(self, now: datetime) -> bool:
        if not self.is_out(now) or (self.is_gone(now) and not self.change.is_still_listed):
            return False
        return self.change.off_list_at is None or now < self.change.off_list_at

    def number_at(self, now: datetime) -> int:
        has_moved = self.change.moved_at is not None and self.change.moved_at <= now
        return self.number + MOVED_BY if has_moved else self.number


@dataclass(frozen=True, slots=True)
class Channel:
    """A column of a site: a list of items, or one page of text."""

    key: str  # its folder's name, pinyin initials
    number: int
    name: str
    # the class of docs/rulebook.md §4 that its name stands for, or a word of ours: guide, duties,
    # rights
    kind: str
    items: tuple[DemoItem, ...] = ()
    text: str = ""  # a single-page channel's body
    placeholder: str = ""  # words on an empty channel
    rows: int = 15
    unit_id: str = ""  # whose column it is, where that is not the site's own unit


@dataclass(frozen=True, slots=True)
class DemoSite:
    """One host with a look of its own."""

    host: str
    name: str
    short: str
    dialect: str
    channels: tuple[Channel, ...]
    code: str  # 网站标识码
    icp: str
    phone: str
    organiser: str
    is_static: bool = False  # pages are files: nothing volatile in them, honest validators
    missing: Manner = Manner.NOT_FOUND
    header_charset: str = ""  # what the Content-Type header claims; "" = says nothing
    is_yearless: bool = False  # lists show [03-05]
    spells: tuple[Spell, ...] = ()
    friends: tuple[tuple[str, str], ...] = ()  # (name, url)
    links: tuple[tuple[str, str], ...] = ()  # a portal's lists of units

    def behaviour(self, now: datetime) -> Behaviour:
        for spell in reversed(self.spells):
            if spell.covers(now):
                return spell.behaviour
        return Behaviour.HEALTHY

    def channel(self, key: str) -> Channel:
        for channel in self.channels:
            if channel.key == key:
                return channel
        raise KeyError(key)
