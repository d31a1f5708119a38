"""`today`: a healthy city of 2026 under the law of 2026, with all nine faults and much that only
looks like one.

Six nights: one in June, five in November over seventeen days. Too few for an address that never
opened to be held against anybody, and it is not.
"""

from datetime import date, datetime, timedelta

from demo.dice import Dice
from demo.faults import Faults, PlantedSpending, Silence
from demo.scenarios.scenario import EntryPoint, Scenario, UnitPlan
from demo.world import SHANGHAI, Behaviour, Spell
from demo.writing.money import Paper, Style

_NIGHTS = tuple(
    datetime(2026, month, day, 2, 0, tzinfo=SHANGHAI)
    for month, day in ((6, 10), (11, 3), (11, 9), (11, 15), (11, 19), (11, 20))
)
_TONIGHT = (_NIGHTS[-1] - timedelta(hours=3), _NIGHTS[-1] + timedelta(hours=8))

_TOWNS = (
    UnitPlan(
        "guanghua", "光化街道办事处", "光化街道", "township", "town", EntryPoint.SUBSITE, "trs"
    ),
    UnitPlan(
        "zanyang",
        "酂阳街道办事处",
        "酂阳街道",
        "township",
        "town",
        EntryPoint.SUBSITE,
        "hanweb",
        also=("赞阳街道", "酇阳街道"),
    ),
    UnitPlan("menglou", "孟楼镇人民政府", "孟楼镇", "township", "town", EntryPoint.SUBSITE, "vsb"),
    UnitPlan(
        "zhulinqiao",
        "竹林桥镇人民政府",
        "竹林桥镇",
        "township",
        "town",
        EntryPoint.SUBSITE,
        "trs",
        is_static=True,
    ),
    UnitPlan(
        "xueji",
        "薛集镇人民政府",
        "薛集镇",
        "township",
        "town",
        EntryPoint.SUBSITE,
        "vsb",
        is_static=True,
    ),
    UnitPlan(
        "zhangji", "张集镇人民政府", "张集镇", "township", "town", EntryPoint.SUBSITE, "hanweb"
    ),
    UnitPlan(
        "xianrendu", "仙人渡镇人民政府", "仙人渡镇", "township", "town", EntryPoint.SUBSITE, "asp"
    ),
    UnitPlan(
        "hongshanzui",
        "洪山嘴镇人民政府",
        "洪山嘴镇",
        "township",
        "town",
        EntryPoint.SUBSITE,
        "trs",
        also=("洪山咀镇",),
    ),
    UnitPlan("lilou", "李楼镇人民政府", "李楼镇", "township", "town", EntryPoint.SUBSITE, "hanweb"),
    UnitPlan("yuanchong", "袁冲乡人民政府", "袁冲乡", "township", "town", EntryPoint.COLUMN),
)
_OPEN = (
    UnitPlan(
        "renshe",
        "人力资源和社会保障局",
        "人社局",
        "department",
        "labor",
        EntryPoint.SUBSITE,
        "trs",
        law_enforcing=True,
    ),
    UnitPlan(
        "gongan",
        "公安局",
        "公安局",
        "department",
        "police",
        EntryPoint.OWN,
        "hanweb",
        law_enforcing=True,
    ),
    UnitPlan(
        "ziran",
        "自然资源和规划局",
        "自然资源局",
        "department",
        "land",
        EntryPoint.SUBSITE,
        "vsb",
        law_enforcing=True,
    ),
    UnitPlan(
        "caizheng",
        "财政局",
        "财政局",
        "department",
        "finance",
        EntryPoint.SUBSITE,
        "trs",
        is_static=True,
    ),
    UnitPlan(
        "shijian",
        "市场监督管理局",
        "市场监管局",
        "department",
        "commerce",
        EntryPoint.SUBSITE,
        "hanweb",
        law_enforcing=True,
        also=("知识产权局",),
    ),
    UnitPlan(
        "yibao",
        "医疗保障局",
        "医保局",
        "department",
        "social",
        EntryPoint.SUBSITE,
        "vsb",
        is_static=True,
    ),
    UnitPlan(
        "zhujian",
        "住房和城乡建设局",
        "住建局",
        "department",
        "utility",
        EntryPoint.SUBSITE,
        "trs",
        law_enforcing=True,
    ),
    UnitPlan(
        "weijian",
        "卫生健康局",
        "卫健局",
        "department",
        "health",
        EntryPoint.SUBSITE,
        "hanweb",
        law_enforcing=True,
    ),
    UnitPlan(
        "yingji",
        "应急管理局",
        "应急局",
        "department",
        "safety",
        EntryPoint.SUBSITE,
        "asp",
        law_enforcing=True,
    ),
    UnitPlan(
        "shengtai",
        "生态环境局",
        "生态环境分局",
        "department",
        "environment",
        EntryPoint.SUBSITE,
        "vsb",
        law_enforcing=True,
    ),
    UnitPlan(
        "shuili",
        "水利和湖泊局",
        "水利局",
        "department",
        "water",
        EntryPoint.SUBSITE,
        "trs",
        law_enforcing=True,
    ),
    UnitPlan("fayuan", "人民法院", "法院", "judicial", "police", EntryPoint.OWN, "hanweb"),
    UnitPlan("jianchayuan", "人民检察院", "检察院", "judicial", "police", EntryPoint.OWN, "vsb"),
    UnitPlan(
        "jiaotong",
        "交通运输局",
        "交通局",
        "department",
        "transport",
        EntryPoint.SUBSITE,
        "hanweb",
        law_enforcing=True,
    ),
    UnitPlan(
        "nongye",
        "农业农村局",
        "农业农村局",
        "department",
        "farming",
        EntryPoint.SUBSITE,
        "trs",
        law_enforcing=True,
        is_static=True,
    ),
    UnitPlan(
        "chengguan",
        "城市管理执法局",
        "城管局",
        "department",
        "city",
        EntryPoint.SUBSITE,
        "asp",
        law_enforcing=True,
    ),
)
_ODD = (
    UnitPlan(
        "shuiwu", "税务局", "税务局", "vertical", "tax", EntryPoint.OWN, "trs", law_enforcing=True
    ),
    UnitPlan("jiaoyu", "教育局", "教育局", "department", "education", EntryPoint.SUBSITE, "hanweb"),
    UnitPlan("fagai", "发展和改革局", "发改局", "department", "economy", EntryPoint.SUBSITE, "vsb"),
    UnitPlan("jingxin", "经济和信息化局", "经信局", "department", "economy", EntryPoint.REFUSED),
    UnitPlan("sifa", "司法局", "司法局", "department", "civil", EntryPoint.INTRANET),
    UnitPlan("guodong", "国防动员办公室", "国动办", "department", "planning", EntryPoint.NONE),
    UnitPlan("minzheng", "民政局", "民政局", "department", "civil", EntryPoint.COLUMN),
    UnitPlan("gongdian", "供电公司", "供电公司", "public_enterprise", "power", EntryPoint.COLUMN),
)
_GOOD = ("caizheng", "fayuan")
_WALLED, _AT_WORK, _FAILING = "shuiwu", "jiaoyu", "fagai"
_YEARLESS = frozenset({"menglou", "chengguan"})


def _place(dice: Dice) -> Faults:
    free = [unit.id for unit in _OPEN if unit.id not in _GOOD and unit.kind == "department"]
    towns = [unit.id for unit in _TOWNS if unit.entry_point.has_site]
    dated = [
        unit for unit in free if unit not in _YEARLESS
    ]  # a row without its year cannot say how stale it is
    silent = dice.sample([town for town in towns if town not in _YEARLESS], 2)
    stopped = dice.sample(dated, 3)
    spenders = dice.sample(free, 6)
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
                dice.sample([unit for unit in free if unit not in stopped], 2),
                ("正在建设中，敬请期待！", ""),
                strict=True,
            )
        ),
        spending={
            spenders[0]: PlantedSpending(Paper.BUDGET, Style.VAGUE_GOODS),
            spenders[1]: PlantedSpending(Paper.FINAL_ACCOUNTS, Style.VAGUE_FUNCTION),
            spenders[2]: PlantedSpending(Paper.BUDGET, Style.VAGUE_GOODS, as_workbook=True),
            spenders[3]: PlantedSpending(Paper.BUDGET, Style.EXPLAINED_PROSE),
            spenders[4]: PlantedSpending(Paper.FINAL_ACCOUNTS, Style.EXPLAINED_NOTE),
            spenders[5]: PlantedSpending(Paper.BUDGET, Style.HEAVY_TRAVEL, as_workbook=True),
        },
        one_sided=dict(
            zip(
                dice.sample([unit.id for unit in _OPEN if unit.law_enforcing], 2),
                (Silence.RIGHTS, Silence.DUTIES),
                strict=True,
            )
        ),
        vanished={unit: dice.between(1, 2) for unit in dice.sample(publishing, 5)},
        vanish_at=datetime(2026, 10, 22, 9, 0, tzinfo=SHANGHAI),
        vanish_before=date(2026, 5, 20),
        moved=frozenset(dice.sample(still_here, 4)),
        dropped=frozenset(dice.sample(publishing, 5)),
        spells={
            _WALLED: (Spell(Behaviour.WAF_412, datetime(2026, 1, 1, tzinfo=SHANGHAI)),),
            _AT_WORK: (Spell(Behaviour.MAINTENANCE, *_TONIGHT),),
            _FAILING: (Spell(Behaviour.SERVER_ERROR, *_TONIGHT),),
        },
        pinned=frozenset((unit, "news") for unit in dice.sample(dated, 3)),
        future=frozenset(
            {
                (stopped[0], "notice"),
                (dice.pick([unit for unit in dated if unit in still_here]), "news"),
            }
        ),
        yearless=_YEARLESS,
        unpublished={
            dice.pick(
                [unit for unit in dated if unit not in spenders and unit not in stopped]
            ): Paper.FINAL_ACCOUNTS
        },
    )


TODAY = Scenario(
    name="today",
    city="酂州市",
    portal_name="酂州市人民政府",
    nights=_NIGHTS,
    horizon=date(2027, 2, 28),
    units=(*_TOWNS, *_OPEN, *_ODD),
    demands_own_site=False,
    place=_place,
    good=_GOOD,
    blank_confirmed=date(2026, 6, 5),
)
