"""Whose a day is that stands between titles: of a sequence of titles and days the ends tell.

Where it begins with a title and ends with a day, each day is that of the title before; where it
begins with a day and ends with a title, that of the title behind. Of any other sequence nobody can
tell, and a neighbour's day is worse than none.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crawler.extract.flat import FlatPage
from crawler.extract.rows.days import NO_DAY, RowDay, is_any_within, row_day
from crawler.extract.rows.row import ListRow

_DAYS = 2  # so many are a sequence
_WIDEST = 12  # texts between two titles


class _Unit(NamedTuple):
    """The titles, by their places in a sequence, that one day stands beside."""

    first: int
    last: int
    when: RowDay
    is_closed: bool = False  # the day stands behind them


def with_days_beside(
    rows: Mapping[int, list[ListRow]], page: FlatPage, as_of: date, speaking: Sequence[int]
) -> tuple[dict[int, list[ListRow]], set[int]]:
    """`rows` by their elements. Where none of an element's rows has a day and the days stand
    between them, in elements of their own, the rows of one day have become one row with its texts;
    the second tells which of these their day closes: it is that of the last title.

    `speaking`: the texts that may speak of time, in order.
    """
    around: dict[int, list[int]] = defaultdict(list)
    for element, members in rows.items():
        around[members[0].within].append(element)
    dealt, closed = dict(rows), set[int]()
    for parent, elements in around.items():
        has_days = any(row.when.is_dated for element in elements for row in rows[element])
        if parent < 0 or len(elements) < _DAYS or has_days:
            continue
        spans = [rows[element][0].runs for element in elements]
        begin, end = page.run_starts[parent], page.run_ends[parent]
        if not is_any_within(speaking, begin, end):
            continue
        for unit in _units(spans, (begin, end), page, as_of, speaking):
            inside = elements[unit.first : unit.last + 1]
            members = [
                row._replace(when=unit.when, runs=(spans[unit.first][0], spans[unit.last][1]))
                for element in inside
                for row in rows[element]
            ]
            for element in inside:
                del dealt[element]
            dealt[inside[-1]] = members
            if unit.is_closed:
                closed.add(inside[-1])
    return dealt, closed


def with_days_inside(rows: list[ListRow], page: FlatPage, as_of: date) -> list[ListRow]:
    """Several entries in one line: each has its own day, where several stand between them."""
    if len(rows) < _DAYS:
        return rows
    starts = [page.anchors[row.order].run for row in rows]
    spans = [(start, start + 1) for start in starts]
    speaking = range(*rows[0].runs)
    units = _units(spans, rows[0].runs, page, as_of, speaking)
    if not units:
        return rows
    days = {place: unit.when for unit in units for place in range(unit.first, unit.last + 1)}
    return [row._replace(when=days.get(place, NO_DAY)) for place, row in enumerate(rows)]


def _units(
    spans: Sequence[tuple[int, int]],
    around: tuple[int, int],
    page: FlatPage,
    as_of: date,
    speaking: Sequence[int],
) -> list[_Unit]:
    begins = [around[0], *(end for _, end in spans)]
    ends = [*(start for start, _ in spans), around[1]]
    days = [
        row_day(page.runs[begin:end], "", as_of)
        if 0 < end - begin <= _WIDEST and is_any_within(speaking, begin, end)
        else NO_DAY
        for begin, end in zip(begins, ends, strict=True)
    ]
    dated = [place for place, day in enumerate(days) if day.is_dated]
    if len(dated) < _DAYS or days[0].is_dated == days[-1].is_dated:
        return []
    if days[0].is_dated:
        return [
            _Unit(place, after - 1, days[place])
            for place, after in zip(dated, [*dated[1:], len(spans)], strict=True)
        ]
    return [
        _Unit(before, place - 1, days[place], is_closed=True)
        for before, place in zip([0, *dated], dated, strict=False)
    ]
