"""Documents of spending: no score falls below what was measured when it was last mended.

Right answers may not become fewer, nor wrong ones more; whoever mends a kind raises its row.
"""

import pytest

from tests.unseen.floors import hold

FLOORS = [
    ("money", "accused", 48, 0),
    ("money", "guilty", 43, 0),
    ("money", "amounts", 55, 0),
    ("money", "shares", 55, 0),
    ("money", "unable", 5, 0),
    ("money_second", "accused", 28, 0),
    ("money_second", "guilty", 26, 1),
    ("money_second", "amounts", 54, 0),
    ("money_second", "shares", 54, 0),
    ("money_second", "unable", 7, 1),
    ("money_third", "accused", 20, 0),
    ("money_third", "guilty", 15, 1),
    ("money_third", "amounts", 38, 0),
    ("money_third", "shares", 36, 0),
    ("money_third", "unable", 3, 0),
    ("money_fourth", "accused", 25, 0),
    ("money_fourth", "guilty", 16, 0),
    ("money_fourth", "amounts", 37, 0),
    ("money_fourth", "shares", 37, 0),
    ("money_fourth", "unable", 3, 0),
]


@pytest.mark.parametrize(("folder", "asked", "right", "wrong"), FLOORS)
def test_no_score_falls(folder: str, asked: str, right: int, wrong: int) -> None:
    hold(folder, asked, right, wrong)
