"""The levels of one line, at and around every threshold."""

import pytest

from crawler.extract.money.vague import OtherLine, level
from tests.extract.money.pages import LIMITS


@pytest.mark.parametrize(
    ("share", "rank", "is_bare", "is_nested", "is_explained", "expected"),
    [
        (0.2001, 3, False, False, False, "problem"),
        (0.20, 3, False, False, False, "problem"),
        (0.1999, 3, False, False, False, "warning"),
        (0.10, 3, False, False, False, "warning"),
        (0.0999, 3, False, False, False, None),
        (0.10, 2, False, False, False, "problem"),
        (0.0999, 1, False, False, False, None),
        (0.05, 9, True, False, False, "problem"),
        (0.0499, 9, True, False, False, None),
        (0.10, 9, False, True, False, "problem"),
        (0.0999, 9, False, True, False, None),
        (0.65, 1, False, False, True, "warning"),
        (0.20, 1, True, True, True, "warning"),
        (0.1999, 1, True, True, True, None),
    ],
)
def test_the_level_of_a_line(
    share: float,
    rank: int,
    is_bare: bool,
    is_nested: bool,
    is_explained: bool,
    expected: str | None,
) -> None:
    assert level(OtherLine(share, rank, is_bare, is_nested, is_explained), LIMITS) == expected


def test_the_thresholds_are_the_offices() -> None:
    generous = LIMITS.model_copy(
        update={"problem_share": 0.5, "warn_share": 0.4, "bare_share": 0.5}
    )
    assert level(OtherLine(0.39, 1, True, True, False), generous) is None
