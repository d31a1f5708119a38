import shutil
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from config.folder import Config
from tests.app.counties.province import province, spoil, two_counties


class Home(NamedTuple):
    config: Config
    counties: Path
    day: date


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, date]:
    """Two counties' folders, and the day of their night."""
    folder = tmp_path_factory.mktemp("counties")
    return folder / "home", two_counties(folder)


@pytest.fixture
def home(good: tuple[Path, date], tmp_path: Path) -> Home:
    """A province of its own, with every kind of county."""
    made, day = good
    counties = tmp_path / "counties"
    shutil.copytree(made, counties)
    spoil(counties, day)
    return Home(province(tmp_path / "office", counties), counties, day)
