"""The nights of a city against its truth: who was accused falsely, what was named when it was due,
what a person could tell and we could not.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from app.nightly import NightResult
from monitor.judging.verdict import Answer, Verdict
from store.records import Finding
from tests.cities.truth import Matter, Truth


@dataclass(slots=True)
class Score:
    """Each list holds one line a matter, in words."""

    false: dict[tuple[str, str, str], str] = field(default_factory=dict)
    named: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    silenced: list[str] = field(default_factory=list)
    never_closed: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    untold: list[str] = field(default_factory=list)

    @property
    def lines(self) -> Iterator[str]:
        due = len(self.named) + len(self.missed)
        yield f"false accusations: {len(self.false)}"
        yield from (f"  {line}" for line in self.false.values())
        yield f"named when due: {len(self.named)} of {due}"
        yield from (f"  missed: {line}" for line in self.missed)
        yield f"true problems silenced by a defence: {len(self.silenced)} of {due}"
        yield from (f"  {line}" for line in self.silenced)
        yield from (f"  mended and still open: {line}" for line in self.never_closed)
        yield f"a person could tell, we could not: {len(self.untold)} of {len(self.told) + len(self.untold)}"
        yield from (f"  {line}" for line in self.untold)


def add_night(score: Score, truth: Truth, night: NightResult, day: date) -> None:
    """Count one night's findings and verdicts."""
    findings = night.inspection.findings
    for finding in findings:
        key = (finding.unit, finding.rule, finding.subject)
        if key not in score.false and not _is_borne(finding, truth, day):
            score.false[key] = (
                f"{day} {finding.unit} {finding.rule} {finding.subject}: {finding.sentence_zh}"
            )
    for matter in truth.problems:
        if matter.due == day:
            is_named = any(_is_about(finding, matter) for finding in findings)
            (score.named if is_named else score.missed).append(_line(matter, day))
            objections = sorted({v.objection for v in _verdicts(night, matter) if v.objection})
            if objections and not is_named:
                score.silenced.append(f"{_line(matter, day)} {objections}")
        if matter.until == day and any(_is_about(finding, matter) for finding in findings):
            score.never_closed.append(_line(matter, day))
    for matter in truth.clear:
        if day in matter.on:
            answers = [v.answer for v in _verdicts(night, matter)]
            is_told = Answer.CLEAR in answers and Answer.CANNOT_TELL not in answers
            (score.told if is_told else score.untold).append(
                f"{_line(matter, day)} {sorted(set(answers))}"
            )


def _is_borne(finding: Finding, truth: Truth, day: date) -> bool:
    return any(_is_about(finding, doubt) for doubt in truth.doubts) or any(
        _is_about(finding, matter) and matter.start <= day for matter in truth.problems
    )


def _is_about(finding: Finding, matter: Matter) -> bool:
    if finding.unit != matter.unit or finding.rule not in matter.rules:
        return False
    places = [finding.subject, *(str(entry["url"]) for entry in finding.evidence)]
    return any(matter.at in place for place in places)


def _verdicts(night: NightResult, matter: Matter) -> Iterator[Verdict]:
    for result in night.inspection.units:
        if result.unit == matter.unit:
            for verdict in result.verdicts:
                if verdict.rule in matter.rules and matter.at in verdict.subject:
                    yield verdict


def _line(matter: Matter, day: date) -> str:
    return f"{day} {matter.unit} {'/'.join(sorted(matter.rules))} {matter.at} {matter.why}".rstrip()
