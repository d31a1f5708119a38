"""What every report is made of: one inspection, told in plain values, that can be written down and
read again.

`gather` is pure (Inspection and Config in, Material out); everything downstream takes Material and
nothing else, so that a report printed a year later says what it said on its night.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, ConfigDict

from config.folder import Config
from config.rulebook import Clause
from config.unit import Unit
from config.words import Words
from monitor.judging.answers import NO_WORDS
from monitor.judging.inspection import Inspection, UnitResult
from monitor.judging.plain_text import fit_for
from monitor.judging.remarks import SiteRemark
from monitor.judging.verdict import JUDGED, Answer, Severity, Verdict, Why
from monitor.judging.withdrawal import back_words
from monitor.judging.words import UNVERIFIED
from monitor.rectification.repairs import Repairs
from monitor.report.confirmation import ByConfirmation, by_confirmation
from monitor.report.themes import is_confidential, theme_of
from monitor.report.workdays import calendar_of, how_counted
from store.judged import Extent, JudgedCounts, JudgedUnits, extent_of, judged_units
from store.records import Finding

CITED = Words("{cited}{unverified}", "{cited}{unverified}")
DEMANDED = Words("按{cited}的要求检查{unverified}", "inspected as {cited} asks{unverified}")
FIRST_OF = Words("{title}等{n}个文件", "{title} and others, {n} documents")
SLOW = "slow"  # the kind of a warning of unreachable_site
_ELSEWHERE = Why.COMMON_PLATFORM_UNREAD
NONE_SET: Mapping[int, date] = MappingProxyType({})
NOBODY_SET: Mapping[int, str] = MappingProxyType({})

# A title and what stands behind it: 《…》国办发〔2019〕19号, 《…》（政办发〔2012〕4号）, 《…》(2021修订).
_DOCUMENT = re.compile(r"(《[^》]+》)(?:附件《[^》]+》)?[（(]?([^\s《》；、（）()]*号|\d{4}修订)?")

# The order in which a circular names units: townships before departments, as in 2012, second-level
# ones last.
KINDS_IN_ORDER = (
    *("government", "township", "department", "vertical", "judicial", "public_enterprise"),
    *("second_level",),
)


class Plain(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class OfUnit(Plain):
    """Something that a rule said of a unit."""

    unit: str
    label: str  # the unit's name in sentences
    rule: str
    theme: int


class Sentence(OfUnit):
    """The same, as a sentence."""

    sentence_zh: str
    sentence_en: str

    def sentence(self, language: str) -> str:
        return self.sentence_en if language == "en" else self.sentence_zh


class ReportedProblem(Sentence):
    """One open finding as the reports name it."""

    id: int
    subject: str
    kind: str
    is_critical: bool
    is_new: bool  # opened or reopened by this inspection
    opened: date
    last_confirmed: date | None = None  # the night of the report, or an earlier one
    due: date | None = None  # the last day for its repair
    closed: date | None = None  # the day on which it was found repaired
    parent: str = ""  # the unit above the unit, as sentences name it
    persons: tuple[str, ...] = ()  # who sees to it: set in the console, else answering for the unit
    measured: str
    threshold: str
    threshold_mark: str
    basis: str  # the clause in words: document and article
    channel: str = ""
    last_date: str = ""
    overdue_days: str = ""
    url: str = ""
    examined: tuple[str, ...] = ()  # defences asked without objection: monitor/defences
    # the heaviest lines of a spending table, as JSON: [[name, share, is it vague, depth], …]
    rows: str = ""


class Example(OfUnit):
    """Something done well, worth naming."""

    words_zh: str  # the verdict's `good`, a sentence without its full stop
    words_en: str
    each_zh: str = ""  # the same as it is said of several units together: 各4份
    each_en: str = ""
    seen: int = 0  # how much was seen in order for it

    def text(self, language: str) -> str:
        return self.words_en if language == "en" else self.words_zh

    def text_of_each(self, language: str) -> str:
        """As `text`, for several units that did the same."""
        return (self.each_en if language == "en" else self.each_zh) or self.text(language)


class Undecided(OfUnit):
    """A rule that could not tell, and why; never a fault of the unit."""

    subject: str
    why: str  # a member of Why
    platform: str = ""  # the address that was down with all behind it
    sentence_zh: str = ""
    sentence_en: str = ""


class Reminder(Sentence):
    """Clear, but near the limit, and after all these what is only remarked. `is_unbound`: a fault
    seen at a unit that no clause binds.
    """

    is_unbound: bool = False


class ReportedRemark(Plain):
    """A fact about a unit's site that is no fault: monitor/judging/remarks.py."""

    unit: str
    label: str
    kind: str
    said: Words


class BasisDocument(Plain):
    """A document by which the night was judged, as circulars cite one: 《…》（文号）."""

    title: str
    is_verified: bool  # whether all that was cited of it was checked against its text


class UnitLine(Plain):
    """One unit's row of the table: whether it was judged at all comes before whether anything was
    wrong.
    """

    id: str
    name: str
    label: str
    kind: str
    parent: str = ""  # id of the unit above, where the office's files name one
    judged: bool
    undecided: int  # matters
    themes_looked_at: tuple[int, ...]  # themes with at least one problem or clear verdict
    # themes of which some rule said that they are no question for this unit
    themes_not_applicable: tuple[int, ...]
    themes_clear: tuple[int, ...] = ()  # all that was asked was judged, and nothing was wrong

    @property
    def counts(self) -> JudgedCounts | None:
        """How many matters were judged is not kept; that any were, is."""
        if not (self.judged or self.undecided or self.themes_not_applicable):
            return None
        return JudgedCounts(int(self.judged), self.undecided)

    @property
    def extent(self) -> Extent:
        return extent_of(self.counts)


class Material(Plain):
    """One inspection, ready to be told."""

    office: str
    city: str
    issuer: str
    document_number: str
    language: str
    as_of: date
    due_counted: Words  # how the days for the repairs were reached
    units: tuple[UnitLine, ...]
    problems: tuple[ReportedProblem, ...]  # found by this inspection
    repaired: tuple[ReportedProblem, ...]
    # found before, still open, and not looked at or not decided by this inspection
    unconfirmed: tuple[ReportedProblem, ...] = ()
    behind_closed: int = 0  # the same, of sites that were closed: not told beside that
    # problems and remarks of confidential rules: all are told how many, the office what they are
    for_the_office: tuple[Sentence, ...] = ()
    untold: tuple[int, ...] = ()  # ids of problems of which no message has reached anybody
    taken_back: tuple[ReportedProblem, ...] = ()  # withdrawn since the night; told nowhere
    examples: tuple[Example, ...]
    undecided: tuple[Undecided, ...]
    warnings: tuple[Reminder, ...]
    remarks: tuple[ReportedRemark, ...] = ()
    as_searcher: bool = False  # home pages were looked at as a search engine's visitor too
    mandate: str = ""  # by whose decision the inspection takes place
    heads: str = "neutral"  # how the themes are headed: neutral | 2012
    basis: tuple[BasisDocument, ...] = ()
    unasked: tuple[str, ...] = ()  # rules that had no question to anybody that night
    repairs: Repairs | None = None  # since the last circular; None: not gathered

    @property
    def critical(self) -> int:
        return sum(problem.is_critical for problem in self.problems)

    @property
    def judged_units(self) -> JudgedUnits:
        return judged_units(unit.counts for unit in self.units)

    @property
    def overdue(self) -> int:
        """Problems whose day of repair is past."""
        return sum(map(self.is_overdue, self.problems))

    def is_overdue(self, problem: ReportedProblem) -> bool:
        return problem.due is not None and problem.due < self.as_of

    @property
    def listed(self) -> tuple[ReportedProblem, ...]:
        """All that the problem ledger lists."""
        return (*self.problems, *self.unconfirmed)

    @property
    def still_open(self) -> int:
        return len(self.listed) + self.behind_closed

    def without(self, withdrawn: Collection[int]) -> "Material":
        """The same without findings that were withdrawn since."""
        return self.model_copy(
            update={
                "problems": tuple(p for p in self.problems if p.id not in withdrawn),
                "unconfirmed": tuple(p for p in self.unconfirmed if p.id not in withdrawn),
                "taken_back": (
                    *self.taken_back,
                    *(p for p in self.listed if p.id in withdrawn),
                ),
                "repairs": self.repairs.without(withdrawn) if self.repairs else None,
            }
        )

    @property
    def not_judged(self) -> tuple[UnitLine, ...]:
        return tuple(unit for unit in self.units if unit.extent is Extent.NOT_AT_ALL)

    @property
    def incidents(self) -> dict[str, tuple[str, ...]]:
        """Platforms that were down with all behind them, and the units that were: one incident
        each, nobody's fault.
        """
        behind: dict[str, dict[str, None]] = {}
        for item in self.undecided:
            if item.platform:
                behind.setdefault(item.platform, {})[item.label] = None
        return {platform: tuple(labels) for platform, labels in behind.items()}

    @property
    def below(self) -> dict[str, tuple[ReportedProblem, ...]]:
        """The label of each unit with others below it, and the problems of all of those."""
        parents = {unit.id: unit.parent for unit in self.units}
        found: dict[str, list[ReportedProblem]] = {}
        for problem in self.problems:
            above, met = parents.get(problem.unit, ""), {problem.unit}
            while above and above not in met:
                met.add(above)
                found.setdefault(above, []).append(problem)
                above = parents.get(above, "")
        labels = {unit.id: unit.label for unit in self.units}
        return {labels.get(unit, unit): tuple(problems) for unit, problems in found.items()}

    def problems_of_theme(self, number: int) -> tuple[ReportedProblem, ...]:
        return tuple(problem for problem in self.problems if problem.theme == number)

    def examples_of_theme(self, number: int) -> tuple[Example, ...]:
        """The one of which most was seen first."""
        found = (example for example in self.examples if example.theme == number)
        return tuple(sorted(found, key=lambda example: -example.seen))

    def undecided_of_theme(self, number: int) -> tuple[Undecided, ...]:
        return tuple(item for item in self.undecided if item.theme == number)


def gather(
    inspection: Inspection,
    config: Config,
    as_of: date,
    deadlines: Mapping[int, date] = NONE_SET,
    persons: Mapping[int, str] = NOBODY_SET,
    told: Collection[int] | None = None,
) -> Material:
    """Everything the reports need of one inspection, townships first, then by id.

    `deadlines`: by finding, the days that people have set in the place of those that were given;
    `persons`: who was named in the console to see to it; `told`: the findings that a message has
    reached anybody with, None where that is not known.
    """
    office, units = config.office, {unit.id: unit for unit in sorted(config.units, key=_seniority)}
    order = {unit_id: place for place, unit_id in enumerate(units)}
    calendar = calendar_of(office.work_calendar)
    stands = by_confirmation(_in_order(inspection.findings, order), as_of)
    told_to_all = _without_confidential(stands)
    last_due = max((f.due for f in inspection.findings if f.due), default=as_of)
    new = {finding.id for finding in (*inspection.opened, *inspection.reopened)}
    results = sorted(inspection.units, key=lambda result: order.get(result.unit, len(order)))
    verdicts = [(result, verdict) for result in results for verdict in result.verdicts]
    doubtful = {(finding.unit, theme_of(finding.rule)) for finding in inspection.findings} | {
        (result.unit, theme_of(verdict.rule))
        for result, verdict in verdicts
        if _is_doubtful(verdict)
    }
    naming = _Told(config, units, deadlines, persons)
    return Material(
        office=office.name,
        city=office.city,
        issuer=office.report.issuer or office.name,
        document_number=office.report.document_number,
        language=office.language,
        as_of=as_of,
        due_counted=how_counted(as_of, max(as_of, last_due), calendar),
        as_searcher=office.crawl.as_searcher,
        mandate=office.report.mandate,
        heads=office.report.heads,
        basis=tuple(_basis_of(verdicts, config)),
        unasked=tuple(_unasked(verdict for _, verdict in verdicts)),
        units=tuple(_unit_line(result, units.get(result.unit), doubtful) for result in results),
        problems=tuple(naming.problem(f, f.id in new) for f in told_to_all.confirmed),
        unconfirmed=tuple(map(naming.problem, told_to_all.unconfirmed)),
        behind_closed=len(told_to_all.behind_closed),
        untold=()
        if told is None
        else tuple(f.id for f in told_to_all.confirmed if f.id not in told),
        for_the_office=tuple(_for_the_office(stands.all, verdicts, units)),
        repaired=tuple(
            naming.problem(f)
            for f in _in_order(inspection.closed, order)
            if not is_confidential(f.rule)
        ),
        examples=tuple(
            Example(
                **_of_unit(result, verdict, units),
                words_zh=verdict.good.text("zh"),
                words_en=verdict.good.text("en"),
                each_zh=verdict.good.text("zh", is_of_several=True),
                each_en=verdict.good.text("en", is_of_several=True),
                seen=verdict.good.seen,
            )
            for result, verdict in verdicts
            if verdict.good and (result.unit, theme_of(verdict.rule)) not in doubtful
        ),
        undecided=tuple(
            Undecided(
                **_of_unit(result, verdict, units),
                **_sentence(verdict),
                subject=verdict.subject,
                why=verdict.reason,
                platform=verdict.details.get("platform", ""),
            )
            for result, verdict in verdicts
            if verdict.answer is Answer.CANNOT_TELL and not _names_a_page(verdict)
        ),
        warnings=tuple(
            Reminder(
                **_of_unit(result, verdict, units),
                **_sentence(verdict),
                is_unbound=verdict.warning and verdict.answer is Answer.NOT_APPLICABLE,
            )
            for result, verdict in sorted(verdicts, key=lambda pair: pair[1].remark)
            if (verdict.warning or verdict.remark)
            and verdict.kind != SLOW
            and not is_confidential(verdict.rule)
        ),
        remarks=tuple(_remarks(results, units)),
    )


def _without_confidential(stands: ByConfirmation) -> ByConfirmation:
    def told(findings: Iterable[Finding]) -> tuple[Finding, ...]:
        return tuple(finding for finding in findings if not is_confidential(finding.rule))

    return ByConfirmation(
        told(stands.confirmed), told(stands.unconfirmed), told(stands.behind_closed)
    )


def _for_the_office(
    findings: Iterable[Finding],
    verdicts: Iterable[tuple[UnitResult, Verdict]],
    units: dict[str, Unit],
) -> Iterator[Sentence]:
    """What confidential rules found: open problems, and what they remark of units that no clause
    binds.
    """
    for finding in findings:
        if is_confidential(finding.rule):
            yield Sentence(
                unit=finding.unit,
                label=_label(finding.unit, units),
                rule=finding.rule,
                theme=theme_of(finding.rule),
                sentence_zh=finding.sentence_zh,
                sentence_en=finding.sentence_en,
            )
    for result, verdict in verdicts:
        if verdict.warning and is_confidential(verdict.rule):
            yield Sentence(**_of_unit(result, verdict, units), **_sentence(verdict))


def _names_a_page(verdict: Verdict) -> bool:
    """Of a confidential rule: even that it could not be judged would tell where to look."""
    return is_confidential(verdict.rule) and ":" in verdict.subject


def _remarks(results: Iterable[UnitResult], units: dict[str, Unit]) -> Iterator[ReportedRemark]:
    """A slow site is measured by its rule, and told here: it is no fault."""
    for result in results:
        slow = [
            SiteRemark(SLOW, Words(verdict.sentence_zh, verdict.sentence_en))
            for verdict in result.verdicts
            if verdict.warning and verdict.kind == SLOW
        ]
        for remark in (*result.remarks, *slow):
            said = Words(*(text.rstrip("。.") for text in remark.said))
            yield ReportedRemark(
                unit=result.unit,
                label=_label(result.unit, units, result.unit_name),
                kind=remark.kind,
                said=said,
            )


def _seniority(unit: Unit) -> tuple[int, str]:
    return KINDS_IN_ORDER.index(unit.kind), unit.id


def _is_doubtful(verdict: Verdict) -> bool:
    """Nobody is an example in a theme in which the same circular names him, warns him, or could not
    see everything. What may stand on somebody else's platform takes nothing from what he shows.
    """
    is_unseen = verdict.answer is Answer.CANNOT_TELL and verdict.why is not _ELSEWHERE
    return verdict.answer is Answer.PROBLEM or is_unseen or verdict.warning


def _in_order(findings: Iterable[Finding], order: dict[str, int]) -> list[Finding]:
    return sorted(
        findings, key=lambda f: (order.get(f.unit, len(order)), theme_of(f.rule), f.rule, f.subject)
    )


def _unit_line(
    result: UnitResult, unit: Unit | None, doubtful: Collection[tuple[str, int]]
) -> UnitLine:
    looked_at = {theme_of(verdict.rule) for verdict in result.verdicts if verdict.answer in JUDGED}
    return UnitLine(
        id=result.unit,
        name=unit.name if unit else result.unit_name,
        label=unit.label if unit else result.unit_name,
        kind=unit.kind if unit else "",
        parent=(unit.parent or "") if unit else "",
        judged=bool(looked_at),
        undecided=sum(verdict.answer is Answer.CANNOT_TELL for verdict in result.verdicts),
        themes_looked_at=tuple(sorted(looked_at)),
        themes_not_applicable=tuple(
            sorted({theme_of(v.rule) for v in result.verdicts if v.answer is Answer.NOT_APPLICABLE})
        ),
        themes_clear=tuple(
            theme for theme in sorted(looked_at) if (result.unit, theme) not in doubtful
        ),
    )


def _basis_of(
    verdicts: Iterable[tuple[UnitResult, Verdict]], config: Config
) -> Iterator[BasisDocument]:
    """What the night's answers cite, in the order of the rulebook; a clause may name several."""
    cited = {verdict.clause for _, verdict in verdicts if verdict.answer in JUDGED}
    is_verified: dict[str, bool] = {}
    for clause in config.rulebook.clauses:
        for title in documents_of(clause) if clause.id in cited else ():
            is_verified[title] = is_verified.get(title, True) and clause.verified == "text"
    for title, verified in is_verified.items():
        yield BasisDocument(title=title, is_verified=verified)


def documents_of(clause: Clause) -> list[str]:
    """Each as circulars write it: the title, its number in brackets behind it."""
    named = _DOCUMENT.findall(clause.document)
    return [f"{title}（{number}）" if number else title for title, number in named] or [
        clause.document
    ]


def _unasked(verdicts: Iterable[Verdict]) -> list[str]:
    """Rules that said of every unit that they had no question: silence there is no health."""
    answers: dict[str, set[Answer]] = {}
    for verdict in verdicts:
        answers.setdefault(verdict.rule, set()).add(verdict.answer)
    return [rule for rule, given in answers.items() if given == {Answer.NOT_APPLICABLE}]


@dataclass(frozen=True, slots=True)
class _Told:
    """What every finding is told with."""

    config: Config
    units: Mapping[str, Unit]
    deadlines: Mapping[int, date]
    persons: Mapping[int, str]

    def problem(self, finding: Finding, is_new: bool = False) -> ReportedProblem:
        details, back = finding.details, back_words(finding)
        unit = self.units.get(finding.unit)
        return ReportedProblem(
            id=finding.id,
            unit=finding.unit,
            label=_label(finding.unit, self.units),
            rule=finding.rule,
            theme=theme_of(finding.rule),
            subject=finding.subject,
            kind=finding.kind,
            is_critical=finding.severity == Severity.CRITICAL,
            is_new=is_new,
            opened=finding.opened,
            last_confirmed=finding.last_confirmed,
            due=self.deadlines.get(finding.id) or finding.due,
            closed=finding.closed,
            parent=_label(unit.parent, self.units) if unit and unit.parent else "",
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


def basis_words(clause_id: str, config: Config, *, is_short: bool = False) -> str:
    """The clause as a document and an article, in the office's language; whether its text was
    checked is said with it. The bare id where the office's rulebook no longer holds it.

    `is_short`: of several documents the first and their number, for a cell; all of them stand in
    the circular's first sentence.
    """
    clause = known_clause(clause_id, config)
    if clause is None:
        return clause_id
    unverified = NO_WORDS if clause.verified == "text" else UNVERIFIED
    words = DEMANDED if clause.mark == "local" else CITED
    titles = documents_of(clause)
    named = clause.document
    if is_short and len(titles) > 1:
        named = FIRST_OF.text(config.office.language, title=titles[0], n=len(titles))
    cited = f"{named} {clause.article}".strip()
    said = words.filled(cited=cited, unverified=unverified)
    return said.text(config.office.language)


def known_clause(clause_id: str, config: Config) -> Clause | None:
    """None where the office's rulebook no longer holds it: an old finding is told all the same."""
    return next((clause for clause in config.rulebook.clauses if clause.id == clause_id), None)


def _first_url(finding: Finding) -> str:
    return next((str(piece["url"]) for piece in finding.evidence if piece.get("url")), "")


def _of_unit(result: UnitResult, verdict: Verdict, units: Mapping[str, Unit]) -> dict[str, Any]:
    return {
        "unit": result.unit,
        "label": _label(result.unit, units, result.unit_name),
        "rule": verdict.rule,
        "theme": theme_of(verdict.rule),
    }


def _sentence(verdict: Verdict) -> dict[str, str]:
    return {"sentence_zh": verdict.sentence_zh, "sentence_en": verdict.sentence_en}


def _label(unit_id: str, units: Mapping[str, Unit], otherwise: str = "") -> str:
    return units[unit_id].label if unit_id in units else otherwise or unit_id
