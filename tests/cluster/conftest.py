"""One PostgreSQL for the folder, an empty database for each test."""

import warnings
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.cluster.disks import small
from tests.cluster.postgres import Postgres, postgres, program
from tests.crawler.fixture_server import FixtureServer

WHY = "PostgreSQL is not installed (apt-get install postgresql): nothing of the queue is tested"


@pytest.fixture(scope="session")
def server() -> Iterator[Postgres]:
    if program("postgres") is None:
        warnings.warn(pytest.PytestWarning(WHY), stacklevel=1)
        pytest.skip(WHY)
    with postgres() as started:
        yield started


@pytest.fixture
def queue(server: Postgres) -> Iterator[str]:
    """The URL of an empty queue."""
    name = "queue"
    with psycopg.connect(server.url, autocommit=True) as db:
        db.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        db.execute(f"CREATE DATABASE {name}")
    yield server.url.replace("/postgres", f"/{name}")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    with small(tmp_path / "disk", 64) as disk:
        yield disk


@pytest.fixture
def fixture_server() -> Iterator[FixtureServer]:
    fixture_server = FixtureServer()
    yield fixture_server
    fixture_server.stop()
