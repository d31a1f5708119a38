"""All nights of the county by the ordinary night, only the clock turned."""

from pathlib import Path

from app.demo_city import open_city, spend_night
from demo.standards.city import StandardsCity
from tests.app.nights import Silence
from tests.standards.score import Score, add_night
from tests.waiting import is_alive


def score_of(seed: int, folder: Path) -> Score:
    """Inspect the county of `seed` into the empty `folder`."""
    score = Score()
    with StandardsCity(seed) as city:
        config = open_city(city, folder)
        for moment in city.nights:
            is_alive()
            night = spend_night(city, config, moment, Silence())
            add_night(score, city.plan, night, moment.date())
    return score
