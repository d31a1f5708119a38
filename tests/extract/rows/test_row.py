"""A row as it stands on the page: what it tells of its day."""

from datetime import date

import pytest

from crawler.extract.date_pieces import Pieces
from crawler.extract.rows.days import NO_DAY, RowDay
from crawler.extract.rows.row import ListRow


@pytest.mark.parametrize(
    ("when", "is_dated", "month_day"),
    [
        (NO_DAY, False, None),
        (RowDay(date(2012, 6, 18)), True, None),
        (RowDay(told=Pieces(month=6, day=18)), True, (6, 18)),
        (RowDay(told=Pieces(day=18)), False, None),
        (RowDay(short=(12, 6, 18)), True, None),
        (RowDay(is_ahead=True), True, None),
        (RowDay(rounded=7), True, None),
    ],
)
def test_what_a_row_tells(when: RowDay, is_dated: bool, month_day: tuple[int, int] | None) -> None:
    row = ListRow("关于做好防汛工作的通知", "http://a.example/1.html", "main", 0, when)
    assert (row.is_dated, row.month_day) == (is_dated, month_day)
