"""Tables, cards, contact sheets, script-made lists, frames and damaged pages."""

import pytest

from tests.unseen.scores import content


@pytest.mark.parametrize("folder", ["content", "content_second"])
def test_nothing_of_a_page_is_lost_and_nothing_unread_is_called_read(folder: str) -> None:
    assert not [line for score in content(folder).values() for line in score.told]
