"""The frozen pages of tests/extract/pages, read as the crawler would read them. All written for
these tests.
"""

from datetime import date
from functools import cache
from pathlib import Path

from store.records import Item, PageFacts
from tests.reading import read_page

PAGES = Path(__file__).parent / "pages"


@cache
def reading(name: str, url: str, as_of: str, codec: str = "utf-8") -> PageFacts:
    """The facts of one frozen page; `codec` other than UTF-8 encodes the page's source anew."""
    body = (PAGES / name).read_bytes()
    if codec != "utf-8":
        body = body.decode("utf-8").encode(codec)
    return read_page(body, url=url, as_of=date.fromisoformat(as_of))


def rows(items: tuple[Item, ...]) -> list[tuple[str, str, str]]:
    """Items as (title, url, date) for comparison by eye."""
    return [(item.title, item.url, str(item.claimed or "")) for item in items]
