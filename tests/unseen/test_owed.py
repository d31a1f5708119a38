"""What units owe on a day, set down before anything judged it: nobody is accused whose truth is
another, and the guilty are named.
"""

from tests.unseen.owed_cases import owed


def test_nobody_is_accused_falsely() -> None:
    assert not owed("owed")["accused"].told


def test_who_owes_and_shows_nothing_is_named() -> None:
    assert not owed("owed")["guilty"].told


def test_other_answers_do_not_fall() -> None:
    scores = owed("owed")
    assert not [line for asked in ("quiet", "unable", "clear") for line in scores[asked].told]
