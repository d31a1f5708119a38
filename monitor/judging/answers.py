"""How a rule says what it found: the four answers as verdicts, in both languages, with the clause
that was in force.

Sentences are `Words` with placeholders. A value may itself be `Words` (said in its language) or a
day (said as 2012年3月5日 / 2012-03-05). The rule's id is stamped on by the runner,
`monitor/judging/judge.py`.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import NamedTuple, TypedDict, Unpack

from config.rulebook import Clause
from config.words import Words
from monitor.dossier.facts import Dossier, PageView
from monitor.judging.verdict import Answer, Evidence, Severity, Verdict, Why
from monitor.judging.words import CANNOT_TELL, NOT_APPLICABLE, NOT_APPLICABLE_TEXT, WHY_TEXT

Values = Mapping[str, object]
Details = Mapping[str, str]
NO_DETAILS: Mapping[str, str] = MappingProxyType({})


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
    details: Details = NO_DETAILS,
) -> Verdict:
    """The fault was seen: this opens a finding, or keeps one open.

    Args:
        subject: what is judged, the same on every night: it keys the finding's life
            (`site:main`, `channel:<url>`, `spending:budget:2012:30299`).
        words: the sentence that the unit reads, with placeholders.
        values: what fills them; a pair or a day is said in the sentence's language.
        clause: in force on the judged day (`binding_clause`).
        measure: what was measured against which number, and whose number that is.
        kind: the finer kind within the rule (`no_own_site`, `mass_removal`).
        severity: CRITICAL only where a text calls it a veto, or a stranger's page is proven.
        evidence: what was seen, the page that shows it first.
        details: columns of the problem ledger: channel, last_date, overdue_days, url.
    """
    return _verdict(
        Answer.PROBLEM,
        subject,
        spoken(words, values),
        measure,
        details,
        kind=kind,
        severity=severity,
        clause=clause.id,
        evidence=tuple(evidence),
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
    details: Details = NO_DETAILS,
) -> Verdict:
    """Looked at and in order: it closes the subject's finding. Arguments as for `problem`.

    `warning` says that it is near its limit, which never opens a finding; `good` is the Chinese
    sentence by which the unit may be named as an example.
    """
    return _verdict(
        Answer.CLEAR,
        subject,
        spoken(words, values),
        measure,
        details,
        kind=kind,
        warning=warning,
        clause=clause.id,
        evidence=tuple(evidence),
        good=good,
    )


def cannot_tell(
    subject: str,
    why: Why,
    about: Words,
    *,
    kind: str = "",
    measure: Measure = NOTHING_MEASURED,
    details: Details = NO_DETAILS,
) -> Verdict:
    """What was seen is not enough to say either; a finding stays as it is. `about` is the thing as
    a noun: “could not be judged” is said of it, with the reason.
    """
    sentences = spoken(CANNOT_TELL, {"reason": WHY_TEXT[why], "about": about})
    return _verdict(Answer.CANNOT_TELL, subject, sentences, measure, details, kind=kind, why=why)


def not_applicable(
    subject: str, kind: str, about: object, values: Values = NO_DETAILS, *, good: str = ""
) -> Verdict:
    """The rule has nothing to say of the subject. `kind` is a key of `NOT_APPLICABLE_TEXT`, whose
    placeholders `values` fills; `about` is the unit's or channel's name, or `Words`.

    Raises ValueError: there is no such kind.
    """
    if kind not in NOT_APPLICABLE_TEXT:
        known = ", ".join(NOT_APPLICABLE_TEXT)
        raise ValueError(f"not_applicable: {kind!r} is no kind; monitor/judging/words.py: {known}")
    because = Words(*spoken(NOT_APPLICABLE_TEXT[kind], values))
    sentences = spoken(NOT_APPLICABLE, {"unit": about, "because": because})
    return _verdict(Answer.NOT_APPLICABLE, subject, sentences, kind=kind, good=good)


class _Known(TypedDict, total=False):
    """Fields of a verdict that only some answers have."""

    why: Why
    severity: Severity
    kind: str
    warning: bool
    clause: str
    evidence: tuple[Evidence, ...]
    good: str


def _verdict(
    answer: Answer,
    subject: str,
    sentences: tuple[str, str],
    measure: Measure = NOTHING_MEASURED,
    details: Details = NO_DETAILS,
    **known: Unpack[_Known],
) -> Verdict:
    return Verdict(
        rule="",
        subject=subject,
        answer=answer,
        measured=measure.measured,
        threshold=measure.threshold,
        threshold_mark=measure.mark,
        sentence_zh=sentences[0],
        sentence_en=sentences[1],
        details=dict(details),
        **known,
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
