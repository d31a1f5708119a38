"""One row of a list, as it stands on the page."""

from datetime import date
from typing import NamedTuple

from crawler.extract.rows.days import NO_DAY, RowDay


class ListRow(NamedTuple):
    """One entry as the list shows it."""

    title: str
    url: str
    area: str
    group: int
    when: RowDay = NO_DAY
    order: int = 0
    runs: tuple[int, int] = (0, 0)  # the span of the page's texts that the entry takes up
    within: int = -1  # the element that holds the entries

    @property
    def day(self) -> date | None:
        return self.when.day

    @property
    def month_day(self) -> tuple[int, int] | None:
        """Where the year is missing."""
        told = self.when.told
        return (told.month, told.day) if told and told.month and told.day else None

    @property
    def is_ahead(self) -> bool:
        return self.when.is_ahead

    @property
    def is_dated(self) -> bool:
        """A day stands in the row, its year or not, past or to come."""
        return self.when.is_dated
