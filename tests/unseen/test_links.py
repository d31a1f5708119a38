"""Links, what stands behind them, and the feet of home pages."""

import pytest

from tests.unseen.floors import hold


@pytest.mark.parametrize(
    ("asked", "right"),
    [
        ("to look at", 19),
        ("nothing else", 0),
        ("answers", 25),
        ("files", 11),
        ("bears", 22),
        ("lacks", 8),
        ("foot read", 8),
        ("tags", 5),
    ],
)
def test_links_and_feet_are_read_as_their_truth_says(asked: str, right: int) -> None:
    hold("links", asked, right, 0)
