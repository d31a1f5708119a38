"""What the publishing systems of the city share: channels, sites, which address answers when."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from hashlib import sha256
from math import ceil

from tests.cities.city import Answer
from tests.cities.qingtan.writing import Item

Made = Callable[[], Answer]
_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json; charset=utf-8",
    "js": "application/javascript",
}


@dataclass(frozen=True, slots=True)
class Channel:
    """`text`: it is a page and no list. `made`: what stands where the list would stand, of a night.

    `rows`: how many of its entries stand on the home page. `head`: a line above its list.
    """

    key: str
    name: str
    items: tuple[Item, ...] = ()
    text: str = ""
    made: Callable[[date], str] | None = None
    rows: int = 0
    head: str = ""
    no: int = 0
    in_nav: bool = True

    def shown(self, night: date) -> list[Item]:
        here = [item for item in self.items if item.is_up(night) and night < item.unlisted]
        return sorted(here, key=_rank(night), reverse=True)


def _rank(night: date) -> Callable[[Item], tuple[bool, date, int]]:
    return lambda item: (item.top, item.dated(night), item.id)


@dataclass(frozen=True, eq=False)
class Site:
    """`name`: what it calls itself. `files`: attachments by path. `extra`: further pages."""

    host: str
    name: str
    system: "System"
    channels: tuple[Channel, ...]
    code: str
    blurb: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)
    first_id: int = 1000

    def __post_init__(self) -> None:
        """Number the entries in the order in which they went up, as a database would."""
        told = sorted(
            ((item.up if item.up != date.min else item.on), item.title, c, i)
            for c, channel in enumerate(self.channels)
            for i, item in enumerate(channel.items)
        )
        numbers = {(c, i): self.first_id + 3 * n for n, (_, _, c, i) in enumerate(told)}
        numbered = tuple(
            replace(
                channel,
                no=channel.no or 11 + c,
                items=tuple(
                    replace(item, id=numbers[c, i]) for i, item in enumerate(channel.items)
                ),
            )
            for c, channel in enumerate(self.channels)
        )
        object.__setattr__(self, "channels", numbered)

    def href(self, channel: Channel, item: Item) -> str:
        return item.link or self.system.item_at(channel, item)

    def answer(self, target: str, night: date) -> Answer | None:
        known = _pages(self, night)
        path = target.split("?")[0]
        made = known.get(target) or (known.get(path) if path != "/" else None)
        return made() if made else None

    def nav(self) -> list[tuple[str, str]]:
        return [
            (self.system.list_at(channel, 1, 1), channel.name)
            for channel in self.channels
            if channel.in_nav
        ]

    def rotating(self, night: date, count: int = 5) -> list[tuple[str, str]]:
        """A box that shows other old entries every night, without a date."""
        here = [
            (self.href(channel, item), item.title)
            for channel in self.channels
            for item in channel.items
            if item.is_up(night) and not item.link
        ]
        if not here:
            return []
        start = number(self.host, str(night), len(here))
        return [here[(start + 7 * n) % len(here)] for n in range(min(count, len(here)))]


def number(*words: object) -> int:
    """Of words and a bound, a number below the bound that is always the same."""
    *told, bound = words
    made = sha256("/".join(map(str, told)).encode()).digest()
    return int.from_bytes(made[:6]) % int(str(bound))


def visits(site: Site, night: date) -> int:
    return 381200 + (night - date(2026, 1, 1)).days * 173 + number(site.host, str(night), 90)


def today(night: date) -> str:
    return (
        f"今天是{night.year}年{night.month}月{night.day}日 星期{'一二三四五六日'[night.weekday()]}"
    )


def links(pairs: list[tuple[str, str]], form: str = '<li><a href="{0}">{1}</a></li>') -> str:
    return "\n".join(form.format(*pair) for pair in pairs)


class System:
    """One way to address and draw. Subclasses draw `frame`, `rows`, `pager`, `entry` and `home`."""

    charset = "utf-8"
    per_page = 15

    def list_at(self, channel: Channel, page: int, pages: int) -> str:
        raise NotImplementedError

    def item_at(self, channel: Channel, item: Item) -> str:
        raise NotImplementedError

    def frame(self, site: Site, night: date, title: str, inner: str) -> str:
        raise NotImplementedError

    def rows(self, site: Site, channel: Channel, shown: list[Item], night: date) -> str:
        raise NotImplementedError

    def pager(self, channel: Channel, page: int, pages: int, total: int) -> str:
        raise NotImplementedError

    def entry(self, site: Site, channel: Channel, item: Item, night: date) -> str:
        raise NotImplementedError

    def home(self, site: Site, night: date) -> str:
        raise NotImplementedError

    def listing(self, site: Site, channel: Channel, night: date, page: int) -> str:
        shown = channel.shown(night)
        pages = max(1, ceil(len(shown) / self.per_page))
        part = shown[(page - 1) * self.per_page : page * self.per_page]
        inner = channel.head + self.rows(site, channel, part, night)
        inner += self.pager(channel, page, pages, len(shown))
        return self.frame(site, night, channel.name, inner)

    def single(self, site: Site, channel: Channel, night: date) -> str:
        inner = channel.text or (channel.made(night) if channel.made else "")
        return self.frame(site, night, channel.name, inner)

    def more(self, site: Site, night: date) -> dict[str, Made]:
        """Scripts, data and frames."""
        return {}

    def send(self, text: str) -> Answer:
        kind = {"content-type": f"text/html; charset={self.charset}"}
        codec = "gbk" if self.charset == "gb2312" else self.charset
        return Answer(text.encode(codec, "xmlcharrefreplace"), headers=kind)


def sent(body: bytes | str, ending: str, charset: str = "utf-8") -> Answer:
    data = body.encode(charset) if isinstance(body, str) else body
    return Answer(data, headers={"content-type": _TYPES[ending]})


@lru_cache(maxsize=64)
def _pages(site: Site, night: date) -> dict[str, Made]:
    system = site.system
    known: dict[str, Made] = {}
    home: Made = lambda: system.send(system.home(site, night))  # noqa: E731
    known["/"] = known["/index.html"] = known["/index.htm"] = home
    for channel in site.channels:
        pages = max(1, ceil(len(channel.shown(night)) / system.per_page))
        if channel.text or channel.made:
            known[system.list_at(channel, 1, 1)] = _single(site, channel, night)
        else:
            for page in range(1, pages + 1):
                known[system.list_at(channel, page, pages)] = _listing(site, channel, night, page)
        for item in channel.items:
            if item.is_up(night) and not item.link:
                known[system.item_at(channel, item)] = _entry(site, channel, item, night)
    for path, body in site.files.items():
        known[path] = _file(body, path)
    for path, inner in site.extra.items():
        known[path] = _extra(site, night, inner)
    known.update(system.more(site, night))
    return known


def _single(site: Site, channel: Channel, night: date) -> Made:
    return lambda: site.system.send(site.system.single(site, channel, night))


def _listing(site: Site, channel: Channel, night: date, page: int) -> Made:
    return lambda: site.system.send(site.system.listing(site, channel, night, page))


def _entry(site: Site, channel: Channel, item: Item, night: date) -> Made:
    return lambda: site.system.send(site.system.entry(site, channel, item, night))


def _file(body: bytes, path: str) -> Made:
    return lambda: sent(body, path.rsplit(".", 1)[-1])


def _extra(site: Site, night: date, inner: str) -> Made:
    return lambda: site.system.send(site.system.frame(site, night, "专题", inner))
