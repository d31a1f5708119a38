"""Days that rows tell in part, or not at all, completed by the headings above them: 2024年 over 6月
over 18日, 2023年 over 12-25, a day over all that was published on it.

A heading speaks for what stands behind it in the innermost element that holds both. Headings of one
kind must head something each, and no such row may stand before the first of them: else they are
the ends of what stands above, or no headings.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from crawler.extract.date_pieces import Pieces, is_calendar, read_pieces
from crawler.extract.dates import is_plausible, to_plain
from crawler.extract.flat import FlatPage
from crawler.extract.rows.days import NO_DAY, RowDay
from crawler.extract.rows.row import ListRow

_LONGEST = 24  # characters
_DAYS = 2  # one day above a list may be today's


@dataclass(slots=True)
class _Heading:
    """A line of its own that tells nothing but a part of a day."""

    pieces: Pieces
    run: int
    around: int  # the innermost element that holds it and such rows behind it
    until: int  # the first text it does not speak for
    kind: tuple[int, int]  # its shape, and the finest thing it tells: a year, a month, a day
    is_used: bool = False

    @property
    def rank(self) -> int:
        return self.kind[1]


def under_headings(rows: list[ListRow], page: FlatPage, as_of: date) -> list[ListRow]:
    """`rows`, in their order, with the days that headings complete."""
    lacking = _lacking(rows)
    headings = _headings(rows, lacking, page) if lacking else []
    if not headings:
        return rows
    completed = [*rows]
    above = _above([rows[place].runs[0] for place in lacking], headings)
    numbers = _are_numbers(rows, lacking, above)
    for at, speaking in above.items():
        row = rows[lacking[at]]
        if not (numbers and row.when.is_number):
            completed[lacking[at]] = row._replace(when=_completed(row, speaking, as_of))
    return completed


def _lacking(rows: Sequence[ListRow]) -> list[int]:
    """The places of the rows that a heading may complete: where rows of a list tell a month and a
    day, these; else those that tell a day of the month; else all, where none has any day.
    """
    lists: dict[int, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        lists[row.group].append(place)
    lacking: list[int] = []
    for places in lists.values():
        told = [place for place in places if rows[place].when.told]
        yearless = [place for place in told if rows[place].when.is_dated]
        if yearless or not any(rows[place].when.is_dated for place in places):
            lacking += yearless or told or places
    return sorted(lacking)


def _headings(rows: Sequence[ListRow], lacking: Sequence[int], page: FlatPage) -> list[_Heading]:
    """Those that hold, in their order."""
    begins = [rows[place].runs[0] for place in lacking]
    headings = [*_candidates(rows, begins, page)]
    if not headings:
        return []
    for above in _above(begins, headings).values():
        for heading in above:
            heading.is_used = True
    kinds: dict[tuple[int, int], list[_Heading]] = defaultdict(list)
    for heading in headings:
        kinds[heading.kind].append(heading)
    sure = {
        kind
        for kind, like in kinds.items()
        if all(heading.is_used for heading in like)
        and (like[0].pieces.day == 0 or len(like) >= _DAYS)
        and not any(page.run_starts[like[0].around] <= run < like[0].run for run in begins)
    }
    return [heading for heading in headings if heading.kind in sure]


def _candidates(
    rows: Sequence[ListRow], begins: Sequence[int], page: FlatPage
) -> Iterator[_Heading]:
    inside = {run for row in rows for run in range(*row.runs)}
    for block in page.blocks:
        if len(block.text) > _LONGEST or block.link_characters or block.area != "main":
            continue
        plain = to_plain(block.text).strip()
        pieces = read_pieces(plain) if is_calendar(plain) and block.run not in inside else None
        if pieces is None or (pieces.day and not pieces.month and plain.isdecimal()):
            continue
        behind = bisect_right(begins, block.run)
        around = next(
            (
                element
                for element in page.ancestors(block.node)
                if behind < len(begins) and page.run_ends[element] > begins[behind]
            ),
            block.node,
        )
        rank = 3 if pieces.day else 2 if pieces.month else 1
        kind = page.signature(block.node), rank
        yield _Heading(pieces, block.run, around, page.run_ends[around], kind)


def _above(begins: Sequence[int], headings: Sequence[_Heading]) -> dict[int, list[_Heading]]:
    """By the places among the lacking rows: the headings that speak for each, the coarsest first."""
    found: dict[int, list[_Heading]] = {}
    above: list[_Heading] = []
    left = [*headings]
    for place, run in enumerate(begins):
        while left and left[0].run < run:
            heading = left.pop(0)
            above = [other for other in above if other.rank < heading.rank]
            above.append(heading)
        found[place] = [heading for heading in above if run < heading.until]
    return {place: speaking for place, speaking in found.items() if speaking}


def _completed(row: ListRow, above: Sequence[_Heading], as_of: date) -> RowDay:
    told: Pieces | None = row.when.told or Pieces()
    for heading in reversed(above):
        told = told.below(heading.pieces) if told else None
    day = told.as_date() if told and told.is_whole else None
    if told and not told.is_whole:
        return RowDay(told=told) if told.month and told.day else row.when
    if day is None:
        return NO_DAY  # it tells another month than its heading
    return RowDay(day) if is_plausible(day, as_of) else RowDay(is_ahead=day > as_of)


def _are_numbers(
    rows: Sequence[ListRow], lacking: Sequence[int], above: Mapping[int, list[_Heading]]
) -> bool:
    """1, 2, 3 … on the page or below each heading number the rows, and are no days."""
    found = [(above[at][-1].run, rows[lacking[at]].when) for at in above]
    below: dict[int, list[int]] = defaultdict(list)
    for run, when in found:
        if when.told and when.is_number:
            below[run].append(when.told.day)
    days = [*below.values()]
    return _counts([day for part in days for day in part]) or all(map(_counts, days))


def _counts(days: Sequence[int]) -> bool:
    return [*days] == [*range(1, len(days) + 1)]
