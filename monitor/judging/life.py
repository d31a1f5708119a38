"""The life of findings: what tonight's verdicts on a unit do to what was found before. Pure.

A finding is keyed by (unit, rule, subject): opened, kept, closed, opened again. Only `clear` on the
same subject closes it, or on the whole of which it is a part (`spending:budget:2012` for each of
its rows). A night that could not tell, a rule that no longer applies and a subject that has
disappeared leave it as it is: nothing is repaired by vanishing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from datetime import date

from monitor.judging.verdict import Answer, Evidence, Verdict
from store.findings import Change, FindingTurn
from store.records import Finding


def changes(
    unit: str, verdicts: Iterable[Verdict], known: Iterable[Finding], *, run_id: str, as_of: date
) -> list[Change]:
    """What is to be written of one unit. `known` are its findings, open and closed.

    A day that lies before a finding's last word changes nothing of it: judging the past again never
    rewrites the present.
    """
    findings = {(finding.rule, finding.subject): finding for finding in known}
    return list(_changes(unit, tuple(verdicts), findings, run_id, as_of))


def _changes(
    unit: str,
    verdicts: tuple[Verdict, ...],
    known: dict[tuple[str, str], Finding],
    run_id: str,
    as_of: date,
) -> Iterator[Change]:
    for verdict in verdicts:
        if verdict.answer is Answer.PROBLEM:
            before = known.get((verdict.rule, verdict.subject))
            if before is None:
                yield Change(FindingTurn.OPENED, _new(unit, verdict, run_id, as_of), run_id, as_of)
            elif _last_word(before) <= as_of:
                yield _told_again(before, verdict, run_id, as_of)
    problems = {
        (verdict.rule, verdict.subject) for verdict in verdicts if verdict.answer is Answer.PROBLEM
    }
    for key, finding in known.items():
        if (
            finding.state == "open"
            and key not in problems
            and _last_word(finding) <= as_of
            and _is_cleared(finding, verdicts)
        ):
            yield Change(
                FindingTurn.CLOSED, replace(finding, state="closed", closed=as_of), run_id, as_of
            )


def _told_again(before: Finding, verdict: Verdict, run_id: str, as_of: date) -> Change:
    after = replace(
        _new(before.unit, verdict, run_id, as_of), id=before.id, reopened=before.reopened
    )
    if before.state == "open":
        return Change(
            FindingTurn.KEPT,
            replace(after, opened=before.opened, opened_run=before.opened_run),
            run_id,
            as_of,
        )
    return Change(FindingTurn.REOPENED, replace(after, reopened=before.reopened + 1), run_id, as_of)


def _new(unit: str, verdict: Verdict, run_id: str, as_of: date) -> Finding:
    return Finding(
        id=0,
        unit=unit,
        rule=verdict.rule,
        subject=verdict.subject,
        kind=verdict.kind,
        state="open",
        severity=verdict.severity.value,
        opened=as_of,
        opened_run=run_id,
        last_confirmed=as_of,
        closed=None,
        reopened=0,
        measured=verdict.measured,
        threshold=verdict.threshold,
        threshold_mark=verdict.threshold_mark,
        clause=verdict.clause,
        sentence_zh=verdict.sentence_zh,
        sentence_en=verdict.sentence_en,
        evidence=tuple(_plain(entry) for entry in verdict.evidence),
        details=dict(verdict.details),
        examined=verdict.examined,
    )


def _plain(entry: Evidence) -> dict[str, object]:
    """Evidence as an object of JSON, without what was not seen."""
    return {name: value for name, value in asdict(entry).items() if value or name == "url"}


def _last_word(finding: Finding) -> date:
    return max(finding.last_confirmed, finding.closed or finding.last_confirmed)


def _is_cleared(finding: Finding, verdicts: tuple[Verdict, ...]) -> bool:
    """By its own subject's answer where it has one tonight; otherwise by that of the whole it
    belongs to.
    """
    of_rule = {
        verdict.subject: verdict.answer for verdict in verdicts if verdict.rule == finding.rule
    }
    own = of_rule.get(finding.subject)
    if own is not None:
        return own is Answer.CLEAR
    return any(
        answer is Answer.CLEAR and finding.subject.startswith(f"{whole}:")
        for whole, answer in of_rule.items()
    )
