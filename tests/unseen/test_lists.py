"""List pages of other systems: ≥ 99 % of the items, ≥ 99 % of what is told an item is one."""

from tests.unseen.scores import lists


def test_items_of_the_page_s_own_list() -> None:
    scores = lists()
    for asked in ("recall", "precision", "titles", "dates"):
        score = scores[asked]
        assert score.right >= 0.99 * score.of, (asked, *score.told)


def test_next_pages_are_asked_for_as_a_browser_does() -> None:
    scores = lists()
    assert not scores["next page"].told + scores["addresses in GBK"].told
