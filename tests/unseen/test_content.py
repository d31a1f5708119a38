"""Tables, cards, contact sheets, script-made lists, frames and damaged pages."""

from tests.unseen.scores import content


def test_nothing_of_a_page_is_lost_and_nothing_unread_is_called_read() -> None:
    assert not [line for score in content().values() for line in score.told]
