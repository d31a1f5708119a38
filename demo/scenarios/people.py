"""What people do between a scenario's nights: who may come in to the console, what each says there
of a finding, and what a unit publishes meanwhile. Plain data; who plays it is no part of the city.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from importlib import resources
from typing import Annotated, Any

from pydantic import AfterValidator, TypeAdapter

from demo.world import SHANGHAI

Moment = Annotated[datetime, AfterValidator(lambda at: at.replace(tzinfo=SHANGHAI))]


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """`role` and `units` as in `gongkai user add`."""

    login: str
    name: str
    role: str
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Published:
    """One new item in the channel of that folder."""

    at: Moment
    unit: str
    channel: str


@dataclass(frozen=True, slots=True)
class PersonsWord:
    """One word on the finding of that rule; `channel` where the rule has found several of the
    unit's.
    """

    at: Moment
    who: str
    unit: str
    rule: str
    what: str
    channel: str = ""
    value: str = ""
    day: date | None = None
    file: str = ""


@dataclass(frozen=True, slots=True)
class People:
    persons: tuple[DemoPerson, ...] = ()
    published: tuple[Published, ...] = ()
    said: tuple[PersonsWord, ...] = ()

    def between(self, since: datetime, until: datetime) -> Iterator[Published | PersonsWord]:
        """What happens from one instant to another, in the order of time."""
        every: list[Published | PersonsWord] = [*self.published, *self.said]
        yield from sorted((one for one in every if since <= one.at < until), key=lambda one: one.at)


NOBODY = People()


def people_of(scenario: str) -> People:
    """Those of `<scenario>_people.toml`."""
    text = resources.files("demo.scenarios").joinpath(f"{scenario}_people.toml").read_text("utf-8")
    told: Mapping[str, Any] = tomllib.loads(text)
    return TypeAdapter(People).validate_python(told)
