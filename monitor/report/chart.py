"""The circular's charts as plain data: what is drawn, in which order, and the words beside it.
Nothing is drawn here.

Where a night has no vague spending there is no chart: an empty frame would look like a measurement.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from config.words import word_table
from monitor.report.material import Material, ReportedProblem
from monitor.report.themes import theme_of

WORDS = word_table(Path(__file__).parent / "words" / "chart.toml")
RULE = "vague_expense"
MOST_BARS = 20  # units; more are in the annex
MOST_ROWS = 14  # lines of one unit's table

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
    levels = (", " if language == "en" else "、").join(f"{level:.0%}" for level in LEVELS)
    unknown = _not_judged(material) - set(ranked)
    warned = {one.unit for one in material.warnings if one.rule == RULE} - unknown - set(ranked)
    clear = _looked_at(material) - unknown - warned - set(ranked)
    drawn_or_told = {*ranked, *unknown, *warned, *clear}
    note = WORDS["by_unit_note"].text(
        language,
        levels=levels,
        clear=len(clear),
        warned=WORDS["warned"].text(language, n=len(warned)) if warned else "",
        unknown=len(unknown),
        without=len(material.units) - len(drawn_or_told),
    )
    bars = tuple(
        Bar(by_unit[unit][0].label, min(1.0, shares[unit]), is_marked=True)
        for unit in ranked[:MOST_BARS]
    )
    heaviest = max(by_unit[ranked[0]], key=_share)
    return Chart(WORDS["by_unit"].text(language), note, bars, LEVELS), *_table_of(
        heaviest, language
    )


def _not_judged(material: Material) -> set[str]:
    """Units of whose spending nobody can tell, or of which nothing was judged."""
    unknown = {item.unit for item in material.undecided if item.rule == RULE}
    return unknown | {unit.id for unit in material.not_judged}


def _looked_at(material: Material) -> set[str]:
    """Units of whose spending anything was judged: of the others no table of it was seen."""
    return {
        unit.id
        for unit in material.units
        if (
            RULE in unit.rules_judged
            if unit.rules_judged is not None
            else theme_of(RULE) in unit.themes_looked_at
        )
    }


def _newest_document(problems: Iterable[ReportedProblem]) -> dict[str, list[ReportedProblem]]:
    """Each unit's vague lines of its newest document: shares of two years, or of budget and
    accounts, are never added up.
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
    title = WORDS["of_unit"].text(language, unit=problem.label, title=problem.channel)
    return (Chart(title, WORDS["of_unit_note"].text(language), bars),)


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
