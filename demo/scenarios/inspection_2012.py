"""`inspection-2012`: every unit the circular names, in the state that the circular reports; the law
of 2012.

Two nights early in the year, then thirteen over fifteen days of autumn: enough for an address that
never opens (14 nights, and one to spare) and an item that vanished (a good capture, then three
failed looks over 14 days).
"""

from datetime import date, datetime, timedelta

from demo.faults import Faults, PlantedSpending, Silence
from demo.scenarios.scenario import EntryPoint, Scenario, planned
from demo.seeded_random import SeededRandom
from demo.world import SHANGHAI
from demo.writing.money import DemoPaper, Style

_LAST = datetime(2012, 10, 15, 2, 0, tzinfo=SHANGHAI)
_EARLY = tuple(
    datetime(2012, month, day, 2, 0, tzinfo=SHANGHAI) for month, day in ((1, 5), (7, 10))
)
_NIGHTS = (
    *_EARLY,
    *(_LAST - timedelta(days=day) for day in (15, 14, 13, 12, 10, 9, 8, 7, 5, 3, 2, 1, 0)),
)

_UNITS = planned("inspection_2012")

_GOOD = ("caizheng", "yaojian", "gongdian")
_STALE_COLUMNS = {
    "huanbao": date(2011, 5, 18),
    "jingji": date(2011, 3, 9),
    "shuili": date(2010, 12, 21),
    "weisheng": date(2011, 6, 30),
}
_STALE_SITES = {"zhangji": date(2011, 11, 8), "zanyang": date(2012, 3, 20)}


def _place(rng: SeededRandom) -> Faults:
    """The named lists are fixed; who is vague, one-sided, and which items are lost falls by
    chance.
    """
    open_to_chance = [unit.id for unit in _UNITS["with_sites"] if unit.id not in _GOOD]
    spenders = rng.sample(open_to_chance, 6)
    bare, plain = rng.sample(
        [unit.id for unit in _UNITS["towns"] if unit.id not in _STALE_SITES], 2
    )
    enforcers = rng.sample(
        [unit.id for unit in _UNITS["with_sites"] if unit.law_enforcing and unit.id not in _GOOD], 3
    )
    publishing = [
        unit.id
        for unit in (*_UNITS["with_sites"], *_UNITS["without_sites"])
        if unit.entry_point.has_site or unit.entry_point is EntryPoint.COLUMN
    ]
    return Faults(
        silent_since={**_STALE_SITES, **_STALE_COLUMNS},
        spending={
            spenders[0]: PlantedSpending(DemoPaper.BUDGET, Style.VAGUE_GOODS),
            spenders[1]: PlantedSpending(DemoPaper.BUDGET, Style.VAGUE_FUNCTION, as_workbook=True),
            spenders[2]: PlantedSpending(DemoPaper.FINAL_ACCOUNTS, Style.TAUTOLOGY),
            spenders[3]: PlantedSpending(DemoPaper.BUDGET, Style.EXPLAINED_PROSE),
            spenders[4]: PlantedSpending(DemoPaper.FINAL_ACCOUNTS, Style.EXPLAINED_NOTE),
            spenders[5]: PlantedSpending(DemoPaper.BUDGET, Style.HEAVY_TRAVEL, as_workbook=True),
            bare: PlantedSpending(DemoPaper.BUDGET, Style.BARE),
            plain: PlantedSpending(DemoPaper.BUDGET, Style.CLEAN, as_workbook=True),
        },
        one_sided=dict(zip(enforcers, Silence, strict=True)),
        vanished={unit: rng.between(1, 2) for unit in publishing},
        vanish_at=datetime(2012, 9, 21, 9, 0, tzinfo=SHANGHAI),
        vanish_before=date(2012, 6, 20),
        moved=frozenset(rng.sample([unit.id for unit in _UNITS["with_sites"]], 4)),
        dropped=frozenset(rng.sample([unit.id for unit in _UNITS["with_sites"]], 5)),
        pinned=frozenset((unit, "news") for unit in rng.sample(open_to_chance, 2)),
    )


INSPECTION_2012 = Scenario(
    name="inspection-2012",
    city="酂州市",
    portal_name="今日酂州",
    nights=_NIGHTS,
    horizon=date(2013, 1, 31),
    units=tuple(unit for group in _UNITS.values() for unit in group),
    demands_own_site=True,
    place=_place,
    good=_GOOD,
    brisk=_GOOD,
    blank_confirmed=date(2012, 1, 4),
)
