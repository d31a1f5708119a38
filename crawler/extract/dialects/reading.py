"""What a dialect makes of a list page."""

from dataclasses import dataclass
from datetime import date

from crawler.extract.flat import FlatPage
from store.records import Item


@dataclass(frozen=True, slots=True)
class ListPage:
    """What a dialect may look at: the flat page, its source text, where it stood and when."""

    flat: FlatPage
    source: str
    url: str
    base: str
    as_of: date


@dataclass(frozen=True, slots=True)
class ListReading:
    """`certain` says that the page is a list for structure's sake, however many items it holds."""

    dialect: str
    items: tuple[Item, ...] = ()
    next_pages: tuple[str, ...] = ()
    data_requests: tuple[str, ...] = ()
    items_claimed: int | None = None
    dated: int = 0
    certain: bool = False
    spans: tuple[tuple[int, int], ...] = ()  # of the page's texts, that the entries take up
    anomalies: tuple[str, ...] = ()
