"""Pairs of captures: what moves by itself is no change, and no change is taken for such."""

import pytest

from tests.unseen.scores import pairs

SETS = pytest.mark.parametrize(
    "folder", ["pairs", "pairs_second", "pairs_third", "pairs_fourth", "pairs_fifth"]
)


@SETS
def test_every_change_is_found(folder: str) -> None:
    scores = pairs(folder)
    assert not scores["changed"].told + scores["redated"].told


@SETS
def test_noise_is_no_change(folder: str) -> None:
    scores = pairs(folder)
    assert not scores["noise"].told + scores["shifted"].told
