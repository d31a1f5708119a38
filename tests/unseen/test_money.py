"""Documents of spending: no score falls below what was measured when it was last mended.

Right answers may not become fewer, nor wrong ones more; whoever mends a kind raises its row.
"""

import pytest

from tests.unseen.floors import hold

FLOORS = [
    ("money", "accused", 38, 7),
    ("money", "guilty", 42, 1),
    ("money", "amounts", 54, 0),
    ("money", "shares", 54, 0),
    ("money", "unable", 4, 1),
    ("money_second", "accused", 18, 6),
    ("money_second", "guilty", 17, 9),
    ("money_second", "amounts", 48, 0),
    ("money_second", "shares", 48, 0),
    ("money_second", "unable", 5, 3),
]


@pytest.mark.parametrize(("folder", "asked", "right", "wrong"), FLOORS)
def test_no_score_falls(folder: str, asked: str, right: int, wrong: int) -> None:
    hold(folder, asked, right, wrong)
