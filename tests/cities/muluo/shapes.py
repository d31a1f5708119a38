"""What the sites of 沐洛 share: a site whose markup is a handful of templates."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from html import escape
from json import dumps

from tests.cities.city import Answer
from tests.cities.luoyan.base import Channel, Item, Site, number, visits

YI = (
    "ꃅꇉꊨꏦꏱꅉꑤ",
    "ꐊꂿꐞ",
    "ꃅꄷꅉ",
    "ꇬꍈꀜ",
    "ꆈꌠꁱꂷ",
    "ꑌꊋꃅꄉ",
    "ꌋꆀꊿꋅ",
    "ꄮꐎꇉꉻ",
)

Days = Callable[[date, date], str]


@dataclass(frozen=True, slots=True)
class Markup:
    """Templates: `frame` takes site, title, menu, inner, today, counter and code; `row` takes url,
    title, day and n; `rows` takes the channel's name and its rows; `article` takes title, day, body.
    `list_at` takes key, channel number and page (0 for the first); `item_at` the same, the entry's number
    and day. `pager` takes page, pages, back and on.
    """

    frame: str
    row: str
    rows: str
    article: str
    list_at: str
    item_at: str
    menu: str = '<a href="{url}">{name}</a>'
    pager: str = ""
    more_at: str = ""
    block: str = ""
    days: Days = lambda day, night: f"{day}"
    long_days: Days = lambda day, night: f"{day}"


@dataclass(eq=False)
class Templated(Site):
    markup: Markup | None = None
    prefix: str = ""
    foot: str = ""
    above: Callable[[date], str] = lambda night: ""
    extra: dict[str, Callable[[date], Answer | None]] = field(default_factory=dict)
    charset: str = "utf-8"
    per_page: int = 15

    def __post_init__(self) -> None:
        super().__post_init__()
        self.home_at = self.prefix + "/"

    def key_of(self, target: str) -> str:
        return target + "index.html" if target.endswith("/") else target

    def missing(self, target: str, night: date) -> Answer | None:
        told = self.extra.get(target)
        return told(night) if told else None

    def _filled(self, template: str, channel: Channel, page: int) -> str:
        return self.prefix + template.format(key=channel.key, no=channel.no, page=page)

    def list_at(self, channel: Channel, page: int, night: date) -> str:
        assert self.markup
        later = self.markup.more_at or self.markup.list_at
        return self._filled(self.markup.list_at if page == 1 else later, channel, page - 1)

    def item_at(self, channel: Channel, item: Item, night: date) -> str:
        assert self.markup
        return self.prefix + self.markup.item_at.format(
            key=channel.key, no=channel.no, id=item.no, on=item.on
        )

    def frame(self, night: date, title: str, inner: str) -> str:
        assert self.markup
        menu = "".join(
            self.markup.menu.format(
                url=self.list_at(c, 1, night), name=c.name, n=n, yi=YI[n % len(YI)]
            )
            for n, c in enumerate(self.menu())
        )
        return self.markup.frame.format(
            site=self.name, title=title, menu=menu, inner=inner, foot=self.foot, code=self.code,
            today=f"{night.year}年{night.month}月{night.day}日 星期{'一二三四五六日'[night.weekday()]}",
            counter=visits(self, night), state=number(self.host, 10**15, night), home=self.home_at,
        )  # fmt: skip

    def _row(self, channel: Channel, item: Item, night: date, n: int) -> str:
        assert self.markup
        return self.markup.row.format(
            url=self.href(channel, item, night),
            title=escape(item.title),
            day=self.markup.days(item.shows(night), night),
            n=n,
            mark=item.mark,
        )

    def rows(self, channel: Channel, shown: list[Item], night: date) -> str:
        assert self.markup
        told = "".join(self._row(channel, item, night, n) for n, item in enumerate(shown, 1))
        return self.markup.rows.format(name=channel.name, rows=told)

    def pager(self, channel: Channel, page: int, pages: int, total: int, night: date) -> str:
        assert self.markup
        if pages == 1 or not self.markup.pager:
            return ""
        return self.markup.pager.format(
            page=page,
            pages=pages,
            back=self.list_at(channel, max(1, page - 1), night),
            on=self.list_at(channel, min(pages, page + 1), night),
        )

    def entry(self, channel: Channel, item: Item, night: date) -> str:
        assert self.markup
        day = self.markup.long_days(item.shows(night), night)
        inner = self.markup.article.format(
            title=escape(item.title), day=day, body=item.body, name=channel.name
        )
        return self.frame(night, escape(item.title), inner)

    def home(self, night: date) -> str:
        assert self.markup
        blocks = "".join(
            (self.markup.block or "{rows}").format(
                name=c.name,
                url=self.list_at(c, 1, night),
                rows=self.rows(c, c.shown(night)[: c.rows], night),
            )
            for c in self.channels
            if c.rows
        )
        return self.frame(night, self.name, self.above(night) + blocks)


class Scripted(Templated):
    """Lists that a script writes from an array in the page."""

    def rows(self, channel: Channel, shown: list[Item], night: date) -> str:
        if channel.style == "plain":
            return super().rows(channel, shown, night)
        told = [
            {"t": item.title, "u": self.href(channel, item, night), "d": f"{item.shows(night)}"}
            for item in shown
        ]
        return (
            f'<h3>{channel.name}</h3><ul id="c{channel.no}"></ul><script>var d{channel.no}='
            f"{dumps(told, ensure_ascii=False)};renderList('c{channel.no}',d{channel.no});</script>"
        )


class Framed(Templated):
    """Lists in a frame: the column's page holds nothing of them."""

    def channel_pages(self, channel: Channel, night: date) -> dict[str, Answer]:
        told = super().channel_pages(channel, night)
        if channel.text or channel.to:
            return told
        at = self.key_of(self.list_at(channel, 1, night))
        inner = self.rows(channel, channel.shown(night)[: self.per_page], night)
        frame = f"/frame/list_{channel.no}.html"
        told[frame] = self.sent(
            f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{inner}</body></html>'
        )
        told[at] = self.sent(
            self.frame(
                night,
                channel.name,
                f'<div class="wz">当前位置：首页 &gt; {channel.name}</div><iframe src="{frame}" '
                'width="760" height="900" frameborder="0" scrolling="no"></iframe>',
            )
        )
        return told


def joined(*sites: Templated) -> Callable[[str, date], Answer | None]:
    """Sites that share a host, each below its prefix; the last has none."""

    def answer(target: str, night: date) -> Answer | None:
        for site in sites:
            if target.startswith(site.prefix + "/"):
                told = site.answer(target, night)
                if told:
                    return told
        return None

    return answer


def text_page(words: str, status: int = 200, title: str = "", **headers: str) -> Answer:
    page = (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body>{words}</body></html>"
    )
    return Answer(page, status, {"content-type": "text/html; charset=utf-8", **headers})


def with_no(channels: tuple[Channel, ...], *keys: str) -> tuple[Channel, ...]:
    """The same channels without those of these keys in the menu."""
    return tuple(replace(c, in_menu=c.key not in keys) for c in channels)
