"""Volatile or changed: two looks seconds apart tell which."""

import pytest

from crawler.extract.fingerprint import learn_masks
from crawler.has_changed import is_known, is_same


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
        (
            "a b",
            "e1 e2",
            "e3 e4",
            False,
        ),  # nothing of the known page: an error page with a clock, say
        ("a b", "a b", "a b", True),
        ("", "x1", "x2", False),
    ],
)
def test_a_page_is_the_same_when_all_that_differs_is_volatile_and_in_place(
    known: str, first: str, second: str, same: bool
) -> None:
    assert (
        is_same(known.split(), second.split(), learn_masks(first.split(), second.split())) is same
    )


def test_learned_masks_count_on_both_sides() -> None:
    assert is_same(["a", "r1", "z"], ["a", "z"], frozenset({"r1", "r2"}))


KNOWN = ("a" * 16, "c0c0c0" + "1" * 10)


@pytest.mark.parametrize(
    ("seen", "known"),
    [
        (("a" * 16, "c0c0c0" + "7" * 10), True),  # another number in the learned shape
        (("c0c0c0" + "7" * 10, "a" * 16), True),  # and elsewhere
        (("b" * 16, "c0c0c0" + "7" * 10), False),  # and other words beside it
        (("a" * 16, "b" * 16, "c0c0c0" + "7" * 10), False),
        (("c0c0c0" + "7" * 10,), False),  # only the counter is left
    ],
)
def test_what_earlier_nights_learned_needs_no_second_look(
    seen: tuple[str, ...], known: bool
) -> None:
    assert is_known(KNOWN, seen, frozenset({"c0c0c0"})) is known


def test_nothing_is_known_before_anything_was_learned() -> None:
    assert not is_known(KNOWN, ("a" * 16, "c0c0c0" + "7" * 10), frozenset())
    assert not is_known((KNOWN[1],), ("c0c0c0" + "7" * 10,), frozenset({"c0c0c0"}))
