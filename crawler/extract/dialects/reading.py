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
    dated: int = 0  # entries that bear the day of their publication
    ahead: int = 0  # and those whose day is yet to come
    rounded: int = 0  # and those that tell weeks or months: 2个月前
    certain: bool = False
    spans: tuple[tuple[int, int], ...] = ()  # of the page's texts, that the entries take up
    anomalies: tuple[str, ...] = ()

    @property
    def with_days(self) -> int:
        """Entries that bear a day: it makes a list of them, past, to come or roughly told."""
        return self.dated + self.ahead + self.rounded

    @property
    def dates_in_words(self) -> str:
        """“12 dated rows”, “4 rows dated ahead”, “3 undated rows”."""
        if self.ahead and not self.dated:
            return f"{self.ahead} rows dated ahead"
        if self.rounded and not self.dated:
            return f"{self.rounded} rows dated in weeks or months"
        return f"{self.dated} dated rows" if self.dated else f"{len(self.items)} undated rows"
