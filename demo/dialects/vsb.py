"""博达 VSB: x.htm, then pages in descending order x/N.htm … x/1.htm; articles at /info/col/id.htm."""

import re

from demo.dialects.base import (
    Asked,
    PageType,
    article_asked,
    attachment_number,
    banner,
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
from demo.volatile_parts import slot
from demo.world import Channel, DemoItem

_LIST = re.compile(r"^/([a-z0-9]+)(?:/(\d+))?\.htm$")
_ARTICLE = re.compile(r"^/info/(\d+)/(\d+)\.htm$")
_DOWNLOAD = "/system/_content/download.jsp"


class Vsb:
    encoding = "utf-8"

    def understand(self, path: str, query: dict[str, str], view: View) -> Asked | None:
        if path in ("/", "/index.htm"):
            return Asked(PageType.HOME)
        if (match := _LIST.match(path)) and (channel := find_channel(view, match[1])):
            return self._list_page(view, channel, match[2])
        if path == _DOWNLOAD:
            return Asked(PageType.FILE, number=attachment_number(query.get("wbfileid", "")))
        if (
            (match := _ARTICLE.match(path))
            and (found := view.find(int(match[2])))
            and str(found.channel.number) == match[1]
        ):
            return article_asked(view, match[2])
        return None

    def list_path(self, channel: Channel) -> str:
        return f"/{channel.key}.htm"

    def article_path(self, channel: Channel, item: DemoItem, number: int) -> str:  # noqa: ARG002 - no date in this address
        return f"/info/{channel.number}/{number}.htm"

    def home(self, view: View) -> str:
        boxes = "\n".join(self._box(view, channel) for channel in view.home_channels)
        hot = hot_list(view, "tj", "h4")
        return self._page(
            view,
            view.site.name,
            f'{boxes}\n{hot}\n<div class="link"><h4>友情链接</h4>{friends(view)}</div>',
        )

    def listing(self, view: View, channel: Channel, page: int) -> str:
        if channel.text:
            main = f'<div class="v_news_content">{single_text(channel)}</div>'
        else:
            rows = "\n".join(
                f'<li id="line_u7_{number}">{_pin(item)}<a href="{self._link(view, channel, item)}" title="{item.title}">{item.title}</a><span>{row_day(view.site, item.day)}</span></li>'
                for number, item in enumerate(view.rows(channel, page))
            )
            main = (
                f'<ul class="list">\n{rows}\n</ul>\n{self._paging(view, channel, page)}'
                if rows
                else f'<div class="list">{channel.placeholder}</div>'
            )
        crumbs = f'<div class="pos">当前位置：<a href="/index.htm">首页</a>&gt;&gt;<a href="{self.list_path(channel)}">{channel.name}</a></div>'
        return self._page(view, f"{channel.name}-{view.site.name}", f"{crumbs}\n{main}")

    def article(self, view: View, channel: Channel, item: DemoItem) -> str:
        newer, older = view.neighbours(channel, item)
        files = "".join(
            f'<li>附件【<a href="{_DOWNLOAD}?urltype=news.DownloadAttachUrl&amp;owner=1281&amp;wbfileid={file.number}" target="_blank">{file.name}</a>】已下载{_downloads(view, file.number)}次</li>'
            for file in item.attachments
        )
        times = (
            slot("clicks", item.number)
            if not view.site.is_static
            else f'<script>_showDynClicks("wbnews", 1281, {item.number})</script>'
        )
        hot = hot_list(view, "tj", "h4")
        body = f"""<div class="pos">当前位置：<a href="/index.htm">首页</a>&gt;&gt;<a href="{self.list_path(channel)}">{channel.name}</a>&gt;&gt;正文</div>
<form name="_newscontent_fromname"><h1 align="center">{item.title}</h1>
<div align="center">发布时间：{item.day.year}年{item.day.month:02}月{item.day.day:02}日 {item.at:%H:%M}　来源：{item.source}　点击：[<span id="dynclicks_wbnews_{item.number}">{times}</span>]</div>
<div id="vsb_content"><div class="v_news_content">
{item.html}
</div></div>
<ul class="fj">{files}</ul>
<p>上一条：{self._near(view, channel, newer)}</p><p>下一条：{self._near(view, channel, older)}</p>
</form>
{hot}"""
        return self._page(view, f"{item.title}-{view.site.name}", body)

    def hot_row(self, channel: Channel, item: DemoItem, view: View) -> str:
        return f'<li><a href="{self._link(view, channel, item)}">{item.title}</a></li>'

    def _list_page(self, view: View, channel: Channel, number: str | None) -> Asked | None:
        """x.htm is the newest page; x/1.htm the oldest, so that old pages keep their address when a
        page is added.
        """
        pages = view.pages(channel)
        if number is None:
            return Asked(PageType.LISTING, channel.key)
        page = pages - int(number) + 1
        return Asked(PageType.LISTING, channel.key, page) if 2 <= page <= pages else None

    def _page_path(self, view: View, channel: Channel, page: int) -> str:
        return (
            self.list_path(channel)
            if page <= 1
            else f"/{channel.key}/{view.pages(channel) - page + 1}.htm"
        )

    def _paging(self, view: View, channel: Channel, page: int) -> str:
        pages, total = view.pages(channel), len(view.listed(channel))

        def step(words: str, to: int, is_there: bool) -> str:
            path = self._page_path(view, channel, to)
            return f'<a href="{path}">{words}</a>' if is_there else f"<span>{words}</span>"

        before = step("上页", page - 1, page > 1)
        after, end = step("下页", page + 1, page < pages), step("尾页", pages, page < pages)
        return f'<div class="pb_sys_common">共{total}条　{page}/{pages}　{before}　{after}　{end}</div>'

    def _link(self, view: View, channel: Channel, item: DemoItem) -> str:
        return self.article_path(channel, item, item.number_at(view.now))

    def _near(self, view: View, channel: Channel, item: DemoItem | None) -> str:
        return f'<a href="{self._link(view, channel, item)}">{item.title}</a>' if item else "无"

    def _box(self, view: View, channel: Channel) -> str:
        rows = "\n".join(
            f'<li><span>{row_day(view.site, item.day)}</span><a href="{self._link(view, channel, item)}" title="{item.title}">{item.title}</a></li>'
            for item in view.on_home(channel)
        )
        return f'<div class="lanmu"><h3>{channel.name}</h3><a href="{self.list_path(channel)}">更多</a>\n<ul>\n{rows}\n</ul></div>'

    def _page(self, view: View, title: str, body: str) -> str:
        site = view.site
        nav = navigation(
            view, lambda one: f'<li><a href="{self.list_path(one)}">{one.name}</a></li>'
        )
        foot = "<br>".join(identity(site))
        return f"""<!DOCTYPE html>
<html><head>
<meta charset="utf-8">
<title>{title}</title>
<META Name="keywords" Content="{site.short}" />
{tokens(view)}
<script src="/system/resource/js/counter.js"></script>
</head>
<body>
<div class="head">{banner(view)}<h2>{site.name}</h2></div>
<div class="menu"><ul><li><a href="/index.htm">首页</a></li>{nav}</ul></div>
<div class="wrap">
{body}
</div>
<div class="foot">{foot}<br>{visitors(view)}</div>
</body></html>
"""


def _downloads(view: View, number: int) -> str:
    return "" if view.site.is_static else slot("clicks", number)


def _pin(item: DemoItem) -> str:
    return '<font color="red">[置顶]</font>' if item.is_pinned else ""
