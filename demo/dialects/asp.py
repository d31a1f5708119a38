"""An old ASP site: GBK, tables for layout, list.asp?classid=&page= and show.asp?id=, a header that
lies or is silent.
"""

from demo.dialects.base import (
    Asked,
    PageType,
    article_asked,
    attachment_name,
    banner,
    find_column,
    identity,
    navigation,
    single_text,
)
from demo.site_view import View
from demo.volatile_parts import slot
from demo.world import Channel, DemoItem


class OldAsp:
    encoding = "gbk"

    def understand(self, path: str, query: dict[str, str], view: View) -> Asked | None:
        match path.lower():
            case "/" | "/index.asp":
                return Asked(PageType.HOME)
            case "/list.asp":
                channel = find_column(view, query.get("classid", ""))
                page = query.get("page", "1")
                is_a_page = (
                    channel is not None and page.isdigit() and 1 <= int(page) <= view.pages(channel)
                )
                return (
                    Asked(PageType.LISTING, channel.key, int(page))
                    if channel and is_a_page
                    else None
                )
            case "/show.asp":
                return article_asked(view, query.get("id", ""))
            case other if other.startswith("/uploadfiles/"):
                number = other.rsplit("/", 1)[-1].removesuffix(".xlsx")
                return Asked(PageType.FILE, number=int(number)) if number.isdigit() else None
        return None

    def list_path(self, channel: Channel) -> str:
        return f"/list.asp?classid={channel.number}"

    def article_path(self, channel: Channel, item: DemoItem, number: int) -> str:  # noqa: ARG002 - the number is all there is
        return f"/show.asp?id={number}"

    def home(self, view: View) -> str:
        boxes = "\n".join(self._box(view, channel) for channel in view.home_channels)
        hot = f'<table class="hot"><tr><td>热点推荐</td></tr>\n{slot("hot")}\n</table>'
        return self._page(
            view,
            view.site.name,
            f"{boxes}\n{hot}\n<table><tr><td>友情链接：{slot('friends')}</td></tr></table>",
        )

    def listing(self, view: View, channel: Channel, page: int) -> str:
        if channel.text:
            main = f"<tr><td>{single_text(channel)}</td></tr>"
        else:
            rows = "\n".join(
                f'<tr><td height="24">·{_pin(item)}<a href="show.asp?id={item.number_at(view.now)}" title="{item.title}" target="_blank">{item.title}</a></td><td width="90">{self._day(view, item)}</td><td width="60">点击：{slot("clicks", item.number)}</td></tr>'
                for item in view.rows(channel, page)
            )
            main = (
                f"{rows}\n{self._paging(view, channel, page)}"
                if rows
                else f"<tr><td>{channel.placeholder}</td></tr>"
            )
        crumbs = f'<tr><td colspan="3">您现在的位置：<a href="index.asp">首页</a> → <a href="list.asp?classid={channel.number}">{channel.name}</a></td></tr>'
        return self._page(
            view,
            f"{channel.name} - {view.site.name}",
            f'<table width="760" align="center">{crumbs}\n{main}\n</table>',
        )

    def article(self, view: View, channel: Channel, item: DemoItem) -> str:
        newer, older = view.neighbours(channel, item)
        files = "".join(
            f'<p><a href="UploadFiles/{item.day.year}/{file.number}.xlsx">{attachment_name(file)}</a></p>'
            for file in item.attachments
        )
        body = f"""<table width="760" align="center">
<tr><td>您现在的位置：<a href="index.asp">首页</a> → <a href="list.asp?classid={channel.number}">{channel.name}</a> → 正文</td></tr>
<tr><td align="center"><font size="4"><b>{item.title}</b></font></td></tr>
<tr><td align="center">作者：佚名　来源：{item.source}　发布时间：{item.day.year}-{item.day.month}-{item.day.day} {item.at:%H:%M:%S}　浏览次数：{slot("clicks", item.number)}</td></tr>
<tr><td id="content">
{item.html}
{files}</td></tr>
<tr><td>上一篇：{self._near(view, newer)}<br>下一篇：{self._near(view, older)}</td></tr>
<tr><td align="right">【<a href="javascript:window.print()">打印</a>】【<a href="javascript:window.close()">关闭</a>】</td></tr>
</table>
<table class="hot"><tr><td>热点推荐</td></tr>
{slot("hot")}
</table>"""
        return self._page(view, f"{item.title} - {view.site.name}", body)

    def hot_row(self, channel: Channel, item: DemoItem, view: View) -> str:  # noqa: ARG002 - the number is all there is
        return (
            f'<tr><td><a href="show.asp?id={item.number_at(view.now)}">{item.title}</a></td></tr>'
        )

    def _day(self, view: View, item: DemoItem) -> str:
        day = item.day
        return f"({day:%m-%d})" if view.site.is_yearless else f"{day.year}-{day.month}-{day.day}"

    def _near(self, view: View, item: DemoItem | None) -> str:
        return (
            f'<a href="show.asp?id={item.number_at(view.now)}">{item.title}</a>'
            if item
            else "没有了"
        )

    def _paging(self, view: View, channel: Channel, page: int) -> str:
        pages, total = view.pages(channel), len(view.listed(channel))
        first = f"list.asp?classid={channel.number}"
        previous = first if page == 2 else f"{first}&amp;page={page - 1}"
        before = f'<a href="{previous}">上一页</a>' if page > 1 else "上一页"
        after = f'<a href="{first}&amp;page={page + 1}">下一页</a>' if page < pages else "下一页"
        end = f'<a href="{first}&amp;page={pages}">尾页</a>' if page < pages else "尾页"
        return f'<tr><td colspan="3" align="center">共{total}条信息 第{page}/{pages}页 <a href="{first}">首页</a> {before} {after} {end}</td></tr>'

    def _box(self, view: View, channel: Channel) -> str:
        rows = "\n".join(
            f'<tr><td>·<a href="show.asp?id={item.number_at(view.now)}" title="{item.title}">{item.title}</a></td><td width="90">{self._day(view, item)}</td></tr>'
            for item in view.on_home(channel)
        )
        return f'<table width="380"><tr><td background="images/bg.gif"><b>{channel.name}</b></td><td><a href="list.asp?classid={channel.number}">更多...</a></td></tr>\n{rows}\n</table>'

    def _page(self, view: View, title: str, body: str) -> str:
        site = view.site
        nav = navigation(view, _nav_link, " | ")
        return f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>{title}</title>
<script language="javascript" src="inc/menu.js?t={slot("buster")}"></script>
</head>
<body topmargin="0">
<form name="form1"><input type="hidden" name="__VIEWSTATE" value="{slot("token")}"></form>
<table width="760" align="center"><tr><td><img src="images/top.jpg" alt="{site.name}"></td></tr>
<tr><td>{banner(view)}</td></tr>
<tr><td bgcolor="#cc0000"><a href="index.asp">首页</a> | {nav}</td></tr></table>
{body}
<table width="760" align="center"><tr><td align="center">{"<br>".join(identity(site))}<br>您是第{slot("visitors")}位访问者</td></tr></table>
</body>
</html>
"""


def _nav_link(channel: Channel) -> str:
    return f'<a href="list.asp?classid={channel.number}">{channel.name}</a>'


def _pin(item: DemoItem) -> str:
    return "<font color=red>[置顶]</font>" if item.is_pinned else ""
