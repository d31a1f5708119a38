"""Cities are planted once for a seed: a second each."""

from collections.abc import Iterator

import pytest

from demo.city import City


@pytest.fixture(scope="session")
def old_city() -> Iterator[City]:
    city = City("inspection-2012", 1)
    yield city
    city.stop()


@pytest.fixture(scope="session")
def city_of_today() -> Iterator[City]:
    city = City("today", 1)
    yield city
    city.stop()


@pytest.fixture(params=["inspection-2012", "today"])
def any_city(request: pytest.FixtureRequest, old_city: City, city_of_today: City) -> City:
    return old_city if request.param == "inspection-2012" else city_of_today
