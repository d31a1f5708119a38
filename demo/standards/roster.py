"""The county of a seed: its invented name, its townships and its units."""

import tomllib
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter

from config.unit import UnitKind
from demo.seeded_random import SeededRandom

# No county and no township of China bears these names with these surroundings.
_COUNTIES = (
    ("云柘县", "yunzhe"),
    ("岚沅县", "lanyuan"),
    ("澄霁县", "chengji"),
    ("栖蘅县", "qiheng"),
    ("霁川县", "jichuan"),
)
_TOWNS = ("槐渡", "九梧", "石棠", "白砚", "青笠", "双鹤岭", "柳坞", "望杉", "松雾", "蓼湾")


@dataclass(frozen=True, slots=True)
class CountyUnit:
    id: str
    name: str
    short: str
    kind: UnitKind
    system: str = ""  # "": no entry point of its own, the parent answers
    field: str = "town"
    parent: str = "xzf"
    charging: bool = False
    enforcing: bool = False
    topics: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    owes: tuple[str, ...] = ()  # art. 20 and 21 items of its field

    @property
    def is_department(self) -> bool:
        return self.kind == "department"


@dataclass(frozen=True, slots=True)
class County:
    name: str
    domain: str  # under .example
    units: tuple[CountyUnit, ...]
    towns: tuple[str, ...]

    def unit(self, unit_id: str) -> CountyUnit:
        return next(unit for unit in self.units if unit.id == unit_id)

    def host(self, unit_id: str) -> str:
        return f"{'www' if unit_id == 'xzf' else unit_id}.{self.domain}.example"

    def full(self, unit: CountyUnit) -> str:
        return f"{self.name}{unit.name}"

    @property
    def with_sites(self) -> tuple[CountyUnit, ...]:
        return tuple(unit for unit in self.units if unit.system)


@lru_cache(maxsize=8)
def county(seed: int) -> County:
    rng = SeededRandom("standards", seed, "county")
    name, domain = rng.pick(_COUNTIES)
    towns = rng.sample(_TOWNS, 4)
    names = {f"town{number}": town for number, town in enumerate(towns, 1)}
    text = (Path(__file__).parent / "roster.toml").read_text(encoding="utf-8")
    planned = TypeAdapter(list[CountyUnit]).validate_python(tomllib.loads(text)["units"])
    units = tuple(
        replace(unit, name=unit.name.format(**names), short=unit.short.format(**names))
        for unit in planned
    )
    return County(name, domain, units, tuple(towns))
