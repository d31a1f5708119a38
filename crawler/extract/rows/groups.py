"""Rows that are one list: grouped by the shapes around them, their years told by their order."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from crawler.extract.dates import is_plausible, url_date
from crawler.extract.rows.row import ListRow
from crawler.extract.rows.years import settled
from store.records import Item


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows of one list."""

    rows: tuple[ListRow, ...]
    dated: int

    @property
    def mean_title(self) -> float:
        return sum(len(row.title) for row in self.rows) / len(self.rows)


def group_rows(rows: Sequence[ListRow], as_of: date) -> list[RowGroup]:
    """The page's lists, best first: most dated rows, then most rows of title length."""
    by_shape: dict[int, list[ListRow]] = defaultdict(list)
    for row in rows:
        by_shape[row.group].append(row)
    groups = [
        RowGroup(
            tuple(settled(members, as_of)),
            sum(row.is_dated for row in members),
        )
        for members in by_shape.values()
    ]
    return sorted(groups, key=lambda g: (-g.dated, -len(g.rows) if g.mean_title >= 8 else 0))


def to_items(rows: Sequence[ListRow], as_of: date) -> tuple[Item, ...]:
    """Rows as items, each address and title once, in the list's order."""
    seen: set[tuple[str, str]] = set()
    items: list[Item] = []
    for row in rows:
        if (row.url, row.title) in seen:
            continue
        seen.add((row.url, row.title))
        spelled = url_date(row.url)
        items.append(
            Item(
                row.title,
                row.url,
                row.day,
                spelled if spelled and is_plausible(spelled, as_of) else None,
                len(items),
            )
        )
    return tuple(items)
