"""How ten publishing systems of counties address and draw their pages. Each draws the same four
things (a home page, a list, an article, a page of one text) in its own markup.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape
from math import ceil

from tests.cities.city import Answer
from tests.cities.lanshui.writing import Item

Entry = tuple[str, str, date]
Made = Callable[["Site", "Channel", Sequence[Entry]], str]


@dataclass(frozen=True, slots=True)
class Channel:
    """`text`: it is a page and no list. `made`: a list drawn in a way of its own."""

    no: int
    path: str
    name: str
    items: tuple[Item, ...] = ()
    text: str = ""
    made: Made | None = None

    def shown(self, night: date) -> list[Item]:
        """What stands on the list before dawn of `night`, pinned items on top."""
        here = [item for item in self.items if item.up < night <= item.gone]
        return sorted(here, key=lambda i: (i.is_pinned, i.claimed(night), i.id), reverse=True)


@dataclass(frozen=True, slots=True)
class Site:
    """`home`: paths of the channels whose newest entries stand on the home page."""

    host: str
    name: str
    system: "System"
    channels: tuple[Channel, ...]
    home: tuple[str, ...]
    code: str = "9912340000"
    extra: str = ""
    rows_on_home: int = 7
    hidden_in_nav: frozenset[str] = field(default_factory=frozenset)

    def pages(self, night: date) -> Mapping[str, Callable[[], Answer]]:
        """Every address that answers on `night`."""
        known: dict[str, Callable[[], Answer]] = {}
        home = lambda: self.system.send(self.system.home(self, night))  # noqa: E731
        known["/"] = known["/index.html"] = home
        for channel in self.channels:
            shown = channel.shown(night)
            count = max(1, ceil(len(shown) / self.system.per_page))
            for page in range(1, count + 1):
                known[self.system.list_at(channel, page, count)] = self._list(channel, page, night)
            for item in channel.items:
                if item.up < night <= item.gone and not item.href:
                    known[self.system.item_at(channel, item)] = self._item(channel, item, night)
        return known

    def entries(self, channel: Channel, night: date) -> list[Entry]:
        return [
            (i.title, i.href or self.system.item_at(channel, i), i.claimed(night))
            for i in channel.shown(night)
        ]

    def channel(self, path: str) -> Channel:
        return next(c for c in self.channels if c.path == path)

    def _list(self, channel: Channel, page: int, night: date) -> Callable[[], Answer]:
        return lambda: self.system.send(self.system.list_page(self, channel, page, night))

    def _item(self, channel: Channel, item: Item, night: date) -> Callable[[], Answer]:
        return lambda: self.system.send(self.system.article(self, channel, item, night))


class System:
    """Markup of a plain system with a `ul`; the others say where they differ."""

    charset = "utf-8"
    per_page = 15
    generator = ""
    date_form = "%Y-%m-%d"

    def send(self, html: str) -> Answer:
        body = html.encode("gb18030" if self.charset == "gb2312" else self.charset)
        return Answer(body, headers={"content-type": f"text/html; charset={self.charset}"})

    def list_at(self, channel: Channel, page: int, pages: int) -> str:
        raise NotImplementedError

    def item_at(self, channel: Channel, item: Item) -> str:
        raise NotImplementedError

    def home(self, site: Site, night: date) -> str:
        blocks = "".join(self.block(site, site.channel(path), night) for path in site.home)
        return self.shell(site, site.name, night, blocks + site.extra)

    def block(self, site: Site, channel: Channel, night: date) -> str:
        rows = self.rows(site.entries(channel, night)[: site.rows_on_home])
        more = f'<a class="more" href="{escape(self.list_at(channel, 1, 1))}">更多&gt;&gt;</a>'
        return f'<div class="box"><div class="tit"><h2>{channel.name}</h2>{more}</div>{rows}</div>'

    def list_page(self, site: Site, channel: Channel, page: int, night: date) -> str:
        entries = site.entries(channel, night)
        if channel.made:
            inner = channel.made(site, channel, entries)
        elif channel.text:
            inner = f'<div class="content">{channel.text}</div>'
        else:
            here = entries[(page - 1) * self.per_page : page * self.per_page]
            pages = max(1, ceil(len(entries) / self.per_page))
            inner = self.rows(here) + self.pager(channel, page, pages, len(entries))
        where = f'<div class="position">当前位置：<a href="/">首页</a> &gt; {channel.name}</div>'
        return self.shell(
            site, f"{channel.name}-{site.name}", night,
            f'{where}<div class="list"><h1 class="lm">{channel.name}</h1>{inner}</div>',
        )  # fmt: skip

    def rows(self, entries: Sequence[Entry]) -> str:
        rows = "".join(
            f'<li><a href="{escape(href)}" title="{title}" target="_blank">{title}</a>'
            f"<span>{day.strftime(self.date_form)}</span></li>"
            for title, href, day in entries
        )
        return f'<ul class="list-box">{rows}</ul>'

    def pager(self, channel: Channel, page: int, pages: int, total: int) -> str:
        if pages < 2:
            return ""
        links = "".join(
            f'<a href="{escape(self.list_at(channel, n, pages))}">{n}</a> '
            if n != page
            else f'<span class="cur">{n}</span> '
            for n in range(1, pages + 1)
        )
        after = (
            f'<a href="{escape(self.list_at(channel, page + 1, pages))}">下一页</a>'
            if page < pages
            else "下一页"
        )
        return f'<div class="page">共{total}条 {links}{after}</div>'

    def article(self, site: Site, channel: Channel, item: Item, night: date) -> str:
        day = item.claimed(night).strftime("%Y-%m-%d")
        where = (
            f'<div class="position">当前位置：<a href="/">首页</a> &gt; '
            f'<a href="{escape(self.list_at(channel, 1, 1))}">{channel.name}</a> &gt; 正文</div>'
        )
        return self.shell(
            site, f"{item.title}-{site.name}", night,
            f'{where}<div class="article"><h1>{item.title}</h1>'
            f'<div class="info">发布时间：{day}　来源：{site.name}　浏览次数：{item.id % 700 + night.day}</div>'
            f'<div class="content" id="zoom">{item.body}</div></div>',
        )  # fmt: skip

    def nav(self, site: Site) -> str:
        return "".join(
            f'<li><a href="{escape(self.list_at(c, 1, 1))}">{c.name}</a></li>'
            for c in site.channels
            if c.path not in site.hidden_in_nav
        )

    def head(self, site: Site, title: str) -> str:
        made_by = f'<meta name="generator" content="{self.generator}">' if self.generator else ""
        return (
            f'<head><meta http-equiv="Content-Type" content="text/html; charset={self.charset}">'
            f"<title>{title}</title>{made_by}"
            f'<meta name="SiteName" content="{site.name}"></head>'
        )

    def foot(self, site: Site) -> str:
        return (
            f'<div class="footer"><p>主办单位：{site.name}　网站标识码：{site.code}</p>'
            "<p>联系电话：0000-0000000　示例备2026000001号</p></div>"
        )

    def shell(self, site: Site, title: str, night: date, body: str) -> str:
        return (
            "<!DOCTYPE html>\n<html>"
            f'{self.head(site, title)}<body><div class="header"><div class="logo">{site.name}</div>'
            f'<ul class="nav"><li><a href="/">网站首页</a></li>{self.nav(site)}</ul></div>'
            f'<div class="main">{body}</div>{self.foot(site)}</body></html>'
        )


class Boda(System):
    """博达: pages count down, articles below /info/."""

    generator = "Powered by VSB"
    date_form = "%Y-%m-%d"

    def list_at(self, channel: Channel, page: int, pages: int) -> str:
        at = f"/{channel.path}"
        return f"{at}.htm" if page == 1 else f"{at}/{pages - page + 1}.htm"

    def item_at(self, channel: Channel, item: Item) -> str:
        return f"/info/{channel.no}/{item.id}.htm"

    def rows(self, entries: Sequence[Entry]) -> str:
        rows = "".join(
            f'<li id="line_u8_{n}"><span class="fr">{day}</span>'
            f'<a href="{href}" target="_blank" title="{title}"><em></em>{title}</a></li>'
            for n, (title, href, day) in enumerate(entries)
        )
        return f'<div class="winstyle"><ul class="nl">{rows}</ul></div>'

    def article(self, site: Site, channel: Channel, item: Item, night: date) -> str:
        return self.shell(
            site, f"{item.title}-{site.name}", night,
            f'<div class="dqwz">您现在的位置：<a href="/">首页</a>&gt;&gt;'
            f'<a href="/{channel.path}.htm">{channel.name}</a>&gt;&gt;正文</div>'
            f'<form name="_newscontent_fromname"><h1 align="center">{item.title}</h1>'
            f'<div class="sj">发布时间：{item.day.year}年{item.day.month:02}月{item.day.day:02}日 '
            f'点击数：<script>_showDynClicks("wbnews", 1, {item.id})</script></div>'
            f'<div id="vsb_content"><div class="v_news_content">{item.body}</div></div></form>',
        )  # fmt: skip


class Dede(System):
    """织梦: lists are folders, articles stand below the day."""

    generator = "DedeCMS"
    charset = "utf-8"
    per_page = 20

    def list_at(self, channel: Channel, page: int, pages: int) -> str:
        at = f"/a/{channel.path}/"
        return at if page == 1 else f"{at}list_{channel.no}_{page}.html"

    def item_at(self, channel: Channel, item: Item) -> str:
        return f"/a/{channel.path}/{item.day:%Y/%m%d}/{item.id}.html"

    def rows(self, entries: Sequence[Entry]) -> str:
        rows = "".join(
            f'<li><a href="{href}" class="title">{title}</a> '
            f'<span class="info"><small>日期：</small>{day} <small>点击：</small>{len(title) * 7}</span></li>'
            for title, href, day in entries
        )
        return f'<div class="listbox"><ul class="e2">{rows}</ul></div>'


class Empire(System):
    """帝国: definition of a list by table rows, dates in brackets."""

    generator = "EmpireCMS"

    def list_at(self, channel: Channel, page: int, pages: int) -> str:
        at = f"/html/{channel.path}/"
        return at if page == 1 else f"{at}index_{page}.html"

    def item_at(self, channel: Channel, item: Item) -> str:
        return f"/html/{channel.path}/{item.id}.html"

    def rows(self, entries: Sequence[Entry]) -> str:
        rows = "".join(
            f'<tr><td height="25">·<a href="{href}" title="{title}">{title}</a></td>'
            f'<td width="100" align="right">[{day}]</td></tr>'
            for title, href, day in entries
        )
        return f'<table width="100%" class="box"><tbody>{rows}</tbody></table>'


class SiteServer(System):
    """SiteServer: channels and contents by number."""

    generator = "SiteServer CMS"

    def list_at(self, channel: Channel, page: int, pages: int) -> str:
        return (
            f"/channels/{channel.no}.html" if page == 1 else f"/channels/{channel.no}_{page}.html"
        )

    def item_at(self, channel: Channel, item: Item) -> str:
        return f"/contents/{channel.no}/{item.id}.html"

    def rows(self, entries: Sequence[Entry]) -> str:
        rows = "".join(
            f'<div class="row item"><div class="col-9"><a href="{href}">{title}</a></div>'
            f'<div class="col-3 text-right">{day.year}/{day.month}/{day.day}</div></div>'
            for title, href, day in entries
        )
        return f'<div class="news">{rows}</div>'


class Asp2008(System):
    """Tables in tables, GB2312, a clock, a counter."""

    charset = "gb2312"
    per_page = 20

    def list_at(self, channel: Channel, page: int, pages: int) -> str:
        return f"/list.asp?classid={channel.no}" + (f"&page={page}" if page > 1 else "")

    def item_at(self, channel: Channel, item: Item) -> str:
        return f"/show.asp?id={item.id}"

    def rows(self, entries: Sequence[Entry]) -> str:
        rows = "".join(
            f'<tr><td width="15"><img src="images/dot.gif"></td><td height="24">'
            f'<a href="{escape(href)}" target="_blank"><font color="#333333">{title}</font></a></td>'
            f'<td width="90"><font color="#999999">{day.year}-{day.month}-{day.day}</font></td></tr>'
            for title, href, day in entries
        )
        return f'<table width="98%" border="0" cellpadding="0" cellspacing="0">{rows}</table>'

    def shell(self, site: Site, title: str, night: date, body: str) -> str:
        week = "一二三四五六日"[night.weekday()]
        links = "".join(
            f'<td align="center"><a href="{escape(self.list_at(c, 1, 1))}"><b>{c.name}</b></a></td>'
            for c in site.channels
        )
        return (
            f"<html>{self.head(site, title)}<body bgcolor='#FFFFFF' topmargin='0'><center>"
            f"<table width='950'><tr><td><img src='images/banner.jpg' alt='{site.name}'></td></tr>"
            f"<tr><td>今天是{night.year}年{night.month}月{night.day}日 星期{week}</td></tr></table>"
            f"<table width='950'><tr><td><a href='/'>首 页</a></td>{links}</tr></table>"
            f"<table width='950'><tr><td valign='top'>{body}</td></tr></table>"
            f"<table width='950'><tr><td align='center'>版权所有：{site.name}　您是第{night.toordinal() - 700000}位访客"
            f"<br>主办单位：{site.name}　网站标识码：{site.code}</td></tr></table></center></body></html>"
        )


class PhpCms(System):
    """PHPCMS: every address is a query."""

    generator = "PHPCMS V9"

    def list_at(self, channel: Channel, page: int, pages: int) -> str:
        at = f"/index.php?m=content&c=index&a=lists&catid={channel.no}"
        return at if page == 1 else f"{at}&page={page}"

    def item_at(self, channel: Channel, item: Item) -> str:
        return f"/index.php?m=content&c=index&a=show&catid={channel.no}&id={item.id}"

    def rows(self, entries: Sequence[Entry]) -> str:
        rows = "".join(
            f'<li><span class="rt">{day} 09:{len(title) + 10}:00</span>·'
            f'<a href="{escape(href)}" target="_blank" title="{title}">{title}</a></li>'
            for title, href, day in entries
        )
        return f'<ul class="list lh24 f14">{rows}</ul>'


class JeeCms(System):
    """JEECMS: .jhtml."""

    def list_at(self, channel: Channel, page: int, pages: int) -> str:
        return (
            f"/{channel.path}/index.jhtml" if page == 1 else f"/{channel.path}/index_{page}.jhtml"
        )

    def item_at(self, channel: Channel, item: Item) -> str:
        return f"/{channel.path}/{item.id}.jhtml"

    def rows(self, entries: Sequence[Entry]) -> str:
        rows = "".join(
            f'<dd><a href="{href}" title="{title}">{title}</a><em>[{day:%Y.%m.%d}]</em></dd>'
            for title, href, day in entries
        )
        return f'<dl class="newsList">{rows}</dl>'


class Kaipu(System):
    """开普: addresses hold the month and a hash."""

    def list_at(self, channel: Channel, page: int, pages: int) -> str:
        at = f"/bhz/{channel.path}/list"
        return f"{at}.shtml" if page == 1 else f"{at}_{page}.shtml"

    def item_at(self, channel: Channel, item: Item) -> str:
        name = hashlib.md5(f"{channel.no}{item.id}".encode(), usedforsecurity=False).hexdigest()
        return f"/bhz/c{channel.no}/{item.day:%Y%m}/{name}.shtml"

    def article(self, site: Site, channel: Channel, item: Item, night: date) -> str:
        page = super().article(site, channel, item, night)
        metas = (
            f'<meta name="ArticleTitle" content="{item.title}">'
            f'<meta name="PubDate" content="{item.day} 08:30">'
            f'<meta name="ColumnName" content="{channel.name}">'
        )
        return page.replace("</head>", f"{metas}</head>").replace('id="zoom"', 'id="UCAP-CONTENT"')


class Frames(System):
    """A frameset of 2008: the home page is three files."""

    per_page = 40
    charset = "gb2312"

    def list_at(self, channel: Channel, page: int, pages: int) -> str:
        return f"/{channel.path}.htm"

    def item_at(self, channel: Channel, item: Item) -> str:
        return f"/{channel.path}/{item.id}.htm"

    def rows(self, entries: Sequence[Entry]) -> str:
        rows = "".join(
            f"<tr><td>★ <a href='{href}' target='_blank'>{title}</a></td><td>（{day}）</td></tr>"
            for title, href, day in entries
        )
        return f"<table border=0 width=600>{rows}</table>"

    def home(self, site: Site, night: date) -> str:
        return (
            f"<html>{self.head(site, site.name)}<frameset rows='110,*' border='0'>"
            "<frame src='/top.htm' name='top' scrolling='no'><frameset cols='160,*'>"
            "<frame src='/left.htm' name='left'><frame src='/main.htm' name='main'></frameset>"
            "<noframes><body>您的浏览器不支持框架</body></noframes></frameset></html>"
        )

    def parts(self, site: Site, night: date) -> Mapping[str, str]:
        """The three files of the home page."""
        links = "".join(
            f"<tr><td><a href='{self.list_at(c, 1, 1)}' target='main'>{c.name}</a></td></tr>"
            for c in site.channels
        )
        head = self.head(site, site.name)
        blocks = "".join(self.block(site, site.channel(path), night) for path in site.home)
        return {
            "/top.htm": f"<html>{head}<body><h1>{site.name}</h1></body></html>",
            "/left.htm": f"<html>{head}<body><table>{links}</table></body></html>",
            "/main.htm": f"<html>{head}<body>{blocks}{self.foot(site)}</body></html>",
        }

    def shell(self, site: Site, title: str, night: date, body: str) -> str:
        return f"<html>{self.head(site, title)}<body>{body}{self.foot(site)}</body></html>"


class ListDash(System):
    """A town's site before its redesign: /list-5.html."""

    def list_at(self, channel: Channel, page: int, pages: int) -> str:
        return f"/list-{channel.no}.html" if page == 1 else f"/list-{channel.no}-{page}.html"

    def item_at(self, channel: Channel, item: Item) -> str:
        return f"/show-{channel.no}-{item.id}.html"


class NewsDetail(System):
    """The same after it: cards, split dates, other addresses."""

    per_page = 10

    def list_at(self, channel: Channel, page: int, pages: int) -> str:
        return f"/news/list/{channel.no}" + (f"?page={page}" if page > 1 else "")

    def item_at(self, channel: Channel, item: Item) -> str:
        return f"/news/detail/{item.id}"

    def rows(self, entries: Sequence[Entry]) -> str:
        cards = "".join(
            f'<div class="card"><div class="date"><b>{day:%d}</b><i>{day:%Y-%m}</i></div>'
            f'<div class="txt"><h3><a href="{href}">{title}</a></h3><p>{title}，详情请点击标题查看。</p>'
            "</div></div>"
            for title, href, day in entries
        )
        return f'<section class="cards">{cards}</section>'


class Cloud(System):
    """A bureau's site on a cloud of its own; some of its lists come by script."""

    def list_at(self, channel: Channel, page: int, pages: int) -> str:
        at = f"/{channel.path}/"
        return at if page == 1 else f"{at}index_{page}.html"

    def item_at(self, channel: Channel, item: Item) -> str:
        return f"/{channel.path}/{item.day:%Y/%m}/{item.id}.html"


class Court(System):
    """The courts' system: ids in words, dates in the address of an article."""

    def list_at(self, channel: Channel, page: int, pages: int) -> str:
        at = f"/article/index/id/M0{channel.no}NTAwNiAOAAA"
        return f"{at}.shtml" if page == 1 else f"{at}/page/{page}.shtml"

    def item_at(self, channel: Channel, item: Item) -> str:
        return f"/article/detail/{item.day:%Y/%m}/id/{item.id}.shtml"

    def rows(self, entries: Sequence[Entry]) -> str:
        rows = "".join(
            f'<li><span class="left"><a href="{href}" title="{title}">{title}</a></span>'
            f'<span class="right">{day}</span></li>'
            for title, href, day in entries
        )
        return f'<div id="list"><ul class="yui3-g list_a">{rows}</ul></div>'
