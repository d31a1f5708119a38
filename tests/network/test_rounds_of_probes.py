"""Rounds of probes through a day: none is lost to a night, a blind one is told to the operator
once, and counts for nobody.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from app.night.lock import held_night
from app.probing.rounds import probe_all
from config.folder import Config
from store.clock import Clock
from tests.network.small_city import FIRST, SmallCity, messages


@pytest.fixture
def city(tmp_path: Path) -> Iterator[SmallCity]:
    city = SmallCity(tmp_path, units=8).start()
    yield city
    city.stop()


def samples(config: Config) -> list[tuple[str, int]]:
    with closing(sqlite3.connect(config.data / "ledger.db")) as db:
        return db.execute(
            "SELECT at, count(*) FROM probe_sample GROUP BY at ORDER BY at"
        ).fetchall()


def hour(number: float) -> Clock:
    return Clock.set_to(FIRST + timedelta(hours=number))


def test_a_round_during_a_night_waits_and_is_counted_once(city: SmallCity) -> None:
    config = city.config()
    probe_all(config, hour(0), record=True)
    before = sum(n for _, n in samples(config))
    with held_night(config.data):
        probe_all(config, hour(1), record=True)
        probe_all(config, hour(2), record=True)
        assert sum(n for _, n in samples(config)) == before
    probe_all(config, hour(3), record=True)
    assert sum(n for _, n in samples(config)) == 4 * 8
    assert list((config.data / "probes").glob("*.json")) == []


def test_a_blind_day_is_one_message_to_the_operator(city: SmallCity) -> None:
    good = city.config()
    probe_all(good, hour(0), record=True)
    city.dns["canary.example"] = "nxdomain"
    blind = city.config()
    for number in range(1, 6):
        assert not probe_all(blind, hour(number), record=True).own_network_good
    told = messages(good)
    assert [person for person, _ in told] == ["operator"]
    assert "检查方网络异常" in told[0][1]
    city.dns["canary.example"] = "127.20.1.1"
    probe_all(city.config(), hour(7), record=True)
    probe_all(blind, hour(8), record=True)
    assert [person for person, _ in messages(good)] == ["operator", "operator"], (
        "a new time of blindness is a new message"
    )
    assert sum(n for _, n in samples(good)) == 2 * 8
