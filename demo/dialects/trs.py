"""TRS WCM: folders, tYYYYMMDD_id.html, a script that draws the paging, page 2 at index_1.html
(docs/field-notes.md §8).
"""

import re

from demo.dialects.base import (
    Asked,
    PageType,
    article_asked,
    attachment_name,
    banner,
    clicks,
    find_channel,
    friends,
    hot_list,
    identity,
    navigation,
    row_day,
    single_text,
    tokens,
    visitors,
)
from demo.site_view import View
from demo.world import Channel, DemoItem

_LIST = re.compile(r"^/([a-z0-9]+)/(?:index(?:_(\d+))?\.html)?$")
_ARTICLE = re.compile(r"^/([a-z0-9]+)/\d{6}/t\d{8}_(\d+)\.html$")
_FILE = re.compile(r"^/([a-z0-9]+)/\d{6}/P0\d{8}(\d+)\.xlsx$")


class Trs:
    encoding = "utf-8"

    def understand(self, path: str, query: dict[str, str], view: View) -> Asked | None:  # noqa: ARG002 - files have no query
        if path in ("/", "/index.html"):
            return Asked(PageType.HOME)
        if (match := _LIST.match(path)) and (channel := find_channel(view, match[1])):
            page = int(match[2] or 0) + 1
            return (
                Asked(PageType.LISTING, channel.key, page)
                if match[2] != "0" and page <= view.pages(channel)
                else None
            )
        if match := _FILE.match(path):
            return Asked(PageType.FILE, match[1], number=int(match[2]))
        if (match := _ARTICLE.match(path)) and (found := view.find(int(match[2]))):
            is_its_path = self.article_path(found.channel, found.item, int(match[2])) == path
            return article_asked(view, match[2]) if is_its_path else None
        return None

    def list_path(self, channel: Channel) -> str:
        return f"/{channel.key}/"

    def article_path(self, channel: Channel, item: DemoItem, number: int) -> str:
        return f"/{channel.key}/{item.day:%Y%m}/t{item.day:%Y%m%d}_{number}.html"

    def home(self, view: View) -> str:
        slides = "".join(
            f'<li><a href="{self._link(view, channel, item, ".")}"><img src="./images/{item.number}.jpg" alt="{item.title}"></a></li>'
            for channel in view.home_channels[:1]
            for item in view.on_home(channel)[:3]
        )
        boxes = "\n".join(self._box(view, channel) for channel in view.home_channels)
        hot = hot_list(view, "hot", "h3")
        links = f'<div class="friendlink"><h3>友情链接</h3>{friends(view)}</div>'
        body = f'<div class="slide"><ul>{slides}</ul></div>\n{boxes}\n{self._units(view)}\n{hot}\n{links}'
        return self._page(view, view.site.name, ".", body, column=("首页", "首页"))

    def listing(self, view: View, channel: Channel, page: int) -> str:
        if channel.text:
            main = f'<div class="TRS_Editor">{single_text(channel)}</div>'
        else:
            rows = "\n".join(
                f'<li><span class="date">{row_day(view.site, item.day)}</span>{_pin(item)}<a href="{self._link(view, channel, item, "..")}" title="{item.title}">{_cut(item.title)}</a></li>'
                for item in view.rows(channel, page)
            )
            paging = f'<div class="page"><script>createPageHTML({view.pages(channel)}, {page - 1}, "index", "html");</script></div>'
            main = (
                f'<ul class="gl_list">\n{rows}\n</ul>\n{paging}'
                if rows
                else f'<div class="list_con">{channel.placeholder}</div>'
            )
        crumbs = f'<div class="crumb">当前位置：<a href="../">首页</a> &gt; <a href="../{channel.key}/">{channel.name}</a></div>'
        return self._page(
            view,
            f"{channel.name}_{view.site.name}",
            "..",
            f"{crumbs}\n<h2>{channel.name}</h2>\n{main}",
            column=(channel.name, channel.name),
        )

    def article(self, view: View, channel: Channel, item: DemoItem) -> str:
        newer, older = view.neighbours(channel, item)
        files = "".join(
            f'<p><a href="./P0{item.day:%Y%m%d}{file.number}.xlsx" title="{file.name}">{attachment_name(file)}</a></p>'
            for file in item.attachments
        )
        main = (
            f'<div class="crumb">当前位置：<a href="../../">首页</a> &gt; <a href="../">{channel.name}</a></div>\n'
            f"<h1>{item.title}</h1>\n"
            f'<div class="info">发布时间：{item.day:%Y-%m-%d} {item.at:%H:%M}　来源：{item.source}　{clicks(view, item)}　【字体：大 中 小】</div>\n'
            f'<div class="TRS_Editor">\n{item.html}\n{files}</div>\n'
            f'<div class="near"><p>上一篇：{self._near(view, channel, newer)}</p><p>下一篇：{self._near(view, channel, older)}</p></div>'
        )
        if hot := hot_list(view, "hot", "h3"):
            main += f"\n{hot}"
        metas = (
            f'<meta name="ArticleTitle" content="{item.title}">\n<meta name="PubDate" content="{item.day:%Y-%m-%d} {item.at:%H:%M}">\n'
            f'<meta name="ContentSource" content="{item.source}">\n'
        )
        return self._page(
            view,
            f"{item.title}_{view.site.name}",
            "../..",
            main,
            column=(channel.name, channel.name),
            metas=metas,
        )

    def hot_row(self, channel: Channel, item: DemoItem, view: View) -> str:
        return f'<li><a href="{self.article_path(channel, item, item.number_at(view.now))}">{item.title}</a></li>'

    def _link(self, view: View, channel: Channel, item: DemoItem, up: str) -> str:
        return up + self.article_path(channel, item, item.number_at(view.now))

    def _near(self, view: View, channel: Channel, item: DemoItem | None) -> str:
        return (
            f'<a href="{self._link(view, channel, item, "../..")}">{item.title}</a>'
            if item
            else "没有了"
        )

    def _box(self, view: View, channel: Channel) -> str:
        rows = "\n".join(
            f'<li><a href="{self._link(view, channel, item, ".")}" title="{item.title}">{_cut(item.title)}</a><span>{row_day(view.site, item.day)}</span></li>'
            for item in view.on_home(channel)
        )
        return f'<div class="box"><h3><a href="./{channel.key}/">{channel.name}</a><a class="more" href="./{channel.key}/">更多&gt;&gt;</a></h3>\n<ul>\n{rows}\n</ul></div>'

    def _units(self, view: View) -> str:
        """A portal's list of units: their sub-sites, and their columns here."""
        columns = [
            (channel.name, f"./{channel.key}/") for channel in view.site.channels if channel.unit_id
        ]
        links = [*view.site.links, *columns]
        return (
            '<div class="units"><h3>乡镇办、部门</h3>'
            + "".join(f'<a href="{url}">{name}</a>' for name, url in links)
            + "</div>"
            if links
            else ""
        )

    def _page(
        self,
        view: View,
        title: str,
        up: str,
        body: str,
        *,
        column: tuple[str, str],
        metas: str = "",
    ) -> str:
        site = view.site
        nav = navigation(view, lambda one: f'<li><a href="{up}/{one.key}/">{one.name}</a></li>')
        foot = "".join(f"<p>{line}</p>" for line in identity(site))
        return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>{title}</title>
<meta name="SiteName" content="{site.name}">
<meta name="SiteDomain" content="{site.host}">
<meta name="SiteIDCode" content="{site.code}">
<meta name="ColumnName" content="{column[0]}">
<meta name="ColumnType" content="{column[1]}">
{metas}{tokens(view)}
<link rel="stylesheet" href="{up}/images/style.css">
</head>
<body>
<div class="header"><div class="top">{banner(view)}</div><div class="logo">{site.name}</div>
<form action="/was5/web/search" method="get"><input type="text" name="searchword"><input type="submit" value="搜索"></form></div>
<div class="nav"><ul><li><a href="{up}/">首页</a></li>{nav}</ul></div>
<div class="main">
{body}
</div>
<div class="footer">{foot}<p>{visitors(view)}</p></div>
</body>
</html>
"""


def _cut(title: str) -> str:
    """Rows show the beginning; the full title stands in @title (docs/field-notes.md §9)."""
    return title if len(title) <= 22 else title[:21] + "…"


def _pin(item: DemoItem) -> str:
    return '<em class="top">[置顶]</em>' if item.is_pinned else ""
