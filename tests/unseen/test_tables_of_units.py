"""The office's own tables, taken over as they are kept."""

from tests.unseen.scores import tables_of_units


def test_units_and_addresses() -> None:
    scores = tables_of_units()
    assert not [line for score in scores.values() for line in score.told]
