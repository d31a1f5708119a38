"""Walls, errors and pages that are gone; and pages that only speak of them."""

from tests.unseen.scores import walls


def test_what_stands_in_a_page_s_place_is_named() -> None:
    assert not walls()["walls"].told


def test_no_page_is_taken_for_a_wall() -> None:
    assert not walls()["pages"].told
