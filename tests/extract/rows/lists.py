"""Lists in a page's frame, and what is read of their rows."""

from datetime import date

from tests.reading import read_page

AS_OF = date(2012, 6, 20)
TITLES = (
    "关于做好防汛工作的通知",
    "全县春季造林现场会召开",
    "县政府常务会议纪要",
    "城区供水管网改造公告",
    "农机购置补贴公示名单",
)


def link(place: int, text: str = "") -> str:
    """The link of the entry of that place."""
    return f'<a href="/a/{place}.html">{text or TITLES[place]}</a>'


def entries(body: str, url: str = "http://a.example/tz/index.html") -> list[tuple[str, str]]:
    """(title, day) of each entry of the list inside `body`; "" without a day."""
    facts = read_page(
        f"<html><head><title>通知公告</title></head><body><div class=nav><a href=/>首页</a><a href=/xw/>新闻</a></div><div class=main>{body}</div></body></html>".encode(),
        url=url,
        as_of=AS_OF,
    )
    return [(item.title, str(item.claimed or "")) for item in facts.items]


def days(body: str) -> list[str]:
    """The day of each entry; "" without one."""
    return [day for _, day in entries(body)]
