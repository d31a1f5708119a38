"""What units owe on a day, set down before anything judged it: nobody is accused whose truth is
another, and the guilty are named.
"""

import pytest

from tests.unseen.owed_cases import owed

SETS = pytest.mark.parametrize("folder", ["owed", "owed_second", "owed_third"])


@SETS
def test_nobody_is_accused_falsely(folder: str) -> None:
    assert not owed(folder)["accused"].told


@SETS
def test_who_owes_and_shows_nothing_is_named(folder: str) -> None:
    assert not owed(folder)["guilty"].told


@SETS
def test_other_answers_do_not_fall(folder: str) -> None:
    scores = owed(folder)
    others = ("quiet", "unable", "clear", "warning")
    assert not [line for asked in others if asked in scores for line in scores[asked].told]
