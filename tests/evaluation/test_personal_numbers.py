"""Persons' numbers are found, and others are not taken for them: the same sets as
`make eval-numbers`, smaller.
"""

import pytest

from tests.evaluation.personal_numbers import FALSE_ALARMS, RECALL, check_digit, score


@pytest.mark.parametrize("seed", [17, 20261128])
def test_numbers_are_found_and_others_are_not_taken_for_them(seed: int) -> None:
    result = score(seed, texts=2_000)
    assert result.recall >= RECALL, result.missed[:5]
    assert result.alarm_rate <= FALSE_ALARMS, result.false[:5]


def test_the_check_digit_is_that_of_the_standard() -> None:
    """GB 11643-1999, annex B: its own examples."""
    assert check_digit("11010519491231002") == "X"
    assert check_digit("44052418800101001") == "4"
