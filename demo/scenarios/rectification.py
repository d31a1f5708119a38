"""`rectification`: ten units of autumn 2026 and what becomes of their faults (整改): repaired and
verified, sent back, relapsed, held to be secret, given more time, withdrawn, escalated, waiting.

Five nights, three of one quarter and two of the next. Nothing is left to chance. Few nights stand
for all of them: a score asks for a small share of a quarter.
"""

from datetime import date, datetime

from demo.faults import Faults, PlantedSpending, Silence
from demo.scenarios.people import people_of
from demo.scenarios.scenario import Scenario, planned
from demo.seeded_random import SeededRandom
from demo.world import SHANGHAI
from demo.writing.money import DemoPaper, Style

_NIGHTS = tuple(
    datetime(2026, month, day, 2, 0, tzinfo=SHANGHAI)
    for month, day in ((9, 1), (9, 8), (9, 18), (10, 12), (10, 20))
)


def _place(_: SeededRandom) -> Faults:
    return Faults(
        silent_since={"hongshanzui": date(2026, 2, 6)},
        stopped={
            ("jiaotong", "notice"): date(2025, 12, 3),
            ("nongye", "policy"): date(2026, 1, 20),
            ("shuili", "interpretation"): date(2025, 11, 12),
        },
        empty={"weijian": "正在建设中，敬请期待！"},
        spending={
            "gongan": PlantedSpending(DemoPaper.BUDGET, Style.VAGUE_GOODS),
            "ziran": PlantedSpending(DemoPaper.FINAL_ACCOUNTS, Style.VAGUE_FUNCTION),
        },
        one_sided={"yingji": Silence.RIGHTS},
        unpublished={"zhujian": DemoPaper.FINAL_ACCOUNTS},
    )


RECTIFICATION = Scenario(
    name="rectification",
    city="酂州市",
    portal_name="酂州市人民政府",
    nights=_NIGHTS,
    horizon=date(2026, 12, 31),
    units=planned("rectification")["units"],
    demands_own_site=False,
    place=_place,
    good=("caizheng",),
    people=people_of("rectification"),
    office={
        "report": {"last_circular": date(2026, 9, 8)},
        "score": {"on": True, "least_nights": 0.03},
        "alerts": {"escalate_to": ["zhuyao"]},
    },
)
