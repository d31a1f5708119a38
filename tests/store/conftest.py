from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.nights import City


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    made = City(tmp_path)
    yield made
    made.close()
