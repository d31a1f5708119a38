from datetime import date

import pytest

from config.errors import Miswritten
from monitor.scoring.quarter import QuarterOfYear, quarter_of, read_quarter


@pytest.mark.parametrize("text", ["2026Q4", "2026q4", " 2026-Q4 "])
def test_a_quarter_is_read_as_people_write_it(text: str) -> None:
    assert read_quarter(text) == QuarterOfYear(2026, 4)


@pytest.mark.parametrize("text", ["", "2026Q5", "2026", "Q4 2026", "1926Q1"])
def test_what_is_no_quarter_is_refused(text: str) -> None:
    with pytest.raises(Miswritten, match="write it as 2026Q4"):
        read_quarter(text)


def test_quarters_follow_each_other_without_a_gap() -> None:
    assert (QuarterOfYear(2026, 4).first, QuarterOfYear(2026, 4).last) == (
        date(2026, 10, 1),
        date(2026, 12, 31),
    )
    assert QuarterOfYear(2026, 4).after == QuarterOfYear(2027, 1)
    assert QuarterOfYear(2026, 1).before == QuarterOfYear(2025, 4)
    assert [quarter_of(date(2024, month, 29)).number for month in (2, 3, 4, 12)] == [1, 1, 2, 4]
    assert QuarterOfYear(2026, 4).said.zh == "2026年第四季度"
