"""Pairs of captures: what moves by itself is no change, and no change is taken for such."""

from tests.unseen.scores import pairs


def test_every_change_is_found() -> None:
    scores = pairs()
    assert not scores["changed"].told + scores["redated"].told


def test_noise_is_no_change() -> None:
    scores = pairs()
    assert not scores["noise"].told + scores["shifted"].told
