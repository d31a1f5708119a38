"""Night after night in one process (docs/faults.md M11): what is taken is given back."""

import gc
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.nightly import nightly
from config.folder import load
from store.clock import Clock
from tests.app.nights import Silence
from tests.crawler.fixture_server import FixtureServer
from tests.reliability.promises import LONG_RUN
from tests.reliability.rows import row
from tests.reliability.test_kills import office_of_articles

WARM_UP = 6  # nights until caches and imports have settled
NIGHTS = 30


@pytest.fixture
def fixture_server() -> Iterator[FixtureServer]:
    fixture_server = FixtureServer()
    yield fixture_server
    fixture_server.stop()


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_m11_thirty_nights_in_one_process(fixture_server: FixtureServer, tmp_path: Path) -> None:
    config = load(office_of_articles(fixture_server, tmp_path, 40))
    sizes, descriptors = [], []
    with row(LONG_RUN.fault, LONG_RUN.what, soak=True) as counted:
        for night in range(NIGHTS):
            nightly(
                config,
                Clock.set_to(datetime(2026, 3, 1, 18, tzinfo=UTC) + timedelta(days=night)),
                Silence(),
            )
            gc.collect()
            sizes.append(resident())
            descriptors.append(len(os.listdir("/proc/self/fd")))
            counted.point()
        drift = sizes[-1] / sizes[WARM_UP] - 1
        counted.note = f"{sizes[WARM_UP] >> 20} → {sizes[-1] >> 20} MB ({drift:+.1%}) from night {WARM_UP + 1} to {NIGHTS}, {descriptors[-1]} descriptors"
        counted.bad += drift >= 0.10
        counted.bad += len(set(descriptors[WARM_UP:])) != 1


def resident() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
