from pathlib import Path

import pytest

from config.folder import Config
from monitor.scoring.league import League
from tests.monitor.scoring.sample import office, scored


@pytest.fixture(scope="session")
def config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    return office(tmp_path_factory.mktemp("score") / "office")


@pytest.fixture(scope="session")
def league(config: Config) -> League:
    return scored(config)


@pytest.fixture
def fresh(tmp_path: Path) -> Config:
    """One that a test may change."""
    return office(tmp_path / "office")
