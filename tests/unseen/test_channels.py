"""Names of channels, with the place that their unit is registered in."""

import pytest

from tests.unseen.scores import channels

SETS = pytest.mark.parametrize("folder", ["channels", "channels_second"])


@SETS
def test_no_channel_is_given_a_wrong_class(folder: str) -> None:
    scores = channels(folder)
    wrong = [line for score in scores.values() for line in score.told if "read None" not in line]
    assert not wrong


@SETS
def test_no_superior_s_feed_is_judged_as_the_unit_s_own(folder: str) -> None:
    assert not channels(folder)["upstream"].told
