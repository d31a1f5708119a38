"""How a rule says what it found: the four answers as verdicts, in both languages, with the clause
that was in force.

Sentences are `Words` with placeholders. A value may itself be `Words` (said in its language) or a
day (said as 2012年3月5日 / 2012-03-05). The rule's id is stamped on by the runner,
`monitor/judging/judge.py`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from string import Formatter
from types import MappingProxyType
from typing import NamedTuple

from config.rulebook import Clause, RuleLimits
from config.words import Words
from monitor.dossier.facts import (
    ChannelView,
    Dossier,
    PageView,
    Sighting,
    SiteView,
    SpendDocument,
)
from monitor.judging.plain_text import with_inner_quotes
from monitor.judging.verdict import Answer, Evidence, Praise, Severity, Verdict, Why
from monitor.judging.words import CANNOT_TELL, NOT_APPLICABLE, NOT_APPLICABLE_TEXT, WHY_TEXT
from monitor.measures.days import Limit, day_of
from store.urls import canonical

Values = Mapping[str, object]
Details = Mapping[str, str]
NO_DETAILS: Mapping[str, str] = MappingProxyType({})
NO_VALUES: Values = NO_DETAILS
COUNTED: Values = MappingProxyType({"n": "{n}", "each": "{each}"})  # filled by Praise
NO_WORDS = Words("", "")
MORE = Words("另有{n}件，未逐一列出", "{n} more, not listed one by one")
A_CHANNEL = Words("{unit}“{channel}”栏目", "channel “{channel}” of {unit}")


class Measure(NamedTuple):
    """What was measured against what, and whose number that is."""

    measured: str = ""
    threshold: str = ""
    mark: str = ""  # law | product | local | county


NOTHING_MEASURED = Measure()


def measure(measured: str, limits: RuleLimits, against: str) -> Measure:
    """What was measured against thresholds, named in braces (`{attempts} failures, {hours} h`): the
    mark is theirs.
    """
    keys = [key for _, key, _, _ in Formatter().parse(against) if key]
    return Measure(measured, against.format(**limits.model_dump()), limits.mark(*keys))


@dataclass(frozen=True, slots=True)
class Subject:
    """What is judged.

    Attributes:
        id: the same on every night, for it keys the finding's life (`site:main`, `channel:<url>`,
            `spending:budget:2012:30299`).
        about: the thing as a noun: “could not be judged” is said of it.
        values: what fills every sentence of it; `unit` always.
        clause: id of the one in force on the judged day; "" where nothing is found or cleared.
        name: what “not applicable” is said of: the unit, or one of its channels.
    """

    id: str
    about: Words
    values: Values
    clause: str = ""
    name: object = ""

    def problem(
        self,
        words: Words,
        measure: Measure,
        values: Values = NO_VALUES,
        *,
        kind: str = "",
        severity: Severity = Severity.PROBLEM,
        evidence: Sequence[Evidence] = (),
        details: Details = NO_DETAILS,
    ) -> Verdict:
        """The fault was seen: this opens a finding, or keeps one open.

        Args:
            words: the sentence that the unit reads, with placeholders.
            measure: what was measured against which number, and whose number that is.
            values: fill the sentence beside the subject's own; a pair or a day is said in the
                sentence's language.
            kind: the finer kind within the rule (`no_own_site`, `mass_removal`).
            severity: CRITICAL only where a text calls it a veto, or a stranger's page is proven.
            evidence: what was seen, the page that shows it first.
            details: columns of the problem ledger: channel, last_date, overdue_days, url; and
                `word_of`, the day of the person's word that it rests on.
        """
        said = spoken(words, {**self.values, **values})
        verdict = _verdict(Answer.PROBLEM, self, said, measure, details)
        return replace(
            verdict, kind=kind, severity=severity, clause=self.clause, evidence=tuple(evidence)
        )

    def clear(
        self,
        words: Words,
        values: Values = NO_VALUES,
        measure: Measure = NOTHING_MEASURED,
        *,
        kind: str = "",
        warning: bool = False,
        good: Words | None = None,
        counted: int = 1,
        evidence: Sequence[Evidence] = (),
        details: Details = NO_DETAILS,
    ) -> Verdict:
        """Looked at and in order: it closes the subject's finding. Arguments as for `problem`.

        `warning` says that it is near its limit, which never opens a finding; `good` is the
        sentence by which the unit may be named as an example, `counted` how many things were seen
        in order for it ({n}).
        """
        filled = {**self.values, **values}
        said = spoken(words, filled)
        return replace(
            _verdict(Answer.CLEAR, self, said, measure, details),
            kind=kind,
            warning=warning,
            clause=self.clause,
            evidence=tuple(evidence),
            good=Praise(spoken(good, {**filled, **COUNTED}), counted) if good else None,
        )

    def cannot_tell(
        self,
        why: Why,
        measure: Measure = NOTHING_MEASURED,
        *,
        kind: str = "",
        details: Details = NO_DETAILS,
    ) -> Verdict:
        """What was seen is not enough to say either; a finding stays as it is."""
        said = CANNOT_TELL.filled(reason=WHY_TEXT[why], about=self.about)
        return replace(
            _verdict(Answer.CANNOT_TELL, self, said, measure, details), kind=kind, why=why
        )

    def not_applicable(self, kind: str, values: Values = NO_VALUES) -> Verdict:
        """The rule has nothing to say of the subject. `kind` is a key of `NOT_APPLICABLE_TEXT`,
        whose placeholders the subject's `values` and these fill.

        Raises ValueError: there is no such kind.
        """
        if kind not in NOT_APPLICABLE_TEXT:
            known = ", ".join(NOT_APPLICABLE_TEXT)
            raise ValueError(f"{kind!r} is no kind; monitor/judging/words.py has: {known}")
        because = spoken(NOT_APPLICABLE_TEXT[kind], {**self.values, **values})
        said = NOT_APPLICABLE.filled(unit=self.name, because=because)
        return replace(_verdict(Answer.NOT_APPLICABLE, self, said), kind=kind)


def subject_of(
    dossier: Dossier, subject_id: str, about: Words, clause: Clause | None = None, **values: object
) -> Subject:
    """A subject of the dossier's unit. `values` and `unit` fill `about` and all its sentences."""
    values = {"unit": dossier.unit.label, **values}
    clause_id = clause.id if clause else ""
    return Subject(subject_id, spoken(about, values), values, clause_id, dossier.unit.label)


def site_subject(site: SiteView, about: Words, dossier: Dossier, clause: Clause) -> Subject:
    """A site, with its address as `url`."""
    return subject_of(dossier, f"site:{site.id}", about, clause, url=site.url)


def channel_subject(channel: ChannelView, dossier: Dossier, clause: Clause) -> Subject:
    """A channel, with its name as `channel`."""
    of_channel = f"channel:{canonical(channel.url)}"
    subject = subject_of(dossier, of_channel, A_CHANNEL, clause, channel=channel.name)
    return replace(subject, name=subject.about)


def aged(since: date, limit: Limit, dossier: Dossier) -> Measure:
    """How many days ago, against a deadline."""
    days = max(0, (dossier.as_of - since).days)
    return Measure(f"{days} d", limit.short, limit.mark)


def _verdict(
    answer: Answer,
    subject: Subject,
    said: Words,
    measure: Measure = NOTHING_MEASURED,
    details: Details = NO_DETAILS,
) -> Verdict:
    return Verdict(
        rule="",
        subject=subject.id,
        answer=answer,
        measured=measure.measured,
        threshold=measure.threshold,
        threshold_mark=measure.mark,
        sentence_zh=said.zh,
        sentence_en=said.en,
        details=dict(details),
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


def seen(
    page: PageView, note: Words = NO_WORDS, values: Values = NO_VALUES, at: Sighting | None = None
) -> Evidence:
    """A look at the page as evidence, the last where `at` names none: what was kept, since when,
    how often.
    """
    look = at or page.now
    found = noted(page.url, spoken(note, values), page.title)
    if look is None:
        return found
    return replace(
        found,
        sha256=look.sha256,
        first_at=iso(look.first_at),
        last_at=iso(look.last_at),
        checks=look.checks,
        outcome=look.outcome.value,
        vantage=look.vantage,
    )


def noted(url: str, note: Words, title: str = "") -> Evidence:
    """A place and what stands there, which is not one of the unit's pages that were looked at."""
    return Evidence(url=url, title=title, note_zh=note.zh, note_en=note.en)


def filed(document: SpendDocument, note: Words, title: str = "") -> Evidence:
    """A file and what it shows. `title`: another than its own."""
    found = noted(document.url, note, title or document.title)
    return replace(found, sha256=document.sha256, first_at=iso(document.first_seen))


def listed(entries: Sequence[Evidence], shown: int) -> list[Evidence]:
    """The first `shown` of them, and an entry that says how many more there are."""
    hidden = len(entries) - shown
    return [*entries[:shown], *([noted("", MORE.filled(n=hidden))] if hidden > 0 else [])]


def spoken(words: Words, values: Values) -> Words:
    """The sentence in both languages; days as each writes them, quotations in quotations as Chinese
    writes them.
    """
    said = words.filled(
        **{
            key: day_of(value) if isinstance(value, date) else value
            for key, value in values.items()
        }
    )
    return said._replace(zh=with_inner_quotes(said.zh))


def iso(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
