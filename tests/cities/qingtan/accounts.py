"""What each unit planned and spent, and the entries that publish it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tests.cities.qingtan.money import Account, Row
from tests.cities.qingtan.writing import Item, day, paragraphs

LINES: dict[str, tuple[Row, ...]] = {
    "szf": (
        ("2010301", "行政运行", 1860.0, 0.0), ("2010302", "一般行政管理事务", 0.0, 730.0),
        ("2050202", "小学教育", 980.0, 2240.0), ("2081002", "老年福利", 0.0, 860.0),
        ("2120501", "城乡社区环境卫生", 0.0, 1310.0), ("2130152", "对高校毕业生到基层任职补助", 0.0, 120.0),
        ("2240201", "行政运行", 210.0, 90.0),
    ),
    "swj": (
        ("2130301", "行政运行", 820.0, 0.0), ("2130305", "水利工程建设", 0.0, 960.0),
        ("2130311", "水资源节约管理与保护", 0.0, 220.0), ("2130314", "防汛", 0.0, 310.0),
        ("2130399", "其他水利支出", 0.0, 36.0),
    ),
    "jtj": (
        ("2140101", "行政运行", 640.0, 0.0), ("2140104", "公路建设", 0.0, 1420.0),
        ("2140106", "公路养护", 0.0, 580.0), ("2140112", "公路运输管理", 0.0, 160.0),
    ),
    "wlj": (
        ("2070101", "行政运行", 360.0, 0.0), ("2070109", "群众文化", 0.0, 210.0),
        ("2070113", "旅游宣传", 0.0, 175.0), ("2070199", "其他文化和旅游支出", 0.0, 14.0),
    ),
    "ybj": (
        ("2101501", "行政运行", 290.0, 0.0), ("2101505", "医疗保障政策管理", 0.0, 84.0),
        ("2101506", "医疗保障经办事务", 0.0, 138.0),
    ),
    "sjj": (
        ("2010801", "行政运行", 415.0, 0.0), ("2010804", "审计业务", 0.0, 190.0),
        ("2010806", "信息化建设", 0.0, 45.0),
    ),
    "yjj": (
        ("2240101", "行政运行", 530.0, 0.0), ("2240104", "灾害风险防治", 0.0, 120.0),
        ("2240106", "安全监管", 0.0, 165.0), ("2240109", "应急管理", 0.0, 240.0),
    ),
    "lyj": (
        ("2130201", "行政运行", 310.0, 0.0), ("2130205", "森林资源培育", 0.0, 430.0),
        ("2130234", "林业草原防灾减灾", 0.0, 195.0), ("2130299", "其他林业和草原支出", 0.0, 18.0),
    ),
    "scj": (
        ("2013801", "行政运行", 760.0, 0.0), ("2013808", "信息化建设", 0.0, 60.0),
        ("2013812", "药品事务", 0.0, 88.0), ("2013816", "食品安全监管", 0.0, 230.0),
        ("2013899", "其他市场监督管理事务", 0.0, 25.0),
    ),
    "gaj": (
        ("2040201", "行政运行", 2360.0, 0.0), ("2040219", "信息化建设", 0.0, 340.0),
        ("2040220", "执法办案", 0.0, 690.0), ("2040299", "其他公安支出", 0.0, 70.0),
    ),
    "tjj": (
        ("2010501", "行政运行", 240.0, 0.0), ("2010507", "专项普查活动", 0.0, 130.0),
        ("2010508", "统计抽样调查", 0.0, 75.0),
    ),
    "xqz": (
        ("2010301", "行政运行", 520.0, 0.0), ("2010104", "人大会议", 0.0, 12.0),
        ("2120501", "城乡社区环境卫生", 0.0, 145.0),
        ("2130705", "对村民委员会和村党支部的补助", 0.0, 230.0),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """How one document differs from the usual: lines laid over, heavy shares, its words."""

    lines: Mapping[str, float] | None = None
    heavy: Mapping[str, float] | None = None
    note: tuple[str, ...] = ()
    scale: float = 1.0
    is_split: bool = False
    detail: tuple[tuple[str, float], ...] = ()
    is_book: bool = False


_USUAL = {
    "2024f": date(2025, 9, 18), "2025b": date(2025, 2, 20), "2026b": date(2026, 3, 6),
    "2025f": date(2026, 9, 17),
}  # fmt: skip
_GROWTH = {"2024f": 0.93, "2025b": 0.96, "2025f": 0.97, "2026b": 1.0}


def account(unit: str, name: str, key: str, told: Told) -> Account:
    """The document `key` ("2026b", "2025f") of a unit."""
    growth = _GROWTH[key]
    over = told.lines or {}
    lines = tuple(
        (code, label, round(basic * growth, 2), over.get(code, round(project * growth, 2)))
        for code, label, basic, project in LINES[unit]
    )
    return Account(
        name, int(key[:4]), key.endswith("f"), lines, told.heavy or {}, told.note, told.scale,
        told.is_split, told.detail,
    )  # fmt: skip


def papers(
    unit: str,
    name: str,
    told: Mapping[str, Told] | None = None,
    without: tuple[str, ...] = (),
    days: Mapping[str, str] | None = None,
) -> tuple[tuple[Item, ...], dict[str, bytes]]:
    """The entries of a unit's budget channel, and the workbooks that hang from them."""
    items, files = [], {}
    for key, usual in _USUAL.items():
        if key in without:
            continue
        how = (told or {}).get(key, Told())
        paper = account(unit, name, key, how)
        on = day(days[key]) if days and key in days else usual
        body = paper.page()
        if how.is_book:
            path = f"/upload/{on:%Y%m}/{unit}{key}.xlsx"
            files[path] = paper.workbook()
            what = "决算" if key.endswith("f") else "预算"
            lines = [f"按照有关规定，现将{paper.title}予以公开，详见附件。", *how.note]
            body = (
                paragraphs(lines) + f'<p>附件：<a href="{path}">{paper.title}{what}表.xlsx</a></p>'
            )
        items.append(Item(paper.title, on, body))
    return tuple(items), files


def city_papers() -> tuple[Item, ...]:
    """The city's own, approved by the congress and by its standing committee."""
    items = []
    for key, on in (
        ("2024f", "2025-09-12"), ("2025b", "2025-02-05"), ("2026b", "2026-02-24"),
        ("2025f", "2026-09-08"),
    ):  # fmt: skip
        paper = account("szf", "青滩市", key, Told())
        what = "决算" if key.endswith("f") else "预算"
        items.append(Item(f"青滩市{key[:4]}年政府{what}公开", day(on), paper.page()))
    return tuple(items)
