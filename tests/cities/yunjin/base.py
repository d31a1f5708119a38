"""What the sites of 云津 are made of: columns and entries, three systems, what stands on a day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from html import escape
from zlib import crc32

from tests.cities.city import Answer

_KINDS = {"pdf": "application/pdf", "zip": "application/zip", "png": "image/png"}


@dataclass(frozen=True, slots=True)
class Entry:
    """`on`: the day it bears. `since`: the first night that shows it, else the day after `on`.
    `gone`: from this day on it is in no list and its page is not found. `bears`: what it bears
    instead on a night. `href`: it leads there.
    """

    title: str
    on: date
    text: str = ""
    since: date | None = None
    gone: date = date.max
    bears: Callable[[date], date] | None = None
    href: str = ""

    @property
    def no(self) -> int:
        return crc32(f"{self.title}{self.on}".encode()) % 10**7

    def stands(self, night: date) -> bool:
        return (self.since or self.on + timedelta(days=1)) <= night < self.gone

    def day(self, night: date) -> date:
        return self.bears(night) if self.bears else self.on


@dataclass(frozen=True, slots=True)
class Column:
    """`page`: what it shows instead of a list. `above`: what stands over its list on a night.
    `home`: rows on the home page. `leads`: where its link in the menu leads instead. `called`:
    its name on a night. `listed`: which of its entries its list shows; `hidden`: not in the menu.
    """

    key: str
    name: str
    entries: tuple[Entry, ...] = ()
    page: str = ""
    above: Callable[[date], str] | None = None
    home: int = 0
    leads: str = ""
    called: Callable[[date], str] | None = None
    listed: Callable[[Entry, date], bool] | None = None
    hidden: bool = False

    def title(self, night: date) -> str:
        return self.called(night) if self.called else self.name

    def standing(self, night: date) -> list[Entry]:
        told = [e for e in self.entries if e.stands(night)]
        return sorted(told, key=lambda e: (e.day(night), e.no), reverse=True)

    def shown(self, night: date) -> list[Entry]:
        keep = self.listed
        return [e for e in self.standing(night) if keep is None or keep(e, night)]


@dataclass(eq=False)
class Site:
    """`base`: its folder on the host. `since`: before that day its columns are not there."""

    host: str
    name: str
    columns: tuple[Column, ...]
    code: str = "4307990001"
    base: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)
    per_page: int = 15

    def answer(self, target: str, night: date) -> Answer | None:
        return self.pages(night).get(self.normal(target))

    def normal(self, target: str) -> str:
        path = target.partition("?")[0]
        return path + "index.html" if path.endswith("/") else path

    @lru_cache(maxsize=2)  # noqa: B019 (a site lives as long as the program)
    def pages(self, night: date) -> dict[str, Answer]:
        told = {at: sent(data, at) for at, data in self.files.items()}
        for column in self.columns:
            if not column.leads:
                told.update(self.column_pages(column, night))
        told[self.normal(self.base + "/")] = html(self.front(night))
        return told

    def column_pages(self, column: Column, night: date) -> dict[str, Answer]:
        above = column.above(night) if column.above else ""
        if column.page:
            inner = f'<div class="article">{above}{column.page}</div>'
            return {self.normal(self.list_at(column, 1)): html(self.frame(column, inner, night))}
        shown, told = column.shown(night), {}
        count = max(1, -(-len(shown) // self.per_page))
        for n in range(count):
            rows = shown[n * self.per_page : (n + 1) * self.per_page]
            inner = above + self.rows(column, rows, night) + self.pager(column, count, len(shown))
            told[self.normal(self.list_at(column, n + 1))] = html(self.frame(column, inner, night))
        for entry in column.standing(night):
            if not entry.href:
                page = self.frame(column, self.article(entry, night), night, entry.title)
                told[self.normal(self.entry_at(column, entry, night))] = html(page)
        return told

    def list_at(self, column: Column, page: int) -> str:
        return f"{self.base}/{column.key}/" + (f"index_{page - 1}.html" if page > 1 else "")

    def entry_at(self, column: Column, entry: Entry, night: date) -> str:
        return f"{self.base}/{column.key}/{entry.on:%Y%m}/t{entry.on:%Y%m%d}_{entry.no}.html"

    def frame(self, column: Column | None, inner: str, night: date, title: str = "") -> str:
        menu = "".join(
            f'<li><a href="{c.leads or self.list_at(c, 1)}">{c.title(night)}</a></li>'
            for c in self.columns
            if not c.hidden
        )
        where = column.title(night) if column else "首页"
        meta = f'<meta name="ColumnName" content="{where}">' if column and not title else ""
        return (
            f'<!DOCTYPE html><html><head><meta charset="utf-8">{meta}'
            f'<meta name="SiteName" content="{self.name}"><title>{title or where}_{self.name}'
            f'</title></head><body><div class="head"><img src="{self.base}/logo.png" alt='
            f'"{self.name}"></div><div class="menu"><ul><li><a href="{self.base}/">首页</a></li>'
            f'{menu}</ul></div><div class="crumb">您所在的位置：<a href="{self.base}/">首页</a> &gt; '
            f'{where}</div><div class="main">{inner}</div><div class="foot"><p>主办单位：{self.name}'
            f"　网站标识码：{self.code}</p><p>地址：云津区滨河路88号　联系电话：0799-6620011</p></div>"
            "</body></html>"
        )

    def rows(self, column: Column, entries: list[Entry], night: date) -> str:
        told = "".join(
            f'<li><a href="{self.to(column, e, night)}" title="{escape(e.title)}">'
            f"{escape(e.title)}</a><span>{e.day(night)}</span></li>"
            for e in entries
        )
        return f'<ul class="list">{told}</ul>'

    def to(self, column: Column, entry: Entry, night: date) -> str:
        return escape(entry.href or self.entry_at(column, entry, night))

    def pager(self, column: Column, count: int, total: int) -> str:
        told = "".join(f'<a href="{self.list_at(column, n)}">{n}</a>' for n in range(1, count + 1))
        return f'<div class="pages">{told} 共{total}条</div>' if count > 1 else ""

    def article(self, entry: Entry, night: date) -> str:
        return (
            f'<h1>{escape(entry.title)}</h1><div class="info">发布日期：{entry.day(night)}　来源：'
            f'{self.name}</div><div class="article" id="zoom">{entry.text}</div>'
        )

    def front(self, night: date) -> str:
        blocks = "".join(
            f'<div class="box"><h2><a href="{self.list_at(c, 1)}">{c.title(night)}</a></h2>'
            f"{self.rows(c, c.shown(night)[: c.home], night)}</div>"
            for c in self.columns
            if c.home
        )
        return self.frame(None, blocks, night)


class Numbered(Site):
    """Columns and entries by number; cells for rows."""

    def list_at(self, column: Column, page: int) -> str:
        more = f"index_{page}.html" if page > 1 else "index.html"
        return f"{self.base}/col/col{crc32(column.key.encode()) % 9000 + 1000}/{more}"

    def entry_at(self, column: Column, entry: Entry, night: date) -> str:
        no = crc32(column.key.encode()) % 9000 + 1000
        on = f"{entry.on.year}/{entry.on.month}/{entry.on.day}"
        return f"{self.base}/art/{on}/art_{no}_{entry.no}.html"

    def rows(self, column: Column, entries: list[Entry], night: date) -> str:
        told = "".join(
            f'<tr><td>·</td><td><a href="{self.to(column, e, night)}" target="_blank">'
            f'{escape(e.title)}</a></td><td align="right">[{e.day(night)}]</td></tr>'
            for e in entries
        )
        return f'<table width="100%" class="lst">{told}</table>'


class Asked(Site):
    """Everything by a query; definitions for rows."""

    def normal(self, target: str) -> str:
        return {"/": "/index.jsp"}.get(target, target)

    def list_at(self, column: Column, page: int) -> str:
        return f"/list.jsp?lm={column.key}" + (f"&page={page}" if page > 1 else "")

    def entry_at(self, column: Column, entry: Entry, night: date) -> str:
        return f"/show.jsp?id={entry.no}"

    def rows(self, column: Column, entries: list[Entry], night: date) -> str:
        told = "".join(
            f'<dd><i>{e.day(night):%Y/%m/%d}</i><a href="{self.to(column, e, night)}">'
            f"{escape(e.title)}</a></dd>"
            for e in entries
        )
        return f"<dl>{told}</dl>"


def html(page: str, status: int = 200, **headers: str) -> Answer:
    return Answer(page, status, {"content-type": "text/html; charset=utf-8", **headers})


def sent(data: bytes, at: str) -> Answer:
    kind = _KINDS.get(at.rsplit(".", 1)[-1], "application/octet-stream")
    return Answer(data, 200, {"content-type": kind})


def moved(to: str, status: int = 302, **headers: str) -> Answer:
    return Answer("", status, {"location": to, "content-type": "text/html", **headers})
