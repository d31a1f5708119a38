"""Datelines of other kinds: the day of publication, or none where one cannot tell."""

from tests.unseen.scores import articles


def test_dates_and_titles() -> None:
    assert not [line for score in articles().values() for line in score.told]
