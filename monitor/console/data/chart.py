"""An answer as a chart: a bar for each row, or a line where the rows are days. SVG made here, for
no script of others may run on these pages. Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

MOST = 40  # bars; of days there may be as many as there are
WIDTH, HEIGHT = 1000, 240


@dataclass(frozen=True, slots=True)
class AnswerBar:
    label: str
    value: float
    shown: str
    width: float  # of WIDTH


@dataclass(frozen=True, slots=True)
class AnswerChart:
    """Either bars or a line. `of`: how many rows there are to be drawn; `left_out`: how many bear no
    number, which is no zero.
    """

    of: int
    left_out: int
    bars: tuple[AnswerBar, ...] = ()
    points: str = ""
    first: str = ""
    last: str = ""
    most: str = ""

    @property
    def is_cut(self) -> bool:
        return bool(self.bars) and self.of > len(self.bars)


def chart(
    columns: Sequence[str], rows: Sequence[Sequence[object]], of: str, by: str
) -> AnswerChart | None:
    """`of`, `by`: the columns of names and of numbers. None where there is nothing to draw."""
    if of not in columns or by not in columns:
        return None
    places = columns.index(of), columns.index(by)
    pairs = [(_plain(row[places[0]]), _number(_plain(row[places[1]]))) for row in rows]
    drawn = [(label, value) for label, value in pairs if value is not None]
    if not drawn:
        return None
    left_out = len(pairs) - len(drawn)
    days = [_day(label) for label, _ in drawn]
    if len(drawn) > 1 and all(days) and len(set(days)) == len(days):
        in_order = sorted((day, one[1]) for day, one in zip(days, drawn, strict=True) if day)
        return _line(in_order, left_out)
    return _bars(drawn, left_out)


def _bars(drawn: Sequence[tuple[str, float]], left_out: int) -> AnswerChart:
    shown = drawn[:MOST]
    most = max(abs(value) for _, value in shown) or 1
    bars = (
        AnswerBar(label, value, f"{value:,g}", round(WIDTH * abs(value) / most, 1))
        for label, value in shown
    )
    return AnswerChart(len(drawn), left_out, bars=tuple(bars))


def _line(drawn: Sequence[tuple[date, float]], left_out: int) -> AnswerChart:
    """Straight between days, from zero."""
    first, last = drawn[0][0], drawn[-1][0]
    most = max(value for _, value in drawn) or 1
    whole = (last - first).days
    points = " ".join(
        f"{WIDTH * (day - first).days / whole:.1f},{HEIGHT - HEIGHT * max(value, 0) / most:.1f}"
        for day, value in drawn
    )
    return AnswerChart(
        len(drawn), left_out, (), points, first.isoformat(), last.isoformat(), f"{most:,g}"
    )


def guessed(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> tuple[str, str]:
    """Columns to begin with: the first of names, and the first of numbers behind it; "" where there
    is none.
    """
    numbers = [
        all(_number(_plain(row[place])) is not None or not _plain(row[place]) for row in rows)
        for place in range(len(columns))
    ]
    of = next((name for name, is_number in zip(columns, numbers, strict=True) if not is_number), "")
    by = next(
        (n for n, is_number in zip(columns, numbers, strict=True) if is_number and n != of), ""
    )
    return of, by


def _plain(cell: object) -> str:
    """What a cell says, without its marks and the label beside a code."""
    if not isinstance(cell, Markup):
        return str(cell)
    return cell.split(' <span class="means">')[0].striptags()


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
