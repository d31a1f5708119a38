"""How reports name what was found: each unit by its label, each finding with its deadline, the
person who sees to it and its basis in words. Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from config.folder import Config
from config.unit import Unit
from monitor.judging.inspection import UnitResult
from monitor.judging.plain_text import fit_for
from monitor.judging.verdict import Severity, Verdict
from monitor.judging.withdrawal import back_words
from monitor.report.gathering.basis import basis_words
from monitor.report.material import ReportedProblem
from monitor.report.themes import theme_of
from store.records import Finding


@dataclass(frozen=True, slots=True)
class Naming:
    """`units`: by id; `deadlines`, `persons`: by finding, what people have set in the console."""

    config: Config
    units: Mapping[str, Unit]
    deadlines: Mapping[int, date]
    persons: Mapping[int, str]

    def label(self, unit_id: str, otherwise: str = "") -> str:
        return self.units[unit_id].label if unit_id in self.units else otherwise or unit_id

    def of_unit(self, result: UnitResult, verdict: Verdict) -> dict[str, Any]:
        """The fields of an `OfUnit`."""
        return {
            "unit": result.unit,
            "label": self.label(result.unit, result.unit_name),
            "rule": verdict.rule,
            "theme": theme_of(verdict.rule),
        }

    def sentence(self, result: UnitResult, verdict: Verdict) -> dict[str, Any]:
        """The fields of a `Sentence`."""
        said = {"sentence_zh": verdict.sentence_zh, "sentence_en": verdict.sentence_en}
        return {**self.of_unit(result, verdict), **said}

    def problem(self, finding: Finding, is_new: bool = False) -> ReportedProblem:
        details, back = finding.details, back_words(finding)
        unit = self.units.get(finding.unit)
        return ReportedProblem(
            id=finding.id,
            unit=finding.unit,
            label=self.label(finding.unit),
            rule=finding.rule,
            theme=theme_of(finding.rule),
            subject=finding.subject,
            kind=finding.kind,
            is_critical=finding.severity == Severity.CRITICAL,
            is_new=is_new,
            opened=finding.opened,
            last_confirmed=finding.last_found,
            due=self.deadlines.get(finding.id) or finding.due,
            closed=finding.closed,
            parent=self.label(unit.parent) if unit and unit.parent else "",
            persons=self._persons(finding, unit),
            measured=finding.measured,
            threshold=finding.threshold,
            threshold_mark=finding.threshold_mark,
            basis=basis_words(finding.clause, self.config, is_short=True),
            examined=finding.examined,
            sentence_zh=finding.sentence_zh + back.zh,
            sentence_en=finding.sentence_en + back.en,
            channel=details.get("channel", ""),
            last_date=details.get("last_date", "") or details.get("published", ""),
            overdue_days=details.get("overdue_days", ""),
            url=fit_for(finding.rule, details.get("url", "") or _first_url(finding)),
            rows=details.get("rows", ""),
        )

    def _persons(self, finding: Finding, unit: Unit | None) -> tuple[str, ...]:
        if named := self.persons.get(finding.id):
            return (named,)
        names = self.config.office.owners
        return tuple(names[one] for one in (unit.responsible if unit else ()) if one in names)


def _first_url(finding: Finding) -> str:
    return next((str(piece["url"]) for piece in finding.evidence if piece.get("url")), "")
