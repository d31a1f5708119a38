"""`today`: a healthy city of 2026 under the law of 2026, with all nine faults and much that only
looks like one.

Six nights: one in June, five in November over seventeen days. Too few for an address that never
opened to be held against anybody, and it is not.
"""

from datetime import date, datetime, timedelta

from demo.faults import Faults, PlantedSpending, Silence
from demo.scenarios.scenario import Scenario, planned
from demo.seeded_random import SeededRandom
from demo.world import SHANGHAI, Behaviour, Spell
from demo.writing.money import DemoPaper, Style

_NIGHTS = tuple(
    datetime(2026, month, day, 2, 0, tzinfo=SHANGHAI)
    for month, day in ((6, 10), (11, 3), (11, 9), (11, 15), (11, 19), (11, 20))
)
_TONIGHT = (_NIGHTS[-1] - timedelta(hours=3), _NIGHTS[-1] + timedelta(hours=8))

_UNITS = planned("today")
_GOOD = ("caizheng", "fayuan")
_WALLED, _AT_WORK, _FAILING = "shuiwu", "jiaoyu", "fagai"
_YEARLESS = frozenset({"menglou", "chengguan"})


def _place(rng: SeededRandom) -> Faults:
    free = [
        unit.id for unit in _UNITS["open"] if unit.id not in _GOOD and unit.kind == "department"
    ]
    towns = [unit.id for unit in _UNITS["towns"] if unit.entry_point.has_site]
    dated = [
        unit for unit in free if unit not in _YEARLESS
    ]  # a row without its year cannot say how stale it is
    silent = rng.sample([town for town in towns if town not in _YEARLESS], 2)
    stopped = rng.sample(dated, 3)
    spenders = rng.sample(free, 6)
    publishing = [*free, *(town for town in towns if town not in silent)]
    still_here = [unit for unit in publishing if unit not in stopped]
    return Faults(
        silent_since={silent[0]: date(2026, 2, 6), silent[1]: date(2025, 10, 14)},
        stopped={
            (stopped[0], "notice"): date(2025, 12, 3),
            (stopped[1], "policy"): date(2026, 1, 20),
            (stopped[2], "interpretation"): date(2025, 11, 12),
        },
        empty=dict(
            zip(
                rng.sample([unit for unit in free if unit not in stopped], 2),
                ("正在建设中，敬请期待！", ""),
                strict=True,
            )
        ),
        spending={
            spenders[0]: PlantedSpending(DemoPaper.BUDGET, Style.VAGUE_GOODS),
            spenders[1]: PlantedSpending(DemoPaper.FINAL_ACCOUNTS, Style.VAGUE_FUNCTION),
            spenders[2]: PlantedSpending(DemoPaper.BUDGET, Style.VAGUE_GOODS, as_workbook=True),
            spenders[3]: PlantedSpending(DemoPaper.BUDGET, Style.EXPLAINED_PROSE),
            spenders[4]: PlantedSpending(DemoPaper.FINAL_ACCOUNTS, Style.EXPLAINED_NOTE),
            spenders[5]: PlantedSpending(DemoPaper.BUDGET, Style.HEAVY_TRAVEL, as_workbook=True),
        },
        one_sided=dict(
            zip(
                rng.sample([unit.id for unit in _UNITS["open"] if unit.law_enforcing], 2),
                (Silence.RIGHTS, Silence.DUTIES),
                strict=True,
            )
        ),
        vanished={unit: rng.between(1, 2) for unit in rng.sample(publishing, 5)},
        vanish_at=datetime(2026, 10, 22, 9, 0, tzinfo=SHANGHAI),
        vanish_before=date(2026, 5, 20),
        moved=frozenset(rng.sample(still_here, 4)),
        dropped=frozenset(rng.sample(publishing, 5)),
        spells={
            _WALLED: (Spell(Behaviour.WAF_412, datetime(2026, 1, 1, tzinfo=SHANGHAI)),),
            _AT_WORK: (Spell(Behaviour.MAINTENANCE, *_TONIGHT),),
            _FAILING: (Spell(Behaviour.SERVER_ERROR, *_TONIGHT),),
        },
        pinned=frozenset((unit, "news") for unit in rng.sample(dated, 3)),
        future=frozenset(
            {
                (stopped[0], "notice"),
                (rng.pick([unit for unit in dated if unit in still_here]), "news"),
            }
        ),
        yearless=_YEARLESS,
        unpublished={
            rng.pick(
                [unit for unit in dated if unit not in spenders and unit not in stopped]
            ): DemoPaper.FINAL_ACCOUNTS
        },
    )


TODAY = Scenario(
    name="today",
    city="酂州市",
    portal_name="酂州市人民政府",
    nights=_NIGHTS,
    horizon=date(2027, 2, 28),
    units=tuple(unit for group in _UNITS.values() for unit in group),
    demands_own_site=False,
    place=_place,
    good=_GOOD,
    blank_confirmed=date(2026, 6, 5),
)
