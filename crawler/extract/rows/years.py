"""The years of rows that tell none, or one of two digits, by the order and the number of their days."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from crawler.extract.date_pieces import Pieces
from crawler.extract.dates import is_plausible, url_date, with_year
from crawler.extract.rows.days import NO_DAY, RowDay
from crawler.extract.rows.row import ListRow


def settled(rows: Sequence[ListRow], as_of: date) -> list[ListRow]:
    """The rows of one list, each with the day that the others, or its address, make sure."""
    return _with_years(_with_short_years(_with_addresses_days(rows, as_of), as_of), as_of)


def _with_addresses_days(rows: Sequence[ListRow], as_of: date) -> list[ListRow]:
    """What is told in weeks or months is the day that the address spells, where the two agree."""
    return [
        row._replace(when=RowDay(day))
        if row.when.rounded and (day := url_date(row.url)) and _agree(row.when.rounded, day, as_of)
        else row
        for row in rows
    ]


def _agree(rounded: int, day: date, as_of: date) -> bool:
    """Rounded down or up."""
    unit = next(days for days in (365, 30, 7) if rounded % days == 0)
    return rounded - unit < (as_of - day).days < rounded + unit


def _with_short_years(rows: Sequence[ListRow], as_of: date) -> list[ListRow]:
    """24/06/19 is a day of 2024 where the first numbers of a list are fewer than the last ones: a
    year varies less than a day. Of one row alone, or where the last are fewer, nothing is known.
    """
    short = [row.when.short for row in rows if row.when.short]
    if not short:
        return list(rows)
    firsts, _, lasts = (len(set(numbers)) for numbers in zip(*short, strict=True))
    return [
        row._replace(when=_year_first(row.when.short, as_of) if firsts < lasts else NO_DAY)
        if row.when.short
        else row
        for row in rows
    ]


def _year_first(short: tuple[int, int, int], as_of: date) -> RowDay:
    day = Pieces(2000 + short[0], *short[1:]).as_date()
    return RowDay(day) if day and is_plausible(day, as_of) else NO_DAY


def _with_years(rows: Sequence[ListRow], as_of: date) -> list[ListRow]:
    """Year-less rows get the latest year that keeps the list's order (docs/field-notes.md §10.4).

    The first row may be pinned (置顶) and older than the rest; of the readings with and without
    that, the one with the newest date is taken: in doubt for the unit. A home page shows several
    lists of one shape, each of which begins anew.
    """
    yearless = [row for row in rows if row.month_day is not None]
    if not yearless:
        return list(rows)
    best: list[date | None] = []
    for pinned in (0, 1) if len(rows) >= 3 else (0,):
        reading = _one_reading(rows, as_of, pinned)
        if not best or max((d for d in reading if d), default=date.min) > max(
            (d for d in best if d), default=date.min
        ):
            best = reading
    return [
        row._replace(when=RowDay(day)) if row.month_day else row
        for row, day in zip(rows, best, strict=True)
    ]


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
