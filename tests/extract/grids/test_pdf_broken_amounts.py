"""Amounts broken over lines by a narrow column that has no lines drawn."""

import pytest

from crawler.extract.grids.pdf_broken_amounts import with_whole_amounts
from crawler.extract.grids.pdf_lines import CharacterRun, PrintedLine


def line(top: float, *runs: tuple[str, float]) -> PrintedLine:
    """Runs of 5 points a letter, each by its right edge."""
    return PrintedLine(
        tuple(
            CharacterRun(text, right - 5 * len(text), right, top, top + 10, 10)
            for text, right in runs
        )
    )


def texts(*lines: PrintedLine) -> list[str]:
    return [each.text for each in with_whole_amounts(lines)]


def test_a_rest_goes_to_the_amount_it_stands_under() -> None:
    broken = line(0, ("办公费", 50), ("1,234,", 200), ("80.00", 300)), line(12, ("567.89", 200))
    assert texts(*broken, line(40, ("合计", 50))) == ["办公费 1,234,567.89 80.00", "合计"]


def test_an_amount_may_be_broken_twice() -> None:
    assert texts(line(0, ("甲", 50), ("12,3", 200)), line(12, ("45,67", 200)), line(24, ("8.90", 200))) == [
        "甲 12,345,678.90"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "below",
    [line(12, ("567.89", 260)), line(12, ("合计", 200)), line(90, ("567.89", 200))],
    ids=["under nothing", "words", "far below"],
)
def test_other_lines_stay_their_own(below: PrintedLine) -> None:
    above = line(0, ("办公费", 50), ("1,234,", 200))
    assert texts(above, below) == [above.text, below.text]


def test_two_whole_amounts_are_two() -> None:
    assert len(texts(line(0, ("甲", 50), ("12.00", 200)), line(12, ("34.00", 200)))) == 2
