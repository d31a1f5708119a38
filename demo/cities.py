"""The demo city of a scenario."""

from demo.city import City
from demo.loopback import Loopback
from demo.standards.city import StandardsCity

STANDARDS = "standards"


def city_of(scenario: str, seed: int = 1) -> Loopback:
    """Raises KeyError for an unknown scenario."""
    return StandardsCity(seed) if scenario == STANDARDS else City(scenario, seed)
