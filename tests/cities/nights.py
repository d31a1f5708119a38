"""All nights of a city by the ordinary night, only the clock turned."""

from pathlib import Path

from app.nightly import nightly
from store.clock import Clock
from tests.app.nights import Silence
from tests.cities.city import City
from tests.cities.score import Score, add_night
from tests.waiting import is_alive


def score_of(name: str, folder: Path) -> Score:
    """Inspect the city `name` into the empty `folder`."""
    score = Score()
    with City(name) as city:
        config = city.open_office(folder)
        for day in city.nights:
            is_alive()
            night = nightly(config, Clock.set_to(city.begin_night(day)), Silence())
            add_night(score, city.truth, night, day)
    return score
