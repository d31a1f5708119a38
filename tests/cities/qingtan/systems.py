"""Six publishing systems of the present: a portal suite, createPageHTML lists, jpage stores,
WordPress, a vue shell over an API, and avalon or jquery lists over JSON files.
"""

import json
from datetime import date
from functools import partial
from html import escape

from tests.cities.qingtan.base import (
    Channel,
    Made,
    Site,
    System,
    links,
    number,
    sent,
    today,
    visits,
)
from tests.cities.qingtan.writing import Item


class Kaipu(System):
    """The city's portal: shtml below a site's folder, a hash for a name."""

    per_page = 18

    def list_at(self, channel: Channel, page: int, pages: int) -> str:
        return f"/{channel.key}/list{'' if page == 1 else f'_{page}'}.shtml"

    def item_at(self, channel: Channel, item: Item) -> str:
        name = f"{number(item.title, item.on, 16**12):012x}"
        return f"/{channel.key}/{item.on:%Y%m}/{name}.shtml"

    def frame(self, site: Site, night: date, title: str, inner: str) -> str:
        return f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">
<title>{title}-{site.name}</title><meta name="SiteName" content="{site.name}">
<meta name="SiteDomain" content="{site.host}"><meta name="SiteIDCode" content="{site.code}">
<meta name="ColumnName" content="{title}">
<link rel="stylesheet" href="/assets/kp.css"></head><body>
<div class="kp-top"><span>{today(night)}</span><em id="kp-clock"></em></div>
<div class="kp-head"><h1 class="logo"><a href="/">{site.name}门户网站</a></h1>
<ul class="kp-nav"><li><a href="/">首页</a></li>{links(site.nav())}
<li><a href="/bmpd/index.shtml">部门频道</a></li></ul></div>
<div class="kp-crumb">您的位置：<a href="/">首页</a> &gt; {title}</div>
<div class="kp-main">{inner}</div>
<div class="kp-foot"><p>主办：{site.name}办公室　网站标识码：{site.code}　横ICP备12007781号</p>
<p>访问量：{visits(site, night)}</p></div>
<script>setInterval(function(){{kp.clock(new Date())}},1000)</script></body></html>"""

    def rows(self, site: Site, channel: Channel, shown: list[Item], night: date) -> str:
        told = "".join(
            f'<li class="clearfix"><a href="{site.href(channel, item)}" target="_blank" '
            f'title="{escape(item.title)}">{escape(item.title)}</a>'
            f'<span class="date">{item.dated(night)}</span></li>\n'
            for item in shown
        )
        return f'<ul class="gl-list">{told}</ul>'

    def pager(self, channel: Channel, page: int, pages: int, total: int) -> str:
        told = "".join(
            f'<a href="{self.list_at(channel, n, pages)}"{" class=on" if n == page else ""}>{n}</a>'
            for n in range(1, pages + 1)
        )
        return f'<div class="kp-page">共{total}条　{told}</div>'

    def entry(self, site: Site, channel: Channel, item: Item, night: date) -> str:
        inner = (
            f'<div class="article"><h2>{escape(item.title)}</h2><div class="info">'
            f"发布时间：{item.dated(night)} 09:12　来源：{channel.name}　浏览次数："
            f'<i id="hits">{number(item.title, night, 900)}</i></div>'
            f'<div class="content" id="zoom">{item.body}</div></div>'
        )
        return self.frame(site, night, item.title, inner)

    def home(self, site: Site, night: date) -> str:
        blocks = []
        for channel in site.channels:
            if channel.rows:
                rows = self.rows(site, channel, channel.shown(night)[: channel.rows], night)
                at = self.list_at(channel, 1, 1)
                blocks.append(
                    f'<div class="box"><h3><a href="{at}">{channel.name}</a></h3>{rows}</div>'
                )
        turning = links(site.rotating(night), '<a class="swiper-slide" href="{0}">{1}</a>')
        blocks.insert(1, f'<div class="swiper">{turning}</div>')
        return self.frame(site, night, "首页", "".join(blocks))


class Trs(System):
    """TRS: a folder a channel, t2026…_1.html, further pages known to a script only."""

    per_page = 12

    def list_at(self, channel: Channel, page: int, pages: int) -> str:
        return f"/{channel.key}/" + ("" if page == 1 else f"index_{page - 1}.html")

    def item_at(self, channel: Channel, item: Item) -> str:
        return f"/{channel.key}/{item.on:%Y%m}/t{item.on:%Y%m%d}_{item.id}.html"

    def frame(self, site: Site, night: date, title: str, inner: str) -> str:
        return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN">
<html xmlns="http://www.w3.org/1999/xhtml"><head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>{title}_{site.name}</title></head><body>
<div id="header"><div class="sj">{today(night)}</div><h1>{site.name}</h1></div>
<div id="menu"><a href="/">网站首页</a>{links(site.nav(), '<a href="{0}">{1}</a>')}</div>
<div id="wz">当前位置：<a href="/">首页</a>&gt;&gt;{title}</div>
<div id="content">{inner}</div>
<div id="bottom">版权所有：{site.name}　标识码：{site.code}　横ICP备13001912号<br />
您是第<b>{visits(site, night)}</b>位访问者</div></body></html>"""

    def rows(self, site: Site, channel: Channel, shown: list[Item], night: date) -> str:
        return "".join(
            f'<div class="dlist"><p class="bt">·<a href="{site.href(channel, item)}">'
            f'{escape(item.title)}</a></p><p class="rq">({item.dated(night)})</p></div>\n'
            for item in shown
        )

    def pager(self, channel: Channel, page: int, pages: int, total: int) -> str:
        return (
            '<div class="page"><script language="javascript">'
            f'createPageHTML({pages}, {page - 1}, "index", "html");</script></div>'
        )

    def entry(self, site: Site, channel: Channel, item: Item, night: date) -> str:
        inner = (
            f'<h3 class="xl_tit">{escape(item.title)}</h3><p class="xl_ly">日期：'
            f"{item.dated(night)}　字号：<a>大</a> <a>中</a> <a>小</a></p>"
            f'<div class="TRS_Editor">{item.body}</div>'
        )
        return self.frame(site, night, item.title, inner)

    def home(self, site: Site, night: date) -> str:
        blocks = [
            f'<div class="lm"><h2>{channel.name}<a href="{self.list_at(channel, 1, 1)}">更多</a></h2>'
            + self.rows(site, channel, channel.shown(night)[: channel.rows], night)
            + "</div>"
            for channel in site.channels
            if channel.rows
        ]
        box = links(site.rotating(night, 4), '<p class="gd"><a href="{0}">{1}</a></p>')
        return self.frame(site, night, "首页", "".join(blocks) + f'<div class="tj">{box}</div>')


class Hanweb(System):
    """jpage: the records of a list stand in a store inside a script."""

    per_page = 200

    def list_at(self, channel: Channel, page: int, pages: int) -> str:
        return f"/col/col{channel.no + 4200}/index.html" + ("" if page == 1 else f"?pageNum={page}")

    def item_at(self, channel: Channel, item: Item) -> str:
        day = item.on
        return f"/art/{day.year}/{day.month}/{day.day}/art_{channel.no + 4200}_{item.id}.html"

    def frame(self, site: Site, night: date, title: str, inner: str) -> str:
        menu = links(site.nav(), '<td align="center"><a href="{0}">{1}</a></td>')
        return f"""<!DOCTYPE html><html><head><meta charset="utf-8">
<title>{site.name} {title}</title>
<meta name="SiteName" content="{site.name}"><meta name="SiteIDCode" content="{site.code}"></head>
<body><table width="1100" align="center"><tr><td colspan="9"><img src="/picture/top.jpg"
alt="{site.name}"></td></tr><tr><td><a href="/">首页</a></td>{menu}</tr></table>
<table width="1100" align="center"><tr><td class="bt_content">{inner}</td></tr></table>
<div class="bottom"><p>{site.name}主办　政府网站标识码：{site.code}　横ICP备09023366号</p>
<p>网站访问量：<script src="/module/visitcount/visit.jsp?i_webid=3"></script>
<noscript>{visits(site, night)}</noscript></p></div></body></html>"""

    def rows(self, site: Site, channel: Channel, shown: list[Item], night: date) -> str:
        told = "".join(
            f'<record><![CDATA[<li><a href="{site.href(channel, item)}" '
            f'title="{escape(item.title)}">'
            f"{escape(item.title)}</a><b>{item.dated(night)}</b></li>]]></record>\n"
            for item in shown
        )
        return (
            f'<div id="{channel.no}88" class="default_pgContainer"></div>'
            '<script type="text/xml"><datastore><nextgroup></nextgroup>'
            f"<recordset>\n{told}</recordset></datastore></script>"
            f'<script>jpage.init({{container:"{channel.no}88",totalRecord:{len(shown)}}})</script>'
        )

    def pager(self, channel: Channel, page: int, pages: int, total: int) -> str:
        return ""

    def entry(self, site: Site, channel: Channel, item: Item, night: date) -> str:
        inner = (
            f'<!--<$[标题名称(html)]>begin--><p class="title">{escape(item.title)}</p>'
            f"<!--<$[标题名称(html)]>end--><p>发布日期：{item.dated(night)}　来源：{site.name}</p>"
            f'<div id="zoom"><!--ZJEG_RSS.content.begin-->{item.body}'
            "<!--ZJEG_RSS.content.end--></div>"
        )
        return self.frame(site, night, item.title, inner)

    def home(self, site: Site, night: date) -> str:
        blocks = []
        for channel in site.channels:
            if channel.rows:
                told = "".join(
                    f'<tr><td><a href="{site.href(channel, item)}">{escape(item.title)}</a></td>'
                    f"<td>[{item.dated(night)}]</td></tr>"
                    for item in channel.shown(night)[: channel.rows]
                )
                at = self.list_at(channel, 1, 1)
                blocks.append(f'<h4><a href="{at}">{channel.name}</a></h4><table>{told}</table>')
        turning = links(site.rotating(night, 3), '<marquee><a href="{0}">{1}</a></marquee>')
        return self.frame(site, night, "首页", turning + "".join(blocks) + site.blurb)


class WordPress(System):
    """A blog that serves a bureau; from 20 August under other permanent addresses."""

    per_page = 10
    redone = date(2026, 8, 20)

    def __init__(self, is_redone: bool) -> None:
        self.is_redone = is_redone

    def list_at(self, channel: Channel, page: int, pages: int) -> str:
        return f"/category/{channel.key}/" + ("" if page == 1 else f"page/{page}/")

    def item_at(self, channel: Channel, item: Item) -> str:
        if self.is_redone:
            return f"/archives/{channel.key}/{item.id + 5}.html"
        return f"/?p={item.id}"

    def frame(self, site: Site, night: date, title: str, inner: str) -> str:
        theme = "govblue" if self.is_redone else "twentyten"
        box = links(site.rotating(night))
        return f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="UTF-8">
<title>{title} – {site.name}</title><meta name="generator" content="WordPress 5.8">
<link rel="stylesheet" href="/wp-content/themes/{theme}/style.css"></head>
<body class="{theme}"><header id="masthead"><p class="site-title"><a href="/">{site.name}</a></p>
<nav id="site-navigation"><ul class="menu">{links(site.nav())}</ul></nav></header>
<div id="primary"><main>{inner}</main></div>
<aside id="secondary"><section class="widget"><h2>随机文章</h2><ul>{box}</ul></section>
<section class="widget"><h2>日历</h2><p>{today(night)}</p></section></aside>
<footer id="colophon">主办单位：{site.name}　网站标识码{site.code}　横ICP备19000456号　累计访问
{visits(site, night)}</footer></body></html>"""

    def rows(self, site: Site, channel: Channel, shown: list[Item], night: date) -> str:
        told = []
        for item in shown:
            bare = item.body.split("</p>")[0].replace("<p>", "").strip()[:70]
            told.append(
                f'<article class="post type-post"><h2 class="entry-title"><a rel="bookmark" '
                f'href="{site.href(channel, item)}">{escape(item.title)}</a></h2>'
                f'<div class="entry-meta"><time class="entry-date" datetime="'
                f'{item.dated(night)}T10:20:00+08:00">{item.dated(night):%Y年%m月%d日}</time></div>'
                f'<div class="entry-summary"><p>{bare}……</p></div></article>\n'
            )
        return "".join(told)

    def pager(self, channel: Channel, page: int, pages: int, total: int) -> str:
        if pages == 1:
            return ""
        told = "".join(
            f'<a class="page-numbers" href="{self.list_at(channel, n, pages)}">{n}</a>'
            for n in range(1, pages + 1)
            if n != page
        )
        return f'<nav class="pagination">{told}</nav>'

    def entry(self, site: Site, channel: Channel, item: Item, night: date) -> str:
        inner = (
            f'<article class="post"><h1 class="entry-title">{escape(item.title)}</h1>'
            f'<time datetime="{item.dated(night)}T10:20:00+08:00">{item.dated(night):%Y年%m月%d日}'
            f'</time><div class="entry-content">{item.body}</div></article>'
        )
        return self.frame(site, night, item.title, inner)

    def home(self, site: Site, night: date) -> str:
        pairs = [
            (item.dated(night), item.id, channel, item)
            for channel in site.channels
            if channel.rows
            for item in channel.shown(night)
        ]
        newest = sorted(pairs, key=lambda told: told[:2], reverse=True)[:10]
        inner = "".join(self.rows(site, channel, [item], night) for _, _, channel, item in newest)
        return self.frame(site, night, "首页", inner + site.blurb)


class Vue(System):
    """A shell whose lists come from /api; the articles are pages of their own."""

    per_page = 1000

    def list_at(self, channel: Channel, page: int, pages: int) -> str:
        return f"/channel/{channel.key}"

    def item_at(self, channel: Channel, item: Item) -> str:
        return f"/detail/{channel.key}/{item.id}.html"

    def frame(self, site: Site, night: date, title: str, inner: str) -> str:
        menu = links(site.nav(), '<router-link><a href="{0}">{1}</a></router-link>')
        return f"""<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>{title} | \
{site.name}</title><script src="/static/js/vue.min.js"></script>
<script src="/static/js/axios.min.js"></script></head><body>
<header class="el-header"><strong>{site.name}</strong><nav><a href="/">首页</a>{menu}</nav></header>
<section class="el-main">{inner}</section>
<footer class="el-footer">主办单位：{site.name} 网站标识码：{site.code} 横ICP备20003345号
<span>总访问{visits(site, night)}次</span>
<time id="now">{today(night)}</time></footer></body></html>"""

    def rows(self, site: Site, channel: Channel, shown: list[Item], night: date) -> str:
        return _VUE_LIST.replace("KEY", channel.key)

    def pager(self, channel: Channel, page: int, pages: int, total: int) -> str:
        return '<el-pagination layout="total, prev, pager, next" :total="total"></el-pagination>'

    def entry(self, site: Site, channel: Channel, item: Item, night: date) -> str:
        inner = (
            f'<div class="detail"><h1>{escape(item.title)}</h1><div class="meta"><span>发布时间：'
            f"{item.dated(night)} 16:40:00</span></div>"
            f'<div class="rich-text">{item.body}</div></div>'
        )
        return self.frame(site, night, item.title, inner)

    def home(self, site: Site, night: date) -> str:
        lists = "".join(
            f'<h3><a href="{self.list_at(channel, 1, 1)}">{channel.name}</a></h3>'
            + self.rows(site, channel, [], night)
            .replace('id="app"', f'id="app{channel.no}"')
            .replace('"#app"', f'"#app{channel.no}"')
            for channel in site.channels
            if channel.rows
        )
        return self.frame(site, night, "首页", lists)

    def more(self, site: Site, night: date) -> dict[str, Made]:
        known: dict[str, Made] = {}
        for channel in site.channels:
            if channel.text or channel.made:
                continue
            records = [
                {
                    "id": item.id,
                    "title": item.title,
                    "publishTime": f"{item.dated(night)} 16:40:00",
                    "url": site.href(channel, item),
                }
                for item in channel.shown(night)
            ]
            body = {"code": 200, "msg": "ok", "data": {"total": len(records), "records": records}}
            text = json.dumps(body, ensure_ascii=False)
            at = f"/api/content/list?channel={channel.key}&pageNo=1&pageSize=100"
            known[at] = partial(sent, text, "json")
        return known


_VUE_LIST = """<div id="app"><ul class="news"><li v-for="item in list" :key="item.id">
<a :href="item.url">{{ item.title }}</a><em>{{ item.publishTime }}</em></li></ul></div>
<script>new Vue({el: "#app", data: {list: [], total: 0}, created: function () { var that = this;
axios.get("/api/content/list?channel=KEY&pageNo=1&pageSize=100").then(function (res) {
that.list = res.data.data.records; that.total = res.data.data.total; }); }});</script>"""


class Avalon(System):
    """Static shells; the lists are JSON files that jquery fetches and avalon repeats."""

    per_page = 1000

    def list_at(self, channel: Channel, page: int, pages: int) -> str:
        return f"/pub/{channel.key}.html"

    def item_at(self, channel: Channel, item: Item) -> str:
        return f"/pub/{channel.key}/{item.on:%Y}/{item.id}.html"

    def frame(self, site: Site, night: date, title: str, inner: str) -> str:
        return f"""<!DOCTYPE html><html><head><meta charset="utf-8">
<title>{title} - {site.name}</title>
<script src="/lib/jquery-1.11.3.min.js"></script><script src="/lib/avalon.js"></script></head><body>
<div class="w1200 top">{today(night)} <a href="/">{site.name}</a></div>
<div class="w1200 nav"><a href="/">首页</a> | {links(site.nav(), '<a href="{0}">{1}</a> |')}</div>
<div class="w1200 main">{inner}</div>
<div class="w1200 foot">{site.name} 版权所有 网站标识码：{site.code} 横ICP备17004410号
<span>浏览量 {visits(site, night)}</span></div></body></html>"""

    def rows(self, site: Site, channel: Channel, shown: list[Item], night: date) -> str:
        name = channel.key.replace("-", "_")
        return f"""<div ms-controller="{name}"><ul class="txtlist"><li ms-repeat-el="data">
<a ms-href="el.u">{{{{el.t}}}}</a><span>{{{{el.d}}}}</span></li></ul></div>
<script>var {name} = avalon.define({{$id: "{name}", data: []}});
$.getJSON("/data/{channel.key}.json", function (rows) {{ {name}.data = rows; }});</script>"""

    def pager(self, channel: Channel, page: int, pages: int, total: int) -> str:
        return ""

    def entry(self, site: Site, channel: Channel, item: Item, night: date) -> str:
        inner = (
            f'<h1 class="tt">{escape(item.title)}</h1><div class="ly">时间：{item.dated(night)} '
            f'作者：办公室 点击：{number(item.title, night, 800)}</div><div class="nr">{item.body}</div>'
        )
        return self.frame(site, night, item.title, inner)

    def home(self, site: Site, night: date) -> str:
        told = []
        for channel in site.channels:
            if not channel.rows:
                continue
            rows = "".join(
                f'<dd><a href="{site.href(channel, item)}">{escape(item.title)}</a>'
                f"<i>{item.dated(night)}</i></dd>"
                for item in channel.shown(night)[: channel.rows]
            )
            at = self.list_at(channel, 1, 1)
            told.append(f'<dl class="blk"><dt><a href="{at}">{channel.name}</a></dt>{rows}</dl>')
        box = links(site.rotating(night, 4), '<p class="hot"><a href="{0}">{1}</a></p>')
        return self.frame(site, night, "首页", "".join(told) + box)

    def more(self, site: Site, night: date) -> dict[str, Made]:
        known: dict[str, Made] = {}
        for channel in site.channels:
            if channel.text or channel.made:
                continue
            rows = [
                {"t": item.title, "u": site.href(channel, item), "d": str(item.dated(night))}
                for item in channel.shown(night)
            ]
            text = json.dumps(rows, ensure_ascii=False)
            known[f"/data/{channel.key}.json"] = partial(sent, text, "json")
        return known
