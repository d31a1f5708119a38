"""Matrices put together move a point as one after the other does."""

from crawler.extract.grids.matrix import UPRIGHT, Matrix, moved, product

TURN: Matrix = (0.0, 1.0, -1.0, 0.0, 5.0, 7.0)
GROW: Matrix = (2.0, 0.0, 0.0, 3.0, -1.0, 0.5)


def test_a_product_is_one_after_the_other() -> None:
    assert moved(4, 9, product(TURN, GROW)) == moved(*moved(4, 9, TURN), GROW)
    assert product(TURN, UPRIGHT) == TURN == product(UPRIGHT, TURN)
