"""The inspection of a night: every unit judged by every rule, findings opened, kept and closed, and
what came of it.

The first line of every report is here: of N units so many wholly judged, so many partly, so many
not at all (`store.judged`); "nothing wrong" and "not looked at" never look alike.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from monitor.dossier.facts import Dossier
from monitor.judging.good_examples import with_examples_only
from monitor.judging.held_back import answered, hold_back
from monitor.judging.judge import judge
from monitor.judging.life import DueAfter, changes
from monitor.judging.plain_text import fit_for
from monitor.judging.remarks import SiteRemark, remarks_of
from monitor.judging.verdict import JUDGED, Answer, Verdict
from monitor.judging.words import reason_words
from store.findings import Change, FindingTurn, apply, findings_of
from store.judged import Extent, JudgedCounts, JudgedUnits, extent_of, judged_units
from store.ledger import Ledger
from store.records import Finding
from store.reread.answers import held_back, settle
from store.verdicts import VerdictRow

_URLS_A_PROBLEM = (
    10  # of a mass removal's evidence: enough for a second look, no burden on a small server
)


@dataclass(frozen=True, slots=True)
class UnitResult:
    """All that was answered of one unit."""

    unit: str
    unit_name: str
    verdicts: tuple[Verdict, ...]
    remarks: tuple[SiteRemark, ...] = ()

    @property
    def counts(self) -> JudgedCounts:
        answers = Counter(verdict.answer for verdict in self.verdicts)
        return JudgedCounts(
            judged=sum(answers[answer] for answer in JUDGED),
            unknown=answers[Answer.CANNOT_TELL],
            warnings=sum(verdict.warning for verdict in self.verdicts),
        )


@dataclass(frozen=True, slots=True)
class Inspection:
    """One night's answers. `findings` are the open ones of the units inspected; a draft's have the
    id 0 where new.
    """

    run_id: str
    as_of: date
    units: tuple[UnitResult, ...]
    findings: tuple[Finding, ...]
    opened: tuple[Finding, ...]
    closed: tuple[Finding, ...]
    reopened: tuple[Finding, ...]
    is_draft: bool = False

    @property
    def judged_units(self) -> JudgedUnits:
        return judged_units(result.counts for result in self.units)

    @property
    def verdicts(self) -> dict[str, int]:
        """How many of each answer; all four are named."""
        counts = Counter(verdict.answer for result in self.units for verdict in result.verdicts)
        return {answer.value: counts[answer] for answer in Answer}

    def second_look_urls(self) -> dict[str, list[str]]:
        """By unit, what to visit again before a finding is opened: the pages that new problems rest
        on.
        """
        new = {
            (finding.unit, finding.rule, finding.subject)
            for finding in (*self.opened, *self.reopened)
        }
        looks: dict[str, list[str]] = {}
        for result in self.units:
            urls = [
                url
                for verdict in result.verdicts
                if (result.unit, verdict.rule, verdict.subject) in new
                for url in _urls(verdict)[:_URLS_A_PROBLEM]
            ]
            if urls:
                looks[result.unit] = list(dict.fromkeys(urls))
        return looks

    def as_json(self, secret: Collection[int] = ()) -> dict[str, object]:
        """The object of `gongkai inspect --json`. `secret`: ids of findings that the office holds
        to be secret (涉密), told by their number alone.
        """
        names = {result.unit: result.unit_name for result in self.units}
        return {
            **self.judged_units.as_json(),
            "verdicts": self.verdicts,
            "findings": [
                _finding_json(finding, names[finding.unit])
                for finding in self.findings
                if finding.id not in secret
            ],
            "under_secrecy": [finding.id for finding in self.findings if finding.id in secret],
            "not_judged": [
                _unjudged_json(result)
                for result in self.units
                if extent_of(result.counts) is Extent.NOT_AT_ALL
            ],
            "partly_judged": [
                _unjudged_json(result)
                for result in self.units
                if extent_of(result.counts) is Extent.PARTLY
            ],
        }


@dataclass(frozen=True, slots=True)
class JudgedUnit:
    """What was answered of one unit, and what that does to what was found before; nothing of it is
    written.
    """

    result: UnitResult
    known: tuple[Finding, ...]  # before, whatever their state
    changes: tuple[Change, ...]


def judged(
    dossier: Dossier,
    ledger: Ledger,
    *,
    run_id: str,
    as_of: date,
    due_after: DueAfter | None = None,
) -> JudgedUnit:
    """One dossier through every rule. The ledger is only read."""
    unit = dossier.unit
    verdicts = with_examples_only(
        hold_back(judge(dossier), held_back(ledger, unit.id, run_id), unit.label)
    )
    known = findings_of(ledger, unit.id)
    planned = changes(dossier, verdicts, known, run_id=run_id, as_of=as_of, due_after=due_after)
    result = UnitResult(unit.id, unit.name, verdicts, remarks_of(dossier))
    return JudgedUnit(result, tuple(known), tuple(planned))


def inspect(
    dossiers: Iterable[Dossier],
    ledger: Ledger,
    *,
    run_id: str,
    as_of: date,
    draft: bool = False,
    due_after: DueAfter | None = None,
) -> Inspection:
    """Judge every dossier and write down what that does to the findings.

    A draft judges and writes nothing: it tells what deserves a second look. Judging a run again
    changes nothing more. `due_after`: from the day on which a finding is told to the last day for
    its repair.
    """
    units = (
        judged(dossier, ledger, run_id=run_id, as_of=as_of, due_after=due_after)
        for dossier in dossiers
    )
    return inspection_of(units, ledger, run_id=run_id, as_of=as_of, draft=draft)


def inspection_of(
    units: Iterable[JudgedUnit],
    ledger: Ledger,
    *,
    run_id: str,
    as_of: date,
    draft: bool = False,
) -> Inspection:
    """What was judged, written down as it comes, one transaction a unit; nothing of a draft."""
    results: list[UnitResult] = []
    findings: list[Finding] = []
    changed: list[Change] = []
    for one in units:
        written = list(one.changes) if draft else _write(ledger, one, run_id, as_of)
        results.append(one.result)
        findings += _open_after(one.known, written)
        changed += written
    return Inspection(
        run_id=run_id,
        as_of=as_of,
        units=tuple(results),
        findings=tuple(findings),
        opened=_those(changed, FindingTurn.OPENED),
        closed=_those(changed, FindingTurn.CLOSED),
        reopened=_those(changed, FindingTurn.REOPENED),
        is_draft=draft,
    )


def _write(ledger: Ledger, judged: JudgedUnit, run_id: str, as_of: date) -> list[Change]:
    """Findings and verdicts of one unit are one commit; the changes come back with the ids that
    they were given.
    """
    unit, verdicts = judged.result.unit, judged.result.verdicts
    with ledger.transaction():
        ledger.record_verdicts(
            unit, [_row(verdict) for verdict in verdicts], run_id=run_id, day=as_of
        )
        written = apply(ledger, judged.changes)
        settle(ledger, unit, run_id, answered(verdicts))
    return [
        replace(change, finding=finding)
        for change, finding in zip(judged.changes, written, strict=True)
    ]


def _row(verdict: Verdict) -> VerdictRow:
    return VerdictRow(
        rule=verdict.rule,
        subject=verdict.subject,
        answer=verdict.answer.value,
        why=verdict.reason,
        severity=verdict.severity.value if verdict.answer is Answer.PROBLEM else "",
        kind=verdict.kind,
        warning=verdict.warning,
        measured=verdict.measured,
        threshold=verdict.threshold,
    )


def _open_after(known: Iterable[Finding], written: Iterable[Change]) -> list[Finding]:
    after = {(finding.rule, finding.subject): finding for finding in known}
    after.update(
        {(change.finding.rule, change.finding.subject): change.finding for change in written}
    )
    return [after[key] for key in sorted(after) if after[key].state == "open"]


def _those(changed: Iterable[Change], what: FindingTurn) -> tuple[Finding, ...]:
    return tuple(change.finding for change in changed if change.what is what)


def _urls(verdict: Verdict) -> list[str]:
    found = [verdict.details.get("url", ""), *(entry.url for entry in verdict.evidence)]
    return [url for url in dict.fromkeys(found) if url.startswith(("http://", "https://"))]


def _unjudged_json(result: UnitResult) -> dict[str, object]:
    """A unit of which nothing, or not everything, could be said, and why: never to be taken for one
    in order.
    """
    reasons = dict.fromkeys(verdict.reason for verdict in result.verdicts if verdict.reason)
    said = [
        {"why": why, "zh": words.zh, "en": words.en}
        for why, words in zip(reasons, map(reason_words, reasons), strict=True)
    ]
    return {"unit": result.unit, "unit_name": result.unit_name, "reasons": said}


def _finding_json(finding: Finding, unit_name: str) -> dict[str, object]:
    return {
        "unit": finding.unit,
        "unit_name": unit_name,
        "rule": finding.rule,
        "subject": finding.subject,
        "severity": finding.severity,
        "opened": finding.opened.isoformat(),
        "measured": finding.measured,
        "threshold": finding.threshold,
        "clause": finding.clause,
        "sentence_zh": finding.sentence_zh,
        "sentence_en": finding.sentence_en,
        "evidence": [
            {name: _plain(finding.rule, value) for name, value in entry.items()}
            for entry in finding.evidence
        ],
        "examined": list(finding.examined),
    }


def _plain(rule: str, value: object) -> object:
    return fit_for(rule, value) if isinstance(value, str) else value
