"""Datelines of other kinds: the day of publication, or none where one cannot tell."""

import pytest

from tests.unseen.scores import articles


@pytest.mark.parametrize("folder", ["articles", "articles_second"])
def test_dates_and_titles(folder: str) -> None:
    assert not [line for score in articles(folder).values() for line in score.told]
