"""大汉 jcms: the visible list is empty, its records lie as CDATA in a script, further ones behind
dataproxy.jsp.
"""

import re

from demo.dialects.base import (
    Asked,
    PageType,
    article_asked,
    attachment_name,
    attachment_number,
    banner,
    clicks,
    find_column,
    identity,
    navigation,
    row_day,
    single_text,
    tokens,
    visitors,
)
from demo.site_view import View
from demo.volatile_parts import slot
from demo.world import Channel, DemoItem

_LIST = re.compile(r"^/col/col(\d+)/(?:index\.html)?$")
_ARTICLE = re.compile(r"^/art/\d{4}/\d{1,2}/\d{1,2}/art_(\d+)_(\d+)\.html$")
_FILE = re.compile(r"^/module/download/downfile\.jsp$")
_PROXY = "/module/web/jpage/dataproxy.jsp"


class Hanweb:
    encoding = "utf-8"

    def understand(self, path: str, query: dict[str, str], view: View) -> Asked | None:
        if path in ("/", "/index.html"):
            return Asked(PageType.HOME)
        if match := _LIST.match(path):
            channel = find_column(view, match[1])
            return Asked(PageType.LISTING, channel.key) if channel else None
        if path == _PROXY and (channel := find_column(view, query.get("columnid", ""))):
            return Asked(PageType.RECORDS, channel.key, rows=_rows_wanted(query, channel))
        if _FILE.match(path):
            return Asked(
                PageType.FILE,
                number=attachment_number(query.get("filename", "").removesuffix(".xlsx")),
            )
        if (match := _ARTICLE.match(path)) and (found := view.find(int(match[2]))):
            is_its_path = self.article_path(found.channel, found.item, int(match[2])) == path
            return article_asked(view, match[2]) if is_its_path else None
        return None

    def list_path(self, channel: Channel) -> str:
        return f"/col/col{channel.number}/index.html"

    def article_path(self, channel: Channel, item: DemoItem, number: int) -> str:
        return f"/art/{item.day.year}/{item.day.month}/{item.day.day}/art_{channel.number}_{number}.html"

    def home(self, view: View) -> str:
        boxes = "\n".join(self._box(view, channel) for channel in view.home_channels)
        hot = f'<div class="rdtj"><div class="tit">热点推荐</div>\n{slot("hot")}\n</div>'
        return self._page(
            view,
            view.site.name,
            f'{boxes}\n{hot}\n<div class="yqlj">友情链接：{slot("friends")}</div>',
        )

    def listing(self, view: View, channel: Channel, page: int) -> str:  # noqa: ARG002 - every page of a jpage list is the first one
        main = (
            f'<div class="con">{single_text(channel)}</div>'
            if channel.text
            else self._jpage(view, channel)
        )
        crumbs = f'<div class="position">您的位置：<a href="/">首页</a> &gt; <a href="{self.list_path(channel)}">{channel.name}</a></div>'
        return self._page(
            view, f"{view.site.name} {channel.name}", f"{crumbs}\n{main}", column=channel.name
        )

    def records(self, view: View, channel: Channel, first: int, last: int) -> str:
        """The answer of dataproxy.jsp: records `first` … `last` (1-based), and where the next group
        is asked.
        """
        listed = view.listed(channel)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{self._datastore(view, channel, listed[first - 1 : last], last)}'

    def article(self, view: View, channel: Channel, item: DemoItem) -> str:
        files = "".join(
            f'<p><a href="/module/download/downfile.jsp?classid=0&amp;filename={file.number}.xlsx">{attachment_name(file)}</a></p>'
            for file in item.attachments
        )
        newer, older = view.neighbours(channel, item)
        body = (
            f'<div class="position">您的位置：<a href="/">首页</a> &gt; <a href="{self.list_path(channel)}">{channel.name}</a></div>\n'
            f'<table id="article" width="900"><tr><td class="title">{item.title}</td></tr>\n'
            f'<tr><td class="info">发布日期：{item.day:%Y-%m-%d}　信息来源：{item.source}　{clicks(view, item)}　字体：[大 中 小]</td></tr>\n'
            f'<tr><td class="bt_content"><div id="zoom">\n<!--ZJEG_RSS.content.begin-->\n{item.html}\n{files}<!--ZJEG_RSS.content.end-->\n</div></td></tr></table>\n'
            f'<div class="sxp"><p>上一篇：{self._near(view, channel, newer)}</p><p>下一篇：{self._near(view, channel, older)}</p></div>\n'
            f'<div class="rdtj"><div class="tit">热点推荐</div>\n{slot("hot")}\n</div>'
        )
        metas = f'<meta name="ArticleTitle" content="{item.title}">\n<meta name="ContentSource" content="{item.source}">\n'
        return self._page(
            view,
            f"{view.site.name} {channel.name} {item.title}",
            body,
            column=channel.name,
            metas=metas,
        )

    def hot_row(self, channel: Channel, item: DemoItem, view: View) -> str:
        return f'<p><a href="{self._link(view, channel, item)}">{item.title}</a></p>'

    def _link(self, view: View, channel: Channel, item: DemoItem) -> str:
        return self.article_path(channel, item, item.number_at(view.now))

    def _near(self, view: View, channel: Channel, item: DemoItem | None) -> str:
        return f'<a href="{self._link(view, channel, item)}">{item.title}</a>' if item else "无"

    def _box(self, view: View, channel: Channel) -> str:
        rows = "\n".join(
            f'<tr><td><a href="{self._link(view, channel, item)}" title="{item.title}" target="_blank">{item.title}</a></td><td class="bt_date">{row_day(view.site, item.day)}</td></tr>'
            for item in view.on_home(channel)
        )
        return f'<div class="lm"><div class="tit"><a href="{self.list_path(channel)}">{channel.name}</a></div>\n<table>\n{rows}\n</table></div>'

    def _jpage(self, view: View, channel: Channel) -> str:
        listed = view.listed(channel)
        if not listed and channel.placeholder:
            return f'<div class="default_pgContainer">{channel.placeholder}</div>'
        return f"""<div id="{channel.number}0" class="default_pgContainer"><ul></ul></div>
<script type="text/xml">{self._datastore(view, channel, listed[: channel.rows], channel.rows)}</script>
<script src="/script/jpage.js"></script>
<script>
$("#{channel.number}0").jpage({{perPage:{channel.rows}, totalRecord:{len(listed)}, proxyUrl:'{_PROXY}', unitid:'{channel.number}0', columnid:'{channel.number}', webid:'1'}});
</script>"""

    def _datastore(self, view: View, channel: Channel, rows: list[DemoItem], last: int) -> str:
        total = len(view.listed(channel))
        records = "\n".join(
            f'<record><![CDATA[<li><a title="{item.title}" href="{self._link(view, channel, item)}" target="_blank">{_pin(item)}{item.title[:24]}{"..." if len(item.title) > 24 else ""}</a><span class="bt_date">{row_day(view.site, item.day)}</span></li>]]></record>'
            for item in rows
        )
        group = last // channel.rows
        following = (
            f'<nextgroup><![CDATA[<a href="{_PROXY}?page={group}&appid=1&webid=1&path=/&columnid={channel.number}&sourceContentType=1&unitid={channel.number}0&permissiontype=0"></a>]]></nextgroup>\n'
            if last < total
            else ""
        )
        return f"<datastore>\n{following}<totalrecord>{total}</totalrecord>\n<totalpage>{view.pages(channel)}</totalpage>\n<recordset>\n{records}\n</recordset>\n</datastore>"

    def _page(
        self, view: View, title: str, body: str, *, column: str = "首页", metas: str = ""
    ) -> str:
        site = view.site
        nav = navigation(
            view, lambda one: f'<td><a href="{self.list_path(one)}">{one.name}</a></td>'
        )
        return f"""<!DOCTYPE html>
<html>
<head>
<meta charset="UTF-8">
<title>{title}</title>
<meta name="SiteName" content="{site.name}">
<meta name="SiteIDCode" content="{site.code}">
<meta name="ColumnName" content="{column}">
{metas}{tokens(view)}
<link href="/images/1/css.css?_={slot("buster")}" rel="stylesheet">
</head>
<body>
<div id="top">{banner(view)}　<span>欢迎您，游客！ <a href="javascript:login()">登录</a></span></div>
<div id="banner"><img src="/images/1/logo.jpg" alt="{site.name}"></div>
<div id="menu"><table><tr><td><a href="/">首页</a></td>{nav}</tr></table></div>
<div id="content">
{body}
</div>
<div id="foot"><p>{"　".join(identity(site))}</p><p>{visitors(view)}　页面生成耗时：{slot("ms")}毫秒</p>
<form><input type="hidden" name="csrf_token" value="{slot("token")}"></form></div>
</body>
</html>
"""


def _rows_wanted(query: dict[str, str], channel: Channel) -> tuple[int, int]:
    """Records by startrecord and endrecord where given, else the group that `page` counts from 0."""
    first, last = query.get("startrecord", ""), query.get("endrecord", "")
    if first.isdigit() and last.isdigit():
        return max(1, int(first)), int(last)
    page = query.get("page", "0")
    group = int(page) if page.isdigit() else 0
    return group * channel.rows + 1, (group + 1) * channel.rows


def _pin(item: DemoItem) -> str:
    return "[置顶]" if item.is_pinned else ""
