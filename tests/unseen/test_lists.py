"""List pages of other systems: ≥ 99 % of the items, ≥ 99 % of what is told an item is one."""

import pytest

from tests.unseen.scores import lists

SETS = pytest.mark.parametrize("folder", ["lists", "lists_second"])


@SETS
def test_items_of_the_page_s_own_list(folder: str) -> None:
    scores = lists(folder)
    for asked in ("recall", "precision", "titles", "dates"):
        score = scores[asked]
        assert score.right >= 0.99 * score.of, (asked, *score.told)


@SETS
def test_next_pages_are_asked_for_as_a_browser_does(folder: str) -> None:
    scores = lists(folder)
    assert not scores["next page"].told + scores["addresses in GBK"].told
