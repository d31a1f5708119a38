"""Menus, counts of channels, fees, penalties and old names: nothing of them falls."""

import pytest

from tests.unseen.standards import SETS


@pytest.mark.parametrize("folder", list(SETS))
def test_every_answer_stays_right(folder: str) -> None:
    scores = SETS[folder](folder)
    assert not [line for score in scores.values() for line in score.told]
