"""How a rule says what it found: the four answers as verdicts, in both languages, with the clause
that was in force.

Sentences are `Words` with placeholders. A value may itself be `Words` (said in its language) or a
day (said as 2012年3月5日 / 2012-03-05). The rule's id is stamped on by the runner,
`monitor/judging/judge.py`.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

from config.rulebook import Clause
from config.words import Words
from monitor.dossier.facts import Dossier, PageView
from monitor.judging.verdict import Answer, Evidence, Severity, Verdict, Why
from monitor.judging.words import CANNOT_TELL, NOT_APPLICABLE, NOT_APPLICABLE_TEXT, WHY_TEXT

Values = Mapping[str, object]


class Measure(NamedTuple):
    """What was measured against what, and whose number that is."""

    measured: str = ""
    threshold: str = ""
    mark: str = ""  # law | product | local | county


NOTHING_MEASURED = Measure()
NO_NOTE = Words("", "")


def problem(
    subject: str,
    words: Words,
    values: Values,
    clause: Clause,
    measure: Measure,
    *,
    kind: str = "",
    severity: Severity = Severity.PROBLEM,
    evidence: Sequence[Evidence] = (),
    details: Mapping[str, str] | None = None,
) -> Verdict:
    zh, en = spoken(words, values)
    return Verdict(
        rule="",
        subject=subject,
        answer=Answer.PROBLEM,
        severity=severity,
        kind=kind,
        measured=measure.measured,
        threshold=measure.threshold,
        threshold_mark=measure.mark,
        clause=clause.id,
        sentence_zh=zh,
        sentence_en=en,
        evidence=tuple(evidence),
        details=dict(details or {}),
    )


def clear(
    subject: str,
    words: Words,
    values: Values,
    clause: Clause,
    measure: Measure = NOTHING_MEASURED,
    *,
    kind: str = "",
    warning: bool = False,
    good: str = "",
    evidence: Sequence[Evidence] = (),
    details: Mapping[str, str] | None = None,
) -> Verdict:
    """Looked at and in order. `warning` says that it is near its limit; that never opens a finding."""
    zh, en = spoken(words, values)
    return Verdict(
        rule="",
        subject=subject,
        answer=Answer.CLEAR,
        kind=kind,
        warning=warning,
        measured=measure.measured,
        threshold=measure.threshold,
        threshold_mark=measure.mark,
        clause=clause.id,
        sentence_zh=zh,
        sentence_en=en,
        evidence=tuple(evidence),
        details=dict(details or {}),
        good=good,
    )


def cannot_tell(
    subject: str,
    why: Why,
    about: Words,
    *,
    kind: str = "",
    measure: Measure = NOTHING_MEASURED,
    details: Mapping[str, str] | None = None,
) -> Verdict:
    zh, en = spoken(CANNOT_TELL, {"reason": WHY_TEXT[why], "about": about})
    return Verdict(
        rule="",
        subject=subject,
        answer=Answer.CANNOT_TELL,
        why=why,
        kind=kind,
        measured=measure.measured,
        threshold=measure.threshold,
        threshold_mark=measure.mark,
        sentence_zh=zh,
        sentence_en=en,
        details=dict(details or {}),
    )


def not_applicable(
    subject: str, kind: str, about: object, values: Values | None = None, *, good: str = ""
) -> Verdict:
    """`kind` is a key of `NOT_APPLICABLE_SAID`; `about` is the unit's or channel's name, or
    `Words`.
    """
    because = Words(*spoken(NOT_APPLICABLE_TEXT[kind], values or {}))
    zh, en = spoken(NOT_APPLICABLE, {"unit": about, "because": because})
    return Verdict(
        rule="",
        subject=subject,
        answer=Answer.NOT_APPLICABLE,
        kind=kind,
        sentence_zh=zh,
        sentence_en=en,
        good=good,
    )


def clause_in_force(dossier: Dossier, clause_ids: Sequence[str]) -> Clause | None:
    """The first of `clause_ids` that binds this unit on the judged day.

    National texts on government sites do not bind courts and procuratorates (docs/rulebook.md §1):
    they are judged by local circulars only.
    """
    for clause_id in clause_ids:
        clause = dossier.rulebook.clause(clause_id)
        if clause.is_in_force(dossier.as_of) and (
            dossier.unit.kind != "judicial" or clause.mark == "local"
        ):
            return clause
    return None


def binding_clause(dossier: Dossier, clause_ids: Sequence[str]) -> Clause:
    """As `clause_in_force`, inside a rule, where the runner has seen to it that there is one."""
    clause = clause_in_force(dossier, clause_ids)
    if clause is None:
        raise LookupError(
            f"none of {clause_ids} is in force on {dossier.as_of}: the runner should not have asked"
        )
    return clause


def mark_of(clause: Clause, mark: str) -> str:
    """Whose number a threshold is. The local circulars of 2012 named faults but no numbers: those
    are ours.
    """
    return "product" if mark == "law" and clause.mark == "local" else mark


def seen(page: PageView, note: Words = NO_NOTE, values: Values | None = None) -> Evidence:
    """The page's last look as evidence: what was kept, since when, how often."""
    zh, en = spoken(note, values or {})
    now = page.now
    if now is None:
        return Evidence(url=page.url, title=page.title, note_zh=zh, note_en=en)
    return Evidence(
        url=page.url,
        title=page.title,
        sha256=now.sha256,
        first_at=iso(now.first_at),
        last_at=iso(now.last_at),
        checks=now.checks,
        outcome=now.outcome.value,
        vantage=now.vantage,
        note_zh=zh,
        note_en=en,
    )


def spoken(words: Words, values: Values) -> tuple[str, str]:
    """The sentence in Chinese and in English."""
    return (
        words.zh.format(**{key: _in_chinese(value) for key, value in values.items()}),
        words.en.format(**{key: _in_english(value) for key, value in values.items()}),
    )


def iso(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _in_chinese(value: object) -> object:
    if isinstance(value, Words):
        return value.zh
    return f"{value.year}年{value.month}月{value.day}日" if isinstance(value, date) else value


def _in_english(value: object) -> object:
    if isinstance(value, Words):
        return value.en
    return value.isoformat() if isinstance(value, date) else value
