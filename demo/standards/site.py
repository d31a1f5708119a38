"""A site of the county: channels, items, files, and what becomes of them. Frozen; a night is an
argument.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {
    "xlsx": XLSX,
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "doc": "application/msword",
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
}


class Ending(StrEnum):
    """What an address answers from its last day on."""

    NOT_FOUND = "404"
    APOLOGY = "apology"  # status 200 and “the page does not exist”
    PAGE = "page"  # a page where a file was
    STUB = "stub"  # a few bytes where a file was
    FORBIDDEN = "403"
    FAILING = "503"


@dataclass(frozen=True, slots=True)
class Gone:
    since: date
    how: Ending = Ending.NOT_FOUND

    def covers(self, night: date) -> bool:
        return self.since <= night


@dataclass(frozen=True, slots=True)
class File:
    """An attachment. `since`: on earlier nights the page does not link it."""

    label: str
    name: str  # its address ends with it
    data: bytes
    gone: Gone | None = None
    since: date = date.min
    until: date = date.max

    @property
    def content_type(self) -> str:
        return TYPES[self.name.rsplit(".", 1)[-1]]


@dataclass(frozen=True, slots=True)
class SiteItem:
    """A row of a list and the page behind it; `away` is an address elsewhere instead of that page."""

    no: int
    title: str
    day: date
    html: str = ""
    files: tuple[File, ...] = ()
    gone: Gone | None = None
    away: str = ""
    off_list: date = date.max
    body: Callable[[date], str] | None = None  # instead of `html`, where it changes

    def at(self, night: date) -> "SiteItem":
        return replace(self, html=self.body(night)) if self.body else self


class ListLook(StrEnum):
    """How a channel shows what it holds."""

    ROWS = "rows"
    UNDATED = "undated"  # rows and articles without a day
    SCRIPT = "script"  # an empty list and a script that asks an address which refuses
    TEXT = "text"


Link = Callable[[SiteItem], str]
Text = Callable[[date, Link], str]  # of a night and the way to an item's page


@dataclass(frozen=True, slots=True)
class SiteChannel:
    key: str
    no: int
    name: str
    items: tuple[SiteItem, ...] = ()
    up: str = ""  # key of its parent; "" on the first level
    look: ListLook = ListLook.ROWS
    text: Text | None = None
    blank: str = ""  # what an empty list says
    away: str = ""  # the menu leads to another host
    gone: Gone | None = None
    since: date = date.min
    in_menu: bool = True
    menu_until: date = date.max

    def shown(self, night: date) -> list[SiteItem]:
        """What its list shows before dawn of `night`, newest first."""
        here = [
            item
            for item in self.items
            if item.day < night < item.off_list and not (item.gone and item.gone.covers(night))
        ]
        return sorted(here, key=lambda item: (item.day, item.no), reverse=True)

    def is_open(self, night: date) -> bool:
        return self.since <= night and not (self.gone and self.gone.covers(night))

    def is_linked(self, night: date) -> bool:
        return self.in_menu and night < self.menu_until and self.is_open(night)


Answerer = Callable[[date], "SentPage"]


@dataclass(frozen=True, slots=True)
class SentPage:
    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CountySite:
    host: str
    name: str
    city: str
    system: str
    channels: tuple[SiteChannel, ...]
    home: tuple[str, ...]  # keys of the channels whose newest entries stand on the home page
    footer: str
    code: str
    head: str = ""  # what else stands above a home page's boxes
    quick: str = ""  # a block of links on the home page
    has_base: bool = False  # the home page has a base tag
    missing: Ending = Ending.NOT_FOUND
    extra: Mapping[str, Answerer] = field(default_factory=dict)  # further addresses

    def channel(self, key: str) -> SiteChannel:
        return next(channel for channel in self.channels if channel.key == key)

    def menu(self, night: date) -> list[SiteChannel]:
        return [c for c in self.channels if not c.up and c.is_linked(night)]

    def below(self, key: str, night: date) -> list[SiteChannel]:
        return [c for c in self.channels if c.up == key and c.is_linked(night)]
