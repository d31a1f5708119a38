"""The office's own tables, taken over as they are kept."""

import pytest

from tests.unseen.scores import tables_of_units


@pytest.mark.parametrize("folder", ["tables_of_units", "tables_of_units_second"])
def test_units_and_addresses(folder: str) -> None:
    assert not [line for score in tables_of_units(folder).values() for line in score.told]
