"""What a scenario is made of."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from importlib import resources
from typing import Any

from pydantic import TypeAdapter

from config.unit import UnitKind
from demo.faults import Faults
from demo.scenarios.people import NOBODY, People
from demo.seeded_random import SeededRandom


class EntryPoint(StrEnum):
    """How the public reaches a unit, as the office has it on record."""

    OWN = "own"
    SUBSITE = "subsite"
    COLUMN = "column"  # a channel of the city portal, nothing else; a person confirmed that
    NONE = "none"  # a person looked and found nothing
    REFUSED = "refused"  # an own address at which nobody ever listened
    NXDOMAIN = "nxdomain"  # an own name that does not exist
    PARKED = "parked"  # an own name that is for sale
    INTRANET = "intranet"  # an own name that leads into private space

    @property
    def has_site(self) -> bool:
        return self in (EntryPoint.OWN, EntryPoint.SUBSITE)

    @property
    def is_own_address(self) -> bool:
        return self not in (EntryPoint.COLUMN, EntryPoint.NONE)


@dataclass(frozen=True, slots=True)
class UnitPlan:
    id: str
    name: str
    short: str
    kind: UnitKind
    field: str  # a key of demo.writing.fields.FIELDS
    entry_point: EntryPoint
    dialect: str = ""
    law_enforcing: bool = False
    is_static: bool = False
    also: tuple[str, ...] = ()  # other names borne

    @property
    def is_town(self) -> bool:
        return self.kind == "township"


def planned(scenario: str) -> dict[str, tuple[UnitPlan, ...]]:
    """The units of `<scenario>.toml` by its groups, in the file's order."""
    text = resources.files("demo.scenarios").joinpath(f"{scenario}.toml").read_text("utf-8")
    return TypeAdapter(dict[str, tuple[UnitPlan, ...]]).validate_python(tomllib.loads(text))


@dataclass(frozen=True, slots=True)
class Scenario:
    name: str
    city: str
    portal_name: str
    nights: tuple[datetime, ...]
    horizon: date  # publishing goes on until then
    units: tuple[UnitPlan, ...]
    demands_own_site: bool  # the law of 2012
    place: Callable[[SeededRandom], Faults]
    good: tuple[str, ...] = ()  # units that must come out clear, whatever the seed
    brisk: tuple[str, ...] = ()  # units that put up news twice a week
    blank_confirmed: date = date(2012, 1, 4)
    people: People = NOBODY
    office: Mapping[str, Any] = field(default_factory=dict, hash=False)  # over office.toml

    @property
    def first_day(self) -> date:
        return self.nights[0].date()

    @property
    def last_day(self) -> date:
        return self.nights[-1].date()

    def unit(self, unit_id: str) -> UnitPlan:
        for unit in self.units:
            if unit.id == unit_id:
                return unit
        raise KeyError(unit_id)
