"""Rows that are one list: grouped by the shapes around them, their years told by their order."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from crawler.extract.dates import is_plausible, url_date, with_year
from crawler.extract.rows import ListRow
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
            tuple(with_years(members, as_of)),
            sum(row.is_dated for row in members),
        )
        for members in by_shape.values()
    ]
    return sorted(groups, key=lambda g: (-g.dated, -len(g.rows) if g.mean_title >= 8 else 0))


def with_years(rows: Sequence[ListRow], as_of: date) -> list[ListRow]:
    """Year-less rows get the latest year that keeps the list's order (docs/field-notes.md §10.4).

    The first row may be pinned (置顶) and older than the rest; of the readings with and without
    that, the one with the newest date is taken: in doubt for the unit. A home page shows several
    lists of one shape, each of which begins anew.
    """
    yearless = [row for row in rows if row.day is None and row.month_day is not None]
    if not yearless:
        return list(rows)
    best: list[date | None] = []
    for pinned in (0, 1) if len(rows) >= 3 else (0,):
        reading = _one_reading(rows, as_of, pinned)
        if not best or max((d for d in reading if d), default=date.min) > max(
            (d for d in best if d), default=date.min
        ):
            best = reading
    return [row._replace(day=day, month_day=None) for row, day in zip(rows, best, strict=True)]


def _one_reading(rows: Sequence[ListRow], as_of: date, pinned: int) -> list[date | None]:
    days: list[date | None] = []
    not_after = as_of
    sizes = Counter(row.within for row in rows)
    for index, row in enumerate(rows):
        if (
            index
            and row.month_day
            and sizes[row.within] > 1
            and _begins_another_list(row, rows[index - 1], days[-1], not_after)
        ):
            not_after = as_of
        if row.day is not None:
            day: date | None = row.day
        elif row.month_day is None:
            day = None
        else:
            in_url = url_date(row.url)
            spelled = (
                in_url is not None
                and (in_url.month, in_url.day) == row.month_day
                and in_url <= as_of
            )
            day = (
                in_url
                if spelled
                else with_year(*row.month_day, as_of if index < pinned else not_after)
            )
        days.append(day)
        if day is not None and index >= pinned:
            not_after = min(not_after, day)
    return days


_FAR = timedelta(days=120)


def _begins_another_list(
    row: ListRow, before: ListRow, day_before: date | None, not_after: date
) -> bool:
    """In another element, and either words stand between (a heading, 更多), or the next date would
    be months away: a list cut into groups of five goes on where it was.
    """
    if row.within == before.within or row.month_day is None:
        return False
    if row.runs[0] > before.runs[1]:
        return True
    following = with_year(*row.month_day, not_after)
    return day_before is not None and following is not None and day_before - following > _FAR


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
