"""Names of channels, with the place that their unit is registered in."""

from tests.unseen.scores import channels


def test_no_channel_is_given_a_wrong_class() -> None:
    scores = channels()
    wrong = [line for score in scores.values() for line in score.told if "read None" not in line]
    assert not wrong


def test_no_superior_s_feed_is_judged_as_the_unit_s_own() -> None:
    assert not channels()["upstream"].told
