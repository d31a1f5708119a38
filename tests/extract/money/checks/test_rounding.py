"""Figures that were rounded may differ by half of the last digit each."""

import pytest

from crawler.extract.money.checks.rounding import is_rounding, last_digit


@pytest.mark.parametrize(
    ("cells", "unit", "expected"),
    [
        (["1,001.00", "3", "办公费"], "万元", 100.0),
        (["100", "3"], "万元", 10_000.0),
        (["100.5"], "元", 0.1),
        (["0.30000000000000004", "0.3"], "元", 0.1),
        (["1.50万元"], "元", 0.01),
        ([], "元", 1.0),
    ],
)
def test_the_last_digit_printed(cells: list[str], unit: str, expected: float) -> None:
    assert last_digit(cells, unit) == pytest.approx(expected)


def test_three_rounded_figures_and_their_sum() -> None:
    assert is_rounding(100.0, 3, 100.0)
    assert is_rounding(-200.0, 3, 100.0)
    assert not is_rounding(201.0, 3, 100.0)
