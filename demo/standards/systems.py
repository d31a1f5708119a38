"""Five publishing systems: how each addresses and draws a home page, a list, an article and a page
of text.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from demo.standards.site import (
    Answerer,
    CountySite,
    Ending,
    File,
    ListLook,
    SentPage,
    SiteChannel,
    SiteItem,
)

_BOX = 6  # entries of a channel on the home page
_APOLOGY = "您访问的页面不存在或已删除"


@dataclass(frozen=True, slots=True)
class System:
    """`frame` draws everything round a body: title, the body, the site, the night, the channel."""

    encoding: str
    list_at: Callable[[SiteChannel], str]
    item_at: Callable[[SiteChannel, SiteItem], str]
    file_at: Callable[[SiteItem, File], str]
    frame: Callable[[CountySite, "System", date, str, str, SiteChannel | None], str]
    row: Callable[[str, str, str], str]  # address, title, day
    rows: Callable[[str], str]  # round the rows of a list
    box: Callable[[str, str, str], str]  # name, address, rows
    article: Callable[
        [SiteChannel, SiteItem, str, str], str
    ]  # the channel, the item, its day, its files
    day: Callable[[date], str]


def pages(site: CountySite, night: date) -> Mapping[str, Answerer]:
    """Every address of `site` that answers on `night`, but for those of a system's refusals."""
    system = SYSTEMS[site.system]
    known: dict[str, Answerer] = {"/": partial(_home, site, system), **site.extra}
    known["/index.html"] = known["/"]
    for channel in site.channels:
        if not channel.away and channel.since <= night:
            known |= dict(_of_channel(site, system, channel, night))
    return known


def missing(site: CountySite) -> SentPage:
    return _ended(site, site.missing)


def _of_channel(
    site: CountySite, system: System, channel: SiteChannel, night: date
) -> Iterator[tuple[str, Answerer]]:
    at = system.list_at(channel)
    yield (
        at,
        partial(_list, site, system, channel) if channel.is_open(night) else _gone(site, channel),
    )
    for item in channel.items:
        if item.day < night and not item.away:
            ends = channel.gone if not channel.is_open(night) else item.gone
            is_over = ends is not None and ends.covers(night)
            yield (
                system.item_at(channel, item),
                partial(_ended_as, site, ends.how)
                if ends and is_over
                else partial(_item, site, system, channel, item),
            )
            for file in item.files:
                if file.since <= night:
                    yield system.file_at(item, file), partial(_file, site, file)


def _gone(site: CountySite, channel: SiteChannel) -> Answerer:
    return partial(_ended_as, site, channel.gone.how if channel.gone else Ending.NOT_FOUND)


def _ended(site: CountySite, how: Ending) -> SentPage:
    charset = "gb2312" if SYSTEMS[site.system].encoding == "gbk" else "utf-8"
    words = {
        Ending.NOT_FOUND: (404, "404 - 找不到文件或目录"),
        Ending.APOLOGY: (200, _APOLOGY),
        Ending.FORBIDDEN: (403, "403 Forbidden"),
        Ending.FAILING: (503, "503 Service Unavailable"),
        Ending.PAGE: (200, _APOLOGY),
        Ending.STUB: (200, ""),
    }
    status, said = words[how]
    page = (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">'
        f"<title>{said}</title></head><body><h2>{said}</h2>"
        f'<p><a href="/">返回首页</a></p></body></html>'
    )
    return _html(page, charset, status)


def _ended_as(site: CountySite, how: Ending, night: date) -> SentPage:
    return _ended(site, how)


def _file(site: CountySite, file: File, night: date) -> SentPage:
    if night >= file.until:
        return _ended(site, Ending.NOT_FOUND)
    if file.gone and file.gone.covers(night):
        if file.gone.how is Ending.STUB:
            return SentPage(b"null", 200, {"content-type": file.content_type})
        return _ended(site, file.gone.how)
    return SentPage(file.data, 200, {"content-type": file.content_type})


def _home(site: CountySite, system: System, night: date) -> SentPage:
    boxes = []
    for key in site.home:
        channel = site.channel(key)
        if channel.is_open(night) and channel.look in (ListLook.ROWS, ListLook.UNDATED):
            rows = _rows(system, channel, channel.shown(night)[:_BOX])
            boxes.append(system.box(channel.name, system.list_at(channel), rows))
    body = f"{site.head}\n{''.join(boxes)}\n{site.quick}"
    return _framed(site, system, night, site.name, body, None)


def _rows(system: System, channel: SiteChannel, items: list[SiteItem]) -> str:
    is_dated = channel.look is not ListLook.UNDATED
    return "\n".join(
        system.row(
            item.away or system.item_at(channel, item),
            item.title,
            system.day(item.day) if is_dated else "",
        )
        for item in items
    )


def _list(site: CountySite, system: System, channel: SiteChannel, night: date) -> SentPage:
    if channel.text:
        body = channel.text(night, partial(system.item_at, channel))
    elif channel.look is ListLook.SCRIPT:
        body = (
            f'<ul id="list{channel.no}" class="newsList"></ul><div id="page"></div>'
            f'<script>$.getJSON("/api/list?cid={channel.no}&p=1",function(d){{render(d);}});</script>'
        )
    elif shown := channel.shown(night):
        body = system.rows(_rows(system, channel, shown))
    else:
        below = site.below(channel.key, night)
        body = "".join(
            system.box(
                child.name, _link(system, child), _rows(system, child, child.shown(night)[:_BOX])
            )
            for child in below
        ) or system.rows(f"<p>{channel.blank}</p>" if channel.blank else "")
    return _framed(site, system, night, f"{channel.name}-{site.name}", body, channel)


def _item(
    site: CountySite, system: System, channel: SiteChannel, item: SiteItem, night: date
) -> SentPage:
    linked = [file for file in item.files if file.since <= night < file.until]
    files = "".join(
        f'<p>附件：<a href="{system.file_at(item, file)}" target="_blank">{file.label}</a></p>'
        if number == 0
        else f'<p><a href="{system.file_at(item, file)}">{file.label}</a></p>'
        for number, file in enumerate(linked)
    )
    day = "" if channel.look is ListLook.UNDATED else system.day(item.day)
    body = system.article(channel, item.at(night), day, files)
    return _framed(site, system, night, f"{item.title}-{site.name}", body, channel)


def _framed(
    site: CountySite,
    system: System,
    night: date,
    title: str,
    body: str,
    channel: SiteChannel | None,
) -> SentPage:
    page = system.frame(site, system, night, title, body, channel)
    charset = "gb2312" if system.encoding == "gbk" else "utf-8"
    return _html(page, charset)


def _html(page: str, charset: str, status: int = 200) -> SentPage:
    encoding = "gbk" if charset == "gb2312" else charset
    return SentPage(
        page.encode(encoding, "xmlcharrefreplace"),
        status,
        {"content-type": f"text/html; charset={charset}"},
    )


def _link(system: System, channel: SiteChannel) -> str:
    return channel.away or system.list_at(channel)


def _crumbs(site: CountySite, system: System, channel: SiteChannel, between: str) -> str:
    steps = ['<a href="/">首页</a>']
    if channel.up:
        parent = site.channel(channel.up)
        steps.append(f'<a href="{_link(system, parent)}">{parent.name}</a>')
    steps.append(f'<a href="{_link(system, channel)}">{channel.name}</a>')
    return between.join(steps)


def _siblings(site: CountySite, system: System, night: date, channel: SiteChannel) -> str:
    """The menu beside a list: the channels of its own branch."""
    root = channel.up or channel.key
    return "".join(
        f'<li><a href="{_link(system, child)}">{child.name}</a></li>'
        for child in site.below(root, night)
    )


# 大汉 jcms: second level in a drop-down of the main menu


def _jcms_frame(
    site: CountySite,
    system: System,
    night: date,
    title: str,
    body: str,
    channel: SiteChannel | None,
) -> str:
    menu = []
    for first in site.menu(night):
        below = "".join(
            f'<li><a href="{_link(system, child)}">{child.name}</a></li>'
            for child in site.below(first.key, night)
        )
        sub = f'<ul class="sub">{below}</ul>' if below else ""
        menu.append(
            f'<li><a class="a1" href="{_link(system, first)}" target="_blank">{first.name}</a>{sub}</li>'
        )
    where = (
        f'<div class="dqwz">当前位置：{_crumbs(site, system, channel, " > ")}</div>'
        if channel
        else ""
    )
    base = f'<base href="http://{site.host}/">' if site.has_base and not channel else ""
    return f"""<!DOCTYPE html>
<html><head><meta charset="utf-8">{base}<title>{title}</title>
<meta name="SiteName" content="{site.name}"><meta name="SiteDomain" content="{site.host}">
<meta name="SiteIDCode" content="{site.code}">
<link rel="stylesheet" href="/images/style.css"></head>
<body><div class="header"><h1 class="logo">{site.name}</h1></div>
<div class="nav"><ul><li><a href="/">网站首页</a></li>{"".join(menu)}</ul></div>
{where}
<div class="main">{body}</div>
<div class="footer">{site.footer}</div></body></html>"""


def _jcms_article(channel: SiteChannel, item: SiteItem, day: str, files: str) -> str:
    info = f'<div class="info">发布日期：{day} 字体：[大 中 小]</div>' if day else ""
    return f"""<table class="artTable"><tr><td class="title">{item.title}</td></tr></table>
{info}<div id="zoom">{item.html}{files}</div>"""


JCMS = System(
    encoding="utf-8",
    list_at=lambda c: f"/col/col{c.no}/index.html",
    item_at=lambda c, i: f"/art/{i.day.year}/{i.day.month}/{i.day.day}/art_{c.no}_{i.no}.html",
    file_at=lambda i, f: f"/attach/0/{i.no}/{f.name}",
    frame=_jcms_frame,
    row=lambda at, title, day: (
        f'<li><a href="{at}" title="{title}" target="_blank">{title}</a>'
        + (f"<span>{day}</span></li>" if day else "</li>")
    ),
    rows=lambda rows: f'<div class="list"><ul class="clearfix">{rows}</ul></div>',
    box=lambda name, at, rows: (
        f'<div class="box"><div class="tit"><a href="{at}">{name}</a><a class="more" href="{at}">更多&gt;&gt;</a></div><ul>{rows}</ul></div>'
    ),
    article=_jcms_article,
    day=lambda d: f"{d:%Y-%m-%d}",
)


# TRS: folders, second level on the left of a list only


def _trs_frame(
    site: CountySite,
    system: System,
    night: date,
    title: str,
    body: str,
    channel: SiteChannel | None,
) -> str:
    menu = "".join(
        f'<a href="{_link(system, first)}" class="nav-item">{first.name}</a>'
        for first in site.menu(night)
    )
    side = ""
    if channel and (children := _siblings(site, system, night, channel)):
        side = f'<div class="left-menu"><h3>栏目导航</h3><ul>{children}</ul></div>'
    where = (
        f'<div class="position">您的位置： {_crumbs(site, system, channel, " &gt; ")}</div>'
        if channel
        else ""
    )
    base = '<base href="/">' if site.has_base and not channel else ""
    kind = f'<meta name="ColumnName" content="{channel.name}">' if channel else ""
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN">
<html xmlns="http://www.w3.org/1999/xhtml"><head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
{base}<title>{title}</title><meta name="SiteName" content="{site.name}" />{kind}
<script src="/images/jquery.js"></script></head><body>
<div class="top"><span class="site">{site.name}</span></div>
<nav class="navbar"><a href="/" class="nav-item">首页</a>{menu}</nav>
{where}<div class="wrap">{side}<div class="right">{body}</div></div>
<div class="bottom">{site.footer}</div></body></html>"""


def _trs_article(channel: SiteChannel, item: SiteItem, day: str, files: str) -> str:
    info = f'<p class="xl-info">时间：{day} 来源：本单位</p>' if day else ""
    return f"""<div class="xl"><h2>{item.title}</h2>{info}
<div class="TRS_Editor">{item.html}</div><div class="fj">{files}</div></div>"""


def _trs_list_at(channel: SiteChannel) -> str:
    return f"/{channel.up}/{channel.key}/" if channel.up else f"/{channel.key}/"


TRS = System(
    encoding="utf-8",
    list_at=_trs_list_at,
    item_at=lambda c, i: f"{_trs_list_at(c)}{i.day:%Y%m}/t{i.day:%Y%m%d}_{i.no}.html",
    file_at=lambda i, f: f"/files/{i.day:%Y%m}/P0{i.no}/{f.name}",
    frame=_trs_frame,
    row=lambda at, title, day: (
        f'<li><a href="{at}">{title}</a>' + (f"<em>{day}</em></li>" if day else "</li>")
    ),
    rows=lambda rows: f'<ul class="gl-list">{rows}</ul>',
    box=lambda name, at, rows: (
        f'<div class="modal"><h3><a href="{at}">{name}</a></h3><ul>{rows}</ul></div>'
    ),
    article=_trs_article,
    day=lambda d: f"[{d:%Y-%m-%d}]",
)


# 博达 VSB: .htm beside each other, second level in a drop-down and on the left


def _vsb_frame(
    site: CountySite,
    system: System,
    night: date,
    title: str,
    body: str,
    channel: SiteChannel | None,
) -> str:
    menu = "".join(
        f'<li class="nli"><a href="{_link(system, first)}" title="{first.name}">{first.name}</a><dl>'
        + "".join(
            f'<dd><a href="{_link(system, child)}">{child.name}</a></dd>'
            for child in site.below(first.key, night)
        )
        + "</dl></li>"
        for first in site.menu(night)
    )
    where = (
        f'<div class="winstyle">{_crumbs(site, system, channel, "&gt;&gt;")}</div>'
        if channel
        else ""
    )
    base = f'<base href="http://{site.host}/index.html">' if site.has_base and not channel else ""
    return f"""<HTML><HEAD>{base}<TITLE>{title}</TITLE>
<META Name="keywords" Content="{site.name}" />
<META content="text/html; charset=UTF-8" http-equiv="Content-Type">
<!--Announced by Visual SiteBuilder 9--></HEAD>
<BODY><div id="wrap"><div class="logo"><img src="/images/logo.png" alt="{site.name}"></div>
<ul class="menu"><li class="nli"><a href="/">首 页</a></li>{menu}</ul>{where}
<div class="ny">{body}</div><div class="foot">{site.footer}</div></div></BODY></HTML>"""


def _vsb_article(channel: SiteChannel, item: SiteItem, day: str, files: str) -> str:
    info = (
        f'<div align="center">{day}　作者：　（点击：<span id="dynclicks_wbnews_{item.no}"></span>）</div>'
        if day
        else ""
    )
    return f"""<form name="_newscontent_fromname"><h1 align="center">{item.title}</h1>{info}
<div id="vsb_content" class="v_news_content">{item.html}</div>
<ul style="list-style-type:none;">{files}</ul></form>"""


VSB = System(
    encoding="utf-8",
    list_at=lambda c: f"/{c.up}/{c.key}.htm" if c.up else f"/{c.key}.htm",
    item_at=lambda c, i: f"/info/{c.no}/{i.no}.htm",
    file_at=lambda i, f: f"/__local/{i.no % 16:X}/{i.no:05X}/{f.name}",
    frame=_vsb_frame,
    row=lambda at, title, day: (
        f'<li id="line_u5"><a href="{at}" target="_blank">{title}</a>'
        + (f'<span class="fr">{day}</span></li>' if day else "</li>")
    ),
    rows=lambda rows: f'<div class="ny_right_con"><ul>{rows}</ul></div>',
    box=lambda name, at, rows: (
        f'<div class="lm"><div class="lmt"><span>{name}</span><a href="{at}">MORE</a></div><ul>{rows}</ul></div>'
    ),
    article=_vsb_article,
    day=lambda d: f"{d.year}/{d:%m/%d}",
)


# ASP: GBK, tables, one bar of links, second level in a table on the left


def _asp_frame(
    site: CountySite,
    system: System,
    night: date,
    title: str,
    body: str,
    channel: SiteChannel | None,
) -> str:
    menu = " | ".join(
        f'<a href="{_link(system, first)}"><font color="#ffffff">{first.name}</font></a>'
        for first in site.menu(night)
    )
    side, where = "", ""
    if channel:
        cells = _siblings(site, system, night, channel)
        side = f'<td width="160" valign="top"><ul>{cells}</ul></td>' if cells else ""
        where = (
            f'<tr><td colspan="2">您现在的位置：{_crumbs(site, system, channel, " → ")}</td></tr>'
        )
    base = f'<base href="http://{site.host}/">' if site.has_base and not channel else ""
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
{base}<title>{title}</title></head>
<body topmargin="0"><table width="960" align="center"><tr><td><b>{site.name}</b></td></tr>
<tr><td bgcolor="#0a5ca8"><a href="/"><font color="#ffffff">首页</font></a> | {menu}</td></tr></table>
<table width="960" align="center">{where}<tr>{side}<td valign="top">{body}</td></tr></table>
<table width="960" align="center"><tr><td align="center">{site.footer}</td></tr></table>
</body></html>"""


def _asp_article(channel: SiteChannel, item: SiteItem, day: str, files: str) -> str:
    info = (
        f'<tr><td align="center">发布者：admin　发布时间：{day}　阅读：<script src="/hits.asp?id={item.no}"></script>次</td></tr>'
        if day
        else ""
    )
    return f"""<table width="100%">
<tr><td align="center"><font size="4"><b>{item.title}</b></font></td></tr>
{info}<tr><td class="content">{item.html}{files}</td></tr></table>"""


ASP = System(
    encoding="gbk",
    list_at=lambda c: f"/list.asp?classid={c.no}",
    item_at=lambda c, i: f"/show.asp?id={i.no}",
    file_at=lambda i, f: f"/UploadFiles/{i.day.year}/{i.no}_{f.name}",
    frame=_asp_frame,
    row=lambda at, title, day: (
        f'<tr><td height="25">·<a href="{at}" target="_blank">{title}</a></td>'
        + (f'<td width="90">{day}</td></tr>' if day else "</tr>")
    ),
    rows=lambda rows: f'<table width="98%">{rows}</table>',
    box=lambda name, at, rows: (
        f'<table width="470" class="box"><tr><td><b>{name}</b></td><td align="right"><a href="{at}">更多...</a></td></tr>{rows}</table>'
    ),
    article=_asp_article,
    day=lambda d: f"{d.year}-{d.month}-{d.day}",
)


# 集约化 platform: .shtml, cards, a full menu, no second level on inner pages but tabs


def _cards_frame(
    site: CountySite,
    system: System,
    night: date,
    title: str,
    body: str,
    channel: SiteChannel | None,
) -> str:
    menu = "".join(
        f'<li class="layui-nav-item"><a href="{_link(system, first)}">{first.name}</a></li>'
        for first in site.menu(night)
    )
    where = ""
    if channel:
        tabs = _siblings(site, system, night, channel)
        where = f'<p class="crumb">{_crumbs(site, system, channel, " / ")}</p><ul class="tabs">{tabs}</ul>'
    base = f'<base href="http://{site.host}/">' if site.has_base and not channel else ""
    return f"""<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">{base}
<meta name="viewport" content="width=device-width">
<meta name="SiteName" content="{site.name}"><meta name="SiteDomain" content="{site.host}">
<meta name="SiteIDCode" content="{site.code}">
<title>{title}</title></head>
<body><header><a href="/" class="brand">{site.name}</a><ul class="layui-nav"><li class="layui-nav-item"><a href="/">首页</a></li>{menu}</ul></header>
{where}<section class="content">{body}</section><footer>{site.footer}</footer></body></html>"""


def _cards_article(channel: SiteChannel, item: SiteItem, day: str, files: str) -> str:
    info = (
        f'<div class="meta"><span>发布时间：{day}</span><span>来源：{channel.name}</span></div>'
        if day
        else ""
    )
    return f'<article><h1>{item.title}</h1>{info}<div class="article-content">{item.html}</div>{files}</article>'


CARDS = System(
    encoding="utf-8",
    list_at=lambda c: f"/{c.up}/{c.key}/index.shtml" if c.up else f"/{c.key}/index.shtml",
    item_at=lambda c, i: f"/content/{i.day.year}/{i.day:%m%d}/{i.no}.shtml",
    file_at=lambda i, f: f"/upload/{i.day.year}/{i.no}/{f.name}",
    frame=_cards_frame,
    row=lambda at, title, day: (
        f'<li class="card-row"><a href="{at}"><span class="t">{title}</span></a>'
        + (f"<time>{day}</time></li>" if day else "</li>")
    ),
    rows=lambda rows: f'<ul class="card-list">{rows}</ul>',
    box=lambda name, at, rows: (
        f'<div class="card"><h2><a href="{at}">{name}</a></h2><ul>{rows}</ul></div>'
    ),
    article=_cards_article,
    day=lambda d: f"{d:%Y-%m-%d} 09:30",
)

SYSTEMS: Mapping[str, System] = {"jcms": JCMS, "trs": TRS, "vsb": VSB, "asp": ASP, "cards": CARDS}
