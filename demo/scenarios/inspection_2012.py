"""`inspection-2012`: every unit the circular names, in the state that the circular reports; the law
of 2012.

Two nights early in the year, then thirteen over fifteen days of autumn: enough for an address that
never opens (14 nights, and one to spare) and an item that vanished (a good capture, then three
failed looks over 14 days).
"""

from datetime import date, datetime, timedelta

from demo.dice import Dice
from demo.faults import Faults, PlantedSpending, Silence
from demo.scenarios.scenario import EntryPoint, Scenario, UnitPlan
from demo.world import SHANGHAI
from demo.writing.money import Paper, Style

_LAST = datetime(2012, 10, 15, 2, 0, tzinfo=SHANGHAI)
_EARLY = tuple(
    datetime(2012, month, day, 2, 0, tzinfo=SHANGHAI) for month, day in ((1, 5), (7, 10))
)
_NIGHTS = (
    *_EARLY,
    *(_LAST - timedelta(days=day) for day in (15, 14, 13, 12, 10, 9, 8, 7, 5, 3, 2, 1, 0)),
)

_TOWNS = (
    UnitPlan(
        "hongshanzui",
        "洪山咀办事处",
        "洪山咀办",
        "township",
        "town",
        EntryPoint.SUBSITE,
        "trs",
        also=("洪山嘴办",),
    ),
    UnitPlan("lilou", "李楼办事处", "李楼办", "township", "town", EntryPoint.SUBSITE, "hanweb"),
    UnitPlan("xueji", "薛集镇人民政府", "薛集镇", "township", "town", EntryPoint.SUBSITE, "vsb"),
    UnitPlan(
        "xianrendu", "仙人渡镇人民政府", "仙人渡镇", "township", "town", EntryPoint.SUBSITE, "asp"
    ),
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
    UnitPlan("zhangji", "张集镇人民政府", "张集镇", "township", "town", EntryPoint.SUBSITE, "asp"),
    UnitPlan(
        "zanyang",
        "赞阳办事处",
        "赞阳办",
        "township",
        "town",
        EntryPoint.SUBSITE,
        "hanweb",
        also=("酂阳办", "酇阳办"),
    ),
    UnitPlan(
        "menglou",
        "孟楼镇人民政府",
        "孟楼镇",
        "township",
        "town",
        EntryPoint.SUBSITE,
        "vsb",
        is_static=True,
    ),
    UnitPlan(
        "yuanchong", "袁冲乡人民政府", "袁冲乡", "township", "town", EntryPoint.SUBSITE, "trs"
    ),
    UnitPlan("guanghua", "光化办事处", "光化办", "township", "town", EntryPoint.SUBSITE, "hanweb"),
)
_WITH_SITES = (
    UnitPlan(
        "guoshui",
        "国家税务局",
        "国税局",
        "vertical",
        "tax",
        EntryPoint.OWN,
        "trs",
        law_enforcing=True,
    ),
    UnitPlan(
        "laodong",
        "劳动和社会保障局",
        "劳动局",
        "department",
        "labor",
        EntryPoint.SUBSITE,
        "asp",
        law_enforcing=True,
    ),
    UnitPlan(
        "gongdian", "供电局", "供电局", "public_enterprise", "power", EntryPoint.OWN, "hanweb"
    ),
    UnitPlan(
        "caizheng",
        "财政局",
        "财政局",
        "department",
        "finance",
        EntryPoint.OWN,
        "trs",
        is_static=True,
    ),
    UnitPlan(
        "yaojian",
        "食品药品监督管理局",
        "药监局",
        "department",
        "drug",
        EntryPoint.OWN,
        "vsb",
        law_enforcing=True,
    ),
    UnitPlan(
        "shebao", "社会保险局", "社保局", "department", "social", EntryPoint.SUBSITE, "hanweb"
    ),
    UnitPlan(
        "gongyong",
        "公用事业局",
        "公用局",
        "department",
        "utility",
        EntryPoint.SUBSITE,
        "asp",
        law_enforcing=True,
    ),
    UnitPlan(
        "guihua",
        "规划局",
        "规划局",
        "department",
        "planning",
        EntryPoint.OWN,
        "vsb",
        law_enforcing=True,
        is_static=True,
    ),
    UnitPlan(
        "jiaotong",
        "交通运输局",
        "交通局",
        "department",
        "transport",
        EntryPoint.SUBSITE,
        "trs",
        law_enforcing=True,
    ),
    UnitPlan(
        "gongshang",
        "工商行政管理局",
        "工商局",
        "department",
        "commerce",
        EntryPoint.OWN,
        "hanweb",
        law_enforcing=True,
    ),
    UnitPlan(
        "nongye",
        "农业局",
        "农业局",
        "department",
        "farming",
        EntryPoint.SUBSITE,
        "vsb",
        law_enforcing=True,
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
_WITHOUT_SITES = (
    UnitPlan(
        "huanbao",
        "环境保护局",
        "环保局",
        "department",
        "environment",
        EntryPoint.COLUMN,
        law_enforcing=True,
    ),
    UnitPlan("jingji", "经济局", "经济局", "department", "economy", EntryPoint.COLUMN),
    UnitPlan(
        "shuili", "水利局", "水利局", "department", "water", EntryPoint.COLUMN, law_enforcing=True
    ),
    UnitPlan(
        "weisheng",
        "卫生局",
        "卫生局",
        "department",
        "health",
        EntryPoint.COLUMN,
        law_enforcing=True,
    ),
    UnitPlan(
        "anjian",
        "安全生产监督管理局",
        "安监局",
        "department",
        "safety",
        EntryPoint.COLUMN,
        law_enforcing=True,
    ),
    UnitPlan(
        "guotu", "国土资源局", "国土局", "department", "land", EntryPoint.NONE, law_enforcing=True
    ),
    UnitPlan(
        "gongan", "公安局", "公安局", "department", "police", EntryPoint.REFUSED, law_enforcing=True
    ),
    UnitPlan(
        "dishui", "地方税务局", "地税局", "vertical", "tax", EntryPoint.NXDOMAIN, law_enforcing=True
    ),
    UnitPlan(
        "zhijian",
        "质量技术监督局",
        "质监局",
        "department",
        "commerce",
        EntryPoint.PARKED,
        law_enforcing=True,
    ),
    UnitPlan("fayuan", "人民法院", "法院", "judicial", "police", EntryPoint.NONE),
    UnitPlan("renfang", "人民防空办公室", "人防办", "department", "planning", EntryPoint.NONE),
)
_INSIDE = (
    UnitPlan("jianchayuan", "人民检察院", "检察院", "judicial", "police", EntryPoint.INTRANET),
)

_GOOD = ("caizheng", "yaojian", "gongdian")
_STALE_COLUMNS = {
    "huanbao": date(2011, 5, 18),
    "jingji": date(2011, 3, 9),
    "shuili": date(2010, 12, 21),
    "weisheng": date(2011, 6, 30),
}
_STALE_SITES = {"zhangji": date(2011, 11, 8), "zanyang": date(2012, 3, 20)}


def _place(dice: Dice) -> Faults:
    """The named lists are fixed; who is vague, one-sided, and which items are lost falls by the
    dice.
    """
    open_to_chance = [unit.id for unit in _WITH_SITES if unit.id not in _GOOD]
    spenders = dice.sample(open_to_chance, 6)
    bare, plain = dice.sample([unit.id for unit in _TOWNS if unit.id not in _STALE_SITES], 2)
    enforcers = dice.sample(
        [unit.id for unit in _WITH_SITES if unit.law_enforcing and unit.id not in _GOOD], 3
    )
    publishing = [
        unit.id
        for unit in (*_WITH_SITES, *_WITHOUT_SITES)
        if unit.entry_point.has_site or unit.entry_point is EntryPoint.COLUMN
    ]
    return Faults(
        silent_since={**_STALE_SITES, **_STALE_COLUMNS},
        spending={
            spenders[0]: PlantedSpending(Paper.BUDGET, Style.VAGUE_GOODS),
            spenders[1]: PlantedSpending(Paper.BUDGET, Style.VAGUE_FUNCTION, as_workbook=True),
            spenders[2]: PlantedSpending(Paper.FINAL_ACCOUNTS, Style.TAUTOLOGY),
            spenders[3]: PlantedSpending(Paper.BUDGET, Style.EXPLAINED_PROSE),
            spenders[4]: PlantedSpending(Paper.FINAL_ACCOUNTS, Style.EXPLAINED_NOTE),
            spenders[5]: PlantedSpending(Paper.BUDGET, Style.HEAVY_TRAVEL, as_workbook=True),
            bare: PlantedSpending(Paper.BUDGET, Style.BARE),
            plain: PlantedSpending(Paper.BUDGET, Style.CLEAN, as_workbook=True),
        },
        one_sided=dict(zip(enforcers, Silence, strict=True)),
        vanished={unit: dice.between(1, 2) for unit in publishing},
        vanish_at=datetime(2012, 9, 21, 9, 0, tzinfo=SHANGHAI),
        vanish_before=date(2012, 6, 20),
        moved=frozenset(dice.sample([unit.id for unit in _WITH_SITES], 4)),
        dropped=frozenset(dice.sample([unit.id for unit in _WITH_SITES], 5)),
        pinned=frozenset((unit, "news") for unit in dice.sample(open_to_chance, 2)),
    )


INSPECTION_2012 = Scenario(
    name="inspection-2012",
    city="酂州市",
    portal_name="今日酂州",
    nights=_NIGHTS,
    horizon=date(2013, 1, 31),
    units=(*_TOWNS, *_WITH_SITES, *_WITHOUT_SITES, *_INSIDE),
    demands_own_site=True,
    place=_place,
    good=_GOOD,
    blank_confirmed=date(2012, 1, 4),
)
