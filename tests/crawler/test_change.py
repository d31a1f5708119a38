"""Volatile or changed: two looks seconds apart tell which."""

import pytest

from crawler.change import is_same, volatile


@pytest.mark.parametrize(
    ("known", "first", "second", "same"),
    [
        ("a c1 z", "a c2 z", "a c3 z", True),  # a counter
        ("a c1 z", "a c2 z", "a c2 z", False),  # it stands still: words, not a counter
        ("a c1 z", "b c2 z", "b c3 z", False),  # a counter, and a word changed
        ("a c1 z", "a c2", "a c3", False),  # a counter, and the end is gone
        ("a c1 b z", "a c2 z", "a c3 z", False),  # what stood beside the counter is gone
        ("a r1 r2 z", "a r2 r1 z", "a r2 r1 z", False),  # an order that stays changed
        ("a", "a n2", "a n3", True),  # a counter that was not there before
        ("a b", "e1 e2", "e3 e4", False),  # nothing of the known page: an error page with a clock, say
        ("a b", "a b", "a b", True),
        ("", "x1", "x2", False),
    ],
)
def test_a_page_is_the_same_when_all_that_differs_is_volatile_and_in_place(known: str, first: str, second: str, same: bool) -> None:
    assert is_same(known.split(), second.split(), volatile(first.split(), second.split())) is same


def test_learned_masks_count_on_both_sides() -> None:
    assert is_same(["a", "r1", "z"], ["a", "z"], frozenset({"r1", "r2"}))
