"""N3: our line drops at a random instant of a night and comes back. Nobody is accused of it, and
afterwards all are judged.
"""

import random
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.network.small_city import SmallCity, messages, not_judged, reachability

DOWN_S = 3.0  # as thirty seconds are to a time limit of 15, so are three to one of 1.5
SEED = 20261123


@pytest.fixture
def city(tmp_path: Path) -> Iterator[SmallCity]:
    city = SmallCity(tmp_path).start()
    yield city
    city.stop()


def drop(city: SmallCity, after_s: float) -> threading.Thread:
    def cut() -> None:
        time.sleep(after_s)
        city.line_is_down = True
        time.sleep(DOWN_S)
        city.line_is_down = False

    thread = threading.Thread(target=cut)
    thread.start()
    return thread


@pytest.mark.parametrize("instants", [1, pytest.param(10, marks=pytest.mark.soak)])
def test_n3_the_line_drops_at_random_instants(city: SmallCity, instants: int) -> None:
    dice = random.Random(SEED)
    began = time.monotonic()
    city.night(0)
    usual_s = time.monotonic() - began
    for number in range(1, instants + 1):
        line = drop(city, dice.uniform(0.0, usual_s))
        night = city.night(number)
        line.join()
        assert reachability(night) == {}
        assert "leader" not in [person for person, _ in messages(city.config(), night.run.id)]
    afterwards = city.night(instants + 1)
    assert (reachability(afterwards), not_judged(afterwards)) == ({}, 0)
