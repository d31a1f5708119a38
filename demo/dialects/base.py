"""What a dialect must be able to do, and the words that all of them print."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from demo.site_view import View
from demo.volatile_parts import slot
from demo.world import Attachment, Channel, DemoItem, DemoSite

_WEEKDAYS = "一二三四五六日"


class PageType(StrEnum):
    HOME = "home"
    LISTING = "listing"
    ARTICLE = "article"
    FILE = "file"
    RECORDS = "records"  # what a list's script asks for


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, understood. `page` is 1 for the first page of a list; `rows` bounds a request for
    records.
    """

    what: PageType
    key: str = ""
    page: int = 1
    number: int = 0
    rows: tuple[int, int] = (0, 0)


class Dialect(Protocol):
    """Pages as text with volatile slots; the server encodes them in `encoding`."""

    encoding: str

    def understand(self, path: str, query: dict[str, str], view: View) -> Asked | None:
        """What is asked for; None for an address that this system never gives."""
        ...

    def list_path(self, channel: Channel) -> str:
        """Path (and query) of a channel's first list page as the home page's navigation links it."""
        ...

    def article_path(self, channel: Channel, item: DemoItem, number: int) -> str: ...

    def home(self, view: View) -> str: ...

    def listing(self, view: View, channel: Channel, page: int) -> str: ...

    def article(self, view: View, channel: Channel, item: DemoItem) -> str: ...

    def hot_row(self, channel: Channel, item: DemoItem, view: View) -> str:
        """A row of the rotating 热点推荐."""
        ...


def long_day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日 星期{_WEEKDAYS[day.weekday()]}"


def row_day(site: DemoSite, day: date) -> str:
    """A list row's date: 2012-03-05, or [03-05] where the site thinks the year is known."""
    return f"[{day:%m-%d}]" if site.is_yearless else f"{day:%Y-%m-%d}"


def find_channel(view: View, key: str) -> Channel | None:
    return next((channel for channel in view.site.channels if channel.key == key), None)


def find_column(view: View, number: str) -> Channel | None:
    return next((channel for channel in view.site.channels if str(channel.number) == number), None)


def attachment_number(text: str) -> int:
    return int(text) if text.isdigit() else 0


def article_asked(view: View, number: str) -> Asked | None:
    """An article of the number in its address; None for one that was never given."""
    found = view.find(int(number)) if number.isdigit() else None
    return Asked(PageType.ARTICLE, found.channel.key, number=int(number)) if found else None


def navigation(view: View, cell: Callable[[Channel], str], between: str = "") -> str:
    """The site's own channels; those of other units stand elsewhere."""
    return between.join(cell(channel) for channel in view.site.channels if not channel.unit_id)


def hot_list(view: View, css: str, heading: str) -> str:
    """The rotating 热点推荐; none where pages are files."""
    if view.site.is_static:
        return ""
    return f'<div class="{css}"><{heading}>热点推荐</{heading}><ul>\n{slot("hot")}\n</ul></div>'


def friend_rows(site: DemoSite) -> list[str]:
    return [f'<a href="{url}" target="_blank">{name}</a>' for name, url in site.friends]


def banner(view: View) -> str:
    """今天是 …, weather, visitors: the clock and the noise above every page. Static sites leave it
    to a script.
    """
    if view.site.is_static:
        return '<span id="today"></span><script>document.getElementById("today").innerHTML=showToday();</script>'
    return f'今天是{long_day(view.today)}　<span class="weather">酂州天气：{slot("weather")}</span>'


def visitors(view: View) -> str:
    if view.site.is_static:
        return '<script src="/js/pv.js"></script>'
    return f"您是第<b>{slot('visitors')}</b>位访问者　在线人数：{slot('online')}"


def clicks(view: View, item: DemoItem) -> str:
    if view.site.is_static:
        return f'浏览次数：<span id="pv_{item.number}"></span>'
    return f'浏览次数：<span class="pv">{slot("clicks", item.number)}</span>'


def tokens(view: View) -> str:
    """Head matter that differs at every look and is not seen."""
    if view.site.is_static:
        return '<script src="/js/common.js"></script>'
    return f'<meta name="csrf-token" content="{slot("token")}">\n<script src="/js/common.js?v={slot("buster")}"></script>'


def friends(view: View) -> str:
    """友情链接, in another order at every look unless the page is a file."""
    return " ".join(friend_rows(view.site)) if view.site.is_static else slot("friends")


def identity(site: DemoSite) -> tuple[str, ...]:
    """The footer's identity block (docs/field-notes.md §12)."""
    return (
        f"主办单位：{site.organiser}",
        f"联系电话：{site.phone}",
        f"网站标识码：{site.code}",
        f"ICP备案号：{site.icp}",
    )


def single_text(channel: Channel) -> str:
    return channel.text or f"<p>{channel.placeholder}</p>"


def attachment_name(file: Attachment) -> str:
    return f"附件：{file.name}"
