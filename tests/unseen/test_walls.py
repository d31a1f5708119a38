"""Walls, errors and pages that are gone; and pages that only speak of them."""

import pytest

from tests.unseen.scores import walls

SETS = pytest.mark.parametrize("folder", ["walls", "walls_second"])


@SETS
def test_what_stands_in_a_page_s_place_is_named(folder: str) -> None:
    assert not walls(folder)["walls"].told


@SETS
def test_no_page_is_taken_for_a_wall(folder: str) -> None:
    assert not walls(folder)["pages"].told
