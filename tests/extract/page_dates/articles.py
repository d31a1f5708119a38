"""Short articles with a head of their own, in Chinese and English, and what is read of their dates."""

from datetime import date

from store.records import PageFacts
from tests.reading import read_page

AS_OF = date(2012, 6, 1)
DAY = date(2012, 5, 20)
ENGLISH = "<p>The council has decided to resurface the high street between the bridge and the market; works begin at night.</p>"
CHINESE = "<p>为进一步做好全镇防汛工作，保障人民群众生命财产安全，现将有关事项通知如下，请各村认真贯彻执行。</p>"


def english(head: str = "", metas: str = "", tail: str = "", text: str = ENGLISH * 4) -> PageFacts:
    """`head` stands under the title, `tail` below the article."""
    return _read(
        f"<html lang=en><head>{metas}<title>High street to be resurfaced</title></head><body><nav><a href=/>Home</a><a href=/news/>News</a></nav><article><h1>High street to be resurfaced</h1>{head}<div>{text}</div></article>{tail}</body></html>"
    )


def chinese(
    head: str = "", metas: str = "", tail: str = "", above: str = "", text: str = CHINESE * 4
) -> PageFacts:
    """As `english`; `above` stands above the title."""
    return _read(
        f"<html><head>{metas}<title>关于做好防汛工作的通知</title></head><body><div class=nav><a href=/>首页</a><a href=/xw/>新闻</a></div>{above}<h1>关于做好防汛工作的通知</h1>{head}<div>{text}</div>{tail}</body></html>"
    )


def _read(html: str) -> PageFacts:
    facts = read_page(html.encode(), url="http://a.example/news/show.asp?id=5", as_of=AS_OF)
    assert facts.kind.value == "article", facts.kind_reason
    return facts
