"""The circular's charts as plain data: what is drawn, in which order, and the words beside it.
Nothing is drawn here.

Where a night has no vague spending there is no chart: an empty frame would look like a measurement.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from config.words import Words
from monitor.report.material import Material, ReportedProblem

RULE = "vague_expense"
MOST_BARS = 20  # units; more are in the annex
MOST_ROWS = 14  # lines of one unit's table

BY_UNIT = Words(
    "各单位未说明用途的“其他”类支出占本单位支出总额的比例",
    "Share of spending under “other” with no purpose stated, by unit",
)
BY_UNIT_NOTE = Words(
    "虚线为提醒、问题、严重三档（{levels}），系本系统默认标准，非法定。另有{n}个单位未发现此类问题或无法判断，未列入图中。",
    "Dashed: the levels of warning, problem and critical ({levels}), this product's defaults and not law. {n} other units had no such problem or could not be judged.",
)
OF_UNIT = Words("{unit}支出构成（{title}）", "Where the money of {unit} goes ({title})")
OF_UNIT_NOTE = Words(
    "红色为未说明用途的“其他”类支出，灰色为其余各项；比例以支出总额为分母，缩进表示上下级。",
    "Red: spending under “other” with no purpose stated; grey: all other lines. Shares are of all spending; indents show the hierarchy.",
)
LEVELS = (0.10, 0.20, 0.30)  # as in the shipped limits.toml; an office's own stand in the findings


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    share: float  # 0..1
    is_marked: bool = False
    depth: int = 0  # levels of indent


@dataclass(frozen=True, slots=True)
class Chart:
    title: str
    note: str
    bars: tuple[Bar, ...]
    levels: tuple[float, ...] = ()  # dashed lines

    @property
    def axis_end(self) -> float:
        """The end of its axis."""
        return min(1.0, max(bar.share for bar in self.bars) * 1.15)


def charts_of(material: Material) -> tuple[Chart, ...]:
    """Units side by side, then the table of the unit with the largest share; none where nobody was
    found vague.
    """
    vague = [problem for problem in material.problems if problem.rule == RULE and _share(problem)]
    if not vague:
        return ()
    by_unit = _newest_document(vague)
    shares = {
        unit: sum(_share(problem) for problem in problems) for unit, problems in by_unit.items()
    }
    ranked = sorted(shares, key=lambda unit: (-shares[unit], unit))
    language = material.language
    levels = (
        "、".join(f"{level:.0%}" for level in LEVELS)
        if language == "zh"
        else ", ".join(f"{level:.0%}" for level in LEVELS)
    )
    note = BY_UNIT_NOTE.text(language, levels=levels, n=len(material.units) - len(ranked))
    bars = tuple(
        Bar(by_unit[unit][0].label, min(1.0, shares[unit]), is_marked=True)
        for unit in ranked[:MOST_BARS]
    )
    heaviest = max(by_unit[ranked[0]], key=_share)
    return Chart(BY_UNIT.text(language), note, bars, LEVELS), *_table_of(heaviest, language)


def _newest_document(problems: Iterable[ReportedProblem]) -> dict[str, list[ReportedProblem]]:
    """Each unit's vague lines of its newest document: shares of two years, or of budget and accounts,
    are never added up.
    """
    documents: dict[str, dict[tuple[str, str], list[ReportedProblem]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for problem in problems:
        _, document, year, *_ = [*problem.subject.split(":"), "", ""]
        documents[problem.unit][year, document].append(problem)
    return {unit: of_unit[max(of_unit)] for unit, of_unit in documents.items()}


def bars_of(rows: str) -> tuple[Bar, ...]:
    """The lines that a rule noted for a chart, [[name, share, is it vague, depth], …] as JSON; none
    where they are not that.
    """
    try:
        return tuple(
            Bar(str(name), float(share), bool(marked), int(depth))
            for name, share, marked, depth in json.loads(rows)[:MOST_ROWS]
        )
    except (ValueError, TypeError):
        return ()


def _table_of(problem: ReportedProblem, language: str) -> tuple[Chart, ...]:
    bars = bars_of(problem.rows)
    if not any(bar.share > 0 for bar in bars):
        return ()
    title = OF_UNIT.text(language, unit=problem.label, title=problem.channel)
    return (Chart(title, OF_UNIT_NOTE.text(language), bars),)


def _share(problem: ReportedProblem) -> float:
    """39.9% as 0.399; 0 for what was not measured as a share."""
    try:
        return (
            float(problem.measured.removesuffix("%")) / 100
            if problem.measured.endswith("%")
            else 0.0
        )
    except ValueError:
        return 0.0
