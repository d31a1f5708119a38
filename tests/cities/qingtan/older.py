"""Six publishing systems of the past: ASP.NET postbacks, framesets with document.write, dedecms,
boda, ASP tables, and a page kit that splits a date into two boxes.
"""

from datetime import date
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


class AspNet(System):
    """GBK, a GridView, further pages by __doPostBack only."""

    charset = "gbk"
    per_page = 20

    def list_at(self, channel: Channel, page: int, pages: int) -> str:
        return f"/NewsList.aspx?ClassID={channel.no}" + ("" if page == 1 else f"&p={page}#")

    def item_at(self, channel: Channel, item: Item) -> str:
        return f"/NewsView.aspx?ID={item.id}"

    def frame(self, site: Site, night: date, title: str, inner: str) -> str:
        state = f"{number(title, night, 16**12):012x}" * 6
        menu = links(site.nav(), '<a href="{0}" class="menu">{1}</a>')
        return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN">
<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312" />
<title>{site.name}--{title}</title></head><body>
<form name="aspnetForm" method="post" action="" id="aspnetForm">
<input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="/wEPDwUK{state}" />
<div class="top"><span id="ctl00_lblDate">{today(night)}</span>
<img src="images/banner.jpg" alt="{site.name}" /></div>
<div class="menu"><a href="/Default.aspx">首　页</a>{menu}</div>
<div class="main">{inner}</div><div class="foot">{site.name} 版权所有 网站标识码：{site.code}
横ICP备11008812号　在线人数：{number(site.host, night, 37)}　总访问：{visits(site, night)}</div>
</form></body></html>"""

    def rows(self, site: Site, channel: Channel, shown: list[Item], night: date) -> str:
        told = "".join(
            f'<tr style="height:24px;"><td><img src="images/dot.gif" /></td><td><a href='
            f'"{site.href(channel, item).lstrip("/") if not item.link else item.link}" '
            f'target="_blank">{escape(item.title)}</a></td>'
            f"<td>{item.dated(night):%Y-%m-%d}</td></tr>"
            for item in shown
        )
        return f'<table id="ctl00_Main_GridView1" cellspacing="0" border="0">{told}</table>'

    def pager(self, channel: Channel, page: int, pages: int, total: int) -> str:
        told = "".join(
            f"<a href=\"javascript:__doPostBack('ctl00$Main$Pager','{n}')\">{n}</a>&nbsp;"
            for n in range(1, pages + 1)
        )
        return f'<div id="ctl00_Main_Pager">第{page}页/共{pages}页　共{total}条　{told}</div>'

    def entry(self, site: Site, channel: Channel, item: Item, night: date) -> str:
        inner = (
            f'<span id="ctl00_Main_lblTitle">{escape(item.title)}</span><div>添加时间：'
            f'<span id="ctl00_Main_lblTime">{item.dated(night):%Y-%m-%d} 10:05:33</span> 点击：'
            f"{number(item.title, night, 700)}</div>"
            f'<span id="ctl00_Main_lblBody">{item.body}</span>'
        )
        return self.frame(site, night, item.title, inner)

    def home(self, site: Site, night: date) -> str:
        told = []
        for channel in site.channels:
            if channel.rows:
                rows = self.rows(site, channel, channel.shown(night)[: channel.rows], night)
                at = self.list_at(channel, 1, 1)
                told.append(
                    f'<div class="box"><a href="{at}">{channel.name}&gt;&gt;</a>{rows}</div>'
                )
        box = links(site.rotating(night, 3), '<li class="pic"><a href="{0}">{1}</a></li>')
        return self.frame(site, night, "首页", f"<ul>{box}</ul>" + "".join(told) + site.blurb)

    def more(self, site: Site, night: date) -> dict[str, Made]:
        return {"/Default.aspx": lambda: self.send(self.home(site, night))}


class Frames(System):
    """A frameset of 2005 in GB2312: top, left and main; lists written by scripts; tables only."""

    charset = "gb2312"
    per_page = 1000

    def list_at(self, channel: Channel, page: int, pages: int) -> str:
        return f"/{channel.key}.htm"

    def item_at(self, channel: Channel, item: Item) -> str:
        return f"/{channel.key}/{item.on:%y%m}/{item.id}.htm"

    def frame(self, site: Site, night: date, title: str, inner: str) -> str:
        return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>{title} {site.name}</title></head><body bgcolor="#F3FFF0"><table width="100%" border="0">
<tr><td height="28" bgcolor="#2E8B57"><font color="#FFFFFF">{site.name} &gt; {title}</font>
</td></tr><tr><td>{inner}</td></tr>
<tr><td align="center"><font size="2">{site.name}　{today(night)}　\
标识码：{site.code}</font></td></tr></table></body></html>"""

    def rows(self, site: Site, channel: Channel, shown: list[Item], night: date) -> str:
        return (
            '<table width="96%" border="0" cellpadding="3">'
            f'<script language="javascript" src="/js/{channel.key}.js"></script></table>'
        )

    def pager(self, channel: Channel, page: int, pages: int, total: int) -> str:
        return ""

    def entry(self, site: Site, channel: Channel, item: Item, night: date) -> str:
        inner = (
            f'<table width="90%" align="center"><tr><td align="center"><b>{escape(item.title)}</b>'
            f"</td></tr><tr><td align=right>（{item.dated(night)}）</td></tr>"
            f"<tr><td>{item.body}</td></tr></table>"
        )
        return self.frame(site, night, item.title, inner)

    def home(self, site: Site, night: date) -> str:
        return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>{site.name}</title></head>
<frameset rows="110,*" border="0"><frame name="top" src="top.htm" scrolling="no">
<frameset cols="160,*" border="0"><frame name="left" src="left.htm">
<frame name="main" src="main.htm"></frameset>
<noframes><body>您的浏览器不支持框架。</body></noframes></frameset></html>"""

    def more(self, site: Site, night: date) -> dict[str, Made]:
        menu = links(site.nav(), '<tr><td><a href="{0}" target="main">{1}</a></td></tr>')
        top = f'<html><body><img src="top.jpg" alt="{site.name}"> {today(night)}</body></html>'
        left = (
            f'<html><body><table>{menu}</table><p>访问量<br><font color="red">{visits(site, night)}'
            "</font></p></body></html>"
        )
        boxes = "".join(
            f'<tr><td bgcolor="#CCEECC"><a href="{self.list_at(channel, 1, 1)}">{channel.name}</a>'
            f'</td></tr><tr><td><table><script src="/js/{channel.key}_top.js"></script></table>'
            "</td></tr>"
            for channel in site.channels
            if channel.rows
        )
        turning = links(site.rotating(night, 3), '<tr><td>※<a href="{0}">{1}</a></td></tr>')
        main = self.frame(site, night, "首页", f"<table>{boxes}{turning}</table>")
        known: dict[str, Made] = {
            "/top.htm": lambda: self.send(top),
            "/left.htm": lambda: self.send(left),
            "/main.htm": lambda: self.send(main),
        }
        for channel in site.channels:
            if not channel.text and not channel.made:
                known[f"/js/{channel.key}.js"] = self._script(site, channel, night, 1000)
                if channel.rows:
                    short = self._script(site, channel, night, channel.rows)
                    known[f"/js/{channel.key}_top.js"] = short
        return known

    def _script(self, site: Site, channel: Channel, night: date, count: int) -> Made:
        told = "".join(
            f'document.write(\'<tr><td>·<a href="{site.href(channel, item)}">{item.title}</a></td>'
            f"<td>{item.dated(night)}</td></tr>');\r\n"
            for item in channel.shown(night)[:count]
        )
        return lambda: sent(told, "js", "gbk")


class Dede(System):
    """dedecms: /html/channel/list_3_2.html."""

    per_page = 12

    def list_at(self, channel: Channel, page: int, pages: int) -> str:
        return f"/html/{channel.key}/" + ("" if page == 1 else f"list_{channel.no}_{page}.html")

    def item_at(self, channel: Channel, item: Item) -> str:
        return f"/html/{channel.key}/{item.on:%Y/%m%d}/{item.id}.html"

    def frame(self, site: Site, night: date, title: str, inner: str) -> str:
        return f"""<!DOCTYPE html><html><head><meta charset="utf-8" />
<title>{title}_{site.name}</title>
<link href="/templets/gov/style/dedecms.css" rel="stylesheet" /></head><body>
<div class="header w960"><div class="toplogo"><a href="/">{site.name}</a></div>
<span>{today(night)}</span></div><div class="nav"><ul>{links(site.nav())}</ul></div>
<div class="w960 center"><div class="place"><strong>当前位置:</strong> <a href="/">主页</a> &gt; {title}
</div>{inner}</div><div class="footer"><p>Copyright {site.name} 网站标识码{site.code} 横ICP备10021377号</p>
<p>浏览总数{visits(site, night)}</p></div></body></html>"""

    def rows(self, site: Site, channel: Channel, shown: list[Item], night: date) -> str:
        told = "".join(
            f'<li><a href="{site.href(channel, item)}" class="title">{escape(item.title)}</a>'
            f'<span class="info"><small>日期：</small>{item.dated(night)} 08:51:20 <small>点击：'
            f"</small>{number(item.title, night, 600)}</span></li>\n"
            for item in shown
        )
        return f'<div class="listbox"><ul class="e2">{told}</ul></div>'

    def pager(self, channel: Channel, page: int, pages: int, total: int) -> str:
        told = "".join(
            f'<li><a href="{self.list_at(channel, n, pages)}">{n}</a></li>'
            for n in range(1, pages + 1)
        )
        return (
            f'<div class="dede_pages"><ul class="pagelist"><li>共 <strong>{pages}</strong>页'
            f"<strong>{total}</strong>条</li>{told}</ul></div>"
        )

    def entry(self, site: Site, channel: Channel, item: Item, night: date) -> str:
        inner = (
            f'<div class="viewbox"><div class="title"><h2>{escape(item.title)}</h2></div>'
            f'<div class="info"><small>时间:</small>{item.dated(night)} 08:51<small>来源:</small>本站'
            f"<small>点击:</small>{number(item.title, night, 600)}次</div>"
            f'<div class="content">{item.body}</div></div>'
        )
        return self.frame(site, night, item.title, inner)

    def home(self, site: Site, night: date) -> str:
        told = []
        for channel in site.channels:
            if channel.rows:
                rows = "".join(
                    f"<li><span>{item.dated(night):%m-%d}</span>"
                    f'<a href="{site.href(channel, item)}">{escape(item.title)}</a></li>'
                    for item in channel.shown(night)[: channel.rows]
                )
                at = self.list_at(channel, 1, 1)
                told.append(
                    f'<dl class="tbox"><dt><strong><a href="{at}">{channel.name}</a></strong></dt>'
                    f'<dd><ul class="d1 ico3">{rows}</ul></dd></dl>'
                )
        box = links(site.rotating(night, 5))
        return self.frame(site, night, "首页", "".join(told) + f'<ul class="f1">{box}</ul>')


class Boda(System):
    """Boda: channel.htm, its second page counted from the end, articles below /info."""

    per_page = 10

    def list_at(self, channel: Channel, page: int, pages: int) -> str:
        return f"/{channel.key}.htm" if page == 1 else f"/{channel.key}/{pages - page + 1}.htm"

    def item_at(self, channel: Channel, item: Item) -> str:
        return f"/info/{channel.no + 1000}/{item.id}.htm"

    def frame(self, site: Site, night: date, title: str, inner: str) -> str:
        return f"""<!DOCTYPE html><HTML><HEAD><TITLE>{title}-{site.name}</TITLE>
<META Name="keywords" Content="{site.name},{title}" /><META Content="text/html; charset=UTF-8"
http-equiv="Content-Type"><META Name="SiteName" Content="{site.name}">
<META Name="SiteIDCode" Content="{site.code}"></HEAD><BODY>
<div class="header"><a href="/index.htm" title="{site.name}"><img src="/images/logo.png"
alt="{site.name}"></a><div class="date"><script>vsb_date()</script>{today(night)}</div></div>
<div class="nav"><UL>{links([("/index.htm", "首页"), *site.nav()])}</UL></div>
<!--#begineditable name="主体"-->{inner}<!--#endeditable-->
<div class="footer">主办：{site.name}　网站标识码：{site.code}　横公网安备4409812号　访问总量：
{visits(site, night)}</div></BODY></HTML>"""

    def rows(self, site: Site, channel: Channel, shown: list[Item], night: date) -> str:
        told = "".join(
            f'<li id="line_u9_{n}"><a href="{site.href(channel, item)}" target="_blank" '
            f'title="{escape(item.title)}"><em>{escape(item.title)}</em></a>'
            f"<span>{item.dated(night):%Y年%m月%d日}</span></li>\n"
            for n, item in enumerate(shown)
        )
        return f'<div class="main_conRCb"><ul>{told}</ul></div>'

    def pager(self, channel: Channel, page: int, pages: int, total: int) -> str:
        told = "".join(
            f'<span class="p_no"><a href="{self.list_at(channel, n, pages)}">{n}</a></span>'
            for n in range(1, pages + 1)
        )
        return f'<div class="pb_sys_common"><span class="p_t">共{total}条</span>{told}</div>'

    def entry(self, site: Site, channel: Channel, item: Item, night: date) -> str:
        inner = (
            f'<form name="_newscontent_fromname"><h1>{escape(item.title)}</h1><div class="nry02">'
            f"发布日期：{item.dated(night):%Y年%m月%d日} 11:06　作者：　浏览次数："
            f'[<span id="dynclicks">{number(item.title, night, 500)}</span>]</div>'
            f'<div id="vsb_content" class="v_news_content">{item.body}</div></form>'
        )
        return self.frame(site, night, item.title, inner)

    def home(self, site: Site, night: date) -> str:
        told = []
        for channel in site.channels:
            if channel.rows:
                at = self.list_at(channel, 1, 1)
                rows = self.rows(site, channel, channel.shown(night)[: channel.rows], night)
                told.append(
                    f'<div class="tit"><h2>{channel.name}</h2><a href="{at}">MORE+</a></div>{rows}'
                )
        box = links(site.rotating(night, 4), '<div class="banner"><a href="{0}">{1}</a></div>')
        return self.frame(site, night, "首页", box + "".join(told))


class Asp(System):
    """ASP over Access, GBK, nothing but tables and fonts."""

    charset = "gbk"
    per_page = 14

    def list_at(self, channel: Channel, page: int, pages: int) -> str:
        return f"/list.asp?typeid={channel.no}" + ("" if page == 1 else f"&page={page}")

    def item_at(self, channel: Channel, item: Item) -> str:
        return f"/show.asp?id={item.id}"

    def frame(self, site: Site, night: date, title: str, inner: str) -> str:
        menu = links(site.nav(), '<td><a href="{0}"><font color="#FFFF00">{1}</font></a></td>')
        return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>{site.name}-{title}</title></head><body><center><table width="780" border="0">
<tr><td><font size="6" color="red">{site.name}</font></td><td>{today(night)}</td></tr></table>
<table width="780" bgcolor="#CC0000"><tr><td><a href="/">首页</a></td>{menu}</tr></table>
<table width="780"><tr><td valign="top">{inner}</td></tr></table>
<table width="780"><tr><td align="center">{site.name}　地址：青滩市　标识码：{site.code}<br>
您是第 <img src="/count/{visits(site, night)}.gif" alt="{visits(site, night)}"> 位来访者</td></tr></table>
</center></body></html>"""

    def rows(self, site: Site, channel: Channel, shown: list[Item], night: date) -> str:
        told = "".join(
            f'<tr><td width="20">◆</td><td><a href="{site.href(channel, item)}">'
            f"{escape(item.title)}</a></td><td>"
            f'<font color="#999999">[{item.dated(night).year}/{item.dated(night).month}/'
            f"{item.dated(night).day}]</font></td></tr>\n"
            for item in shown
        )
        return f'<table width="100%">{told}</table>'

    def pager(self, channel: Channel, page: int, pages: int, total: int) -> str:
        after = min(page + 1, pages)
        return (
            f'<table><tr><td>共{total}条 第{page}/{pages}页 <a href="'
            f'{self.list_at(channel, after, pages)}">下一页</a></td></tr></table>'
        )

    def entry(self, site: Site, channel: Channel, item: Item, night: date) -> str:
        inner = (
            f'<table width="100%"><tr><td align="center"><b><font size="4">'
            f"{escape(item.title)}</font>"
            f"</b></td></tr><tr><td align=center>发布：{item.dated(night)}　阅读："
            f"{number(item.title, night, 300)}次</td></tr><tr><td>{item.body}</td></tr></table>"
        )
        return self.frame(site, night, item.title, inner)

    def home(self, site: Site, night: date) -> str:
        told = []
        for channel in site.channels:
            if channel.rows:
                rows = self.rows(site, channel, channel.shown(night)[: channel.rows], night)
                at = self.list_at(channel, 1, 1)
                told.append(
                    f'<table><tr><td><a href="{at}">{channel.name}</a></td></tr></table>{rows}'
                )
        box = links(
            site.rotating(night, 3), '<marquee scrollamount=3><a href="{0}">{1}</a></marquee>'
        )
        return self.frame(site, night, "首页", box + "".join(told) + site.blurb)


class Kit(System):
    """A page kit of 2026: cards, a date split into day and month."""

    per_page = 9

    def list_at(self, channel: Channel, page: int, pages: int) -> str:
        return f"/c/{channel.key}" + ("" if page == 1 else f"?page={page}")

    def item_at(self, channel: Channel, item: Item) -> str:
        return f"/a/{item.on:%Y%m%d}{item.id:06d}"

    def frame(self, site: Site, night: date, title: str, inner: str) -> str:
        return f"""<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8">
<title>{title} · {site.name}</title><meta name="SiteName" content="{site.name}"></head><body>
<header><a class="brand" href="/">{site.name}</a><time>{today(night)}</time>
<nav>{links(site.nav(), '<a href="{0}">{1}</a>')}</nav></header><main>{inner}</main>
<footer>{site.name}主办 网站标识码 {site.code} 横ICP备26000731号 访问 {visits(site, night)}</footer>
</body></html>"""

    def rows(self, site: Site, channel: Channel, shown: list[Item], night: date) -> str:
        return "".join(
            f'<section class="card"><div class="when"><b>{item.dated(night):%d}</b>'
            f'<i>{item.dated(night):%Y-%m}</i></div><a href="{site.href(channel, item)}">'
            f"<h4>{escape(item.title)}</h4></a></section>\n"
            for item in shown
        )

    def pager(self, channel: Channel, page: int, pages: int, total: int) -> str:
        told = "".join(
            f'<a href="{self.list_at(channel, n, pages)}">{n}</a>' for n in range(1, pages + 1)
        )
        return f'<div class="pager">{told}</div>' if pages > 1 else ""

    def entry(self, site: Site, channel: Channel, item: Item, night: date) -> str:
        inner = (
            f'<article><h1>{escape(item.title)}</h1><p class="by">发布于 {item.dated(night)}</p>'
            f"{item.body}</article>"
        )
        return self.frame(site, night, item.title, inner)

    def home(self, site: Site, night: date) -> str:
        told = []
        for channel in site.channels:
            if channel.rows:
                at = self.list_at(channel, 1, 1)
                rows = self.rows(site, channel, channel.shown(night)[: channel.rows], night)
                told.append(
                    f'<h3><a href="{at}">{channel.name}</a></h3><div class="grid">{rows}</div>'
                )
        box = links(site.rotating(night, 4), '<a class="slide" href="{0}">{1}</a>')
        return self.frame(site, night, "首页", f'<div class="hero">{box}</div>' + "".join(told))
