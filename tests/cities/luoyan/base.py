"""What the systems of 罗雁 share: entries, channels, sites, which address answers on which night."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from hashlib import sha256
from html import escape

from tests.cities.city import Answer

_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "pdf": "application/pdf",
}


@dataclass(frozen=True, slots=True)
class Item:
    """`on`: the date that it bears. `up`: the first night on which it can be seen, else the one
    after `on`. `down`: from this day on it is gone, page and all. `dated`: what it bears instead,
    of a night. `href`: it leads elsewhere, to a file or to another host. `group`: the office of
    the unit. `mark`: 文号.
    """

    title: str
    on: date
    body: str = ""
    up: date | None = None
    down: date | None = None
    dated: Callable[[date], date] | None = None
    href: str = ""
    group: str = ""
    mark: str = ""
    top: bool = False
    no: int = 0

    def is_up(self, night: date) -> bool:
        first = self.up or self.on + timedelta(days=1)
        return first <= night and (self.down is None or night < self.down)

    def shows(self, night: date) -> date:
        return self.dated(night) if self.dated else self.on


@dataclass(frozen=True, slots=True)
class Channel:
    """`text`: a page instead of a list. `to`: it only leads there. `rows`: entries on the home
    page. `style`: which of the shapes of its system. `head`: what stands above its list.
    """

    key: str
    name: str
    items: tuple[Item, ...] = ()
    text: str = ""
    to: str = ""
    rows: int = 0
    style: str = ""
    head: str = ""
    in_menu: bool = True
    no: int = 0

    def shown(self, night: date) -> list[Item]:
        here = [item for item in self.items if item.is_up(night)]
        return sorted(here, key=lambda item: (item.top, item.shows(night), item.no), reverse=True)


@dataclass(eq=False)
class Site:
    """A site of one system. `files`: attachments by path."""

    host: str
    name: str
    code: str
    channels: tuple[Channel, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)
    first_no: int = 1000
    charset = "utf-8"
    per_page = 15
    home_at = "/"

    def __post_init__(self) -> None:
        self.channels = tuple(
            replace(
                channel,
                no=11 + c,
                items=tuple(
                    replace(item, no=self.first_no + 100 * c + i)
                    for i, item in enumerate(sorted(channel.items, key=_went_up))
                ),
            )
            for c, channel in enumerate(self.channels)
        )

    def answer(self, target: str, night: date) -> Answer | None:
        found = self.all(night).get(self.key_of(target))
        return found or self.missing(target, night)

    def missing(self, target: str, night: date) -> Answer | None:
        return None

    def key_of(self, target: str) -> str:
        return target

    @lru_cache(maxsize=3)  # noqa: B019 (the sites live as long as the program)
    def all(self, night: date) -> dict[str, Answer]:
        told = {path: self.file(path, data) for path, data in self.files.items()}
        for channel in self.channels:
            told.update(self.channel_pages(channel, night))
        told[self.key_of(self.home_at)] = self.sent(self.home(night))
        return told

    def channel_pages(self, channel: Channel, night: date) -> dict[str, Answer]:
        first = self.key_of(self.list_at(channel, 1, night))
        if channel.to:
            return {first: self.leads(channel)}
        if channel.text:
            return {first: self.sent(self.frame(night, channel.name, channel.text))}
        told = {}
        shown = self.order(channel, channel.shown(night))
        pages = max(1, -(-len(shown) // self.per_page))
        for n in range(1, pages + 1):
            part = shown[(n - 1) * self.per_page : n * self.per_page]
            inner = channel.head + self.rows(channel, part, night)
            inner += self.pager(channel, n, pages, len(shown), night)
            at = self.key_of(self.list_at(channel, n, night))
            told[at] = self.sent(self.frame(night, channel.name, inner))
        for item in shown:
            if not item.href:
                at = self.key_of(self.item_at(channel, item, night))
                told[at] = self.sent(self.entry(channel, item, night))
        return told

    def order(self, channel: Channel, shown: list[Item]) -> list[Item]:
        return shown

    def leads(self, channel: Channel) -> Answer:
        return moved(channel.to)

    def href(self, channel: Channel, item: Item, night: date) -> str:
        return escape(item.href or self.item_at(channel, item, night))

    def menu(self) -> list[Channel]:
        return [channel for channel in self.channels if channel.in_menu]

    def sent(self, page: str, status: int = 200) -> Answer:
        kind = "text/html" + ("; charset=utf-8" if self.charset == "utf-8" else "")
        return Answer(page.encode(self.charset, "replace"), status, {"content-type": kind})

    def file(self, path: str, data: bytes) -> Answer:
        kind = _TYPES.get(path.rsplit(".", 1)[-1], "application/octet-stream")
        return Answer(data, 200, {"content-type": kind})

    def list_at(self, channel: Channel, page: int, night: date) -> str:
        raise NotImplementedError

    def item_at(self, channel: Channel, item: Item, night: date) -> str:
        raise NotImplementedError

    def frame(self, night: date, title: str, inner: str) -> str:
        raise NotImplementedError

    def rows(self, channel: Channel, shown: list[Item], night: date) -> str:
        raise NotImplementedError

    def pager(self, channel: Channel, page: int, pages: int, total: int, night: date) -> str:
        raise NotImplementedError

    def entry(self, channel: Channel, item: Item, night: date) -> str:
        raise NotImplementedError

    def home(self, night: date) -> str:
        raise NotImplementedError


def _went_up(item: Item) -> tuple[date, str]:
    return (item.up or item.on, item.title)


def moved(to: str, status: int = 302) -> Answer:
    return Answer("", status, {"location": to, "content-type": "text/html"})


def number(words: str, below: int, night: date | None = None) -> int:
    """A number that looks made by chance and is always the same."""
    told = sha256(f"{words}{night or ''}".encode()).digest()
    return int.from_bytes(told[:7], "big") % below


def visits(site: Site, night: date) -> int:
    return 381_204 + number(site.host, 90_000) + (night - date(2026, 1, 1)).days * 613


def clock(night: date) -> str:
    return (
        f"今天是{night.year}年{night.month}月{night.day}日 星期{'一二三四五六日'[night.weekday()]}"
    )


def turn(night: date, told: tuple[str, ...]) -> str:
    """What a rotating box shows that night."""
    return told[night.toordinal() % len(told)]
