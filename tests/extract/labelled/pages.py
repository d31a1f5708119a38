"""Small pages of boards and guides, and what is read from them."""

from datetime import date

from store.records import PageFacts
from tests.reading import read_page

AS_OF = date(2026, 11, 20)
MENU = '<div class="nav"><a href="/">首页</a><a href="/hd/">互动交流</a></div>'
FOOT = '<div class="footer">主办：某局　联系电话：0000-1</div>'


def page(title: str, body: str, url: str = "http://www.example.gov.cn/hd/1.html") -> PageFacts:
    html = f"<html><head><title>{title}</title></head><body>{MENU}{body}{FOOT}</body></html>"
    return read_page(html.encode(), url=url, as_of=AS_OF, content_type="text/html; charset=utf-8")


def messages(title: str, body: str) -> list[tuple[str, str, str, str]]:
    """(title, asked, answered, state), days as text."""
    return [
        (one.title, str(one.asked or ""), str(one.answered or ""), one.state)
        for one in page(title, body).inquiries or ()
    ]


def lacking(title: str, body: str) -> list[tuple[set[str], set[str]]]:
    """Of each guide the elements that are missing, and those that stand elsewhere."""
    classes = {"name", "basis", "conditions", "materials", "place", "hours", "phone", "steps"}
    found = page(title, body, "http://www.example.gov.cn/bszn/1.html").guides or ()
    return [
        (classes - {*guide.are("given"), *guide.are("elsewhere")}, {*guide.are("elsewhere")})
        for guide in found
    ]
